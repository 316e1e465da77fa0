"""Where every tag of a document stands, and which element a place belongs to.

Engines name places in different ways: the beginning of a start tag, its end (SAX), the end tag,
a line alone. All are brought to the element that they are about, so that they can be compared.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat

_START_TAG = re.compile(r"""<[^\s/>]+(?:"[^"]*"|'[^']*'|[^>"'])*>""")


@dataclass(slots=True)
class Tag:
    """One element: offsets in the text (in characters) of its two tags, the ends exclusive.

    An empty element has one tag, and both pairs of offsets are that tag's.
    """

    number: int
    name: str
    attributes: dict[str, str]
    parent: int | None
    start: int
    start_end: int
    end: int = -1
    end_end: int = -1
    children: list[int] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Return whether the element was written as one tag."""
        return self.start == self.end


class Tags:
    """The elements of a document in document order, found by place."""

    def __init__(self, text: str) -> None:
        """Read a well-formed document; raises ``expat.ExpatError`` where it is not."""
        self.text = text
        self.all = _Reader(text).tags
        self._starts = [tag.start for tag in self.all]

    @cached_property
    def _lines(self) -> list[int]:
        ends = re.finditer(r"\r\n|\r|\n", self.text)
        return [0, *(end.end() for end in ends)]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1 and in characters, of an offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and a column, held within the text."""
        if line > len(self._lines):
            return len(self.text)
        return min(self._lines[line - 1] + max(column, 1) - 1, len(self.text))

    def offset_of_units(self, line: int, column: int) -> int:
        """Return the offset of a place whose column counts UTF-16 units, as Java's does."""
        offset, left = self.offset(line, 1), column - 1
        while left > 0 and offset < len(self.text):
            left -= 2 if ord(self.text[offset]) > 0xFFFF else 1
            offset += 1
        return offset

    def starting_on(self, line: int) -> list[Tag]:
        """Return the elements whose start tag begins on a line."""
        here = self.offset(line, 1)
        after = self._lines[line] if line < len(self._lines) else len(self.text) + 1
        first, last = bisect_right(self._starts, here - 1), bisect_right(self._starts, after - 1)
        return self.all[first:last]

    def around(self, offset: int) -> Tag | None:
        """Return the innermost element whose tags or content an offset lies in."""
        index = bisect_right(self._starts, offset) - 1
        tag = self.all[index] if index >= 0 else None
        while tag is not None and offset >= tag.end_end:
            tag = None if tag.parent is None else self.all[tag.parent]
        return tag

    @cached_property
    def by_start_end(self) -> dict[int, Tag]:
        """The elements by where their start tags end, which is where SAX sees them."""
        return {tag.start_end: tag for tag in self.all}

    @cached_property
    def by_end(self) -> dict[int, Tag]:
        """The elements by where their end tags end; an empty one by its only tag."""
        return {tag.end_end: tag for tag in self.all}

    def parent(self, tag: Tag) -> Tag | None:
        """Return the element that holds another."""
        return None if tag.parent is None else self.all[tag.parent]


class _Reader:
    """Reads the tags with expat, whose places are in bytes."""

    def __init__(self, text: str) -> None:
        self.tags: list[Tag] = []
        self._text = text
        self._data = text.encode()
        self._open: list[Tag] = []
        self._byte = self._character = 0
        self._ascii = len(self._data) == len(text)
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(self._data, True)

    def _offset(self) -> int:
        byte = self._parser.CurrentByteIndex
        if self._ascii:
            return byte
        self._character += len(self._data[self._byte : byte].decode())
        self._byte = byte
        return self._character

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._offset()
        found = _START_TAG.match(self._text, start)
        assert found, f"no tag at {start}"
        parent = self._open[-1] if self._open else None
        tag = Tag(
            number=len(self.tags),
            name=name,
            attributes=attributes,
            parent=parent.number if parent else None,
            start=start,
            start_end=found.end(),
        )
        if parent:
            parent.children.append(tag.number)
        self.tags.append(tag)
        self._open.append(tag)

    def _end(self, name: str) -> None:
        tag = self._open.pop()
        if self._text[tag.start_end - 2] == "/":
            tag.end, tag.end_end = tag.start, tag.start_end
            return
        tag.end = self._offset()
        tag.end_end = self._text.index(">", tag.end) + 1
