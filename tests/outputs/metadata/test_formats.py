"""What single formats make of names, dates and what is missing."""

import json
from pathlib import Path

import pytest
from pyld import jsonld  # type: ignore[import-untyped]

from tei_pipeline.outputs.metadata import FORMATS, formats, terms
from tei_pipeline.outputs.metadata.schema_org import schema_org
from tests.oracles import shared
from tests.outputs.metadata.cells import selected
from tests.outputs.metadata.samples import HOME, bare, described, document, full
from tests.outputs.metadata.test_valid import judged

SCHEMA = "https://schema.org/"
CORRESPONDENCE = """<correspDesc><correspAction type="sent">{}</correspAction>
<correspAction type="received">{}</correspAction></correspDesc>"""
PUBLISHED = '<publisher>P</publisher><date when="2020">2020</date>'


def written(prefix: str, xml: str, path: str, **about: str) -> list[str]:
    """Return what an XPath finds in a format of a document; nothing where it has none."""
    found = formats(described(xml, **about)).get(prefix)
    return selected(found, path) if found else []


def letter(sent: str, received: str = "<persName>R</persName>") -> str:
    profile = CORRESPONDENCE.format(sent, received)
    return bare(profile=profile, publication=PUBLISHED)


def test_dublin_core_says_in_what_language_it_speaks() -> None:
    found = selected(formats(full())["oai_dc"], "dc:title/@xml:lang")
    assert found == ["en"]
    assert written("oai_dc", document(), "dc:rights/@xml:lang") == ["en", "en"]


def test_terms_are_in_order_and_each_once() -> None:
    told = terms(full())
    assert told["rights"] == ["https://licence.example/by", "CC BY", "Ask the archive."]
    assert told["license"] == ["https://licence.example/by"]
    assert told["identifier"][0] == f"{HOME}letter.html"
    assert terms(described(bare(), title="", publisher="", base_url="")) == {
        "title": ["Bare"],
        "type": ["Text"],
        "format": ["text/html", "application/tei+xml"],
        "identifier": ["letter"],
    }


def test_a_name_in_mods_has_its_parts_roles_and_identifiers() -> None:
    name = "m:name[@usage='primary']"
    mods = formats(full())["mods"]
    assert selected(mods, f"{name}/m:namePart[@type='family']") == ["Babbage"]
    assert selected(mods, f"{name}/m:role") == ["crp", "aut", "cre"]
    assert selected(mods, f"{name}/@valueURI") == ["https://d-nb.info/gnd/118505459"]
    assert selected(mods, f"{name}/@type") == ["personal"]
    assert len(selected(mods, f"{name}/m:nameIdentifier")) == 2
    assert selected(mods, "m:name/m:affiliation") == ["A University"]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ('when="1962-10-30"', ["1962-10-30"]),
        ('from="1962" to="1963"', ["1962", "1963", "start", "end"]),
        ('notBefore="1962" notAfter="1963"', ["1962", "1963", "start", "end", "approximate"]),
        ('notAfter="1963"', ["1963", "end", "approximate"]),
        ('when="1962" cert="low"', ["1962", "questionable"]),
        ('when="1962-02-30"', []),
        ("", []),
    ],
)
def test_a_span_in_mods_has_two_points(date: str, found: list[str]) -> None:
    event = "m:originInfo[@eventType='production']/m:dateCreated"
    xml = letter(f"<date {date}>then</date>")
    values = [*written("mods", xml, event), *written("mods", xml, f"{event}/@point")]
    assert [*values, *sorted(set(written("mods", xml, f"{event}/@qualifier")))] == found


def test_mods_encodes_years_before_christ_as_edtf() -> None:
    xml = letter('<date from="-0044" to="0014"/>')
    encoding = "m:originInfo/m:dateCreated/@encoding"
    assert written("mods", xml, encoding) == ["edtf", "w3cdtf"]
    assert written("mods", xml, "m:originInfo/m:dateCreated") == ["-0043", "0014"]


def test_iso_has_a_year_0_and_tei_has_none() -> None:
    xml = letter('<persName>A</persName><date when="-0001-03-15"/>')
    for prefix, path in (
        ("oai_dc", "dc:date"),
        ("datacite", "d:dates/d:date[@dateType='Created']"),
    ):
        assert written(prefix, xml, path) == ["0000-03-15"]
    assert json.loads(schema_org(described(xml)))["dateSent"] == "0000-03-15"
    assert written("cmif", xml, f"{ACTION}/t:date/@when") == ["-0001-03-15"]


