"""The IDs of one document, and the references to them (RELAX NG DTD Compatibility, section 5)."""

from collections.abc import Iterator, MutableSequence, Sequence
from typing import Any

from tei_pipeline.relaxng.faults import RepeatedId, UnknownId
from tei_pipeline.relaxng.tables import SPACE


class Identities:
    """What a document's attributes of type ID, IDREF and IDREFS hold.

    ``first`` are the IDs; where each stands first is in ``places``, in the same order: numbers take
    a quarter of the room there that they take in a dictionary.
    """

    __slots__ = ("_references", "_repeated", "first", "places")

    def __init__(self, places: MutableSequence[Any]) -> None:
        self.first: dict[str, None] = {}
        self.places = places
        self._references: list[tuple[str, Any, str, str]] = []
        self._repeated: list[RepeatedId] = []

    def take(
        self, where: Any, element: str, attribute: str, value: str, kind: str
    ) -> Sequence[RepeatedId]:
        """Take the value of an attribute of a type; return the faults that it makes.

        Where a repeated ID stands first is known when the document has ended.
        """
        if kind != "ID":  # what is wrong as an IDREF, being several, leads to one fault at most
            tokens = value.split() if kind == "IDREFS" else [value.strip(SPACE)]
            self._references += [(token, where, element, attribute) for token in tokens if token]
            return ()
        token = value.strip(SPACE)
        if token in self.first:
            self._repeated.append(RepeatedId(where, element, attribute, token, None))
            return self._repeated[-1:]
        if token:
            self.first[token] = None
            self.places.append(where)
        return ()

    def settle(self) -> None:
        """Give repeated IDs the place where each stands first."""
        if self._repeated:
            firsts = dict(zip(self.first, self.places, strict=True))
            for fault in self._repeated:
                fault.first = firsts[fault.value]

    def unknown(self) -> Iterator[UnknownId]:
        """Yield the references that lead to no ID, once the document has ended."""
        for value, where, element, attribute in self._references:
            if value not in self.first:
                yield UnknownId(where, element, attribute, value, self.first)
