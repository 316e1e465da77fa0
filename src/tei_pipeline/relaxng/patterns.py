"""Patterns in the simple form of RELAX NG (section 4), each interned once and known by a number.

A pattern is an index into ``Patterns.nodes``; a node is a tuple that begins with its kind and holds
only numbers, texts and tuples, so that a whole grammar can be kept on disk as it is. The functions
that make patterns apply section 4.20 and 4.21 (``notAllowed`` and ``empty``), flatten choices and
interleaves, and drop repetitions: without that TEI's grammars do not come to an end.
"""

from collections.abc import Iterable
from typing import Any

# Kinds of node, with what follows the kind in the tuple:
NOT_ALLOWED_KIND = 0
EMPTY_KIND = 1
TEXT_KIND = 2
CHOICE = 3  # members: a sorted tuple of two or more patterns, none of them a choice
GROUP = 4  # first, rest: the first is no group (but a very long one)
INTERLEAVE = 5  # members: a sorted tuple of two or more patterns, none of them an interleave
#   (but where there would be very many)
ONE_OR_MORE = 6  # pattern
LIST = 7  # pattern
DATA = 8  # library, type, params as ((name, value), …), except pattern (NOT_ALLOWED if none)
VALUE = 9  # library, type, text, namespaces as ((prefix, uri), …) where the type needs them
ATTRIBUTE = 10  # name class, pattern of the value
ELEMENT = 11  # index into the grammar's definitions

NOT_ALLOWED = 0
EMPTY = 1
TEXT = 2

# Longer groups are not made flat: names that refer to one another twice would otherwise double with
# each step. Wider interleaves are made a tree, so that a step changes a branch and not all members.
_LONGEST = 500
_WIDEST = 128

Node = tuple[object, ...]

# Name classes are tuples too: ("name", uri, local), ("any", except), ("ns", uri, except) with an
# except of None where there is none, and ("choice", class, class, …).
NameClass = tuple[object, ...]


class Patterns:
    """The patterns of one grammar."""

    def __init__(self, nodes: list[Node] | None = None) -> None:
        self.nodes: list[Node] = nodes or [(NOT_ALLOWED_KIND,), (EMPTY_KIND,), (TEXT_KIND,)]
        self._numbers: dict[Node, int] = {node: i for i, node in enumerate(self.nodes)}

    def _number(self, node: Node) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    def choice(self, members: Iterable[int]) -> int:
        """Return the choice of patterns; ``NOT_ALLOWED`` where there is none."""
        found: set[int] = set()
        for member in members:
            node = self.nodes[member]
            if node[0] == CHOICE:
                found.update(node[1])  # type: ignore[arg-type]
            else:
                found.add(member)
        found.discard(NOT_ALLOWED)
        if not found:
            return NOT_ALLOWED
        if len(found) == 1:
            return found.pop()
        return self._number((CHOICE, tuple(sorted(found))))

    def group(self, first: int, rest: int) -> int:
        """Return one pattern after another."""
        if first == NOT_ALLOWED or rest == NOT_ALLOWED:
            return NOT_ALLOWED
        if first == EMPTY:
            return rest
        if rest == EMPTY:
            return first
        heads: list[int] = []
        last = first
        node = self.nodes[first]
        while node[0] == GROUP:
            heads.append(node[1])  # type: ignore[arg-type]
            last = node[2]  # type: ignore[assignment]
            node = self.nodes[last]
            if len(heads) > _LONGEST:
                return self._number((GROUP, first, rest))
        made = self._number((GROUP, last, rest))
        for head in reversed(heads):
            made = self._number((GROUP, head, made))
        return made

    def interleave(self, members: Iterable[int]) -> int:
        """Return patterns in any order and mixture."""
        given = [member for member in members if member != EMPTY]
        if NOT_ALLOWED in given:
            return NOT_ALLOWED
        room = _WIDEST - len(given)
        found: list[int] = []
        for member in given:
            node: Any = self.nodes[member]
            if node[0] == INTERLEAVE and len(node[1]) - 1 <= room:
                found.extend(node[1])
                room -= len(node[1]) - 1
            else:
                found.append(member)
        while len(found) > _WIDEST:
            found.sort()
            found = [self._mixed(found[n : n + _WIDEST]) for n in range(0, len(found), _WIDEST)]
        return self._mixed(found)

    def _mixed(self, members: list[int]) -> int:
        if len(members) < 2:
            return members[0] if members else EMPTY
        return self._number((INTERLEAVE, tuple(sorted(members))))

    def one_or_more(self, pattern: int) -> int:
        """Return a pattern once or more often."""
        if pattern in (NOT_ALLOWED, EMPTY, TEXT) or self.nodes[pattern][0] == ONE_OR_MORE:
            return pattern
        return self._number((ONE_OR_MORE, pattern))

    def optional(self, pattern: int) -> int:
        """Return a pattern or nothing."""
        return self.choice((pattern, EMPTY))

    def list_of(self, pattern: int) -> int:
        """Return a list of tokens."""
        return NOT_ALLOWED if pattern == NOT_ALLOWED else self._number((LIST, pattern))

    def data(
        self, library: str, name: str, params: tuple[tuple[str, str], ...], but: int = NOT_ALLOWED
    ) -> int:
        """Return data of a datatype that does not match ``but``."""
        return self._number((DATA, library, name, params, but))

    def value(
        self, library: str, name: str, text: str, namespaces: tuple[tuple[str, str], ...] = ()
    ) -> int:
        """Return one value of a datatype."""
        return self._number((VALUE, library, name, text, namespaces))

    def attribute(self, names: NameClass, pattern: int) -> int:
        """Return an attribute whose value matches a pattern."""
        if pattern == NOT_ALLOWED:
            return NOT_ALLOWED
        return self._number((ATTRIBUTE, names, pattern))

    def element(self, definition: int) -> int:
        """Return an element of a definition."""
        return self._number((ELEMENT, definition))


def sequence(nodes: list[Any], pattern: int) -> list[int]:
    """Return the patterns that stand one after the other in a group."""
    found: list[int] = []
    while nodes[pattern][0] == GROUP:
        found.append(nodes[pattern][1])
        pattern = nodes[pattern][2]
    return [*found, pattern]


def around(members: tuple[int, ...], place: int) -> tuple[int, ...]:
    """Return the members of an interleave but for the one at a place."""
    return members[:place] + members[place + 1 :]


def parts(node: Any) -> tuple[int, ...]:
    """Return the patterns that a node is made of, on the level of one element."""
    kind = node[0]
    if kind in (CHOICE, INTERLEAVE):
        members: tuple[int, ...] = node[1]
        return members
    if kind == GROUP:
        return (node[1], node[2])
    return (node[1],) if kind == ONE_OR_MORE else ()


def inner(node: Any) -> tuple[int, ...]:
    """Return the patterns that a node is made of, those of values and lists too."""
    kind = node[0]
    if kind == LIST:
        return (node[1],)
    if kind == DATA:
        return () if node[4] == NOT_ALLOWED else (node[4],)
    return (node[2],) if kind == ATTRIBUTE else parts(node)
