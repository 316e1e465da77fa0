"""What answers mean as linked data, by the official context."""

import json
from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]

from tests.harvest.dts.library import ALL, BASE, SITE, Client, resource
from tests.oracles import shared

DTS, DCT = "https://dtsapi.org/v1.0#", "http://purl.org/dc/terms/"


@pytest.fixture(scope="module")
def context() -> Any:
    found = json.loads(shared("schemas/dts/context-v1.0.json").read_text(encoding="utf-8"))
    # PyLD stumbles over "@vocab": null where there is no @vocab to take away, and none is here.
    assert found["@context"]["extensions"].pop("@context") == {"@vocab": None}
    assert "@vocab" not in found["@context"]
    return found


def expanded(thing: Any, context: Any) -> Any:
    def load(address: str, options: object) -> Any:
        assert address == "https://dtsapi.org/context/v1.0.json"
        return {"contextUrl": None, "documentUrl": address, "document": context}

    [found] = jsonld.expand(thing, {"documentLoader": load})
    return found


def names(thing: Any) -> set[str]:
    """Return the names of all properties of expanded JSON-LD."""
    if isinstance(thing, list):
        return set().union(*map(names, thing))
    if not isinstance(thing, dict):
        return set()
    own = {name for name in thing if not name.startswith("@")}
    return own.union(*map(names, thing.values()))


def value(thing: Any) -> Any:
    [one] = thing
    return one["@value"]


def test_the_entry_expands(ask: Client, context: Any) -> None:
    found = expanded(ask.json(""), context)
    assert found["@id"] == f"{BASE}/"
    assert found["@type"] == [f"{DTS}EntryPoint"]
    assert names(found) == {
        f"{DTS}{name}" for name in ("dtsVersion", "collection", "navigation", "document")
    }


def test_a_collection_expands(ask: Client, context: Any) -> None:
    found = expanded(ask.json("collection"), context)
    assert (found["@id"], found["@type"]) == (SITE, [f"{DTS}Collection"])
    assert value(found[f"{DTS}title"]) == "A library"
    assert value(found[f"{DTS}totalChildren"]) == 3
    assert found[f"{DCT}title"] == [{"@language": "en", "@value": "A library"}]
    assert value(found[f"{DCT}publisher"]) == "The editors"
    kinds = [(one["@id"], one["@type"]) for one in found[f"{DTS}member"]]
    assert (ALL, [f"{DTS}Collection"]) in kinds
    assert (f"{SITE}sets/type", [f"{DTS}Collection"]) in kinds


def test_a_resource_expands(ask: Client, context: Any) -> None:
    found = expanded(ask.json("collection", id=resource("dracula")), context)
    assert found["@type"] == [f"{DTS}Resource"]
    kinds = [one["@value"] for one in found[f"{DTS}mediaTypes"]]
    assert kinds == ["application/tei+xml", "text/html", "text/plain"]
    default, pages = found[f"{DTS}citationTrees"]
    assert default["@type"] == [f"{DTS}CitationTree"]
    [chapter] = default[f"{DTS}citeStructure"]
    assert chapter["@type"] == [f"{DTS}CiteStructure"]
    assert value(chapter[f"{DTS}citeType"]) == "Chapter"
    assert value(pages[f"{DTS}identifier"]) == "pages"


def test_a_navigation_expands(ask: Client, context: Any) -> None:
    found = expanded(
        ask.json("navigation", resource=resource("dracula"), ref="C1", down=1, page=1), context
    )
    assert found["@type"] == [f"{DTS}Navigation"]
    [unit] = found[f"{DTS}ref"]
    assert unit["@type"] == [f"{DTS}CitableUnit"]
    assert value(unit[f"{DTS}identifier"]) == "C1"
    assert value(unit[f"{DTS}level"]) == 1
    assert unit[f"{DCT}title"] == [{"@language": "en", "@value": "Chapter 1"}]
    assert value(unit["https://example.org/terms/place"]) == "Bistritz"
    assert f"{DTS}parent" not in unit  # null
    members = found[f"{DTS}member"]
    assert [value(one[f"{DTS}parent"]) for one in members[1:]] == ["C1", "C1"]
    [view] = found[f"{DTS}view"]
    assert view["@type"] == [f"{DTS}Pagination"]
    assert value(view[f"{DTS}last"]).endswith("&page=1")


def test_all_names_that_are_used_are_defined(ask: Client, context: Any) -> None:
    defined = {f"{DTS}{name}" for name in context["@context"]}
    for path, values in (
        ("collection", {}),
        ("collection", {"id": resource("poem"), "nav": "parents", "page": 1}),
        ("navigation", {"resource": resource("dracula"), "down": -1}),
        ("navigation", {"resource": resource("dracula"), "start": "C1", "end": "C2"}),
    ):
        used = names(expanded(ask.json(path, **values), context))
        others = used - defined
        assert others <= {
            f"{DCT}title",
            f"{DCT}language",
            f"{DCT}publisher",
            "https://example.org/terms/place",
        }


def test_identifiers_and_addresses_are_absolute(ask: Client) -> None:
    waiting: list[Any] = [
        ask.json(""),
        ask.json("collection", page=1),
        ask.json("navigation", resource="dracula", ref="C1", down=-1, page=1),
    ]
    addresses = {"collection", "navigation", "document", "download", "first", "last"}
    seen = set()
    while waiting:
        one = waiting.pop()
        waiting += list(one.values()) if isinstance(one, dict) else one
        waiting = [other for other in waiting if isinstance(other, dict | list)]
        if isinstance(one, dict):
            for name in ({"@id"} | addresses) & one.keys():
                assert one[name].startswith("https://letters.example.org/"), one
                seen.add(name)
    assert seen == {"@id"} | addresses
