"""Each error and exceptional condition of the protocol (OAI-PMH 2.0, 3.6)."""

from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import Published
from tei_pipeline.exchange import Asked
from tei_pipeline.harvest.oai import provider
from tests.harvest.oai.repository import BASE, OAI, Repository, token

RECORDS = (("verb", "ListRecords"), ("metadataPrefix", "oai_dc"))


@pytest.mark.parametrize(
    "query",
    [
        (),
        (("verb", ""),),
        (("verb", "listrecords"),),
        (("verb", "Identify"), ("verb", "Identify")),
        (("verb", "No\x00such\ud800"),),
        (("Verb", "Identify"),),
    ],
)
def test_a_verb_that_is_missing_repeated_or_unknown(
    held: Repository, query: tuple[tuple[str, str], ...]
) -> None:
    assert held.codes(*query) == ["badVerb"]
    asked = held.ask(*query).find(f"{OAI}request")
    assert asked is not None
    assert (len(asked.attrib), asked.text) == (0, BASE)


@pytest.mark.parametrize(
    "query",
    [
        (("verb", "Identify"), ("set", "a")),
        (("verb", "ListMetadataFormats"), ("identifier", "")),
        (("verb", "ListSets"), ("metadataPrefix", "oai_dc")),
        (("verb", "ListRecords"),),
        (("verb", "ListIdentifiers"), ("set", "war")),
        (("verb", "GetRecord"), ("metadataPrefix", "oai_dc")),
        (("verb", "GetRecord"), ("identifier", "oai:letters.example.org:a")),
        (*RECORDS, ("metadataPrefix", "oai_dc")),
        (*RECORDS, ("set", "war"), ("set", "war")),
        (*RECORDS, ("resumptionToken", "x")),
        (*RECORDS, ("nosuch", "\ud800\x01")),
        (*RECORDS, ("set", "a::b")),
        (*RECORDS, ("set", "ä")),
        (("verb", "ListRecords"), ("metadataPrefix", "oai dc")),
        (*RECORDS, ("from", "2026-01-02"), ("until", "2026-01-01")),
        (*RECORDS, ("from", "2026-01-02"), ("until", "2026-01-03T00:00:00Z")),
    ],
)
def test_an_argument_that_is_missing_repeated_unknown_or_illegal(
    held: Repository, query: tuple[tuple[str, str], ...]
) -> None:
    assert set(held.codes(*query)) == {"badArgument"}
    asked = held.ask(*query).find(f"{OAI}request")
    assert asked is not None
    assert not asked.attrib


@pytest.mark.parametrize(
    "date",
    [
        *("2026-02-30", "2025-02-29", "2026-13-01", "2026-1-1", "2026", "0000-01-01", ""),
        *("2026-01-01T00:00:00", "2026-01-01T24:00:00Z", "2026-01-01T00:00Z", "20260101"),
        *("2026-01-01T00:00:00.0Z", "2026-01-01T00:00:00+00:00", "2026-01-01 ", "２０２６-01-01"),
    ],
)
def test_a_date_that_is_none(held: Repository, date: str) -> None:
    for name in ("from", "until"):
        assert held.codes(*RECORDS, (name, date)) == ["badArgument"]


def test_all_that_is_wrong_is_told_at_once(held: Repository) -> None:
    wrong = (("verb", "ListRecords"), ("from", "x"), ("nosuch", "y"))
    assert held.codes(*wrong) == ["badArgument"] * 3


def test_other_errors_repeat_the_arguments(held: Repository) -> None:
    asked = held.ask(*RECORDS, ("set", "nosuch")).find(f"{OAI}request")
    assert asked is not None
    assert sorted(asked.items()) == sorted([*RECORDS, ("set", "nosuch")])


