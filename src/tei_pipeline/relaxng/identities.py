"""The IDs of one document, and the references to them (RELAX NG DTD Compatibility, section 5)."""

from collections.abc import Iterator, Sequence
from typing import Any

from tei_pipeline.relaxng.faults import RepeatedId, UnknownId


class Identities:
    """What a document's attributes of type ID, IDREF and IDREFS hold."""

    __slots__ = ("_first", "_references")

    def __init__(self) -> None:
        self._first: dict[str, Any] = {}
        self._references: list[tuple[str, Any, str, str]] = []

    def take(
        self, where: Any, element: str, attributes: Sequence[str], ids: Sequence[tuple[int, str]]
    ) -> Iterator[RepeatedId]:
        """Take an element's attributes, of which ``ids`` are the places and types; yield faults."""
        for place, kind in ids:
            name = attributes[place - 1]
            for token in attributes[place].split():
                if kind != "ID":
                    self._references.append((token, where, element, name))
                elif token not in self._first:
                    self._first[token] = where
                else:
                    yield RepeatedId(where, element, name, token, self._first[token])

    def unknown(self) -> Iterator[UnknownId]:
        """Yield the references that lead to no ID, once the document has ended."""
        for value, where, element, attribute in self._references:
            if value not in self._first:
                yield UnknownId(where, element, attribute, value, self._first)
