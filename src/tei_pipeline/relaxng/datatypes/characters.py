"""Sets of characters as regular expressions of XML Schema name them.

A set is asked one character at a time; no table of Unicode's categories is ever made.
"""

import functools
from collections.abc import Callable
from unicodedata import category

from tei_pipeline.relaxng.datatypes.blocks import blocks
from tei_pipeline.relaxng.written import is_ncname

_KINDS = {
    "L": "ultmo",
    "M": "nce",
    "N": "dlo",
    "P": "cdseifo",
    "Z": "slp",
    "S": "mcko",
    "C": "cfon",
}
CATEGORIES = frozenset(_KINDS) | {major + minor for major in _KINDS for minor in _KINDS[major]}
_ASCII = 128

Holds = Callable[[str], bool]


class Chars:
    """A set of characters: ranges of code points and other sets, perhaps all but these."""

    __slots__ = ("_held", "ascii_only", "negated", "others", "ranges", "without")

    def __init__(
        self,
        ranges: list[tuple[int, int]],
        others: list[Holds],
        negated: bool = False,
        without: "Chars | None" = None,
    ) -> None:
        self.ranges = ranges
        self.others = others
        self.negated = negated
        self.without = without
        self.ascii_only = not (negated or others or any(high >= _ASCII for _, high in ranges))
        self._held: frozenset[int] | None = None

    def __call__(self, char: str) -> bool:
        """Tell whether the set holds a character."""
        code = ord(char)
        found = any(low <= code <= high for low, high in self.ranges)
        if not found:
            found = any(other(char) for other in self.others)
        if found == self.negated:
            return False
        return self.without is None or not self.without(char)

    def in_ascii(self) -> frozenset[int]:
        """Return the code points of ASCII that the set holds."""
        if self._held is None:
            held: set[int] = set()
            for low, high in self.ranges:
                held.update(range(low, min(high + 1, _ASCII)))
            for other in self.others:
                held |= other.in_ascii() if isinstance(other, Chars) else _in_ascii(other)
            found = frozenset(range(_ASCII)) - held if self.negated else frozenset(held)
            self._held = found if self.without is None else found - self.without.in_ascii()
        return self._held

    def meets(self, other: "Chars") -> bool:
        """Tell whether two sets may have a character in common."""
        if self.in_ascii() & other.in_ascii():
            return True
        return not (self.ascii_only or other.ascii_only)


@functools.cache
def _in_ascii(holds: Holds) -> frozenset[int]:
    return frozenset(code for code in range(_ASCII) if holds(chr(code)))


def one(char: str) -> Chars:
    """Return the set of one character."""
    return Chars([(ord(char), ord(char))], [])


def union(sets: list[Chars]) -> Chars:
    """Return the characters of any of some sets."""
    return Chars([], list(sets))


@functools.cache
def in_category(name: str) -> Holds:
    """Return the set of a category of Unicode, one letter for several of them."""
    surrogate = "Cs"  # a surrogate is no character, but Python can hold one
    if len(name) == 1:
        return lambda char: category(char)[0] == name and category(char) != surrogate
    return lambda char: category(char) == name


def in_block(name: str) -> Chars | None:
    """Return the set of a block of Unicode; None for a name that no block has."""
    ranges = blocks().get(name)
    return None if ranges is None else Chars(ranges, [])


def _name_start(char: str) -> bool:
    return char == ":" or is_ncname(char)


def _name(char: str) -> bool:
    return char == ":" or is_ncname("_" + char)


_SPACE = Chars([(9, 10), (13, 13), (32, 32)], [])
_ESCAPES: dict[str, Holds] = {
    "s": _SPACE,
    "d": in_category("Nd"),
    "i": _name_start,
    "c": _name,
    "w": Chars([], [in_category("P"), in_category("Z"), in_category("C")], negated=True),
}
ANY_BUT_LINE_ENDS = Chars([(10, 10), (13, 13)], [], negated=True)


def escape(letter: str) -> Chars | None:
    r"""Return the set that an escape like ``\d`` or ``\D`` names; None if none."""
    holds = _ESCAPES.get(letter.lower())
    return None if holds is None else Chars([], [holds], negated=letter.isupper())
