"""From nodes to places in the file, and from XPaths to nodes.

lxml has no columns and its lines are wrong beyond 65,535, so expat reads the file a second time,
only when something is to be reported; both see the same elements in the same order.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from xml.parsers import expat

from lxml import etree

from tei_pipeline.names import XML

_TAG = re.compile(r"""(<[^\s/>]+)(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_ATTRIBUTE = re.compile(r"""\s([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_NO_TAGS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_CHUNK = 4096
_STEP = re.compile(r"/(@?)(?:Q\{([^}]*)\})?([^/\[@{}]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a start tag stands: line and column (from 1, in characters) of its ``<``.

    ``name_end`` is the column after the element's name.
    """

    line: int
    column: int
    name_end: int


def element_places(text: str) -> list[Place]:
    """Return the places of all elements of a well-formed text, in document order."""
    found: list[Place] = []
    parser = expat.ParserCreate("utf-8")

    def start(name: str, attributes: dict[str, str]) -> None:
        column = parser.CurrentColumnNumber + 1
        found.append(Place(parser.CurrentLineNumber, column, column + 1 + len(name)))

    parser.StartElementHandler = start
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)  # those of the file itself
    # The declared encoding is overruled: what is parsed is the decoded text as UTF-8.
    parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    return found


def attribute_place(lines: list[str], tag: Place, name: str) -> tuple[int, int, int]:
    """Return line, column and end column of an attribute in a start tag.

    The tag's own place is returned where the attribute cannot be seen (a default from a DTD).
    """
    text, start, end = _tag(lines, tag)
    for seen in _ATTRIBUTE.finditer(text, start, end):
        if seen[1] == name:
            first, last = seen.span(1)[0], seen.end()
            before = text.count("\n", start, first)
            begins = text.rfind("\n", start, first) + 1
            ends = text.find("\n", first, last)
            last = last if ends < 0 else ends
            return tag.line + before, first - begins + 1, last - begins + 1
    return tag.line, tag.column, tag.name_end


def _tag(lines: list[str], tag: Place) -> tuple[str, int, int]:
    """Return lines with a whole start tag, and where its attributes begin and end in them."""
    count = 1
    while True:
        text = "\n".join(lines[tag.line - 1 : tag.line - 1 + count])
        found = _TAG.match(text, tag.column - 1)
        if found:
            return text, found.end(1), found.end()
        if tag.line - 1 + count > len(lines) or not text.startswith("<", tag.column - 1):
            return "", 0, 0  # it stands in an entity
        count *= 2


class Paths:
    """Readable XPaths: prefix-free names, positions among siblings of the same name.

    The children of an element are counted once, so that the paths of very many cost no more.
    """

    def __init__(self) -> None:
        self._positions: dict[etree._Element, int] = {}

    def of(self, element: etree._Element) -> str:
        """Return the path of an element."""
        steps = []
        node = element
        parent = node.getparent()
        while parent is not None:
            if node not in self._positions:
                self._count(parent)
            steps.append(f"{etree.QName(node).localname}[{self._positions[node]}]")
            node, parent = parent, parent.getparent()
        return "/" + "/".join((etree.QName(node).localname, *reversed(steps)))

    def _count(self, parent: etree._Element) -> None:
        seen: Counter[str] = Counter()
        for child in parent.iterchildren(etree.Element):
            name = str(child.tag)
            seen[name] += 1
            self._positions[child] = seen[name]


def follow(root: etree._Element, path: str) -> etree._Element | None:
    """Return the element at a path as ``fn:path()`` writes it, or the element of its last node."""
    node: etree._Element | None = None
    for step in _STEP.finditer(path):
        namespace, name, position = step[2], step[3], int(step[4] or 1)
        if step[1] or name.endswith(")"):
            break
        clark = f"{{{namespace}}}{name}" if namespace else name
        if node is None:
            node = root if root.tag == clark else None
        else:
            node = next(
                (c for i, c in enumerate(node.iterchildren(clark), 1) if i == position), None
            )
        if node is None:
            return None
    return node


def attribute_of(path: str) -> str | None:
    """Return the Clark name of the attribute that a path of ``fn:path()`` ends in, if any."""
    found = re.search(r"/@(?:Q\{([^}]*)\}|(xml:))?([^/{}]+)$", path)
    if found is None:
        return None
    namespace = XML if found[2] else found[1]
    return f"{{{namespace}}}{found[3]}" if namespace else found[3]


class StartTags:
    """The start tags of a well-formed document in UTF-8 without a DOCTYPE, by their numbers.

    They are counted without a parser, which takes a tenth of the time: in such a document ``<``
    stands for nothing else but in comments, CDATA and processing instructions.
    """

    def __init__(self, data: bytes) -> None:
        self._data = _NO_TAGS.sub(_blank, data)
        self._before = list(accumulate(map(self._count, range(0, len(data), _CHUNK)), initial=0))

    def offset(self, number: int) -> int | None:
        """Return where a start tag begins, by its number from 1; None where there is none."""
        chunk = bisect_left(self._before, number) - 1
        if number < 1 or number > self._before[-1]:
            return None
        at = chunk * _CHUNK - 1
        for _ in range(number - self._before[chunk]):
            at = self._data.index(b"<", at + 1)
            while self._data.startswith(b"</", at):
                at = self._data.index(b"<", at + 1)
        return at

    def _count(self, start: int) -> int:
        """Return how many start tags begin in a chunk."""
        end = start + _CHUNK
        return self._data.count(b"<", start, end) - self._data.count(b"</", start, end + 1)


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])
