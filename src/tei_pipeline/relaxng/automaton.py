"""A grammar as an automaton over element patterns, grown as documents ask for it.

A state is the content that an element may still have. Where one name fits several element patterns
the state is a tuple of possible contents, its lanes, of which those that fail fall away. Every step
is computed once and kept: it depends on a state and a name, or on an element and the names of its
attributes, never on the rest of the document. All tables are lists, tuples and dictionaries of
numbers and texts, so that they can be kept on disk as they are.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tei_pipeline.relaxng.derivatives import Derivatives, Namespaces, contains
from tei_pipeline.relaxng.patterns import NOT_ALLOWED, TEXT, Patterns

# What text means in a state.
FREE = 0  # it may stand there and changes nothing
STRAY = 1  # it may not stand there
DATA = 2  # it is collected and judged as a whole
TURNING = 3  # it leads to another state
WATCHED = 4  # something is wrong with the element, so that all it holds is looked at

_MOST_VALUES = 50_000
"""So many values of one pattern are remembered before they are forgotten and judged anew."""


class Plan(NamedTuple):
    """What to do with an element that has certain attributes.

    ``state`` is the state of its content; ``checks`` are the places of the values to be judged in
    the flat list of names and values, with their patterns; ``ids`` those of type ID or IDREF.
    ``faulty`` says that a name is wrong or missing. ``state`` is -1 where values decide.
    """

    state: int
    checks: tuple[tuple[int, int], ...]
    ids: tuple[tuple[int, str], ...]
    faulty: bool


class Automaton:
    """The automaton of one grammar."""

    def __init__(
        self,
        patterns: Patterns,
        definitions: list[Any],
        start: int,
        id_types: dict[tuple[str, str], str],
    ) -> None:
        self.derivatives = Derivatives(patterns, definitions)
        self.patterns = patterns
        self.definitions = definitions
        self.id_types = id_types
        self.lanes: list[tuple[int, ...]] = []
        self.steps: list[dict[str, tuple[int, Any]]] = []
        self.accepts: list[bool] = []
        self.texts: list[int] = []
        self.openings: list[tuple[tuple[int, ...], str]] = []
        self.plans: list[dict[tuple[str, ...], Plan]] = []
        self.values: dict[int, dict[str, bool]] = {}
        self._states: dict[tuple[int, ...], int] = {}
        self._opened: dict[tuple[tuple[int, ...], str], int] = {}
        self._joined: dict[tuple[Any, tuple[int, ...]], int] = {}
        self._named: dict[str, tuple[int, ...]] | None = None
        self.lost = self.state(())
        self.start = self.state((start,))
        self.with_context = any(map(self.derivatives.needs_context, range(len(patterns.nodes))))

    def state(self, lanes: tuple[int, ...]) -> int:
        """Return the state of contents; its row in every table is made with it."""
        number = self._states.get(lanes)
        if number is None:
            number = self._states[lanes] = len(self.lanes)
            self.lanes.append(lanes)
            self.steps.append({})
            text = self._text_of(lanes)
            plain = len(lanes) == 1 and text != DATA
            self.accepts.append(plain and self.derivatives.nullable(lanes[0]))
            self.texts.append(text)
        return number

    def _text_of(self, lanes: tuple[int, ...]) -> int:
        if not lanes:
            return WATCHED
        if any(self.derivatives.has_data(lane) for lane in lanes):
            return DATA
        after = tuple(self.derivatives.after_text(lane, "x") for lane in lanes)
        if after == lanes:
            return FREE
        return TURNING if any(after) else STRAY

    def grow(self, state: int, name: str) -> tuple[int, Any] | None:
        """Return opening and continuation for a child, kept in ``steps``; None if not allowed.

        The continuation is a state where one definition fits; otherwise it has, for each
        definition, the lanes that are left of the parent.
        """
        found: dict[int, list[int]] = {}
        lanes = self.lanes[state]
        for place, lane in enumerate(lanes):
            for definition, left in self.derivatives.children(lane, name).items():
                found.setdefault(definition, [NOT_ALLOWED] * len(lanes))[place] = left
        if not found:
            return None
        definitions = tuple(sorted(found))
        lefts = tuple(tuple(found[definition]) for definition in definitions)
        after: Any = self.state(lefts[0]) if len(lefts) == 1 else lefts
        step = (self.opening(definitions, name), after)
        if self.texts[state] != DATA:  # there, text before the child is to be judged first
            self.steps[state][name] = step
        return step

    def opening(self, definitions: tuple[int, ...], name: str) -> int:
        """Return the number of an element's beginning: the definitions it may have, its name."""
        key = (definitions, name)
        number = self._opened.get(key)
        if number is None:
            number = self._opened[key] = len(self.openings)
            self.openings.append(key)
            self.plans.append({})
        return number

    def named(self, name: str) -> tuple[int, ...]:
        """Return the definitions that have a name, for an element that stands at no right place."""
        if self._named is None:
            self._named = {}
        known = self._named.get(name)
        if known is None:
            known = tuple(
                number
                for number, (names, _) in enumerate(self.definitions)
                if contains(names, name)
            )
            self._named[name] = known
        return known

    def surviving(self, state: int, text: str | None, namespaces: Namespaces) -> tuple[int, ...]:
        """Return the places of the lanes in which an element may end here.

        ``text`` is its collected text where it had no children, else None.
        """
        holds = self.derivatives.matches
        return tuple(
            place
            for place, lane in enumerate(self.lanes[state])
            if lane != NOT_ALLOWED
            and (self.derivatives.nullable(lane) if text is None else holds(lane, text, namespaces))
        )

    def join(self, after: Any, places: tuple[int, ...]) -> int:
        """Return the parent's state after a child of which several definitions could be true."""
        if isinstance(after, int):
            return after
        key = (after, places)
        known = self._joined.get(key)
        if known is None:
            chosen = [after[place] for place in places]
            known = self.state(tuple(map(self.patterns.choice, zip(*chosen, strict=True))))
            self._joined[key] = known
        return known

    def after_text(self, state: int, text: str, namespaces: Namespaces | None = None) -> int:
        """Return the state after a text; -1 where none is allowed."""
        left = tuple(
            self.derivatives.after_text(lane, text, namespaces) for lane in self.lanes[state]
        )
        return self.state(left) if any(left) else -1

    def plan(self, opening: int, names: tuple[str, ...]) -> Plan:
        """Return, and keep, what to do with an element that has attributes of these names."""
        made = self._made_plan(opening, names)
        self.plans[opening][names] = made
        return made

    def _made_plan(self, opening: int, names: tuple[str, ...]) -> Plan:
        definitions, element = self.openings[opening]
        ids = tuple(
            (2 * place + 1, self.id_types[element, name])
            for place, name in enumerate(names)
            if (element, name) in self.id_types
        )
        contents = tuple(self.definitions[definition][1] for definition in definitions)
        checks: list[tuple[int, int]] = []
        faulty = False
        for place, name in enumerate(names):
            taken = self.taken(contents, name)
            judged = {self.patterns.nodes[attribute][2] for attribute in taken}
            left = tuple(self.derivatives.after_attribute(one, taken) for one in contents)
            if len(judged) > 1:
                return Plan(-1, (), ids, faulty=False)
            if any(left):
                contents = left
                (value,) = judged
                if value != TEXT:
                    checks.append((2 * place + 1, int(str(value))))
            else:
                faulty = True
        closed = tuple(self.derivatives.closed(content) for content in contents)
        if not any(closed):
            faulty = True
            closed = tuple(self.derivatives.without_attributes(content) for content in contents)
        return Plan(self.state(closed), tuple(checks), ids, faulty)

    def taken(self, contents: tuple[int, ...], name: str) -> frozenset[int]:
        """Return the attribute patterns of contents that fit a name."""
        return frozenset(
            attribute
            for content in contents
            for attribute in self.derivatives.attributes(content)
            if contains(self.patterns.nodes[attribute][1], name)
        )

    def decided(self, opening: int, attributes: Sequence[str], namespaces: Namespaces) -> int:
        """Return the state of the content where values of attributes decide; -1 if one is wrong."""
        definitions, _ = self.openings[opening]
        contents = tuple(self.definitions[definition][1] for definition in definitions)
        for place in range(0, len(attributes), 2):
            taken = self.taken(contents, attributes[place])
            true = frozenset(
                attribute
                for attribute in taken
                if self.holds(
                    int(str(self.patterns.nodes[attribute][2])), attributes[place + 1], namespaces
                )
            )
            contents = tuple(self.derivatives.after_attribute(one, true) for one in contents)
            if not any(contents):
                return -1
        closed = tuple(self.derivatives.closed(content) for content in contents)
        return self.state(closed) if any(closed) else -1

    def holds(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value matches a pattern; verdicts that need no context are kept."""
        known = self.values.setdefault(pattern, {})
        verdict = known.get(value)
        if verdict is None:
            verdict = self.derivatives.matches(pattern, value, namespaces)
            if not self.derivatives.needs_context(pattern):
                if len(known) >= _MOST_VALUES:
                    known.clear()
                known[value] = verdict
        return verdict

    def opened_with(
        self, definitions: tuple[int, ...], name: str, attributes: Sequence[str]
    ) -> int:
        """Return the state of the content of an element with attributes; -1 if one is wrong."""
        if not definitions:
            return -1
        opening = self.opening(definitions, name)
        names = tuple(attributes[::2])
        plan = self.plans[opening].get(names) or self.plan(opening, names)
        if plan.state < 0:
            return self.decided(opening, attributes, {})
        right = all(self.holds(pattern, attributes[place], {}) for place, pattern in plan.checks)
        return plan.state if right and not plan.faulty else -1