def test_no_format_identifies_whom_nobody_is_sure_of() -> None:
    unsure = """<persName ref="persons.xml#babbage" cert="low">C. B.</persName>
    <placeName ref="persons.xml#london" cert="medium">L.</placeName>"""
    xml = letter(unsure, '<persName ref="persons.xml#ada" cert="unknown">R</persName>')
    found = formats(described(xml))
    uris = "(m:name|m:originInfo//m:placeTerm)/@valueURI|m:name/m:nameIdentifier"
    assert selected(found["mods"], uris) == []
    assert selected(found["mods"], "m:name[@usage='primary']/m:namePart") == ["C. B."]
    assert selected(found["datacite"], "d:creators/d:creator") == ["C. B."]
    assert selected(found["datacite"], "//d:nameIdentifier|//d:geoLocationPoint") == []
    assert b"sameAs" not in schema_org(described(xml)).partition(b'"@id": "https://example')[2]
    sent = f"{ACTION}[@type='sent']"
    assert selected(found["cmif"], f"{sent}/t:persName") == ["C. B."]
    assert selected(found["cmif"], f"{sent}/*/@cert") == ["low", "low"]


def test_cmif_doubts_what_an_entry_doubts() -> None:
    doubted = """<listPerson><person xml:id="he"><persName>He</persName>
    <idno type="GND" cert="low">1</idno></person></listPerson>"""
    xml = letter('<persName ref="#he">He</persName>').replace("<p>Nothing.</p>", doubted)
    name = f"{ACTION}[@type='sent']/t:persName"
    assert written("cmif", xml, f"{name}/@ref") == ["https://d-nb.info/gnd/1"]
    assert written("cmif", xml, f"{name}/@cert") == ["low"]
    assert written("mods", xml, "m:name/@valueURI") == []


def test_several_languages_are_told_where_there_is_room_for_them() -> None:
    named = "<langUsage><language ident='de'/><language ident='la'/></langUsage>"
    corresp = CORRESPONDENCE.format("<persName>A</persName>", "")
    xml = bare(profile=named + corresp, publication=PUBLISHED, language="")
    xml = xml.replace(' xml:lang="en">', ">", 1).replace(' xml:lang=""', "")
    assert written("oai_dc", xml, "dc:language") == ["de", "la"]
    assert written("mods", xml, "m:language/m:languageTerm") == ["de", "la"]
    assert json.loads(schema_org(described(xml)))["inLanguage"] == ["de", "la"]
    assert written("datacite", xml, "d:language") == []


def test_datacite_says_which_dates_are_uncertain() -> None:
    xml = letter('<persName>A</persName><date when="1962" cert="low"/>', '<date when="1963"/>')
    dates = "d:dates/d:date[@dateType!='Issued']"
    assert written("datacite", xml, f"{dates}/@dateInformation") == ["uncertain", "received"]


def test_datacite_has_only_documents_with_all_that_it_requires() -> None:
    assert "datacite" in formats(full())
    for lacking in (
        document(titles="<titleStmt><title>T</title></titleStmt>", profile=""),
        document(publication="<publisher>P</publisher>"),
        document(publication='<publisher>P</publisher><date when="-0044"/>'),
    ):
        assert "datacite" not in formats(described(lacking))
    without_doi = letter("<persName>A</persName>")
    assert "datacite" in formats(described(without_doi))
    assert "datacite" not in formats(described(without_doi, base_url=""))
    nobody = described(bare(publication='<p/><date when="2020"/>'), publisher="")
    assert "datacite" not in formats(nobody)


def test_datacite_is_identified_by_doi_else_by_address() -> None:
    kind = "d:identifier/@identifierType"
    assert written("datacite", document(), kind) == ["DOI"]
    xml = letter("<persName>A</persName>")
    assert written("datacite", xml, kind) == ["URL"]
    assert written("datacite", xml, "d:identifier") == [f"{HOME}letter.html"]
    assert written("datacite", document(), kind, base_url="") == ["DOI"]


def test_where_nobody_speaks_datacite_names_the_editors() -> None:
    xml = bare(
        titles="<titleStmt><title>T</title><editor>E. Ditor</editor></titleStmt>",
        publication=PUBLISHED,
    )
    assert written("datacite", xml, "d:creators/d:creator/d:creatorName") == ["E. Ditor"]


def test_datacite_leaves_an_open_end_empty_and_has_the_point_of_a_place() -> None:
    place = '<placeName ref="persons.xml#london">L.</placeName>'
    xml = letter(f'<persName>A</persName>{place}<date notBefore="1962"/>')
    assert written("datacite", xml, "d:dates/d:date[@dateType='Created']") == ["1962/"]
    assert written("datacite", xml, "d:geoLocations//d:pointLatitude") == ["51.5"]


ACTION = "t:teiHeader/t:profileDesc/t:correspDesc/t:correspAction"


def test_only_letters_are_in_cmif() -> None:
    assert "cmif" not in formats(described(bare(publication=PUBLISHED)))
    assert "cmif" in formats(described(letter("<persName>A</persName>")))


def test_cmif_calls_who_is_not_known_unknown() -> None:
    xml = letter('<date when="1962"/>', "<placeName>L.</placeName>")
    assert "cmif" not in formats(described(xml))  # neither sender nor recipient
    xml = letter("<persName>A</persName>", "<placeName>L.</placeName>")
    assert written("cmif", xml, f"{ACTION}[@type='received']/t:persName") == ["Unknown"]


