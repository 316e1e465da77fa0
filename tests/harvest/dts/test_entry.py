"""The entry endpoint, and what holds for all endpoints."""

import json

import pytest

from tei_pipeline.exchange import Asked
from tests.harvest.dts.library import BASE, Client, resource


def test_the_entry_says_where_the_endpoints_are(ask: Client) -> None:
    assert ask.json("") == {
        "@context": "https://dtsapi.org/context/v1.0.json",
        "dtsVersion": "1.0",
        "@id": f"{BASE}/",
        "@type": "EntryPoint",
        "collection": f"{BASE}/collection{{?id,page,nav}}",
        "navigation": f"{BASE}/navigation{{?resource,ref,start,end,down,tree,page}}",
        "document": f"{BASE}/document{{?resource,ref,start,end,tree,mediaType}}",
    }


def test_answers_in_json_are_json_ld(ask: Client) -> None:
    for path, values in (
        ("", {}),
        ("collection", {}),
        ("navigation", {"resource": "dracula", "down": 1}),
    ):
        assert ask(path, "GET", **values).kind == "application/ld+json"
        assert ask.json(path, **values)["dtsVersion"] == "1.0"


def test_a_slash_at_the_end_of_an_address_changes_nothing(ask: Client) -> None:
    assert ask("collection/").content == ask("collection").content


def test_a_request_that_is_no_reading_is_refused(ask: Client) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = ask("collection", method)
        assert (answer.status, answer.headers) == (405, (("Allow", "GET, HEAD"),))
    assert ask("collection", "HEAD").status == 200


def test_other_addresses_are_not_found(ask: Client) -> None:
    for path in ("x", "collection/x", "../collection", "document//", "\x00"):
        assert ask.status(path) == 404


def test_a_refusal_says_what_is_wrong(ask: Client) -> None:
    answer = ask("navigation", "GET", resource="dracula")
    assert answer.kind == "application/problem+json"
    assert json.loads(answer.content) == {
        "title": "Bad Request",
        "status": 400,
        "detail": "down must be given, or ref, or start and end",
    }


@pytest.mark.parametrize("path", ["collection", "navigation", "document"])
def test_a_parameter_may_stand_once_and_must_be_text(ask: Client, path: str) -> None:
    twice = (("resource", resource("dracula")), ("ref", "C1"), ("ref", "C2"))
    assert ask.endpoint(Asked("GET", BASE, path, twice)).status == 400
    for value in ("\x00", "\ud800", "\x1b"):
        query = (("id", value), ("resource", value), ("ref", "C1"))
        assert ask.endpoint(Asked("GET", BASE, path, query)).status == 400


def test_parameters_of_others_are_passed_over(ask: Client) -> None:
    query = (("utm", "1"), ("utm", "2"))
    assert ask.endpoint(Asked("GET", BASE, "collection", query)).status == 200
