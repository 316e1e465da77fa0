"""Regular expressions of XML Schema, matched in a time that does not explode.

An expression is translated into one of Python's. That one knows ASCII only, with a stand-in for
each kind of other character that the sets of the expression tell apart: texts are translated into
stand-ins first, so that no table of Unicode is needed. Where Python could try many ways to the same
end, an automaton (``automata``) takes its place.
"""

import functools
import re
from typing import Any

from tei_pipeline.relaxng.datatypes.automata import Automaton, is_ambiguous, positions
from tei_pipeline.relaxng.datatypes.characters import Chars
from tei_pipeline.relaxng.datatypes.regex_reader import Node, Reader, Repeat, Sequence
from tei_pipeline.relaxng.datatypes.types import Test

_FIRST_STAND_IN = 0x100
_ASCII = 128
_NEVER = "(?!)"


@functools.lru_cache(maxsize=1024)
def expression(source: str) -> Test:
    """Return what tells whether a text as a whole matches an expression.

    Raises ``DatatypeError`` where it is malformed.
    """
    node = Reader(source).read()
    if is_ambiguous(node):
        return Automaton.of(node).matches
    return _Expression(node).matches


class _Expression:
    """An expression as one of Python's; compiled again when a new kind of character is met."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._sets = list(dict.fromkeys(positions(node)))
        self._stand_ins: dict[tuple[bool, ...], int] = {}
        self._table = _Table(self)
        self._pattern: re.Pattern[str] | None = None

    def matches(self, text: str) -> bool:
        """Tell whether the text as a whole matches."""
        if not text.isascii():
            text = text.translate(self._table)
        if self._pattern is None:
            self._pattern = re.compile(self._written(self._node))
        return self._pattern.fullmatch(text) is not None

    def stand_in(self, char: str) -> int:
        """Return the code point that stands for a character beyond ASCII."""
        key = tuple(one(char) for one in self._sets)
        found = self._stand_ins.get(key)
        if found is None:
            found = self._stand_ins[key] = _FIRST_STAND_IN + len(self._stand_ins)
            self._pattern = None
        return found

    def _written(self, node: Node) -> str:
        if isinstance(node, Chars):
            return self._set(node)
        if isinstance(node, Repeat):
            high = "" if node.high is None else node.high
            inner = self._written(node.node)
            if not isinstance(node.node, Chars):
                inner = f"(?:{inner})"
            return f"{inner}{{{node.low},{high}}}"
        if isinstance(node, Sequence):
            return "".join(map(self._written, node.nodes))
        return f"(?:{'|'.join(map(self._written, node.nodes))})"

    def _set(self, chars: Chars) -> str:
        index = self._sets.index(chars)
        codes = sorted(chars.in_ascii())
        codes += [code for key, code in self._stand_ins.items() if key[index]]
        return f"[{_ranges(codes)}]" if codes else _NEVER


def _ranges(codes: list[int]) -> str:
    """Return the inside of a class that holds code points, which are given in order."""
    written = ""
    at = 0
    while at < len(codes):
        end = at
        while end + 1 < len(codes) and codes[end + 1] == codes[end] + 1:
            end += 1
        written += _escaped(codes[at]) + ("" if end == at else "-" + _escaped(codes[end]))
        at = end + 1
    return written


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < _ASCII else f"\\u{code:04x}"


class _Table(dict[int, Any]):
    """Stand-ins by character, found as they are met."""

    def __init__(self, expression: _Expression) -> None:
        super().__init__({code: code for code in range(_ASCII)})
        self._expression = expression

    def __missing__(self, code: int) -> int:
        found = self[code] = self._expression.stand_in(chr(code))
        return found
