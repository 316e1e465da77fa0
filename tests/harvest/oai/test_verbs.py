"""What the verbs answer that do not list records."""

from pathlib import Path

import pytest

from tests.harvest.oai.repository import ENCODED, LICENCE, OAI, ODD, Repository, letter, texts

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
OF = "oai:letters.example.org:"


def test_the_repository_says_what_it_is(held: Repository) -> None:
    told = held.ask(verb="Identify").find(f"{OAI}Identify")
    found = {one.tag.removeprefix(OAI): one.text for one in told if len(one) == 0}
    assert found == {
        "repositoryName": "Letters & <telegrams>",
        "baseURL": "https://letters.example.org/oai",
        "protocolVersion": "2.0",
        "adminEmail": "editors@letters.example.org",
        "earliestDatestamp": "2026-01-01T00:00:01Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    described = [one[0].tag.rpartition("}")[2] for one in told.iterfind(f"{OAI}description")]
    assert described == ["oai-identifier", "dc"]


def test_the_sample_identifier_is_one_that_is_there(held: Repository) -> None:
    sample = held.ask(verb="Identify").findtext(".//{*}sampleIdentifier")
    assert held.codes(verb="GetRecord", identifier=sample, metadataPrefix="oai_dc") == []


@pytest.mark.parametrize("mail", ["", "a@b", "x@letters.example.org", "no address"])
def test_an_address_that_checkers_refuse_is_not_told(tmp_path: Path, mail: str) -> None:
    held = Repository(tmp_path)
    held.about = {"admin-email": mail, "identifier-namespace": "letters.example.org"}
    held.publish(letter("a"))
    assert texts(held.ask(verb="Identify"), "adminEmail") == ["editors@letters.example.org"]


def test_formats_of_the_repository_and_of_an_item(held: Repository) -> None:
    listed = held.ask(verb="ListMetadataFormats")
    assert texts(listed, "metadataPrefix") == ["oai_dc", "tei"]
    listed = held.ask(verb="ListMetadataFormats", identifier=f"{OF}g")
    assert texts(listed, "metadataPrefix") == ["oai_dc"]


def test_a_header_names_the_lowest_sets(held: Repository) -> None:
    held.publish(letter("h", sets=("type:letter", "type:letter:draft")))
    answer = held.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="type:letter:draft")
    assert texts(answer, "setSpec") == ["type:letter:draft"]


def test_identifiers_with_odd_characters_lead_back(held: Repository) -> None:
    held.publish(letter(ODD))
    answer = held.ask(verb="GetRecord", identifier=f"{OF}{ENCODED}", metadataPrefix="tei")
    assert texts(answer, "identifier") == [f"{OF}{ENCODED}"]
    assert answer.find(".//{*}TEI") is not None


def test_a_record_says_where_its_schema_is_and_what_may_be_done_with_it(held: Repository) -> None:
    for format_ in ("oai_dc", "tei"):
        answer = held.ask(verb="GetRecord", identifier=f"{OF}a", metadataPrefix=format_)
        assert answer.find(f".//{OAI}metadata")[0].get(f"{XSI}schemaLocation")
        assert answer.findtext(f".//{OAI}about/{{*}}dc/{{*}}rights") == LICENCE


def test_a_withdrawn_record_keeps_its_header(held: Repository) -> None:
    answer = held.ask(verb="GetRecord", identifier=f"{OF}b", metadataPrefix="tei")
    record = answer.find(f".//{OAI}record")
    assert [one.tag for one in record] == [f"{OAI}header"]
    assert record[0].get("status") == "deleted"
    assert record[0].findtext(f"{OAI}datestamp") == "2026-01-01T00:00:11Z"
