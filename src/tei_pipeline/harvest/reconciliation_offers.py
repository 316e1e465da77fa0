"""What a reconciliation service offers beside matches: suggestions, properties, previews."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.exchange import Answer, Asked
from tei_pipeline.harvest.reconciliation_properties import PROPERTIES, TYPES, proposed
from tei_pipeline.harvest.reconciliation_queries import QueryError, number
from tei_pipeline.harvest.reconciliation_register import Register, plain

_SUGGESTED = 20
WIDTH, HEIGHT = 400, 200  # pixels of a preview
_PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'"
_STYLE = "body{font:16px/1.4 serif;margin:12px}h1{font-size:1.2em;margin:0 0 .3em}p{margin:.3em 0}"


class Told(NamedTuple):
    """What answers are made from: the state of one moment."""

    asked: Asked
    given: Mapping[str, str]
    register: Register
    about: Mapping[str, str]


def site(told: Told) -> str:
    """Return the address of the site that the service stands in."""
    return told.asked.base.rpartition("/")[0]


def typed(kind: str) -> dict[str, str]:
    """Return a type as it is told."""
    return {"id": kind, "name": TYPES.get(kind, kind)}


def named(entity: Entity) -> str:
    """Return what an entity is called."""
    return next((name for name in entity.names if name.strip()), entity.key)


def _properties(told: Told) -> object:
    kind = told.given.get("type", "")
    limit = number("limit", told.given.get("limit", ""), len(PROPERTIES))
    found = proposed(told.register.entities, kind)[:limit]
    listed = [{"id": one.id, "name": one.name} for one in found]
    return {"type": kind, "properties": listed, "limit": limit}


def _suggest_entity(told: Told) -> object:
    found = told.register.beginning(told.given.get("prefix", ""))
    return _cut(
        told,
        [
            {
                "id": one.key,
                "name": named(one),
                **({"description": one.description} if one.description else {}),
                "notable": [typed(one.kind)],
            }
            for one in found
        ],
    )


def _suggest_type(told: Told) -> object:
    kinds = {entity.kind for entity in told.register.entities}
    return _cut(told, _beginning(told, [typed(kind) for kind in TYPES if kind in kinds]))


def _suggest_property(told: Told) -> object:
    listed = [
        {"id": one.id, "name": one.name, "description": one.description}
        for one in PROPERTIES.values()
    ]
    return _cut(told, _beginning(told, listed))


def _beginning(told: Told, listed: list[dict[str, str]]) -> list[dict[str, str]]:
    prefix = plain(told.given.get("prefix", ""))
    return [
        one
        for one in listed
        if any(word.startswith(prefix) for word in (one["id"], *_ends(plain(one["name"]))))
    ]


def _ends(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[place:]) for place in range(len(parts))]


def _cut(told: Told, found: list[Any]) -> object:
    first = number("cursor", told.given.get("cursor", ""), 0)
    return {"result": found[first : first + _SUGGESTED]}


def _flyout_entity(told: Told) -> object:
    return {"id": told.given.get("id", ""), "html": _shown(told, _entity(told))}


def _flyout_type(told: Told) -> object:
    id = told.given.get("id", "")
    if id not in TYPES:
        raise QueryError("there is no such type", 404)
    return {"id": id, "html": f"<p>{TYPES[id]}</p>"}


def _flyout_property(told: Told) -> object:
    id = told.given.get("id", "")
    if id not in PROPERTIES:
        raise QueryError("there is no such property", 404)
    one = PROPERTIES[id]
    return {"id": id, "html": f"<p>{escape(one.name)}: {escape(one.description)}</p>"}


OFFERS: dict[str, Callable[[Told], object]] = {
    "properties": _properties,
    "suggest/entity": _suggest_entity,
    "suggest/type": _suggest_type,
    "suggest/property": _suggest_property,
    "flyout/entity": _flyout_entity,
    "flyout/type": _flyout_type,
    "flyout/property": _flyout_property,
}
"""What is answered with JSON, by its address."""


def _entity(told: Told, key: str | None = None) -> Entity:
    wanted = told.given.get("id", "") if key is None else key
    if wanted not in told.register.keys:
        raise QueryError("the registers have no such entity", 404)
    return told.register.keys[wanted]


def _address(told: Told, entity: Entity) -> str:
    return f"{site(told)}/{quote(entity.page, safe='/#')}"


def page(told: Told, key: str) -> Answer:
    """Lead to the page of an entity on the site."""
    location = ("Location", _address(told, _entity(told, key)))
    return Answer(b"", "text/plain; charset=utf-8", 303, (location,))


def _shown(told: Told, entity: Entity) -> str:
    said = f"<p>{escape(entity.description)}</p>" if entity.description else ""
    times = "once" if entity.mentions == 1 else f"{entity.mentions} times"
    kind = TYPES.get(entity.kind, entity.kind)
    return (
        f'<h1><a href="{escape(_address(told, entity))}" target="_blank" rel="noopener">'
        f"{escape(named(entity))}</a></h1>{said}<p>{escape(kind)}, mentioned {times}</p>"
    )


def preview(told: Told) -> Answer:
    """Return an entity as a small page of its own."""
    entity = _entity(told)
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(named(entity))}</title><style>{_STYLE}</style></head>"
        f"<body>{_shown(told, entity)}</body></html>\n"
    )
    policy = (("Content-Security-Policy", _PREVIEW_POLICY),)
    return Answer(page.encode("utf-8", "replace"), "text/html; charset=utf-8", 200, policy)
