"""The use case ``validate``, and the edition of this repository as its first user."""

from pathlib import Path

import pytest

from tei_pipeline.app.judging import Orders
from tei_pipeline.app.validate import ValidateOptions, exit_code, validate
from tei_pipeline.diagnostics import Severity
from tei_pipeline.rules import RULES
from tests.projects import sample

ROOT = Path(__file__).resolve().parents[2]


def test_the_telegram_has_no_findings() -> None:
    report = validate([], folder=ROOT)
    assert report.diagnostics == ()
    assert [path.name for path in report.files] == [
        "telegram.xml",
        "bibliography.xml",
        "organisations.xml",
        "persons.xml",
        "places.xml",
    ]
    assert {"edition.xsd", "edition.sch"} <= set(report.judges)


def test_findings_come_in_order_and_with_their_lines(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    changed = text.replace("persons.xml#vail", "persons.xml#vale").replace("<p ", "<para ", 1)
    document.write_text(changed.replace("</p>", "</para>", 1), encoding="utf-8")
    report = validate([], folder=folder)
    keys = [diagnostic.sort_key() for diagnostic in report.diagnostics]
    assert keys == sorted(keys)
    for diagnostic in report.diagnostics:
        place = diagnostic.location
        if place.line is not None:
            file_lines = place.file.read_text(encoding="utf-8").splitlines()
            assert report.excerpts[place.file, place.line] == file_lines[place.line - 1]


def test_severities_are_those_of_the_rules(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("places.xml#baltimore", "places.xml#x"), encoding="utf-8")
    report = validate([], folder=folder)
    assert {d.severity for d in report.diagnostics} == {Severity.ERROR}
    for diagnostic in report.diagnostics:
        assert diagnostic.severity is RULES[diagnostic.code].severity


def test_unused_entries_are_said_only_of_a_whole_project(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    persons = folder / "tei/authority/persons.xml"
    text = persons.read_text(encoding="utf-8")
    extra = '<person xml:id="x" sortKey="x"><persName>X</persName></person></listPerson>'
    persons.write_text(text.replace("</listPerson>", extra), encoding="utf-8")
    assert [d.code for d in validate([], folder=folder).diagnostics] == ["TPR106"]
    assert validate([folder / "tei/first-telegram.xml"]).diagnostics == ()
    assert [d.code for d in validate([folder / "tei"]).diagnostics] == ["TPR106"]


def test_files_of_two_projects_are_judged_by_the_settings_of_each(tmp_path: Path) -> None:
    first, second = sample(tmp_path / "a"), sample(tmp_path / "b")
    (second / "only.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        '<rule context="*:TEI"><report test="true()">seen</report></rule></pattern></schema>',
        encoding="utf-8",
    )
    (second / "tei-pipeline.toml").write_text(
        '[validation]\nschemas = ["only.sch"]\n', encoding="utf-8"
    )
    report = validate([first, second])
    assert {d.code for d in report.diagnostics} == {"TPS201"}
    assert {d.location.file.parts[-3 if "authority" not in str(d.location.file) else -4]
            for d in report.diagnostics} == {"b"}  # fmt: skip
    assert len(report.files) == 6


@pytest.mark.parametrize("name", ["edition.xsd", "edition.sch"])
def test_a_schema_by_hand_stands_in_place_of_the_others(name: str) -> None:
    schema = ROOT / "schema" / name
    options = ValidateOptions(Orders(schemas=(schema,)))
    report = validate([ROOT / "tei/telegram.xml"], options)
    assert report.diagnostics == ()
    assert report.judges == (name,)


def test_exit_codes() -> None:
    report = validate([ROOT / "tei" / "none.xml"])
    assert [d.code for d in report.diagnostics] == ["TPW100"]
    assert exit_code(report.diagnostics) == 2
    assert exit_code(()) == 0
