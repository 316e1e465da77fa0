"""The tokens of a schema in compact syntax (section 3, appendix A.2.5): the longest that fits."""

import functools
import re
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.relaxng.compact_text import COMPACT, NEWLINE
from tei_pipeline.relaxng.source import broken_at
from tei_pipeline.relaxng.written import is_ncname

# Kinds of token; a keyword or a sign is its own kind.
NAME = "NAME"
QUALIFIED = "QUALIFIED"  # prefix:local
IN_NAMESPACE = "IN_NAMESPACE"  # prefix:*, the text is the prefix
LITERAL = "LITERAL"
DOCUMENTATION = "DOCUMENTATION"
END = "END"

KEYWORDS = frozenset(
    {
        "attribute", "datatypes", "default", "div", "element", "empty", "external", "grammar",
        "include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start",
        "string", "text", "token",
    }
)  # fmt: skip

# Letters and what is beyond ASCII, where names that have it are looked at closely. It is said by
# what is left out: a class with ranges beyond ASCII takes 4 ms to compile.
_NCNAME = r"[^\0-@\[-^`{-\x7f][^\0-,/:-@\[-^`{-\x7f]*"
_TOKEN = re.compile(
    rf"(?P<blank>[ \t\n{NEWLINE}]+|#(?!#)[^\n{NEWLINE}]*)"
    rf"|(?P<word>\\?{_NCNAME}(?::(?:{_NCNAME}|\*))?)"
    r"|(?P<sign>[&|]=|>>|[={}(),&|?*+~\[\]-])"
    r"""|(?P<quote>["'])"""
    rf"|(?P<documentation>##[^\n{NEWLINE}]*(?:[\n{NEWLINE}][ \t]*##[^\n{NEWLINE}]*)*)"
)
_DOCUMENTATION_LINE = re.compile(rf"[ \t]*##+ ?([^\n{NEWLINE}]*)")
_SHOWN = 30


class Token(NamedTuple):
    """A token: ``text`` is its value (a name without backslash, a literal without its marks)."""

    kind: str
    text: str
    line: int

    def __str__(self) -> str:
        """Return the token as it is named to people."""
        if self.kind == END:
            return "the end of the file"
        if self.kind == DOCUMENTATION:
            return "documentation (“##”)"
        text = f"{self.text}:*" if self.kind == IN_NAMESPACE else self.text
        text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        return f"the literal “{text}”" if self.kind == LITERAL else f"“{text}”"


def tokens(path: Path, text: str) -> list[Token]:
    """Return the tokens of a schema's characters, an ``END`` last.

    Raises ``SchemaError`` where no token begins with what follows.
    """
    made: list[Token] = []
    position, line, end = 0, 1, len(text)
    match = _TOKEN.match
    while position < end:
        found = match(text, position)
        kind = found.lastgroup if found else None
        if found is None:
            raise _unknown(path, text, position, line)
        value, after = found.group(), found.end()
        if kind == "word":
            token = _word(value, line)
            if not value.isascii() or value[0] == "\\":
                token, after = _word_within(path, text, position, value, line)
            made.append(token)
        elif kind == "sign":
            made.append(Token(value, value, line))
        else:
            if kind == "quote":
                value, after = _literal(path, text, position, line)
                made.append(Token(LITERAL, value.replace(NEWLINE, "\n"), line))
            elif kind == "documentation":
                made.append(Token(DOCUMENTATION, _documentation(value), line))
            line += value.count(NEWLINE)
        position = after
    made.append(Token(END, "", line))
    return made


def _word(text: str, line: int) -> Token:
    prefix, colon, local = text.partition(":")
    if not colon:
        return Token(text if text in KEYWORDS else NAME, text, line)
    return Token(IN_NAMESPACE, prefix, line) if local == "*" else Token(QUALIFIED, text, line)


def _word_within(path: Path, text: str, position: int, taken: str, line: int) -> tuple[Token, int]:
    """Return the longest word that a text begins with, and where it ends."""
    quoted = taken[0] == "\\"
    name, colon, local = taken[quoted:].partition(":")
    first = _ncname(name)
    if not first:
        raise _unknown(path, text, position + quoted, line)
    if quoted:
        return Token(NAME, first, line), position + 1 + len(first)
    if colon and first == name and (second := "*" if local == "*" else _ncname(local)):
        word = f"{first}:{second}"
        return _word(word, line), position + len(word)
    return _word(first, line), position + len(first)


def _ncname(text: str) -> str:
    """Return the longest name that a text begins with."""
    if text.isascii():
        return text
    length = 0
    for character in text:
        if not (_continues(character) if length else _begins(character)):
            break
        length += 1
    return text[:length]


@functools.lru_cache(maxsize=1000)
def _begins(character: str) -> bool:
    return is_ncname(character)


@functools.lru_cache(maxsize=1000)
def _continues(character: str) -> bool:
    return is_ncname("a" + character)


def _literal(path: Path, text: str, position: int, line: int) -> tuple[str, int]:
    """Return the value of the literal that begins at a position, and where it ends."""
    mark = text[position]
    end = text.find(mark * 3, position + 3) if text.startswith(mark * 3, position) else -1
    if end >= 0:
        return text[position + 3 : end], end + 3
    end = text.find(mark, position + 1)
    if end >= 0 and text.find(NEWLINE, position, end) < 0:
        return text[position + 1 : end], end + 1
    if text[max(position - 2, 0) : position] == mark * 2:
        message, mend = (
            f"the literal that {mark * 3} begins is not closed",
            f"close it with {mark * 3}",
        )
    else:
        message = f"the literal that {mark} begins is not closed in its line"
        mend = f"close it with {mark}, or put {mark * 3} around a literal of several lines"
    raise broken_at(path, line, message, "2", mend, COMPACT)


def _documentation(text: str) -> str:
    """Return what lines of documentation say, a line feed between them."""
    return "\n".join(_DOCUMENTATION_LINE.findall(text))


def _unknown(path: Path, text: str, position: int, line: int) -> Exception:
    character = text[position]
    mend = None
    if character == "<":
        mend = "a schema in XML syntax is kept in a file that ends in .rng"
    elif character == ":":
        mend = "write “name = pattern” for a definition, “prefix:name” without blanks for a name"
    elif character == "\\":
        mend = "“\\” stands before a name that would be a keyword"
    shown = f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"
    return broken_at(path, line, f"{shown} cannot stand here", "3", mend, COMPACT)
