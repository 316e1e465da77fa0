"""What a content pattern expects: names, what lacks before a name fits, the nearest name."""

from collections.abc import Collection, Iterator
from typing import Any

from tei_pipeline.relaxng.attributes import alternatives, simple_names
from tei_pipeline.relaxng.derivatives import Derivatives, contains
from tei_pipeline.relaxng.faults import Names
from tei_pipeline.relaxng.habits import meant_by_habit
from tei_pipeline.relaxng.ordering import Ordering
from tei_pipeline.relaxng.patterns import (
    CHOICE,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    ONE_OR_MORE,
    Patterns,
    around,
)

_MOST_NEAR = 3


class Expected:
    """Answers for the patterns of one grammar; every answer is kept."""

    def __init__(
        self,
        patterns: Patterns,
        definitions: list[Any],
        derivatives: Derivatives,
        ordering: Ordering,
    ) -> None:
        self._patterns = patterns
        self._nodes: list[Any] = patterns.nodes
        self._definitions = definitions
        self._derivatives = derivatives
        self._parts = ordering.parts
        self._first: dict[int, tuple[int, ...]] = {}
        self._names: dict[int, tuple[str, ...]] = {}
        self._all: dict[int, tuple[int, ...]] = {}
        self._needed: dict[int, Names] = {}
        self._later: dict[tuple[int, str], list[tuple[int, Names]]] = {}
        self._continuations: dict[int, tuple[int, ...]] = {}
        self._near: dict[tuple[int, str], list[str]] = {}

    def forget_names(self) -> None:
        """Forget what was asked of names: there may be any number of wrong ones."""
        self._later.clear()
        self._near.clear()

    def first(self, pattern: int) -> tuple[int, ...]:
        """Return the definitions of the elements that may come next."""
        known = self._first.get(pattern)
        if known is None:
            found = (one for part in self._next(pattern) for one in self.first(part))
            node = self._nodes[pattern]
            known = (node[1],) if node[0] == ELEMENT else tuple(dict.fromkeys(found))
            self._first[pattern] = known
        return known

    def _next(self, pattern: int) -> Iterator[int]:
        """Yield the parts of a pattern that may be first."""
        in_order = self._nodes[pattern][0] == GROUP
        for part in self._parts(pattern):
            yield part
            if in_order and not self._derivatives.nullable(part):
                return

    def definitions(self, pattern: int) -> tuple[int, ...]:
        """Return the definitions of all elements that a pattern holds, wherever in it."""
        known = self._all.get(pattern)
        if known is None:
            found = (one for part in self._parts(pattern) for one in self.definitions(part))
            node = self._nodes[pattern]
            known = (node[1],) if node[0] == ELEMENT else tuple(dict.fromkeys(found))
            self._all[pattern] = known
        return known

    def names(self, pattern: int) -> tuple[str, ...]:
        """Return the names of the elements that may come next, wildcards aside.

        What can have no content (``notAllowed``, number 0) is not among them.
        """
        known = self._names.get(pattern)
        if known is None:
            fillable = [one for one in self.first(pattern) if self._definitions[one][1]]
            found = (name for one in fillable for name in self._written(one))
            known = self._names[pattern] = tuple(dict.fromkeys(found))
        return known

    def _written(self, definition: int) -> tuple[str, ...]:
        return simple_names(self._definitions[definition][0])

    def needed(self, pattern: int) -> Names:
        """Return what a pattern still needs before an element may end."""
        known = self._needed.get(pattern)
        if known is None:
            known = self._needed[pattern] = self._compute_needed(pattern)
        return known

    def _compute_needed(self, pattern: int) -> Names:
        if self._derivatives.nullable(pattern):
            return ()
        node = self._nodes[pattern]
        if node[0] == CHOICE:
            return alternatives([self.needed(member) for member in self._parts(pattern)])
        if node[0] == ELEMENT:
            return (self._written(node[1]),)
        return tuple(name for part in self._parts(pattern) for name in self.needed(part))

    def later(self, pattern: int, name: str) -> list[tuple[int, Names]]:
        """Return what may come after a name that fits further on, with what lacks before it."""
        key = (pattern, name)
        known = self._later.get(key)
        if known is None:
            known = self._later[key] = [
                (left, needed) for left, needed in self._find_later(pattern, name) if needed
            ]
        return known

    def _find_later(self, pattern: int, name: str) -> list[tuple[int, Names]]:
        node, made = self._nodes[pattern], self._patterns
        kind = node[0]
        if kind == ELEMENT:
            return [(1, ())] if contains(self._definitions[node[1]][0], name) else []
        if kind == CHOICE:
            members = self._parts(pattern)
            found = [one for member in members for one in self._find_later(member, name)]
        elif kind == GROUP:
            found = list(self._find_in_group(pattern, name))
        elif kind == ONE_OR_MORE:
            again = made.optional(pattern)
            inner = self._find_later(node[1], name)
            found = [(made.group(left, again), needed) for left, needed in inner]
        elif kind == INTERLEAVE:
            members = self._parts(pattern)
            found = [
                (made.interleave((left, *around(members, place))), needed)
                for place, member in enumerate(members)
                for left, needed in self._find_later(member, name)
            ]
        else:
            return []
        return sorted(dict.fromkeys(found), key=lambda one: len(one[1]))[:_MOST_NEAR]

    def _find_in_group(self, pattern: int, name: str) -> Iterator[tuple[int, Names]]:
        before: Names = ()
        node = self._nodes[pattern]
        while node[0] == GROUP:
            first, pattern = node[1], node[2]
            for left, needed in self._find_later(first, name):
                yield self._patterns.group(left, pattern), before + needed
            before += self.needed(first)
            node = self._nodes[pattern]
        yield from ((left, before + more) for left, more in self._find_later(pattern, name))

    def continuations(self, pattern: int) -> tuple[int, ...]:
        """Return the different patterns that may be left after any child that fits."""
        known = self._continuations.get(pattern)
        if known is None:
            known = self._continuations[pattern] = tuple(dict.fromkeys(self._lefts(pattern)))
        return known

    def _lefts(self, pattern: int) -> Iterator[int]:
        node, made = self._nodes[pattern], self._patterns
        kind = node[0]
        while kind == GROUP:
            first, pattern = node[1], node[2]
            for left in self.continuations(first):
                yield made.group(left, pattern)
            if not self._derivatives.nullable(first):
                return
            node = self._nodes[pattern]
            kind = node[0]
        if kind == ELEMENT:
            yield EMPTY
        elif kind == CHOICE:
            for member in self._parts(pattern):
                yield from self.continuations(member)
        elif kind == ONE_OR_MORE:
            for left in self.continuations(node[1]):
                yield made.group(left, made.optional(pattern))
        elif kind == INTERLEAVE:
            members = self._parts(pattern)
            for place, member in enumerate(members):
                for left in self.continuations(member):
                    yield made.interleave((left, *around(members, place)))

    def near(self, pattern: int, name: str, names: Collection[str]) -> list[str]:
        """Return the names that ``name`` may have been meant for, the nearest first."""
        key = (pattern, name)
        known = self._near.get(key)
        if known is None:
            by_habit = meant_by_habit(name, names)
            found = dict.fromkeys((*nearest(name, names), *by_habit))
            known = self._near[key] = list(found)
        return known


def nearest(name: str, names: Collection[str]) -> list[str]:
    """Return the names that are written alike; of equal ones those in the same namespace first."""
    uri, _, local = name.rpartition("}")
    local = local.lower()
    found: list[tuple[int, bool, str]] = []
    for other in names:
        if other != name:
            written = other.rpartition("}")[2].lower()
            most = _most_apart(max(len(local), len(written)))
            if abs(len(local) - len(written)) <= most and _may_be_near(local, written, most):
                apart = distance(local, written)
                if apart <= most:
                    found.append((apart, other.rpartition("}")[0] != uri, other))
    return [one[2] for one in sorted(found, key=lambda one: one[:2])[:_MOST_NEAR]]


def _most_apart(length: int) -> int:
    return 0 if length < 2 else 1 if length < 5 else 2 if length < 9 else 3


def _may_be_near(first: str, second: str, most: int) -> bool:
    return len(set(first) ^ set(second)) <= 2 * most


def distance(first: str, second: str) -> int:
    """Return how many letters lack, are too many, differ or have changed places."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first):
        earlier, before, row = before, row, [i + 1]
        for j, b in enumerate(second):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == second[j - 1] and b == first[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1]
