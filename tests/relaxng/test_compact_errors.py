"""What is wrong in a schema in compact syntax is said with its line, and how to mend it."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
BETWEEN = "put “,”, “|” or “&” between two patterns"
PARENTHESES = "put parentheses around"


def refused(text: str) -> SchemaError:
    """Return the error for a schema that begins in line 2."""
    with pytest.raises(SchemaError) as caught:
        read_compact(Path("schema.rnc"), f"\n{text}".encode())
    assert caught.value.path == Path("schema.rnc")
    assert "(RELAX NG Compact Syntax, section " in caught.value.message
    return caught.value


UNCLOSED = [
    ("start = element a { b", 2, "“}” is missing: the “{” of line 2 is not closed"),
    ("element a {\n(b,\n c", 4, "“)” is missing: the “(” of line 3 is not closed"),
    ("start = element a { b\nb = text", 3, "“}” is missing before the definition of “b”"),
    ("start = (a\nstart |= b", 3, "“)” is missing before the definition of “start”: the “(” of"),
    ("div {\nstart = a", 3, "“}” is missing: the “{” of line 2"),
    ("start = grammar {\nstart = a", 3, "“}” is missing: the “{” of line 2"),
    ('include "a" {\nstart = a', 3, "“}” is missing: the “{” of line 2"),
    ('element a { xsd:string { length = "1"', 2, "“}” is missing: the “{” of line 2"),
    ("element (a | b { c }", 2, "expected “)” (for the “(” of line 2) or “|”, but found “{”"),
    ("start = a }", 2, "“}” closes nothing"),
    ("start = a )", 2, "expected “start”, a name with “=”, “div” or “include”, but found “)”"),
    ("element a { b } }", 2, "expected an operator or the end of the file, but found “}”"),
]


@pytest.mark.parametrize(("text", "line", "message"), UNCLOSED)
def test_a_bracket_that_is_not_closed(text: str, line: int, message: str) -> None:
    error = refused(text)
    assert error.line == line
    assert message in error.message


MIXED = [
    ("a | b, c", "“|” and “,” cannot be mixed", "(a | b) , c"),
    ("start = a, b & c", "“,” and “&” cannot be mixed", "(a , b) & c"),
    ("a & b | c", "“&” and “|” cannot be mixed", PARENTHESES),
    ("a?*", "“*” cannot stand behind another repetition", "is enough"),
    ('string - "a" | b', "“-” cannot be mixed", PARENTHESES),
    ('b, string - "a"', "“-” cannot be mixed", PARENTHESES),
    ('string - "a"*', "“-” cannot be mixed", PARENTHESES),
    ('string - "a" - "b"', "“-” cannot be mixed", PARENTHESES),
    ('string - string - "a"', "“-” cannot be mixed", PARENTHESES),
    ("a - b", "“-” stands behind the name of a datatype", ""),
    ('"a" - "b"', "“-” stands behind the name of a datatype", ""),
    ("a, b - c", "“-” stands behind the name of a datatype", ""),
    ("element a - b { c }", "“-” stands behind “*” and “prefix:*” alone", "* - name"),
    ("element b | a - b { c }", "“-” stands behind “*” and “prefix:*” alone", ""),
    ("element * - a | b { c }", "“-” cannot be mixed", PARENTHESES),
    ("element b | * - a { c }", "“-” cannot be mixed", PARENTHESES),
    ("element * - a - b { c }", "“-” cannot be mixed", PARENTHESES),
    ("element * - * - b { c }", "“-” cannot be mixed", PARENTHESES),
]


@pytest.mark.parametrize(("text", "message", "mend"), MIXED)
def test_operators_that_are_mixed(text: str, message: str, mend: str) -> None:
    error = refused(text)
    assert message in error.message
    assert mend in (error.mend or "")


KEYWORDS = [
    ("text = element text { text }", "“text” is a keyword, and a name", "write “\\text”"),
    ("start = a\nlist |= b", "“list” is a keyword, and a name", "write “\\list”"),
    ("start = a, default", "“default” is a keyword", "write “\\default”"),
    ("start = parent text", "“text” is a keyword", "write “\\text”"),
    ("start = elment a { b }", "expected “=”, “|=” or “&=” after “a”", "perhaps “element” was"),
    ("elment a { b }", "but found “a”", "perhaps “element” was meant, not “elment”"),
    ("element a { atribute b { c } }", "but found “b”", "perhaps “attribute” was meant"),
    ("element a { mixd { c } }", "but found “{”", "perhaps “mixed” was meant"),
    ("starts { b }", "but found “{”", "perhaps “start” was meant"),
]


@pytest.mark.parametrize(("text", "message", "mend"), KEYWORDS)
def test_keywords_that_are_mistaken(text: str, message: str, mend: str) -> None:
    error = refused(text)
    assert message in error.message
    assert mend in (error.mend or "")


MISSING = [
    ("element a { }", "expected a pattern, but found “}”", None),
    ("element a { b, }", "expected a pattern, but found “}”", None),
    ("start =", "expected a pattern, but found the end of the file", None),
    ("start = ( )", "expected a pattern, but found “)”", None),
    ("a =\nb = c", "expected a pattern, but the definition of “b” begins", None),
    ("a =\nstart = c", "expected a pattern, but the definition of “start” begins", None),
    ("element a { b = c }", "expected a pattern, but the definition of “b” begins", None),
    ("element a { b c }", "or an operator (“,”, “|”, “&”, “?”, “*”, “+”), but found “c”", BETWEEN),
    ('element a { "b" "c" }', "but found the literal “c”", "put “~” between the parts"),
    ("start = element a { b } element c { d }", "but found “element”", BETWEEN),
    ("start = a b", "expected “=”, “|=” or “&=” after “b”", "before “b” if it belongs"),
    ("start = a start", "expected “=”, “|=” or “&=” after “start”", None),
    ("start = a \\start", "expected “=”, “|=” or “&=” after “start”", "put “,”"),
    ("start a", "expected “=”, “|=” or “&=” after “start”, but found “a”", None),
    ("element { a }", "expected a name, “prefix:*” or “*”, but found “{”", None),
    ('element "a" { b }', "expected a name, “prefix:*” or “*”, but found the literal “a”", None),
    ("attribute * - { b }", "expected a name, “prefix:*” or “*”, but found “{”", None),
    ("element a b", "expected “{” after the name of the element, but found “b”", None),
    ("attribute a text", "expected “{” after the name of the attribute", None),
    ("list a", "expected “{” after “list”", None),
    ("mixed", "expected “{” after “mixed”, but found the end of the file", None),
    ("grammar a", "expected “{” after “grammar”", None),
    ("div start = a", "expected “{” after “div”", None),
    ("parent 'a'", "expected the name of a pattern after “parent”", None),
    ("external a", "expected the address of a schema after “external”", None),
    ("include a.rnc", "expected the address of a schema after “include”", None),
    ('include "a" inherit b', "expected “=” after “inherit”", None),
    ('include "a" inherit = "b"', "expected a prefix after “inherit =”", None),
    ('include "a" { include "b" }', "“include” cannot stand in the braces of another", None),
    ('include "a" { div { include "b" } }', "“include” cannot stand in the braces", None),
    ('include "a" { element b { c } }', "expected “start”, a name with “=” or “div”,", BETWEEN),
    ("'a' ~ b", "expected a literal after “~”, but found “b”", None),
    ("xsd:string { a 'b' }", "expected “=” after the parameter “a”", None),
    ("xsd:string { a = b }", "expected the value of the parameter “a” in quotation marks", None),
    ("xsd:string { a = 'b', c = 'd' }", "or a parameter, but found “,”", "side by side"),
    ("xsd:string { [] }", "expected the name of a parameter, but found “}”", None),
    ("namespace = 'a'", "expected a prefix, but found “=”", None),
    ("namespace a 'b'", "expected “=” before the namespace", None),
    ("namespace a = b", "expected a namespace in quotation marks or “inherit”", None),
    ("default a = 'b'", "expected “namespace” after “default”", None),
    ("datatypes a 'b'", "expected “=” before the datatype library", None),
    ("datatypes a = inherit", "expected a datatype library in quotation marks", None),
    ("start = a namespace b = 'c'", "“namespace” begins a declaration, and they", "to the head"),
    ("a\ndefault namespace = 'c'", "expected an operator or the end of the file", None),
]


@pytest.mark.parametrize(("text", "message", "mend"), MISSING)
def test_what_was_expected(text: str, message: str, mend: str | None) -> None:
    error = refused(text)
    assert message in error.message
    assert (mend or "") in (error.mend or "")
    assert (mend is None) == (error.mend is None)


DECLARATIONS = [
    ("namespace xmlns = 'a'", "“xmlns” cannot be a prefix"),
    ("default namespace xmlns = 'a'", "“xmlns” cannot be a prefix"),
    ("namespace xml = 'a'", "the prefix “xml” and the namespace"),
    ("namespace xml = inherit", "the prefix “xml” and the namespace"),
    (f"namespace a = '{XML}'", "the prefix “xml” and the namespace"),
    (f"default namespace = '{XML}'", "the prefix “xml” and the namespace"),
    ("namespace a = 'b' namespace a = 'b'", "the prefix “a” is declared twice, first in line 2"),
    ("namespace a = 'b' default namespace a = 'c'", "the prefix “a” is declared twice"),
    ("default namespace = 'b' default namespace a = 'c'", "the default namespace is declared"),
    (f"namespace xml = '{XML}' namespace xml = '{XML}'", "the prefix “xml” is declared twice"),
    ("datatypes a = 'b:c' datatypes a = 'b:c'", "the prefix “a” of datatypes is declared twice"),
    ("datatypes xsd = 'b:c'", "the prefix “xsd” of datatypes stands for"),
    ("datatypes a = 'b'", "the datatype library “b” is no absolute address"),
    ("datatypes a = 'b:c#d'", "the datatype library “b:c#d” is no absolute address"),
    ("element a:b { c }", "the prefix “a” is not declared"),
    ("element a:* { c }", "the prefix “a” is not declared"),
    ("element xsd:b { c }", "the prefix “xsd” is not declared"),
    ("a:b", "the datatype prefix “a” is not declared"),
    ("xml:b", "the datatype prefix “xml” is not declared"),
    ("namespace a = 'b:c' a:b", "the datatype prefix “a” is not declared"),
    ("include 'b' inherit = a", "the prefix “a” is not declared"),
    ("external 'b#c'", "“b#c” is no address, or has a fragment"),
    ("include 'b%c'", "“b%c” is no address"),
]


@pytest.mark.parametrize(("text", "message"), DECLARATIONS)
def test_declarations_and_what_needs_them(text: str, message: str) -> None:
    error = refused(text)
    assert error.line == 2
    assert message in error.message


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("element a:b { c }", 'declare it at the head of the file: namespace a = "…"'),
        ("a:b", 'declare it at the head of the file: datatypes a = "…"'),
        ("xs:string", f'declare it at the head of the file: datatypes xs = "{XSD}"'),
    ],
)
def test_a_prefix_that_is_not_declared_is_mended(text: str, mend: str) -> None:
    assert refused(text).mend == mend


@pytest.mark.parametrize("text", [f"namespace xml = '{XML}'", f"default namespace xml = '{XML}'"])
def test_the_prefix_xml_may_be_declared_as_it_is(text: str) -> None:
    assert read_compact(Path("schema.rnc"), f"{text} datatypes xsd = '{XSD}' a".encode())


@pytest.mark.parametrize("text", ["", "\n", "# a", "namespace a = 'b'"])
def test_an_empty_schema_is_an_empty_grammar(text: str) -> None:
    raw = read_compact(Path("schema.rnc"), text.encode())
    assert (raw.kind, raw.children) == ("grammar", [])
