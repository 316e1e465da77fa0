"""The characters and tokens of the compact syntax."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_text import NEWLINE, characters
from tei_pipeline.relaxng.compact_tokens import Token, tokens

PATH = Path("schema.rnc")


def read(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in taken(text)[:-1]]


def taken(text: str) -> list[Token]:
    return tokens(PATH, characters(PATH, text.encode()))


@pytest.mark.parametrize(
    "source",
    [
        "ä".encode(),
        b"\xef\xbb\xbf\xc3\xa4",
        b"\xff\xfe\xe4\x00",
        b"\xfe\xff\x00\xe4",
    ],
)
def test_a_file_is_in_utf_8_or_in_utf_16_with_its_mark(source: bytes) -> None:
    assert characters(PATH, source) == "ä"


def test_one_byte_order_mark_is_taken_away() -> None:
    assert characters(PATH, "\ufeff\ufeff".encode()) == "\ufeff"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (b"a\r\nb\rc\n\xe4", 4, "not in UTF-8: byte 0xe4 is out of place"),
        (b"\xc0\x80", 1, "not in UTF-8"),
        (b"\xed\xa0\x80", 1, "not in UTF-8"),
        (b"\xff\xfe\n\x00a", 2, "not in UTF-16: byte 0x61"),
        (b"\xff\xfe\n\x00\x00\xd8", 2, "not in UTF-16"),
    ],
)
def test_what_is_no_utf_8_is_refused(source: bytes, line: int, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        characters(PATH, source)
    assert (caught.value.line, caught.value.mend) == (line, "save it as UTF-8")


def test_what_is_no_character_of_xml_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"U\+0000 is no character of XML") as caught:
        characters(PATH, b"a\n\n#\0")
    assert caught.value.line == 3
    with pytest.raises(SchemaError, match=r"U\+FFFF"):
        characters(PATH, "\uffff".encode())


def test_each_end_of_a_line_is_one_newline() -> None:
    assert characters(PATH, b"a\nb\rc\r\nd\n\re") == NEWLINE.join(["a", "b", "c", "d", "", "e"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\x{41}", "A"),
        (r"\xxx{0000041}", "A"),
        (r"\x{e9}\x{E9}", "éé"),
        (r"\x{10FFFD}", "\U0010fffd"),
        (r"\x{5C}x{41}", r"\x{41}"),
        (r"\\x{41}", "\\A"),
        (r"\x{A}", "\n"),
        (r"\x{D}", "\r"),
        (r"\x {41}", r"\x {41}"),
        (r"\xa{41}", r"\xa{41}"),
    ],
)
def test_escapes_stand_for_a_character(written: str, meant: str) -> None:
    assert characters(PATH, written.encode()) == meant


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (r"\x{", "begins an escape"),
        (r"\xx{}", "begins an escape"),
        (r"\x{g}", "begins an escape"),
        (r"\x{41", "begins an escape"),
        (r"\x{0}", r"“\\x\{0\}” is no character of XML"),
        (r"\x{D800}", "is no character"),
        (r"\x{FFFF}", "is no character"),
        (r"\x{110000}", "is no character"),
        (r"\x{" + "F" * 100_000 + "}", "FFF…” is no character"),
    ],
)
def test_other_escapes_are_refused(written: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        characters(PATH, b"\r\n" + written.encode())
    assert caught.value.line == 2
    assert "A.2.4" in caught.value.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("element elements", [("element", "element"), ("NAME", "elements")]),
        (r"\element \a", [("NAME", "element"), ("NAME", "a")]),
        ("a-b.c_1 -a", [("NAME", "a-b.c_1"), ("-", "-"), ("NAME", "a")]),
        ("a:b text:div", [("QUALIFIED", "a:b"), ("QUALIFIED", "text:div")]),
        ("a:* text:*b", [("IN_NAMESPACE", "a"), ("IN_NAMESPACE", "text"), ("NAME", "b")]),
        ("a* *-b", [("NAME", "a"), ("*", "*"), ("*", "*"), ("-", "-"), ("NAME", "b")]),
        ("|=|&=&>>=", [(sign, sign) for sign in ("|=", "|", "&=", "&", ">>", "=")]),
        ("{}()[],?+~", [(sign, sign) for sign in "{}()[],?+~"]),
        ("ä:é ä:* åb", [("QUALIFIED", "ä:é"), ("IN_NAMESPACE", "ä"), ("NAME", "åb")]),
        ("a#b\n#\n# c ## d\n", [("NAME", "a")]),
        (r"a\x{A}b\x{9}c", [("NAME", "a"), ("NAME", "b"), ("NAME", "c")]),
    ],
)
def test_the_longest_token_is_taken(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("\"a\" 'b'", ["a", "b"]),
        ("\"'\" '\"'", ["'", '"']),
        ("\"\" ''", ["", ""]),
        ('"""a""b"c\nd"""', ['a""b"c\nd']),
        ("'''a\r\n'''", ["a\n"]),
        ('""""a"""', ['"a']),
        ('""""""', [""]),
        ('"""a" "b"', ["", "a", "b"]),
        (r'"a\x{A}b"', ["a\nb"]),
        (r"'\x{D}\x{A}'", ["\r\n"]),
        (r'"a\x{22}', ["a"]),
        ('"# no comment"', ["# no comment"]),
    ],
)
def test_literals_have_a_value(text: str, values: list[str]) -> None:
    assert read(text) == [("LITERAL", value) for value in values]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## a", ["a"]),
        ("##a\n##  b ", ["a\n b "]),
        ("####  a # b ## c", [" a # b ## c"]),
        ("## a\n\t ## b\n\n## c", ["a\nb", "c"]),
        ("##\n##\n## a", ["\n\na"]),
        ("## a\n# b\n## c", ["a", "c"]),
        (r"## a\x{A} ## b", ["a\nb"]),
    ],
)
def test_documentation_is_joined_line_by_line(text: str, said: list[str]) -> None:
    assert read(text) == [("DOCUMENTATION", words) for words in said]


