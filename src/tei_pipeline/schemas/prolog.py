"""What stands before the content of a document: instructions, DOCTYPE and the root's start tag.

Read by expat up to the root's start tag and no further, for every document of a run.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from tei_pipeline.document.reading import as_utf8, decode
from tei_pipeline.names import XSI

_TARGETS = ("xml-model", "oxygen")
_CHUNK = 4096
_NAME = re.compile(r"<[^\s/>]*")
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


class Place(NamedTuple):
    """Where something stands; line and columns count from 1, in characters."""

    line: int
    column: int
    end_column: int | None = None


class Instruction(NamedTuple):
    """A processing instruction that names schemas: ``<?target data?>``."""

    target: str
    data: str
    place: Place


class Prolog(NamedTuple):
    """What a document says of its schemas.

    ``doctype`` is the system identifier of its DTD, ``namespace`` that of its root, where there
    are any. ``locations`` are the root's ``xsi:schemaLocation`` and
    ``xsi:noNamespaceSchemaLocation``.
    """

    instructions: tuple[Instruction, ...] = ()
    doctype: tuple[str, Place] | None = None
    namespace: str = ""
    locations: tuple[str | None, str | None] = (None, None)
    root: Place | None = None


def read_prolog(source: bytes) -> Prolog:
    """Return the prolog of a document; of one that is not well-formed, what comes before that."""
    reader = _Reader()
    try:
        text = as_utf8(source)  # expat knows few encodings
        for start in range(0, len(text), _CHUNK):
            reader.parser.Parse(text[start : start + _CHUNK], False)
            if reader.root is not None:
                break
    except (LookupError, ValueError, expat.ExpatError):
        pass  # loading the document says so
    return Prolog(
        tuple(reader.instructions), reader.doctype, reader.namespace, reader.locations, reader.root
    )


class _Reader:
    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        self.instructions: list[Instruction] = []
        self.doctype: tuple[str, Place] | None = None
        self.namespace = ""
        self.locations: tuple[str | None, str | None] = (None, None)
        self.root: Place | None = None
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = self._end_doctype
        parser.StartElementHandler = self._element

    def _place(self, length: int) -> Place:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return Place(line, column, column + length)

    def _instruction(self, target: str, data: str) -> None:
        if target in _TARGETS:
            place = self._place(len(target) + 2)
            self.instructions.append(Instruction(target, data, place))

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        if system:
            self.doctype = (system, self._place(len("<!DOCTYPE")))
        self.parser.ProcessingInstructionHandler = None  # what stands in a DTD concerns the DTD

    def _end_doctype(self) -> None:
        self.parser.ProcessingInstructionHandler = self._instruction

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.namespace = name.rpartition(" ")[0]
        self.locations = (
            attributes.get(f"{XSI} schemaLocation"),
            attributes.get(f"{XSI} noNamespaceSchemaLocation"),
        )
        self.root = self._place(1)
        self.parser.StartElementHandler = None
        self.parser.ProcessingInstructionHandler = None


def attribute_place(source: bytes, root: Place, local: str) -> Place:
    """Return the place of the root's attribute of a local name, by its text; else the root's."""
    try:
        text = decode(source).removeprefix("\ufeff")
    except (LookupError, ValueError):
        return root
    for name, start, end in _attributes(text, _offset(text, root)):
        if name.rpartition(":")[2] == local:
            before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
            column = len(before) - before.rfind("\n")
            one_line = "\n" not in text[start:end] and "\r" not in text[start:end]
            return Place(before.count("\n") + 1, column, column + end - start if one_line else None)
    return root


def _attributes(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    name = _NAME.match(text, start)
    position = name.end() if name else len(text)
    while found := _ATTRIBUTE.match(text, position):
        yield found[1], found.start(1), found.end()
        position = found.end()


def _offset(text: str, place: Place) -> int:
    start = 0
    for _ in range(place.line - 1):
        ends = [end for end in (text.find("\n", start), text.find("\r", start)) if end >= 0]
        if not ends:
            break
        start = min(ends) + (2 if text.startswith("\r\n", min(ends)) else 1)
    return start + place.column - 1
