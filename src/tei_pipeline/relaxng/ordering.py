"""An order of patterns that does not depend on the documents that were judged before.

Patterns that come up while documents are judged are numbered as they come, and a choice holds its
members by number. What people are told must not depend on that: the patterns of the schema have
their numbers from its text, and all others are compared by what they are made of.
"""

from typing import Any

from tei_pipeline.relaxng.patterns import CHOICE, GROUP, INTERLEAVE, parts, sequence


class Ordering:
    """The order of one grammar's patterns; made before any of them is judged by."""

    def __init__(self, nodes: list[Any]) -> None:
        self._nodes = nodes
        self._given = len(nodes)
        self._keys: dict[int, tuple[Any, ...]] = {}

    def parts(self, pattern: int) -> tuple[int, ...]:
        """Return what a pattern is made of; the members of a group all at once."""
        node = self._nodes[pattern]
        if node[0] == GROUP:
            return tuple(sequence(self._nodes, pattern))
        if node[0] in (CHOICE, INTERLEAVE) and node[1][-1] >= self._given:
            return tuple(sorted(node[1], key=self._key))
        return parts(node)

    def _key(self, pattern: int) -> tuple[Any, ...]:
        if pattern < self._given:
            return (0, pattern)
        known = self._keys.get(pattern)
        if known is None:
            inner = tuple(map(self._key, self.parts(pattern)))
            known = self._keys[pattern] = (1, self._nodes[pattern][0], len(inner), inner)
        return known
