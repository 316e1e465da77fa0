"""ID, IDREF and IDREFS (RELAX NG DTD Compatibility, section 5): the attributes of these types.

A schema must leave no doubt about it: whatever an element is, its attribute of one name is always
of one type. A schema that leaves doubt is refused, as jing refuses it.
"""

from typing import Any

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.datatypes import datatype
from tei_pipeline.relaxng.nameclasses import Name, Names, described
from tei_pipeline.relaxng.patterns import ATTRIBUTE, DATA, VALUE, inner
from tei_pipeline.relaxng.restrictions import Reached
from tei_pipeline.relaxng.restrictions_places import place_of
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.source import broken_at

_SPECIFICATION = "RELAX NG DTD Compatibility"
_EXCEPT = "except its name from “anyName” or “nsName”, of the attribute or of its element"
_ONE_TYPE = "give it the same type in all places"


def id_types(simplifier: Simplifier, reached: Reached) -> dict[tuple[str, str], str]:
    """Return the types of attributes by the names of element and attribute.

    Raises ``SchemaError`` where a schema leaves doubt about one.
    """
    found = _Ids(simplifier, reached).found()
    return {(_written(element), _written(name)): kind for (element, name), kind in found.items()}


def _written(name: Name) -> str:
    return f"{name[0]}}}{name[1]}" if name[0] else name[1]


class _Ids:
    def __init__(self, simplifier: Simplifier, reached: Reached) -> None:
        self._simplifier = simplifier
        self._reached = reached
        self._nodes: list[Any] = simplifier.patterns.nodes
        self._types: dict[tuple[Name, Name], str] = {}

    def found(self) -> dict[tuple[Name, Name], str]:
        if not any(self._type(pattern) for pattern in self._reached.patterns):
            return {}
        self._check_parents()
        typed = [one for one in self._attributes() if self._type(self._nodes[one][2])]
        for attribute in typed:
            self._check_attribute(attribute)
        bits = self._reached.contents.attribute_bits(typed)
        for number in self._reached.definitions:
            for attribute in self._held(number, bits):
                self._add(number, attribute)
        self._check_conflicts()
        return self._types

    def _type(self, pattern: int) -> str | None:
        node = self._nodes[pattern]
        if node[0] == DATA:
            return datatype(node[1], node[2], node[3]).id_type
        return datatype(node[1], node[2]).id_type if node[0] == VALUE else None

    def _attributes(self) -> list[int]:
        return [one for one in sorted(self._reached.patterns) if self._nodes[one][0] == ATTRIBUTE]

    def _held(self, number: int, among: int) -> list[int]:
        content = self._simplifier.definitions[number][1]
        return self._reached.contents.attributes(content, among)

    def _check_parents(self) -> None:
        """Check that no type of IDs is the type of anything but an attribute as a whole."""
        message = "the types ID, IDREF and IDREFS are for the value of an attribute as a whole"
        for number in self._reached.definitions:
            content = self._simplifier.definitions[number][1]
            if self._type(content):
                raise self._doubt(number, [content], message)
        for pattern in sorted(self._reached.patterns):
            if self._nodes[pattern][0] == ATTRIBUTE:
                continue
            for one in inner(self._nodes[pattern]):
                if self._type(one):
                    raise self._doubt(self._holder(one), [pattern, one], message)

    def _holder(self, pattern: int) -> int:
        """Return the first definition that holds a pattern."""
        for number in self._reached.definitions:
            waiting = [self._simplifier.definitions[number][1]]
            seen = set(waiting)
            while waiting:
                one = waiting.pop()
                if one == pattern:
                    return number
                new = set(inner(self._nodes[one])) - seen
                seen |= new
                waiting.extend(new)
        return self._reached.definitions[0]

    def _check_attribute(self, attribute: int) -> None:
        if self._nodes[attribute][1][0] != "name":
            raise self._doubt(
                self._holder(attribute),
                [attribute],
                "an attribute of the type ID, IDREF or IDREFS must have one name",
            )

    def _add(self, number: int, attribute: int) -> None:
        elements = Names(self._simplifier.definitions[number][0])
        name, kind = self._nodes[attribute][1][1:], self._type(self._nodes[attribute][2])
        assert kind is not None
        if elements.infinite:
            message = (
                f"an element with the attribute {described(name)} of the type {kind} "
                "must have a name of its own, not “anyName” or “nsName”"
            )
            raise self._doubt(number, [attribute], message)
        for element in sorted(elements.names):
            self._types.setdefault((element, name), kind)

    def _check_conflicts(self) -> None:
        """Check that no other definition gives another type to an attribute that has one."""
        names = {name for _, name in self._types}
        covered: dict[int, list[Name]] = {}
        for attribute in self._attributes():
            held = Names(self._nodes[attribute][1])
            covering = sorted(name for name in names if name in held)
            if covering:
                covered[attribute] = covering
        bits = self._reached.contents.attribute_bits(covered)
        for number in self._reached.definitions:
            elements = Names(self._simplifier.definitions[number][0])
            for attribute in self._held(number, bits):
                for name in covered[attribute]:
                    self._check_conflict(number, elements, attribute, name)

    def _check_conflict(self, number: int, elements: Names, attribute: int, name: Name) -> None:
        kind = self._type(self._nodes[attribute][2])
        if elements.infinite:
            meant = [element for element, of in self._types if of == name and element in elements]
        else:
            meant = sorted(elements.names)
        for element in meant:
            other = self._types.get((element, name))
            if other is not None and other != kind:
                message = (
                    f"the attribute {described(name)} of the element {described(element)} is of"
                    f" the type {other} elsewhere, and {'of ' + kind if kind else 'not'} here"
                )
                wild = elements.infinite or Names(self._nodes[attribute][1]).infinite
                raise self._doubt(number, [attribute], message, _EXCEPT if wild else _ONE_TYPE)

    def _doubt(
        self, definition: int, chain: list[int], message: str, mend: str | None = None
    ) -> SchemaError:
        raw = place_of(self._simplifier, definition, chain)
        return broken_at(raw.path, raw.line, message, "5", mend, _SPECIFICATION)
