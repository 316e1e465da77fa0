"""The files of metadata: of each document, and of the whole."""

import json
from pathlib import Path

import pytest
import rdflib
from lxml import etree

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.outputs.metadata import (
    Description,
    EditionFiles,
    document_files,
    formats,
)
from tests.outputs.metadata.cells import selected
from tests.outputs.metadata.samples import (
    ABOUT,
    HOME,
    bare,
    described,
    document,
    entries,
    full,
)
from tests.outputs.metadata.test_valid import judged

SCHEMA = rdflib.Namespace("https://schema.org/")
GEO = rdflib.Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
GND, WIKIDATA = "https://d-nb.info/gnd/", "http://www.wikidata.org/entity/"


def entity(kind: str, id: str, *names: str, key: str = "", same: tuple[str, ...] = ()) -> Entity:
    folder = {"person": "persons", "place": "places", "organisation": "organisations"}[kind]
    page = f"registers/{folder}/{id}.html"
    return Entity(key or f"{kind}:{id}", kind, id, names, "", same, page, 3)


BABBAGE = entity("person", "babbage", "Charles Babbage", same=(f"{GND}118505459",))
ENTITIES = [
    BABBAGE,
    entity("person", "ada", "Ada Lovelace", "A. L."),
    entity("place", "london", "London"),
    entity("organisation", "society", "The Society"),
    Entity("date:1843", "date", "1843", ("1843",), "", (), "registers/dates/1843.html", 1),
]


def made(
    *described: Description, entities: list[Entity] = ENTITIES, **about: str
) -> dict[str, bytes]:
    named = {name.replace("_", "-"): value for name, value in about.items()}
    own = (file for one in described for file in document_files(one, formats(one)))
    by_id = {key.rpartition("#")[2]: entry for key, entry in entries().items()}
    known = {entity: by_id.get(entity.id, "") for entity in entities}
    whole = EditionFiles(known, {**ABOUT, **named})
    return {**dict(own), **dict(whole.made(map(whole.share, described)))}


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    second = document().replace('xml:id="letter"', 'xml:id="second"')
    return made(full(), described(second), described(bare().replace('"letter"', '"bare"')))


def graph(content: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=content.decode(), format="turtle", publicID="https://example.org/metadata/edition.ttl"
    )


