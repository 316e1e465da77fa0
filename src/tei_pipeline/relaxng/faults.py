"""What the engine has found wrong: values that name states of the automaton, not words.

``where`` is the offset of the tag in the UTF-8 text, or the element of a tree with ``True`` for its
end tag. A text stands before the tag of its offset, or behind the tag of the element.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``element`` is the element that the finding is about."""

    where: Any
    element: str


@dataclass(frozen=True, slots=True)
class Misplaced(Fault):
    """An element that may not stand here; ``content`` is what its parent allowed there.

    ``meant`` is the name that was tried in its place and fits.
    """

    parent: str
    content: int
    known: bool
    meant: str | None


@dataclass(frozen=True, slots=True)
class Lacking(Fault):
    """Elements that lack in ``element``: names one after the other, each with its alternatives.

    ``before`` is the name of the child that shows it, None at the end tag.
    """

    needed: tuple[tuple[str, ...], ...]
    before: str | None


@dataclass(frozen=True, slots=True)
class WrongAttribute(Fault):
    """An attribute that an element may not have; ``opening`` is the element's beginning."""

    attribute: str
    value: str
    opening: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LackingAttribute(Fault):
    """Attributes that an element needs: one of each tuple of names; ``others`` are there."""

    needed: tuple[tuple[str, ...], ...]
    opening: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongValue(Fault):
    """An attribute's value that none of ``patterns`` allows."""

    attribute: str
    value: str
    patterns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StrayText(Fault):
    """Text in an element that may hold none there; ``content`` is what was allowed."""

    text: str
    content: int


@dataclass(frozen=True, slots=True)
class WrongText(Fault):
    """An element's text as a whole that its datatype does not allow."""

    text: str
    content: int


@dataclass(frozen=True, slots=True)
class RepeatedId(Fault):
    """An ID that another element has; ``first`` is where that one stands."""

    attribute: str
    value: str
    first: Any


@dataclass(frozen=True, slots=True)
class UnknownId(Fault):
    """An IDREF that leads to no ID; ``ids`` are those that there are."""

    attribute: str
    value: str
    ids: Collection[str]