def test_lines_are_counted_in_what_was_written() -> None:
    text = "a\r\nb \\x{A} c # d\r\r## e\n## f\n'''\n''' g\n"
    lines = [(token.text, token.line) for token in taken(text)]
    assert lines == [("a", 1), ("b", 2), ("c", 2), ("e\nf", 4), ("\n", 6), ("g", 7), ("", 8)]


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("a;", "“;” cannot stand here", None),
        ("a : b", "“:” cannot stand here", "write “name = pattern”"),
        ("a:b:c", "“:” cannot stand here", "write “name = pattern”"),
        (r"\a:b", "“:” cannot stand here", "write “name = pattern”"),
        ("<element/>", "“<” cannot stand here", "ends in .rng"),
        ("a > b", "“>” cannot stand here", None),
        ("\\ a", "cannot stand here", "stands before a name"),
        (r"\1", "cannot stand here", None),
        ("1a", "“1” cannot stand here", None),
        ("a\u00a0b", r"U\+00A0 cannot stand here", None),
        ("\u0301a", "cannot stand here", None),
        ("\U00010300", "cannot stand here", None),
        (r"\∑", "“∑” cannot stand here", None),
        (r"a\x{D}", r"U\+000D cannot stand here", None),
        ('"a', 'the literal that " begins is not closed in its line', 'close it with "'),
        ("'a\nb'", "the literal that ' begins is not closed in its line", "'''"),
        ('"""a\nb', 'the literal that """ begins is not closed', 'close it with """'),
        ("'''a''", "the literal that ''' begins|the literal that ' begins", "close it with '"),
    ],
)
def test_what_is_no_token_is_refused(text: str, message: str, mend: str | None) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        taken("\n" + text)
    assert caught.value.line == 2
    assert (mend or "") in (caught.value.mend or "")


@pytest.mark.parametrize(
    ("token", "name"),
    [
        (Token("END", "", 1), "the end of the file"),
        (Token("NAME", "a", 1), "“a”"),
        (Token("IN_NAMESPACE", "a", 1), "“a:*”"),
        (Token("LITERAL", "a" * 40, 1), f"the literal “{'a' * 29}…”"),
        (Token("DOCUMENTATION", "a", 1), "documentation (“##”)"),
    ],
)
def test_tokens_are_named_to_people(token: Token, name: str) -> None:
    assert str(token) == name
