"""What a schema says to people about what it names: documentation, groups, places."""

from collections.abc import Generator

from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.relaxng.patterns import ATTRIBUTE, CHOICE, ELEMENT
from tei_pipeline.relaxng.scopes import Place, Scope
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.source import Raw

_Spot = tuple[Raw, Place]
_Key = tuple[Scope, str]
_Said = dict[int, str]
_Search = Generator[_Key, _Said, _Said]


def words_of(simplifier: Simplifier) -> Words:
    """Return the words of a schema that was simplified."""
    words = Words()
    for number, (raw, _) in enumerate(simplifier.written):
        words.places[number] = (str(raw.path), raw.line)
        if raw.documentation:
            words.elements[number] = raw.documentation
    texts: dict[int, set[str]] = {}
    for (raw, _), number in simplifier.made.items():
        texts.setdefault(number, set()).add(raw.documentation)
    for number, several in texts.items():
        if len(several) == 1 and several != {""}:
            attribute = simplifier.patterns.nodes[number][0] == ATTRIBUTE
            known = words.attributes if attribute else words.values
            known[number] = next(iter(several))
    own = _Own(simplifier, {number for number, several in texts.items() if len(several) > 1})
    words.own_attributes.update(own.attributes())
    words.own_values.update(own.values())
    words.groups.extend(_groups(simplifier))
    return words


class _Own:
    """Finds the documentation of patterns that are equal, but documented in different words."""

    def __init__(self, simplifier: Simplifier, wanted: set[int]) -> None:
        self._simplifier = simplifier
        self._wanted = wanted
        self._known: dict[_Key, _Said] = {}

    def attributes(self) -> dict[tuple[int, int], str]:
        """Return the documentation of attributes, by definition and pattern."""
        found: dict[tuple[int, int], str] = {}
        for number, (raw, place) in enumerate(self._simplifier.written):
            said = self._run([(child, place) for child in raw.children[1:]])
            found.update({(number, pattern): text for pattern, text in said.items()})
        return found

    def values(self) -> dict[tuple[int, int], str]:
        """Return the documentation of values, by attribute and pattern."""
        found: dict[tuple[int, int], str] = {}
        for (raw, place), number in self._simplifier.made.items():
            if raw.kind == "attribute":
                said = self._run([(child, place) for child in raw.children[1:]])
                for pattern, text in said.items():
                    found.setdefault((number, pattern), text)
        return found

    def _run(self, spots: list[_Spot]) -> _Said:
        """Return what is said among nodes and all that they refer to, elements aside."""
        stack: list[tuple[_Key | None, _Search]] = [(None, self._search(spots))]
        answer: _Said | None = None
        while True:
            key, search = stack[-1]
            try:
                wanted = search.send(answer)  # type: ignore[arg-type]
            except StopIteration as end:
                stack.pop()
                found: _Said = end.value
                if key is None:
                    return found
                self._known[key] = answer = found
            else:
                stack.append((wanted, self._search(self._simplifier.nodes_of(*wanted))))
                answer = None

    def _search(self, spots: list[_Spot]) -> _Search:
        found: _Said = {}
        waiting = spots[::-1]
        while waiting:
            raw, place = waiting.pop()
            if raw.kind in ("attribute", "value"):
                number = self._simplifier.made.get((raw, place))
                if number in self._wanted:
                    found.setdefault(number, raw.documentation)
            elif raw.kind in ("ref", "parentRef"):
                key = self._simplifier.target(raw, place)
                said = self._known.get(key)
                said = (yield key) if said is None else said
                found = {**said, **found}
            elif raw.kind not in ("element", "data", "externalRef", "grammar"):
                waiting.extend((child, place) for child in reversed(raw.children))
        return found


def _groups(simplifier: Simplifier) -> list[tuple[str, tuple[int, ...]]]:
    """Return the names that stand for a choice of elements only, the smaller ones first."""
    nodes = simplifier.patterns.nodes
    found: dict[tuple[int, ...], str] = {}
    for (_, name), number in simplifier.named.items():
        node = nodes[number]
        if node[0] != CHOICE or not name:
            continue
        members = [nodes[member] for member in node[1]]  # type: ignore[attr-defined]
        if all(member[0] == ELEMENT for member in members):
            found.setdefault(tuple(sorted(member[1] for member in members)), name)
    return [(name, members) for members, name in sorted(found.items(), key=lambda it: len(it[0]))]
