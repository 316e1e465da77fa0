"""The syntax of regular expressions (XML Schema Part 2, appendix F), read into a tree.

A node is a ``Chars``, a ``Sequence``, an ``Alternatives`` or a ``Repeat``.
"""

from dataclasses import dataclass
from typing import Union

from tei_pipeline.relaxng.datatypes.characters import (
    ANY_BUT_LINE_ENDS,
    CATEGORIES,
    Chars,
    Holds,
    escape,
    in_block,
    in_category,
    one,
    union,
)
from tei_pipeline.relaxng.datatypes.types import DatatypeError

_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{char: char for char in "\\|.-^?*+{}()[]"}}
_MUST_BE_ESCAPED = frozenset("?*+{}|)]")
_DEEPEST = 100  # groups in groups; Python's own expressions have such a bound too
_SHOWN = 80
_HIGHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes one after another."""

    nodes: list["Node"]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Nodes of which one matches."""

    nodes: list["Node"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A node ``low`` to ``high`` times; without bound where ``high`` is None."""

    node: "Node"
    low: int
    high: int | None


Node = Union[Chars, Sequence, Alternatives, Repeat]  # noqa: UP007 - it refers to itself


class Reader:
    """Reads one expression; raises ``DatatypeError`` where it is malformed."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._depth = 0

    def read(self) -> Node:
        """Return the tree of the whole expression."""
        node = self._alternatives()
        if self._at < len(self._source):
            raise self._error("a “(” is missing")
        return node

    def _error(self, why: str) -> DatatypeError:
        shown = self._source if len(self._source) <= _SHOWN else self._source[:_SHOWN] + "…"
        return DatatypeError(
            f"the pattern “{shown}” is malformed: {why} (character {self._at + 1})"
        )

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self) -> str:
        char = self._peek()
        if not char:
            raise self._error("it ends too early")
        self._at += 1
        return char

    def _taken(self, char: str) -> bool:
        if self._peek() != char:
            return False
        self._at += 1
        return True

    def _alternatives(self) -> Node:
        branches = [self._branch()]
        while self._taken("|"):
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        sets = [branch for branch in branches if isinstance(branch, Chars)]
        return union(sets) if len(sets) == len(branches) else Alternatives(branches)

    def _branch(self) -> Node:
        nodes: list[Node] = []
        while self._peek() not in ("", "|", ")"):
            nodes.append(self._piece())
        return nodes[0] if len(nodes) == 1 else Sequence(nodes)

    def _piece(self) -> Node:
        atom = self._atom()
        char = self._peek()
        if char == "{":
            self._at += 1
            low, high = self._quantity()
        elif char and char in "?*+":
            self._at += 1
            low, high = int(char == "+"), 1 if char == "?" else None
        else:
            return atom
        if isinstance(atom, Repeat) and (atom.low, atom.high) == (0, 1):
            return Repeat(atom.node, 0, high)  # the same texts, in fewer ways
        return Repeat(atom, low, high)

    def _quantity(self) -> tuple[int, int | None]:
        low = self._number()
        if self._taken("}"):
            return low, low
        if not self._taken(","):
            raise self._error("“,” or “}” was expected")
        if self._taken("}"):
            return low, None
        high = self._number()
        if not self._taken("}"):
            raise self._error("“}” was expected")
        if low > high:
            raise self._error("the least number is greater than the greatest")
        return low, high

    def _number(self) -> int:
        start = self._at
        while "0" <= self._peek() <= "9":
            self._at += 1
        digits = self._source[start : self._at]
        if not digits:
            raise self._error("a number was expected")
        return min(int(digits[:10]), _HIGHEST)

    def _atom(self) -> Node:
        char = self._take()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == ".":
            return ANY_BUT_LINE_ENDS
        if char in _MUST_BE_ESCAPED:
            self._at -= 1
            raise self._error(f"“{char}” must be written “\\{char}” here")
        return one(char)

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error(f"there are more than {_DEEPEST} groups in groups")
        node = self._alternatives()
        if not self._taken(")"):
            raise self._error("“)” was expected")
        self._depth -= 1
        return node

    def _escape(self) -> Chars:
        char = self._take()
        if char in _SINGLE:
            return one(_SINGLE[char])
        if char in "pP":
            return self._property(negated=char == "P")
        found = escape(char)
        if found is None:
            self._at -= 1
            raise self._error(f"there is no escape “\\{char}”")
        return found

    def _property(self, negated: bool) -> Chars:
        if not self._taken("{"):
            raise self._error("“{” was expected")
        end = self._source.find("}", self._at)
        if end < 0:
            raise self._error("“}” was expected")
        name = self._source[self._at : end]
        holds: Holds | None = in_category(name) if name in CATEGORIES else None
        if name.startswith("Is"):
            holds = in_block(name[2:])
        if holds is None:
            raise self._error(f"Unicode has no category or block “{name}”")
        self._at = end + 1
        return Chars([], [holds], negated)

    def _class(self) -> Chars:
        """Return the set of a class, whose “[” is taken."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error(f"there are more than {_DEEPEST} classes in classes")
        negated = self._taken("^")
        ranges: list[tuple[int, int]] = []
        others: list[Holds] = []
        without = None
        while not self._taken("]"):
            if self._source.startswith("-[", self._at) and (ranges or others):
                self._at += 2
                without = self._class()
                if not self._taken("]"):
                    raise self._error("“]” was expected behind what is subtracted")
                break
            self._class_part(ranges, others)
        if not ranges and not others:
            raise self._error("a class is empty")
        self._depth -= 1
        return Chars(ranges, others, negated, without)

    def _class_part(self, ranges: list[tuple[int, int]], others: list[Holds]) -> None:
        dash = self._peek() == "-"
        low = self._class_char(first=not ranges and not others)
        if isinstance(low, Chars):
            others.append(low)
            return
        high = low
        if (
            not dash
            and self._peek() == "-"
            and self._source[self._at + 1 : self._at + 2] not in ("]", "[", "")
        ):
            self._at += 1
            end = self._class_char(first=False)
            if isinstance(end, Chars):
                raise self._error("a range must end with one character")
            high = end
            if low > high:
                raise self._error("a range ends before it begins")
        ranges.append((ord(low), ord(high)))

    def _class_char(self, first: bool) -> str | Chars:
        """Return one character of a class, or the set that an escape names.

        A hyphen stands for itself where it is ``first`` or last.
        """
        char = self._take()
        if char == "\\":
            following = self._peek()
            if following and following in _SINGLE:
                self._at += 1
                return _SINGLE[following]
            return self._escape()
        if char == "[" or (char == "-" and not first and self._peek() != "]"):
            self._at -= 1
            raise self._error(f"“{char}” must be written “\\{char}” here")
        return char
