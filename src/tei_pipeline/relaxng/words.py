"""What a schema says to people about what it names: documentation, groups, places."""

from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.relaxng.patterns import CHOICE, ELEMENT
from tei_pipeline.relaxng.simplify import Simplifier


def words_of(simplifier: Simplifier) -> Words:
    """Return the words of a schema that was simplified."""
    words = Words()
    for number, (raw, _) in enumerate(simplifier.written):
        words.places[number] = (str(raw.path), raw.line)
        if raw.documentation:
            words.elements[number] = raw.documentation
    for (raw, _), number in simplifier.made.items():
        known = words.attributes if raw.kind == "attribute" else words.values
        known.setdefault(number, raw.documentation)
    words.groups.extend(_groups(simplifier))
    return words


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
            found.setdefault(tuple(sorted(member[1] for member in members)), name)  # type: ignore[misc,type-var]
    return [(name, members) for members, name in sorted(found.items(), key=lambda it: len(it[0]))]
