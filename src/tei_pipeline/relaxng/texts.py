"""Texts against patterns: an attribute's value, the content of an element of data, a list."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from tei_pipeline.relaxng.datatypes import datatype
from tei_pipeline.relaxng.derivatives import Derivatives, around, parts
from tei_pipeline.relaxng.patterns import (
    CHOICE,
    DATA,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
)

Namespaces = Mapping[str, str]
"""The prefixes that are declared, with their namespaces; the default one has no prefix."""

Check = Callable[[str, Namespaces | None], bool]

SPACE = " \t\r\n"
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_VALUES = 20_000
"""So many values of one pattern are remembered before they are forgotten and judged anew."""
_LONGEST = 200
"""Longer values are not remembered."""


class Texts:
    """Judges texts by one grammar's patterns; verdicts on whole values are kept."""

    def __init__(self, derivatives: Derivatives) -> None:
        self._derivatives = derivatives
        self._patterns = derivatives.patterns
        self._nodes: list[Any] = derivatives.patterns.nodes
        self._with_context: dict[int, bool] = {}
        self._verdicts: dict[int, dict[str, bool]] = {}
        self._checks: dict[int, Check] = {}

    def verdicts(self, pattern: int) -> dict[str, bool]:
        """Return the verdicts that are known of a pattern: the same dictionary each time."""
        return self._verdicts.setdefault(pattern, {})

    def holds(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value matches a pattern; a verdict that needs no context is kept."""
        verdict = self.verdicts(pattern).get(value)
        return self.judged(pattern, value, namespaces) if verdict is None else verdict

    def judged(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value of which no verdict is known matches a pattern."""
        verdict = self.check(pattern)(value, namespaces)
        if len(value) <= _LONGEST and not self.needs_context(pattern):
            known = self._verdicts[pattern]
            if len(known) >= _MOST_VALUES:
                known.clear()
            known[value] = verdict
        return verdict

    def check(self, pattern: int) -> Check:
        """Return a quick way to do what ``matches`` does."""
        known = self._checks.get(pattern)
        if known is None:
            known = self._checks[pattern] = self._check_of(pattern)
        return known

    def _check_of(self, pattern: int) -> Check:
        node = self._nodes[pattern]
        kind = node[0]
        if kind == DATA and node[4] == NOT_ALLOWED:
            return datatype(node[1], node[2], node[3]).allows
        if kind == CHOICE:
            return _any_of(tuple(map(self.check, node[1])))
        if kind == LIST:
            node = self._nodes[node[1]]
            if node[0] == ONE_OR_MORE and self._is_token(node[1]):
                return _all_tokens(self.check(node[1]))
        return functools.partial(self.matches, pattern)

    def _is_token(self, pattern: int) -> bool:
        node = self._nodes[pattern]
        if node[0] == CHOICE:
            return all(map(self._is_token, node[1]))
        return node[0] in (DATA, VALUE)

    def matches(self, pattern: int, text: str, namespaces: Namespaces | None = None) -> bool:
        """Return whether a text as a whole matches (an attribute's value, an element's content)."""
        nullable = self._derivatives.nullable
        if nullable(pattern) and not text.strip(SPACE):
            return True
        return nullable(self.after(pattern, text, namespaces))

    def after(self, pattern: int, text: str, namespaces: Namespaces | None = None) -> int:
        """Return what is left of a pattern after a text."""
        node, made = self._nodes[pattern], self._patterns
        kind = node[0]
        if kind == TEXT:
            return TEXT
        if kind == CHOICE:
            return made.choice([self.after(one, text, namespaces) for one in node[1]])
        if kind == GROUP:
            return self._after_in_group(pattern, text, namespaces)
        if kind == ONE_OR_MORE:
            return made.group(self.after(node[1], text, namespaces), made.optional(pattern))
        if kind == INTERLEAVE:
            lefts = [self.after(one, text, namespaces) for one in node[1]]
            return made.choice(
                made.interleave((left, *around(node[1], place))) for place, left in enumerate(lefts)
            )
        if kind in (DATA, VALUE, LIST) and self._is(node, text, namespaces):
            return EMPTY
        return NOT_ALLOWED

    def _after_in_group(self, pattern: int, text: str, namespaces: Namespaces | None) -> int:
        node, made = self._nodes[pattern], self._patterns
        found: list[int] = []
        while node[0] == GROUP:
            first, pattern = node[1], node[2]
            found.append(made.group(self.after(first, text, namespaces), pattern))
            if not self._derivatives.nullable(first):
                return made.choice(found)
            node = self._nodes[pattern]
        return made.choice((*found, self.after(pattern, text, namespaces)))

    def _is(self, node: Any, text: str, namespaces: Namespaces | None) -> bool:
        """Return whether a text is the data, the value or the list that a node asks for."""
        if node[0] == DATA:
            if not datatype(node[1], node[2], node[3]).allows(text, namespaces):
                return False
            return node[4] == NOT_ALLOWED or not self.matches(node[4], text, namespaces)
        if node[0] == VALUE:
            kind = datatype(node[1], node[2])
            given = dict(node[4])
            return kind.allows(text, namespaces) and kind.equal(node[3], given, text, namespaces)
        pattern = node[1]
        for token in tokens(text):
            pattern = self.after(pattern, token, namespaces)
        return self._derivatives.nullable(pattern)

    def needs_context(self, pattern: int) -> bool:
        """Return whether a verdict on a value depends on the prefixes that are declared there."""
        known = self._with_context.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            if node[0] in (DATA, VALUE):
                known = datatype(node[1], node[2]).context_dependent
                known = known or (node[0] == DATA and self.needs_context(node[4]))
            else:
                inner = (node[1],) if node[0] == LIST else parts(node)
                known = any(map(self.needs_context, inner))
            self._with_context[pattern] = known
        return known


def _any_of(checks: tuple[Check, ...]) -> Check:
    def check(text: str, namespaces: Namespaces | None) -> bool:
        return any(one(text, namespaces) for one in checks)

    return check


def _all_tokens(check_token: Check) -> Check:
    def check(text: str, namespaces: Namespaces | None) -> bool:
        words = tokens(text)
        return bool(words) and all(check_token(word, namespaces) for word in words)

    return check


def needs_context(nodes: list[Any]) -> bool:
    """Return whether a grammar has values that depend on the prefixes that are declared."""
    return any(
        datatype(node[1], node[2]).context_dependent for node in nodes if node[0] in (DATA, VALUE)
    )


def tokens(text: str) -> list[str]:
    """Return the words of a list: what XML's four white space characters part."""
    if text.isascii():
        return text.split()
    return [word for word in _SPACES.split(text) if word]
