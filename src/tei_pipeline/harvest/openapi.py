"""All that the server answers, described for machines (OpenAPI 3.1), from one table.

Only what is there is described: the addresses of protocols that are served.
"""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from tei_pipeline.catalogue.published import Published
from tei_pipeline.exchange import Answer, Asked, Endpoint

VERSION = "3.1.0"
_JSON, _HTML, _LD = "application/json", "text/html", "application/ld+json"


class _Operation(NamedTuple):
    """An address and what may be asked of it; ``parameters`` are names with what they say."""

    path: str
    id: str
    summary: str
    kinds: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...] = ()
    needed: tuple[str, ...] = ()
    form: bool = False
    errors: tuple[int, ...] = ()


_VERBS = (
    *("Identify", "ListMetadataFormats", "ListSets"),
    *("ListIdentifiers", "ListRecords", "GetRecord"),
)
_NUMBERS = frozenset({"down", "page", "cursor", "limit"})
_RESOURCE = ("resource", "identifier of a document")
_TREE = ("tree", "name of a citation tree; the default tree without it")
_REF = ("ref", "reference of one citable unit; not together with start and end")
_START = ("start", "reference of the first unit of a passage; with end")
_END = ("end", "reference of the last unit of a passage; with start")
_CALLBACK = ("callback", "name of a function: the answer is a script that calls it (JSONP)")
_PREFIX = ("prefix", "what the name or identifier begins with")
_CURSOR = ("cursor", "how many suggestions to leave out")
_ID = ("id", "identifier")

_TABLE = (
    _Operation(
        "/oai",
        "oai",
        "Harvest metadata and full texts (OAI-PMH 2.0)",
        ("text/xml",),
        (
            ("verb", "what is asked for"),
            ("identifier", "identifier of an item, as oai:namespace:id"),
            ("metadataPrefix", "format of the records, as oai_dc"),
            ("set", "set that records must belong to"),
            ("from", "records not older than this datestamp"),
            ("until", "records not younger than this datestamp"),
            ("resumptionToken", "where a list goes on; stands alone beside the verb"),
        ),
        ("verb",),
        form=True,
    ),
    _Operation("/dts", "dtsEntry", "Entry point of the texts (DTS 1.0)", (_LD,)),
    _Operation(
        "/dts/collection",
        "dtsCollection",
        "Collections and the documents in them",
        (_LD,),
        (
            ("id", "identifier of a collection or document; the root without it"),
            ("nav", "children or parents"),
            ("page", "number of a page of members"),
        ),
        errors=(400, 404),
    ),
    _Operation(
        "/dts/navigation",
        "dtsNavigation",
        "Citable units of a document",
        (_LD,),
        (
            _RESOURCE,
            _REF,
            _START,
            _END,
            ("down", "depth of the units below; -1 all, 0 siblings"),
            _TREE,
            ("page", "number of a page of units"),
        ),
        ("resource",),
        errors=(400, 404),
    ),
    _Operation(
        "/dts/document",
        "dtsDocument",
        "A document, or a passage of it",
        ("application/tei+xml", _HTML, "text/plain"),
        (_RESOURCE, _REF, _START, _END, _TREE, ("mediaType", "media type of the passage")),
        ("resource",),
        errors=(400, 404),
    ),
    _Operation(
        "/reconcile",
        "reconcile",
        "Match names with entities of the registers (Reconciliation API 0.2)",
        (_JSON,),
        (
            ("queries", "queries by their ids, a JSON object; the service manifest without it"),
            ("extend", "data extension query, a JSON object"),
            _CALLBACK,
        ),
        form=True,
        errors=(400, 413, 415),
    ),
    *(
        _Operation(
            f"/reconcile/suggest/{what}",
            f"suggest{what.title()}",
            f"Suggestions while one writes: {what}",
            (_JSON,),
            (_PREFIX, _CURSOR, _CALLBACK),
            ("prefix",),
            errors=(400,),
        )
        for what in ("entity", "type", "property")
    ),
    *(
        _Operation(
            f"/reconcile/flyout/{what}",
            f"flyout{what.title()}",
            f"A few words on what was suggested: {what}",
            (_JSON,),
            (_ID, _CALLBACK),
            ("id",),
            errors=(404,),
        )
        for what in ("entity", "type", "property")
    ),
    _Operation(
        "/reconcile/properties",
        "properties",
        "Properties that entities of a type may have",
        (_JSON,),
        (("type", "identifier of a type"), ("limit", "how many at most"), _CALLBACK),
        errors=(400,),
    ),
    _Operation(
        "/reconcile/preview",
        "preview",
        "An entity as a small page",
        (_HTML,),
        (_ID,),
        ("id",),
        errors=(404,),
    ),
    _Operation("/openapi.json", "openapi", "This description", (_JSON,)),
    _Operation("/health", "health", "Whether the server is ready", (_JSON,), errors=(503,)),
    _Operation("/metrics", "metrics", "What was counted, for Prometheus", ("text/plain",)),
)
_ALWAYS = ("openapi.json", "health", "metrics")
_SAID = {
    400: "parameters that are wrong, or not to be had together",
    404: "there is no such thing",
    413: "too much at once",
    415: "what was posted is not a form",
    503: "not now; Retry-After says when to try again",
}


