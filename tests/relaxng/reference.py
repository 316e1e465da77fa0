"""A simple judge to compare the engine with: Clark's derivatives, written down as in his paper.

Patterns are tuples, nothing is interned or kept, and one pattern stands for the whole document with
all that is open in it. It is slow and knows verdicts only.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from tei_pipeline.relaxng.datatypes import datatype

Pattern = tuple[Any, ...]
EMPTY: Pattern = ("empty",)
TEXT: Pattern = ("text",)
NOT_ALLOWED: Pattern = ("notAllowed",)


@dataclass(frozen=True)
class Element:
    """An element of a document: its name, its attributes, its children and texts in order."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Element | str, ...]" = ()


def is_valid(pattern: Pattern, root: Element, contents: dict[str, Pattern]) -> bool:
    """Tell whether a document is valid; ``contents`` are the elements that patterns refer to."""
    return _nullable(_child(pattern, root, contents))


def _choice(first: Pattern, second: Pattern) -> Pattern:
    members = dict.fromkeys(p for p in (*_members(first), *_members(second)) if p != NOT_ALLOWED)
    made = NOT_ALLOWED
    for member in reversed(members):
        made = member if made == NOT_ALLOWED else ("choice", member, made)
    return made


def _members(p: Pattern) -> list[Pattern]:
    """Return what a choice is between: without repetitions it stays small."""
    return [*_members(p[1]), *_members(p[2])] if p[0] == "choice" else [p]


def _both(kind: str, first: Pattern, second: Pattern) -> Pattern:
    if NOT_ALLOWED in (first, second):
        return NOT_ALLOWED
    if kind != "after" and first == EMPTY:
        return second
    return first if kind != "after" and second == EMPTY else (kind, first, second)


def _nullable(p: Pattern) -> bool:
    kind = p[0]
    if kind in ("group", "interleave"):
        return _nullable(p[1]) and _nullable(p[2])
    if kind == "choice":
        return _nullable(p[1]) or _nullable(p[2])
    return _nullable(p[1]) if kind == "oneOrMore" else kind in ("empty", "text")


def _text(p: Pattern, text: str) -> Pattern:
    kind = p[0]
    if kind == "choice":
        return _choice(_text(p[1], text), _text(p[2], text))
    if kind == "interleave":
        return _choice(
            _both("interleave", _text(p[1], text), p[2]),
            _both("interleave", p[1], _text(p[2], text)),
        )
    if kind == "group":
        first = _both("group", _text(p[1], text), p[2])
        return _choice(first, _text(p[2], text)) if _nullable(p[1]) else first
    if kind == "after":
        return _both("after", _text(p[1], text), p[2])
    if kind == "oneOrMore":
        return _both("group", _text(p[1], text), _choice(p, EMPTY))
    if kind == "text":
        return p
    if kind == "data":
        return EMPTY if datatype(p[1], p[2]).allows(text, {}) else NOT_ALLOWED
    if kind == "value":
        return EMPTY if p[1] == " ".join(text.split()) else NOT_ALLOWED
    if kind == "list":
        inner = p[1]
        for token in text.split():
            inner = _text(inner, token)
        return EMPTY if _nullable(inner) else NOT_ALLOWED
    return NOT_ALLOWED


def _start(p: Pattern, name: str, contents: dict[str, Pattern]) -> Pattern:
    kind = p[0]
    if kind == "choice":
        return _choice(_start(p[1], name, contents), _start(p[2], name, contents))
    if kind == "element":
        fits = name in p[1] or "*" in p[1]
        return _both("after", contents[p[2]], EMPTY) if fits else NOT_ALLOWED
    if kind == "interleave":
        return _choice(
            _behind(_start(p[1], name, contents), lambda x: _both("interleave", x, p[2])),
            _behind(_start(p[2], name, contents), lambda x: _both("interleave", p[1], x)),
        )
    if kind == "oneOrMore":
        again = _choice(p, EMPTY)
        return _behind(_start(p[1], name, contents), lambda x: _both("group", x, again))
    if kind == "group":
        first = _behind(_start(p[1], name, contents), lambda x: _both("group", x, p[2]))
        return _choice(first, _start(p[2], name, contents)) if _nullable(p[1]) else first
    if kind == "after":
        return _behind(_start(p[1], name, contents), lambda x: _both("after", x, p[2]))
    return NOT_ALLOWED


