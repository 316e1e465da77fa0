"""Schemas named by hand, and which of them hold rules that nobody asked for."""

import pickle
from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.choice import Chosen, named, rules_left_out
from tests.schemas.material import RNC, RNG, RNG_WITH_RULES, SCH, TEI, XSD, write


def test_schemas_named_by_hand_are_sorted_by_kind(tmp_path: Path) -> None:
    write(tmp_path, a_sch=SCH, b_rng=RNG, c_xsd=XSD, d_rnc=RNC, e_xml=RNG)
    paths = sorted(tmp_path.iterdir())
    chosen = named(paths)
    assert [(c.path.name, c.kind) for c in chosen] == [
        ("b.rng", "relaxng"),
        ("c.xsd", "xsd"),
        ("d.rnc", "relaxng"),
        ("e.xml", "relaxng"),
        ("a.sch", "schematron"),
    ]
    assert {c.by for c in chosen} == {"command line"}


def test_rules_inside_judge_where_they_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, a_rng=RNG_WITH_RULES) / "a.rng"
    (grammar,) = chosen = named([path])
    assert not grammar.embedded
    assert rules_left_out(chosen) == [grammar]
    rules = Path(f"{path}#schematron")
    both = named([path, rules])
    assert [(c.kind, c.embedded) for c in both] == [("relaxng", False), ("schematron", True)]
    assert rules_left_out(both) == []
    assert rules_left_out(named([rules])) == []


def test_a_schematron_schema_has_no_rules_inside(tmp_path: Path) -> None:
    path = write(tmp_path, a_sch=SCH) / "a.sch"
    (one,) = named([Path(f"{path}#schematron")])
    assert (one.kind, one.embedded) == ("schematron", False)
    assert rules_left_out([one]) == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("none.rng", None, "there is no such schema"),
        ("none.rng#schematron", None, "there is no such schema"),
        ("a.odd", f'<TEI xmlns="{TEI}"/>', "TEI ODD (compile it to RELAX NG first)"),
        ("a.docx", "PK", "it is not XML"),
        ("a.dtd", "<!ELEMENT a EMPTY>", "it is a DTD"),
    ],
)
def test_what_is_no_schema_is_refused(
    tmp_path: Path, name: str, text: str | None, words: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        named([path])
    assert words in caught.value.message
    assert caught.value.path == tmp_path / name.removesuffix("#schematron")


def test_schemas_that_judge_alike_are_equal() -> None:
    first = Chosen(Path("/a.rng"), "relaxng", None, "../a.rng", "xml-model")
    second = Chosen(Path("/a.rng"), "relaxng", None, "/a.rng", "command line")
    assert first == second
    assert (first != second) is False
    assert first != second._replace(embedded=True)
    assert pickle.loads(pickle.dumps(first)).address == "../a.rng"
    assert len({first, second}) == 1
