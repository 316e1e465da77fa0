"""A content model as an automaton: what may come next, and what to make of a wrong sequence.

A state is a particle of the model (Glushkov's construction), so that what is expected somewhere is
exact. Knows element names only; does not read schemas and does not speak to people.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count
from typing import Any

_MOST_PARTICLES = 3000
"""A model that would have more with each particle as often as it may come has one of each."""
_MOST_COPIES = 8
"""Beyond this number a particle counts as repeatable without end; validity is not judged here."""
_LONGEST_BRIDGE = 4
"""So many missing elements in a row are recognised as such."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The child at ``index`` does not fit; ``allowed`` names what would."""

    index: int
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Something lacks before the child at ``index`` (or at the end, where there is none).

    ``names`` lack one after the other; or ``alternatives`` are the names of which one lacks.
    """

    index: int
    names: tuple[str, ...]
    alternatives: tuple[str, ...] = ()


Fault = NotAllowed | Missing


@dataclass(frozen=True, slots=True)
class _Part:
    nullable: bool
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


class ContentModel:
    """The automaton of a group as xmlschema reads it."""

    def __init__(self, group: Any, everywhere: Any = None) -> None:
        self._everywhere = everywhere
        self._copies = _MOST_COPIES if _size(group, _MOST_COPIES) < _MOST_PARTICLES else 1
        self._particles: list[Any] = []
        self._follow: dict[int, dict[int, None]] = {}
        whole = self._repeated(group)
        self._final = frozenset(whole.last)
        self._empty_allowed = whole.nullable
        self._follow[-1] = dict.fromkeys(whole.first)
        for after in self._follow.values():
            # Where a wildcard would take it too, a child is the element that is declared.
            ordered = sorted(after, key=lambda place: self._particles[place].name is None)
            if ordered != list(after):
                after.clear()
                after.update(dict.fromkeys(ordered))

    def names(self) -> tuple[str, ...]:
        """Return every name in the model."""
        return names_of(self._particles)

    def faults(self, names: Sequence[str]) -> Iterator[Fault]:
        """Yield what is wrong with a sequence of children, one fault for one mistake."""
        state = -1
        early: set[str] = set()  # misplaced, and so not missing where they belong
        present = set(names)
        for index, name in enumerate(names):
            after = self._step(state, name)
            if after is None and takes(self._everywhere, name):
                continue
            if after is None:
                bridge = self._bridge(state, name, present)
                if bridge:
                    yield from self._missing(index, state, bridge, name, early)
                    after = self._step(bridge[-1], name)
                else:
                    yield NotAllowed(index, self._named(tuple(self._follow[state])))
                    early.add(name)
                    present.discard(name)
                    after = self._recover(state, names, index)
            state = state if after is None else after
        if not self._complete(state):
            bridge = self._bridge(state, None, present)
            bridge = bridge or tuple(self._follow[state])[:1]
            yield from self._missing(len(names), state, bridge, None, early)

    def fits(self, names: Sequence[str], index: int, name: str) -> bool:
        """Return whether ``name`` in place of the child at ``index`` would be allowed there."""
        tried = [*names[:index], name]
        return all(fault.index != index for fault in self.faults(tried) if fault.index <= index)

    def _step(self, state: int, name: str) -> int | None:
        for after in self._follow[state]:
            if self._particles[after].is_matching(name):
                return after
        return None

    def _complete(self, state: int) -> bool:
        return self._empty_allowed if state == -1 else state in self._final

    def _recover(self, state: int, names: Sequence[str], index: int) -> int | None:
        """Return the state after a wrong child: unchanged, or as if the right one had stood there.

        The next sibling decides.
        """
        following = names[index + 1] if index + 1 < len(names) else None
        if self._reaches(state, following):
            return None
        for after in self._follow[state]:
            if self._reaches(after, following):
                return after
        return None

    def _reaches(self, state: int, name: str | None) -> bool:
        return self._complete(state) if name is None else self._step(state, name) is not None

    def _bridge(self, state: int, name: str | None, present: AbstractSet[str]) -> tuple[int, ...]:
        """Return the fewest particles, none of them present, after which ``name`` fits."""
        paths: list[tuple[int, ...]] = [()]
        seen = {state}
        for path in paths:
            here = path[-1] if path else state
            if path and self._reaches(here, name):
                return path
            if len(path) == _LONGEST_BRIDGE:
                continue
            for after in self._follow[here]:
                if after not in seen and self._particles[after].name not in present:
                    seen.add(after)
                    paths.append((*path, after))
        return ()

    def _missing(
        self, index: int, state: int, bridge: Sequence[int], name: str | None, early: set[str]
    ) -> Iterator[Missing]:
        names = tuple(lacking for lacking in self._named(bridge) if lacking not in early)
        others: tuple[str, ...] = ()
        if len(bridge) == 1:
            fitting = [after for after in self._follow[state] if self._reaches(after, name)]
            others = self._named(fitting)
        if names:
            yield Missing(index, names, others if len(others) > 1 else ())
        elif bridge and not self._named(bridge):
            yield Missing(index, (wildcard_in_words(self._particles[bridge[0]]),))

    def _named(self, states: Sequence[int]) -> tuple[str, ...]:
        return names_of([self._particles[state] for state in states])

    def _repeated(self, particle: Any) -> _Part:
        """Build a particle as often as it may occur."""
        least, most = particle.min_occurs, particle.max_occurs
        endless = most is None or most > self._copies
        copies = max(min(least, self._copies), 1) if endless else most
        whole = _Part(nullable=True)
        for number in count(1):
            if number > copies:
                return whole
            part = self._once(particle)
            if endless and number == copies:
                self._join(part.last, part.first)
            if number > least:
                part = _Part(True, part.first, part.last)
            whole = self._sequence(whole, part)
        return whole

    def _once(self, particle: Any) -> _Part:
        if not hasattr(particle, "model"):
            self._particles.append(particle)
            place = len(self._particles) - 1
            self._follow[place] = {}
            return _Part(False, (place,), (place,))
        parts = [self._repeated(part) for part in (particle.ref or particle)]
        if particle.model == "sequence":
            whole = _Part(nullable=True)
            for part in parts:
                whole = self._sequence(whole, part)
            return whole
        first = tuple(place for part in parts for place in part.first)
        last = tuple(place for part in parts for place in part.last)
        if particle.model == "all":
            self._join(last, first)
        some = all if particle.model == "all" else any
        return _Part(some(part.nullable for part in parts) or not parts, first, last)

    def _sequence(self, left: _Part, right: _Part) -> _Part:
        self._join(left.last, right.first)
        return _Part(
            left.nullable and right.nullable,
            left.first + right.first if left.nullable else left.first,
            left.last + right.last if right.nullable else right.last,
        )

    def _join(self, befores: Sequence[int], afters: Sequence[int]) -> None:
        for before in befores:
            self._follow[before].update(dict.fromkeys(afters))


def wildcard_in_words(wildcard: Any) -> str:
    """Return what a wildcard takes."""
    if wildcard.not_namespace or "##other" in wildcard.namespace:
        return "an element of another namespace"
    if "##any" in wildcard.namespace:
        return "an element"
    spaces = [space or "no namespace" for space in wildcard.namespace]
    return f"an element of {' or '.join(spaces)}"


def takes(wildcard: Any, name: str) -> bool:
    """Return whether a wildcard, if there is one, matches a name."""
    return wildcard is not None and bool(wildcard.is_matching(name))


def _size(particle: Any, copies: int) -> int:
    most = particle.max_occurs
    times = 1 if most is None or most > copies else most
    if not hasattr(particle, "model"):
        return int(times)
    return int(times) * sum(_size(part, copies) for part in (particle.ref or particle))


def names_of(particles: Sequence[Any]) -> tuple[str, ...]:
    """Return the names that particles match, each once; none for wildcards."""
    return tuple(dict.fromkeys(name for particle in particles for name in _names(particle)))


def _names(particle: Any) -> Iterator[str]:
    """Yield the names that a particle matches; none for a wildcard."""
    if particle.name is None:
        return
    if not particle.abstract:
        yield particle.name
    yield from sorted(substitute.name for substitute in particle.iter_substitutes())
