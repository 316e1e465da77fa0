"""What of a page is searched: its text in blocks that have addresses, without what is not text.

Knows no search engine; ``search`` hands the blocks to one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree, html

#: Kinds of facets, in the order in which the search page shows them; "year" is made from the date.
FACETS = ("person", "place", "organisation", "type", "year")

_BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SKIPPED = {"button", "dialog", "form", "input", "script", "style", "summary", "svg", "template"}
# Registers folded away in the text have pages of their own; numbers and marks are not its words.
_SKIPPED_CLASSES = {"card", "folded", "legend", "note-n", "note-ref", "pn", "pb", "cb", "gb"}
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"-?\d{4,}")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page to be found: where it is, what it is called, and what it is found by.

    ``date`` is the first day meant, in ISO form, or empty. ``facets`` holds by kind (see
    ``FACETS``) the names of what the page mentions; the year is added from the date.
    """

    address: str
    title: str
    content: str
    date: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)

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


def blocks(content: str) -> Iterator[Block]:
    """Yield the blocks of a page's text that have words, a note after the block it stands in."""
    tree = html.document_fromstring(content.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for part in _texts(tree):
        yield from (block for block in _Reader().read(part) if block.text)


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are compared: no capitals, no accents, no ligatures."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    yield from _WORD.findall("".join(c for c in spread if not unicodedata.combining(c)))


def _texts(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the parts of a page that are its text; all of it where none is marked."""
    for test in ("@data-pagefind-body", "contains(concat(' ', @class, ' '), ' text ')"):
        found: list[html.HtmlElement] = tree.xpath(f"//*[{test}][not(ancestor::*[{test}])]")
        if found:
            return found
    return list(tree.iter("main")) or [tree]


class _Reader:
    """Goes through an element once, without recursion, and sorts its text into blocks."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Block] = []

    def read(self, element: html.HtmlElement) -> list[Block]:
        self._begin(element.get("id", ""))
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                if _is_skipped(node):
                    walk.skip_subtree()
                else:
                    self._start(node)
            else:
                self._end(node, outermost=node is element)
        return self._blocks

    def _start(self, node: html.HtmlElement) -> None:
        if _is_note(node) or (_is_block(node) and node.get("id")):
            self._begin(node.get("id", "") or self._open[-1].anchor)
        elif _is_block(node) or node.tag in ("br", "wbr"):
            self._add(" ")
        self._add(node.text)

    def _end(self, node: html.HtmlElement, *, outermost: bool) -> None:
        if outermost:
            return
        if not _is_skipped(node):
            if _is_note(node):
                self._open.pop()
            elif _is_block(node) and node.get("id"):
                self._open.pop()
                # What follows belongs to the element around, and stands after what was inside.
                self._open[-1] = self._resumed(self._open[-1])
            elif _is_block(node):
                self._add(" ")
        self._add(node.tail)

    def _begin(self, anchor: str) -> None:
        self._blocks.append(Block(anchor))
        self._open.append(self._blocks[-1])

    def _resumed(self, block: Block) -> Block:
        self._blocks.append(Block(block.anchor))
        return self._blocks[-1]

    def _add(self, text: str | None) -> None:
        if text:
            self._open[-1].pieces.append(text)


def _is_block(node: html.HtmlElement) -> bool:
    return node.tag in _BLOCKS or "box" in _classes(node) or "l" in _classes(node)


def _is_note(node: html.HtmlElement) -> bool:
    return "note" in _classes(node)


def _is_skipped(node: html.HtmlElement) -> bool:
    return (
        not isinstance(node.tag, str)
        or node.tag in _SKIPPED
        or "data-pagefind-ignore" in node.attrib
        or "hidden" in node.attrib
        or not _SKIPPED_CLASSES.isdisjoint(_classes(node))
    )


def _classes(node: html.HtmlElement) -> list[str]:
    return str(node.get("class", "")).split()
