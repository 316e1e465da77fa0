"""What of a page is searched: its text in blocks that have addresses, without what is not text.

Knows no search engine; ``search`` hands the blocks to one.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, NamedTuple

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
    "app-n", "app-ref", "card", "cb", "folded", "gb", "legend", "line-end", "ln", "note-n",
    "note-ref", "pb", "pn",
}  # fmt: skip
_MARK = "data-pagefind-body"
_WORD = re.compile(r"[^\W_]+")
_MAY_BE_MARK = re.compile("[\u0300-\U0010ffff]")
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
        return [Block(*pair) for pair in json.loads(self.text)]

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the values of a facet, each once, in order."""
        if kind == "year":
            found = _YEAR.match(self.date)
            return (str(int(found[0])),) if found else ()
        return tuple(sorted(set(filter(None, self.facets.get(kind, ())))))


class Block(NamedTuple):
    """A piece of text with an address of its own: a paragraph, a verse line, a note."""

    anchor: str
    text: str


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
        found = [block for draft in reader.drafts if (block := draft.block()).text]
        if found:
            return found
    return []


def packed_text(content: str) -> str:
    """Return the blocks of a page's text as JSON: all of the page that an index depends on.

    A page whose slots are not filled yet gives the same, for no slot is part of a text.
    """
    return json.dumps(blocks(content), ensure_ascii=False, separators=(",", ":"))


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: no capitals, no accents, no ligatures."""
    if not text.isascii():
        text = _MAY_BE_MARK.sub(_unmarked, unicodedata.normalize("NFKD", text))
    yield from _WORD.findall(text.casefold())


def _unmarked(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0])[0] == "M" else found[0]


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


#: Of two forms of a word, which one the text to be read has, and which one the source.
_READ = {"corr", "reg", "expan", "ex"}
_SOURCE = {"sic", "orig", "abbr", "am"}


class _Form(Enum):
    """Which text a piece belongs to: that to be read, that of the source, both."""

    BOTH = auto()
    READ = auto()
    SOURCE = auto()


@dataclass(slots=True)
class _Draft:
    """A block while it is read."""

    anchor: str
    read: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def add(self, text: str, form: _Form) -> None:
        """Take a piece of text."""
        if form is not _Form.SOURCE:
            self.read.append(text)
        if form is not _Form.READ:
            self.source.append(text)

    def block(self) -> Block:
        """Return the block: the text to be read, and in brackets what only the source has."""
        text = _run_together(self.read)
        if self.read != self.source:
            known = set(words(text))
            others = _run_together(self.source).split()
            only = dict.fromkeys(word for word in others if not known.issuperset(words(word)))
            text = f"{text} [{' '.join(only)}]" if only else text
        return Block(self.anchor, text)


def _run_together(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).replace("\N{SOFT HYPHEN}", "").split())


class _Element(NamedTuple):
    """An open element: what it is to the reader, its classes, which text it belongs to."""

    role: _Role
    classes: Sequence[str]
    form: _Form


_OUTERMOST = _Element(_Role.OUTSIDE, (), _Form.BOTH)


class _Reader:
    """Sorts the text of a page into blocks, from what the parser reports."""

    def __init__(self, begins: Callable[[str, Attributes], bool]) -> None:
        self.drafts: list[_Draft] = []
        self._begins = begins
        self._elements = [_OUTERMOST]
        self._open: list[_Draft] = []
        self._skipping = 0

    def start(self, tag: str, attrib: Attributes) -> None:
        """Begin an element."""
        classes = _classes(attrib)
        around = self._elements[-1]
        role = self._role(tag, attrib, classes)
        self._elements.append(_Element(role, classes, _form(tag, classes, around)))
        if role is _Role.SKIPPED:
            self._skipping += 1
        elif role is _Role.SPACE or "choice" in around.classes:
            self.data(" " if self._elements[-1].form is around.form else "")
        elif role in (_Role.TEXT, _Role.BLOCK, _Role.NOTE):
            anchor = self._open[-1].anchor if self._open else ""
            self._open.append(self._new(attrib.get("id") or anchor))

    def end(self, tag: str) -> None:
        """End the element that was begun last."""
        role = self._elements.pop().role
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
            self._open[-1].add(text, self._elements[-1].form)

    def close(self) -> None:
        """End the page."""

    def _new(self, anchor: str) -> _Draft:
        self.drafts.append(_Draft(anchor))
        return self.drafts[-1]

    def _role(self, tag: str, attributes: Attributes, classes: Sequence[str]) -> _Role:
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


def _form(tag: str, classes: Sequence[str], around: _Element) -> _Form:
    """Return which text an element belongs to, by the choice or substitution around it."""
    if "choice" in around.classes:
        if not _READ.isdisjoint(classes):
            return _Form.READ
        if not _SOURCE.isdisjoint(classes):
            return _Form.SOURCE
    if "subst" in around.classes and tag in ("del", "ins"):
        return _Form.SOURCE if tag == "del" else _Form.READ
    return around.form


def _classes(attributes: Attributes) -> list[str]:
    return attributes.get("class", "").split()
