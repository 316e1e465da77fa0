"""What a reconciliation service is asked, read and checked (Reconciliation API 0.2, *Queries*)."""

import json
from collections.abc import Mapping
from typing import Any

from tei_pipeline.harvest.reconciliation_register import Wanted

BATCH = 100  # queries, or entities whose data are asked for, at once
_MOST = 100  # candidates for one query
_MOST_PROPERTIES = 50


class QueryError(Exception):
    """A request that the service does not understand, or that is too large for it."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def parsed(name: str, text: str) -> Mapping[str, Any]:
    """Return the JSON object of a parameter; raises ``QueryError``."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"{name} is not JSON") from error
    if not isinstance(found, dict):
        raise QueryError(f"{name} is not a JSON object")
    return found


def batch(text: str) -> dict[str, Wanted]:
    """Return the queries of a batch by their ids; raises ``QueryError``."""
    found = parsed("queries", text)
    if len(found) > BATCH:
        raise QueryError(f"at most {BATCH} queries may be asked at once", 413)
    return {key: _wanted(f"query {key[:40]!r}", one) for key, one in found.items()}


def single(text: str) -> Wanted:
    """Return the one query of the parameter ``query``: an object, or a name as it is."""
    if text.lstrip().startswith("{"):
        return _wanted("query", parsed("query", text))
    return _wanted("query", {"query": text})


def extension(text: str) -> tuple[list[str], list[str]]:
    """Return the entities and properties of a data extension query; raises ``QueryError``."""
    found = parsed("extend", text)
    ids, properties = found.get("ids"), found.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise QueryError("ids in extend is not a list of strings")
    if not isinstance(properties, list) or not all(map(_is_property, properties)):
        raise QueryError('properties in extend is not a list of objects with an "id"')
    if len(ids) > 10 * BATCH or len(properties) > _MOST_PROPERTIES:
        raise QueryError(f"at most {10 * BATCH} ids, {_MOST_PROPERTIES} properties at once", 413)
    return ids, [one["id"] for one in properties]


def number(name: str, text: str, otherwise: int) -> int:
    """Return a parameter that is a number from 0 on; raises ``QueryError``."""
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise QueryError(f"{name} is not a number")
    return int(text)


def _is_property(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), str)


def _wanted(place: str, given: object) -> Wanted:
    if not isinstance(given, dict):
        raise QueryError(f"{place} is not an object")
    query, properties = given.get("query", ""), given.get("properties", [])
    if not isinstance(query, str):
        raise QueryError(f"{place}: query is not a string")
    if not isinstance(properties, list) or len(properties) > _MOST_PROPERTIES:
        raise QueryError(f"{place}: properties is not a list of at most {_MOST_PROPERTIES}")
    if not query.strip() and not properties:
        raise QueryError(f"{place} has neither query nor properties")
    if given.get("type_strict", "any") not in ("any", "should", "all"):
        raise QueryError(f"{place}: type_strict is not any, should or all")
    return Wanted(
        " ".join(query.split()),
        _types(place, given.get("type", [])),
        tuple(_property(place, one) for one in properties),
        _limit(place, given.get("limit", 10)),
    )


def _types(place: str, given: object) -> frozenset[str]:
    types = given if isinstance(given, list) else [given]
    # Clients send the types that services gave them, as ids or as they came.
    ids = [one.get("id") if isinstance(one, dict) else one for one in types]
    named = [one for one in ids if isinstance(one, str)]
    if len(named) < len(ids):
        raise QueryError(f"{place}: type is neither a string nor a list of strings")
    return frozenset(one for one in named if one)


def _limit(place: str, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float) or not given >= 1:
        raise QueryError(f"{place}: limit is not a positive number")
    return int(min(given, _MOST))


def _property(place: str, given: object) -> tuple[str, tuple[str, ...]]:
    if not isinstance(given, dict) or not isinstance(given.get("pid"), str) or "v" not in given:
        raise QueryError(f'{place}: a property is not an object with "pid" and "v"')
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    return given["pid"], tuple(_value(place, value) for value in values)


def _value(place: str, value: object) -> str:
    if isinstance(value, dict):
        value = value.get("id")
    if isinstance(value, str | int | float):
        return str(value)
    raise QueryError(f"{place}: the value of a property is neither text, number nor entity")
