"""The registers as a reconciliation service (Reconciliation API 0.2): who a name means.

OpenRefine and its like ask it with tables of names. It answers from the published catalogue, for
entities of the registers; ``reconciliation_register`` judges what a match is.
"""

import json
import re
from typing import Any

from tei_pipeline.catalogue.published import Published, View
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.harvest.reconciliation_offers import (
    HEIGHT,
    OFFERS,
    WIDTH,
    Told,
    named,
    page,
    preview,
    site,
    typed,
)
from tei_pipeline.harvest.reconciliation_properties import PROPERTIES, TYPES
from tei_pipeline.harvest.reconciliation_queries import (
    BATCH,
    QueryError,
    batch,
    extension,
    single,
)
from tei_pipeline.harvest.reconciliation_register import Candidate, Register

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)


def service(published: Published) -> Endpoint:
    """Return the service for what is published; it keeps the registers until they change."""
    kept = Register(())

    def answer(asked: Asked) -> Answer:
        nonlocal kept
        with published.view() as view:
            register, about = _register(kept, view), view.about()
        kept = register
        try:
            given = _given(asked)
            return _answer(Told(asked, given, register, about))
        except QueryError as error:
            return _json({"error": str(error)}, error.status)

    return answer


def _register(kept: Register, view: View) -> Register:
    entities = tuple(view.entities())
    return kept if entities == kept.entities else Register(entities)


def _given(asked: Asked) -> dict[str, str]:
    kind = asked.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    if asked.method == "POST" and kind != _FORM:
        raise QueryError(f"what is posted must be {_FORM}", 415)
    given = dict(asked.query)
    for name in ("queries", "query", "extend", "callback", "prefix", "id"):
        if sum(key == name for key, _ in asked.query) > 1:
            raise QueryError(f"{name} is given more than once")
    if not _NAME.fullmatch(given.get("callback", "f")) or len(given.get("callback", "")) > 100:
        raise QueryError("callback is not the name of a function")
    return given


def _answer(told: Told) -> Answer:
    first, _, rest = told.asked.path.partition("/")
    if first == "entity" and rest:
        return page(told, rest)
    if told.asked.path == "preview":
        return preview(told)
    made = _service if not told.asked.path else OFFERS.get(told.asked.path)
    if made is None:
        raise QueryError("the reconciliation service has no such address", 404)
    found = made(told)
    return _json(found, callback=told.given.get("callback", ""))


def _json(found: object, status: int = 200, callback: str = "") -> Answer:
    text = json.dumps(found)  # ASCII: what is no text of a query harms no one
    if callback:
        # The comment keeps the answer from being taken for something else than a script.
        return Answer(f"/**/{callback}({text});".encode(), "text/javascript; charset=utf-8")
    return Answer(text.encode(), _JSON, status)


def _service(told: Told) -> object:
    given = told.given
    if "queries" in given:
        found = batch(given["queries"])
        return {key: _result(told.register.find(one)) for key, one in found.items()}
    if "query" in given:
        return _result(told.register.find(single(given["query"])))
    if "extend" in given:
        return _extended(told, *extension(given["extend"]))
    return _manifest(told)


def _manifest(told: Told) -> dict[str, Any]:
    base = told.asked.base
    kinds = {entity.kind for entity in told.register.entities}

    def suggest(what: str) -> dict[str, str]:
        flyout = f"/flyout/{what}?id=${{id}}"
        return {
            "service_url": base,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": base,
            "flyout_service_path": flyout,
        }

    return {
        "versions": ["0.2"],
        "name": told.about.get("title") or "Registers of the edition",
        "identifierSpace": f"{base}/entity/",
        "schemaSpace": "https://schema.org/Thing",
        "defaultTypes": [typed(kind) for kind in TYPES if kind in kinds],
        "documentation": f"{site(told)}/",
        "view": {"url": f"{base}/entity/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {what: suggest(what) for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _result(found: list[Candidate]) -> dict[str, Any]:
    return {"result": [_candidate(one) for one in found]}


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "id": one.entity.key,
        "name": named(one.entity),
        **({"description": one.entity.description} if one.entity.description else {}),
        "type": [typed(one.entity.kind)],
        "score": one.score,
        "match": one.match,
        "features": [{"id": name, "value": value} for name, value in one.features],
    }


def _extended(told: Told, ids: list[str], properties: list[str]) -> dict[str, Any]:
    known = {pid: PROPERTIES.get(pid) for pid in properties}
    return {
        "meta": [{"id": pid, "name": p.name if p else pid} for pid, p in known.items()],
        "rows": {
            id: {
                pid: [_value(value) for value in p.values(told.register.keys[id])]
                if p and id in told.register.keys
                else []
                for pid, p in known.items()
            }
            for id in ids
        },
    }


def _value(value: str | int) -> dict[str, str | int]:
    return {"int": value} if isinstance(value, int) else {"str": value}
