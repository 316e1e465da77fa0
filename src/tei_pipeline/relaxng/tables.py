"""The tables of an automaton: what was computed of it, in this run or in earlier ones.

What earlier runs have left is flat (``Kept``) and made into states and plans when it is asked for,
so that a small document pays for no more than it needs. Nothing here can grow: see ``automaton``.
"""

import marshal
from collections.abc import Mapping, Sequence
from typing import Any, Union

# What text means in a state.
FREE = 0  # it may stand there and changes nothing
STRAY = 1  # it may not stand there
DATA = 2  # it is collected and judged as a whole
TURNING = 3  # it leads to another state
WATCHED = 4  # the element is looked at more closely, so that all it holds is of interest

NO_STATE = -1
SPACE = " \t\r\n"

MOST_VERDICTS = 300
"""So many verdicts on values of one pattern are kept for later runs."""
_WORTH_KEEPING = 20

Namespaces = Mapping[str, str]
"""The prefixes that are declared, with their namespaces; the default one has no prefix."""

Lanes = tuple[int, ...]
After = Union["State", tuple[Lanes, ...]]  # the latter: what each of several definitions leaves
Step = tuple["Opening", After]
Verdicts = dict[str, bool]


class State(dict[str, Step]):
    """The content that an element may still have, with the steps by name that were asked for.

    ``ends`` are the places of the lanes in which it may end without a text; ``turned`` is the state
    after a text, where that was asked for. ``kept`` are steps of earlier runs.
    """

    __slots__ = ("accepts", "ends", "kept", "lanes", "number", "text", "turned")

    def __init__(
        self, lanes: Lanes, text: int, *, accepts: bool, ends: Lanes = (), number: int = NO_STATE
    ) -> None:
        self.lanes = lanes
        self.text = text
        self.accepts = accepts
        self.ends = ends
        self.number = number
        self.turned: State | int = NO_STATE
        self.kept: dict[str, tuple[int, Any]] = {}


class Plan:
    """What to do with an element that has certain attributes.

    ``state`` is that of its content; ``checks`` are places of values in the flat list of names and
    values, with their patterns and the verdicts known of them; ``ids`` those of type ID or IDREF.
    ``slow``: a name is wrong or missing, or values decide what the element is (``undecided``).
    """

    __slots__ = ("checks", "ids", "quick", "slow", "state", "undecided")

    def __init__(
        self,
        state: State,
        checks: Sequence[tuple[int, int, Verdicts]],
        ids: tuple[tuple[int, str], ...],
        *,
        slow: bool,
        undecided: bool = False,
    ) -> None:
        self.state = state
        self.checks = checks
        self.ids = ids
        self.slow = slow
        self.undecided = undecided
        self.quick = (state, checks, ids, slow)


class Opening:
    """The beginning of an element: the definitions that it may have, and its name.

    ``kept`` are plans of earlier runs, by the names of attributes.
    """

    __slots__ = ("definitions", "kept", "name", "number", "plans")

    def __init__(self, definitions: Lanes, name: str, number: int) -> None:
        self.definitions = definitions
        self.name = name
        self.number = number
        self.plans: dict[tuple[str, ...], Plan] = {}
        self.kept: dict[tuple[str, ...], tuple[Any, ...]] = {}


class Kept:
    """What earlier runs have left; each state, opening and so on is packed by itself.

    ``given`` is how many patterns the schema has, ``nodes`` are those made on the way; ``values``
    are the nodes by which values are judged.
    """

    __slots__ = ("given", "joined", "nodes", "openings", "states", "values", "verdicts")

    def __init__(
        self,
        given: int = 0,
        states: Sequence[bytes] = (),
        openings: Sequence[bytes] = (),
        joined: Mapping[Any, int] | None = None,
        verdicts: Mapping[int, bytes] | None = None,
        nodes: bytes = b"",
        values: bytes = b"",
    ) -> None:
        self.given = given
        self.states = states
        self.openings = openings
        self.joined = joined or {}
        self.verdicts = verdicts or {}
        self.nodes = nodes
        self.values = values

    def flat(self) -> tuple[Any, ...]:
        """Return all of it in order."""
        inner = (self.given, self.states, self.openings, self.joined)
        return (*inner, self.verdicts, self.nodes, self.values)


class Tables:
    """The tables of one automaton; the first state is that of a document's beginning."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or Kept()
        self.states: list[State | None] = [None] * len(self.kept.states)
        self.openings: list[Opening | None] = [None] * len(self.kept.openings)
        self.joined: dict[tuple[tuple[Lanes, ...], Lanes | None], State] = {}
        self.verdicts: dict[int, Verdicts] = {}
        self.watched = State((), WATCHED, accepts=False)
        self.foreign = State((), FREE, accepts=True)
        self.grown = False
        self._before: dict[int, int] = {}

    def state_at(self, number: int) -> State:
        """Return a state by its number."""
        known = self.states[number]
        if known is None:
            lanes, text, accepts, ends, turned, steps = marshal.loads(self.kept.states[number])
            known = State(lanes, text, accepts=accepts, ends=ends, number=number)
            known.turned, known.kept = turned, steps
            self.states[number] = known
        return known

    def opening_at(self, number: int) -> Opening:
        """Return an opening by its number."""
        known = self.openings[number]
        if known is None:
            definitions, name, plans = marshal.loads(self.kept.openings[number])
            known = self.openings[number] = Opening(definitions, name, number)
            known.kept = plans
        return known

    def step(self, state: State, name: str) -> Step | None:
        """Return a step that an earlier run has made, and have it at hand from now on."""
        kept = state.kept.get(name)
        if kept is None:
            return None
        after = kept[1]
        step: Step = (
            self.opening_at(kept[0]),
            self.state_at(after) if isinstance(after, int) else after,
        )
        state[name] = step
        return step

    def plan(self, opening: Opening, names: tuple[str, ...]) -> Plan | None:
        """Return a plan that was made in this run or an earlier one."""
        known = opening.plans.get(names)
        if known is None and names in opening.kept:
            number, checks, ids, slow, undecided = opening.kept[names]
            known = opening.plans[names] = Plan(
                self.watched if number == NO_STATE else self.state_at(number),
                [(place, pattern, self.verdicts_of(pattern)) for place, pattern in checks],
                ids,
                slow=slow,
                undecided=undecided,
            )
        return known

    def join(self, after: After, places: Lanes | None) -> State | None:
        """Return the state of a parent after a child, if it was asked for before."""
        if isinstance(after, State):
            return after
        known = self.joined.get((after, places))
        if known is None and (after, places) in self.kept.joined:
            known = self.state_at(self.kept.joined[after, places])
            self.joined[after, places] = known
        return known

    def turned(self, state: State) -> State | None:
        """Return the state after a text, if it was asked for before."""
        if isinstance(state.turned, int) and state.turned != NO_STATE:
            state.turned = self.state_at(state.turned)
        return state.turned if isinstance(state.turned, State) else None

    def verdicts_of(self, pattern: int) -> Verdicts:
        """Return the verdicts that are known of a pattern: the same dictionary each time."""
        known = self.verdicts.get(pattern)
        if known is None:
            kept = self.kept.verdicts.get(pattern)
            known = self.verdicts[pattern] = marshal.loads(kept) if kept else {}
            self._before[pattern] = len(known)
        return known

    def has_news(self) -> bool:
        """Return whether there is so much that earlier runs have not left that it is worth it."""
        if self.grown:
            return True
        most, before = MOST_VERDICTS, self._before
        news = (min(len(known), most) - before[one] for one, known in self.verdicts.items())
        return sum(max(new, 0) for new in news) >= _WORTH_KEEPING
