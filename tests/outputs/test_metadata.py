"""What pages say to machines: read by the libraries that such machines are made of."""

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON

from tests.outputs.editions import BABBAGE, Site, publish, write

# What rdflib warns of is in rdflib itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

BASE = 'base-url = "https://example.org/e/"'
HOME = "https://example.org/e/"
PROFILE = """<profileDesc><correspDesc><correspAction type="sent">
<persName ref="authority/persons.xml#babbage"><forename>Charles</forename>
<surname>Babbage</surname></persName><date when="1843-07-02">2 July 1843</date></correspAction>
<correspAction type="received"><persName>Ada Lovelace</persName></correspAction></correspDesc>
</profileDesc>"""
HIM = '<persName ref="authority/persons.xml#babbage">him</persName>'
BODY = f'<p xml:id="p-1" n="1">With {HIM}.</p>'
TITLE = "Of engines &amp; &lt;wheels&gt; {100 %}"
PLAIN = "Of engines & <wheels> {100 %}"
SCHEMA = rdflib.Namespace("https://schema.org/")
ADDRESSES = ("url", "sameAs", "item", "contentUrl", "license")
CONTEXT: dict[str, Any] = {
    "@vocab": str(SCHEMA),
    **{name: {"@id": f"{SCHEMA}{name}", "@type": "@id"} for name in ADDRESSES},
}


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("edition")
    return publish(write(folder, BODY, title=TITLE, profile=PROFILE, settings=BASE))


def graph(site: Site, name: str) -> rdflib.Graph:
    """Return the triples of a page; its context is given here, for tests ask no network."""
    (script,) = site.page(name).xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    data["@context"] = CONTEXT
    return rdflib.Graph().parse(data=json.dumps(data), format="json-ld")


def tags(site: Site, name: str = "letter.html") -> dict[str, str]:
    found = site.page(name).xpath("//meta[@name or @property]")
    return {m.get("name") or m.get("property"): m.get("content") for m in found}


def test_a_letter_is_a_message_in_a_collection(letter: Site) -> None:
    told = graph(letter, "letter.html")
    page = rdflib.URIRef(f"{HOME}letter.html")
    assert (page, rdflib.RDF.type, SCHEMA.Message) in told
    assert told.value(page, SCHEMA.name) == rdflib.Literal(PLAIN)
    assert told.value(page, SCHEMA.dateSent) == rdflib.Literal("1843-07-02")
    assert (page, SCHEMA.isPartOf, rdflib.URIRef(HOME)) in told
    assert (rdflib.URIRef(HOME), rdflib.RDF.type, SCHEMA.Collection) in told
    sender = told.value(page, SCHEMA.sender)
    assert told.value(sender, SCHEMA.sameAs) == rdflib.URIRef(
        "https://www.wikidata.org/wiki/Q46633"
    )
    assert told.value(told.value(page, SCHEMA.recipient), SCHEMA.name) == rdflib.Literal(
        "Ada Lovelace"
    )


def test_an_entity_is_what_it_is(letter: Site) -> None:
    told = graph(letter, "registers/persons/babbage.html")
    person = rdflib.URIRef(f"{HOME}registers/persons/babbage.html")
    assert (person, rdflib.RDF.type, SCHEMA.Person) in told
    assert told.value(person, SCHEMA.birthDate) == rdflib.Literal("1791-12-26")
    assert told.value(person, SCHEMA.alternateName) == rdflib.Literal("B.")
    steps = told.objects(None, SCHEMA.item)
    assert sorted(map(str, steps)) == [HOME, f"{HOME}registers/persons.html", str(person)]


def test_the_start_page_is_the_edition_and_its_data(letter: Site) -> None:
    told, home = graph(letter, "index.html"), rdflib.URIRef(HOME)
    kinds = set(told.objects(home, rdflib.RDF.type))
    assert kinds == {SCHEMA.Collection, SCHEMA.Dataset}
    assert told.value(home, SCHEMA.collectionSize) == rdflib.Literal(1)
    assert list(told.objects(None, SCHEMA.contentUrl)) == [rdflib.URIRef(f"{HOME}edition.zip")]


def test_all_pages_have_json_ld_a_description_and_one_canonical_address(letter: Site) -> None:
    for name, page in letter.pages.items():
        assert len(graph(letter, name)) > 3, name
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == HOME + ("" if name == "index.html" else name)
        assert tags(letter, name)["description"]
        assert tags(letter, name)["og:url"] == canonical


def test_readers_of_bibliographies_find_their_tags(letter: Site) -> None:
    found = tags(letter)
    assert found["citation_title"] == found["og:title"] == PLAIN
    assert found["citation_author"] == "Babbage, Charles"
    assert found["citation_date"] == "1843/07/02"
    assert found["citation_language"] == "en"
    assert found["citation_publisher"] == "The Press"
    assert found["citation_collection_title"] == found["DCTERMS.isPartOf"] == "Letters"
    assert found["citation_fulltext_html_url"] == f"{HOME}letter.html"
    assert "citation_pdf_url" not in found  # none was built
    assert "citation_publication_date" not in found  # the header names none


