"""From offsets in a document's UTF-8 bytes to places in its file, without a tree.

All places of a document are found in one pass from its beginning to its end; only where paths are
wanted is it parsed a second time. Places are as ``places`` has them.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from tei_pipeline.diagnostics import Location
from tei_pipeline.names import XML, local

_NAME = re.compile(rb"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG = re.compile(rb"""</?[^\s/>]+(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_WORDS = re.compile(rb"(?:\s+|<!--.*?-->|<\?.*?\?>)*(?:<!\[CDATA\[\s*)?([^<\r\n]*)", re.DOTALL)
_BREAK = re.compile(rb"[\r\n]")
_NO_TAGS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_DEEPEST = 500
"""Of deeper elements no path is written: it would be as long as the document."""
_LONGEST = 10_000
"""So far back the beginning of a comment, a PI or a CDATA section is looked for."""


class Spot(NamedTuple):
    """What a place is wanted of.

    ``offset`` is that of a tag's ``<``. ``attribute`` is the name of one of its attributes, as
    ``uri}local`` or ``local``; ``text`` asks for the words before the tag instead. ``ended`` is the
    name of an element that ends there: expat has the end of an empty one behind its tag.
    """

    offset: int
    attribute: str | None = None
    text: bool = False
    ended: str | None = None


class _Range(NamedTuple):
    """Offsets of what is meant, and of the tag that it belongs to; ``written`` is a name."""

    start: int
    end: int
    tag: int
    written: str | None
    text: bool


def locate(
    file: Path, data: bytes, spots: Sequence[Spot], *, paths: bool = False
) -> list[Location]:
    """Return the places of spots, in their order; ``paths`` asks for XPaths too.

    The path of words is that of the element they stand in.
    """
    tags = _Tags(data)
    ranges = {spot: tags.range(spot) for spot in dict.fromkeys(spots)}
    starts = _positions(data, {one.start for one in ranges.values()})
    trail = _Trail(data, {one.tag for one in ranges.values()}) if paths else None
    found: dict[Spot, Location] = {}
    for spot, one in ranges.items():
        line, column = starts[one.start]
        width = len(data[one.start : one.end].decode("utf-8", "replace"))
        path = trail.path(one) if trail else None
        found[spot] = Location(file, line, column, column + width, path)
    return [found[spot] for spot in spots]


class _Tags:
    """Finds in the bytes of a document what a spot means."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # The XML declaration begins as a processing instruction does.
        self._marks = [pair for pair in _NO_TAGS if data.find(pair[0], 10) >= 0]
        self._attributes: tuple[int, dict[str, tuple[int, int]]] = (-1, {})

    def range(self, spot: Spot) -> _Range:
        """Return the offsets of what is meant."""
        data, offset = self._data, spot.offset
        if spot.ended is not None:
            offset = _ended(data, offset, spot.ended)
        if spot.text:
            start, end = _words_before(data, offset, self._marks)
            return _Range(start, end, offset, None, text=True)
        name = _NAME.match(data, offset)
        end = name.end() if name else offset + 1
        if spot.attribute is None:
            return _Range(offset, end, offset, None, text=False)
        return self._attribute(offset, end, spot.attribute)

    def _attribute(self, offset: int, end: int, attribute: str) -> _Range:
        """Return the range of an attribute; the tag has its name up to ``end``."""
        if self._attributes[0] != offset:
            self._attributes = (offset, _attributes(self._data, end))
        known = self._attributes[1]
        uri, _, plain = attribute.rpartition("}")
        wanted = f"xml:{plain}" if uri == XML else plain
        names = [wanted] if uri in ("", XML) else [n for n in known if n.endswith(f":{plain}")]
        for name in names:
            if name in known:
                start, last = known[name]
                return _Range(start, last, offset, name, text=False)
        return _Range(offset, end, offset, wanted, text=False)


def _attributes(data: bytes, end: int) -> dict[str, tuple[int, int]]:
    """Return the attributes of a tag as they are written, with their offsets on one line."""
    found: dict[str, tuple[int, int]] = {}
    while seen := _ATTRIBUTE.match(data, end):
        end = seen.end()
        stop = _BREAK.search(data, seen.start(1), end)
        found[seen[1].decode("utf-8", "replace")] = (seen.start(1), stop.start() if stop else end)
    return found


def _ended(data: bytes, offset: int, element: str) -> int:
    """Return the offset of the tag with which an element ends; an empty one has only one."""
    start = data.rfind(b"<", 0, offset)
    tag = _TAG.match(data, max(start, 0))
    name = _NAME.match(data, max(start, 0))
    if tag is None or name is None or tag.end() != offset or not tag[0].endswith(b"/>"):
        return offset
    same = name[1].decode("utf-8", "replace").rpartition(":")[2] == local(element)
    return start if same else offset


def _words_before(
    data: bytes, offset: int, marks: Sequence[tuple[bytes, bytes]]
) -> tuple[int, int]:
    """Return the first line of the words that stand between a tag and the tag before it."""
    before = data.rfind(b"<", 0, offset)
    while before > 0 and (data[before + 1] in b"!?" or _inside(data, before, marks)):
        before = data.rfind(b"<", 0, before)
    tag = _TAG.match(data, max(before, 0))
    start = tag.end() if tag and tag.end() <= offset else max(before, 0)
    words = _WORDS.match(data, start, offset)
    if words is None or not words[1]:
        return offset, offset + 1
    return words.start(1), words.start(1) + len(words[1].rstrip())


def _inside(data: bytes, offset: int, marks: Sequence[tuple[bytes, bytes]]) -> bool:
    """Return whether an offset lies in a comment, a processing instruction or CDATA.

    ``marks`` are the beginnings and ends of those that the document has.
    """
    first = max(0, offset - _LONGEST)
    opened = [(data.rfind(begin, first, offset), end) for begin, end in marks]
    return any(at >= 0 and data.find(end, at, offset) < 0 for at, end in opened)


def _positions(data: bytes, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return line and column of offsets, both from 1 and in characters."""
    found: dict[int, tuple[int, int]] = {}
    with_returns = b"\r" in data
    line, column = 1, 1
    done = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    for offset in sorted(offsets):
        last = data.rfind(b"\n", done, offset)
        lines = data.count(b"\n", done, offset) if last >= 0 else 0
        if with_returns:
            last = max(last, data.rfind(b"\r", done, offset))
            lines += data.count(b"\r", done, offset) - data.count(b"\r\n", done, offset)
        if last >= 0:
            line, column, done = line + lines, 1, last + 1
        column += len(data[done:offset].decode("utf-8", "replace"))
        done = offset
        found[offset] = (line, column)
    return found


class _Trail:
    """The paths of the elements that some tags belong to."""

    def __init__(self, data: bytes, offsets: set[int]) -> None:
        self._data = data
        self._offsets = offsets
        self._last = -1
        self._own: dict[int, str | None] = {}
        self._around: dict[int, str | None] = {}
        self._steps: list[str] = []
        self._counts: list[dict[str, int]] = [{}]
        self._parser = expat.ParserCreate("utf-8", "}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def path(self, one: _Range) -> str | None:
        """Return the path of what was meant."""
        if one.text:
            return self._around.get(one.tag)
        path = self._own.get(one.tag)
        return f"{path}/@{one.written}" if path and one.written else path

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        count = self._counts[-1][name] = self._counts[-1].get(name, 0) + 1
        offset = self._parser.CurrentByteIndex
        self._last = offset
        wanted = offset in self._offsets
        if wanted:
            self._around[offset] = self._written()
        self._steps.append(f"{local(name)}[{count}]" if self._steps else local(name))
        self._counts.append({})
        if wanted:
            self._own[offset] = self._written()

    def _end(self, name: str) -> None:
        offset = self._parser.CurrentByteIndex
        if offset in self._offsets and not self._empty(offset):
            for known in (self._own, self._around):
                known.setdefault(offset, self._written())
        self._last = -1
        self._steps.pop()
        self._counts.pop()

    def _empty(self, offset: int) -> bool:
        """Return whether the end is that of an empty element, which is seen behind its tag."""
        tag = _TAG.match(self._data, self._last) if self._last >= 0 else None
        return tag is not None and tag.end() == offset and tag[0].endswith(b"/>")

    def _written(self) -> str | None:
        if len(self._steps) > _DEEPEST:
            return None
        return "/" + "/".join(self._steps)
