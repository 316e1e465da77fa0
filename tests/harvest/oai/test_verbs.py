"""What the six verbs answer."""

from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.catalogue.published import Published
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.oai import Limits, provider
from tests.harvest.oai.repository import (
    FIRST,
    OAI,
    Client,
    client,
    deposit,
    filled,
    publish,
    schema,
)

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ODD = "Brief%20Nr.%205/%C3%A4&%3Cb%3E?%25"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return client(filled(tmp_path_factory.mktemp("oai")))


def test_the_repository_says_what_it_is(ask: Client) -> None:
    told = ask(verb="Identify").find(f"{OAI}Identify")
    found = {one.tag.removeprefix(OAI): one.text for one in told if len(one) == 0}
    assert found == {
        "repositoryName": "Letters & papers",
        "baseURL": "https://letters.example.org/oai",
        "protocolVersion": "2.0",
        "adminEmail": "editors@letters.example.org",
        "earliestDatestamp": "2023-11-14T22:13:20Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    described = [one[0].tag.rpartition("}")[2] for one in told.iterfind(f"{OAI}description")]
    assert described == ["oai-identifier", "dc"]


def test_the_sample_identifier_is_one_that_is_there(ask: Client) -> None:
    sample = ask(verb="Identify").findtext(".//{*}sampleIdentifier")
    assert ask.codes(verb="GetRecord", identifier=sample, metadataPrefix="oai_dc") == []


@pytest.mark.parametrize("mail", ["", "a@b", "x@letters.example.org", "no address"])
def test_an_address_that_checkers_refuse_is_not_told(tmp_path: Path, mail: str) -> None:
    about = {"admin-email": mail, "identifier-namespace": "letters.example.org"}
    publish(tmp_path / "c.sqlite", [deposit("a")], about=about)
    told = client(tmp_path / "c.sqlite")(verb="Identify")
    assert told.findtext(f".//{OAI}adminEmail") == "editors@letters.example.org"


def test_a_posted_form_is_a_request(ask: Client) -> None:
    assert ask(verb="Identify", method="POST").find(f"{OAI}Identify") is not None


def test_formats_of_the_repository_and_of_an_item(ask: Client) -> None:
    def prefixes(**told: str) -> list[str]:
        root = ask(verb="ListMetadataFormats", **told)
        return [one.text for one in root.iterfind(f".//{OAI}metadataPrefix")]

    assert prefixes() == ["oai_dc", "tei"]
    assert prefixes(identifier="oai:letters.example.org:note") == ["oai_dc"]


def test_sets_and_those_above_them(ask: Client) -> None:
    pages = list(ask.pages("ListSets"))
    specs = [one.text for root in pages for one in root.iterfind(f".//{OAI}setSpec")]
    assert specs == ["correspondent", "correspondent:ada", "type", "type:letter",
                     "type:letter:draft"]  # fmt: skip
    assert len(pages) == 3
    tokens = [root.find(f".//{OAI}resumptionToken") for root in pages]
    assert [one.get("cursor") for one in tokens] == ["0", "2", "4"]
    assert {one.get("completeListSize") for one in tokens} == {"5"}


def test_a_set_holds_what_is_in_sets_below_it(ask: Client) -> None:
    assert ask.all(set="type:letter:draft") == [ODD]
    assert ODD in ask.all(set="type")
    assert ODD in ask.all(set="type:letter")
    assert ask.all(set="correspondent") == ["note"]
    assert ask.all(set="typ") == []


def test_a_header_names_the_lowest_sets(ask: Client) -> None:
    root = ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="type:letter:draft")
    assert [one.text for one in root.iterfind(f".//{OAI}setSpec")] == ["type:letter:draft"]


def test_identifiers_with_odd_characters_lead_back(ask: Client) -> None:
    id = f"oai:letters.example.org:{ODD}"
    root = ask(verb="GetRecord", identifier=id, metadataPrefix="tei")
    assert root.findtext(f".//{OAI}identifier") == id
    assert root.find(".//{*}TEI") is not None


def test_a_record_says_where_its_schema_is_and_what_may_be_done_with_it(ask: Client) -> None:
    id = "oai:letters.example.org:letter-1"
    for format_ in ("oai_dc", "tei"):
        root = ask(verb="GetRecord", identifier=id, metadataPrefix=format_)
        assert root.find(f".//{OAI}metadata")[0].get(f"{XSI}schemaLocation")
        rights = root.findtext(f".//{OAI}about/{{*}}dc/{{*}}rights")
        assert rights == "https://creativecommons.org/licenses/by/4.0/"


def test_a_withdrawn_record_keeps_its_header(ask: Client) -> None:
    id = "oai:letters.example.org:letter-0"
    record = ask(verb="GetRecord", identifier=id, metadataPrefix="tei").find(f".//{OAI}record")
    assert [one.tag for one in record] == [f"{OAI}header"]
    assert record[0].get("status") == "deleted"
    assert record[0].findtext(f"{OAI}datestamp") == "2023-11-15T22:13:20Z"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"from_": "2023-11-15"}, ["late", "-letter-0"]),
        ({"from_": "2023-11-15T22:13:20Z", "until": "2023-11-15T22:13:20Z"}, ["late", "-letter-0"]),
        ({"from_": "2023-11-15", "until": "2023-11-15"}, ["late", "-letter-0"]),
        ({"from_": "2023-11-15T22:13:21Z"}, []),
        ({"until": "2023-11-14T22:13:19Z"}, []),
    ],
)
def test_a_span_holds_both_its_ends(ask: Client, told: dict[str, str], expected: list[str]) -> None:
    assert ask.all(**told) == expected
    assert ask.all("ListRecords", **told) == expected


def test_a_day_lasts_to_its_end(ask: Client) -> None:
    assert len(ask.all(until="2023-11-14")) == 8
    assert len(ask.all(until="2023-11-15")) == 10


def test_a_repository_that_cannot_be_read_asks_for_patience(tmp_path: Path) -> None:
    answer = provider(Published(tmp_path / "none"), b"s")(
        Asked("GET", "https://x.org/oai", query=(("verb", "Identify"),))
    )
    assert answer.status == 503
    assert dict(answer.headers) == {"Retry-After": "60"}
    assert str(tmp_path).encode() not in answer.content


def test_what_is_published_for_a_later_second_is_not_yet_listed(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    publish(path, [deposit("a")])
    publish(path, [deposit("b")], stamp=FIRST + 10)
    assert client(path, clock=lambda: FIRST + 9).all() == ["a"]


def test_parts_are_bounded_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    publish(path, [deposit(f"d{n}", "x" * 3000) for n in range(5)])
    ask = client(path, Limits(records=100, size=9000))
    sizes = [len(root.findall(f".//{OAI}record")) for root in
             ask.pages("ListRecords", metadataPrefix="tei")]  # fmt: skip
    assert sizes == [2, 2, 1]
    assert ask.all("ListRecords", "tei") == [f"d{n}" for n in range(5)]
    assert client(path, Limits(size=10)).all("ListRecords", "tei") == [f"d{n}" for n in range(5)]


def test_answers_are_judged_strictly(ask: Client) -> None:
    id = f"oai:letters.example.org:{ODD}"
    answer = ask(verb="GetRecord", identifier=id, metadataPrefix="oai_dc")
    answer.find(".//{*}title").tag = "{http://purl.org/dc/elements/1.1/}name"
    assert not schema().is_valid(etree.tostring(answer, encoding="unicode"))
