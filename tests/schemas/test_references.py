"""What a schema names: in XML and in compact syntax."""

import pytest

from tei_pipeline.schemas.references import Reference, compact_references, references

BASE = "https://e.org/x/main.rng"


def addresses(text: str) -> list[str]:
    return [one.address for one in references(text.encode(), BASE)]


def test_relax_ng() -> None:
    text = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xml:base="sub/">\n'
        '<include href="a.rng"><div xml:base="../up/"><start><externalRef href="b.rng"/></start>'
        '</div></include>\n<include href=" /c.rng#f "/><start href="no"/></grammar>'
    )
    assert references(text.encode(), BASE) == [
        Reference("https://e.org/x/sub/a.rng", 2, True),
        Reference("https://e.org/x/up/b.rng", 2, True),
        Reference("https://e.org/c.rng", 3, True),
    ]


def test_xsd() -> None:
    text = (
        '<schema xmlns="http://www.w3.org/2001/XMLSchema"><include schemaLocation="a.xsd"/>'
        '<redefine schemaLocation="b.xsd"/><override schemaLocation="c.xsd"/>'
        '<import namespace="n" schemaLocation="d.xsd"/><import namespace="m"/></schema>'
    )
    found = references(text.encode(), BASE)
    assert [(one.address[-5:], one.needed) for one in found] == [
        ("a.xsd", True),
        ("b.xsd", True),
        ("c.xsd", True),
        ("d.xsd", False),
    ]


def test_schematron_alone_and_inside() -> None:
    rules = (
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><include href="a.sch"/>'
        '<rule><extends href="b.sch#r"/><extends rule="x"/><include href="#here"/></rule></pattern>'
    )
    assert addresses(rules) == ["https://e.org/x/a.sch", "https://e.org/x/b.sch"]
    assert addresses(f'<grammar xmlns="http://relaxng.org/ns/structure/1.0">{rules}</grammar>')


def test_compact_syntax() -> None:
    text = """
        # include "no.rnc"
        namespace a = "include"
        include "a.rnc" { start = element b { external 'b.rnc' } }
        div { include \"""c\""" ~ ".rn" ~ 'c' inherit = a }
        \\include = element external { "text" }
        e = external
        "d.rnc"
    """
    found = compact_references(text.encode(), "https://e.org/x/main.rnc")
    assert [(one.address, one.line) for one in found] == [
        ("https://e.org/x/a.rnc", 4),
        ("https://e.org/x/b.rnc", 4),
        ("https://e.org/x/c.rnc", 5),
        ("https://e.org/x/d.rnc", 7),
    ]


def test_an_address_in_compact_syntax_moves_no_terminal() -> None:
    (one,) = compact_references(b'include "\x1b[31m.rnc"', "https://e.org/")
    assert one.address == "https://e.org/%1B[31m.rnc"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"<a>\n<b>", "not well-formed: line 2"),
        (b"", "not well-formed"),
        (b'<?xml version="1.0" encoding="x-klingon"?><a/>', "not in the encoding"),
        (b"<a>\xff</a>", "not well-formed"),
    ],
)
def test_what_is_not_well_formed_is_said(source: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        references(source, BASE)


def test_compact_syntax_that_is_no_text_is_said() -> None:
    with pytest.raises(ValueError, match="no text"):
        compact_references(b"start = \xff", BASE)


def test_any_depth_is_read() -> None:
    deep = '<x xmlns="http://relaxng.org/ns/structure/1.0">' * 10_000
    assert references(f"{deep}{'</x>' * 10_000}".encode(), BASE) == []
