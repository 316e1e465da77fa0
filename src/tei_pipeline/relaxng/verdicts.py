"""Verdicts on values: of an attribute, or of the content of an element of data.

Most patterns of values are judged by their nodes alone, so that the rest of a grammar need not be
at hand for them.
"""

from collections.abc import Callable
from typing import Any

from tei_pipeline.relaxng.datatypes import datatype
from tei_pipeline.relaxng.datatypes.types import COLLAPSE, normalised
from tei_pipeline.relaxng.patterns import (
    CHOICE,
    DATA,
    EMPTY,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    inner,
)
from tei_pipeline.relaxng.tables import SPACE, Namespaces

Check = Callable[[str, Namespaces | None], bool]

_MOST_VALUES = 20_000
"""So many values of one pattern are remembered before they are forgotten and judged anew."""
_LONGEST = 200
"""Longer values are not remembered."""
WORD = (VALUE, "", "token")
"""How the nodes of most values begin: those whose value is their text."""


class Values:
    """Judges values by one grammar's nodes; verdicts are kept.

    ``nodes`` may be those of values alone; ``verdicts_of`` returns what is known of a pattern,
    ``otherwise`` checks the patterns that are not so simple.
    """

    def __init__(
        self,
        nodes: Any,
        verdicts_of: Callable[[int], dict[str, bool]],
        otherwise: Callable[[int], Check],
    ) -> None:
        self._nodes = nodes
        self.verdicts = verdicts_of
        self._otherwise = otherwise
        self._checks: dict[int, Check] = {}
        self._judges: dict[int, tuple[Check, dict[str, bool] | None]] = {}

    def holds(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value matches a pattern; a verdict that needs no context is kept."""
        verdict = self.verdicts(pattern).get(value)
        return self.judged(pattern, value, namespaces) if verdict is None else verdict

    def judged(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value of which no verdict is known matches a pattern."""
        check, known = self._judges.get(pattern) or self._judge(pattern)
        verdict = check(value, namespaces)
        if known is not None and len(value) <= _LONGEST:
            if len(known) >= _MOST_VALUES:
                known.clear()
            known[value] = verdict
        return verdict

    def _judge(self, pattern: int) -> tuple[Check, dict[str, bool] | None]:
        """Return what judges values by a pattern, and what keeps verdicts that need no context."""
        known = None if self.needs_context(pattern) else self.verdicts(pattern)
        found = self._judges[pattern] = self.check(pattern), known
        return found

    def takes_anything(self, pattern: int) -> bool:
        """Return whether every value matches a pattern."""
        return self.check(pattern) is anything

    def check(self, pattern: int) -> Check:
        """Return a quick way to judge whole values by a pattern."""
        known = self._checks.get(pattern)
        if known is None:
            known = self._checks[pattern] = self._check_of(pattern)
        return known

    def _check_of(self, pattern: int) -> Check:
        node = self._nodes[pattern]
        kind = node[0]
        if kind == TEXT:
            return anything
        if kind == EMPTY:
            return _nothing
        if kind == VALUE:
            return _value_check(node)
        if kind == DATA and node[4] == NOT_ALLOWED:
            found = datatype(node[1], node[2], node[3])
            return anything if found.is_anything else found.allows
        if kind == CHOICE:
            return self._check_of_choice(node[1])
        if kind == LIST:
            node = self._nodes[node[1]]
            if node[0] == ONE_OR_MORE and self._is_token(node[1]):
                return _all_tokens(self.check(node[1]))
        return self._otherwise(pattern)

    def _check_of_choice(self, members: tuple[int, ...]) -> Check:
        """Return a quick way to judge by alternatives: values that are words are looked up."""
        nodes = ((one, self._nodes[one]) for one in members)
        words = {one: node[3] for one, node in nodes if node[:3] == WORD}
        others = tuple(self.check(one) for one in members if one not in words)
        return _any_of(frozenset(normalised(word, COLLAPSE) for word in words.values()), others)

    def _is_token(self, pattern: int) -> bool:
        node = self._nodes[pattern]
        if node[0] == CHOICE:
            return all(map(self._is_token, node[1]))
        return node[0] in (DATA, VALUE)

    def needs_context(self, pattern: int) -> bool:
        """Return whether a verdict on a value depends on the prefixes that are declared there."""
        return needs_context(self._nodes[one] for one in held(self._nodes, pattern))


def held(nodes: Any, pattern: int) -> set[int]:
    """Return a pattern of values with all that it is made of."""
    found: set[int] = set()
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += inner(nodes[one])
    return found


def needs_context(nodes: Any) -> bool:
    """Return whether any of several nodes depends on the prefixes that are declared."""
    return any(
        datatype(node[1], node[2]).context_dependent for node in nodes if node[0] in (DATA, VALUE)
    )


def tokens(text: str) -> list[str]:
    """Return the words of a list: what XML's four white space characters part."""
    if text.isascii():
        return text.split()
    for space in SPACE[1:]:
        text = text.replace(space, " ")
    return [word for word in text.split(" ") if word]


def anything(text: str, namespaces: Namespaces | None) -> bool:
    """Tell that every value matches."""
    return True


def _nothing(text: str, namespaces: Namespaces | None) -> bool:
    return not text.strip(SPACE)


def _value_check(node: Any) -> Check:
    kind, value, given = datatype(node[1], node[2]), node[3], dict(node[4])

    def check(text: str, namespaces: Namespaces | None) -> bool:
        return kind.allows(text, namespaces) and kind.equal(value, given, text, namespaces)

    return check


def _any_of(words: frozenset[str], checks: tuple[Check, ...]) -> Check:
    def check(text: str, namespaces: Namespaces | None) -> bool:
        if normalised(text, COLLAPSE) in words:
            return True
        return any(one(text, namespaces) for one in checks)

    return check


def _all_tokens(check_token: Check) -> Check:
    def check(text: str, namespaces: Namespaces | None) -> bool:
        words = tokens(text)
        return bool(words) and all(check_token(word, namespaces) for word in words)

    return check
