"""What is wrong with the children of an element, and how the rest of them is judged all the same.

At a child that does not fit, three readings are weighed: it is too many (skip), something before it
is missing (insert), or something else was meant by it (substitute). The siblings that follow decide
which one holds. A name is proposed only where it was tried: the child with all it holds fits under
that name, and what follows is judged no worse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tei_pipeline.relaxng.automaton import DATA, STRAY, Automaton
from tei_pipeline.relaxng.derivatives import contains
from tei_pipeline.relaxng.expected import Expected
from tei_pipeline.relaxng.faults import Fault, Lacking, Misplaced, StrayText
from tei_pipeline.relaxng.patterns import NOT_ALLOWED

_SIBLINGS = 4
"""So many of the children that follow decide between skip, insert and substitute."""
_TRIED_SIBLINGS = 50
"""So many of them are judged again when a name is tried."""


@dataclass(slots=True)
class Child:
    """A child of an element in which something is wrong.

    ``frame`` has what it holds where that was recorded; ``faults`` are those of its own attributes
    and content.
    """

    name: str
    where: Any
    attributes: Sequence[str]
    known: bool
    frame: "Frame | None" = None
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """An element whose children are recorded, from the first wrong one on or all of them.

    ``content`` is the pattern of what may come (``NOT_ALLOWED`` in an unknown element); ``ahead``
    holds every reading of what came, so that a further wrong child is known at once. ``texts`` are
    texts that are not white space. ``child`` is the element itself where its parent records it.
    """

    content: int
    ahead: int
    child: Child | None = None
    children: list[Child] = field(default_factory=list)
    texts: list[tuple[Any, str]] = field(default_factory=list)


class Recovery:
    """Reads frames with the automaton of their grammar."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._derivatives = automaton.derivatives
        self._choice = automaton.patterns.choice
        self.expected = Expected(automaton.patterns, automaton.definitions, self._derivatives)

    def step(self, content: int, name: str) -> int:
        """Return what may come after a child; ``NOT_ALLOWED`` where it does not fit."""
        return self._choice(self._derivatives.children(content, name).values())

    def readings(self, content: int, name: str) -> int:
        """Return everything that may come after a wrong child, however it is read."""
        later = [left for left, _ in self.expected.later(content, name)]
        return self._choice((content, *later, *self.expected.continuations(content)))

    def definitions(self, content: int, name: str) -> tuple[int, ...]:
        """Return what a wrong child is judged by: what its parent means by the name, or anyone."""
        meant = self.expected.definitions(content)
        here = [d for d in meant if contains(self._automaton.definitions[d][0], name)]
        return tuple(sorted(here)) or self._automaton.named(name)

    def faults(self, frame: Frame, name: str, where: Any) -> Iterator[Fault]:
        """Yield what is wrong in an element that ends at ``where``, with its children's own."""
        if frame.content == NOT_ALLOWED:
            for child in frame.children:
                yield from child.faults
            return
        state = self._automaton.state((frame.content,))
        if self._automaton.texts[state] == STRAY:
            for place, text in frame.texts:
                yield StrayText(place, name, text, frame.content)
        yield from self._children(frame, name, where)

    def _children(self, frame: Frame, name: str, where: Any) -> Iterator[Fault]:
        content = frame.content
        names = [child.name for child in frame.children]
        for index, child in enumerate(frame.children):
            after = self.step(content, child.name)
            if after != NOT_ALLOWED:
                content = after
                yield from child.faults
                continue
            after, needed = self._reading(content, names, index)
            if needed:
                yield Lacking(child.where, name, needed, child.name)
                yield from child.faults
            else:
                meant = self._meant(content, names, index, child)
                known = child.known
                yield Misplaced(child.where, child.name, name, content, known, meant)
                if meant is None:
                    yield from child.faults
                else:
                    after = self.step(content, meant)
            content = after
        if where is not None and not self._derivatives.nullable(content):
            yield Lacking(where, name, self.expected.needed(content), None)

    def _reading(
        self, content: int, names: Sequence[str], index: int
    ) -> tuple[int, tuple[tuple[str, ...], ...]]:
        """Return what may come after a wrong child, and what lacks before it, if that is it."""
        name, rest = names[index], names[index + 1 : index + 1 + _SIBLINGS]
        last = index + 1 + _SIBLINGS >= len(names)
        best, lacking = content, ()
        found = self._matched(content, rest, last=last)
        for left, needed in self.expected.later(content, name):
            matched = self._matched(left, rest, last=last)
            if matched > found or (matched == found and not lacking):
                best, lacking, found = left, needed, matched
        for left in self.expected.continuations(content):
            matched = self._matched(left, rest, last=last)
            if matched > found:
                best, lacking, found = left, (), matched
        return best, lacking

    def _matched(self, content: int, names: Sequence[str], *, last: bool) -> int:
        """Return how many names fit one after the other; one more where the end does too."""
        for number, name in enumerate(names):
            content = self.step(content, name)
            if content == NOT_ALLOWED:
                return number
        return len(names) + (last and self._derivatives.nullable(content))

    def _meant(self, content: int, names: Sequence[str], index: int, child: Child) -> str | None:
        """Return the name that was meant by a child's: tried, with all that the child holds."""
        rest = names[index + 1 : index + 1 + _TRIED_SIBLINGS]
        allowed = self.expected.names(content)
        least = self._count(self._reading(content, names, index)[0], rest)
        for name in self.expected.near(content, child.name, allowed):
            if self._tried(content, name, child, rest) <= least:
                return name
        beside = [name for name in dict.fromkeys(names) if name in allowed]
        for name in beside if len(allowed) > 1 else allowed:
            if child.frame is not None and self._tried(content, name, child, rest) <= least:
                return name
        return None

    def _tried(self, content: int, name: str, child: Child, rest: Sequence[str]) -> float:
        """Return the faults that follow with another name; endless where the child does not fit."""
        after = self._derivatives.children(content, name)
        if child.frame is None or not self._fits(tuple(sorted(after)), name, child, child.frame):
            return float("inf")
        return self._count(self._choice(after.values()), rest)

    def _count(self, content: int, names: Sequence[str]) -> int:
        """Return how many faults there are in what follows, ends aside."""
        faults = 0
        for index, name in enumerate(names):
            after = self.step(content, name)
            if after == NOT_ALLOWED:
                faults += 1
                after, _ = self._reading(content, names, index)
            content = after
        return faults

    def _fits(self, definitions: tuple[int, ...], name: str, child: Child, frame: Frame) -> bool:
        """Return whether a child, renamed, would be right itself: attributes, children, text."""
        state = self._automaton.opened_with(definitions, name, child.attributes)
        if state < 0:
            return False
        kind = self._automaton.texts[state]
        content = self._choice(self._automaton.lanes[state])
        if kind == STRAY and frame.texts:
            return False
        if kind == DATA and not frame.children:
            text = "".join(text for _, text in frame.texts)
            return self._derivatives.matches(content, text)
        for inner in frame.children:
            content = self.step(content, inner.name)
        return self._derivatives.nullable(content)
