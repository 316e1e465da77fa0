"""What is left of a pattern after an attribute, a child element or a text (Clark's derivatives).

Every result is kept, so that each step of a grammar is computed once. Knows nothing of documents:
names are ``uri}local`` or ``local``, texts are texts.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tei_pipeline.relaxng.datatypes import datatype
from tei_pipeline.relaxng.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    NameClass,
    Patterns,
)

Namespaces = Mapping[str, str]
_SPACE = " \t\r\n"
_SPACES = re.compile(r"[ \t\r\n]+")


class Derivatives:
    """The derivatives of one grammar's patterns; ``definitions`` as in ``Grammar``."""

    def __init__(self, patterns: Patterns, definitions: list[tuple[NameClass, int]]) -> None:
        self.patterns = patterns
        self.definitions = definitions
        self._nodes: list[Any] = patterns.nodes
        self._nullable: dict[int, bool] = {}
        self._children: dict[tuple[int, str], dict[int, int]] = {}
        self._choices: dict[int, tuple[dict[str, list[int]], list[int]]] = {}
        self._closed: dict[int, int] = {}
        self._attributes: dict[int, frozenset[int]] = {}
        self._with_data: dict[int, bool] = {}
        self._with_context: dict[int, bool] = {}

    def nullable(self, pattern: int) -> bool:
        """Return whether a pattern matches nothing at all."""
        known = self._nullable.get(pattern)
        if known is None:
            known = self._nullable[pattern] = self._compute_nullable(self._nodes[pattern])
        return known

    def _compute_nullable(self, node: Any) -> bool:
        kind = node[0]
        if kind == CHOICE:
            return any(self.nullable(member) for member in node[1])
        if kind == INTERLEAVE:
            return all(self.nullable(member) for member in node[1])
        if kind == GROUP:
            return self.nullable(node[1]) and self.nullable(node[2])
        if kind == ONE_OR_MORE:
            return self.nullable(node[1])
        return kind in (EMPTY, TEXT)  # their kinds are their numbers

    def children(self, pattern: int, name: str) -> dict[int, int]:
        """Return what is left after a child of this name, by the definition that it may have."""
        key = (pattern, name)
        known = self._children.get(key)
        if known is None:
            known = self._children[key] = self._after_child(pattern, name)
        return known

    def _after_child(self, pattern: int, name: str) -> dict[int, int]:
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == ELEMENT:
            return {node[1]: EMPTY} if contains(self.definitions[node[1]][0], name) else {}
        if kind == CHOICE:
            named, others = self._choice_index(pattern, node[1])
            return self._united(self.children(one, name) for one in (*named.get(name, ()), *others))
        if kind == GROUP:
            first = self.children(node[1], name)
            found = {d: made.group(left, node[2]) for d, left in first.items()}
            if self.nullable(node[1]):
                return self._united((found, self.children(node[2], name)))
            return found
        if kind == ONE_OR_MORE:
            again = made.optional(pattern)
            return {d: made.group(x, again) for d, x in self.children(node[1], name).items()}
        if kind == INTERLEAVE:
            return self._united(self._interleaved(node[1], name))
        return {}

    def _interleaved(self, members: tuple[int, ...], name: str) -> Iterable[dict[int, int]]:
        for place, member in enumerate(members):
            others = members[:place] + members[place + 1 :]
            yield {
                definition: self.patterns.interleave((left, *others))
                for definition, left in self.children(member, name).items()
            }

    def _united(self, several: Iterable[dict[int, int]]) -> dict[int, int]:
        found: dict[int, int] = {}
        for one in several:
            for definition, left in one.items():
                before = found.get(definition)
                found[definition] = left if before is None else self.patterns.choice((before, left))
        return found

    def _choice_index(
        self, pattern: int, members: tuple[int, ...]
    ) -> tuple[dict[str, list[int]], list[int]]:
        """Return the members of a choice that are one named element, by name, and the others."""
        known = self._choices.get(pattern)
        if known is None:
            named: dict[str, list[int]] = {}
            others: list[int] = []
            for member in members:
                node = self._nodes[member]
                names: Any = self.definitions[node[1]][0] if node[0] == ELEMENT else ("any",)
                if names[0] == "name":
                    named.setdefault(written(names), []).append(member)
                elif node[0] not in (EMPTY, TEXT, ATTRIBUTE, DATA, VALUE, LIST):
                    others.append(member)
            known = self._choices[pattern] = (named, others)
        return known

    def closed(self, pattern: int) -> int:
        """Return a pattern without its attributes: what they were optional in stays possible."""
        known = self._closed.get(pattern)
        if known is None:
            known = self._closed[pattern] = self._close(pattern)
        return known

    def _close(self, pattern: int) -> int:
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == ATTRIBUTE:
            return NOT_ALLOWED
        if kind == CHOICE:
            return made.choice(map(self.closed, node[1]))
        if kind == INTERLEAVE:
            return made.interleave(map(self.closed, node[1]))
        if kind == GROUP:
            return made.group(self.closed(node[1]), self.closed(node[2]))
        if kind == ONE_OR_MORE:
            return made.one_or_more(self.closed(node[1]))
        return pattern

    def attributes(self, pattern: int) -> frozenset[int]:
        """Return the attribute patterns that a pattern holds outside elements."""
        known = self._attributes.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            if node[0] == ATTRIBUTE:
                known = frozenset((pattern,))
            else:
                known = frozenset().union(*map(self.attributes, parts(node)))
            self._attributes[pattern] = known
        return known

    def after_attribute(self, pattern: int, taken: frozenset[int]) -> int:
        """Return what is left after an attribute that one of the patterns ``taken`` stands for."""
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if not taken & self.attributes(pattern):
            return NOT_ALLOWED
        if kind == ATTRIBUTE:
            return EMPTY
        if kind == CHOICE:
            return made.choice(self.after_attribute(member, taken) for member in node[1])
        if kind == GROUP:
            return made.choice(
                (
                    made.group(self.after_attribute(node[1], taken), node[2]),
                    made.group(node[1], self.after_attribute(node[2], taken)),
                )
            )
        if kind == ONE_OR_MORE:
            return made.group(self.after_attribute(node[1], taken), made.optional(pattern))
        members = node[1]
        return made.choice(
            made.interleave(
                (self.after_attribute(one, taken), *members[:place], *members[place + 1 :])
            )
            for place, one in enumerate(members)
        )

    def without_attributes(self, pattern: int) -> int:
        """Return a pattern as if all its attributes were there: what an element may then hold."""
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == ATTRIBUTE:
            return EMPTY
        if kind == CHOICE:
            return made.choice(map(self.without_attributes, node[1]))
        if kind == INTERLEAVE:
            return made.interleave(map(self.without_attributes, node[1]))
        if kind == GROUP:
            first = self.without_attributes(node[1])
            return made.group(first, self.without_attributes(node[2]))
        if kind == ONE_OR_MORE:
            return made.one_or_more(self.without_attributes(node[1]))
        return pattern

    def needs_context(self, pattern: int) -> bool:
        """Return whether a verdict on a value depends on the prefixes that are declared there."""
        known = self._with_context.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            if node[0] in (DATA, VALUE):
                known = datatype(node[1], node[2]).context_dependent
                known = known or (node[0] == DATA and self.needs_context(node[4]))
            else:
                inner = (node[1],) if node[0] == LIST else parts(node)
                known = any(map(self.needs_context, inner))
            self._with_context[pattern] = known
        return known

    def has_data(self, pattern: int) -> bool:
        """Return whether a pattern asks for the text of an element, not only for its presence."""
        known = self._with_data.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            known = node[0] in (DATA, VALUE, LIST) or any(map(self.has_data, parts(node)))
            self._with_data[pattern] = known
        return known

    def after_text(self, pattern: int, text: str, namespaces: Namespaces | None = None) -> int:
        """Return what is left after a text."""
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == TEXT:
            return TEXT
        if kind == CHOICE:
            return made.choice([self.after_text(one, text, namespaces) for one in node[1]])
        if kind == GROUP:
            after = made.group(self.after_text(node[1], text, namespaces), node[2])
            if not self.nullable(node[1]):
                return after
            return made.choice((after, self.after_text(node[2], text, namespaces)))
        if kind == ONE_OR_MORE:
            left = self.after_text(node[1], text, namespaces)
            return made.group(left, made.optional(pattern))
        if kind == INTERLEAVE:
            members = node[1]
            return made.choice(
                [
                    made.interleave(
                        (
                            self.after_text(one, text, namespaces),
                            *members[:place],
                            *members[place + 1 :],
                        )
                    )
                    for place, one in enumerate(members)
                ]
            )
        return EMPTY if kind in (DATA, VALUE, LIST) and self._is(node, text, namespaces) else 0

    def _is(self, node: Any, text: str, namespaces: Namespaces | None) -> bool:
        """Return whether a text is the data, the value or the list that a node asks for."""
        if node[0] == DATA:
            if not datatype(node[1], node[2], node[3]).allows(text, namespaces):
                return False
            return node[4] == NOT_ALLOWED or not self.matches(node[4], text, namespaces)
        if node[0] == VALUE:
            kind = datatype(node[1], node[2])
            given = dict(node[4]) if node[4] else None
            return kind.allows(text, namespaces) and kind.equal(node[3], given, text, namespaces)
        pattern = node[1]
        for token in tokens(text):
            pattern = self.after_text(pattern, token, namespaces)
        return self.nullable(pattern)

    def matches(self, pattern: int, text: str, namespaces: Namespaces | None = None) -> bool:
        """Return whether a text as a whole matches (an attribute's value, an element's content)."""
        if self.nullable(pattern) and not text.strip(_SPACE):
            return True
        return self.nullable(self.after_text(pattern, text, namespaces))


def parts(node: Any) -> tuple[int, ...]:
    """Return the patterns that a node is made of, on the level of one element."""
    kind = node[0]
    if kind in (CHOICE, INTERLEAVE):
        members: tuple[int, ...] = node[1]
        return members
    if kind == GROUP:
        return (node[1], node[2])
    return (node[1],) if kind == ONE_OR_MORE else ()


def tokens(text: str) -> list[str]:
    """Return the words of a list: what XML's four white space characters part."""
    if text.isascii():
        return text.split()
    return [word for word in _SPACES.split(text) if word]


def contains(names: NameClass, name: str) -> bool:
    """Return whether a name class holds a name."""
    kind: Any = names[0]
    if kind == "name":
        return written(names) == name
    if kind == "choice":
        return any(contains(one, name) for one in names[1:])  # type: ignore[arg-type]
    but: Any = names[-1]
    if kind == "ns" and names[1] != name.rpartition("}")[0]:
        return False
    return but is None or not contains(but, name)


def written(names: NameClass) -> str:
    """Return the name of a name class that has one, as ``uri}local`` or ``local``."""
    return f"{names[1]}}}{names[2]}" if names[1] else str(names[2])
