"""What of a page is searched: its text in blocks that have addresses, without what is not text.

Knows no search engine; ``search`` hands the blocks to one.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from lxml import etree

#: Kinds of facets, in the order in which the search page shows them; "year" is made from the date.
FACETS = ("person", "place", "organisation", "type", "year")

_BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SKIPPED = {"button", "dialog", "form", "input", "script", "style", "summary", "svg", "template"}
# Registers folded away in the text have pages of their own; numbers and marks are not its words.
_SKIPPED_CLASSES = {
    "app-n", "app-ref", "card", "cb", "folded", "gb", "legend", "line-end", "note-n", "note-ref",
    "pb", "pn",
}  # fmt: skip
_MARK = "data-pagefind-body"
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"-?\d{4,}")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page to be found: where it is, what it is called, and what it is found by.

    ``date`` is the first day meant, in ISO form, or empty. ``facets`` holds by kind (see
    ``FACETS``) the names of what the page mentions; the year is added from the date. Whoever has
    read the page before gives its ``text`` (see ``packed_text``) in place of the content.
    """

    address: str
    title: str
    content: str
    date: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    text: str = ""

    def parts(self) -> list["Block"]:
        """Return the blocks of the page's text."""
        if not self.text:
            return blocks(self.content)
        return [Block(anchor, [words]) for anchor, words in json.loads(self.text)]

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the values of a facet, each once, in order."""
        if kind == "year":
            found = _YEAR.match(self.date)
            return (str(int(found[0])),) if found else ()
        return tuple(sorted(set(filter(None, self.facets.get(kind, ())))))


@dataclass(slots=True)
class Block:
    """A piece of text with an address of its own: a paragraph, a verse line, a note."""

    anchor: str
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the words with single spaces."""
        return " ".join("".join(self.pieces).replace("\N{SOFT HYPHEN}", "").split())


def blocks(content: str) -> list[Block]:
    """Return the blocks of a page's text that have words, a note after the block it stands in.

    The text is what is marked for Pagefind, else what is of the class "text", else the main part.
    """
    start, end = content.find("<main"), content.rfind("</main>")
    part = content[start:end] if 0 <= start < end else content
    for begins in (_is_marked, _is_text, _is_main, _is_any):
        if begins is _is_marked and _MARK not in part:
            continue
        reader = _Reader(begins)
        # A parser that reports to a target makes no tree, whose depth would be limited. (The stubs
        # ask for more of a target than lxml does.)
        target: Any = reader
        etree.fromstring(part, etree.HTMLParser(target=target, huge_tree=True))
        found = [block for block in reader.blocks if block.text]
        if found:
            return found
    return []


def packed_text(content: str) -> str:
    """Return the blocks of a page's text as JSON: all of the page that an index depends on.

    A page whose slots are not filled yet gives the same, for no slot is part of a text.
    """
    pairs = [(block.anchor, block.text) for block in blocks(content)]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: no capitals, no accents, no ligatures."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    yield from _WORD.findall("".join(c for c in spread if not unicodedata.combining(c)))


Attributes = Mapping[str, str]


def _is_marked(_tag: str, attributes: Attributes) -> bool:
    return _MARK in attributes


def _is_text(_tag: str, attributes: Attributes) -> bool:
    return "text" in _classes(attributes)


def _is_main(tag: str, _attributes: Attributes) -> bool:
    return tag == "main"


def _is_any(_tag: str, _attributes: Attributes) -> bool:
    return True


class _Role(Enum):
    """What an open element is to the reader."""

    OUTSIDE = auto()
    TEXT = auto()
    SKIPPED = auto()
    BLOCK = auto()
    NOTE = auto()
    SPACE = auto()
    PLAIN = auto()


class _Reader:
    """Sorts the text of a page into blocks, from what the parser reports."""

    def __init__(self, begins: Callable[[str, Attributes], bool]) -> None:
        self.blocks: list[Block] = []
        self._begins = begins
        self._roles: list[_Role] = []
        self._open: list[Block] = []
        self._skipping = 0

    def start(self, tag: str, attrib: Attributes) -> None:
        """Begin an element."""
        role = self._role(tag, attrib)
        self._roles.append(role)
        if role is _Role.SKIPPED:
            self._skipping += 1
        elif role is _Role.SPACE:
            self.data(" ")
        elif role in (_Role.TEXT, _Role.BLOCK, _Role.NOTE):
            around = self._open[-1].anchor if self._open else ""
            self._open.append(self._new(attrib.get("id") or around))

    def end(self, tag: str) -> None:
        """End the element that was begun last."""
        role = self._roles.pop()
        if role is _Role.SKIPPED:
            self._skipping -= 1
        elif role is _Role.SPACE:
            self.data(" ")
        elif role in (_Role.TEXT, _Role.BLOCK, _Role.NOTE):
            self._open.pop()
            if role is _Role.BLOCK:
                # What follows belongs to the element around, and stands after what was inside.
                self._open[-1] = self._new(self._open[-1].anchor)

    def data(self, text: str) -> None:
        """Take text."""
        if self._open and not self._skipping:
            self._open[-1].pieces.append(text)

    def close(self) -> None:
        """End the page."""

    def _new(self, anchor: str) -> Block:
        self.blocks.append(Block(anchor))
        return self.blocks[-1]

    def _role(self, tag: str, attributes: Attributes) -> _Role:
        classes = _classes(attributes)
        if not self._open:
            return _Role.TEXT if self._begins(tag, attributes) else _Role.OUTSIDE
        if (
            tag in _SKIPPED
            or not _SKIPPED_CLASSES.isdisjoint(classes)
            or "hidden" in attributes
            or "data-pagefind-ignore" in attributes
        ):
            return _Role.SKIPPED
        if "note" in classes:
            return _Role.NOTE
        if tag in _BLOCKS or "box" in classes or "l" in classes:
            return _Role.BLOCK if attributes.get("id") else _Role.SPACE
        return _Role.SPACE if tag == "br" else _Role.PLAIN


def _classes(attributes: Attributes) -> list[str]:
    return attributes.get("class", "").split()
