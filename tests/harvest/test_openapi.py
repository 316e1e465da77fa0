"""The OpenAPI description: its shape (3.1), and that it tells of what is served alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tei_pipeline.catalogue.published import Publication, Published
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.openapi import described, service

ALL = ("/oai", "/dts", "/reconcile", "/openapi.json")


def operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in found["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def test_the_shape_of_the_description() -> None:
    found = described({"title": "Letters", "licence": "https://example.org/l"}, "http://h", ALL)
    assert found["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(found["info"])
    assert found["info"]["license"] == {
        "name": "https://example.org/l",
        "url": "https://example.org/l",
    }
    assert found["servers"] == [{"url": "http://h"}]
    ids = [operation["operationId"] for _, _, operation in operations(found)]
    assert len(ids) == len(set(ids))
    for path, method, operation in operations(found):
        assert path.startswith("/")
        assert method in ("get", "post")
        assert all(one["description"] for one in operation["responses"].values())
        assert all(status.isdigit() for status in operation["responses"])
        names = [one["name"] for one in operation.get("parameters", [])]
        assert len(names) == len(set(names))
        for one in operation.get("parameters", []):
            assert one["in"] == "query"
            assert one["schema"]["type"] in ("string", "integer")
        for content in operation.get("requestBody", {"content": {}})["content"].values():
            assert set(content["schema"]["required"]) <= set(content["schema"]["properties"])


def test_only_what_is_served_is_described() -> None:
    found = described({}, "http://h", ("/dts",))
    assert {path.split("/")[1] for path in found["paths"]} == {
        *("dts", "openapi.json", "health", "metrics")
    }


def test_it_is_told_of_the_edition(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    with Publication(path) as publication:
        publication.about({"title": "Briefe"})
        publication.finish()
    published = Published(path)
    answer = service(published, ALL)(Asked("GET", "https://h/edition/openapi.json"))
    found = json.loads(answer.content)
    assert (found["info"]["title"], found["servers"][0]["url"]) == ("Briefe", "https://h/edition")
    published.close()
