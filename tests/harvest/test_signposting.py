"""What a strict reader of FAIR Signposting finds: the same in pages, headers and link sets."""

import random
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import signposting

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.app.services import site_of
from tests.app.test_incremental import edition
from tests.serving.running import running

BASE = "https://letters.example/e/"
DOI = "https://doi.org/10.5555/Letter(a)"
GND = "https://d-nb.info/gnd/118540238"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HEADER = f"""<publicationStmt><publisher>P</publisher><idno type="DOI">10.5555/Letter(a)</idno>
<availability><licence target="{LICENCE}">CC BY 4.0</licence></availability>
<date when="2020-01-01"/></publicationStmt>"""
ALL = ("author", "cite-as", "describedby", "item", "license", "linkset", "type")

Links = set[tuple[str, str, str]]


class Served(NamedTuple):
    """An edition that is served, and the folder that it stands in."""

    address: str
    folder: Path

    def page(self) -> str:
        return f"{self.address}a.html"

    def here(self, address: str) -> str:
        """Return where something is that is published elsewhere."""
        below = address.removeprefix(BASE)
        return self.address + below.removeprefix("https://letters.example/")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    made = edition(tmp_path_factory.mktemp("signposts") / "e", random.Random(1))
    settings = f'[edition]\ntitle = "Letters"\nbase-url = "{BASE}"\n'
    (made / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    persons = made / "tei/authority/persons.xml"
    text = persons.read_text(encoding="utf-8")
    idno = '</persName><idno type="GND">118540238</idno></person>'
    persons.write_text(text.replace("</persName></person>", idno), encoding="utf-8")
    file = made / "tei/a.xml"
    text = file.read_text(encoding="utf-8")
    before = "<publicationStmt><p/></publicationStmt>"
    assert before in text
    file.write_text(text.replace(before, HEADER), encoding="utf-8")
    build([], BuildOptions(targets=("site", "pdf", "metadata")), folder=made)
    out = made / "build"
    site = site_of(out / "catalogue.sqlite", BASE)
    beside = {f"/{name}": out / name for name in ("pdf", "metadata")}
    with running(out / "html", site._replace(folders=beside)) as (client, _):
        yield Served(f"http://127.0.0.1:{client.port}/", out)


def links(found: signposting.Signposting) -> Links:
    said = ((str(one.rel), str(one.target), str(one.type or "")) for one in found.signposts)
    return {one for one in said if one[0] in ALL}


def opened(address: str) -> HTTPResponse:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_who_asks_for_the_page_alone_learns_all(served: Served) -> None:
    found = signposting.find_signposting_http(served.page())
    assert found.citeAs.target == DOI
    assert [one.target for one in found.authors] == [GND]
    assert found.license.target == LICENCE
    assert {str(one.target).removeprefix("https://schema.org/") for one in found.types} == {
        "AboutPage",
        "Message",
    }
    items = {str(one.target).removeprefix(served.address): one.type for one in found.items}
    assert items == {"a.xml": "application/tei+xml", "pdf/a.pdf": "application/pdf"}
    profiles = {
        str(one.target).removeprefix(f"{served.address}metadata/a."): [*(one.profiles or ())]
        for one in found.describedBy
        if "/metadata/" in one.target
    }
    assert profiles == {
        "oai_dc.xml": ["http://www.openarchives.org/OAI/2.0/oai_dc/"],
        "mods.xml": ["http://www.loc.gov/mods/v3"],
        "datacite.xml": ["http://datacite.org/schema/kernel-4"],
        "cmif.xml": ["http://www.tei-c.org/ns/1.0"],
        "jsonld": ["https://schema.org/"],
    }


def test_headers_and_link_sets_say_the_same(served: Served) -> None:
    headers = links(signposting.find_signposting_http(served.page()))
    for ending, kind in (("json", "linkset+json"), ("txt", "linkset")):
        address = f"{served.address}linksets/a.{ending}"
        assert opened(address).headers["Content-Type"] == f"application/{kind}"
        read = signposting.find_signposting_linkset(address)
        found = links(read.for_context(signposting.AbsoluteURI(f"{BASE}a.html")))
        assert {(rel, served.here(to) if to.startswith("https://letters") else to, kind)
                for rel, to, kind in found} == headers  # fmt: skip


def test_the_page_itself_says_what_it_can_know(served: Served) -> None:
    headers = links(signposting.find_signposting_http(served.page()))
    inside = links(signposting.find_signposting_html(served.page()))
    left_out = {to.rpartition("/")[2] for _, to, _ in headers - inside}
    assert inside <= headers
    assert left_out == {"a.datacite.xml", "a.cmif.xml"}, "written where a header has what they ask"
    assert {rel for rel, _, _ in inside} >= set(ALL)


def test_what_a_page_leads_to_is_there_and_leads_back(served: Served) -> None:
    page = signposting.find_signposting_http(served.page())
    for rel, parts in (("collection", page.items), ("describes", page.describedBy)):
        assert parts
        for part in parts:
            answer = opened(str(part.target))
            assert answer.status == 200
            found = signposting.find_signposting_http_link(
                answer.headers.get_all("Link"), str(part.target)
            )
            back = {(one.rel, one.target, one.type) for one in found.signposts}
            assert (rel, served.page(), "text/html") in back
            sets = {(one.rel, one.target) for one in found.linksets}
            assert ("linkset", f"{served.address}linksets/a.json") in sets
