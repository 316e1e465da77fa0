"""Every construct of the compact syntax against what it means in XML syntax."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.read import read_grammar
from tei_pipeline.relaxng.source import ANNOTATIONS, RELAXNG, Raw
from tei_pipeline.relaxng.xml_syntax import read_xml
from tests.relaxng.trees import simple, tree

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
DEEP = 10_000

PATTERNS = {
    "element": ("element a { empty }", '<element name="a"><empty/></element>'),
    "attribute": ("attribute a { text }", '<attribute name="a"/>'),
    "attribute of a type": (
        "attribute a { xsd:ID }",
        f'<attribute name="a"><data type="ID" datatypeLibrary="{XSD}"/></attribute>',
    ),
    "group": ("a, b, c", '<group><ref name="a"/><ref name="b"/><ref name="c"/></group>'),
    "choice": ("a | b", '<choice><ref name="a"/><ref name="b"/></choice>'),
    "interleave": ("a & b", '<interleave><ref name="a"/><ref name="b"/></interleave>'),
    "optional": ("a?", '<optional><ref name="a"/></optional>'),
    "zero or more": ("a*", '<zeroOrMore><ref name="a"/></zeroOrMore>'),
    "one or more": ("a+", '<oneOrMore><ref name="a"/></oneOrMore>'),
    "list": ("list { a, b }", '<list><ref name="a"/><ref name="b"/></list>'),
    "mixed": ("mixed { a | b }", '<mixed><choice><ref name="a"/><ref name="b"/></choice></mixed>'),
    "parentheses": (
        "(a, b)+ | (c & (d))",
        '<choice><oneOrMore><ref name="a"/><ref name="b"/></oneOrMore>'
        '<interleave><ref name="c"/><ref name="d"/></interleave></choice>',
    ),
    "leaves": ("empty | text | notAllowed", "<choice><empty/><text/><notAllowed/></choice>"),
    "parent": ("parent a", '<parentRef name="a"/>'),
    "external": ('external "a.rnc"', '<externalRef href="a.rng"/>'),
    "external that inherits": (
        'namespace p = "urn:p" external "a.rnc" inherit = p',
        '<externalRef href="a.rng" ns="urn:p"/>',
    ),
    "external that inherits what is inherited": (
        'namespace p = inherit default namespace = "urn:d" external "a.rnc" inherit = p',
        '<externalRef href="a.rng"/>',
    ),
    "external with the default namespace": (
        'default namespace = "urn:d" external "a.rnc"',
        '<externalRef href="a.rng" ns="urn:d"/>',
    ),
    "value": ('"a"', "<value>a</value>"),
    "value of a type": ('string "a "', '<value type="string">a </value>'),
    "value of a library": (
        'xsd:integer "1"',
        f'<value type="integer" datatypeLibrary="{XSD}">1</value>',
    ),
    "qualified value": (
        'namespace p = "urn:p" default namespace = "urn:d" xsd:QName "p:a"',
        f'<value type="QName" datatypeLibrary="{XSD}" ns="urn:d" xmlns:p="urn:p">p:a</value>',
    ),
    "literals joined": ('"a" ~ \'b"\' ~ """c\'\n"""', "<value>ab\"c'\n</value>"),
    "data": ("string | token", '<choice><data type="string"/><data type="token"/></choice>'),
    "data of a library": (
        'datatypes d = "urn:library" d:type',
        '<data type="type" datatypeLibrary="urn:library"/>',
    ),
    "parameters": (
        'xsd:string { minLength = "1" pattern = "a" ~ "b" }',
        f'<data type="string" datatypeLibrary="{XSD}">'
        '<param name="minLength">1</param><param name="pattern">ab</param></data>',
    ),
    "no parameters": ("xsd:string { }", f'<data type="string" datatypeLibrary="{XSD}"/>'),
    "data but one value": (
        'token - "a"',
        '<data type="token"><except><value>a</value></except></data>',
    ),
    "data but values": (
        'xsd:string { minLength = "1" } - ("a" | "b")',
        f'<data type="string" datatypeLibrary="{XSD}"><param name="minLength">1</param>'
        "<except><value>a</value><value>b</value></except></data>",
    ),
    "data in parentheses": (
        'a | (token - "a")',
        '<choice><ref name="a"/>'
        '<data type="token"><except><value>a</value></except></data></choice>',
    ),
    "a keyword as reference": (
        r"\element, \text",
        '<group><ref name="element"/><ref name="text"/></group>',
    ),
    "a name in quotation": (r"\a", '<ref name="a"/>'),
}

