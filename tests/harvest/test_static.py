"""A plain web host can be harvested: link sets, ResourceSync, and a repository in one file."""

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import signposting
import xmlschema
from lxml import etree

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published
from tei_pipeline.harvest.signposting import links
from tei_pipeline.harvest.static_repository import static_repository
from tei_pipeline.serving import Site
from tests.app.test_incremental import edition, letter
from tests.harvest.oai.repository import schema
from tests.oracles import shared
from tests.serving.running import running

BASE = "https://letters.example/e/"
METADATA = "https://letters.example/metadata/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
TARGETS = ("site", "metadata")
FORMATS = {"oai_dc": {"schema": "https://s.example/dc.xsd", "namespace": "https://n.example/dc"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish an edition, change it, and publish it without one of its letters."""
    made = edition(tmp_path_factory.mktemp("static") / "e", random.Random(1))
    settings = f'[edition]\ntitle = "Letters & more"\nbase-url = "{BASE}"\n'
    (made / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    build([], BuildOptions(targets=TARGETS), folder=made)
    letter(made, random.Random(5), "b")
    (made / "tei/d.xml").unlink()
    build([], BuildOptions(targets=TARGETS), folder=made)
    return made / "build"


def tree(folder: Path, name: str) -> etree._Element:
    return etree.fromstring((folder / "html" / name).read_bytes())


def entries(root: etree._Element) -> list[tuple[str, dict[str, str]]]:
    return [
        (str(url.findtext(f"{SITEMAP}loc")), {str(k): str(v) for k, v in md.attrib.items()})
        for url in root.iterfind(f"{SITEMAP}url")
        for md in url.iterfind(f"{RS}md")
    ]


# Signposting


def said(found: signposting.Signposting) -> dict[str, list[str]]:
    return {
        "cite-as": [str(found.citeAs and found.citeAs.target)],
        "type": sorted(str(one.target) for one in found.types),
        "item": [str(one.target) for one in found.items],
        "describedby": sorted(str(one.target) for one in found.describedBy),
        "linkset": sorted(str(one.target) for one in found.linksets),
    }


def expected(*more: str) -> dict[str, list[str]]:
    return {
        "cite-as": [f"{BASE}a.html"],
        "type": ["https://schema.org/AboutPage", "https://schema.org/Message"],
        "item": [f"{BASE}a.xml"],
        "describedby": sorted(
            [f"https://letters.example/metadata/a.{name}.xml" for name in ("oai_dc", "mods")]
            + list(more)
        ),
        "linkset": [f"{BASE}linksets/a.json", f"{BASE}linksets/a.txt"],
    }


MORE = (*(f"{BASE}a.{ending}" for ending in ("bib", "ris", "csl.json")), f"{METADATA}a.jsonld")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """Serve the site as it stands; give its address."""
    with running(folder / "html", Site()) as (client, _):
        yield f"http://127.0.0.1:{client.port}/"


def test_pages_have_the_links_of_level_1(served: str) -> None:
    found = said(signposting.find_signposting_html(f"{served}a.html"))
    told = expected(*MORE)
    for rel in ("item", "describedby", "linkset"):
        told[rel] = [one.replace(BASE, served).replace(METADATA, f"{served}metadata/")
                     for one in told[rel]]  # fmt: skip
        assert sorted(found[rel]) == sorted(told[rel])
    assert (found["cite-as"], found["type"]) == (told["cite-as"], told["type"])


@pytest.mark.parametrize("ending", ["json", "txt"])
def test_link_sets_have_all_links_in_both_forms(served: str, ending: str) -> None:
    found = signposting.find_signposting_linkset(f"{served}linksets/a.{ending}")
    page = found.for_context(signposting.AbsoluteURI(f"{BASE}a.html"))
    assert said(page) == expected(*MORE)


def test_link_sets_lead_back_and_forth(folder: Path) -> None:
    found = json.loads((folder / "html/linksets/a.json").read_text(encoding="utf-8"))
    by_anchor = {one["anchor"]: one for one in found["linkset"]}
    page = by_anchor[f"{BASE}a.html"]
    for target in page["describedby"]:
        assert by_anchor[target["href"]]["describes"][0]["href"] == f"{BASE}a.html"
    (item,) = page["item"]
    assert by_anchor[item["href"]]["collection"][0]["href"] == f"{BASE}a.html"
    mods = next(one for one in page["describedby"] if "mods" in one["href"])
    assert mods["profile"] == "http://www.loc.gov/mods/v3"


def test_all_that_links_lead_to_is_there(folder: Path) -> None:
    found = json.loads((folder / "html/linksets/a.json").read_text(encoding="utf-8"))
    for one in found["linkset"]:
        for rel, targets in one.items():
            if rel in ("describedby", "item", "linkset", "cite-as"):
                for target in targets:
                    path = target["href"].replace(BASE, "html/")
                    path = path.replace("https://letters.example/", "")
                    assert (folder / path).is_file(), target


def test_headers_are_the_links_of_what_is_asked_for(folder: Path) -> None:
    with Published(folder / "catalogue.sqlite", lambda: 2e10).view() as view:
        found = signposting.find_signposting_http_link(
            list(links(view, "a.html", BASE)), f"{BASE}a.html"
        )
        assert said(found) == expected(*MORE)
        (described,) = (
            one for one in links(view, "metadata/a.mods.xml", BASE) if "describes" in one
        )
        assert f"<{BASE}a.html>" in described
        for path in ("d.html", "index.html", "nothing", "metadata/a", "a.b.html"):
            assert links(view, path, BASE) == ()


# ResourceSync


def test_resources_are_found_from_the_source_description_on(folder: Path) -> None:
    source = tree(folder, ".well-known/resourcesync")
    ((capabilities, told),) = entries(source)
    assert (capabilities, told["capability"]) == (
        f"{BASE}resourcesync/capabilitylist.xml",
        "capabilitylist",
    )
    listed = dict(entries(tree(folder, "resourcesync/capabilitylist.xml")))
    assert {one["capability"] for one in listed.values()} == {"resourcelist", "changelist"}
    resources = entries(tree(folder, "resourcesync/resourcelist.xml"))
    texts = {address for address, about in resources if about["type"] == "application/tei+xml"}
    assert texts == {f"{BASE}{id}.xml" for id in "abc"}


def test_resources_are_told_with_what_their_bytes_are(folder: Path) -> None:
    resources = dict(entries(tree(folder, "resourcesync/resourcelist.xml")))
    files = {path_of(address, folder): about for address, about in resources.items()}
    for path, about in files.items():
        content = path.read_bytes()
        assert about["hash"] == f"sha-256:{hashlib.sha256(content).hexdigest()}", path
        assert about["length"] == str(len(content))
    kinds = {path.relative_to(folder).as_posix(): about["type"] for path, about in files.items()}
    told = {name: kind for name, kind in kinds.items() if name.split("/")[1].startswith("a.")}
    assert told == {
        "html/a.html": "text/html",
        "html/a.xml": "application/tei+xml",
        "html/a.bib": "application/x-bibtex",
        "html/a.ris": "application/x-research-info-systems",
        "html/a.csl.json": "application/vnd.citationstyles.csl+json",
        "metadata/a.oai_dc.xml": "application/xml",
        "metadata/a.mods.xml": "application/xml",
        "metadata/a.jsonld": "application/ld+json",
    }
    assert kinds["metadata/edition.ttl"] == "text/turtle"


def path_of(address: str, folder: Path) -> Path:
    path = address.replace(BASE, "html/").replace(METADATA, "metadata/")
    return folder / path


def test_the_change_list_tells_what_was_made_changed_and_taken_away(folder: Path) -> None:
    root = tree(folder, "resourcesync/changelist.xml")
    found = [(address.removeprefix(BASE), about["change"]) for address, about in entries(root)]
    texts = [one for one in found if one[0].endswith(".xml") and "/" not in one[0]]
    assert sorted(texts) == [
        ("a.xml", "created"), ("b.xml", "created"), ("b.xml", "updated"), ("c.xml", "created"),
        ("d.xml", "created"), ("d.xml", "deleted"),
    ]  # fmt: skip
    for id, change in texts:
        assert (id.replace(".xml", ".html"), change) in found
        assert (f"{METADATA}{id.replace('.xml', '.oai_dc.xml')}", change) in found
    times = [about["datetime"] for _, about in entries(root)]
    assert times == sorted(times)
    (about,) = root.iterfind(f"{RS}md")
    assert (about.get("from"), about.get("until")) == (times[0], times[-1])
    assert all("hash" in about or about["change"] == "deleted" for _, about in entries(root))


def test_who_follows_the_change_list_holds_what_the_resource_list_has(folder: Path) -> None:
    held: dict[str, str] = {}
    for address, about in entries(tree(folder, "resourcesync/changelist.xml")):
        held[address] = about.get("hash", "")
        if about["change"] == "deleted":
            del held[address]
    listed = entries(tree(folder, "resourcesync/resourcelist.xml"))
    assert held == {address: about["hash"] for address, about in listed}


def test_the_sitemap_tells_when_a_page_changed(folder: Path) -> None:
    changes = entries(tree(folder, "resourcesync/changelist.xml"))
    last = {address: about["datetime"] for address, about in changes}
    found = {
        str(url.findtext(f"{SITEMAP}loc")): url.findtext(f"{SITEMAP}lastmod")
        for url in tree(folder, "sitemap.xml").iterfind(f"{SITEMAP}url")
    }
    assert {page: when for page, when in found.items() if when} == {
        f"{BASE}{id}.html": last[f"{BASE}{id}.html"] for id in "abc"
    }
    assert found[f"{BASE}b.html"] != min(last.values())


def test_what_does_not_change_keeps_its_time(tmp_path: Path) -> None:
    made = edition(tmp_path / "e", random.Random(1))
    settings = f'[edition]\ntitle = "L"\nbase-url = "{BASE}"\n'
    (made / "tei-pipeline.toml").write_text(settings, encoding="utf-8")

    def listed() -> dict[str, tuple[str, str]]:
        build([], BuildOptions(targets=TARGETS), folder=made)
        root = tree(made / "build", "resourcesync/resourcelist.xml")
        stamps = [str(url.findtext(f"{SITEMAP}lastmod")) for url in root.iterfind(f"{SITEMAP}url")]
        return {
            address: (stamp, about["hash"])
            for (address, about), stamp in zip(entries(root), stamps, strict=True)
        }

    before = listed()
    (made / "build/html/a.html").write_text("spoilt", encoding="utf-8")  # to be written again
    assert listed() == before
    letter(made, random.Random(5), "b")
    after = listed()
    moved = {address for address in after if before.get(address) != after[address]}
    assert f"{BASE}b.xml" in moved
    assert all(before[one][1] != after[one][1] for one in moved), "a time moves with the bytes"
    assert f"{BASE}a.xml" not in moved


# The static repository


def test_the_repository_holds_all_records(folder: Path) -> None:
    root = tree(folder, "oai-static-repository.xml")
    lists = {
        str(one.get("metadataPrefix")): [str(name.text) for name in one.iter(f"{OAI}identifier")]
        for one in root.iterfind("{*}ListRecords")
    }
    ids = [f"oai:letters.example:{id}" for id in "acb"]
    assert {prefix: sorted(found) for prefix, found in lists.items()} == {
        prefix: sorted(ids) for prefix in ("oai_dc", "mods")
    }
    offered = [str(one.text) for one in root.iter(f"{OAI}metadataPrefix")]
    assert set(offered) == set(lists)
    assert root.findtext(f".//{OAI}repositoryName") == "Letters & more"


def test_its_dublin_core_is_valid(folder: Path) -> None:
    judge = xmlschema.XMLSchema(str(shared("schemas/oai/oai_dc.xsd")), allow="local")
    root = tree(folder, "oai-static-repository.xml")
    found = list(root.iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"))
    assert len(found) == 3
    for one in found:
        judge.validate(one)


def test_its_parts_and_all_formats_are_valid_by_the_protocol(folder: Path) -> None:
    root = tree(folder, "oai-static-repository.xml")
    names = [etree.QName(one).localname for one in root]
    assert names == ["Identify", "ListMetadataFormats", "ListRecords", "ListRecords"]
    judge = schema("mods/mods-3-8")
    for part in root:
        name, prefix = etree.QName(part).localname, part.get("metadataPrefix", "")
        answer = etree.fromstring(
            f'<OAI-PMH xmlns="{OAI[1:-1]}"><responseDate>2026-01-01T00:00:00Z</responseDate>'
            f'<request verb="{name}">https://letters.example/</request><{name}/></OAI-PMH>'
        )
        answer[-1].extend(list(part))
        judge.validate(answer)
        assert not prefix or len(answer[-1]) == 3


def test_a_large_edition_has_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_pipeline.harvest.static_repository.MOST", 2)
    with Published(folder / "catalogue.sqlite", lambda: 2e10).view() as view:
        assert static_repository(view, BASE) is None


def test_without_an_address_nothing_claims_one(tmp_path: Path) -> None:
    made = edition(tmp_path / "e", random.Random(1))
    build([], BuildOptions(targets=TARGETS), folder=made)
    assert not (made / "build/html/linksets").exists()
    assert "cite-as" not in (made / "build/html/a.html").read_text(encoding="utf-8")


def test_its_identifiers_are_those_of_the_live_repository(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    about = {"identifier-namespace": "letters.example", "formats": json.dumps(FORMATS)}
    with Publication(path) as publication:
        publication.about(about)
        facts = Facts("", "en", "", "", "", "")
        publication.put(Deposit("Brief ä", "", "", facts, (), {"oai_dc": b"<dc/>"}))
        publication.finish()
    with Published(path, lambda: 2e10).view() as view:
        made = static_repository(view, BASE)
    assert made
    (identifier,) = etree.fromstring(made).iter(f"{OAI}identifier")
    assert identifier.text == "oai:letters.example:Brief%20%C3%A4"
