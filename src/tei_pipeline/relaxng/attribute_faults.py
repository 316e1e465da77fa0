"""What is wrong with the attributes of an element: one fault for one attribute."""

from collections.abc import Sequence
from typing import Any

from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.faults import (
    Fault,
    LackingAttribute,
    Unfillable,
    WrongAttribute,
    WrongValue,
)
from tei_pipeline.relaxng.tables import Namespaces, Opening, State


def attribute_faults(
    automaton: Automaton,
    opening: Opening,
    attributes: Sequence[str],
    namespaces: Namespaces,
    where: Any,
) -> tuple[list[Fault], State]:
    """Return what is wrong, and the state of the content as if all were right."""
    patterns, element = automaton.attributes, opening.name
    contents = automaton.contents(opening)
    if not any(contents):
        return [Unfillable(where, element)], automaton.foreign
    others = tuple(attributes[::2])
    found: list[Fault] = []
    for place in range(0, len(attributes), 2):
        name, value = attributes[place], attributes[place + 1]
        taken = patterns.taken(contents, name)
        values = {one: patterns.value(one) for one in taken}
        holds = automaton.texts.holds
        true = frozenset(one for one in taken if holds(values[one], value, namespaces))
        left = tuple(patterns.after(content, true or taken) for content in contents)
        if not any(left):
            found.append(WrongAttribute(where, element, name, value, opening.number, others))
            continue
        contents = left
        if not true:
            wanted = tuple(sorted(set(values.values())))
            found.append(WrongValue(where, element, name, value, wanted))
    closed = tuple(map(patterns.closed, contents))
    if not any(closed):
        needed = tuple(dict.fromkeys(n for c in contents for n in patterns.lacking(c)))
        found.append(LackingAttribute(where, element, needed, opening.number, others))
        closed = tuple(map(patterns.content, contents))
    return found, automaton.state(closed)
