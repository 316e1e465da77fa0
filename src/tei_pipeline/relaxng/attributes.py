"""What is left of a pattern after attributes, and which attributes it asks for."""

from collections.abc import Iterable, Iterator
from typing import Any

from tei_pipeline.relaxng.derivatives import Derivatives, contains, written
from tei_pipeline.relaxng.faults import Names
from tei_pipeline.relaxng.ordering import Ordering
from tei_pipeline.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    NOT_ALLOWED,
    ONE_OR_MORE,
    around,
    parts,
    sequence,
)

_NONE: frozenset[int] = frozenset()
_SEVERAL = -1
Facts = tuple[str | None, frozenset[int], int]


class Attributes:
    """The attributes of one grammar's patterns."""

    def __init__(self, derivatives: Derivatives, ordering: Ordering) -> None:
        self._derivatives = derivatives
        self._ordering = ordering
        self._patterns = derivatives.patterns
        self._nodes: list[Any] = derivatives.patterns.nodes
        self._after: dict[tuple[int, frozenset[int]], int] = {}
        self._closed: dict[int, int] = {}
        self._content: dict[int, int] = {}
        self._held: dict[int, frozenset[int]] = {}
        self._members: dict[int, _Members] = {}
        self._facts: dict[int, Facts] = {}
        self._index: dict[int, tuple[dict[str, frozenset[int]], tuple[int, ...]]] = {}

    def value(self, attribute: int) -> int:
        """Return the pattern of an attribute's value."""
        return self._derivatives.value(self._nodes[attribute][2])

    def held(self, pattern: int) -> frozenset[int]:
        """Return the attribute patterns that a pattern holds outside elements."""
        known = self._held.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            if node[0] == ATTRIBUTE:
                known = frozenset((pattern,))
            else:
                nodes = self._nodes
                inner = sequence(nodes, pattern) if node[0] == GROUP else parts(node)
                others = [part for part in inner if nodes[part][0] != ELEMENT]
                known = frozenset().union(*map(self.held, others))
            self._held[pattern] = known
        return known

    def taken(self, contents: Iterable[int], name: str) -> frozenset[int]:
        """Return the attribute patterns of contents that fit a name."""
        return frozenset().union(*(self._taken(content, name) for content in contents))

    def _taken(self, pattern: int, name: str) -> frozenset[int]:
        known = self._index.get(pattern)
        if known is None:
            known = self._index[pattern] = self._indexed(self.held(pattern))
        named, others = known
        found = named.get(name, _NONE)
        if not others:
            return found
        return found.union(self._open(others, name))

    def _open(self, attributes: Iterable[int], name: str) -> Iterator[int]:
        return (one for one in attributes if contains(self._nodes[one][1], name))

    def facts(self, pattern: int) -> Facts:
        """Return the name of a pattern's only attribute, all that it holds, what is left closed.

        There is no name where it holds none, several, or one of an open name.
        """
        known = self._facts.get(pattern)
        if known is None:
            held = self.held(pattern)
            names = self._nodes[next(iter(held))][1] if len(held) == 1 else ("",)
            name = written(names) if names[0] == "name" else None
            known = self._facts[pattern] = (name, held, self.closed(pattern))
        return known

    def _indexed(self, held: frozenset[int]) -> tuple[dict[str, frozenset[int]], tuple[int, ...]]:
        """Return attribute patterns by the name that they spell out, and the others."""
        named: dict[str, frozenset[int]] = {}
        others: list[int] = []
        for one in held:
            names = self._nodes[one][1]
            if names[0] == "name":
                name = written(names)
                named[name] = named.get(name, _NONE) | {one}
            else:
                others.append(one)
        return named, tuple(others)

    def opened(self, content: int, names: Iterable[str]) -> tuple[int, int, list[frozenset[int]]]:
        """Return what is left of a content after attributes, and what each was taken for.

        First without the attributes that did not come, then as if they had. Most contents are a
        group in which one member alone has the name: only that one is changed.
        """
        plan = self._members.get(content)
        if plan is None:
            plan = self._members[content] = _Members(self, sequence(self._nodes, content))
        changed: dict[int, int] = {}
        found: list[frozenset[int]] = []
        for name in names:
            taken = plan.named.get(name, _NONE)
            if plan.others:
                taken = taken.union(self._open(plan.others, name))
            places = {plan.places[one] for one in taken}
            if len(places) > 1 or _SEVERAL in places:
                return self._opened_slowly(content, names)
            for place in places:
                left = self.after(changed.get(place, plan.members[place]), taken)
                if left == NOT_ALLOWED:
                    taken = _NONE
                else:
                    changed[place] = left
            found.append(taken)
        closed = {**plan.closed, **{place: self.closed(one) for place, one in changed.items()}}
        done = self._group([closed[place] for place in sorted(closed)])
        if done != NOT_ALLOWED:
            return done, done, found
        members = [changed.get(place, one) for place, one in enumerate(plan.members)]
        return done, self._group([self.content(one) for one in members]), found

    def _opened_slowly(
        self, content: int, names: Iterable[str]
    ) -> tuple[int, int, list[frozenset[int]]]:
        found: list[frozenset[int]] = []
        for name in names:
            taken = self._taken(content, name)
            left = self.after(content, taken)
            found.append(_NONE if left == NOT_ALLOWED else taken)
            content = content if left == NOT_ALLOWED else left
        return self.closed(content), self.content(content), found

    def after(self, pattern: int, taken: frozenset[int]) -> int:
        """Return what is left after an attribute that one of the patterns ``taken`` stands for."""
        if taken.isdisjoint(self.held(pattern)):
            return NOT_ALLOWED
        key = (pattern, taken)
        known = self._after.get(key)
        if known is None:
            known = self._after[key] = self._made_after(pattern, taken)
        return known

    def _made_after(self, pattern: int, taken: frozenset[int]) -> int:
        node, made = self._nodes[pattern], self._patterns
        kind = node[0]
        if kind == ATTRIBUTE:
            return EMPTY
        if kind == CHOICE:
            return made.choice(self.after(member, taken) for member in node[1])
        if kind == GROUP:
            return self._after_in_group(pattern, taken)
        if kind == ONE_OR_MORE:
            return made.group(self.after(node[1], taken), made.optional(pattern))
        return made.choice(
            made.interleave((self.after(one, taken), *around(node[1], place)))
            for place, one in enumerate(node[1])
        )

    def _after_in_group(self, pattern: int, taken: frozenset[int]) -> int:
        members = sequence(self._nodes, pattern)
        found: list[int] = []
        for place, one in enumerate(members):
            left = self.after(one, taken)
            if left != NOT_ALLOWED:
                found.append(self._group([*members[:place], left, *members[place + 1 :]]))
        return self._patterns.choice(found)

    def _group(self, members: list[int]) -> int:
        made = EMPTY
        for member in reversed(members):
            if member != EMPTY:
                made = self._patterns.group(member, made)
        return made

    def closed(self, pattern: int) -> int:
        """Return a pattern without its attributes: what they were optional in stays possible."""
        return self._without(pattern, self._closed, NOT_ALLOWED)

    def content(self, pattern: int) -> int:
        """Return a pattern as if all its attributes were there: what an element may then hold."""
        return self._without(pattern, self._content, EMPTY)

    def _without(self, pattern: int, known: dict[int, int], instead: int) -> int:
        found = known.get(pattern)
        if found is None:
            found = self._made_without(pattern, known, instead) if self.held(pattern) else pattern
            known[pattern] = found
        return found

    def _made_without(self, pattern: int, known: dict[int, int], instead: int) -> int:
        node, made = self._nodes[pattern], self._patterns
        kind = node[0]
        if kind == ATTRIBUTE:
            return instead
        if kind == GROUP:
            members = sequence(self._nodes, pattern)
            return self._group([self._without(one, known, instead) for one in members])
        inner = [self._without(one, known, instead) for one in parts(node)]
        if kind == CHOICE:
            return made.choice(inner)
        if kind == INTERLEAVE:
            return made.interleave(inner)
        return made.one_or_more(inner[0]) if kind == ONE_OR_MORE else pattern

    def lacking(self, pattern: int) -> Names:
        """Return the attributes that a pattern cannot do without."""
        if self.closed(pattern) != NOT_ALLOWED:
            return ()
        node = self._nodes[pattern]
        if node[0] == ATTRIBUTE:
            return (simple_names(node[1]),)
        several = [self.lacking(part) for part in self._ordering.parts(pattern)]
        if node[0] == CHOICE:
            return alternatives(several)
        return tuple(name for one in several for name in one)


