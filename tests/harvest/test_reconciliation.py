"""The reconciliation service: it finds who is meant, and never claims what it does not know."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.catalogue.published import Entity, Publication, Published
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.harvest.reconciliation import service
from tests.harvest import reconciliation_shapes as shapes

BASE = "https://letters.example.org/reconcile"
GND = "https://d-nb.info/gnd/118505254"
WIKIDATA = "http://www.wikidata.org/entity/Q46633"


def entity(
    key: str,
    *names: str,
    kind: str = "person",
    about: str = "",
    identifiers: tuple[str, ...] = (),
    mentions: int = 1,
) -> Entity:
    page = f"registers/{kind}s/{key}.html"
    return Entity(key, kind, key, names, about, identifiers, page, mentions)


ENTITIES = (
    entity(
        "babbage",
        "Babbage, Charles",
        "C. Babbage",
        about="mathematician <& inventor>",
        identifiers=(GND, WIKIDATA),
        mentions=7,
    ),
    entity(
        "smith1", "John Smith", about="printer in York", identifiers=("https://viaf.org/viaf/1",)
    ),
    entity("smith2", "John Smith", about="bookseller", identifiers=("https://viaf.org/viaf/2",)),
    entity("mueller", "Müller, Hans"),
    entity("york", "York", kind="place", identifiers=("https://sws.geonames.org/2633352/",)),
    entity("york-duke", "York", kind="person", about="the Duke"),
    entity("paris/1", "Paris", kind="place"),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    path = tmp_path_factory.mktemp("published") / "catalogue.sqlite"
    put(path, ENTITIES)
    found = Published(path)
    yield found
    found.close()


def put(path: Path, entities: tuple[Entity, ...]) -> None:
    with Publication(path) as publication:
        publication.about({"title": "Letters"})
        publication.entities(entities)
        publication.finish()


@pytest.fixture(scope="module")
def endpoint(published: Published) -> Endpoint:
    return service(published)


@pytest.fixture
def ask(endpoint: Endpoint) -> "Client":
    return Client(endpoint)


class Client:
    """Asks the service, and reads what it says."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def raw(self, path: str = "", *query: tuple[str, str], method: str = "GET") -> Answer:
        return self._endpoint(Asked(method, BASE, path, query))

    def json(self, path: str = "", **given: str) -> Any:
        answer = self.raw(path, *given.items())
        assert (answer.status, answer.kind) == (200, "application/json")
        return json.loads(answer.content)

    def error(self, path: str = "", **given: str) -> tuple[int, str]:
        answer = self.raw(path, *given.items())
        return answer.status, json.loads(answer.content)["error"]

    def find(self, query: str = "", **more: object) -> list[Any]:
        asked = {**({"query": query} if query else {}), **more}
        found = self.json(queries=json.dumps({"q": asked}))
        return shapes.result(found["q"])

    def match(self, query: str = "", **more: object) -> str | None:
        """Return who is claimed to be meant."""
        claimed = [one["id"] for one in self.find(query, **more) if one["match"]]
        assert len(claimed) <= 1
        return claimed[0] if claimed else None


def test_the_manifest(ask: Client) -> None:
    found = ask.json()
    shapes.manifest(found)
    assert found["versions"] == ["0.2"]
    assert found["name"] == "Letters"
    assert [one["id"] for one in found["defaultTypes"]] == ["person", "place"]
    assert found["identifierSpace"] == f"{BASE}/entity/"
    # jQuery adds a number to what it asks for.
    assert ask.json(_="1732") == found


@pytest.mark.parametrize(
    "query",
    [
        "Babbage, Charles",
        "babbage,  charles",
        "Charles Babbage",
        "C. Babbage",
        "babbage",
        GND,
        "http://d-nb.info/gnd/118505254/",
        "118505254",
        "Q46633",
    ],
)
def test_exact_names_and_identifiers_match(ask: Client, query: str) -> None:
    assert ask.match(query) == "babbage"
    assert ask.find(query)[0]["score"] >= 98


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Charles Babage", "babbage"),
        ("Babbage", None),
        ("Muller, Hans", "mueller"),
        ("Hans, Müller", "mueller"),
        ("John Smith", "smith1"),
        ("York", "york"),
        ("Nobody At All", None),
    ],
)
def test_what_is_only_like_it_or_ambiguous_does_not_match(
    ask: Client, query: str, first: str | None
) -> None:
    found = ask.find(query)
    if query != "Babbage":  # which is like an id, and that is an exact one
        assert not any(one["match"] for one in found)
    if first:
        assert found[0]["id"] == first


