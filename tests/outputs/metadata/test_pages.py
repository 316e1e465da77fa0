"""The head of a page and the descriptions of its document say the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from tei_pipeline.outputs.metadata import Description, terms
from tei_pipeline.outputs.metadata.schema_org import document as schema_document
from tests.outputs.editions import Site, publish
from tests.outputs.metadata.samples import REGISTERS, bare, described, document

SETTINGS = """[edition]
title = "Letters & <engines>"
publisher = "The Press"
base-url = "https://example.org/e"
[sources]
documents = ["tei/*.xml"]
authority = ["persons.xml"]
"""
AUTHORED = bare(
    titles='<titleStmt><title>Play</title><author>A. B.</author><title level="s">S</title>'
    "<editor>C. D.</editor></titleStmt>",
    publication='<publisher>P</publisher><date when="2020-05">May</date><availability>'
    "<p>Words only.</p></availability>",
    profile='<creation><date from="1601" to="1602"/><date when="1600"/></creation>',
    revision='<revisionDesc><change when="2021-01-01">a</change><change when="2020-01-01">b'
    "</change></revisionDesc>",
    language="eng",
)
DOUBTED = bare(
    titles="<titleStmt><title>A &lt;title&gt; שלום</title></titleStmt>",
    profile='<correspDesc><correspAction type="sent"><persName ref="../persons.xml#babbage" '
    'cert="0.5">C. B.</persName><date when="-0044-03-15"/></correspAction><correspAction '
    'type="received"><persName ref="../persons.xml#ada">Ada</persName></correspAction>'
    "</correspDesc>",
)
DOCUMENTS = {
    "letter": document().replace('"persons.xml#', '"../persons.xml#'),
    "authored": AUTHORED.replace('xml:id="letter"', 'xml:id="authored"'),
    "bare": bare().replace('xml:id="letter"', 'xml:id="bare"'),
    "doubted": DOUBTED.replace('xml:id="letter"', 'xml:id="doubted"'),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("edition")
    (folder / "tei").mkdir()
    (folder / "tei-pipeline.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "persons.xml").write_text(REGISTERS, encoding="utf-8")
    for name, content in DOCUMENTS.items():
        (folder / f"tei/{name}.xml").write_text(content, encoding="utf-8")
    return publish(folder)


def known(name: str) -> Description:
    return described(DOCUMENTS[name].replace('"../persons.xml#', '"persons.xml#'))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_dublin_core_in_the_head_agrees(site: Site, name: str) -> None:
    told, d = terms(known(name)), known(name)
    head: dict[str, list[str]] = {}
    for tag in site.page(f"{name}.html").xpath("//meta[starts-with(@name, 'DC')]"):
        head.setdefault(tag.get("name"), []).append(tag.get("content"))
    for one, other in (
        ("DC.title", "title"),
        ("DC.creator", "creator"),
        ("DC.publisher", "publisher"),
        ("DC.language", "language"),
        ("DC.description", "abstract"),
        ("DC.rights", "license"),
        ("DCTERMS.license", "license"),
        ("DCTERMS.issued", "issued"),
        ("DCTERMS.modified", "modified"),
    ):
        assert head.get(one, []) == told.get(other, []), one
    assert head.get("DC.date", []) == (told.get("date", []) if d.date.when else [])
    assert head["DC.identifier"][0] == told["identifier"][0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_json_ld_in_the_page_agrees(site: Site, name: str) -> None:
    (script,) = site.page(f"{name}.html").xpath("//script[@type='application/ld+json']/text()")
    page, ours = json.loads(script), schema_document(known(name))
    for key in ("@type", "@id", "url", "name", "inLanguage", "abstract", "dateModified"):
        assert page.get(key) == ours.get(key), key
    for key in ("author", "sender", "recipient", "translator", "editor", "citation", "mentions"):
        assert _told(page.get(key)) == _told(ours.get(key)), key
    assert page["isPartOf"] == ours["isPartOf"]
    for key in ("dateSent", "dateReceived", "datePublished", "license"):
        assert page.get(key) == ours.get(key), key


def _told(things: Any) -> list[tuple[str, str, Any]]:
    """Return type, name and identifiers of things."""
    return [(one["@type"], one["name"], _listed(one.get("sameAs"))) for one in _listed(things)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
