"""The navigation endpoint: the citable units of a document."""

from collections.abc import Callable
from typing import NamedTuple

from tei_pipeline.catalogue.published import Document, Unit, View
from tei_pipeline.exchange import Answer
from tei_pipeline.harvest.dts.addresses import Addresses
from tei_pipeline.harvest.dts.asking import Given, ProblemError
from tei_pipeline.harvest.dts.collection import Hierarchy, found
from tei_pipeline.harvest.dts.describing import (
    CONTEXT,
    VERSION,
    Thing,
    citable_unit,
    in_json,
    paged,
    resource,
)
from tei_pipeline.harvest.dts.kept import Kept


def state(document: Document) -> tuple[str, ...]:
    """Return what tells a document as it is published now from what it was before."""
    return document.id, document.facts.source, str(document.stamp)


class Units(NamedTuple):
    """The units of one tree in their order, and their places by reference."""

    all: list[Unit]
    places: dict[str, int]

    @classmethod
    def of(cls, view: View, document: Document, tree: str, kept: "Kept[Units]") -> "Units":
        """Return the units of a tree of a document; raises ``ProblemError``."""
        if tree and tree not in [one.name for one in view.trees(document.id)[1:]]:
            raise ProblemError("the document has no citation tree of this name", 404)

        def make() -> tuple[Units, int]:
            units = view.units(document.id, tree)
            places = {unit.ref: place for place, unit in enumerate(units)}
            return cls(units, places), len(units)

        return kept.get((*state(document), tree), make)

    def place(self, ref: str) -> int:
        """Return the place of a unit; raises ``ProblemError``."""
        if ref not in self.places:
            raise ProblemError("the citation tree has no unit of this reference", 404)
        return self.places[ref]

    def after(self, place: int) -> int:
        """Return the place behind the last unit that stands in a unit."""
        level = self.all[place].level
        last = place + 1
        while last < len(self.all) and self.all[last].level > level:
            last += 1
        return last

    def span(self, start: str, end: str) -> tuple[int, int, int]:
        """Return the places of two units, and the one behind the range; raises ``ProblemError``."""
        first, last = self.place(start), self.place(end)
        behind = self.after(last)
        if behind <= first:
            raise ProblemError("end stands before start")
        return first, last, behind


def navigation(view: View, at: Addresses, given: Given, size: int, kept: Kept[Units]) -> Answer:
    """Answer a request for citable units; raises ``ProblemError``."""
    if not given["resource"]:
        raise ProblemError("resource must be given")
    document = found(view, at, given["resource"])
    described = resource(document, view, at, Hierarchy.of(view).parents(document))
    made: Thing = {
        "@context": CONTEXT,
        "dtsVersion": VERSION,
        "@type": "Navigation",
        "@id": at.call("navigation", **given.values),
        "resource": described,
    }
    if not described["citationTrees"]:
        return in_json({**made, "member": []})
    given.passage()
    down, number = given.number("down"), given.page()
    _hold(down, given)
    units = Units.of(view, document, given["tree"], kept)
    for name in ("ref", "start", "end"):
        if given[name]:
            unit = units.all[units.place(given[name])]
            made[name] = citable_unit(unit, described["@id"], at)
    members = _members(units, given, down)
    if members is not None:
        shown = paged(made, number, size, len(members), bool(given["page"]), _pages(at, given))
        made["member"] = [citable_unit(one, described["@id"], at) for one in members[shown]]
    return in_json(made)


def _pages(at: Addresses, given: Given) -> Callable[[str], str]:
    """Return what gives the address of a page of the same request by its number."""
    values = {name: value for name, value in given.values.items() if name != "page"}
    return lambda page: at.call("navigation", **values, page=page)


def _hold(down: int | None, given: Given) -> None:
    """Raise ``ProblemError`` for what cannot be combined."""
    if down is None and not given["ref"] and not given["start"]:
        raise ProblemError("down must be given, or ref, or start and end")
    if down is not None and down < -1:
        raise ProblemError("down must be -1, 0 or more")
    if down == 0 and not given["ref"]:
        raise ProblemError("down can only be 0 where ref is given")


def _members(units: Units, given: Given, down: int | None) -> list[Unit] | None:
    """Return the units that are asked for; None where only ``ref`` or ``start`` and ``end`` are."""
    if given["start"]:
        first, last, behind = units.span(given["start"], given["end"])
        base = max(units.all[first].level, units.all[last].level)
    elif given["ref"]:
        first = units.place(given["ref"])
        behind, base = units.after(first), units.all[first].level
    else:
        first, behind, base = 0, len(units.all), 0
    if down is None:
        return None
    if down == 0:
        parent = units.all[first].parent
        return [unit for unit in units.all if unit.parent == parent]
    inside = units.all[first:behind]
    return inside if down == -1 else [unit for unit in inside if unit.level <= base + down]
