"""The IDs of one document, and the references to them (RELAX NG DTD Compatibility, section 5)."""

from collections.abc import Iterator, Sequence
from typing import Any

from tei_pipeline.relaxng.faults import RepeatedId, UnknownId
from tei_pipeline.relaxng.texts import SPACE


class Identities:
    """What a document's attributes of type ID, IDREF and IDREFS hold.

    ``first`` has where each ID stands first.
    """

    __slots__ = ("_references", "first")

    def __init__(self) -> None:
        self.first: dict[str, Any] = {}
        self._references: list[tuple[str, Any, str, str]] = []

    def take(
        self, where: Any, element: str, attribute: str, value: str, kind: str
    ) -> Sequence[RepeatedId]:
        """Take the value of an attribute of a type; return the faults that it makes."""
        if kind != "ID":
            self._references += [(token, where, element, attribute) for token in value.split()]
            return ()
        token = value.strip(SPACE)
        first = self.first.setdefault(token, where)
        if first is where or not token:
            return ()
        return (RepeatedId(where, element, attribute, token, first),)

    def unknown(self) -> Iterator[UnknownId]:
        """Yield the references that lead to no ID, once the document has ended."""
        for value, where, element, attribute in self._references:
            if value not in self.first:
                yield UnknownId(where, element, attribute, value, self.first)