def page(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{HOME}{name}.html")


def test_each_document_has_a_file_in_each_format(whole: dict[str, bytes]) -> None:
    assert list(whole) == [
        *(f"{id}.{ending}" for id in ("letter", "second") for ending in (
            "oai_dc.xml", "mods.xml", "datacite.xml", "cmif.xml", "jsonld")),
        *(f"bare.{ending}" for ending in ("oai_dc.xml", "mods.xml", "jsonld")),
        "cmif.xml", "gnd.beacon.txt", "wikidata.beacon.txt", "edition.ttl",
    ]  # fmt: skip
    for name, content in whole.items():
        if name.endswith(".xml"):
            etree.fromstring(content)
    assert whole["letter.mods.xml"].endswith(formats(full())["mods"] + b"\n")
    assert json.loads(whole["bare.jsonld"])["name"] == "Bare"


def test_all_letters_are_listed_in_one_file(whole: dict[str, bytes], tmp_path: Path) -> None:
    listed = whole["cmif.xml"]
    described = "t:teiHeader/t:profileDesc/t:correspDesc"
    assert selected(listed, f"{described}/@ref") == [f"{HOME}letter.html", f"{HOME}second.html"]
    file = "t:teiHeader/t:fileDesc"
    assert selected(listed, f"{file}/t:titleStmt/t:title") == [ABOUT["title"]]
    assert selected(listed, f"{file}/t:publicationStmt/t:idno") == [
        "https://example.org/metadata/cmif.xml"
    ]
    assert len(selected(listed, f"{file}/t:publicationStmt/t:availability/t:licence")) == 1
    path = tmp_path / "cmif.xml"
    path.write_bytes(listed)
    assert judged([path]) == []


def test_the_id_of_the_edition_stays_the_same() -> None:
    source = "t:teiHeader/t:fileDesc/t:sourceDesc/t:bibl/@xml:id"
    ids = {selected(formats(full())["cmif"], source)[0] for _ in range(2)}
    other = described(document(), base_url="https://other.example")
    assert len(ids) == 1
    assert ids != set(selected(formats(other)["cmif"], source))


def test_beacon_has_the_identifiers_that_are_sure(whole: dict[str, bytes]) -> None:
    lines = whole["gnd.beacon.txt"].decode().splitlines()
    assert lines[:2] == ["#FORMAT: BEACON", f"#PREFIX: {GND}"]
    assert "#FEED: https://example.org/metadata/gnd.beacon.txt" in lines
    assert "#TIMESTAMP: 2026-11-25" in lines
    assert "#CONTACT: mail@example.org" in lines
    assert lines[lines.index("") + 1 :] == [
        f"118505459|3|{HOME}registers/persons/babbage.html",
        f"119232022|3|{HOME}registers/persons/ada.html",
    ]
    assert whole["wikidata.beacon.txt"].decode().splitlines()[-1].startswith("Q46633|3|")


def test_beacon_names_a_mailbox_without_its_scheme() -> None:
    beacons = made(full(), contact="mailto:mail@example.org")
    assert b"\n#CONTACT: mail@example.org\n" in beacons["gnd.beacon.txt"]
    beacons = made(full(), contact="https://example.org/contact")
    assert b"CONTACT" not in beacons["gnd.beacon.txt"]


def test_without_links_or_without_a_place_there_is_no_beacon() -> None:
    assert not [name for name in made(full(), base_url="") if "beacon" in name]
    unlinked = [entity("place", "nowhere", "Nowhere")]
    assert not [name for name in made(full(), entities=unlinked) if "beacon" in name]


def test_persons_are_linked_data(whole: dict[str, bytes]) -> None:
    told, person = graph(whole["edition.ttl"]), page("registers/persons/babbage")
    assert set(told.objects(person, rdflib.RDF.type)) == {SCHEMA.Person, rdflib.FOAF.Person}
    assert told.value(person, SCHEMA.name) == rdflib.Literal("Charles Babbage")
    assert told.value(person, SCHEMA.alternateName) == rdflib.Literal('C. "B."')
    assert told.value(person, SCHEMA.birthDate) == rdflib.Literal(
        "1791-12-26", datatype=rdflib.XSD.date
    )
    assert set(told.objects(person, rdflib.OWL.sameAs)) == {
        rdflib.URIRef(f"{GND}118505459"),
        rdflib.URIRef(f"{WIKIDATA}Q46633"),
    }
    (perhaps,) = told.objects(person, rdflib.SKOS.closeMatch)
    assert perhaps == rdflib.URIRef("http://viaf.org/viaf/19683083")


def test_places_have_coordinates(whole: dict[str, bytes]) -> None:
    told, place = graph(whole["edition.ttl"]), page("registers/places/london")
    assert told.value(place, rdflib.RDF.type) == SCHEMA.Place
    assert told.value(place, GEO.lat) == rdflib.Literal("51.5", datatype=rdflib.XSD.decimal)
    assert told.value(place, rdflib.OWL.sameAs) == rdflib.URIRef(
        "https://sws.geonames.org/2643743/"
    )


def test_documents_say_whom_they_mention(whole: dict[str, bytes]) -> None:
    told, letter = graph(whole["edition.ttl"]), page("letter")
    assert told.value(letter, rdflib.RDF.type) == SCHEMA.Message
    assert told.value(letter, SCHEMA.sender) == page("registers/persons/babbage")
    assert told.value(letter, SCHEMA.recipient) == rdflib.Literal("The Society")
    assert set(told.objects(letter, SCHEMA.mentions)) == {
        page("registers/persons/ada"),
        page("registers/places/london"),
        page("registers/organisations/society"),
    }
    assert told.value(letter, SCHEMA.isPartOf) == rdflib.URIRef(HOME)
    assert told.value(rdflib.URIRef(HOME), SCHEMA.name) == rdflib.Literal(ABOUT["title"], lang="en")
    assert told.value(page("bare"), rdflib.RDF.type) == SCHEMA.CreativeWork


def test_without_an_address_things_are_named_beside_the_file() -> None:
    told = graph(made(full(), base_url="")["edition.ttl"])
    letter = rdflib.URIRef("https://example.org/html/letter.html")
    ada = rdflib.URIRef("https://example.org/html/registers/persons/ada.html")
    assert ada in set(told.objects(letter, SCHEMA.mentions))


def test_of_entities_with_one_id_the_one_is_meant_that_agrees() -> None:
    other = BABBAGE._replace(
        key="x", names=("Another",), identifiers=(), page="registers/persons/babbage~2.html"
    )
    for order in ([other, BABBAGE], [BABBAGE, other]):
        told = graph(made(full(), entities=order)["edition.ttl"])
        assert told.value(page("letter"), SCHEMA.sender) == page("registers/persons/babbage")
    by_key = BABBAGE._replace(key="tei/persons.xml#babbage", names=("N.",), page="by-key.html")
    told = graph(made(full(), entities=[other, by_key])["edition.ttl"])
    assert told.value(page("letter"), SCHEMA.sender) == page("by-key")
    stranger = other._replace(page="registers/persons/stranger.html", key="y")
    told = graph(made(full(), entities=[other, stranger])["edition.ttl"])
    assert told.value(page("letter"), SCHEMA.sender) == rdflib.URIRef(f"{WIKIDATA}Q46633")


def test_nothing_gives_nothing_but_an_empty_graph() -> None:
    nothing = dict(EditionFiles({}, {}).made([]))
    assert list(nothing) == ["edition.ttl"]
    assert len(graph(nothing["edition.ttl"])) == 0


def test_files_are_the_same_each_time(whole: dict[str, bytes]) -> None:
    assert made(full())["edition.ttl"] == made(full())["edition.ttl"]
    assert made(full())["letter.jsonld"] == whole["letter.jsonld"]