def test_other_forms_of_a_page_are_linked_and_there(letter: Site) -> None:
    links = letter.page().xpath("//link[@rel='alternate']/@href")
    assert links == ["letter.xml", "letter.bib", "letter.ris", "letter.csl.json"]
    assert set(links) <= set(letter.files)


def test_without_an_address_nothing_is_said_of_one(tmp_path: Path) -> None:
    site = publish(write(tmp_path, BODY))
    for name, page in site.pages.items():
        assert not page.xpath("//link[@rel='canonical']"), name
        assert "og:url" not in tags(site, name)
        assert '"@id"' not in page.xpath("//script[@type]")[0].text


def test_an_identification_that_is_doubted_is_not_told(tmp_path: Path) -> None:
    doubted = BABBAGE.replace('<idno type="Wikidata">', '<idno type="Wikidata" cert="low">')
    site = publish(write(tmp_path, BODY, persons=doubted, settings=BASE))
    told = graph(site, "registers/persons/babbage.html")
    assert not list(told.objects(None, SCHEMA.sameAs))


# Citations


def test_bibtex_is_read(letter: Site) -> None:
    library = parse_string(letter.files["letter.bib"].decode())
    assert not library.failed_blocks
    fields = library.entries_dict["letter"].fields_dict
    assert fields["author"].value == "Babbage, Charles"
    title = r"{Of engines \& <wheels> \textbraceleft{}100 \%\textbraceright{}}"
    assert fields["title"].value == title
    assert (fields["date"].value, fields["year"].value) == ("1843-07-02", "1843")


def test_ris_is_read(letter: Site) -> None:
    (entry,) = rispy.loads(letter.files["letter.ris"].decode())
    assert (entry["type_of_reference"], entry["title"]) == ("PCOMM", PLAIN)
    assert (entry["authors"], entry["year"]) == (["Babbage, Charles"], "1843")
    assert entry["urls"] == [f"{HOME}letter.html"]


def test_csl_json_is_read(letter: Site) -> None:
    data = json.loads(letter.files["letter.csl.json"])
    reference = CiteProcJSON(data)["letter"]
    assert reference.type == "personal_communication"
    assert (reference.author[0].family, reference.author[0].given) == ("Babbage", "Charles")
    assert (reference.issued.year, reference.issued.month, reference.issued.day) == (1843, 7, 2)
    assert data[0]["recipient"] == [{"literal": "Ada Lovelace"}]
    assert data[0]["container-title"] == "Letters"


@pytest.mark.parametrize("stem", ["letter", "edition"])
def test_what_pages_show_is_what_files_hold(letter: Site, stem: str) -> None:
    page = letter.page("about.html" if stem == "edition" else "letter.html")
    for place, end in (("bibtex", "bib"), ("ris", "ris"), ("csl-json", "csl.json")):
        shown = page.get_element_by_id(f"page:{place}").text
        assert shown.strip() == letter.files[f"{stem}.{end}"].decode().strip()
        assert page.xpath(f"//a[@href='{stem}.{end}']")


def test_the_whole_edition_is_cited(letter: Site) -> None:
    (entry,) = rispy.loads(letter.files["edition.ris"].decode())
    assert (entry["title"], entry["publisher"]) == ("Letters", "The Press")
    (citation,) = letter.page("about.html").xpath("//p[@class='citation']")
    assert citation.text_content() == f"Letters, The Press. {HOME}"


def test_a_span_of_time_is_one_in_a_citation(tmp_path: Path) -> None:
    span = '<date from="1843-07" to="1844">1843/44</date>'
    profile = f"<profileDesc><creation>{span}</creation></profileDesc>"
    site = publish(write(tmp_path, "<p>x</p>", profile=profile))
    (entry,) = json.loads(site.files["letter.csl.json"])
    assert entry["issued"] == {"date-parts": [[1843, 7], [1844]]}
    assert b"{1843-07/1844}" in site.files["letter.bib"]


DATES = {
    'when="1843" cert="low"': (["1843?", "1843"], {"date-parts": [[1843]], "circa": True}),
    'from="1843" to="1844" cert="medium"': (
        ["1843?/1844?", "1843"],
        {"date-parts": [[1843], [1844]], "circa": True},
    ),
    'when="-0044-03"': (["-0043-03"], {"date-parts": [[-44, 3]]}),
    'when="1843" cert="high"': (["1843", "1843"], {"date-parts": [[1843]]}),
    'when="soon"': ([], None),
}


@pytest.mark.parametrize("date", DATES)
def test_dates_that_are_uncertain_or_before_christ(tmp_path: Path, date: str) -> None:
    profile = f"<profileDesc><creation><date {date}/></creation></profileDesc>"
    site = publish(write(tmp_path, "<p>x</p>", profile=profile))
    fields = parse_string(site.files["letter.bib"].decode()).entries_dict["letter"].fields_dict
    (entry,) = json.loads(site.files["letter.csl.json"])
    told = [fields[name].value for name in ("date", "year") if name in fields]
    assert (told, entry.get("issued")) == DATES[date]


def test_controls_do_not_stand_in_scripts_as_references(tmp_path: Path) -> None:
    site = publish(write(tmp_path, "<p>x</p>", title="A\x85B"))
    (script,) = site.page().xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script)["name"] == "AB"
