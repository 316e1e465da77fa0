"""Texts against patterns: an attribute's value, the content of an element of data, a list."""

import functools
from collections.abc import Callable, Iterable

from tei_pipeline.relaxng.datatypes import datatype
from tei_pipeline.relaxng.datatypes.types import COLLAPSE, normalised
from tei_pipeline.relaxng.derivatives import Derivatives
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
    around,
)
from tei_pipeline.relaxng.tables import SPACE, Namespaces
from tei_pipeline.relaxng.verdicts import WORD, Check, Values, tokens


class Texts(Values):
    """Judges texts by all patterns of one grammar."""

    def __init__(
        self, derivatives: Derivatives, verdicts_of: Callable[[int], dict[str, bool]]
    ) -> None:
        super().__init__(derivatives.patterns.nodes, verdicts_of, self._matching)
        self._derivatives = derivatives
        self._patterns = derivatives.patterns
        self._words: dict[int, tuple[dict[str, list[int]], list[int]]] = {}

    def _matching(self, pattern: int) -> Check:
        return functools.partial(self.matches, pattern)

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
            members = self._alternatives(pattern, text)
            return made.choice([self.after(one, text, namespaces) for one in members])
        if kind == GROUP:
            return self._derivatives.in_group(
                pattern,
                lambda one: self.after(one, text, namespaces),
                lambda run: run.of_word(text.strip(SPACE)),
            )
        if kind == ONE_OR_MORE:
            return made.group(self.after(node[1], text, namespaces), made.optional(pattern))
        if kind == INTERLEAVE:
            lefts = [self.after(one, text, namespaces) for one in node[1]]
            return made.choice(
                made.interleave((left, *around(node[1], place))) for place, left in enumerate(lefts)
            )
        if kind in (DATA, VALUE, LIST) and self._is(pattern, text, namespaces):
            return EMPTY
        return NOT_ALLOWED

    def _alternatives(self, pattern: int, text: str) -> Iterable[int]:
        """Return the members of a choice that a text may be; of values that are words, those."""
        known = self._words.get(pattern)
        if known is None:
            words: dict[str, list[int]] = {}
            others: list[int] = []
            for member in self._nodes[pattern][1]:
                node = self._nodes[member]
                is_word = node[:3] == WORD
                same = words.setdefault(normalised(node[3], COLLAPSE), []) if is_word else others
                same.append(member)
            known = self._words[pattern] = (words, others)
        words, others = known
        return (*words.get(normalised(text, COLLAPSE), ()), *others) if words else others

    def _is(self, pattern: int, text: str, namespaces: Namespaces | None) -> bool:
        """Return whether a text is the data, the value or the list that a pattern asks for."""
        node = self._nodes[pattern]
        if node[0] == LIST:
            left = node[1]
            for token in tokens(text):
                left = self.after(left, token, namespaces)
            return self._derivatives.nullable(left)
        if node[0] == DATA and node[4] != NOT_ALLOWED:
            allowed = datatype(node[1], node[2], node[3]).allows(text, namespaces)
            return allowed and not self.matches(node[4], text, namespaces)
        return self.check(pattern)(text, namespaces)