def test_a_token_that_is_forged_expired_or_of_another_verb(held: Repository) -> None:
    good = token(held.ask(*RECORDS))
    assert good
    forged = good[:-6] + ("A" if good[-6] != "A" else "B") + good[-5:]
    for bad in ("junk", "", good[1:], forged, f"{good}=", f"{good} ", "\x00", "ä", "\ud800"):
        assert held.codes(verb="ListRecords", resumptionToken=bad) == ["badResumptionToken"]
    for verb in ("ListIdentifiers", "ListSets"):
        assert held.codes(verb=verb, resumptionToken=good) == ["badResumptionToken"]
    held.now += 2 * 86_400
    assert held.codes(verb="ListRecords", resumptionToken=good) == []
    held.now += 1
    assert held.codes(verb="ListRecords", resumptionToken=good) == ["badResumptionToken"]


def test_a_token_of_another_repository_is_refused(held: Repository) -> None:
    good = token(held.ask(*RECORDS))
    held.about = {**held.about, "secret": "another"}
    held.publish()
    assert held.codes(verb="ListRecords", resumptionToken=good) == ["badResumptionToken"]


def test_a_repository_without_a_secret_makes_one_that_ends_with_the_server(
    held: Repository,
) -> None:
    held.about = {**held.about, "secret": ""}
    held.publish()
    good = token(held.ask(*RECORDS))
    assert held.codes(verb="ListRecords", resumptionToken=good) == []
    held.endpoint = provider(held.published, clock=lambda: held.now)
    assert held.codes(verb="ListRecords", resumptionToken=good) == ["badResumptionToken"]


def test_a_format_that_there_is_not(held: Repository) -> None:
    for verb in ("ListRecords", "ListIdentifiers"):
        for prefix in ("nosuch", "datacite"):  # the second is known, but nothing is in it
            assert held.codes(verb=verb, metadataPrefix=prefix) == ["cannotDisseminateFormat"]
    of_g = "oai:letters.example.org:g"  # which is in Dublin Core alone
    assert held.codes(verb="GetRecord", identifier=of_g, metadataPrefix="tei") == [
        "cannotDisseminateFormat"
    ]


@pytest.mark.parametrize(
    "identifier",
    ["oai:letters.example.org:z", 'invalid"id', "a b", "http://[x", "%zz", "../../etc/passwd",
     "oai:letters.example.org:%61", "oai:letters.example.org:%ff", "OAI:letters.example.org:a"],
)  # fmt: skip
def test_an_identifier_that_there_is_not(held: Repository, identifier: str) -> None:
    told = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    assert held.codes(identifier=identifier, **told) == ["idDoesNotExist"]
    assert held.codes(verb="ListMetadataFormats", identifier=identifier) == ["idDoesNotExist"]


def test_an_item_without_formats(held: Repository) -> None:
    gone = "oai:letters.example.org:b"
    assert held.codes(verb="ListMetadataFormats", identifier=gone) == ["noMetadataFormats"]


def test_a_list_without_records(held: Repository) -> None:
    for given in (
        {"set": "nosuch"},
        {"set": "wa"},
        {"from_": "2026-01-02"},
        {"until": "2025-12-31"},
    ):
        assert held.codes(*RECORDS, **given) == ["noRecordsMatch"]


def test_an_empty_repository(empty: Repository) -> None:
    assert empty.codes(*RECORDS) == ["noRecordsMatch"]
    assert empty.codes(verb="Identify") == []
    assert empty.codes(verb="ListMetadataFormats") == []


def test_a_repository_without_sets(empty: Repository) -> None:
    assert empty.codes(verb="ListSets") == ["noSetHierarchy"]
    assert empty.codes(*RECORDS, ("set", "war")) == ["noSetHierarchy"]


def test_a_catalogue_that_cannot_be_read_is_a_matter_of_http(tmp_path: Path) -> None:
    endpoint = provider(Published(tmp_path / "nosuch.sqlite"))
    answer = endpoint(Asked("GET", BASE, query=(("verb", "Identify"),)))
    assert (answer.status, dict(answer.headers)) == (503, {"Retry-After": "60"})
    assert str(tmp_path).encode() not in answer.content
