"""Schemas that are not correct are refused with the section that they break, and its place."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.read import read_grammar

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("refusals.toml").read_text(encoding="utf-8")
)["refused"]
_DECLARED = (
    'xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)
SECTIONS = [
    "3", "4.5", "4.6", "4.7", "4.10", "4.16", "4.17", "4.18", "4.19",
    "7.1.1", "7.1.2", "7.1.3", "7.1.4", "7.1.5", "7.2", "7.3", "7.4", "5",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["what"].replace(" ", "-") for case in CASES])
def test_a_schema_is_refused_by_section_file_and_line(case: dict[str, Any], tmp_path: Path) -> None:
    schema = tmp_path / "schema.rng"
    for name in ("schema", "other"):
        text = str(case.get(name, "")).replace("RNG", _DECLARED, 1).lstrip("\n")
        (tmp_path / f"{name}.rng").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_grammar(schema)
    error = refused.value
    assert error.message.endswith(f", section {case['section']})"), error
    assert error.path == (tmp_path / "other.rng" if case.get("in_other") else schema)
    assert error.line == case["line"], error


def test_each_section_that_can_be_broken_has_a_case() -> None:
    assert {case["section"] for case in CASES} == set(SECTIONS)


MENDS = [
    ('<grammar RNG><start><elment name="a"/></start></grammar>', "did you mean “element”?"),
    (
        '<element RNG name="a"><data type="string"><param name="lenght">3</param></data></element>',
        "did you mean “length”?",
    ),
    (
        '<grammar RNG><start combine="chioce"><text/></start></grammar>',
        "did you mean “choice”?",
    ),
    (
        '<grammar xmlns="http://relaxng.org/ns/structure/0.9"/>',
        'declare the namespace: xmlns="http://relaxng.org/ns/structure/1.0"',
    ),
    ("start = element a { empty }", "a schema in compact syntax has a name that ends with .rnc"),
    (
        '<grammar RNG><start><ref name="x"/></start></grammar>',
        "define “x” in this grammar",
    ),
    ('<element RNG name="a"><atribute name="b"/></element>', "did you mean “attribute”?"),
    ('<element RNG nam="a"><empty/></element>', "did you mean “name”?"),
    ('<element RNG name="a"><data type="strin"/></element>', "did you mean “string”?"),
    (
        '<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"><data type="date"/>'
        "</element>",
        'say datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"',
    ),
    (
        '<grammar RNG><start><ref name="persName"/></start><define name="persname">'
        '<element name="a"><empty/></element></define></grammar>',
        "did you mean “persname”?",
    ),
    (
        '<grammar RNG><start><element name="a"><empty/></element></start>'
        '<start><element name="b"><empty/></element></start></grammar>',
        'add combine="choice" or combine="interleave" to it',
    ),
    (
        '<element RNG name="a"><attribute><anyName/></attribute></element>',
        "write “zeroOrMore” or “oneOrMore” around it",
    ),
]


@pytest.mark.parametrize(("schema", "mend"), MENDS)
def test_a_refusal_says_how_to_mend_the_schema(schema: str, mend: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_text(schema.replace("RNG", _DECLARED, 1), encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_grammar(path)
    assert refused.value.mend == mend


COMPACT = [
    (
        "start = element a { b }\nb = empty\nb = text",
        "“b” is defined twice, and one at least must be added with “|=” or “&=”",
        "write “|=” or “&=” in place of “=”",
    ),
    (
        "start = element a { \n\nattribute * { text } }",
        "an attribute of any name (“*”, “prefix:*”) must be repeated",
        "write “*” or “+” behind it",
    ),
    (
        "start =\n\nelement a { string - text }",
        "text cannot stand behind the “-” of data",
        None,
    ),
]


@pytest.mark.parametrize(("schema", "message", "mend"), COMPACT)
def test_a_refusal_speaks_the_syntax_of_the_schema(
    schema: str, message: str, mend: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "schema.rnc"
    path.write_text(schema, encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_grammar(path)
    assert refused.value.message.startswith(f"{message} (RELAX NG, section")
    assert (refused.value.mend, refused.value.line) == (mend, 3)
