"""What is left of a pattern after a child element or a text (Clark's derivatives).

Every result is kept, so that each step of a grammar is computed once. Knows nothing of documents:
names are ``uri}local`` or ``local``, texts are texts. A group is followed in a loop, so that a
sequence may be as long as one likes.
"""

from collections.abc import Callable, Iterable
from typing import Any

from tei_pipeline.relaxng.drafts import Drafts
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
    around,
    parts,
)
from tei_pipeline.relaxng.runs import Places, Run, Runs, element_names

_LEAVES = (EMPTY, TEXT, ATTRIBUTE, DATA, VALUE, LIST)  # the first two are their own kinds

_MOST_KEPT = 300_000  # names that no schema spells out may be without number

Children = dict[int, int]


class Derivatives:
    """The derivatives of one grammar's patterns; ``definitions`` as in ``Grammar``.

    With ``draft`` a pattern stands for all that can still become what it asks for (``drafts``).
    """

    def __init__(
        self, patterns: Patterns, definitions: list[tuple[NameClass, int]], *, draft: bool = False
    ) -> None:
        self.patterns = patterns
        self.definitions = definitions
        self.drafts = Drafts(patterns, definitions) if draft else None
        self._nodes: list[Any] = patterns.nodes
        self._nullable: dict[int, bool] = {}
        self._children: dict[tuple[int, str], Children] = {}
        self._choices: dict[int, tuple[dict[str, list[int]], list[int]]] = {}
        self._with_data: dict[int, bool] = {}
        self._after_words: dict[int, int] = {}
        self._names: dict[int, frozenset[str] | None] = {}
        self._runs = Runs(self)

    def content(self, definition: int) -> int:
        """Return the content that an element of a definition must have."""
        if self.drafts is not None:
            return self.drafts.content(definition)
        return self.definitions[definition][1]

    def value(self, pattern: int) -> int:
        """Return what a value must match of which a pattern is asked."""
        return pattern if self.drafts is None else self.drafts.feasible(pattern)

    def nullable(self, pattern: int) -> bool:
        """Return whether a pattern matches nothing at all."""
        known = self._nullable.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            run = self._runs.at(pattern) if node[0] == GROUP else None
            known = self._is_nullable(node) if run is None else run[0].ends_at(run[1])
            self._nullable[pattern] = known
        return known

    def _is_nullable(self, node: Any) -> bool:
        while node[0] == GROUP:
            if not self.nullable(node[1]):
                return False
            node = self._nodes[node[2]]
        kind = node[0]
        if kind == CHOICE:
            return any(self.nullable(member) for member in node[1])
        if kind == INTERLEAVE:
            return all(self.nullable(member) for member in node[1])
        if kind == ONE_OR_MORE:
            return self.nullable(node[1])
        return kind in (EMPTY, TEXT)

    def children(self, pattern: int, name: str) -> Children:
        """Return what is left after a child of this name, by the definition that it may have."""
        key = (pattern, name)
        known = self._children.get(key)
        if known is None:
            if len(self._children) >= _MOST_KEPT:
                self._children.clear()
            known = self._children[key] = self._after_child(pattern, name)
        return known

    def step(self, pattern: int, name: str) -> int:
        """Return what is left after a child, of whatever definition; or ``NOT_ALLOWED``."""
        lefts = self.children(pattern, name)
        if len(lefts) == 1:
            return next(iter(lefts.values()))
        return self.patterns.choice(lefts.values())

    def _after_child(self, pattern: int, name: str) -> Children:
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == ELEMENT:
            return {node[1]: EMPTY} if contains(self.definitions[node[1]][0], name) else {}
        if kind == CHOICE:
            named, others = self._choice_index(pattern, node[1])
            return self._united(self.children(one, name) for one in (*named.get(name, ()), *others))
        if kind == GROUP:
            return self._united(self._in_group(pattern, name))
        if kind == ONE_OR_MORE:
            again = made.optional(pattern)
            return {d: made.group(x, again) for d, x in self.children(node[1], name).items()}
        if kind == INTERLEAVE:
            return self._united(self._interleaved(node[1], name))
        return {}

    def _in_group(self, pattern: int, name: str) -> Iterable[Children]:
        node = self._nodes[pattern]
        while node[0] == GROUP:
            place = self._runs.at(pattern)
            if place is not None:
                yield self._in_run(place, name)
                return
            first, pattern = node[1], node[2]
            found = self.children(first, name)
            yield {one: self.patterns.group(left, pattern) for one, left in found.items()}
            if not self.nullable(first):
                return
            node = self._nodes[pattern]
        yield self.children(pattern, name)

    def _in_run(self, place: tuple[Run, int], name: str) -> Children:
        run, start = place
        lefts: dict[int, list[int]] = {}
        for member, rest in run.reached(start, run.named(name)):
            for definition, left in self.children(member, name).items():
                lefts.setdefault(definition, []).append(self.patterns.group(left, rest))
        return {definition: self._runs.choice(several) for definition, several in lefts.items()}

    def names(self, pattern: int) -> frozenset[str] | None:
        """Return the names of the elements that a pattern holds; None where there may be others."""
        if pattern not in self._names:
            self._names[pattern] = element_names(self, pattern)
        return self._names[pattern]

    def _interleaved(self, members: tuple[int, ...], name: str) -> Iterable[Children]:
        for place, member in enumerate(members):
            names = self.names(member)
            if names is not None and name not in names:
                continue
            found = self.children(member, name)
            if found:
                others = around(members, place)
                yield {one: self.patterns.interleave((x, *others)) for one, x in found.items()}

    def _united(self, several: Iterable[Children]) -> Children:
        found: Children = {}
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
                elif node[0] not in _LEAVES:
                    others.append(member)
            known = self._choices[pattern] = (named, others)
        return known

    def has_data(self, pattern: int) -> bool:
        """Return whether a pattern asks for the text of an element, not only for its presence."""
        known = self._with_data.get(pattern)
        if known is None:
            node = self._nodes[pattern]
            place = self._runs.at(pattern) if node[0] == GROUP else None
            if place is not None:
                return place[1] <= place[0].last_data
            while node[0] == GROUP and not self.has_data(node[1]):
                node = self._nodes[node[2]]
            inner = (part for part in parts(node) if self._nodes[part][0] != ELEMENT)
            known = node[0] in (DATA, VALUE, LIST) or any(map(self.has_data, inner))
            self._with_data[pattern] = known
        return known

    def after_words(self, pattern: int) -> int:
        """Return what is left after a text that is not blank, where its words do not matter."""
        known = self._after_words.get(pattern)
        if known is None:
            known = self._after_words[pattern] = self._spoken(pattern)
        return known

    def _spoken(self, pattern: int) -> int:
        node, made = self._nodes[pattern], self.patterns
        kind = node[0]
        if kind == GROUP:
            return self.in_group(pattern, self.after_words, lambda run: run.speaking)
        if kind == CHOICE:
            nodes = self._nodes
            return made.choice([self.after_words(n) for n in node[1] if nodes[n][0] != ELEMENT])
        if kind == ONE_OR_MORE:
            left, again = self.after_words(node[1]), made.optional(pattern)
            # mixed content: any text may come again, so that the state need not turn
            return again if left == TEXT and self._may_be_text(node[1]) else made.group(left, again)
        if kind == INTERLEAVE:
            lefts = ((place, self.after_words(one)) for place, one in enumerate(node[1]))
            return made.choice(
                made.interleave((left, *around(node[1], place))) for place, left in lefts if left
            )
        return pattern if kind == TEXT else NOT_ALLOWED

    def in_group(
        self, pattern: int, after: Callable[[int], int], among: Callable[[Run], Places]
    ) -> int:
        """Return what is left of a group; ``after`` tells what is left of each of its parts.

        ``among`` chooses the members of a long group that come into question.
        """
        node, made = self._nodes[pattern], self.patterns
        found: list[int] = []
        while node[0] == GROUP:
            run = self._runs.at(pattern)
            if run is not None:
                return made.choice((*found, self._runs.left(run, among(run[0]), after)))
            first, pattern = node[1], node[2]
            found.append(made.group(after(first), pattern))
            if not self.nullable(first):
                return made.choice(found)
            node = self._nodes[pattern]
        return made.choice((*found, after(pattern)))

    def _may_be_text(self, pattern: int) -> bool:
        node = self._nodes[pattern]
        return node[0] == CHOICE and TEXT in node[1]


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
