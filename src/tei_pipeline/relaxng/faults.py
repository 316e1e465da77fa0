"""What the engine has found wrong: values that name states of the automaton, not words.

``where`` is the offset of the tag in the UTF-8 text, or the element of a tree with ``True`` for its
end tag. A text stands before the tag of its offset, or behind the tag of the element.

Written out, not made by ``dataclasses``: making ten of these takes 6 ms of each start.
"""

from collections.abc import Collection
from typing import Any

Names = tuple[tuple[str, ...], ...]
"""What lacks, one after the other, each with its alternatives."""


class Fault:
    """One fault. ``element`` is the element that the finding is about."""

    __slots__ = ("element", "where")

    def __init__(self, where: Any, element: str) -> None:
        self.where = where
        self.element = element

    def _values(self) -> tuple[Any, ...]:
        kinds = reversed(type(self).__mro__[:-1])
        return tuple(getattr(self, name) for kind in kinds for name in kind.__slots__)  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self.where, self.element))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._values()}"


class AttributeFault(Fault):
    """A fault in one attribute of an element."""

    __slots__ = ("attribute", "value")

    def __init__(self, where: Any, element: str, attribute: str, value: str) -> None:
        super().__init__(where, element)
        self.attribute = attribute
        self.value = value


class TextFault(Fault):
    """A fault in a text of an element; ``content`` is what was allowed."""

    __slots__ = ("content", "text")

    def __init__(self, where: Any, element: str, text: str, content: int) -> None:
        super().__init__(where, element)
        self.text = text
        self.content = content


class Misplaced(Fault):
    """An element that may not stand here; ``content`` is what its parent allowed there.

    ``known`` tells whether the schema has an element of its name; ``meant`` is the name that was
    tried in its place and fits.
    """

    __slots__ = ("content", "known", "meant", "parent")

    def __init__(
        self, where: Any, element: str, parent: str, content: int, known: bool, meant: str | None
    ) -> None:
        super().__init__(where, element)
        self.parent = parent
        self.content = content
        self.known = known
        self.meant = meant


class Unfillable(Fault):
    """An element that may stand here, but whose content can be nothing: it is ``notAllowed``."""

    __slots__ = ()


class Lacking(Fault):
    """Elements that lack in ``element``: names one after the other, each with its alternatives.

    ``before`` is the name of the child that shows it, None at the end tag.
    """

    __slots__ = ("before", "needed")

    def __init__(self, where: Any, element: str, needed: Names, before: str | None) -> None:
        super().__init__(where, element)
        self.needed = needed
        self.before = before


class LackingAttribute(Fault):
    """Attributes that an element needs: one of each tuple of names; ``others`` are there."""

    __slots__ = ("needed", "opening", "others")

    def __init__(
        self, where: Any, element: str, needed: Names, opening: int, others: tuple[str, ...]
    ) -> None:
        super().__init__(where, element)
        self.needed = needed
        self.opening = opening
        self.others = others


class WrongAttribute(AttributeFault):
    """An attribute that an element may not have; ``opening`` is the element's beginning.

    ``others`` are the names of all its attributes.
    """

    __slots__ = ("opening", "others")

    def __init__(
        self,
        where: Any,
        element: str,
        attribute: str,
        value: str,
        opening: int,
        others: tuple[str, ...],
    ) -> None:
        super().__init__(where, element, attribute, value)
        self.opening = opening
        self.others = others


class WrongValue(AttributeFault):
    """An attribute's value that none of ``patterns`` allows."""

    __slots__ = ("patterns",)

    def __init__(
        self, where: Any, element: str, attribute: str, value: str, patterns: tuple[int, ...]
    ) -> None:
        super().__init__(where, element, attribute, value)
        self.patterns = patterns


class RepeatedId(AttributeFault):
    """An ID that another element has; ``first`` is where that one stands."""

    __slots__ = ("first",)

    def __init__(self, where: Any, element: str, attribute: str, value: str, first: Any) -> None:
        super().__init__(where, element, attribute, value)
        self.first = first


class UnknownId(AttributeFault):
    """An IDREF that leads to no ID; ``ids`` are those that there are."""

    __slots__ = ("ids",)

    def __init__(
        self, where: Any, element: str, attribute: str, value: str, ids: Collection[str]
    ) -> None:
        super().__init__(where, element, attribute, value)
        self.ids = ids


class StrayText(TextFault):
    """Text in an element that may hold none there."""

    __slots__ = ()


class WrongText(TextFault):
    """An element's text as a whole that its datatype does not allow."""

    __slots__ = ()
