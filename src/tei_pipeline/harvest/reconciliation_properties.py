"""What is known of an entity, property by property (Reconciliation API 0.2, *Properties*)."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tei_pipeline.catalogue.published import Entity

TYPES = {
    "person": "Person",
    "place": "Place",
    "organisation": "Organisation",
    "event": "Event",
    "date": "Date",
    "work": "Work",
}
"""The types of entities: each entity has one."""


class Property(NamedTuple):
    """A property; ``identifies`` where its values belong to one entity alone."""

    id: str
    name: str
    description: str
    values: Callable[[Entity], tuple[str | int, ...]]
    identifies: bool = False


class _Authority(NamedTuple):
    id: str
    name: str
    address: str


_AUTHORITIES = (
    _Authority("gnd", "GND identifier", r"d-nb\.info/gnd/([0-9X-]+)"),
    _Authority("viaf", "VIAF identifier", r"viaf\.org/viaf/(\d+)"),
    _Authority("wikidata", "Wikidata identifier", r"wikidata\.org/(?:entity|wiki)/(Q\d+)"),
    _Authority("geonames", "GeoNames identifier", r"geonames\.org/(\d+)"),
    _Authority("loc", "Library of Congress identifier", r"id\.loc\.gov/authorities/\w+/(\w+)"),
    _Authority("isni", "ISNI", r"isni\.org/(?:isni/)?(\d{15}[\dX])"),
    _Authority("orcid", "ORCID iD", r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"),
    _Authority("bnf", "BnF identifier", r"data\.bnf\.fr/(?:ark:/12148/)?(cb\w+)"),
    _Authority("ulan", "ULAN identifier", r"vocab\.getty\.edu/(?:page/)?ulan/(\d+)"),
    _Authority("tgn", "TGN identifier", r"vocab\.getty\.edu/(?:page/)?tgn/(\d+)"),
    _Authority("pleiades", "Pleiades identifier", r"pleiades\.stoa\.org/places/(\d+)"),
)


def _numbers(authority: _Authority) -> Property:
    pattern = re.compile(rf"https?://(?:[a-z]+\.)?{authority.address}/?(?:[?#].*)?", re.I)

    def values(entity: Entity) -> tuple[str, ...]:
        found = (pattern.fullmatch(address) for address in entity.identifiers)
        return tuple(match[1] for match in found if match)

    said = f"{authority.name} of the entity"
    return Property(authority.id, authority.name, said, values, identifies=True)


PROPERTIES: Mapping[str, Property] = {
    one.id: one
    for one in (
        Property("name", "Name", "the name in the register", lambda e: e.names[:1]),
        Property("variant", "Other name", "other forms of the name", lambda e: e.names[1:]),
        Property(
            "description",
            "Description",
            "who or what it is",
            lambda e: (e.description,) if e.description else (),
        ),
        Property(
            "identifier",
            "Identifier",
            "addresses in authority files",
            lambda e: e.identifiers,
            identifies=True,
        ),
        *(_numbers(authority) for authority in _AUTHORITIES),
        Property("type", "Type", "what kind of entity it is", lambda e: (e.kind,)),
        Property("mentions", "Mentions", "how often texts mention it", lambda e: (e.mentions,)),
    )
}
"""All properties, in the order in which they are proposed."""


def proposed(entities: tuple[Entity, ...], kind: str) -> list[Property]:
    """Return the properties that some entity (of a type) has a value of."""
    some = [one for one in entities if kind in ("", one.kind)]
    return [p for p in PROPERTIES.values() if any(p.values(one) for one in some)]
