"""Long groups, indexed: what may come next is looked up, not searched member by member.

A group of thousands of optional members would else take a time that grows with the square of their
number. Short groups, as nearly all are, are followed as they are and cost nothing here.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tei_pipeline.relaxng.patterns import CHOICE, ELEMENT, EMPTY, GROUP, NOT_ALLOWED, VALUE, parts

if TYPE_CHECKING:
    from tei_pipeline.relaxng.derivatives import Derivatives

_LONG = 40
_UNKNOWN = object()

Places = dict[int, list[int]]
"""Members, each once, with the places where they stand."""


class Run:
    """The members of a long group.

    ``rests`` has the pattern from each place on, and ``EMPTY`` behind the last; ``stops`` the first
    member from each place on that must be there, or the end.
    """

    def __init__(self, derivatives: "Derivatives", members: list[int], rests: list[int]) -> None:
        self._derivatives = derivatives
        self._nodes: list[Any] = derivatives.patterns.nodes
        self.members = members
        self.rests = [*rests, EMPTY]
        self.stops = [len(members)] * (len(members) + 1)
        self._all: Places = {}
        self._named: dict[str, Places] = {}
        self._open: Places = {}
        self._values: dict[str, Places] = {}
        self._no_values: Places = {}
        for place, member in enumerate(members):
            self._all.setdefault(member, []).append(place)
        for place in reversed(range(len(members))):
            optional = derivatives.nullable(members[place])
            self.stops[place] = self.stops[place + 1] if optional else place
        for member, places in self._all.items():
            self._index(member, places)
        self.speaking = {m: p for m, p in self._all.items() if derivatives.after_words(m)}
        data = [places[-1] for m, places in self._all.items() if derivatives.has_data(m)]
        self.last_data = max(data, default=-1)

    def _index(self, member: int, places: list[int]) -> None:
        names = self._derivatives.names(member)
        if names is None:
            self._open[member] = places
        for name in names or ():
            self._named.setdefault(name, {})[member] = places
        value = self._value(member)
        if value is None:
            self._no_values[member] = places
        else:
            self._values.setdefault(value, {})[member] = places

    def _value(self, member: int) -> str | None:
        """Return the word that a member alone stands for, of a type whose values are their text."""
        node = self._nodes[member]
        if node[0] == CHOICE and node[1][0] == EMPTY and len(node[1]) == 2:
            node = self._nodes[node[1][1]]
        return node[3].strip() if node[0] == VALUE and not node[1] else None

    def ends_at(self, place: int) -> bool:
        """Return whether nothing need follow from a place on."""
        return self.stops[place] == len(self.members)

    def named(self, name: str) -> Places:
        """Return the members that may begin with an element of a name."""
        return {**self._named.get(name, {}), **self._open}

    def of_word(self, word: str) -> Places:
        """Return the members that may be a word of a list."""
        return {**self._values.get(word, {}), **self._no_values}

    def reached(self, place: int, members: Places) -> Iterator[tuple[int, int]]:
        """Yield those of some members that may come next, each with what follows it.

        Of equal members the first will do: what follows the others can follow it too.
        """
        stop = self.stops[place]
        for member, places in members.items():
            first = bisect_left(places, place)
            if first < len(places) and places[first] <= stop:
                yield member, self.rests[places[first] + 1]
                if places[first] < stop < len(self.members) and self.members[stop] == member:
                    yield member, self.rests[stop + 1]


class Runs:
    """The long groups of one grammar."""

    def __init__(self, derivatives: "Derivatives") -> None:
        self._derivatives = derivatives
        self._nodes: list[Any] = derivatives.patterns.nodes
        self._known: dict[int, Any] = {}

    def at(self, pattern: int) -> tuple[Run, int] | None:
        """Return the long group that a pattern is the end of, and its place in it; else None."""
        known = self._known.get(pattern, _UNKNOWN)
        if known is _UNKNOWN:
            known = self._find(pattern)
        return known  # type: ignore[no-any-return]

    def _find(self, pattern: int) -> tuple[Run, int] | None:
        members, rests = [], []
        one = pattern
        while self._nodes[one][0] == GROUP and self._known.get(one) is None:
            rests.append(one)
            members.append(self._nodes[one][1])
            one = self._nodes[one][2]
        if len(members) <= _LONG:
            self._known.update(dict.fromkeys((pattern, *rests)))
            return None
        known = self._known.get(one)
        if known is None:
            members.append(one)
            rests.append(one)
        else:
            run, place = known
            members += run.members[place:]
            rests += run.rests[place:-1]
        run = Run(self._derivatives, members, rests)
        self._known.update({rest: (run, place) for place, rest in enumerate(rests)})
        return run, 0

    def choice(self, patterns: Iterable[int]) -> int:
        """Return the choice of what is left, without ends of what is in it already."""
        found = set(patterns)
        firsts: dict[Run, int] = {}
        placed = {one: at for one in found if (at := self.at(one)) is not None}
        for run, place in placed.values():
            firsts[run] = min(place, firsts.get(run, place))
        for one, (run, place) in placed.items():
            if firsts[run] < place <= run.stops[firsts[run]]:
                found.discard(one)
        if any(run.ends_at(first) for run, first in firsts.items()):
            found.discard(EMPTY)
        return self._derivatives.patterns.choice(found)

    def left(self, place: tuple[Run, int], members: Places, after: Callable[[int], int]) -> int:
        """Return what is left of a long group after something that may be one of some members."""
        group = self._derivatives.patterns.group
        lefts = ((after(one), rest) for one, rest in place[0].reached(place[1], members))
        return self.choice(group(left, rest) for left, rest in lefts if left != NOT_ALLOWED)


def element_names(derivatives: "Derivatives", pattern: int) -> frozenset[str] | None:
    """Return the names of all elements that a pattern holds; None where a name class is open."""
    nodes: list[Any] = derivatives.patterns.nodes
    found: set[str] = set()
    waiting, seen = [pattern], {pattern}
    while waiting:
        node = nodes[waiting.pop()]
        if node[0] == ELEMENT:
            names = plain_names(derivatives.definitions[node[1]][0])
            if names is None:
                return None
            found.update(names)
        new = [one for one in parts(node) if one not in seen]
        seen.update(new)
        waiting += new
    return frozenset(found)


def plain_names(names: Any) -> list[str] | None:
    """Return the names that a name class spells out; None where it holds any others."""
    if names[0] == "choice":
        several = [plain_names(one) for one in names[1:]]
        found = [name for one in several for name in one or ()]
        return None if None in several else found
    if names[0] != "name":
        return None
    return [f"{names[1]}}}{names[2]}" if names[1] else str(names[2])]