NAMES = {
    "a choice of names": (
        "element a | b { empty }",
        "<element><choice><name>a</name><name>b</name></choice><empty/></element>",
    ),
    "a keyword": (
        "element element { attribute div { text } }",
        '<element name="element"><attribute name="div"/></element>',
    ),
    "default namespace": (
        'default namespace = "urn:d" element a { attribute b { text } }',
        '<element name="a" ns="urn:d"><attribute name="b"/></element>',
    ),
    "prefix": (
        'namespace p = "urn:p" element p:a { attribute p:b | c { text } }',
        '<element name="p:a" xmlns:p="urn:p">'
        '<attribute><choice><name>p:b</name><name ns="">c</name></choice></attribute></element>',
    ),
    "default namespace with prefix": (
        'default namespace p = "urn:p" element a { attribute p:b { text } }',
        '<element name="p:a" xmlns:p="urn:p"><attribute name="p:b"/></element>',
    ),
    "no namespace": (
        'default namespace = "urn:d" namespace local = "" element local:a { empty }',
        '<element name="a" ns=""><empty/></element>',
    ),
    "inherited namespace": (
        'default namespace = "urn:d" namespace p = inherit element p:a { empty }',
        '<element name="a"><empty/></element>',
    ),
    "default that is inherited": (
        "default namespace p = inherit element p:a { empty }",
        '<element name="a"><empty/></element>',
    ),
    "keywords as prefixes": (
        'namespace start = "urn:s" namespace \\text = "urn:t" '
        "element start:a { element text:b { empty } }",
        '<element name="s:a" xmlns:s="urn:s" xmlns:t="urn:t">'
        '<element name="t:b"><empty/></element></element>',
    ),
    "xml prefix": (
        "attribute xml:lang { text }",
        '<attribute name="lang" ns="http://www.w3.org/XML/1998/namespace"/>',
    ),
    "any name": ("element * { empty }", "<element><anyName/><empty/></element>"),
    "any name but one": (
        "element * - a { empty }",
        "<element><anyName><except><name>a</name></except></anyName><empty/></element>",
    ),
    "any name but some": (
        'namespace p = "urn:p" element * - (p:* | a) { empty }',
        '<element><anyName><except><nsName ns="urn:p"/><name>a</name></except></anyName>'
        "<empty/></element>",
    ),
    "names of a namespace": (
        'namespace p = "urn:p" element p:* - p:a { empty }',
        '<element><nsName ns="urn:p"><except><name ns="urn:p">a</name></except></nsName>'
        "<empty/></element>",
    ),
    "a choice with what is open": (
        "element (a | (* - b) | ((c))) { empty }",
        "<element><choice><name>a</name><anyName><except><name>b</name></except></anyName>"
        "<name>c</name></choice><empty/></element>",
    ),
    "a name beyond ASCII": (
        "element ä·x | _b.c-d { empty }",
        "<element><choice><name>ä·x</name><name>_b.c-d</name></choice><empty/></element>",
    ),
}

GRAMMARS = {
    "definitions": (
        "start = a a = element a { empty }",
        '<start><ref name="a"/></start>'
        '<define name="a"><element name="a"><empty/></element></define>',
    ),
    "combined": (
        "start |= a start |= b c &= d \\start = e",
        '<start combine="choice"><ref name="a"/></start>'
        '<start combine="choice"><ref name="b"/></start>'
        '<define name="c" combine="interleave"><ref name="d"/></define>'
        '<define name="start"><ref name="e"/></define>',
    ),
    "div": (
        "div { start = a div { } } a = b",
        '<div><start><ref name="a"/></start><div/></div><define name="a"><ref name="b"/></define>',
    ),
    "include": ('include "a.rnc"', '<include href="a.rng"/>'),
    "include with overrides": (
        'include "a.rnc" { start = a div { a |= b } }',
        '<include href="a.rng"><start><ref name="a"/></start>'
        '<div><define name="a" combine="choice"><ref name="b"/></define></div></include>',
    ),
    "include that inherits": (
        'namespace p = "urn:p" include "a.rnc" inherit = p { }',
        '<include href="a.rng" ns="urn:p"/>',
    ),
    "a grammar within": (
        "start = grammar { start = parent a | b b = text }",
        '<start><grammar><start><choice><parentRef name="a"/><ref name="b"/></choice></start>'
        '<define name="b"><text/></define></grammar></start>',
    ),
    "elements of annotations between": (
        "a [ ] start = a b [ c = 'd' ] div { e [ ] } \\div [ ]",
        '<start><ref name="a"/></start><div/>',
    ),
}


def read(text: str) -> Raw:
    return read_compact(Path("schema.rnc"), text.encode())


