"""What is wrong with the attributes of an element: one fault for one attribute."""

from collections.abc import Sequence
from typing import Any

from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.derivatives import Namespaces
from tei_pipeline.relaxng.expected import simple_names
from tei_pipeline.relaxng.faults import Fault, LackingAttribute, WrongAttribute, WrongValue
from tei_pipeline.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    GROUP,
    INTERLEAVE,
    NOT_ALLOWED,
    ONE_OR_MORE,
)


def attribute_faults(
    automaton: Automaton,
    opening: int,
    attributes: Sequence[str],
    namespaces: Namespaces,
    where: Any,
) -> tuple[list[Fault], int]:
    """Return what is wrong, and the state of the content as if all were right."""
    definitions, element = automaton.openings[opening]
    derivatives = automaton.derivatives
    contents = tuple(automaton.definitions[definition][1] for definition in definitions)
    found: list[Fault] = []
    for place in range(0, len(attributes), 2):
        name, value = attributes[place], attributes[place + 1]
        taken = automaton.taken(contents, name)
        patterns = {int(str(automaton.patterns.nodes[one][2])): one for one in taken}
        true = [
            one
            for one in taken
            if automaton.holds(int(str(automaton.patterns.nodes[one][2])), value, namespaces)
        ]
        left = _after(automaton, contents, frozenset(true or taken))
        if not any(left):
            others = tuple(attributes[::2])
            found.append(WrongAttribute(where, element, name, value, opening, others))
            continue
        contents = left
        if not true:
            found.append(WrongValue(where, element, name, value, tuple(sorted(patterns))))
    closed = tuple(derivatives.closed(content) for content in contents)
    if not any(closed):
        needed = tuple(dict.fromkeys(n for c in contents for n in lacking(automaton, c)))
        found.append(LackingAttribute(where, element, needed, opening))
        closed = tuple(derivatives.without_attributes(content) for content in contents)
    return found, automaton.state(closed)


def _after(
    automaton: Automaton, contents: tuple[int, ...], taken: frozenset[int]
) -> tuple[int, ...]:
    return tuple(automaton.derivatives.after_attribute(content, taken) for content in contents)


def lacking(automaton: Automaton, pattern: int) -> tuple[tuple[str, ...], ...]:
    """Return the attributes that a pattern cannot do without, each with its alternatives."""
    if automaton.derivatives.closed(pattern) != NOT_ALLOWED:
        return ()
    node: Any = automaton.patterns.nodes[pattern]
    kind = node[0]
    if kind == ATTRIBUTE:
        return (simple_names(node[1]),)
    if kind == CHOICE:
        several = [lacking(automaton, member) for member in node[1]]
        if all(len(one) == 1 for one in several):
            return (tuple(dict.fromkeys(name for one in several for name in one[0])),)
        return min(several, key=len)
    if kind in (GROUP, INTERLEAVE):
        inner = node[1:] if kind == GROUP else node[1]
        return tuple(name for part in inner for name in lacking(automaton, part))
    return lacking(automaton, node[1]) if kind == ONE_OR_MORE else ()
