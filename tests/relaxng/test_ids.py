"""Attributes of the types ID, IDREF and IDREFS are known; schemas that leave doubt are refused."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.read import read_grammar
from tests.oracles import jing, shared

_DECLARED = (
    'xmlns="http://relaxng.org/ns/structure/1.0" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)
XML = "http://www.w3.org/XML/1998/namespace"


def attribute(name: str, kind: str = "ID") -> str:
    return f'<attribute name="{name}"><data type="{kind}"/></attribute>'


def element(name: str, *content: str) -> str:
    return f'<element name="{name}">{"".join(content) or "<empty/>"}</element>'


def either(*patterns: str) -> str:
    return f"<choice>{''.join(patterns)}</choice>"


ID, REFERENCE, TOKEN, FREE = (
    attribute("id"),
    attribute("id", "IDREF"),
    attribute("id", "token"),
    '<attribute name="id"/>',
)
WILD = "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"
WILD_BUT_ID = (
    "<zeroOrMore><attribute><anyName><except><name>id</name></except></anyName></attribute>"
    "</zeroOrMore>"
)
ANY = "<element><anyName/>{}</element>"
ANY_BUT_A = "<element><anyName><except><name>a</name></except></anyName>{}</element>"

# The content of the element “r”, and the attributes that have a type of ID's; none if refused.
CASES: dict[str, tuple[str, dict[tuple[str, str], str] | None]] = {
    "one": (ID, {("r", "id"): "ID"}),
    "references": (attribute("to", "IDREFS"), {("r", "to"): "IDREFS"}),
    "a value": (
        '<attribute name="id"><value type="ID">x</value></attribute>',
        {("r", "id"): "ID"},
    ),
    "with a parameter and an except": (
        '<attribute name="id"><data type="ID"><param name="pattern">a.*</param>'
        "<except><value>ab</value></except></data></attribute>",
        {("r", "id"): "ID"},
    ),
    "two on one element": (ID + attribute("id2"), {("r", "id"): "ID", ("r", "id2"): "ID"}),
    "an element of two names": (
        f"<element><choice><name>a</name><name>b</name></choice>{ID}</element>",
        {("a", "id"): "ID", ("b", "id"): "ID"},
    ),
    "another type on another element": (
        either(element("a", ID), element("b", TOKEN)),
        {("a", "id"): "ID"},
    ),
    "the same in two places": (either(element("a", ID), element("a", ID)), {("a", "id"): "ID"}),
    "there and not there": (either(element("a", ID), element("a")), {("a", "id"): "ID"}),
    "a wildcard that leaves it out": (
        element("a", ID) + ANY.format(WILD_BUT_ID),
        {("a", "id"): "ID"},
    ),
    "a wildcard on other elements": (
        element("a", ID) + ANY_BUT_A.format(WILD),
        {("a", "id"): "ID"},
    ),
    "none": (TOKEN, {}),
    "in what is not allowed": (
        either(element("a", ID), f"<group>{element('a', TOKEN)}<notAllowed/></group>"),
        {("a", "id"): "ID"},
    ),
    "a token in another place": (either(element("a", ID), element("a", TOKEN)), None),
    "text in another place": (either(element("a", ID), element("a", FREE)), None),
    "a reference in another place": (either(element("a", ID), element("a", REFERENCE)), None),
    "either of two types": (either(ID, REFERENCE), None),
    "a wildcard on the same element": (element("a", ID) + element("a", WILD), None),
    "a wildcard on any element": (element("a", ID) + ANY.format(WILD), None),
    "a choice in the value": (
        '<attribute name="id"><choice><data type="ID"/><value>x</value></choice></attribute>',
        None,
    ),
    "in an except": (
        '<attribute name="id"><data type="token"><except><data type="ID"/></except></data>'
        "</attribute>",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_types_of_ids_are_those_of_jing(name: str, tmp_path: Path) -> None:
    content, expected = CASES[name]
    schema = tmp_path / "schema.rng"
    schema.write_text(f'<element name="r" {_DECLARED}>{content}</element>', encoding="utf-8")
    assert bool(jing(schema)) == (expected is None)
    if expected is None:
        with pytest.raises(SchemaError, match="RELAX NG DTD Compatibility, section 5"):
            read_grammar(schema)
    else:
        assert read_grammar(schema).id_types == expected


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        (element("a", ID) + ANY.format(WILD), "except its name from “anyName”"),
        (either(element("a", ID), element("a", TOKEN)), "give it the same type"),
    ],
)
def test_a_refusal_says_how_to_mend_it(content: str, mend: str, tmp_path: Path) -> None:
    schema = tmp_path / "schema.rng"
    schema.write_text(f'<element name="r" {_DECLARED}>{content}</element>', encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_grammar(schema)
    assert (refused.value.mend or "").startswith(mend)


def test_names_are_written_with_their_namespace(tmp_path: Path) -> None:
    schema = tmp_path / "schema.rng"
    content = attribute("xml:id")
    schema.write_text(f'<element name="r" ns="urn:n" {_DECLARED}>{content}</element>', "utf-8")
    assert read_grammar(schema).id_types == {("urn:n}r", f"{XML}}}id"): "ID"}


def test_ids_of_tei() -> None:
    types = read_grammar(shared("tei/oracle/tei_all.rng")).id_types
    assert types["http://www.tei-c.org/ns/1.0}p", f"{XML}}}id"] == "ID"
    assert set(types.values()) == {"ID"}
