"""Regular expressions as automata: whether Python's way of matching may explode, and another way.

A position is one set of characters of an expression; after it some others may follow (Glushkov).
Python takes a time that grows with the text alone where each character leaves one way only. Other
expressions are matched by an automaton whose states are sets of positions, grown as texts ask for
them; a step then costs no more than there are positions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_pipeline.relaxng.datatypes.characters import Chars
from tei_pipeline.relaxng.datatypes.regex_reader import Alternatives, Node, Repeat, Sequence
from tei_pipeline.relaxng.datatypes.types import DatatypeError

_MOST_POSITIONS = 5_000
_MOST_EDGES = 1_000_000  # from one position to another
_MOST_STEPS = 50_000  # kept before they are forgotten


def positions(node: Node) -> Iterator[Chars]:
    """Yield the sets of characters of an expression, from left to right."""
    if isinstance(node, Chars):
        yield node
    elif isinstance(node, Repeat):
        yield from positions(node.node)
    else:
        for one in node.nodes:
            yield from positions(one)


def is_ambiguous(node: Node) -> bool:
    """Tell whether Python may find several ways through one text."""
    graph = _Graph(expand=False)
    try:
        part = graph.part(node)
    except _TooLargeError:
        return True
    if graph.ambiguous:
        return True
    followers = [*graph.follow, part.first]
    return any(graph.clash(sorted(following)) for following in followers)


class _TooLargeError(Exception):
    pass


@dataclass(slots=True)
class _Part:
    """A piece of an expression: where it may begin and end, and whether it may be empty."""

    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    empty: bool = True


class _Graph:
    """The positions of an expression, and which may follow which.

    Counted repetitions are taken as many copies where ``expand`` is set, as unbounded ones else:
    for the question whether there are several ways that is on the safe side.
    """

    def __init__(self, expand: bool) -> None:
        self.sets: list[Chars] = []
        self.follow: list[set[int]] = []
        self.ambiguous = False
        self._expand = expand
        self._edges = 0

    def clash(self, following: list[int]) -> bool:
        """Tell whether two of some positions may take the same character."""
        for index, one in enumerate(following):
            for other in following[:index]:
                if self.sets[one].meets(self.sets[other]):
                    return True
        return False

    def part(self, node: Node) -> _Part:
        """Return the piece that a node stands for."""
        if isinstance(node, Chars):
            return self._position(node)
        if isinstance(node, Sequence):
            made = _Part()
            for one in node.nodes:
                made = self._joined(made, self.part(one))
            return made
        if isinstance(node, Alternatives):
            parts = [self.part(one) for one in node.nodes]
            first = [position for part in parts for position in part.first]
            last = [position for part in parts for position in part.last]
            return _Part(first, last, any(part.empty for part in parts))
        return self._copies(node) if self._expand else self._repeated(node)

    def _position(self, chars: Chars) -> _Part:
        number = len(self.sets)
        if number >= _MOST_POSITIONS:
            raise _TooLargeError
        self.sets.append(chars)
        self.follow.append(set())
        return _Part([number], [number], empty=False)

    def _joined(self, before: _Part, after: _Part) -> _Part:
        self._connect(before.last, after.first)
        first = before.first + after.first if before.empty else before.first
        last = before.last + after.last if after.empty else after.last
        return _Part(first, last, before.empty and after.empty)

    def _connect(self, last: list[int], first: list[int]) -> None:
        for one in last:
            following = self.follow[one]
            if not self.ambiguous and not following.isdisjoint(first):
                self.ambiguous = True
            self._edges -= len(following)
            following.update(first)
            self._edges += len(following)
        if self._edges > _MOST_EDGES:
            raise _TooLargeError

    def _repeated(self, node: Repeat) -> _Part:
        part = self.part(node.node)
        if node.high is None or node.high > 1:
            if part.empty:
                self.ambiguous = True
            self._connect(part.last, part.first)
        return _Part(part.first, part.last, part.empty or node.low == 0)

    def _copies(self, node: Repeat) -> _Part:
        """Return copies of which each may be followed by the next alone.

        Where a copy may be empty, so may all: fewer copies that are not empty say the same.
        """
        made = _Part(empty=node.low == 0)
        part = _Part()
        for count in range(1, (max(node.low, 1) if node.high is None else node.high) + 1):
            before, part = part.last, self.part(node.node)
            self._connect(before, part.first)
            made.empty = made.empty or part.empty
            if count == 1:
                made.first = part.first
            if made.empty or count >= node.low:
                made.last.extend(part.last)
        if node.high is None:
            self._connect(part.last, part.first)
        return made


class Automaton:
    """Matches texts by sets of positions; position -1 is the beginning."""

    def __init__(self, graph: _Graph, part: _Part) -> None:
        self._sets = graph.sets
        self._follow = [sorted(following) for following in graph.follow]
        self._first = sorted(part.first)
        last = set(part.last)
        self._ends = last | {-1} if part.empty else last
        self._steps: dict[tuple[int, str], int] = {}
        self._states: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._final: list[bool] = []

    @classmethod
    def of(cls, node: Node) -> "Automaton":
        """Return the automaton of an expression; raises ``DatatypeError`` for one too large."""
        graph = _Graph(expand=True)
        try:
            part = graph.part(node)
        except _TooLargeError as error:
            raise DatatypeError(
                "the pattern is too large to be matched in good time: its counted parts stand for "
                f"more than {_MOST_POSITIONS:,} characters"
            ) from error
        return cls(graph, part)

    def matches(self, text: str) -> bool:
        """Tell whether a text as a whole matches."""
        steps = self._steps
        state = self._state((-1,))
        for char in text:
            following = steps.get((state, char))
            state = self._step(state, char) if following is None else following
            if not self._states[state]:
                return False
        return self._final[state]

    def _step(self, state: int, char: str) -> int:
        if len(self._steps) > _MOST_STEPS:
            self._forget(state)
            state = 0
        found: set[int] = set()
        for position in self._states[state]:
            found.update(self._first if position < 0 else self._follow[position])
        held = tuple(sorted(one for one in found if self._sets[one](char)))
        following = self._steps[state, char] = self._state(held)
        return following

    def _forget(self, state: int) -> None:
        kept = self._states[state]
        self._steps.clear()
        self._states.clear()
        self._numbers.clear()
        self._final.clear()
        self._state(kept)

    def _state(self, held: tuple[int, ...]) -> int:
        number = self._numbers.get(held)
        if number is None:
            number = self._numbers[held] = len(self._states)
            self._states.append(held)
            self._final.append(not self._ends.isdisjoint(held))
        return number