def service(published: Published, served: Collection[str]) -> Endpoint:
    """Return what tells the description; ``served`` are the addresses that are there (``/oai``)."""

    def answer(asked: Asked) -> Answer:
        with published.view() as view:
            about = view.about()
        made = described(about, asked.base.rpartition("/")[0], served)
        return Answer(json.dumps(made, ensure_ascii=False, indent=1).encode(), _JSON)

    return answer


def described(about: dict[str, str], base: str, served: Collection[str]) -> dict[str, Any]:
    """Return the description of what is served at ``base``, as JSON's values."""
    firsts = {*_ALWAYS, *(address.strip("/") for address in served)}
    operations = [one for one in _TABLE if one.path.split("/")[1] in firsts]
    return {
        "openapi": VERSION,
        "info": {
            "title": about.get("title") or "Edition",
            "version": about.get("version") or "1",
            "summary": "What can be read of this edition by machines; nothing can be written.",
            **_licence(about.get("licence", "")),
        },
        "servers": [{"url": base}],
        "paths": {one.path: _path(one) for one in operations},
    }


def _licence(licence: str) -> dict[str, Any]:
    if not licence:
        return {}
    address = {"url": licence} if licence.startswith(("http://", "https://")) else {}
    return {"license": {"name": licence, **address}}


def _path(one: _Operation) -> dict[str, Any]:
    parameters = [_parameter(name, said, one) for name, said in one.parameters]
    told: dict[str, Any] = {"summary": one.summary, "responses": _responses(one)}
    read = {"operationId": one.id, **told, "parameters": parameters}
    if not one.form:
        return {"get": read}
    fields = {name: {"description": said, **_schema(name)} for name, said in one.parameters}
    form = {"type": "object", "properties": fields, "required": list(one.needed)}
    body = {"content": {"application/x-www-form-urlencoded": {"schema": form}}, "required": True}
    return {"get": read, "post": {"operationId": f"{one.id}Form", **told, "requestBody": body}}


def _responses(one: _Operation) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {} for kind in one.kinds}
    good = {"description": "what was asked for", "content": content}
    return {"200": good, **{str(s): {"description": _SAID[s]} for s in (*one.errors, 503)}}


def _parameter(name: str, said: str, one: _Operation) -> dict[str, Any]:
    needed = {"required": True} if name in one.needed else {}
    return {"name": name, "in": "query", "description": said, **needed, "schema": _schema(name)}


def _schema(name: str) -> dict[str, Any]:
    if name == "verb":
        return {"type": "string", "enum": list(_VERBS)}
    return {"type": "integer" if name in _NUMBERS else "string"}
