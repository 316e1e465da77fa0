"""A grammar as an automaton over element patterns, grown as documents ask for it.

A state is the content that an element may still have. Where one name fits several element patterns
it has several possible contents, its lanes, of which those that fail fall away. Every step is
computed once and kept: it depends on a state and a name, or on an element and the names of its
attributes, never on the rest of the document.
"""

import marshal
from collections.abc import Sequence
from typing import Any

from tei_pipeline.relaxng.attributes import Attributes
from tei_pipeline.relaxng.definitions import Definitions
from tei_pipeline.relaxng.derivatives import Derivatives
from tei_pipeline.relaxng.ordering import Ordering
from tei_pipeline.relaxng.patterns import NOT_ALLOWED, NameClass, Patterns
from tei_pipeline.relaxng.tables import (
    DATA,
    FREE,
    STRAY,
    TURNING,
    After,
    Lanes,
    Namespaces,
    Opening,
    Plan,
    State,
    Step,
    Tables,
    Verdicts,
)
from tei_pipeline.relaxng.texts import Texts

_MOST_KEPT = 300_000  # steps and plans: names that no schema spells out may be without number


class Automaton:
    """The automaton of one grammar, which fills its ``tables``.

    ``nodes`` are the patterns of the schema; those that earlier runs have made follow them.
    """

    def __init__(
        self,
        tables: Tables,
        nodes: list[Any],
        definitions: list[tuple[NameClass, int]],
        start: int,
        id_types: dict[tuple[str, str], str],
        *,
        draft: bool = False,
    ) -> None:
        self.ordering = Ordering(nodes)
        self.given = len(nodes)
        if tables.kept.nodes:
            nodes += marshal.loads(tables.kept.nodes)
        self.patterns = patterns = Patterns(nodes)
        self.derivatives = Derivatives(patterns, definitions, draft=draft)
        self.attributes = Attributes(self.derivatives, self.ordering)
        self.texts = Texts(self.derivatives, tables.verdicts_of)
        self.definitions = definitions
        self.id_types = id_types
        self.tables = tables
        self.watched, self.foreign = tables.watched, tables.foreign
        self._kept = 0
        states = map(tables.state_at, range(len(tables.states)))
        self._states: dict[Lanes, State] = {state.lanes: state for state in states}
        openings = map(tables.opening_at, range(len(tables.openings)))
        self._opened = {(one.definitions, one.name): one for one in openings}
        self._definitions = Definitions(definitions)
        self._forgiving: dict[Lanes, State] = {}
        self.start = self.state((self.derivatives.value(start),))

    @property
    def openings(self) -> list[tuple[Lanes, str]]:
        """Return the definitions and name of each opening."""
        return list(self._opened)

    def state(self, lanes: Lanes) -> State:
        """Return the state of contents."""
        known = self._states.get(lanes)
        if known is None:
            text = self._text_of(lanes)
            nullable = self.derivatives.nullable
            ends = tuple(place for place, lane in enumerate(lanes) if nullable(lane))
            accepts = bool(ends) and len(lanes) == 1 and text != DATA
            tables = self.tables
            known = State(lanes, text, accepts=accepts, ends=ends, number=len(tables.states))
            self._states[lanes] = known
            tables.states.append(known)
            tables.grown = True
        return known

    def content(self, state: State) -> int:
        """Return the contents of a state as one pattern."""
        return state.lanes[0] if len(state.lanes) == 1 else self.patterns.choice(state.lanes)

    def forgiving(self, state: State) -> State:
        """Return a state in which further pieces of a text that is wrong are no news."""
        known = self._forgiving.get(state.lanes)
        if known is None:
            known = State(state.lanes, FREE, accepts=state.accepts, ends=state.ends)
            self._forgiving[state.lanes] = known
        return known

    def _text_of(self, lanes: Lanes) -> int:
        if any(self.derivatives.has_data(lane) for lane in lanes):
            return DATA
        after = tuple(map(self.derivatives.after_words, lanes))
        if after == lanes:
            return FREE
        return TURNING if any(after) else STRAY

    def grow(self, state: State, name: str) -> Step | None:
        """Return, and keep, the step that a child makes; None where it is not allowed."""
        if state is self.foreign:
            return self._keep(state, name, (self.opening(self.named(name), name), state))
        kept = self.tables.step(state, name)
        if kept is not None:
            return kept
        found: dict[int, list[int]] = {}
        for place, lane in enumerate(state.lanes):
            for definition, left in self.derivatives.children(lane, name).items():
                found.setdefault(definition, [NOT_ALLOWED] * len(state.lanes))[place] = left
        if not found:
            return None
        definitions = tuple(sorted(found))
        lefts = tuple(tuple(found[definition]) for definition in definitions)
        after: After = self.state(lefts[0]) if len(lefts) == 1 else lefts
        step = (self.opening(definitions, name), after)
        # in a state of data it holds only where no text came before the child
        return step if state.text == DATA else self._keep(state, name, step)

    def _keep(self, state: State, name: str, step: Step) -> Step:
        if self._has_room():
            state[name] = step
            self.tables.grown = True
        return step

    def _has_room(self) -> bool:
        self._kept += 1
        return self._kept <= _MOST_KEPT

    def opening(self, definitions: Lanes, name: str) -> Opening:
        """Return the beginning of an element of a name."""
        key = (definitions, name)
        known = self._opened.get(key) if definitions else Opening(definitions, name, -1)
        if known is None:
            known = self._opened[key] = Opening(definitions, name, len(self._opened))
            self.tables.openings.append(known)
        return known

    def named(self, name: str) -> Lanes:
        """Return the definitions of a name, for an element that stands at no right place.

        Those that spell it out go before those that hold it among others.
        """
        return self._definitions.named(name)

    def join(self, after: After, places: Lanes | None = None) -> State:
        """Return the parent's state after a child of which some definitions may be true, or all."""
        known = self.tables.join(after, places)
        if known is None:
            assert not isinstance(after, State)
            chosen = after if places is None else [after[place] for place in places]
            lanes = tuple(map(self.patterns.choice, zip(*chosen, strict=True)))
            known = self.tables.joined[after, places] = self.state(lanes)
        return known

    def after_text(self, state: State, text: str, namespaces: Namespaces) -> State | None:
        """Return the state after a text; None where none is allowed."""
        if state.text == DATA:
            left = tuple(self.texts.after(lane, text, namespaces) for lane in state.lanes)
            return self.state(left) if any(left) else None
        turned = self.tables.turned(state)
        if turned is None:
            left = tuple(map(self.derivatives.after_words, state.lanes))
            turned = self.state(left) if any(left) else None
            if turned is not None:
                state.turned = turned
        return turned

    def plan(self, opening: Opening, names: tuple[str, ...]) -> Plan:
        """Return what to do with an element that has attributes of these names."""
        known = self.tables.plan(opening, names)
        if known is None:
            known = self._made_plan(opening, names)
            if self._has_room():
                opening.plans[names] = known
                self.tables.grown = True
        return known

    def _made_plan(self, opening: Opening, names: tuple[str, ...]) -> Plan:
        ids = tuple(
            (2 * place + 1, self.id_types[opening.name, name])
            for place, name in enumerate(names)
            if (opening.name, name) in self.id_types
        )
        if not opening.definitions:
            return Plan(self.foreign, (), ids, slow=False)
        closed, full, taken = self._after_names(self.contents(opening), names)
        checks: list[tuple[int, int, Verdicts]] = []
        for place, patterns in enumerate(taken):
            values = set(map(self.attributes.value, patterns))
            if len(values) > 1:
                return Plan(self.watched, (), ids, slow=True, undecided=True)
            texts = self.texts
            checks += [
                (2 * place + 1, value, texts.verdicts(value))
                for value in values
                if not texts.takes_anything(value)
            ]
        if any(closed):
            return Plan(self.state(closed), checks, ids, slow=not all(taken))
        return Plan(self.state(full), checks, ids, slow=True)

    def _after_names(
        self, contents: Lanes, names: tuple[str, ...]
    ) -> tuple[Lanes, Lanes, list[frozenset[int]]]:
        """Return what is left of contents after attributes, and what each was taken for.

        First without the attributes that did not come, then as if they had.
        """
        attributes = self.attributes
        if len(contents) == 1:
            one, other, found = attributes.opened(contents[0], names)
            return (one,), (other,), found
        found = []
        for name in names:
            taken = attributes.taken(contents, name)
            left = tuple(attributes.after(one, taken) for one in contents)
            found.append(taken if any(left) else frozenset())
            contents = left if any(left) else contents
        full = tuple(map(attributes.content, contents))
        return tuple(map(attributes.closed, contents)), full, found

    def contents(self, opening: Opening) -> Lanes:
        """Return the contents, attributes and all, that an element may have at its beginning."""
        return tuple(map(self.derivatives.content, opening.definitions))

    def decided(
        self, opening: Opening, attributes: Sequence[str], namespaces: Namespaces
    ) -> State | None:
        """Return the state of the content where values of attributes decide; None if one fails."""
        contents = self.contents(opening)
        for place in range(0, len(attributes), 2):
            value = attributes[place + 1]
            true = frozenset(
                one
                for one in self.attributes.taken(contents, attributes[place])
                if self.texts.holds(self.attributes.value(one), value, namespaces)
            )
            contents = tuple(self.attributes.after(one, true) for one in contents)
            if not any(contents):
                return None
        closed = tuple(map(self.attributes.closed, contents))
        return self.state(closed) if any(closed) else None

    def opened_with(
        self, opening: Opening, attributes: Sequence[str], namespaces: Namespaces
    ) -> State | None:
        """Return the state of the content of an element with attributes; None if one is wrong."""
        plan = self.plan(opening, tuple(attributes[::2]))
        if plan.undecided:
            return self.decided(opening, attributes, namespaces)
        if plan.slow:
            return None
        holds = self.texts.holds
        right = (holds(value, attributes[place], namespaces) for place, value, _ in plan.checks)
        return plan.state if all(right) else None
