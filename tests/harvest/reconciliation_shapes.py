"""The shapes of the Reconciliation API 0.2 in our own words, as its JSON schemas require them."""

import re
from typing import Any

_DATE = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def text(found: object) -> str:
    assert isinstance(found, str)
    return found


def number(found: object) -> None:
    assert isinstance(found, int | float)
    assert not isinstance(found, bool)


def a_type(found: Any) -> None:
    """Check a type: its id alone, or with its name."""
    if not isinstance(found, str):
        text(found["id"])
        text(found.get("name", ""))


def manifest(found: Any) -> None:
    assert "0.2" in [text(one) for one in found["versions"]]
    for name in ("name", "identifierSpace", "schemaSpace"):
        assert text(found[name])
    for name in ("documentation", "serviceVersion", "logo"):
        text(found.get(name, ""))
    for one in found.get("defaultTypes", []):
        assert text(one["id"])
        assert text(one["name"])
    for name in ("view", "feature_view", "preview"):
        assert name not in found or "{{id}}" in text(found[name]["url"])
    if "preview" in found:
        assert type(found["preview"]["width"]) is type(found["preview"]["height"]) is int
    for one in found.get("suggest", {}).values():
        text(one["service_url"])
        text(one["service_path"])
        assert "${id}" in text(one.get("flyout_service_path", "${id}"))
    if "extend" in found:
        text(found["extend"]["propose_properties"]["service_url"])
        text(found["extend"]["propose_properties"]["service_path"])
        assert isinstance(found["extend"].get("property_settings", []), list)
    assert isinstance(found.get("batchSize", 1), int)


def result(found: Any) -> list[Any]:
    """Return the candidates of one query, which come the best first."""
    listed = found["result"]
    assert isinstance(listed, list)
    for one in listed:
        assert text(one["id"])
        assert text(one["name"])
        text(one.get("description", ""))
        number(one["score"])
        assert isinstance(one.get("match", False), bool)
        for kind in one.get("type", []):
            a_type(kind)
        for feature in one.get("features", []):
            text(feature["id"])
            assert isinstance(feature["value"], bool | int | float)
    scores = [one["score"] for one in listed]
    assert scores == sorted(scores, reverse=True)
    return listed


def suggested(found: Any) -> list[Any]:
    for one in found["result"]:
        assert text(one["id"])
        assert text(one["name"])
        text(one.get("description", ""))
        for kind in one.get("notable", []):
            a_type(kind)
    listed = found["result"]
    assert isinstance(listed, list)
    return listed


def extended(found: Any) -> dict[str, Any]:
    for one in found["meta"]:
        text(one["id"])
        text(one["name"])
    rows = found["rows"]
    assert isinstance(rows, dict)
    for row in rows.values():
        for cells in row.values():
            for cell in cells:
                _cell(cell)
    return rows


def _cell(cell: Any) -> None:
    names = set(cell)
    if names == {"str"}:
        text(cell["str"])
    elif names in ({"int"}, {"float"}):
        number(*cell.values())
    elif names == {"date"}:
        assert _DATE.fullmatch(cell["date"])
    else:
        assert not names or {"id", "name"} <= names <= {"id", "name", "description"}
