"""What has grown of an automaton, packed for later runs.

It is a function of the grammar alone: which part of it is there depends on the documents that were
judged, but whatever is there is the same after any documents.
"""

import marshal
from collections.abc import Mapping
from typing import Any

from tei_pipeline.relaxng.tables import (
    DATA,
    MOST_VERDICTS,
    NO_STATE,
    Kept,
    Opening,
    Plan,
    State,
    Tables,
)
from tei_pipeline.relaxng.validate import Engine
from tei_pipeline.relaxng.verdicts import held

_MOST_STATES = 4_000
_MOST_STEPS = 2_000
"""So many steps of one state, and so many plans of one opening."""
_LONGEST = 100
_LARGEST = 1_000_000


def packed(engine: Engine, files: Any) -> bytes:
    """Return what an engine has grown, with the files of its schema; never very much."""
    most = _MOST_STATES
    while True:
        content = marshal.dumps((files, engine.with_context, _kept(engine, most).flat()))
        if len(content) <= _LARGEST or not most:
            return content
        most //= 2


def _kept(engine: Engine, most: int) -> Kept:
    tables = engine.tables
    if not engine.is_loaded:
        given, states, openings, joined, _, *nodes = tables.kept.flat()
        return Kept(given, states, openings, joined, _verdicts(tables, None, most), *nodes)
    packing = _Packing(engine, most)
    states = [packing.state(state) for state in packing.states]
    openings = [packing.opening(one) for one in packing.openings]
    joined = {
        key: packing.number(state)
        for key, state in tables.joined.items()
        if packing.number(state) != NO_STATE
    }
    return Kept(
        engine.automaton.given,
        states,
        openings,
        {**_within(tables.kept.joined, len(states)), **joined},
        _verdicts(tables, packing.limit, most),
        marshal.dumps(packing.nodes()),
        marshal.dumps(packing.values()),
    )


def _within(joined: Mapping[Any, int], states: int) -> dict[Any, int]:
    return {key: number for key, number in joined.items() if number < states}


def _verdicts(tables: Tables, limit: int | None, most: int) -> dict[int, bytes]:
    """Return what is known of short values."""
    found = dict(tables.kept.verdicts) if most else {}
    for pattern, known in tables.verdicts.items():
        short = [one for one in known.items() if len(one[0]) < _LONGEST]
        if short and most:
            found[pattern] = marshal.dumps(dict(short[: MOST_VERDICTS * most // _MOST_STATES]))
    return {one: known for one, known in found.items() if limit is None or one < limit}


class _Packing:
    """Packs the states and openings of one engine, up to a limit.

    The patterns that are kept are those below ``limit``: each is made of such as come before it.
    """

    def __init__(self, engine: Engine, most: int) -> None:
        self._automaton = engine.automaton
        self._tables = tables = engine.tables
        self._all_nodes: list[Any] = self._automaton.patterns.nodes
        self.limit = min(self._automaton.given + 5 * most, len(self._all_nodes))
        self._patterns: set[int] = set()
        self.states: list[State] = []
        for number in range(min(len(tables.states), most)):
            state = tables.state_at(number)
            if any(lane >= self.limit for lane in state.lanes):
                break
            self.states.append(state)
        openings = range(min(len(tables.openings), most))
        self.openings = [tables.opening_at(number) for number in openings]

    def number(self, state: State) -> int:
        """Return the number of a state; ``NO_STATE`` where it is not kept."""
        return state.number if state.number < len(self.states) else NO_STATE

    def state(self, state: State) -> bytes:
        """Return a state with its steps, packed."""
        turned = self._tables.turned(state)
        steps = {
            name: (opening, after)
            for name, (opening, after) in state.kept.items()
            if opening < len(self.openings) and not self._is_beyond(after)
        }
        for name, (opening, after) in state.items():
            flat = self.number(after) if isinstance(after, State) else after
            if 0 <= opening.number < len(self.openings) and not self._is_beyond(flat):
                steps[name] = (opening.number, flat)
        if state.text == DATA:
            self._patterns.update(state.lanes)
        return marshal.dumps(
            (
                state.lanes,
                state.text,
                state.accepts,
                state.ends,
                NO_STATE if turned is None else self.number(turned),
                _first(steps),
            )
        )

    def _is_beyond(self, after: Any) -> bool:
        if isinstance(after, int):
            return not 0 <= after < len(self.states)
        return any(lane >= self.limit for lanes in after for lane in lanes)

    def opening(self, opening: Opening) -> bytes:
        """Return an opening with its plans, packed."""
        plans = dict(opening.kept)
        plans.update((names, self._plan(plan)) for names, plan in opening.plans.items())
        right = {}
        for names, plan in plans.items():
            patterns = [pattern for _, pattern in plan[1]]
            at_hand = plan[4] or 0 <= plan[0] < len(self.states)
            if at_hand and all(pattern < self.limit for pattern in patterns):
                right[names] = plan
                self._patterns.update(patterns)
        return marshal.dumps((opening.definitions, opening.name, _first(right)))

    def _plan(self, plan: Plan) -> tuple[Any, ...]:
        checks = tuple((place, pattern) for place, pattern, _ in plan.checks)
        number = NO_STATE if plan.undecided else self.number(plan.state)
        return (number, checks, plan.ids, plan.slow, plan.undecided)

    def nodes(self) -> list[Any]:
        """Return the patterns that documents have made."""
        return self._all_nodes[self._automaton.given : self.limit]

    def values(self) -> dict[int, Any]:
        """Return the nodes by which values are judged."""
        found: set[int] = set()
        for pattern in self._patterns:
            if pattern < self.limit:
                found |= held(self._all_nodes, pattern)
        return {one: self._all_nodes[one] for one in found}


def _first(entries: dict[Any, Any]) -> dict[Any, Any]:
    return dict(list(entries.items())[:_MOST_STEPS])
