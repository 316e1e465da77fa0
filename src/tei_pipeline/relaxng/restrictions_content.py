"""Sections 7.2 to 7.4: strings, attributes and elements that cannot stand beside one another.

Every pattern's number is above those of what it is made of, so that one pass over all patterns
tells what each holds; sets of attributes and of elements are bits of one number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tei_pipeline.relaxng.nameclasses import Names, conflicts, described, overlap
from tei_pipeline.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    ONE_OR_MORE,
    TEXT_KIND,
    VALUE,
    NameClass,
    inner,
)

# Types of content, the greater one that of a choice (section 7.2).
_EMPTY = 0
_COMPLEX = 1
_STRING = 2


@dataclass(frozen=True, slots=True)
class ContentFault:
    """What is wrong with a pattern, and the patterns that lead to the place of it.

    ``again`` tells that the place is where the last of them occurs for the second time.
    """

    message: str
    section: str
    chain: list[int]
    again: bool = False


class Contents:
    """What the patterns of a grammar hold, and which of them cannot hold what they do."""

    def __init__(self, nodes: list[Any], definitions: list[tuple[NameClass, int]]) -> None:
        self._nodes = nodes
        self._attributes = _Bits(
            [(number, Names(n[1])) for number, n in enumerate(self._nodes) if n[0] == ATTRIBUTE]
        )
        self._elements = _Bits([(n, Names(names)) for n, (names, _) in enumerate(definitions)])
        self._faults: dict[int, ContentFault] = {}
        self._types: list[int] = []
        self._texts: list[bool] = []
        for number, node in enumerate(self._nodes):
            self._add(number, node)

    def fault(self, pattern: int) -> ContentFault | None:
        """Return what is wrong with a pattern itself, if anything is."""
        return self._faults.get(pattern)

    def attributes(self, pattern: int, among: int = -1) -> list[int]:
        """Return the attributes that a pattern holds; ``among`` some of them, as bits."""
        return self._attributes.members(pattern, among)

    def attribute_bits(self, wanted: Iterable[int]) -> int:
        """Return attributes as bits."""
        return self._attributes.bits(wanted)

    def _add(self, number: int, node: Any) -> None:
        kind = node[0]
        members = inner(node) if kind in (CHOICE, GROUP, INTERLEAVE, ONE_OR_MORE) else ()
        self._types.append(self._type(kind, members))
        self._texts.append(kind == TEXT_KIND or any(self._texts[one] for one in members))
        self._attributes.add(number if kind == ATTRIBUTE else None, members)
        self._elements.add(node[1] if kind == ELEMENT else None, members)
        if kind in (GROUP, INTERLEAVE):
            fault = self._strings(number, members) or self._beside(number, members)
            if fault is None and kind == INTERLEAVE:
                fault = self._interleaved(number, members)
            if fault is not None:
                self._faults[number] = fault
        elif kind == ONE_OR_MORE and self._types[number] == _STRING:
            message = "data, values and lists cannot be repeated but in a list"
            self._faults[number] = ContentFault(message, "7.2", [number])

    def _type(self, kind: int, members: Iterable[int]) -> int:
        if kind in (DATA, VALUE, LIST):
            return _STRING
        if kind in (ELEMENT, TEXT_KIND):
            return _COMPLEX
        return max((self._types[one] for one in members), default=_EMPTY)

    def _strings(self, number: int, members: tuple[int, ...]) -> ContentFault | None:
        """Return the fault that a string stands beside anything but attributes."""
        filled = [one for one in members if self._types[one] != _EMPTY]
        if len(filled) < 2 or self._types[number] != _STRING:
            return None
        string = next(one for one in reversed(filled) if self._types[one] == _STRING)
        while self._nodes[string][0] == GROUP:
            _, first, rest = self._nodes[string]
            string = first if self._types[first] == _STRING else rest
        message = "data, values and lists cannot stand beside elements, text or one another"
        again = string in filled[:-1]
        return ContentFault(message, "7.2", [number, string], again)

    def _beside(self, number: int, members: tuple[int, ...]) -> ContentFault | None:
        """Return the fault that two attributes which both must be there may have one name."""
        clash = self._attributes.clash(members)
        if clash is None:
            return None
        first, second, name = clash
        message = f"the attribute {described(name)} is allowed twice in one element"
        return ContentFault(message, "7.3", [number, second], again=first == second)

    def _interleaved(self, number: int, members: tuple[int, ...]) -> ContentFault | None:
        clash = self._elements.clash(members)
        if clash is not None:
            what = f"the element {described(clash[2])}"
        elif sum(self._texts[one] for one in members) > 1:
            what = "text"
        else:
            return None
        message = f"{what} is allowed in two parts of one interleave"
        return ContentFault(message, "7.4", [number])


class _Bits:
    """Sets of attributes or elements: which ones each pattern holds and which overlap with them."""

    def __init__(self, numbered: list[tuple[int, Names]]) -> None:
        self._numbers = [number for number, _ in numbered]
        self._names = [names for _, names in numbered]
        self._index = {number: index for index, number in enumerate(self._numbers)}
        self._conflicts = conflicts(self._names)
        self._held: list[int] = []
        self._barred: list[int] = []

    def add(self, number: int | None, members: Iterable[int]) -> None:
        """Take the next pattern: it is one of the set, or holds what its members hold."""
        held = barred = 0
        if number is not None:
            index = self._index[number]
            held, barred = 1 << index, self._conflicts[index]
        for one in members:
            held |= self._held[one]
            barred |= self._barred[one]
        self._held.append(held)
        self._barred.append(barred)

    def members(self, pattern: int, among: int) -> list[int]:
        """Return those of the set that a pattern holds and that are ``among`` some."""
        found: list[int] = []
        left = self._held[pattern] & among
        while left:
            index = _lowest(left)
            found.append(self._numbers[index])
            left &= left - 1
        return found

    def bits(self, wanted: Iterable[int]) -> int:
        """Return some of the set as bits."""
        found = 0
        for number in wanted:
            found |= 1 << self._index[number]
        return found

    def clash(self, members: Iterable[int]) -> tuple[int, int, tuple[str, str]] | None:
        """Return two of the set that overlap and stand in different members, and a name of both."""
        held = barred = 0
        for one in members:
            both = barred & self._held[one]
            if both:
                second = _lowest(both)
                first = _lowest(held & self._conflicts[second])
                name = overlap(self._names[first], self._names[second])
                assert name is not None
                return self._numbers[first], self._numbers[second], name
            held |= self._held[one]
            barred |= self._barred[one]
        return None


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1
