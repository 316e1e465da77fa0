"""What a run may be asked for: a draft, times of rules, a phase, a schema for any vocabulary."""

from pathlib import Path

import pytest

from tei_pipeline.app.judging import Orders
from tei_pipeline.app.validate import ValidateOptions, validate
from tests.projects import sample

RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<phase id="one"><active pattern="a"/></phase>
<pattern id="a"><rule context="a"><assert test="@b">a needs b</assert></rule></pattern>
<pattern id="c"><rule context="c"><assert test="@b">c needs b</assert></rule></pattern>
</schema>"""
GRAMMAR = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
xmlns:sch="http://purl.oclc.org/dsdl/schematron"><sch:pattern><sch:rule context="a">
<sch:assert test="c/@b">c needs b</sch:assert></sch:rule></sch:pattern>
<element name="c"><optional><attribute name="b"/></optional></element></element>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.sch").write_text(RULES, encoding="utf-8")
    (tmp_path / "a.rng").write_text(GRAMMAR, encoding="utf-8")
    (tmp_path / "a.xml").write_text("<a><c/></a>", encoding="utf-8")
    return tmp_path


def found(folder: Path, **orders: object) -> list[str]:
    options = ValidateOptions(Orders(**orders))  # type: ignore[arg-type]
    report = validate([folder / "a.xml"], options)
    return [f"{d.code} {d.message.partition(' (')[0]}" for d in report.diagnostics]


def test_a_phase_runs_its_patterns_only(folder: Path) -> None:
    assert len(found(folder, schemas=(folder / "a.sch",))) == 2
    assert found(folder, schemas=(folder / "a.sch",), phase="one") == ["TPS201 a needs b"]


def test_a_phase_that_is_not_there_is_a_finding(folder: Path) -> None:
    (message,) = found(folder, schemas=(folder / "a.sch",), phase="two")
    assert message.startswith("TPS901")
    assert "two" in message


def test_rules_inside_a_grammar_judge_where_they_are_asked_for(folder: Path) -> None:
    report = validate([folder / "a.xml"], ValidateOptions(Orders((folder / "a.rng",))))
    assert report.diagnostics == ()
    assert any("a.rng#schematron" in note for note in report.notes)
    both = (folder / "a.rng", folder / "a.rng#schematron")
    assert found(folder, schemas=both) == ["TPS201 c needs b"]


def test_rules_are_timed(folder: Path) -> None:
    orders = Orders((folder / "a.sch",), profiled=True)
    report = validate([folder / "a.xml"], ValidateOptions(orders))
    assert {(one.rule, one.nodes) for one in report.times} == {("a a", 1), ("c c", 1)}
    assert all(one.seconds >= 0 for one in report.times)


def test_a_draft_is_not_asked_for_what_may_still_come(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    start, end = text.index("<revisionDesc"), text.index("</revisionDesc>") + len("</revisionDesc>")
    document.write_text(text[:start] + text[end:], encoding="utf-8")
    codes = {d.code for d in validate([], folder=folder).diagnostics}
    assert codes
    draft = validate([], ValidateOptions(Orders(draft=True)), folder=folder)
    assert draft.diagnostics == ()