def test_cmif_has_the_address_of_an_authority_and_what_is_uncertain() -> None:
    cmif = formats(full())["cmif"]
    sent, received = f"{ACTION}[@type='sent']", f"{ACTION}[@type='received']"
    assert selected(cmif, f"{sent}/t:persName/@ref") == ["https://d-nb.info/gnd/118505459"]
    assert selected(cmif, f"{sent}/t:placeName/@ref") == ["https://www.geonames.org/2643743"]
    assert selected(cmif, f"{sent}/(t:placeName|t:date)/@cert") == ["low", "low"]
    assert selected(cmif, f"{received}/t:orgName") == ["The Society"]
    assert selected(cmif, f"{received}/*/@cert") == []


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        ('when="1962-10-30T10:00:00Z"', {"when": "1962-10-30"}),
        ('from="1962" to="1963"', {"from": "1962", "to": "1963"}),
        ('notBefore="1962-01"', {"notBefore": "1962-01"}),
        ('when="-0044-03-15"', {"when": "-0044-03-15"}),
        ('when="1962-02-30"', {}),
    ],
)
def test_cmif_has_dates_as_days(date: str, attributes: dict[str, str]) -> None:
    xml = letter(f"<persName>A</persName><date {date}>then</date>")
    for name in ("when", "from", "to", "notBefore", "notAfter"):
        wanted = [attributes[name]] if name in attributes else []
        assert written("cmif", xml, f"{ACTION}/t:date/@{name}") == wanted
    assert len(written("cmif", xml, f"{ACTION}/t:date")) == bool(attributes)


def test_cmif_tells_mentions_that_an_authority_knows() -> None:
    note = "t:teiHeader/t:profileDesc/t:correspDesc/t:note/t:ref"
    assert written("cmif", document(), f"{note}/@target") == [
        "https://d-nb.info/gnd/119232022",
        "https://www.geonames.org/2643743",
        f"{HOME}letter.xml",
    ]


def test_cmif_wants_a_publisher_and_a_date() -> None:
    named = {"publisher": "", "date": ""}
    xml = bare(profile=CORRESPONDENCE.format("<persName>A</persName>", ""))
    assert "cmif" not in formats(described(xml, **named))
    assert "cmif" not in formats(described(xml, **{**named, "publisher": "P"}))
    found = formats(described(xml, **{**named, "publisher": "P", "date": "2026-11-25"}))["cmif"]
    file = "t:teiHeader/t:fileDesc"
    assert selected(found, f"{file}/t:publicationStmt/t:date/@when") == ["2026-11-25"]
    assert selected(found, f"{file}/t:titleStmt/t:editor") == ["P"]


def test_the_judges_of_cmif_see_what_is_wrong(tmp_path: Path) -> None:
    shared("schemas/cmif/cmif.sch")
    good = formats(full())["cmif"].decode()
    bad = tmp_path / "bad.xml"
    bad.write_text(good.replace('cert="low"', 'cert="medium"', 1), encoding="utf-8")
    assert len(judged([bad])) == 2
    bad.write_text(good.replace('type="received"', 'type="sent"', 1), encoding="utf-8")
    assert any("E0002" in message for message in judged([bad]))


def test_json_ld_expands_to_the_terms_of_schema_org() -> None:
    (made,) = jsonld.expand(json.loads(schema_org(full())))
    assert made["@id"] == f"{HOME}letter.html"
    assert made["@type"] == [f"{SCHEMA}Message"]
    assert made[f"{SCHEMA}name"] == [{"@value": "Of “engines” & <wheels> {100 %}"}]
    assert made[f"{SCHEMA}license"] == [{"@id": "https://licence.example/by"}]
    (sender,) = made[f"{SCHEMA}sender"]
    assert sender[f"{SCHEMA}sameAs"] == [
        {"@id": "https://www.wikidata.org/wiki/Q46633"},
        {"@id": "https://d-nb.info/gnd/118505459"},
    ]
    assert all(name.startswith(("@", SCHEMA)) for name in made)
    assert {m[f"{SCHEMA}name"][0]["@value"] for m in made[f"{SCHEMA}mentions"]} == {
        "Ada Lovelace",
        "London",
        "The Society",
        "The Great Show",
    }


def test_control_characters_and_scripts_from_right_to_left_are_kept_as_they_are() -> None:
    title = "שלום \u202b\u0085 \ue000"
    d = described(bare(titles=f"<titleStmt><title xml:lang='he'>{title}</title></titleStmt>"))
    assert json.loads(schema_org(d))["name"] == d.title.words
    assert d.title.words.startswith("שלום \u202b")
    assert selected(formats(d)["oai_dc"], "dc:title") == [" ".join(d.title.words.split())]


def test_every_format_has_the_addresses_of_its_schema() -> None:
    assert list(FORMATS) == ["oai_dc", "mods", "datacite", "cmif", "tei"]
    for prefix, content in formats(full()).items():
        assert FORMATS[prefix].namespace.encode() in content
        if prefix != "cmif":
            assert FORMATS[prefix].schema.encode() in content
