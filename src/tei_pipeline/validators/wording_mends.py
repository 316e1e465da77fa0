"""Mends that were tried: each is judged by the automaton before anybody is told of it.

A mend holds if the finding is gone with it and nothing else about the element, its attributes or
its content is judged otherwise than before.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from tei_pipeline.names import local
from tei_pipeline.relaxng.attributes import simple_names
from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.derivatives import contains
from tei_pipeline.relaxng.patterns import NOT_ALLOWED
from tei_pipeline.relaxng.recovery import Recovery
from tei_pipeline.relaxng.tables import DATA, STRAY, State
from tei_pipeline.validators.wording_names import writable, written
from tei_pipeline.validators.wording_near import attributes_meant
from tei_pipeline.validators.wording_values import Values

_DEEPEST = 5
_LARGEST = 12
_FEW = 3
_MOST_KEPT = 20_000
_MOST_ATTRIBUTES = 100


class _Attributes(NamedTuple):
    """What an element's attributes come to by their names: values are judged by ``patterns``."""

    wrong: frozenset[str]
    missing: tuple[tuple[str, ...], ...]
    patterns: dict[str, frozenset[int]]
    state: State


class Mends:
    """Tries mends by one grammar."""

    def __init__(self, automaton: Automaton, recovery: Recovery, values: Values) -> None:
        self._automaton = automaton
        self._derivatives = automaton.derivatives
        self._expected = recovery.expected
        self._values = values
        self._judged: dict[tuple[int, tuple[str, ...]], _Attributes] = {}
        self._meant: dict[Hashable, list[tuple[str, int]]] = {}
        self._shells: dict[str, str] = {}
        self._failed: dict[str, int] = {}

    def attribute(
        self, opening: int, names: tuple[str, ...], wrong: str, value: str, kind: str | None = None
    ) -> str | None:
        """Return the name that was meant by a wrong attribute's, of type ID if that is ``kind``.

        Whether an ID is right, the whole document decides.
        """
        key = (opening, names, wrong, kind)
        found = self._meant.get(key)
        if found is None:
            if len(self._meant) >= _MOST_KEPT:
                self._meant.clear()
            found = self._meant[key] = self._renamings(opening, names, wrong, kind)
        holds = self._automaton.texts.holds
        return next((name for name, pattern in found if holds(pattern, value, {})), None)

    def _renamings(
        self, opening: int, names: tuple[str, ...], wrong: str, kind: str | None
    ) -> list[tuple[str, int]]:
        """Return the names by which a wrong attribute is right, with the patterns of its value."""
        if len(names) > _MOST_ATTRIBUTES:
            return []
        element = self._automaton.openings[opening][1]
        allowed = [
            name
            for name in self.attributes(opening)
            if name not in names
            and writable(name)
            and self._automaton.id_types.get((element, name)) == kind
        ]
        tried = dict.fromkeys(attributes_meant(wrong, allowed))
        found = ((name, self._renamed(opening, names, wrong, name)) for name in tried)
        return [(name, pattern) for name, pattern in found if pattern is not None]

    def attributes(self, opening: int) -> list[str]:
        """Return the attributes that an element may have, its own before those of all elements."""
        found: dict[str, None] = {}
        for content in self._contents(opening):
            for attribute in sorted(self._automaton.attributes.held(content), reverse=True):
                names: Any = self._automaton.patterns.nodes[attribute][1]
                found.update(dict.fromkeys(simple_names(names)))
        return list(found)

    def taken(self, opening: int, attribute: str) -> frozenset[int]:
        """Return the patterns of an attribute on an element."""
        return self._automaton.attributes.taken(self._contents(opening), attribute)

    def named(self, element: str, attribute: str) -> frozenset[int]:
        """Return the patterns of an attribute on elements of a name, wherever they stand."""
        opening = self._automaton.opening(self._automaton.named(element), element)
        return self.taken(opening.number, attribute)

    def patterns(self, opening: int, attribute: str) -> tuple[int, ...]:
        """Return the patterns that the value of an attribute is judged by."""
        taken = self.taken(opening, attribute)
        return tuple(sorted(set(map(self._automaton.attributes.value, taken))))

    def _contents(self, opening: int) -> tuple[int, ...]:
        definitions = self._automaton.openings[opening][0]
        return tuple(map(self._derivatives.content, definitions))

    def value(self, patterns: Sequence[int], value: str) -> str | None:
        """Return the value that was meant by a wrong one; none where values decide the content."""
        return self._values.meant(patterns[0], value) if len(patterns) == 1 else None

    def added(self, opening: int, names: tuple[str, ...], attribute: str) -> str | None:
        """Return a value with which a missing attribute mends the element."""
        element = self._automaton.openings[opening][1]
        if self._automaton.id_types.get((element, attribute), "ID") != "ID":
            return None
        if not writable(attribute):
            return None
        before, after = self._judge(opening, names), self._judge(opening, (*names, attribute))
        patterns = after.patterns.get(attribute, frozenset())
        same = before.wrong == after.wrong and len(patterns) == 1
        if not same or len(after.missing) >= len(before.missing) or before.state is not after.state:
            return None
        return self._values.sample(*patterns)

    def inserted(self, element: str, needed: Sequence[Sequence[str]]) -> str | None:
        """Return the children that mend an element which lacks them, in their shortest form."""
        derivatives = self._derivatives
        definitions = enumerate(self._automaton.definitions)
        contents = (
            derivatives.content(d) for d, (names, _) in definitions if contains(names, element)
        )
        if any(map(derivatives.has_data, contents)):
            return None  # it lacks a text too
        space = _space(element)
        shells = [
            next((shell for _, shell in self._shells_of(alternatives, space, 0)), None)
            for alternatives in needed
        ]
        return "".join(shell or "" for shell in shells) if shells and all(shells) else None

    def holders(self, content: int, name: str) -> list[str]:
        """Return the elements that may stand here and are made to hold the child that may not.

        That is ``p``, which is made for phrases, and what can do with few other children.
        """
        return [
            holder
            for holder in self._expected.names(content)
            if _space(holder) == _space(name)
            and self._derivatives.step(content, holder) == content
            and self._holds_child(content, holder, name)
        ]

    def holds_text(self, content: int, name: str) -> bool:
        """Return whether an element may stand here, as often as one likes, with text in it."""
        if self._derivatives.step(content, name) != content:
            return False
        state = self._plain_state(content, name)
        return state is not None and state.text not in (STRAY, DATA) and self._ends(state)

    def _holds_child(self, content: int, holder: str, name: str) -> bool:
        state = self._plain_state(content, holder)
        if state is None:
            return False
        inner = self._automaton.content(state)
        needed = self._expected.needed(inner)
        if local(holder) != "p" and not any(name in one and len(one) <= _FEW for one in needed):
            return False
        left = self._derivatives.step(inner, name)
        if left == NOT_ALLOWED or not self._derivatives.nullable(left):
            return False
        inside = tuple(sorted(self._derivatives.children(inner, name)))
        return inside == self._automaton.named(name)

    def _plain_state(self, content: int, name: str) -> State | None:
        """Return the state in an element of a name, without attributes, that stands here."""
        definitions = tuple(sorted(self._derivatives.children(content, name)))
        opening = self._automaton.opening(definitions, name)
        return self._automaton.opened_with(opening, (), {})

    def _ends(self, state: State) -> bool:
        return self._derivatives.nullable(self._automaton.content(state))

    def _renamed(self, opening: int, names: tuple[str, ...], wrong: str, name: str) -> int | None:
        """Return the pattern of a renamed attribute's value, if that is all that then matters."""
        before = self._judge(opening, names)
        after = self._judge(opening, tuple(name if n == wrong else n for n in names))
        patterns = after.patterns.get(name, frozenset())
        right = (
            after.wrong == before.wrong - {wrong}
            and set(after.missing) <= set(before.missing)
            and after.state is before.state
            and len(patterns) == 1
            and all(after.patterns[n] == p for n, p in before.patterns.items())
        )
        return next(iter(patterns)) if right else None

    def _judge(self, opening: int, names: tuple[str, ...]) -> _Attributes:
        """Judge attributes by their names alone."""
        known = self._judged.get((opening, names))
        if known is None:
            known = self._judged[opening, names] = self._judge_names(opening, names)
        return known

    def _judge_names(self, opening: int, names: tuple[str, ...]) -> _Attributes:
        attributes = self._automaton.attributes
        contents = self._contents(opening)
        wrong: set[str] = set()
        patterns: dict[str, frozenset[int]] = {}
        for name in names:
            taken = attributes.taken(contents, name)
            left = tuple(attributes.after(content, taken) for content in contents)
            if any(left):
                contents = left
                patterns[name] = frozenset(map(attributes.value, taken))
            else:
                wrong.add(name)
        closed = tuple(map(attributes.closed, contents))
        missing: tuple[tuple[str, ...], ...] = ()
        if not any(closed):
            missing = tuple(dict.fromkeys(n for c in contents for n in attributes.lacking(c)))
            closed = tuple(map(attributes.content, contents))
        return _Attributes(frozenset(wrong), missing, patterns, self._automaton.state(closed))

    def _shell(self, name: str, depth: int) -> str | None:
        """Return the shortest right element of a name, as it is written; None if none is found."""
        if name not in self._shells:
            if depth >= self._failed.get(name, _DEEPEST + 1):
                return None
            made = self._made_shell(name, depth)
            if made is None:
                self._failed[name] = depth
                return None
            self._shells[name] = made
        return self._shells[name]

    def _made_shell(self, name: str, depth: int) -> str | None:
        definitions = self._automaton.named(name)
        if len(definitions) != 1:
            return None
        opening = self._automaton.opening(definitions, name)
        attributes = self._required(opening.number)
        if attributes is None:
            return None
        state = self._automaton.opened_with(opening, attributes, {})
        inner = None if state is None else self._inside(state, _space(name), depth)
        if inner is None or inner.count("<") > 2 * _LARGEST:
            return None
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        tag = " ".join([local(name), *(f'{written(n)}="{escape(v)}"' for n, v in pairs)])
        return f"<{tag}>{inner}</{local(name)}>" if inner else f"<{tag}/>"

    def _required(self, opening: int) -> list[str] | None:
        """Return the attributes that an element needs, names and values by turns."""
        flat: list[str] = []
        for alternatives in self._judge(opening, ()).missing:
            name = next(iter(alternatives), "")
            value = self.added(opening, tuple(flat[::2]), name) if name else None
            if value is None:
                return None
            flat += (name, value)
        return flat

    def _inside(self, state: State, space: str, depth: int) -> str | None:
        """Return the shortest content of an element, from a state on."""
        content = self._automaton.content(state)
        if state.text == DATA:
            sample = self._values.sample(content)
            return None if sample is None else escape(sample, quote=False)
        made: list[str] = []
        for alternatives in self._expected.needed(content):
            found = next(self._shells_of(alternatives, space, depth + 1), None)
            if found is None:
                return None
            name, shell = found
            content = self._derivatives.step(content, name)
            made.append(shell)
        return "".join(made) if self._derivatives.nullable(content) else None

    def _shells_of(
        self, alternatives: Iterable[str], space: str, depth: int
    ) -> Iterator[tuple[str, str]]:
        """Yield names of a namespace, which need no declaration there, with their shells."""
        for name in alternatives:
            shell = self._shell(name, depth) if _space(name) == space else None
            if shell is not None:
                yield name, shell


def _space(name: str) -> str:
    return name.rpartition("}")[0]
