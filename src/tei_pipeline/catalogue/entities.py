"""Which entries mean the same, and the address of each thing that they mean.

Many editions repeat a register in each document: entries with one id that agree are one entity.
Entries that only share an id are not: a wrong identification is worse than a missing one.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FOLDERS = {
    "person": "persons",
    "place": "places",
    "organisation": "organisations",
    "event": "events",
    "date": "dates",
    "work": "references",
}
"""The file name of each register, in the order in which pages list them."""
_ORDER = ("person", "place", "organisation", "event", "date", "work")
_NAMABLE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class Variant(NamedTuple):
    """Entries that are the same in all that tells one entity from another."""

    number: int
    kind: str
    id: str
    name: str
    idnos: frozenset[str]


class Entity(NamedTuple):
    """What one or more variants mean; ``anchor`` is its id among those of its kind."""

    kind: str
    anchor: str
    name: str
    variants: tuple[int, ...]

    @property
    def address(self) -> str:
        """Return its page, from the site's folder."""
        return entity_address(self.kind, self.anchor)


def entity_address(kind: str, anchor: str) -> str:
    """Return the page of an entity (or of a year) from the site's folder."""
    return f"registers/{FOLDERS[kind]}/{anchor}.html"


def merged(variants: Iterable[Variant]) -> list[Entity]:
    """Return the entities that variants mean; of those with one id the first keeps it.

    Variants come in the order in which they are to count: authority files first.
    """
    by_id: dict[tuple[str, str], list[list[Variant]]] = {}
    for variant in variants:
        if variant.kind not in FOLDERS:
            continue
        groups = by_id.setdefault((variant.kind, variant.id.lower()), [])
        _add(groups, variant)
    return list(_named(by_id))


def _add(groups: list[list[Variant]], variant: Variant) -> None:
    """Put a variant to those that it agrees with, which then agree among each other."""
    fitting = [g for g in groups if any(_agree(variant, other) for other in g)]
    if not fitting:
        groups.append([variant])
        return
    first, *others = fitting
    first.append(variant)
    for other in others:
        first += other
        groups.remove(other)


def _agree(one: Variant, other: Variant) -> bool:
    same = one.id == other.id
    return same and (one.name == other.name or bool(one.idnos & other.idnos))


def _named(by_id: dict[tuple[str, str], list[list[Variant]]]) -> Iterator[Entity]:
    for (kind, _), groups in by_id.items():
        for number, group in enumerate(groups, 1):
            # A colon stands in no id of a source, and in no name of a file on some systems.
            id = group[0].id if _NAMABLE.fullmatch(group[0].id) else f"~{_hexed(group[0].id)}"
            anchor = id if number == 1 else f"{id}~{number}"
            yield Entity(kind, anchor, group[0].name, tuple(sorted(v.number for v in group)))


def _hexed(text: str) -> str:
    return text.encode().hex()