def test_a_type_restricts_and_tells_namesakes_apart(ask: Client) -> None:
    assert ask.match("York", type="place") == "york"
    assert ask.match("York", type=["person"]) == "york-duke"
    assert ask.match("York", type=[{"id": "person", "name": "Person"}]) == "york-duke"
    assert ask.find("York", type="work") == []
    assert ask.match("York", type=["person", "place"]) is None


def test_properties_tell_namesakes_apart_and_speak_against(ask: Client) -> None:
    viaf = [{"pid": "viaf", "v": ["9", "2"]}]
    assert ask.match("John Smith", properties=viaf) == "smith2"
    assert ask.find("John Smith", properties=viaf)[0]["features"] == [
        {"id": "name", "value": 100.0},
        {"id": "viaf", "value": True},
    ]
    assert ask.match("Charles Babbage", properties=[{"pid": "gnd", "v": "1"}]) is None
    assert ask.match("Charles Babbage", properties=[{"pid": "no-such", "v": "1"}]) is None
    assert ask.match("Charles Babbage", properties=[{"pid": "gnd", "v": {"id": GND}}]) == "babbage"


def test_properties_alone(ask: Client) -> None:
    assert ask.match(properties=[{"pid": "gnd", "v": "118505254"}]) == "babbage"
    assert ask.match(properties=[{"pid": "identifier", "v": WIKIDATA}]) == "babbage"
    found = ask.find(properties=[{"pid": "description", "v": "bookseller"}])
    assert [(one["id"], one["match"]) for one in found] == [("smith2", False)]


def test_a_batch_is_answered_query_by_query(ask: Client) -> None:
    asked = {"q0": {"query": "Charles Babbage"}, "q1": {"query": "Paris", "limit": 1}}
    found = ask.json(queries=json.dumps(asked))
    assert {key: shapes.result(one)[0]["id"] for key, one in found.items()} == {
        "q0": "babbage",
        "q1": "paris/1",
    }
    answer = ask.raw("", ("queries", json.dumps(asked)), method="POST")
    assert json.loads(answer.content) == found
    assert ask.json(queries="{}") == {}


def test_one_query_as_older_clients_ask_it(ask: Client) -> None:
    for query in ("Charles Babbage", json.dumps({"query": "Charles Babbage"})):
        assert shapes.result(ask.json(query=query))[0]["match"]


def test_limits(ask: Client) -> None:
    assert len(ask.find("John Smith", limit=1)) == 1
    assert len(ask.find("John Smith", limit=2.0)) == 2
    assert ask.find("John Smith", limit=10**9)
    many = json.dumps({str(n): {"query": "x"} for n in range(101)})
    assert ask.error(queries=many)[0] == 413


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"q": 1}',
        '{"q": {}}',
        '{"q": {"query": ""}}',
        '{"q": {"query": 1}}',
        '{"q": {"query": "a", "limit": 0}}',
        '{"q": {"query": "a", "limit": "5"}}',
        '{"q": {"query": "a", "limit": NaN}}',
        '{"q": {"query": "a", "type": 1}}',
        '{"q": {"query": "a", "type_strict": "perhaps"}}',
        '{"q": {"query": "a", "properties": {}}}',
        '{"q": {"properties": [{"pid": "gnd"}]}}',
        '{"q": {"properties": [{"pid": "gnd", "v": {"name": "x"}}]}}',
    ],
)
def test_queries_that_are_wrong(ask: Client, queries: str) -> None:
    status, message = ask.error(queries=queries)
    assert status == 400
    assert message


def test_a_parameter_twice_or_what_is_no_form_is_refused(ask: Client, endpoint: Endpoint) -> None:
    assert ask.raw("", ("queries", "{}"), ("queries", "{}")).status == 400
    posted = Asked("POST", BASE, "", (), {"content-type": "application/json"})
    assert endpoint(posted).status == 415
    assert ask.error("no/such/thing")[0] == 404


