"""The collection endpoint."""

import json
from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import Publication, Published
from tei_pipeline.harvest.dts import service
from tests.harvest.dts.library import ALL, BASE, POEM, SITE, TEXTS, Client, publish, resource

PAGES = f"{BASE}/collection?id=https%3A%2F%2Fletters.example.org%2F"


def ids(thing: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["@id"].removeprefix(SITE) for one in thing["member"]]


def test_the_root_holds_the_sets_and_a_collection_of_all_documents(ask: Client) -> None:
    root = ask.json("collection")
    assert (root["@id"], root["@type"], root["title"]) == (SITE, "Collection", "A library")
    assert (root["totalParents"], root["totalChildren"]) == (0, 3)
    assert ids(root) == ["documents.html", "sets/project", "sets/type"]
    assert root["dublinCore"] == {
        "title": [{"lang": "en", "value": "A library"}],
        "language": ["en"],
        "publisher": ["The editors"],
    }
    assert ask.json("collection", id=SITE) == ask.json("collection", id=SITE.rstrip("/")) == root


def test_all_documents_are_a_collection(ask: Client) -> None:
    found = ask.json("collection", id=ALL)
    assert ids(found) == ["blank.html", "corpus.html", "dracula.html", "poem.html"]
    assert (found["title"], found["totalParents"], found["totalChildren"]) == (
        "All documents", 1, 4,
    )  # fmt: skip
    assert ids(ask.json("collection", id=ALL, nav="parents")) == [""]


def test_no_empty_set_is_listed(tmp_path: Path) -> None:
    publish(tmp_path / "catalogue.sqlite", tmp_path, {"poem": TEXTS["poem"]})
    ask = Client(service(Published(tmp_path / "catalogue.sqlite"), SITE))
    assert "sets/type:novel" not in ids(ask.json("collection", id=f"{SITE}sets/type"))
    assert ask.json("collection", id=f"{SITE}sets/type:novel")["member"] == []


def test_a_set_holds_the_sets_below_it_and_its_documents(ask: Client) -> None:
    project = ask.json("collection", id=f"{SITE}sets/project")
    assert ids(project) == ["sets/project:verse", "dracula.html", "poem.html"]
    assert (project["totalParents"], project["totalChildren"]) == (1, 3)
    novels = ask.json("collection", id=f"{SITE}sets/type:novel")
    assert (novels["title"], novels["description"]) == ("Novels", "All novels")
    assert ids(novels) == ["dracula.html"]


def test_a_set_above_others_that_nobody_described_is_there(ask: Client) -> None:
    found = ask.json("collection", id=f"{SITE}sets/type")
    assert found["title"] == "Type"
    assert ids(found)[:2] == ["sets/type:novel", "sets/type:poem"]


def test_a_resource_says_all_that_clients_need(ask: Client) -> None:
    found = ask.json("collection", id=resource("dracula"))
    encoded = "https%3A%2F%2Fletters.example.org%2Fdracula.html"
    assert found == {
        "@context": "https://dtsapi.org/context/v1.0.json",
        "dtsVersion": "1.0",
        "@id": resource("dracula"),
        "@type": "Resource",
        "title": "Dracula",
        "totalParents": 4,
        "totalChildren": 0,
        "dublinCore": {"title": [{"lang": "en", "value": "Dracula"}], "language": ["en"]},
        "collection": f"{BASE}/collection?id={encoded}{{&page,nav}}",
        "navigation": f"{BASE}/navigation?resource={encoded}{{&ref,start,end,down,tree,page}}",
        "document": f"{BASE}/document?resource={encoded}{{&ref,start,end,tree,mediaType}}",
        "download": f"{BASE}/document?resource={encoded}",
        "mediaTypes": ["application/tei+xml", "text/html", "text/plain"],
        "citationTrees": [
            {
                "@type": "CitationTree",
                "citeStructure": [
                    {
                        "@type": "CiteStructure",
                        "citeType": "Chapter",
                        "citeStructure": [
                            {
                                "@type": "CiteStructure",
                                "citeType": "Journal Entry",
                                "citeStructure": [
                                    {"@type": "CiteStructure", "citeType": "Paragraph"}
                                ],
                            }
                        ],
                    }
                ],
            },
            {
                "@type": "CitationTree",
                "identifier": "pages",
                "citeStructure": [{"@type": "CiteStructure", "citeType": "page"}],
            },
        ],
    }


def test_a_document_without_a_tree_has_an_empty_list_and_can_be_navigated(ask: Client) -> None:
    found = ask.json("collection", id=resource("blank"))
    assert found["citationTrees"] == []
    assert ask.follow(found["navigation"].partition("{")[0]).status == 200


def test_members_are_described_as_they_describe_themselves(ask: Client) -> None:
    for member in ask.json("collection")["member"]:
        own = ask.json("collection", id=member["@id"])
        assert {name: own[name] for name in member} == member


def test_parents_are_all_collections_that_hold_a_thing(ask: Client) -> None:
    found = ask.json("collection", id=resource("poem"), nav="parents")
    assert ids(found) == [
        *("documents.html", "sets/project", "sets/project:verse", "sets/type", "sets/type:poem")
    ]
    assert found["totalParents"] == 5
    assert ids(ask.json("collection", id=f"{SITE}sets/project:verse", nav="parents")) == [
        "sets/project"
    ]
    assert ids(ask.json("collection", id=f"{SITE}sets/project", nav="parents")) == [""]
    assert ids(ask.json("collection", nav="parents")) == []


