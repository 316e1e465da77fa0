"""Annotations in compact syntax: where they may stand, and what they document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.read import read_grammar
from tei_pipeline.relaxng.source import ANNOTATIONS, RELAXNG, Raw
from tei_pipeline.relaxng.xml_syntax import read_xml

HEAD = f'namespace a = "{ANNOTATIONS}" namespace x = "urn:x" namespace r = "{RELAXNG}"\n'


def read(text: str) -> Raw:
    return read_compact(Path("schema.rnc"), (HEAD + text).encode())


def documented(raw: Raw) -> Iterator[tuple[str, str]]:
    """Yield the kind (with its text) and the documentation of each node that has some."""
    if raw.documentation:
        yield f"{raw.kind} {raw.text}".strip(), raw.documentation
    for child in raw.children:
        yield from documented(child)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## one\n## two\n\n##  three\nelement b { empty }", [("element", "one two three")]),
        ("## one\nstart = ## two\nelement b { empty }", [("start", "one"), ("element", "two")]),
        ("start = b\n## one\nb = text", [("define b", "one")]),
        ("## one\ndiv { ## two\nb |= text }", [("div", "one"), ("define b", "two")]),
        ('## one\ninclude "b" { ## two\nstart = b }', [("include b", "one"), ("start", "two")]),
        ("element b { ## one\nc, ## two\nd }", [("ref c", "one"), ("ref d", "two")]),
        ("attribute b { ## one\n'c' | ## two\n'd' }", [("value c", "one"), ("value d", "two")]),
        ("attribute b { ## one\n'c' }", [("value c", "one")]),
        ("element b { ## one\ntoken 'c' }", [("value c", "one")]),
        ("element b { xsd:string { ## one\nlength = '1' } }", [("param 1", "one")]),
        ("element b { ## one\nxsd:string - ## two\n'c' }", [("data", "one"), ("value c", "two")]),
        ("## one\nelement b { empty }*", [("element", "one")]),
        ("## one\n(b*)", [("zeroOrMore", "one")]),
        ("## one\n(b, c)", [("group", "one")]),
        ("## one\n(b | ## two\nc)", [("choice", "one"), ("ref c", "two")]),
        ("## one\n(## two\nb)", [("group", "one"), ("ref b", "two")]),
        ("## one\n((b & c))", [("group", "one")]),
        ("## one\n(string - 'b')", [("group", "one")]),
        ("element ## one\nb { empty }", [("element", "one")]),
        ("element ## one\n* - ## two\nb { c }", [("anyName", "one"), ("except", "two")]),
        ("element ## one\n(b | ## two\nc) { empty }", [("choice", "one two")]),
        ("element ## one\n(b) { empty }", [("choice", "one")]),
        ("[a:documentation ['one' ~ 'two' 'three']] b", [("ref b", "onetwothree")]),
        ("[a:documentation ['one' x:b ['two'] 'three']] b", [("ref b", "onetwothree")]),
        ("[x:documentation ['one'] documentation ['two']] b", []),
        ("[a:documentation [x:c='d' 'one']] b", [("ref b", "one")]),
        ("## one\n[a:documentation ['two']] b", [("ref b", "one two")]),
        ("b, c >> a:documentation ['one']", [("group", "one")]),
        ("start = b >> a:documentation ['one']", [("start", "one")]),
        ("start = b >> x:c [] >> a:documentation ['one']", [("start", "one")]),
        ("element b { 'c' >> a:documentation ['one'] }", [("value c", "one")]),
        ("b >> a:documentation ['one'] *", [("zeroOrMore", "one")]),
        ("c, b* >> a:documentation ['one']", [("group", "one")]),
        ("start = b a:documentation ['one']", [("grammar", "one")]),
        ("element b >> a:documentation ['one'] { c }", [("element", "one")]),
        ("## two\nelement b { c >> a:documentation ['one'] }", [("element", "two one")]),
    ],
)  # fmt: skip
def test_documentation_belongs_to_a_node(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(documented(read(text))) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[] (b)", ["ref"]),
        ("[x:c=''] (b)", ["group", "ref"]),
        ("[c []] (b)", ["group", "ref"]),
        ("[c []] (b*)", ["zeroOrMore", "ref"]),
        ("[c []] b*", ["zeroOrMore", "ref"]),
        ("element [] (b) { c }", ["element", "name", "ref"]),
        ("element [d []] (b) { c }", ["element", "choice", "name", "ref"]),
    ],
)
def test_an_annotation_before_parentheses_gives_them_a_node(text: str, kinds: list[str]) -> None:
    def walk(raw: Raw) -> Iterator[str]:
        yield raw.kind
        for child in raw.children:
            yield from walk(child)

    assert list(walk(read(text))) == kinds


def test_documentation_is_that_of_xml_syntax() -> None:
    compact = read("## one\nattribute b { ## two\n'c' } | ## three\n'd' | ## four\nelement e { f }")
    xml = (
        f'<choice xmlns="{RELAXNG}" xmlns:a="{ANNOTATIONS}">'
        '<attribute name="b"><a:documentation>one</a:documentation><value>c</value>'
        "<a:documentation>two</a:documentation></attribute>"
        "<value>d</value><a:documentation> three\n</a:documentation>"
        '<element name="e"><a:documentation>four</a:documentation><ref name="f"/></element>'
        "</choice>"
    )
    assert list(documented(compact)) == list(documented(read_xml(Path("s.rng"), xml.encode())))


def test_words_reach_the_grammar(tmp_path: Path) -> None:
    (tmp_path / "schema.rnc").write_text(
        "## The whole.\nelement b {\n"
        "  ## A mark.\n  attribute c { ## Yes.\n 'y' | ## No.\n 'n' }, text }"
    )
    words = read_grammar(tmp_path / "schema.rnc").words
    assert list(words.elements.values()) == ["The whole."]
    assert list(words.attributes.values()) == ["A mark."]
    assert sorted(words.values.values()) == ["No.", "Yes."]


@pytest.mark.parametrize(
    "text",
    [
        "[x:b='c' x:d='e' f [] x:g [h='i' h [ r:k='l' r:j [] ] 'm'] element []] n",
        "[xml:lang='en'] start = b",
        "start = [ x:c='d' ] b",
        "element b { xsd:string { [ x:c='d' e [] ] length = '1' } }",
        "element b { [ c [] ] 'd' }",
        "element b { (c >> d []) >> e [] }",
        "element b { string - (('c' | 'd') >> e []) >> f [] }",
        "element b >> c [] | d >> e [] { empty }",
        "element * - b >> c [] { empty }",
        "\\element [] start = b",
        "x:namespace [ ] start = b",
    ],
)
def test_annotations_may_stand_in_many_places(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[b='c'] d", "the attribute “b” of an annotation needs a prefix"),
        ("namespace l = '' [l:b='c'] d", "the attribute “l:b” of an annotation needs a prefix"),
        ("[r:b='c'] d", "“r:b” cannot be an annotation: its namespace is that of RELAX NG"),
        ("[r:b []] d", "“r:b” cannot be an annotation: its namespace is that of RELAX NG"),
        ("d >> r:b []", "“r:b” cannot be an annotation"),
        ("r:b [] start = d", "“r:b” cannot be an annotation"),
        ("[x:b='c' x:b='d'] e", "two attributes “x:b”"),
        ("namespace y = 'urn:x' [x:b='c' y:b='d'] e", "two attributes “y:b”"),
        ("[f [x:b='c' x:b='d']] e", "two attributes “x:b”"),
        ("[f [b='c' b='d']] e", "two attributes “b”"),
        ("namespace l = '' [f [b='c' l:b='d']] e", "two attributes “l:b”"),
        ("[f [xmlns='c']] e", "“xmlns” would be a declaration of a namespace"),
        ("namespace l = '' [f [l:xmlns='c']] e", "“l:xmlns” would be a declaration"),
        ("namespace n = 'http://www.w3.org/2000/xmlns' [n:b='c'] e", "would be a declaration"),
        ("namespace n = 'http://www.w3.org/2000/xmlns' [f [n:b='c']] e", "would be a declaration"),
        ("namespace i = inherit [i:b='c'] e", "“i:b” cannot be an annotation: its namespace"),
        ("namespace i = inherit [i:b []] e", "“i:b” cannot be an annotation: its namespace"),
        ("namespace i = inherit [c [i:b []]] e", "“i:b” cannot be an annotation"),
        ("[u:b='c'] e", "the prefix “u” is not declared"),
        ("[f [u:b []]] e", "the prefix “u” is not declared"),
        ("[f [] x:b='c'] e", "the attributes of an annotation stand before its elements"),
        ("[f ['b' c='d']] e", "the attributes of an annotation stand before its elements"),
        ("[f ['b' c=d]] e", "after the name of an annotation element, but found “=”"),
        ("[f 'b'] e", "expected “\\[” after the name of an annotation element"),
        ("['b'] e", "expected “]” \\(for the “\\[” of line 2\\) or an annotation element"),
        ("[f [ ( ]] e", "or a literal or an element of the annotation, but found “\\(”"),
        ("[f [b = c]] e", "expected the value of the attribute in quotation marks, but found “c”"),
        ("[f [] start = e", "“]” is missing before the definition of “start”: the “\\[” of line 2"),
        ("[f []", "“]” is missing: the “\\[” of line 2 is not closed"),
        ("[f [", "“]” is missing"),
        ("[] [] e", "expected a pattern, but found “\\[”"),
        ("[]\n## b\ne", "documentation \\(“##”\\) stands before an annotation"),
        ("[f [ ## b\n ]] e", "but found documentation"),
        ("e >> 'b'", "expected an annotation element after “>>”"),
        ("e >> b", "expected “\\[” after the name of an annotation element"),
        ("e >> [ ]", "expected an annotation element after “>>”"),
        ("element b { empty } >> c []", "no annotation element can stand behind the pattern"),
        ("[b []] 'c'", "no annotation element can stand behind the pattern"),
        ("[b []] token 'c'", "no annotation element can stand behind the pattern"),
        ("## b\nc [] start = d", "no annotation can stand before an annotation element"),
        ("[b []] c [] start = d", "no annotation can stand before an annotation element"),
        ("element [] start = d", "expected “{” after the name of the element"),
        ("start = d ## b", "but found the end of the file"),
        ("## b", "expected a pattern, but found the end of the file"),
        ("element b ## c\n { empty }", "expected “{” after the name of the element, but found doc"),
        ("element b { empty ## c\n }", "but found documentation"),
        ("namespace n = ## b\n 'c' d", "but found documentation"),
        ("'b' ~ ## c\n 'd'", "but found documentation"),
    ],
)  # fmt: skip
def test_annotations_are_refused_elsewhere(text: str, message: str) -> None:
    declarations, body = (text, "") if text.startswith("namespace") else ("", text)
    source = HEAD.rstrip("\n") + f" {declarations}\n{body}"
    with pytest.raises(SchemaError, match=message) as caught:
        read_compact(Path("schema.rnc"), source.encode())
    assert "RELAX NG Compact Syntax, section" in caught.value.message


def test_documentation_out_of_place_is_mended() -> None:
    with pytest.raises(SchemaError) as caught:
        read("start = b ## c")
    assert caught.value.mend == (
        "“##” stands before what it documents; a comment begins with a single “#”"
    )
