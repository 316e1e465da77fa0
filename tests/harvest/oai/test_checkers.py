"""What validators of repositories ask, over the network: each of their steps, by GET and by POST.

Steps are those of the validator that the Open Archives Initiative registers providers with, and of
that of the search engine BASE.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from lxml import etree

from tei_pipeline.harvest.dates import span
from tei_pipeline.harvest.oai import Limits
from tei_pipeline.serving import Mount, Site
from tests.harvest.oai.repository import OAI, Repository, ids, letter, schema, texts, token
from tests.serving.running import Client, running

DC = "metadataPrefix=oai_dc"
ITEM = "oai:letters.example.org:l000"
GONE = "oai:letters.example.org:gone"
METHODS = ("GET", "POST")
Ask = Callable[..., Any]

WRONG = {
    "": "badVerb",
    "junk": "badVerb",
    "verb=junk": "badVerb",
    "verb=identify": "badVerb",
    "verb=Identify&verb=Identify": "badVerb",
    "verb=Identify&identifier=x": "badArgument",
    f"verb=GetRecord&{DC}": "badArgument",
    f"verb=GetRecord&identifier={ITEM}": "badArgument",
    f"verb=GetRecord&identifier={ITEM}&{DC}&{DC}": "badArgument",
    f'verb=GetRecord&identifier=invalid"id&{DC}': "idDoesNotExist",
    f"verb=GetRecord&identifier=invalid%22id&{DC}": "idDoesNotExist",
    f"verb=GetRecord&identifier={'a' * 4000}&{DC}": "idDoesNotExist",
    f"verb=GetRecord&identifier={ITEM}&metadataPrefix=really_wrong": "cannotDisseminateFormat",
    "verb=ListMetadataFormats&identifier=really_wrong": "idDoesNotExist",
    f"verb=ListMetadataFormats&identifier={GONE}": "noMetadataFormats",
    "verb=ListSets&resumptionToken=junk": "badResumptionToken",
    "verb=ListIdentifiers&until=junk": "badArgument",
    "verb=ListIdentifiers&from=junk": "badArgument",
    "verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05": "badArgument",
    f"verb=ListRecords&{DC}&from=junk": "badArgument",
    f"verb=ListRecords&{DC}&until=junk": "badArgument",
    "verb=ListRecords&resumptionToken=junk": "badResumptionToken",
    f"verb=ListRecords&{DC}&resumptionToken=junk&until=1990-01-10": "badArgument",
    "verb=ListRecords": "badArgument",
    "verb=ListRecords&metadataPrefix=really_wrong": "cannotDisseminateFormat",
    f"verb=ListRecords&{DC}&set=really_wrong": "noRecordsMatch",
    f"verb=ListRecords&{DC}&from=2002-02-05&until=2002-02-06T05:35:00Z": "badArgument",
    f"verb=ListRecords&{DC}&from=2002-02-06&until=2002-02-05": "badArgument",
    f"verb=ListRecords&{DC}&from=2026-01-01T00:00:00.5Z": "badArgument",
    f"verb=ListRecords&{DC}&until=2025-01-01T00:00:01Z": "noRecordsMatch",
    f"verb=ListRecords&{DC}&until=2025-12-31": "noRecordsMatch",
    f"verb=ListRecords&{DC}&from=9999-12-31": "noRecordsMatch",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Repository, Client]]:
    folder: Path = tmp_path_factory.mktemp("oai")
    held = Repository(folder, Limits())
    held.publish(*(letter(f"l{n:03}") for n in range(250)), letter("gone"))
    held.publish(letter("late", sets=("war",)), withdrawn=("gone",))
    with running(folder, Site({"/oai": Mount(held.endpoint, forms=True)})) as (client, _):
        yield held, client


@pytest.fixture(scope="module", params=METHODS)
def ask(repository: tuple[Repository, Client], request: pytest.FixtureRequest) -> Ask:
    """Return what asks a query by a method; the answer is valid, and says what was asked."""
    client = repository[1]

    def asked(query: str) -> Any:
        if request.param == "GET":
            answer = client(f"/oai?{query}")
        else:
            answer = client.form("/oai", query.encode())
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/xml")
        schema().validate(answer.body.decode())
        root: Any = etree.fromstring(answer.body)
        repeated = dict(root.find(f"{OAI}request").attrib)
        codes = {one.get("code") for one in root.iterfind(f"{OAI}error")}
        untold = codes & {"badVerb", "badArgument"}
        assert repeated == ({} if untold else dict(parse_qsl(query)))
        return root

    return asked


@pytest.mark.parametrize("query", WRONG)
def test_what_is_wrong_has_its_error(ask: Ask, query: str) -> None:
    answer = ask(query)
    assert {one.get("code") for one in answer.iter(f"{OAI}error")} == {WRONG[query]}
    assert all(one.strip() for one in texts(answer, "error"))


def test_the_repository_identifies_itself(repository: tuple[Repository, Client], ask: Ask) -> None:
    answer = ask("verb=Identify")
    assert texts(answer, "baseURL") == texts(answer, "request")
    assert texts(answer, "baseURL") == [f"http://127.0.0.1:{repository[1].port}/oai"]
    assert re.fullmatch(r"\w[\w.-]+@[A-Za-z0-9.-]+\.[a-z]{2,}", texts(answer, "adminEmail")[0])
    assert texts(answer, "deletedRecord") == ["persistent"]
    assert texts(answer, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert len(texts(answer, "earliestDatestamp")[0]) == len("2026-01-01T00:00:01Z")


def test_a_record_of_the_first_set_is_found_by_its_datestamp(ask: Ask) -> None:
    """A header names the set that was asked for, or one below it."""
    spec = texts(ask("verb=ListSets"), "setSpec")[0]
    (first, *_) = texts(ask(f"verb=ListIdentifiers&{DC}&set={spec}"), "identifier")
    named = urlencode({"identifier": first})
    assert "oai_dc" in texts(ask(f"verb=ListMetadataFormats&{named}"), "metadataPrefix")
    record = ask(f"verb=GetRecord&{named}&{DC}")
    assert any(one == spec or one.startswith(f"{spec}:") for one in texts(record, "setSpec"))
    (stamp,) = texts(record, "datestamp")
    for date in (stamp, stamp[:10]):
        found = ask(f"verb=ListRecords&from={date}&until={date}&{DC}")
        assert first in texts(found, "identifier")
        assert {one[: len(date)] for one in texts(found, "datestamp")} == {date}


def test_what_was_withdrawn_has_a_header_alone(ask: Ask) -> None:
    answer = ask(f"verb=GetRecord&identifier={GONE}&{DC}")
    assert ids(answer) == ["-gone"]
    assert answer.find(f".//{OAI}metadata") is None
    assert texts(answer, "setSpec") == ["type:letter"]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_tokens_last_for_a_day_and_lead_to_the_end(ask: Ask, verb: str) -> None:
    answer = ask(f"verb={verb}&{DC}")
    taken = ids(answer)
    if verb == "ListRecords":
        assert len(taken) == 100
        (told,) = answer.iter(f"{OAI}resumptionToken")
        assert (told.get("cursor"), told.get("completeListSize")) == ("0", "252")
        expires, now = span(told.get("expirationDate")), span(texts(answer, "responseDate")[0])
        assert expires
        assert now
        assert expires[0] - now[0] > 86_400
    while more := token(answer):
        answer, again = (ask(f"verb={verb}&resumptionToken={quote(more)}") for _ in range(2))
        assert ids(answer) == ids(again)
        (told,) = answer.iter(f"{OAI}resumptionToken")
        assert told.get("cursor") == str(len(taken))
        taken += ids(answer)
    assert len(taken) == len(set(taken)) == 252


def test_a_head_is_answered_without_a_body(repository: tuple[Repository, Client]) -> None:
    answer = repository[1]("/oai?verb=Identify", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
