"""A file as a document: its bytes first, its tree when someone asks for it.

An engine that reads a document as a stream takes ``Document.stream`` and never pays for the tree.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei_pipeline.diagnostics import Location
from tei_pipeline.document.doctype import declares_nothing
from tei_pipeline.document.reading import as_utf8, decode, read_bytes, split_lines

if TYPE_CHECKING:
    from lxml import etree

    from tei_pipeline.document.tree import Tree

_DOCTYPE = b"<!DOCTYPE"
_XINCLUDE = b"http://www.w3.org/2001/XInclude"


class Bounds(NamedTuple):
    """The folders below which XInclude may read XML files, and files as text."""

    xml: Path
    text: Path


class Document:
    """An XML file. Elements, attributes and paths all lead to a place in a file.

    ``bounds`` say what XInclude may read. Whatever needs the tree raises ``LoadError`` where the
    file has none.
    """

    def __init__(self, path: Path, source: bytes, bounds: Bounds | None = None) -> None:
        self.path = path
        self.source = source
        self.bounds = bounds or Bounds(path.parent, path.parent)
        self._at: tuple[int, int] = (1, 0)  # a line, and the offset at which it begins

    @cached_property
    def stream(self) -> bytes | None:
        """Return the document in UTF-8, or None where a stream of it would not be all of it.

        That is so where its DOCTYPE declares entities or attributes, where it includes other
        files, and where it is not in the encoding that it declares.
        """
        try:
            text = as_utf8(self.source)
        except (UnicodeError, LookupError):
            return None
        whole = _XINCLUDE not in text and (_DOCTYPE not in text or declares_nothing(text))
        return text if whole else None

    @cached_property
    def tree(self) -> "Tree":
        """Return the tree, with what it includes in place; raises ``LoadError``."""
        # lxml takes 15 ms to import, which a document that is judged as a stream need not pay.
        from tei_pipeline.document.tree import read_tree

        return read_tree(self.path, self.source, self.bounds)

    @property
    def root(self) -> "etree._Element":
        """Return the root element; raises ``LoadError``."""
        return self.tree.root

    @property
    def id(self) -> str:
        """Return the ``xml:id`` of the root; the file's name without ending where it has none."""
        return self.tree.id or self.path.stem

    @property
    def ids(self) -> "dict[str, etree._Element]":
        """Return the elements by ``xml:id``; of a repeated one the first."""
        return self.tree.ids

    @property
    def text(self) -> str:
        """Return the document as XML without DTD and entities, for Saxon."""
        return self.tree.text

    @property
    def included(self) -> tuple[Path, ...]:
        """Return the files that XInclude has put into the tree, each once."""
        return () if self.stream is not None else self.tree.included

    @property
    def sought(self) -> tuple[Path, ...]:
        """Return all files that XInclude has looked for, there or not."""
        return () if self.stream is not None else tuple(sorted(self.tree.sought))

    def file_of(self, element: "etree._Element") -> Path:
        """Return the file that an element was written in: this one, or one that it includes."""
        home = self.tree.homes.get(element)
        return self.path if home is None else home.path

    @cached_property
    def lines(self) -> list[str]:
        """Return the file's lines as an editor shows them, without their ends."""
        return split_lines(decode(self.source))

    def line(self, number: int) -> str | None:
        """Return one of ``lines`` by its number from 1; None behind the last.

        Of a file that is judged as a stream the others are not made for it.
        """
        text = self._ended_by_newlines
        if text is None:
            return self.lines[number - 1] if number <= len(self.lines) else None
        line, start = self._at if number >= self._at[0] else (1, 0)
        while line < number:
            start = text.find(b"\n", start) + 1
            if not start:
                return None
            line += 1
        self._at = (line, start)
        end = text.find(b"\n", start)
        return text[start : end if end >= 0 else len(text)].decode(
            "utf-8-sig" if line == 1 else "utf-8"
        )

    @cached_property
    def _ended_by_newlines(self) -> bytes | None:
        """The stream, unless other characters end lines in it too."""
        return None if self.stream is None or b"\r" in self.stream else self.stream

    def location(self, element: "etree._Element", attribute: str | None = None) -> Location:
        """Return the place of an element's start tag, or of one of its attributes.

        ``attribute`` is a Clark name. The column is that of the ``<`` (or of the attribute's
        name); what is meant ends after the element's name (or the attribute's value). An element
        that was included has its place in the file that it comes from.
        """
        return self.tree.location(element, attribute)

    def at(self, path: str) -> Location:
        """Return the place of the node that ``fn:path()`` describes."""
        return self.tree.at(path)

    def words_after(self, place: Location, words: str) -> Location:
        """Return the place of the first occurrence of words from ``place`` on; else ``place``."""
        first = place.line or 1
        lines = self.lines if place.file == self.path else self.tree.lines_of(place.file)
        for number in range(first, len(lines) + 1):
            start = (place.column or 1) - 1 if number == first else 0
            column = lines[number - 1].find(words, start)
            if column >= 0:
                end = column + 1 + len(words)
                return Location(place.file, number, column + 1, end, place.path)
        return place


def open_document(path: Path, bounds: Bounds | None = None) -> Document:
    """Return a file as a document whose tree is not made yet; raises ``LoadError``."""
    return Document(path, read_bytes(path), bounds)


def load(path: Path, bounds: Bounds | None = None) -> Document:
    """Read and parse one file, and what it includes within ``bounds``; raises ``LoadError``."""
    document = open_document(path, bounds)
    document.tree  # noqa: B018  # raises what is wrong with the file
    return document
