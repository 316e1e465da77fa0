"""The navigation endpoint."""

from typing import Any

import pytest

from tests.harvest.dts.library import BASE, SITE, Client, refs, resource

ALL = [
    *("C1", "C1.E1", "C1.E1,P1", "C1.E1,P2", "C1.E2", "C1.E2,P1"),
    *("C2", "C2.E1", "C2.E1,P1", "C2.E1,P2", "C2.E2", "C2.E2,P1", "C3"),
]  # fmt: skip


def navigate(ask: Client, **values: object) -> Any:
    return ask.json("navigation", resource=resource("dracula"), **values)


def test_the_object_describes_request_and_resource(ask: Client) -> None:
    found = navigate(ask, ref="C1.E1,P1")
    encoded = "https%3A%2F%2Fletters.example.org%2Fdracula.html"
    assert found["@type"] == "Navigation"
    assert found["@id"] == f"{BASE}/navigation?resource={encoded}&ref=C1.E1%2CP1"
    described = ask.json("collection", id=resource("dracula"))
    assert found["resource"] == {
        name: value for name, value in described.items() if name not in ("@context", "dtsVersion")
    }


def test_a_unit_says_where_it_stands_and_what_is_known_of_it(ask: Client) -> None:
    found = navigate(ask, ref="C1.E1")
    address = f"{BASE}/document?resource=https%3A%2F%2Fletters.example.org%2Fdracula.html"
    assert found["ref"] == {
        "@id": f"{address}&ref=C1.E1",
        "@type": "CitableUnit",
        "identifier": "C1.E1",
        "level": 2,
        "parent": "C1",
        "citeType": "Journal Entry",
    }
    assert "member" not in found


def test_a_unit_at_the_top_has_null_for_its_parent(ask: Client) -> None:
    assert navigate(ask, ref="C1")["ref"]["parent"] is None


def test_metadata_of_units_are_lists_of_values(ask: Client) -> None:
    unit = navigate(ask, ref="C1")["ref"]
    assert unit["dublinCore"] == {"title": [{"lang": "en", "value": "Chapter 1"}]}
    place = "https://example.org/terms/place"
    assert unit["extensions"] == {"@context": {place: place}, place: ["Bistritz"]}
    assert "extensions" not in navigate(ask, ref="C3")["ref"]


def test_nothing_but_a_parent_is_ever_null(ask: Client) -> None:
    waiting: list[Any] = [navigate(ask, down=-1), ask.json("collection"), ask.json("")]
    while waiting:
        one = waiting.pop()
        assert one is not None
        if isinstance(one, dict):
            assert "" not in one.values()
            waiting += [value for name, value in one.items() if name != "parent"]
        elif isinstance(one, list):
            waiting += one


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # from the root
        ({"down": 1}, ["C1", "C2", "C3"]),
        ({"down": 2}, ["C1", "C1.E1", "C1.E2", "C2", "C2.E1", "C2.E2", "C3"]),
        ({"down": 3}, ALL),
        ({"down": 9}, ALL),
        ({"down": -1}, ALL),
        # from a unit
        ({"ref": "C1", "down": 1}, ["C1", "C1.E1", "C1.E2"]),
        ({"ref": "C1", "down": 2}, ALL[:6]),
        ({"ref": "C1", "down": -1}, ALL[:6]),
        ({"ref": "C1.E1", "down": 1}, ["C1.E1", "C1.E1,P1", "C1.E1,P2"]),
        ({"ref": "C1.E1", "down": 7}, ["C1.E1", "C1.E1,P1", "C1.E1,P2"]),
        # nothing below it
        ({"ref": "C3", "down": 1}, ["C3"]),
        ({"ref": "C1.E1,P1", "down": -1}, ["C1.E1,P1"]),
        # siblings
        ({"ref": "C2", "down": 0}, ["C1", "C2", "C3"]),
        ({"ref": "C1.E2", "down": 0}, ["C1.E1", "C1.E2"]),
        ({"ref": "C2.E1,P2", "down": 0}, ["C2.E1,P1", "C2.E1,P2"]),
        # ranges
        ({"start": "C1", "end": "C2", "down": 1}, ["C1", "C1.E1", "C1.E2", "C2", "C2.E1", "C2.E2"]),
        ({"start": "C1", "end": "C3", "down": -1}, ALL),
        ({"start": "C1.E2", "end": "C2", "down": 1}, ALL[4:12]),
        ({"start": "C1.E2", "end": "C2.E1", "down": 1}, ALL[4:10]),
        ({"start": "C1.E1,P2", "end": "C1.E2", "down": 1}, ["C1.E1,P2", "C1.E2", "C1.E2,P1"]),
        ({"start": "C1", "end": "C1.E1", "down": 1}, ALL[:4]),
        ({"start": "C2.E2", "end": "C2.E2", "down": 1}, ["C2.E2", "C2.E2,P1"]),
        ({"start": "C1.E2", "end": "C1", "down": 1}, ["C1.E2", "C1.E2,P1"]),
        # another tree
        ({"tree": "pages", "down": 1}, ["1", "2", "3"]),
        ({"tree": "pages", "down": -1, "start": "2", "end": "3"}, ["2", "3"]),
    ],
)
def test_members_are_the_units_that_are_asked_for(
    ask: Client, values: dict[str, object], expected: list[str]
) -> None:
    found = navigate(ask, **values)
    assert refs(found["member"]) == expected
    for name in ("ref", "start", "end"):
        assert found.get(name, {}).get("identifier") == values.get(name)