def test_suggestions(ask: Client) -> None:
    def ids(what: str, **given: str) -> list[str]:
        return [one["id"] for one in shapes.suggested(ask.json(f"suggest/{what}", **given))]

    assert ids("entity", prefix="bab") == ["babbage"]
    assert ids("entity", prefix="Charl") == ["babbage"]
    assert ids("entity", prefix="smith2") == ["smith2"]
    assert ids("entity", prefix="john smith") == ["smith1", "smith2"]
    assert ids("entity", prefix="john smith", cursor="1") == ["smith2"]
    assert ids("entity", prefix="") == ids("entity") == ids("entity", prefix="…") == []
    assert ids("type", prefix="Pl") == ["place"]
    assert ids("property", prefix="gn") == ["gnd"]
    assert "geonames" in ids("property", prefix="identifier")
    assert ask.error("suggest/entity", prefix="a", cursor="-1")[0] == 400


def test_flyouts_and_previews_escape_what_they_show(ask: Client) -> None:
    assert ask.json("flyout/entity", id="babbage")["id"] == "babbage"
    page = ask.raw("preview", ("id", "babbage"))
    assert page.kind.startswith("text/html")
    for html in (ask.json("flyout/entity", id="babbage")["html"], page.content.decode()):
        assert "mathematician &lt;&amp; inventor&gt;" in html
        assert 'href="https://letters.example.org/registers/persons/babbage.html"' in html
    assert ask.json("flyout/type", id="place")["html"]
    assert ask.json("flyout/property", id="gnd")["html"]
    for what in ("flyout/entity", "flyout/type", "flyout/property", "preview"):
        assert ask.error(what, id="<none>")[0] == 404


def test_an_entity_leads_to_its_page(ask: Client) -> None:
    answer = ask.raw("entity/paris/1")
    assert answer.status == 303
    assert answer.headers == (
        ("Location", "https://letters.example.org/registers/places/paris/1.html"),
    )
    assert ask.error("entity/../../etc/passwd")[0] == 404


def test_data_extension(ask: Client) -> None:
    asked = {
        "ids": ["babbage", "york", "nobody"],
        "properties": [{"id": "gnd"}, {"id": "mentions", "settings": {}}, {"id": "no-such"}],
    }
    found = ask.json(extend=json.dumps(asked))
    assert shapes.extended(found) == {
        "babbage": {"gnd": [{"str": "118505254"}], "mentions": [{"int": 7}], "no-such": []},
        "york": {"gnd": [], "mentions": [{"int": 1}], "no-such": []},
        "nobody": {"gnd": [], "mentions": [], "no-such": []},
    }
    assert [one["id"] for one in found["meta"]] == ["gnd", "mentions", "no-such"]
    for wrong in ('{"ids": 1, "properties": []}', '{"ids": [], "properties": ["gnd"]}', "x"):
        assert ask.error(extend=wrong)[0] == 400


def test_properties_that_a_type_has(ask: Client) -> None:
    found = ask.json("properties", type="place")
    ids = [one["id"] for one in found["properties"]]
    assert found["type"] == "place"
    assert "geonames" in ids
    assert "gnd" not in ids
    assert len(ask.json("properties", type="place", limit="2")["properties"]) == 2
    assert ask.error("properties", type="place", limit="many")[0] == 400


def test_jsonp_calls_functions_and_nothing_else(ask: Client) -> None:
    answer = ask.raw("", ("callback", "jQuery17_x.done"))
    assert answer.kind.startswith("text/javascript")
    assert answer.content.startswith(b"/**/jQuery17_x.done({")
    for wrong in ("alert(1)//", "a b", "", "a.", "<script>", "é", "a" * 101):
        assert ask.raw("", ("callback", wrong)).status == 400


def test_what_is_published_anew_is_found_at_once(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    put(path, ENTITIES[:1])
    published = Published(path)
    ask = Client(service(published))
    assert ask.match("York", type="place") is None
    put(path, ENTITIES)
    assert ask.match("York", type="place") == "york"
    published.close()


@given(st.text(max_size=40), st.sampled_from(["", "queries", "query", "extend"]))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(endpoint: Endpoint, text: str, name: str) -> None:
    ask = Client(endpoint)
    for path in ("", "suggest/entity", "flyout/entity", "preview", f"entity/{quote(text)}"):
        query = [(name or "prefix", text), ("id", text)]
        assert ask.raw(path, *query).status in (200, 400, 404)
    assert ask.raw("", ("queries", json.dumps({text: {"query": text}}))).status in (200, 400)