def _behind(p: Pattern, change: Any) -> Pattern:
    if p[0] == "after":
        return _both("after", p[1], change(p[2]))
    return _choice(_behind(p[1], change), _behind(p[2], change)) if p[0] == "choice" else p


def _attribute(p: Pattern, name: str, value: str) -> Pattern:
    kind = p[0]
    if kind == "after":
        return _both("after", _attribute(p[1], name, value), p[2])
    if kind == "choice":
        return _choice(_attribute(p[1], name, value), _attribute(p[2], name, value))
    if kind in ("group", "interleave"):
        return _choice(
            _both(kind, _attribute(p[1], name, value), p[2]),
            _both(kind, p[1], _attribute(p[2], name, value)),
        )
    if kind == "oneOrMore":
        return _both("group", _attribute(p[1], name, value), _choice(p, EMPTY))
    if kind == "attribute":
        fits = (name in p[1] or "*" in p[1]) and _matches(p[2], value)
        return EMPTY if fits else NOT_ALLOWED
    return NOT_ALLOWED


def _matches(p: Pattern, text: str) -> bool:
    return (_nullable(p) and not text.strip()) or _nullable(_text(p, text))


def _closed(p: Pattern) -> Pattern:
    kind = p[0]
    if kind == "after":
        return _both("after", _closed(p[1]), p[2])
    if kind == "choice":
        return _choice(_closed(p[1]), _closed(p[2]))
    if kind in ("group", "interleave"):
        return _both(kind, _closed(p[1]), _closed(p[2]))
    if kind == "oneOrMore":
        inner = _closed(p[1])
        return NOT_ALLOWED if inner == NOT_ALLOWED else ("oneOrMore", inner)
    return NOT_ALLOWED if kind == "attribute" else p


def _child(p: Pattern, child: Element | str, contents: dict[str, Pattern]) -> Pattern:
    if isinstance(child, str):
        return _text(p, child)
    p = _start(p, child.name, contents)
    for name, value in child.attributes:
        p = _attribute(p, name, value)
    p = _closed(p)
    inner = child.children
    if not inner:
        p = _choice(p, _text(p, ""))
    elif len(inner) == 1 and isinstance(inner[0], str):
        after = _text(p, inner[0])
        p = after if inner[0].strip() else _choice(p, after)
    else:
        for one in inner:
            if not isinstance(one, str) or one.strip():
                p = _child(p, one, contents)
    return _end(p)


def _end(p: Pattern) -> Pattern:
    if p[0] == "choice":
        return _choice(_end(p[1]), _end(p[2]))
    return p[2] if p[0] == "after" and _nullable(p[1]) else NOT_ALLOWED


def feasible(p: Pattern, finished: Container[str]) -> Pattern:
    """Return a pattern in which nothing need be there: what a draft is judged by.

    Only elements of ``finished`` definitions can be in it.
    """
    kind = p[0]
    if kind in ("choice", "group", "interleave"):
        return (kind, feasible(p[1], finished), feasible(p[2], finished))
    if kind == "oneOrMore":
        return (kind, feasible(p[1], finished))
    if kind == "list":
        p = (kind, feasible(p[1], finished))
    elif kind == "attribute":
        p = (kind, p[1], feasible(p[2], finished))
    elif kind == "element" and p[2] not in finished:
        return NOT_ALLOWED
    return p if kind in ("notAllowed", "text", "empty") else ("choice", p, EMPTY)


def can_match(p: Pattern, finished: Container[str]) -> bool:
    """Return whether anything matches a pattern, with elements of ``finished`` definitions."""
    kind = p[0]
    if kind == "choice":
        return can_match(p[1], finished) or can_match(p[2], finished)
    if kind in ("group", "interleave"):
        return can_match(p[1], finished) and can_match(p[2], finished)
    if kind in ("oneOrMore", "list"):
        return can_match(p[1], finished)
    if kind == "attribute":
        return can_match(p[2], finished)
    return p[2] in finished if kind == "element" else kind != "notAllowed"
