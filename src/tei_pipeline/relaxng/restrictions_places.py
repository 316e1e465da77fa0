"""Where in the files a pattern of the simple form was written.

Equal patterns are one pattern, whose places are not kept. So a definition is made once more, and
watched, when there is something to say about it.
"""

from typing import Any

from tei_pipeline.relaxng.patterns import ATTRIBUTE, DATA, ELEMENT, GROUP, LIST, ONE_OR_MORE
from tei_pipeline.relaxng.scopes import Place
from tei_pipeline.relaxng.simplify import Simplifier
from tei_pipeline.relaxng.source import Raw

_REFERENCES = ("ref", "parentRef", "externalRef", "grammar")
_HOLDERS = (ATTRIBUTE, DATA, LIST, ONE_OR_MORE)
_MOST_HOLDERS = 4

_Spot = tuple[Raw, Place]


def place_of(
    simplifier: Simplifier, definition: int | None, chain: list[int], again: bool = False
) -> Raw:
    """Return the node where the last pattern of a chain was written, as near as it can be told.

    The chain leads to it from the content of a definition (from ``start`` where there is none);
    ``again`` asks for the place where the pattern occurs for the second time.
    """
    nodes: list[Any] = simplifier.patterns.nodes
    last = nodes[chain[-1]]
    if last[0] == ELEMENT:
        element: Raw = simplifier.written[last[1]][0]
        return element
    spot = simplifier.roots[0] if definition is None else simplifier.written[definition]
    children = [spot[0]] if definition is None else _children(spot[0])
    holders = [one for one in chain[:-1] if nodes[one][0] in _HOLDERS][-_MOST_HOLDERS:]
    for pattern in dict.fromkeys((*holders, *chain[-2:])):
        found = _written(simplifier, children, spot[1], pattern)
        if found:
            spot = found[-1] if again and pattern == chain[-1] else found[0]
            children = _children(spot[0])
        elif pattern == chain[-1] and nodes[pattern][0] == GROUP:
            # A group may have no node of its own: then the place is that of its first member.
            return place_of(simplifier, definition, [*chain, nodes[pattern][1]])
    return spot[0]


def _written(
    simplifier: Simplifier, children: list[Raw], place: Place, pattern: int
) -> list[_Spot]:
    """Return up to two places among nodes and what they refer to that a pattern was made of."""
    found: list[_Spot] = []

    def see(raw: Raw, place: Place, made: int) -> None:
        if made == pattern and raw.kind not in _REFERENCES and len(found) < 2:
            found.append((raw, place))

    simplifier.remake(children, place, see)
    return found


def _children(raw: Raw) -> list[Raw]:
    """Return the patterns that a node holds."""
    if raw.kind in ("element", "attribute"):
        return raw.children[1:]
    if raw.kind in ("data", "value"):
        return [one for child in raw.children if child.kind == "except" for one in child.children]
    return raw.children