def twin(xml: str) -> Raw:
    head, mark, rest = xml.partition(">")
    slash = "/" if head.endswith("/") else ""
    spaces = f' xmlns="{RELAXNG}" xmlns:a="{ANNOTATIONS}"'
    return read_xml(Path("s.rng"), f"{head.removesuffix('/')}{spaces}{slash}{mark}{rest}".encode())


@pytest.mark.parametrize(("compact", "xml"), PATTERNS.values(), ids=PATTERNS)
def test_patterns_are_read_as_in_xml_syntax(compact: str, xml: str) -> None:
    assert tree(read(compact)) == tree(twin(xml))


@pytest.mark.parametrize(("compact", "xml"), NAMES.values(), ids=NAMES)
def test_names_are_read_as_in_xml_syntax(compact: str, xml: str) -> None:
    assert tree(read(compact)) == tree(twin(xml))


@pytest.mark.parametrize(("compact", "xml"), GRAMMARS.values(), ids=GRAMMARS)
def test_grammars_are_read_as_in_xml_syntax(compact: str, xml: str) -> None:
    assert tree(read(compact)) == tree(twin(f"<grammar>{xml}</grammar>"))


def test_every_node_knows_its_line_and_file() -> None:
    raw = read("# a\n\nstart =\r\n  element a {\r    b,\n    c? }\n")
    start = raw.children[0]
    element = start.children[0]
    group = element.children[1]
    lines = [start.line, element.line, group.line, *(child.line for child in group.children)]
    assert lines == [3, 4, 5, 5, 6]
    assert element.path == Path("schema.rnc")


DEEP_SCHEMAS = {
    "parentheses": "element a { " + "(" * DEEP + "empty" + ")" * DEEP + " }",
    "groups": "element a { " + "(text, " * DEEP + "empty" + ")" * DEEP + " }",
    "repetitions": "element a { " + "(" * DEEP + "b" + ")*" * DEEP + " }",
    "elements": "element a { " * DEEP + "empty" + " }" * DEEP,
    "grammars": "element a { " + "grammar { start = " * DEEP + "text" + " }" * DEEP + " }",
    "divs": "div { " * DEEP + "start = element a { empty }" + " }" * DEEP,
    "names": "element " + "(a | " * DEEP + "b" + ")" * DEEP + " { empty }",
    "names but": "element " + "(* - " * DEEP + "b" + ")" * DEEP + " { empty }",
    "data but": "element a { " + "string - (" * DEEP + '"b"' + ")" * DEEP + " }",
    "annotations": "[ " + "x [ " * DEEP + "]" * DEEP + " ] element a { empty }",
    "annotated": "element a { " + "[ x [ ] ] (" * DEEP + "empty" + ")" * DEEP + " }",
}


@pytest.mark.parametrize("text", DEEP_SCHEMAS.values(), ids=DEEP_SCHEMAS)
def test_a_schema_may_be_nested_deeply(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize("opened", ["(", "element a { ", "grammar { start = ", "[ x [ ] ] ("])
def test_a_schema_that_breaks_off_deep_within_is_refused(opened: str) -> None:
    with pytest.raises(SchemaError, match=r"end of the file|is missing"):
        read("element a { " + opened * DEEP)


def test_files_in_both_syntaxes_may_refer_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.rnc").write_text('include "b.rng" { c = element d { empty } }')
    (tmp_path / "b.rng").write_text(
        f'<grammar xmlns="{RELAXNG}" ns="urn:b"><start><choice><ref name="c"/>'
        '<externalRef href="E.RNC"/></choice></start><define name="c"><text/></define></grammar>'
    )
    (tmp_path / "E.RNC").write_text("element e { empty }")
    (tmp_path / "one.rnc").write_text(
        'namespace b = "urn:b" start = element d { empty } | element b:e { empty }'
    )
    assert simple(read_grammar(tmp_path / "a.rnc")) == simple(read_grammar(tmp_path / "one.rnc"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schema.RNC", b"element a { empty }"),
        ("schema", b"\xef\xbb\xbf\nelement a { empty }"),
        ("schema", f'\n<element name="a" xmlns="{RELAXNG}"><empty/></element>'.encode()),
        ("schema.php", f'\ufeff<element name="a" xmlns="{RELAXNG}"><empty/></element>'.encode()),
        ("schema", f'<element name="a" xmlns="{RELAXNG}"><empty/></element>'.encode("utf-16")),
    ],
)
def test_the_syntax_is_known_by_the_name_or_the_first_character(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_grammar(tmp_path / name).definitions == [(("name", "", "a"), 1)]