def test_parents_and_children_agree(ask: Client) -> None:
    waiting, seen = [SITE], set()
    while waiting:
        one = ask.json("collection", id=waiting.pop(), nav="children")
        if one["@type"] == "Collection":
            assert len(one["member"]) == one["totalChildren"]
        for member in one.get("member", ()):
            parents = ask.json("collection", id=member["@id"], nav="parents")
            assert one["@id"] in [parent["@id"] for parent in parents["member"]]
            assert parents["totalParents"] == len(parents["member"]) == member["totalParents"]
            seen.add(member["@id"])
            if member["@type"] == "Collection":
                waiting.append(member["@id"])
    assert {resource(name) for name in ("dracula", "poem", "blank", "corpus")} <= seen


@pytest.mark.parametrize(
    ("page", "members", "near"),
    [
        (1, ["documents.html", "sets/project"], {"next": 2}),
        (2, ["sets/type"], {"previous": 1}),
    ],
)
def test_a_long_list_is_given_in_pages(
    ask_small: Client, page: int, members: list[str], near: dict[str, int]
) -> None:
    found = ask_small.json("collection", id=SITE, page=page)
    assert ids(found) == members
    assert found["totalChildren"] == 3
    places = {"@id": page, "first": 1, **near, "last": 2}
    assert found["view"] == {
        "@type": "Pagination",
        **{name: f"{PAGES}&page={number}" for name, number in places.items()},
    }


def test_pages_follow_each_other_to_the_end(ask_small: Client) -> None:
    address, found = f"{BASE}/collection", []
    while address:
        page = ask_small.follow(address)
        assert page.status == 200
        thing = json.loads(page.content)
        found += ids(thing)
        address = thing["view"].get("next", "")
    assert len(found) == 3 == len(set(found))


def test_a_short_list_has_no_pages_unless_they_are_asked_for(ask: Client) -> None:
    assert "view" not in ask.json("collection")
    assert ask.json("collection", page=1)["view"]["last"] == f"{BASE}/collection?page=1"


def test_parents_are_given_in_pages_too(ask_small: Client) -> None:
    found = ask_small.json("collection", id=resource("poem"), nav="parents", page=3)
    assert ids(found) == ["sets/type:poem"]
    assert found["view"]["previous"].endswith("poem.html&nav=parents&page=2")
    middle = ask_small.json("collection", id=resource("poem"), nav="parents", page=2)["view"]
    assert middle["previous"].endswith("page=1")
    assert middle["next"].endswith("page=3")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"nav": "siblings"}, 400),
        ({"page": "0"}, 400),
        ({"page": "-1"}, 400),
        ({"page": "two"}, 400),
        ({"page": "9" * 5000}, 400),
        ({"page": "2"}, 404),
        ({"id": "nobody"}, 404),
        ({"id": f"{SITE}sets/nothing"}, 404),
        ({"id": f"{SITE}../dracula.html"}, 404),
        ({"id": f"{SITE}dracula"}, 404),
        ({"id": "https://elsewhere.example.org/dracula.html"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused(ask: Client, values: dict[str, str], status: int) -> None:
    assert ask.status("collection", **values) == status


def test_the_bare_id_of_a_document_serves_as_well(ask: Client) -> None:
    assert ask.json("collection", id="dracula")["@id"] == resource("dracula")


def test_a_withdrawn_document_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    publish(path, tmp_path)
    with Publication(path) as publication:
        publication.withdraw("dracula")
        publication.finish()
    ask = Client(service(Published(path), SITE))
    assert ids(ask.json("collection", id=ALL)) == ["blank.html", "corpus.html", "poem.html"]
    assert ask.json("collection", id=ALL)["totalChildren"] == 3
    for path_, values in (
        ("collection", {"id": "dracula"}),
        ("navigation", {"resource": "dracula", "down": 1}),
        ("document", {"resource": "dracula"}),
    ):
        answer = ask(path_, "GET", **values)
        assert answer.status == 404
        assert b"withdrawn" in answer.content


def test_an_edition_without_documents_is_an_empty_collection(tmp_path: Path) -> None:
    publish(tmp_path / "catalogue.sqlite", tmp_path, {})
    root = Client(service(Published(tmp_path / "catalogue.sqlite"), SITE)).json("collection")
    assert ids(root) == []


def test_identifiers_may_have_letters_of_all_scripts(tmp_path: Path) -> None:
    name = "письмо-é"
    publish(tmp_path / "catalogue.sqlite", tmp_path, {name: POEM.replace('"poem"', f'"{name}"')})
    ask = Client(service(Published(tmp_path / "catalogue.sqlite"), SITE))
    [found] = ask.json("collection", id=ALL)["member"]
    assert found["@id"].isascii()
    for identifier in (found["@id"], f"{SITE}{name}.html", name):
        assert ask.json("collection", id=identifier)["@id"] == found["@id"]
        assert ask.status("document", resource=identifier, ref="l2") == 200
    assert ask.follow(found["download"]).status == 200
