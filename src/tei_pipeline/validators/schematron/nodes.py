"""From the places that a report names (see ``xslt/schematron/places.xsl``) to those in the file."""

import re
from functools import cached_property
from xml.parsers import expat

from lxml import etree

from tei_pipeline.diagnostics import Location
from tei_pipeline.document import Document
from tei_pipeline.document.reading import decode

_PLACE = re.compile(r"(\d+)(?:@Q\{([^}]*)\}(\S+)|#(text|comment|pi):(\d+))?(?: (.+))?$")


class Nodes:
    """The nodes of one document by their numbers."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def location(self, place: str, words: str | None = None) -> Location:
        """Return the place of a node, or that of the first occurrence of words in it or after."""
        found = _PLACE.match(place)
        assert found is not None
        number, namespace, name, kind, count, _ = found.groups()
        if number == "0" or int(number) > len(self._elements):
            place_of = self._document.location(self._document.root)
        else:
            element = self._elements[int(number) - 1]
            clark = f"{{{namespace}}}{name}" if namespace else name
            place_of = self._document.location(element, clark)
        if kind:
            place_of = self._within(kind, int(count), place_of)
        return place_of if words is None else self._document.words_after(place_of, words)

    def _within(self, kind: str, count: int, element: Location) -> Location:
        places = self._others[kind]
        if count > len(places):
            return element
        line, column = places[count - 1]
        return Location(element.file, line, column, None, element.path)

    @cached_property
    def _elements(self) -> list[etree._Element]:
        return list(self._document.root.iter(etree.Element))

    @cached_property
    def _others(self) -> dict[str, list[tuple[int, int]]]:
        if self._document.included:  # what was included stands in other files
            return {"text": [], "comment": [], "pi": []}
        return other_places(decode(self._document.source))


def other_places(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return the places of the texts, comments and processing instructions of a document."""
    found: dict[str, list[tuple[int, int]]] = {"text": [], "comment": [], "pi": []}
    parser = expat.ParserCreate("utf-8")
    state = {"in_text": False, "subset": False}

    def note(kind: str) -> None:
        if not state["subset"] and not (kind == "text" and state["in_text"]):
            found[kind].append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        state["in_text"] = kind == "text"

    def mark(*_: object) -> None:
        state["in_text"] = False

    def subset(*_: object) -> None:
        state["subset"] = not state["subset"]

    parser.StartElementHandler = parser.EndElementHandler = mark
    parser.CharacterDataHandler = lambda _: note("text")
    parser.CommentHandler = lambda _: note("comment")
    parser.ProcessingInstructionHandler = lambda *_: note("pi")
    parser.StartDoctypeDeclHandler = parser.EndDoctypeDeclHandler = subset
    parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    return found


def file_of(place: str) -> str | None:
    """Return the URI of the other document that a place lies in, if it does."""
    found = _PLACE.match(place)
    return found[6] if found else None
