"""How the children of an element are read when one of them does not fit.

A wrong child has three readings: something before it is missing (insert), it is too many (skip),
or something else was meant by it (substitute). Where they lead to different places, the siblings
that follow decide. A name is proposed only where it was tried: the child with all it holds fits
under that name, and what follows is read no worse.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.derivatives import contains
from tei_pipeline.relaxng.expected import Expected
from tei_pipeline.relaxng.faults import Fault, Lacking, Misplaced, Names
from tei_pipeline.relaxng.frames import Reading, Suspect, Waiting, Wrong
from tei_pipeline.relaxng.tables import DATA, STRAY, Lanes, State

_MOST_CHILDREN = 5_000
"""A child that holds more children than this is tried under no other name."""
_MOST_WANTED = 3
_MOST_KEPT = 20_000


class Recovery:
    """Reads wrong children with the automaton of their grammar."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._derivatives = automaton.derivatives
        self._known: dict[tuple[int, str], Wrong] = {}
        self.expected = Expected(
            automaton.patterns, automaton.definitions, self._derivatives, automaton.ordering
        )

    def wrong(self, content: int, name: str) -> Wrong:
        """Return what is known of a name that does not fit here."""
        known = self._known.get((content, name))
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
                self.expected.forget_names()
            known = self._known[content, name] = self._made_wrong(content, name)
        return known

    def _made_wrong(self, content: int, name: str) -> Wrong:
        expected = self.expected
        found: dict[int, Names | None] = {}
        for left, needed in expected.later(content, name):
            found.setdefault(left, needed)
        found.setdefault(content, None)
        for left in expected.continuations(content):
            found.setdefault(left, None)
        readings = tuple(Reading(left, needed, left) for left, needed in found.items())
        opening = self._automaton.opening(self._definitions(content, name), name)
        near = tuple(expected.near(content, name, expected.names(content)))
        return Wrong(opening, readings, near)

    def _definitions(self, content: int, name: str) -> Lanes:
        """Return what a wrong child is judged by: what its parent means by the name, or anyone."""
        meant, definitions = self.expected.definitions(content), self._automaton.definitions
        here = [d for d in meant if definitions[d][1] and contains(definitions[d][0], name)]
        return tuple(sorted(here)) or self._automaton.named(name)

    def weighed(self, readings: Iterable[Reading], name: str) -> list[Reading]:
        """Return the readings by which a sibling fits, gone on by it."""
        step = self._derivatives.step
        moved = ((reading, step(reading.now, name)) for reading in readings)
        return [Reading(reading.left, reading.needed, now) for reading, now in moved if now]

    def with_text(self, readings: Sequence[Reading]) -> Sequence[Reading]:
        """Return the readings by which a text fits, or all if none does."""
        after = self._derivatives.after_words
        return [reading for reading in readings if after(reading.now)] or readings

    def ended(self, waiting: Waiting) -> tuple[Reading, Fault]:
        """Return the best reading of a child behind which its parent ends, with its fault.

        That the parent may end if something else was meant says little: a name must fit too.
        """
        nullable = self._derivatives.nullable
        ending = [reading for reading in waiting.readings if nullable(reading.now)]
        found = self._named(waiting, ending)
        if found is not None:
            return found
        likely = [r for r in waiting.readings if r.needed or r.left == waiting.suspect.content]
        best = [reading for reading in likely if reading in ending] or likely or ending
        return self.settled(waiting, best or waiting.readings)

    def is_early(self, waiting: Waiting, chosen: Reading) -> bool:
        """Return whether a child that was skipped is one that its parent still needs."""
        needed = self.expected.needed(waiting.suspect.content)
        skipped = chosen.needed is None and chosen.left == waiting.suspect.content
        return skipped and any(waiting.suspect.name in names for names in needed)

    def together(self, readings: Iterable[Reading]) -> State:
        """Return the state of an element that is read in several ways."""
        return self._automaton.state((self._automaton.patterns.choice(r.now for r in readings),))

    def settled(self, waiting: Waiting, readings: Sequence[Reading]) -> tuple[Reading, Fault]:
        """Return the best of readings, with the fault that it makes."""
        found = self._named(waiting, readings)
        if found is not None:
            return found
        first, wrong = readings[0], waiting.wrong
        content = waiting.suspect.content
        return first, self.fault(waiting.where, waiting.parent, wrong, first.needed, content)

    def _named(
        self, waiting: Waiting, readings: Sequence[Reading]
    ) -> tuple[Reading, Misplaced] | None:
        """Return the reading by which the child has another name, if one was found that fits."""
        if not readings or readings[0].needed is not None:
            return None
        suspect = waiting.suspect
        lefts = {reading.left: reading for reading in reversed(readings)}
        for name in (*self._candidates(waiting), *self._wanted(waiting, lefts)):
            left = self._derivatives.step(suspect.content, name)
            if left in lefts and self.fits(suspect, name):
                fault = self.misplaced(
                    waiting.where, waiting.parent, waiting.wrong, suspect.content
                )
                fault.meant = name
                return lefts[left], fault
        return None

    def _candidates(self, waiting: Waiting) -> Iterable[str]:
        """Yield the names to be tried: those written alike, then those that stand beside it."""
        yield from waiting.wrong.near
        allowed = self.expected.names(waiting.suspect.content)
        beside = dict.fromkeys(waiting.siblings)
        if len(allowed) == 1 and not beside:
            yield from allowed
        elif len(beside) == 1 or not waiting.wrong.opening.definitions:
            yield from (name for name in beside if name in allowed)

    def _wanted(self, waiting: Waiting, lefts: Container[int]) -> list[str]:
        """Return the few names that the siblings ask for, where the child cannot be too many."""
        content = waiting.suspect.content
        if content in lefts or any(reading.left == content for reading in waiting.readings):
            return []
        step = self._derivatives.step
        found = [name for name in self.expected.names(content) if step(content, name) in lefts]
        return found if len(found) <= _MOST_WANTED else []

    def fault(
        self, where: Any, parent: str, wrong: Wrong, needed: Names | None, content: int
    ) -> Fault:
        """Return the fault that a reading makes."""
        if needed:
            return Lacking(where, parent, needed, wrong.opening.name)
        return self.misplaced(where, parent, wrong, content)

    def misplaced(self, where: Any, parent: str, wrong: Wrong, content: int) -> Misplaced:
        """Return the fault of a child that stands at a wrong place."""
        opening = wrong.opening
        return Misplaced(where, opening.name, parent, content, bool(opening.definitions), None)

    def meant(self, suspect: Suspect, names: Iterable[str]) -> str | None:
        """Return the first name under which a child fits with all that it holds."""
        return next((name for name in names if self.fits(suspect, name)), None)

    def fits(self, suspect: Suspect, name: str) -> bool:
        """Return whether a child, renamed, would be right itself: attributes, children, text."""
        automaton = self._automaton
        definitions = tuple(sorted(self._derivatives.children(suspect.content, name)))
        opening = automaton.opening(definitions, name)
        state = automaton.opened_with(opening, suspect.attributes, suspect.namespaces)
        if state is None or len(suspect.children) > _MOST_CHILDREN:
            return False
        content = automaton.content(state)
        if state.text == STRAY and suspect.text:
            return False
        if state.text == DATA and not suspect.children:
            return suspect.has_whole_text and automaton.texts.matches(
                content, suspect.text, suspect.namespaces
            )
        for inner in suspect.children:
            judged_by = tuple(sorted(self._derivatives.children(content, inner)))
            if judged_by != automaton.named(inner):
                return False  # what it holds was judged by other definitions
            content = self._derivatives.step(content, inner)
        return self._derivatives.nullable(content)
