"""Whatever is asked; and whole editions: nothing is lost between navigation and document."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_pipeline.catalogue.published import Publication, Published
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.dts import service
from tei_pipeline.names import TEI, TEI_ROOTS
from tei_pipeline.outputs.citation import CitationMaker
from tei_pipeline.saxon import Saxon
from tests.harvest.dts.library import (
    ALL,
    BASE,
    SITE,
    TEXTS,
    Client,
    cited,
    deposit,
    refs,
    resource,
)
from tests.oracles import ROOT, shared

DTS = "{https://w3id.org/api/dts#}wrapper"
REFS = ["C1", "C1.E1", "C1.E1,P1", "C2.E2", "C3", "1", "3", "l2", "c-p", "x"]
VALUES = {
    "id": [SITE, resource("dracula"), "poem", f"{SITE}sets/type", "x"],
    "resource": [resource("dracula"), "poem", resource("corpus"), resource("blank"), "x"],
    "nav": ["children", "parents", "up"],
    "page": ["1", "2", "0", "x"],
    "ref": REFS,
    "start": REFS,
    "end": REFS,
    "down": ["0", "1", "2", "-1", "-2", "x"],
    "tree": ["pages", "x"],
    "mediaType": ["text/html", "text/plain", "application/tei+xml", "x/y"],
}
PARAMETERS = st.lists(
    st.one_of(
        st.sampled_from([(name, value) for name, values in VALUES.items() for value in values]),
        st.tuples(st.sampled_from([*VALUES, "other"]), st.text(max_size=30)),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(
    method=st.sampled_from(["GET", "GET", "GET", "HEAD", "POST"]),
    path=st.one_of(
        st.sampled_from(["", "collection", "navigation", "document", "document/"]),
        st.text(max_size=10),
    ),
    query=PARAMETERS,
)
def test_no_request_breaks_the_service(
    ask: Client, method: str, path: str, query: list[tuple[str, str]]
) -> None:
    answer = ask.endpoint(Asked(method, BASE, path, tuple(query)))
    assert answer.status in (200, 400, 404, 405)
    assert answer.content
    if "json" in answer.kind:
        assert isinstance(json.loads(answer.content), dict)
    if answer.kind == "application/tei+xml":
        assert etree.fromstring(answer.content).tag == f"{{{TEI}}}TEI"


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_range_is_what_stands_between_its_ends(ask: Client, data: st.DataObject) -> None:
    name, tree = data.draw(st.sampled_from([("dracula", ""), ("dracula", "pages"), ("poem", "")]))
    trees = {"tree": tree} if tree else {}
    known = ask.json("navigation", resource=name, down=-1, **trees)["member"]
    first, last = sorted(
        data.draw(st.tuples(*[st.integers(0, len(known) - 1)] * 2)), key=lambda place: place
    )
    start, end = known[first]["identifier"], known[last]["identifier"]
    found = words(ask, resource=name, start=start, end=end, **trees)
    parents = {unit["parent"] for unit in known}
    leaves = [unit for unit in known[first:] if unit["identifier"] not in parents]
    inside = refs(ask.json("navigation", resource=name, ref=end, down=-1, **trees)["member"])
    wanted = []
    for leaf in leaves:
        place = refs(known).index(leaf["identifier"])
        if place <= last or leaf["identifier"] in inside:
            wanted += words(ask, resource=name, ref=leaf["identifier"], **trees)
    # Headings stand in no lowest unit of a chapter, but between them.
    left = iter(found)
    assert all(word in left for word in wanted)


def words(ask: Client, **values: str) -> list[str]:
    answer = ask("document", "GET", **values)
    assert answer.status == 200, (values, answer.content)
    [wrapper] = etree.fromstring(answer.content).iter(DTS)
    return " ".join(str(one) for one in wrapper.itertext("*")).split()


# Whole editions.


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = tmp_path_factory.mktemp("editions") / "catalogue.sqlite"
    saxon = Saxon()
    maker = CitationMaker(saxon)
    files = [ROOT / "tei" / "telegram.xml"]
    for name in ("letters/editions", "critical", "tei-tests"):
        files += sorted(shared(f"corpora/{name}").glob("*.xml"))[:5]
    with Publication(path) as publication:
        for file in files:
            document, trees = cited(file, saxon, maker)
            if document.root.tag in TEI_ROOTS:
                publication.put(deposit(document, trees))
        publication.finish()
    published = Published(path)
    yield Client(service(published, SITE))
    published.close()


def held(client: Client) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.json("collection", id=ALL)["member"]
    return found


def test_every_reference_of_whole_editions_leads_to_its_passage(editions: Client) -> None:
    count = 0
    for one in held(editions):
        for tree in one["citationTrees"]:
            assert isinstance(tree, dict)
            named = {"tree": tree["identifier"]} if "identifier" in tree else {}
            for unit in units(editions, one["@id"], **named)[:40]:
                answer = editions.follow(unit["@id"])
                assert answer.status == 200
                wrapper = next(etree.fromstring(answer.content).iter(DTS))
                assert len(wrapper) == 1, unit
                count += 1
    assert count > 150


def units(client: Client, identifier: str, **values: str) -> list[dict[str, str]]:
    found, page = [], 1
    while True:
        shown = client.json("navigation", resource=identifier, down=-1, page=page, **values)
        found += shown["member"]
        if "next" not in shown.get("view", {}):
            return found
        page += 1


def test_the_lowest_units_of_whole_editions_hold_all_words_in_order(editions: Client) -> None:
    for one in held(editions):
        whole = etree.fromstring(editions("document", "GET", resource=one["@id"]).content)
        if any(True for _ in whole.iter(f"{{{TEI}}}citeStructure", f"{{{TEI}}}cRefPattern")):
            continue
        known = units(editions, one["@id"])
        parents = {unit["parent"] for unit in known}
        lowest = [unit for unit in known if unit["identifier"] not in parents]
        if len(lowest) > 150 or not lowest:
            continue
        found = [
            word
            for unit in lowest
            for word in words(editions, resource=one["@id"], ref=unit["identifier"])
        ]
        expected = [
            word
            for text in whole.iter(f"{{{TEI}}}text")
            if next(text.iterancestors(f"{{{TEI}}}text"), None) is None
            for word in " ".join(str(piece) for piece in text.itertext("*")).split()
        ]
        assert found == expected, one["@id"]


def test_the_telegram_is_cited_as_it_declares(editions: Client) -> None:
    [telegram] = [one for one in held(editions) if "telegram" in one["@id"]]
    top = editions.json("navigation", resource=telegram["@id"], down=1)["member"]
    assert len(top) == 7
    assert {unit["citeType"] for unit in top} == {"part"}
    first = editions.json("navigation", resource=telegram["@id"], ref="opening", down=-1)
    assert refs(first["member"]) == ["opening", "opening.p-fky4"]


def test_a_text_that_is_not_published_is_not_found(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    (tmp_path / "poem.xml").write_text(TEXTS["poem"], encoding="utf-8")
    saxon = Saxon()
    document, trees = cited(tmp_path / "poem.xml", saxon, CitationMaker(saxon))
    with Publication(path) as publication:
        publication.put(deposit(document, trees)._replace(contents={"oai_dc": b"<dc/>"}))
        publication.finish()
    client = Client(service(Published(path), SITE))
    assert client.status("document", resource="poem") == 404
    assert client.status("document", resource="poem", ref="l2") == 404
