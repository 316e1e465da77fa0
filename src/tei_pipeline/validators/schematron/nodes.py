"""From the places that a report names (see ``xslt/schematron/places.xsl``) to those in the file."""

import re
from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from tei_pipeline.diagnostics import Location
from tei_pipeline.document import Document
from tei_pipeline.document.places import StartTags
from tei_pipeline.document.stream import Spot, locate
from tei_pipeline.validators.schematron.inner import Inner
from tei_pipeline.validators.schematron.text import plain_bytes

_PLACE = re.compile(r"(\d+)(?:@Q\{([^}]*)\}(\S+)|#(text|comment|pi):(\d+))?(?: (.+))?$")
_Tag = tuple[int, str | None]
"""An element's number, and the Clark name of an attribute of it."""


class Nodes:
    """The nodes of one document by their numbers.

    Where XPaths are not wanted and the file is all of the document, ``expected`` places are found
    in its bytes, without a tree.
    """

    def __init__(
        self, document: Document, expected: Iterable[str] = (), *, paths: bool = True
    ) -> None:
        self._document = document
        self._expected = () if paths else tuple(expected)
        self._inner = Inner(document)

    def location(self, place: str, words: str | None = None) -> Location:
        """Return the place of a node, or that of the first occurrence of words in it or after."""
        found = _PLACE.match(place)
        assert found is not None
        tag = _tag(found)
        place_of = self._early.get(tag) or self._late(*tag)
        if found[4]:
            place_of = self._inner.location(found[4], int(found[5]), place_of)
        return place_of if words is None else self._document.words_after(place_of, words)

    @cached_property
    def _early(self) -> dict[_Tag, Location]:
        """Return the places of expected tags as the file's bytes tell them."""
        data = plain_bytes(self._document) if self._expected else None
        if data is None:
            return {}
        tags = StartTags(data)
        spots: dict[_Tag, Spot] = {}
        for found in filter(None, map(_PLACE.match, self._expected)):
            number, attribute = _tag(found)
            offset = tags.offset(number or 1)
            # Another prefix of the same namespace is known to the tree alone.
            if offset is not None and not (attribute or "").startswith("{"):
                spots[number, attribute] = Spot(offset, attribute)
        places = locate(self._document.path, data, list(spots.values()))
        return dict(zip(spots, places, strict=True))

    def _late(self, number: int, attribute: str | None) -> Location:
        """Return the place of a tag as the tree tells it."""
        if number == 0 or number > len(self._elements):
            return self._document.location(self._document.root)
        return self._document.location(self._elements[number - 1], attribute)

    @cached_property
    def _elements(self) -> list[etree._Element]:
        return list(self._document.root.iter(etree.Element))


def _tag(place: re.Match[str]) -> _Tag:
    """Return the tag that a place lies in or is."""
    name = place[3]
    return int(place[1]), f"{{{place[2]}}}{name}" if place[2] else name


def file_of(place: str) -> str | None:
    """Return the URI of the other document that a place lies in, if it does."""
    found = _PLACE.match(place)
    return found[6] if found else None
