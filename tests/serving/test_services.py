"""The protocols as they are put together: each answers at its address, from one catalogue."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_pipeline.app.services import SERVICES, site_of
from tei_pipeline.catalogue.published import Deposit, Facts, HeldFile, Publication
from tei_pipeline.serving import Site
from tests.serving.running import Client, running


def _site(path: Path, folder: Path) -> Site:
    return site_of(path, "")._replace(folders={"/metadata": folder / "metadata"})


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("edition")
    path = folder / "catalogue.sqlite"
    publish(path)
    for name, content in (("html/letter.html", "<p>"), ("metadata/letter.oai_dc.xml", "<dc/>")):
        (folder / name).parent.mkdir()
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "html/index.html").write_text("<h1>Letters</h1>", encoding="utf-8")
    with running(folder / "html", _site(path, folder)) as (client, _):
        yield client


def publish(path: Path) -> None:
    facts = Facts("A letter", "en", "1834-11-11", "letter.html", "tei/letter.xml", "sha256:x")
    with Publication(path) as publication:
        publication.about({"title": "Letters", "secret": "s" * 32})
        tei = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
        publication.put(Deposit("letter", "x", "1", facts, (), {"tei": tei}))
        files = ("html/letter.html", "metadata/letter.oai_dc.xml")
        publication.files((HeldFile(name, "letter", "1") for name in files), str.encode)
        publication.finish()


def test_all_are_there_and_described(ask: Client) -> None:
    described = json.loads(ask("/openapi.json").body)["paths"]
    for one in SERVICES:
        assert one.address in described
        assert ask(one.address).status == 200
        assert ask(f"{one.address}?%FF=%FF&x=%00").status in (200, 400)
    assert json.loads(ask("/health").body)["catalogue"] is True


def test_addresses_in_answers_are_those_that_were_asked(ask: Client) -> None:
    base = f"http://127.0.0.1:{ask.port}"
    found = json.loads(ask("/dts/collection").body)
    assert [one["@id"] for one in found["member"]] == [f"{base}/documents.html"]
    found = json.loads(ask(f"/dts/collection?id={base}/documents.html").body)
    assert [one["@id"] for one in found["member"]] == [f"{base}/letter.html"]
    assert json.loads(ask("/reconcile").body)["identifierSpace"] == f"{base}/reconcile/entity/"


def test_what_they_do_not_know_is_their_own_error(ask: Client) -> None:
    for path in ("/dts/none", "/dts/document?resource=../../etc/passwd", "/reconcile/none"):
        answer = ask(path)
        assert answer.status in (400, 404)
        assert answer.headers["content-type"].startswith("application/")
        assert b"root:" not in answer.body
    assert ask("/dts", "POST", body=b"").status == 405


def test_pages_lead_to_descriptions_which_are_there(ask: Client) -> None:
    links = [value for name, value in ask("/letter.html").all_headers if name == "link"]
    assert f'<http://127.0.0.1:{ask.port}/letter.html>; rel="cite-as"' in links
    described = f"http://127.0.0.1:{ask.port}/metadata/letter.oai_dc.xml"
    assert f'<{described}>; rel="describedby"; type="application/xml"' in links
    answer = ask("/metadata/letter.oai_dc.xml")
    back = f'<http://127.0.0.1:{ask.port}/letter.html>; rel="describes"; type="text/html"'
    assert back in [value for name, value in answer.all_headers if name == "link"]
    assert (answer.status, answer.body) == (200, b"<dc/>")
    assert ask("/metadata/../catalogue.sqlite").status == 404
    assert ask("/metadata/%2e%2e/catalogue.sqlite").status == 404
