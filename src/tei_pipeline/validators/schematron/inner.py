"""The places of texts, comments and processing instructions, which no parser of trees tells.

In a document that includes others, those of an element are sought in the file that it stands in.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from tei_pipeline.diagnostics import Location
from tei_pipeline.document import Document
from tei_pipeline.document.reading import decode
from tei_pipeline.document.tree import Tree

KINDS = ("text", "comment", "pi")


class Spot(NamedTuple):
    """Line and column of a node, and the number of the element that holds it in its file.

    Elements are numbered from 1 in the order of their start tags; 0 stands for the document.
    """

    line: int
    column: int
    holder: int


class Inner:
    """The texts, comments and processing instructions of one document by their numbers."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._files: dict[Tree, _File] = {}

    def location(self, kind: str, number: int, element: Location) -> Location:
        """Return the place of a node, counted from 1; that of its element where it is not known.

        A tree holds the order of its elements where it includes something.
        """
        if self._document.stream is None and self._document.tree.order is not None:
            return self._of_included(kind, number, element)
        spots = self._spots[kind]
        return _at(spots[number - 1], element) if number <= len(spots) else element

    @cached_property
    def _spots(self) -> dict[str, list[Spot]]:
        return spots(decode(self._document.source))

    def _of_included(self, kind: str, number: int, element: Location) -> Location:
        if number > len(self._holders[kind]):
            return element
        holder, index = self._holders[kind][number - 1]
        tree = self._document.tree
        home = tree if holder is None else tree.homes.get(holder, tree)
        if home not in self._files:
            self._files[home] = _File(home)
        found = self._files[home].held(kind, holder)
        # Where a text was included within a text, they are one here, and two in the file.
        if len(found) != self._counts[kind, holder]:
            return element
        return _at(found[index], element._replace(file=home.path))

    @cached_property
    def _holders(self) -> dict[str, list[tuple[etree._Element | None, int]]]:
        """Return what holds each node, and its number there from 0."""
        found: dict[str, list[tuple[etree._Element | None, int]]] = {kind: [] for kind in KINDS}
        for kind, holder in _nodes(self._document.root):
            found[kind].append((holder, self._counts[kind, holder]))
            self._counts[kind, holder] += 1
        return found

    @cached_property
    def _counts(self) -> defaultdict[tuple[str, etree._Element | None], int]:
        return defaultdict(int)


class _File:
    """One file of a document: what its elements hold, as it was written there."""

    def __init__(self, tree: Tree) -> None:
        self._twins = tree.twins
        order = tree.order or list(tree.root.iter(etree.Element))
        self._numbers = {element: number for number, element in enumerate(order, 1)}
        self._held: defaultdict[tuple[str, int], list[Spot]] = defaultdict(list)
        for kind, found in spots(decode(tree.source)).items():
            for spot in found:
                self._held[kind, spot.holder].append(spot)

    def held(self, kind: str, holder: etree._Element | None) -> list[Spot]:
        number = 0 if holder is None else self._numbers[self._twins.get(holder, holder)]
        return self._held[kind, number]


def spots(text: str) -> dict[str, list[Spot]]:
    """Return where the texts, comments and processing instructions of a document stand."""
    return _Reader(text).found


class _Reader:
    """Notes the places of a document's nodes while a parser goes through it."""

    def __init__(self, text: str) -> None:
        self.found: dict[str, list[Spot]] = {kind: [] for kind in KINDS}
        self._open, self._count = [0], 0
        self._in_text = self._in_subset = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = lambda _: self._note("text")
        parser.CommentHandler = lambda _: self._note("comment")
        parser.ProcessingInstructionHandler = lambda *_: self._note("pi")
        parser.StartDoctypeDeclHandler = parser.EndDoctypeDeclHandler = self._subset
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)

    def _note(self, kind: str) -> None:
        if not self._in_subset and not (kind == "text" and self._in_text):
            column = self._parser.CurrentColumnNumber + 1
            spot = Spot(self._parser.CurrentLineNumber, column, self._open[-1])
            self.found[kind].append(spot)
        self._in_text = kind == "text"

    def _start(self, *_: object) -> None:
        self._count += 1
        self._open.append(self._count)
        self._in_text = False

    def _end(self, *_: object) -> None:
        self._open.pop()
        self._in_text = False

    def _subset(self, *_: object) -> None:
        self._in_subset = not self._in_subset


def _nodes(root: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Yield the kinds of a tree's nodes and what holds them, in the order of the document."""
    for node in reversed(list(root.itersiblings(preceding=True))):
        yield _kind(node), None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if node.text:
                yield "text", node
            continue
        if event != "end":
            yield _kind(node), node.getparent()
        if node.tail and node is not root:
            yield "text", node.getparent()
    for node in root.itersiblings():
        yield _kind(node), None


def _kind(node: etree._Element) -> str:
    return "comment" if isinstance(node, etree._Comment) else "pi"


def _at(spot: Spot, element: Location) -> Location:
    return Location(element.file, spot.line, spot.column, None, element.path)
