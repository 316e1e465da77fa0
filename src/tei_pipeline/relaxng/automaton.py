"""A grammar as an automaton over element patterns, grown as documents ask for it.

A state is the content that an element may still have. Where one name fits several element patterns
it has several possible contents, its lanes, of which those that fail fall away. Every step is
computed once and kept: it depends on a state and a name, or on an element and the names of its
attributes, never on the rest of the document.
"""

from collections.abc import Sequence
from typing import Any, Union

from tei_pipeline.relaxng.attributes import Attributes
from tei_pipeline.relaxng.definitions import Definitions
from tei_pipeline.relaxng.derivatives import Derivatives
from tei_pipeline.relaxng.ordering import Ordering
from tei_pipeline.relaxng.patterns import NOT_ALLOWED, TEXT, NameClass, Patterns
from tei_pipeline.relaxng.texts import Namespaces, Texts

# What text means in a state.
FREE = 0  # it may stand there and changes nothing
STRAY = 1  # it may not stand there
DATA = 2  # it is collected and judged as a whole
TURNING = 3  # it leads to another state
WATCHED = 4  # the element is looked at more closely, so that all it holds is of interest

_MOST_KEPT = 300_000  # steps and plans: names that no schema spells out may be without number

Lanes = tuple[int, ...]
After = Union["State", tuple[Lanes, ...]]  # the latter: what each of several definitions leaves
Step = tuple["Opening", After]


class State(dict[str, Step]):
    """The content that an element may still have, with the steps by name that were asked for."""

    __slots__ = ("accepts", "lanes", "text")

    def __init__(self, lanes: Lanes, text: int, *, accepts: bool) -> None:
        self.lanes = lanes
        self.text = text
        self.accepts = accepts


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
        checks: Sequence[tuple[int, int, dict[str, bool]]],
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
    """The beginning of an element: the definitions that it may have, and its name."""

    __slots__ = ("definitions", "name", "number", "plans")

    def __init__(self, definitions: Lanes, name: str, number: int) -> None:
        self.definitions = definitions
        self.name = name
        self.number = number
        self.plans: dict[tuple[str, ...], Plan] = {}


class Automaton:
    """The automaton of one grammar; ``openings`` are the definitions and name of each opening."""

    def __init__(
        self,
        patterns: Patterns,
        definitions: list[tuple[NameClass, int]],
        start: int,
        id_types: dict[tuple[str, str], str],
        *,
        draft: bool = False,
    ) -> None:
        self.ordering = Ordering(patterns.nodes)
        self.derivatives = Derivatives(patterns, definitions, draft=draft)
        self.attributes = Attributes(self.derivatives, self.ordering)
        self.texts = Texts(self.derivatives)
        self.patterns = patterns
        self.definitions = definitions
        self.id_types = id_types
        self.openings: list[tuple[Lanes, str]] = []
        self._kept = 0
        self._states: dict[Lanes, State] = {}
        self._opened: dict[tuple[Lanes, str], Opening] = {}
        self._joined: dict[tuple[Any, Lanes | None], State] = {}
        self._definitions = Definitions(definitions)
        self._forgiving: dict[Lanes, State] = {}
        self.watched = State((), WATCHED, accepts=False)
        self.foreign = State((), FREE, accepts=True)
        self.start = self.state((self.derivatives.feasible(start) if draft else start,))

    def state(self, lanes: Lanes) -> State:
        """Return the state of contents."""
        known = self._states.get(lanes)
        if known is None:
            text = self._text_of(lanes)
            plain = len(lanes) == 1 and text != DATA
            accepts = plain and self.derivatives.nullable(lanes[0])
            known = self._states[lanes] = State(lanes, text, accepts=accepts)
        return known

    def content(self, state: State) -> int:
        """Return the contents of a state as one pattern."""
        return state.lanes[0] if len(state.lanes) == 1 else self.patterns.choice(state.lanes)

    def forgiving(self, state: State) -> State:
        """Return a state in which further pieces of a text that is wrong are no news."""
        known = self._forgiving.get(state.lanes)
        if known is None:
            known = State(state.lanes, FREE, accepts=state.accepts)
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
        return step

    def _has_room(self) -> bool:
        self._kept += 1
        return self._kept <= _MOST_KEPT

    def opening(self, definitions: Lanes, name: str) -> Opening:
        """Return the beginning of an element of a name."""
        key = (definitions, name)
        known = self._opened.get(key) if definitions else Opening(definitions, name, -1)
        if known is None:
            known = self._opened[key] = Opening(definitions, name, len(self.openings))
            self.openings.append(key)
        return known

    def named(self, name: str) -> Lanes:
        """Return the definitions of a name, for an element that stands at no right place.

        Those that spell it out go before those that hold it among others.
        """
        return self._definitions.named(name)

    def surviving(self, state: State, text: str | None, namespaces: Namespaces) -> Lanes:
        """Return the places of the lanes in which an element may end here.

        ``text`` is its collected text where it had no children, else None.
        """
        nullable, check = self.derivatives.nullable, self.texts.check
        return tuple(
            place
            for place, lane in enumerate(state.lanes)
            if lane != NOT_ALLOWED
            and (nullable(lane) if text is None else check(lane)(text, namespaces))
        )

    def join(self, after: After, places: Lanes | None = None) -> State:
        """Return the parent's state after a child of which some definitions may be true, or all."""
        if isinstance(after, State):
            return after
        key = (after, places)
        known = self._joined.get(key)
        if known is None:
            chosen = after if places is None else [after[place] for place in places]
            lanes = tuple(map(self.patterns.choice, zip(*chosen, strict=True)))
            known = self._joined[key] = self.state(lanes)
        return known

    def after_text(self, state: State, text: str, namespaces: Namespaces) -> State | None:
        """Return the state after a text; None where none is allowed."""
        if state.text == DATA:
            left = tuple(self.texts.after(lane, text, namespaces) for lane in state.lanes)
        else:
            left = tuple(map(self.derivatives.after_words, state.lanes))
        return self.state(left) if any(left) else None

    def plan(self, opening: Opening, names: tuple[str, ...]) -> Plan:
        """Return what to do with an element that has attributes of these names."""
        known = opening.plans.get(names)
        if known is None:
            known = self._made_plan(opening, names)
            if self._has_room():
                opening.plans[names] = known
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
        checks: list[tuple[int, int, dict[str, bool]]] = []
        for place, patterns in enumerate(taken):
            values = set(map(self.attributes.value, patterns))
            if len(values) > 1:
                return Plan(self.watched, (), ids, slow=True, undecided=True)
            checks += [(2 * place + 1, v, self.texts.verdicts(v)) for v in values if v != TEXT]
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