class _Members:
    """The members of a group: which one holds an attribute, and what is left of those that matter.

    ``named`` has the attributes by name, ``others`` those of open names. ``closed`` has, by their
    places, the members of which something is left without attributes.
    """

    __slots__ = ("closed", "members", "named", "others", "places")

    def __init__(self, attributes: Attributes, members: list[int]) -> None:
        self.members = members
        self.places: dict[int, int] = {}
        self.named: dict[str, frozenset[int]] = {}
        self.others: list[int] = []
        self.closed: dict[int, int] = {}
        for place, member in enumerate(members):
            name, held, closed = attributes.facts(member)
            if closed != EMPTY:
                self.closed[place] = closed
            if name is not None and name not in self.named:
                self.named[name] = held
            else:
                self._add_each(attributes, held)
            for one in held:
                self.places[one] = _SEVERAL if one in self.places else place

    def _add_each(self, attributes: Attributes, held: frozenset[int]) -> None:
        for one in held:
            name, single, _ = attributes.facts(one)
            if name is None:
                self.others.append(one)
            else:
                self.named[name] = self.named.get(name, _NONE) | single


def alternatives(several: list[Names]) -> Names:
    """Return what lacks where any of several would do: their names, if each is one alone."""
    if all(len(one) == 1 for one in several):
        return (tuple(dict.fromkeys(name for one in several for name in one[0])),)
    return min(several, key=len)


def simple_names(names: Any) -> tuple[str, ...]:
    """Return the names that a name class spells out."""
    if names[0] == "name":
        return (written(names),)
    if names[0] == "choice":
        return tuple(name for one in names[1:] for name in simple_names(one))
    return ()
