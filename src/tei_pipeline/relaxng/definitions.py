"""The definitions of a grammar by name, for elements that stand at no right place."""

from typing import Any

from tei_pipeline.relaxng.derivatives import contains
from tei_pipeline.relaxng.patterns import NOT_ALLOWED, NameClass

_MOST_KEPT = 20_000  # names that no schema spells out may be without number


class Definitions:
    """The definitions of one grammar, but for those whose content is ``notAllowed``."""

    def __init__(self, definitions: list[tuple[NameClass, int]]) -> None:
        self._definitions = definitions
        self._known: dict[str, tuple[int, ...]] = {}

    def named(self, name: str) -> tuple[int, ...]:
        """Return the definitions of a name; those that spell it out go before wider ones."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[name] = self._find(name)
        return known

    def _find(self, name: str) -> tuple[int, ...]:
        ranks = {
            number: _rank(names, name)
            for number, (names, content) in enumerate(self._definitions)
            if content != NOT_ALLOWED and contains(names, name)
        }
        best = max(ranks.values(), default=0)
        return tuple(number for number, rank in ranks.items() if rank == best)


def _rank(names: Any, name: str) -> int:
    """Return how closely a name class says what it holds: by name, by namespace, or anything."""
    if names[0] == "choice":
        return max(_rank(one, name) for one in names[1:] if contains(one, name))
    return {"name": 3, "ns": 2}.get(names[0], 1)