def test_a_range_without_down_describes_its_ends_alone(ask: Client) -> None:
    found = navigate(ask, start="C1", end="C2.E1")
    assert (found["start"]["identifier"], found["end"]["identifier"]) == ("C1", "C2.E1")
    assert "member" not in found
    assert "ref" not in found


def test_units_of_another_tree_are_identified_with_it(ask: Client) -> None:
    unit = navigate(ask, tree="pages", ref="2")["ref"]
    assert unit["@id"].endswith("dracula.html&ref=2&tree=pages")


def test_a_document_without_trees_never_raises_an_error(ask: Client) -> None:
    for values in (
        {},
        {"down": 1},
        {"ref": "x"},
        {"ref": "x", "start": "y"},
        {"tree": "x", "down": -1},
    ):
        found = ask.json("navigation", resource=resource("blank"), **values)
        assert found["member"] == []
        assert found["resource"]["citationTrees"] == []


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 400),
        ({"down": "0"}, 400),
        ({"start": "C1", "end": "C2", "down": "0"}, 400),
        ({"ref": "C1", "start": "C1"}, 400),
        ({"ref": "C1", "end": "C1"}, 400),
        ({"ref": "C1", "start": "C1", "end": "C2"}, 400),
        ({"start": "C1"}, 400),
        ({"end": "C1"}, 400),
        ({"start": "C1", "down": "1"}, 400),
        ({"end": "C1", "down": "1"}, 400),
        ({"down": "-2"}, 400),
        ({"down": "x"}, 400),
        ({"down": "1.5"}, 400),
        ({"down": "9" * 5000}, 400),
        ({"down": "1", "page": "0"}, 400),
        ({"down": "1", "page": "x"}, 400),
        ({"down": "1", "page": "2"}, 404),
        ({"start": "C2", "end": "C1", "down": "1"}, 400),
        ({"start": "C2", "end": "C1"}, 400),
        ({"ref": "C9"}, 404),
        ({"ref": "c1", "down": "1"}, 404),
        ({"start": "C1", "end": "C9", "down": "1"}, 404),
        ({"start": "C9", "end": "C1"}, 404),
        ({"tree": "verses", "down": "1"}, 404),
        ({"tree": "pages", "ref": "C1"}, 404),
        ({"tree": "verses", "ref": "C1"}, 404),
        ({"ref": "1"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused(ask: Client, values: dict[str, str], status: int) -> None:
    assert ask.status("navigation", resource=resource("dracula"), **values) == status


def test_the_resource_must_be_given_and_be_there(ask: Client) -> None:
    assert ask.status("navigation") == ask.status("navigation", down=1) == 400
    assert ask.status("navigation", resource="") == 400
    assert ask.status("navigation", id=resource("dracula"), down=1) == 400
    assert ask.status("navigation", resource="nobody", down=1) == 404
    assert ask.status("navigation", resource=SITE, down=1) == 404


def test_long_lists_are_given_in_pages(ask_small: Client) -> None:
    found, page = [], 0
    while True:
        page += 1
        shown = navigate(ask_small, down=-1, page=page)
        found += refs(shown["member"])
        view = shown["view"]
        assert view["@type"] == "Pagination"
        assert view["@id"] == shown["@id"]
        assert view["first"].endswith("&down=-1&page=1")
        assert view["last"].endswith("&down=-1&page=5")
        assert ("previous" in view) is (page > 1)
        if "next" not in view:
            break
        assert view["next"].endswith(f"&down=-1&page={page + 1}")
    assert (found, page) == (ALL, 5)
    assert refs(navigate(ask_small, down=-1)["member"]) == ALL[:3]


def test_a_short_list_has_no_pages_unless_they_are_asked_for(ask: Client) -> None:
    assert "view" not in navigate(ask, down=1)
    assert "next" not in navigate(ask, down=1, page=1)["view"]
