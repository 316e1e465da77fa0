"""What a document that is still being written may have: patterns of all that can become valid.

Nothing need be there yet: no element, no attribute, no value, no token of a list. What is there
must be right, and an element of which no document could ever hold a finished one is not.
"""

import functools
from typing import Any

from tei_pipeline.relaxng.patterns import (
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    NameClass,
    Patterns,
    inner,
    sequence,
)


class Drafts:
    """The patterns of one grammar as a draft is judged by them; ``definitions`` as in ``Grammar``.

    Made before documents are judged: it knows the patterns of the schema alone.
    """

    def __init__(self, patterns: Patterns, definitions: list[tuple[NameClass, int]]) -> None:
        self._patterns = patterns
        self._nodes: list[Any] = patterns.nodes
        self._definitions = definitions
        self._feasible: dict[tuple[int, bool], int] = {}

    @functools.cached_property
    def _finished(self) -> set[int]:
        return finished(self._nodes, self._definitions)

    def content(self, definition: int) -> int:
        """Return the content that an element of a definition may have.

        One that can never be finished is wrong itself: what stands in it is not called wrong too.
        """
        content = self._definitions[definition][1]
        return self.feasible(content, anyway=definition not in self._finished)

    def feasible(self, pattern: int, *, anyway: bool = False) -> int:
        """Return a pattern of all that something can be added to so that it matches.

        With ``anyway`` elements that can never be finished are in it too.
        """
        known = self._feasible.get((pattern, anyway))
        if known is None:
            known = self._feasible[pattern, anyway] = self._made(pattern, anyway)
        return known

    def _made(self, pattern: int, anyway: bool) -> int:
        node, made = self._nodes[pattern], self._patterns
        kind, part = node[0], functools.partial(self.feasible, anyway=anyway)
        if kind == GROUP:
            found = EMPTY
            for one in reversed(sequence(self._nodes, pattern)):
                found = made.group(part(one), found)
            return found
        if kind == CHOICE:
            return made.choice(map(part, node[1]))
        if kind == ONE_OR_MORE:
            return made.one_or_more(part(node[1]))
        if kind == INTERLEAVE:
            return made.interleave(map(part, node[1]))
        if kind == LIST:
            return made.optional(made.list_of(part(node[1])))
        if kind == ELEMENT and not anyway and node[1] not in self._finished:
            return NOT_ALLOWED
        return pattern if pattern in (NOT_ALLOWED, TEXT) else made.optional(pattern)


def finished(nodes: list[Any], definitions: list[tuple[NameClass, int]]) -> set[int]:
    """Return the definitions of which an element can be finished: it holds only what can be."""
    needs = _Needs(nodes, definitions)
    found: set[int] = set()
    waiting = needs.leaves
    while waiting:
        pattern = waiting.pop()
        for holder in needs.holders.get(pattern, ()):
            needs.lacking[holder] -= 1
            if needs.lacking[holder] == 0:
                waiting.append(holder)
        for definition in needs.contents.get(pattern, ()):
            found.add(definition)
            waiting += needs.elements.get(definition, ())
    return found


class _Needs:
    """What each pattern needs: how many of those in it are ``lacking``, and which hold it."""

    def __init__(self, nodes: list[Any], definitions: list[tuple[NameClass, int]]) -> None:
        self.lacking = [0] * len(nodes)
        self.holders: dict[int, list[int]] = {}
        self.elements: dict[int, list[int]] = {}
        self.contents: dict[int, list[int]] = {}
        self.leaves: list[int] = []
        for number, node in enumerate(nodes):
            if node[0] == ELEMENT:
                self.elements.setdefault(node[1], []).append(number)
            else:
                self._add(number, node)
        for definition, (_, content) in enumerate(definitions):
            self.contents.setdefault(content, []).append(definition)

    def _add(self, number: int, node: Any) -> None:
        held = set() if node[0] == DATA else set(inner(node))  # what data excepts it does not need
        self.lacking[number] = 1 if node[0] == CHOICE else len(held)
        for one in held:
            self.holders.setdefault(one, []).append(number)
        if not held and number != NOT_ALLOWED:
            self.leaves.append(number)
