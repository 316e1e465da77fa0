"""Section 7 of the specification: what a correct schema may not have in its simple form.

Paths (7.1) are followed from ``start`` through every element that can be reached, each pattern once
for each combination of what is around it. ``restrictions_content`` knows sections 7.2 to 7.4,
``restrictions_places`` where in the files a pattern was written.
"""

from dataclasses import dataclass
from typing import Any

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.nameclasses import Names
from tei_pipeline.relaxng.patterns import (
    ATTRIBUTE,
    DATA,
    ELEMENT,
    EMPTY_KIND,
    GROUP,
    INTERLEAVE,
    LIST,
    ONE_OR_MORE,
    TEXT_KIND,
    VALUE,
    inner,
)
from tei_pipeline.relaxng.restrictions_content import Contents
from tei_pipeline.relaxng.restrictions_places import place_of
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.source import broken

# What a pattern stands in, as bits.
_ATTRIBUTE = 1
_MORE = 2
_MORE_OF_SEVERAL = 4
_LIST = 8
_EXCEPT = 16
_START = 32

_NAMES = {
    ELEMENT: "an element", ATTRIBUTE: "an attribute", LIST: "a list", GROUP: "a group",
    INTERLEAVE: "an interleave", ONE_OR_MORE: "a repetition", TEXT_KIND: "text", DATA: "data",
    EMPTY_KIND: "empty", VALUE: "a value",
}  # fmt: skip
_BARRED: dict[int, tuple[str, str, frozenset[int]]] = {
    _ATTRIBUTE: ("7.1.1", "in an attribute", frozenset({ELEMENT, ATTRIBUTE})),
    _MORE_OF_SEVERAL: (
        "7.1.2", "in a group or an interleave that is repeated", frozenset({ATTRIBUTE})
    ),
    _LIST: ("7.1.3", "in a list", frozenset({LIST, ELEMENT, ATTRIBUTE, TEXT_KIND, INTERLEAVE})),
    _EXCEPT: (
        "7.1.4", "in the “except” of “data”", frozenset(_NAMES) - {DATA, VALUE}
    ),
    _START: ("7.1.5", "in “start” outside an element", frozenset(_NAMES) - {ELEMENT}),
}  # fmt: skip

_MENDS = {
    "7.1.2": "take the attribute out of the group, or do not repeat it",
    "7.1.5": "let “start” hold an element, or a choice of elements",
    "7.2": "let a “list” hold what follows one another, or make it a choice",
    "7.3": "leave one out, make the two a choice, or except the name from “anyName” or “nsName”",
    "7.4": "leave one of them out, or use a group",
}

_Step = tuple[int, int]  # a pattern and what is around it


@dataclass(frozen=True, slots=True)
class Reached:
    """What can be reached from ``start``: patterns and definitions, and what the patterns hold."""

    patterns: frozenset[int]
    definitions: tuple[int, ...]
    contents: Contents


def check_restrictions(simplifier: Simplifier, start: int) -> Reached:
    """Raise a ``SchemaError`` where a schema in simple form breaks section 7."""
    return _Restrictions(simplifier).check(start)


class _Restrictions:
    def __init__(self, simplifier: Simplifier) -> None:
        self._simplifier = simplifier
        self._nodes: list[Any] = simplifier.patterns.nodes
        self._contents = Contents(simplifier.patterns.nodes, simplifier.definitions)
        self._before: dict[_Step, _Step | None] = {}
        self._definition: int | None = None
        self._reached: list[int] = []
        self._right: set[int] = set()

    def check(self, start: int) -> Reached:
        self._follow(start, _START)
        seen: dict[int, None] = {}
        while self._reached:
            number = self._reached.pop()
            if number not in seen:
                seen[number] = None
                self._definition = number
                self._follow(self._simplifier.definitions[number][1], 0)
                self._check_content(number)
        patterns = frozenset(pattern for pattern, _ in self._before)
        return Reached(patterns, tuple(seen), self._contents)

    def _check_content(self, number: int) -> None:
        """Check sections 7.2 to 7.4, once the paths of an element are known to be right."""
        waiting = [self._simplifier.definitions[number][1]]
        while waiting:
            pattern = waiting.pop()
            if self._nodes[pattern][0] == LIST:
                continue  # in a list, strings stand beside one another
            fault = self._contents.fault(pattern)
            if fault is not None:
                raise self._broken(fault.chain, fault.message, fault.section, fault.again)
            new = [one for one in inner(self._nodes[pattern]) if one not in self._right]
            self._right.update(new)
            waiting.extend(reversed(new))

    def _follow(self, pattern: int, around: int) -> None:
        """Follow all paths of one element's content, or of ``start``."""
        first = (pattern, around)
        if first in self._before:
            return
        self._before[first] = None
        waiting = [first]
        while waiting:
            step = waiting.pop()
            node = self._nodes[step[0]]
            self._check_path(step, node)
            if node[0] == ELEMENT:
                self._reached.append(node[1])
                continue
            following = _around(node, step[1])
            for one in reversed(inner(node)):
                after = (one, following)
                if after not in self._before:
                    self._before[after] = step
                    waiting.append(after)

    def _check_path(self, step: _Step, node: Any) -> None:
        around, kind = step[1], node[0]
        for bit, (section, where, barred) in _BARRED.items():
            if around & bit and kind in barred:
                raise self._broken(
                    self._chain(step), f"{_NAMES[kind]} cannot stand {where}", section
                )
        if kind == ATTRIBUTE and not around & _MORE and Names(node[1]).infinite:
            message = "an attribute of any name (“anyName”, “nsName”) must be repeated"
            mend = "write “zeroOrMore” or “oneOrMore” around it"
            raise self._broken(self._chain(step), message, "7.3", mend=mend)

    def _chain(self, step: _Step) -> list[int]:
        """Return the patterns that lead to a step, it included."""
        chain: list[int] = []
        at: _Step | None = step
        while at is not None:
            chain.append(at[0])
            at = self._before[at]
        return chain[::-1]

    def _broken(
        self,
        chain: list[int],
        message: str,
        section: str,
        again: bool = False,
        mend: str | None = None,
    ) -> SchemaError:
        raw = place_of(self._simplifier, self._definition, chain, again)
        return broken(raw, message, section, mend or _MENDS.get(section))


def _around(node: Any, around: int) -> int:
    """Return what is around the patterns in a node that ``around`` is around."""
    kind = node[0]
    if kind == ATTRIBUTE:
        return around & ~_START | _ATTRIBUTE
    if kind == ONE_OR_MORE:
        return around | _MORE
    if kind in (GROUP, INTERLEAVE) and around & _MORE:
        return around | _MORE_OF_SEVERAL
    if kind == LIST:
        return around | _LIST
    return around | _EXCEPT if kind == DATA else around
