"""What is read from a record: names, dates, languages, mentions; bad values stay out."""

import pytest

from tei_pipeline.outputs.metadata import describe
from tei_pipeline.outputs.metadata.dates import day, xsd_type, year
from tei_pipeline.outputs.metadata.reading import edition_of
from tei_pipeline.outputs.metadata.uris import chosen, recognised, sure, web
from tei_pipeline.outputs.metadata.values import Same, When
from tests.outputs.metadata.samples import ABOUT, bare, described, document, entries, full, record


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1962-10-30", "1962-10-30"),
        ("1962-10", "1962-10"),
        ("1962", "1962"),
        ("0030", "0030"),
        ("-0044-03-15", "-0044-03-15"),
        ("-0001", "-0001"),
        ("1962-10-30T23:15:00Z", "1962-10-30"),
        ("1962-10-30T23:15:00.5+02:00", "1962-10-30"),
        ("1962-10-30-05:00", "1962-10-30"),
        ("12000-01-01", "12000-01-01"),
        ("2000-02-29", "2000-02-29"),
        ("-0005-02-29", "-0005-02-29"),
        ("1900-02-29", ""),
        ("1962-02-30", ""),
        ("1962-13", ""),
        ("1962-00-01", ""),
        ("0000", ""),
        ("02024", ""),
        ("62", ""),
        ("--10-30", ""),
        ("30.10.1962", ""),
        ("١٩٦٢", ""),
        ("1962-10-30/1962-10-31", ""),
        ("", ""),
    ],
)
def test_only_days_of_the_calendar_are_dates(written: str, kept: str) -> None:
    assert day(written) == kept


def test_a_day_has_a_year_and_a_type() -> None:
    assert [year(d) for d in ("1962-10", "-0044", "12000", "")] == ["1962", "", "", ""]
    assert [xsd_type(d) for d in ("-0044-03-15", "1962-10", "12000")] == [
        "date",
        "gYearMonth",
        "gYear",
    ]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (When("1962"), "1962"),
        (When(start="1962", end="1963-02"), "1962/1963-02"),
        (When(not_before="1962"), "1962/.."),
        (When(not_after="-0044"), "../-0043"),
        (When("-0001-12"), "0000-12"),
        (When(start="1962", end="1962"), "1962"),
        (When(words="once"), ""),
    ],
)
def test_a_date_is_written_with_both_ends(date: When, written: str) -> None:
    assert date.written == written
    assert date.known is bool(written)


@pytest.mark.parametrize(
    "text",
    [
        "no address", "//host/x", "ftp://x.example", "javascript:alert(1)", "https://", "",
        "https://x.example/a b", "https://x.example/<a>", "https://x.example/100%", "urn:x:y",
        'https://x.example/"', "https://[x", "https://x.example/\u0085", "mailto:a@b.example",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_none(text: str) -> None:
    assert web(text) == ""


def test_addresses_of_the_web_stay_as_they_are() -> None:
    for text in ("http://a.example", "https://a.example/%C3%A9?q=a&b#c", "https://ä.example/é"):
        assert web(text) == text


def test_identifiers_are_recognised_however_they_are_written() -> None:
    found = {
        "http://d-nb.info/gnd/118505459": ("gnd", "118505459"),
        "https://d-nb.info/gnd/4005728-8/": ("gnd", "4005728-8"),
        "https://d-nb.info/gnd/11705867X": ("gnd", "11705867X"),
        "http://www.wikidata.org/entity/Q42": ("wikidata", "Q42"),
        "https://www.wikidata.org/wiki/Q42": ("wikidata", "Q42"),
        "https://www.geonames.org/2643743/london.html": ("geonames", "2643743"),
        "https://sws.geonames.org/2643743/": None,
        "https://viaf.org/viaf/34551336": ("viaf", "34551336"),
        "https://example.org/gnd/118505459": None,
    }
    for uri, meant in found.items():
        known = recognised(uri)
        assert (known and (known[0].name, known[1])) == meant, uri


def test_the_identifier_that_tells_best_is_chosen() -> None:
    wikidata, gnd = "https://www.wikidata.org/wiki/Q1", "https://d-nb.info/gnd/1"
    other = "https://example.org/1"
    assert chosen([other, wikidata, gnd]) == gnd
    assert chosen(sure([Same("", gnd, uncertain=True), Same("", wikidata)])) == wikidata
    assert chosen([other]) == other
    assert chosen([]) == ""


def test_entries_may_come_with_or_without_the_namespace_of_records() -> None:
    made = record(document())
    plain = {k: e.replace(' xmlns="urn:tei-pipeline:record"', "") for k, e in entries().items()}
    assert plain != entries()
    assert describe(made, plain, ABOUT) == describe(made, entries(), ABOUT) == full()


def test_without_the_entry_a_name_is_what_the_header_says() -> None:
    d = describe(record(document()), {}, ABOUT)
    (writer,) = d.writers
    assert (writer.name, writer.family, writer.same) == ("Charles Babbage", "", ())
    assert d.mentions == ()


def test_registers_inside_a_document_count() -> None:
    d = described(
        bare(
            body="""<p>By <persName ref="#he">him</persName>.</p><listPerson><person xml:id="he">
            <persName>He</persName><idno type="GND">1</idno></person></listPerson>"""
        )
    )
    assert [(m.name, chosen(sure(m.same))) for m in d.mentions] == [
        ("He", "https://d-nb.info/gnd/1")
    ]


def test_what_a_name_itself_points_to_is_its_identifier() -> None:
    d = described(
        bare(
            titles="""<titleStmt><title>T</title><author ref="viaf:34551336">A</author>
            <editor ref="nowhere:1 https://orcid.org/0000-0002-1825-0097">E</editor>
            <editor ref="#nobody">N</editor></titleStmt>""",
            body='<p><persName ref="https://d-nb.info/gnd/1">N. N.</persName></p>',
        )
    )
    assert [[same.uri for same in agent.same] for agent in d.agents] == [
        ["https://viaf.org/viaf/34551336"],
        ["https://orcid.org/0000-0002-1825-0097"],
        [],
    ]
    assert [(m.kind, m.name) for m in d.mentions] == [("person", "N. N.")]


UNSURE = """<correspDesc><correspAction type="sent"><persName ref="persons.xml#babbage"
cert="{0}">C. B.</persName><placeName ref="persons.xml#london" cert="{0}">L.</placeName>
</correspAction></correspDesc>"""


@pytest.mark.parametrize(("cert", "doubted"), [("low", True), ("0.5", True), ("1", False)])
def test_whom_nobody_is_sure_of_keeps_the_name_that_stands_there(cert: str, doubted: bool) -> None:
    d = described(bare(profile=UNSURE.format(cert)))
    (writer,), (place,) = d.writers, d.places
    assert (writer.name, writer.family) == ("C. B.", "" if doubted else "Babbage")
    assert (writer.uncertain, place.uncertain) == (doubted, doubted)
    assert (sure(writer.same) == []) is (sure(place.same) == []) is doubted


TEXTS = {
    '<language ident="de">German</language><language ident="la">Latin</language>': ["de", "la"],
    '<language ident="deu">German</language><language ident="la" usage="0"/>': ["de"],
    "": [],
}


@pytest.mark.parametrize("named", TEXTS)
def test_a_text_that_names_no_language_has_all_that_the_header_names(named: str) -> None:
    xml = bare(profile=f"<langUsage>{named}</langUsage>", language="")
    d = described(xml.replace(' xml:lang="en">', ">", 1).replace(' xml:lang=""', ""))
    assert (list(d.languages), d.original_language) == (TEXTS[named], "")


TRANSLATOR = (
    "<titleStmt><title>T</title><editor role='translator'>A translator</editor></titleStmt>"
)
LATIN = "<msDesc><msContents><textLang mainLang='{}'/></msContents></msDesc>"


@pytest.mark.parametrize(
    ("parts", "original"),
    [
        ({}, ""),
        ({"titles": TRANSLATOR}, "la"),
        ({"source": LATIN.format("grc")}, "grc"),
        ({"source": LATIN.format("deu-AT")}, ""),
    ],
)
def test_only_a_manuscript_or_a_translator_makes_another_language_the_original(
    parts: dict[str, str], original: str
) -> None:
    named = '<language ident="de">German</language><language ident="la">Latin</language>'
    d = described(bare(profile=f"<langUsage>{named}</langUsage>", **{**parts, "language": "de"}))
    assert (d.languages, d.original_language) == (("de",), original)


def test_mentions_are_counted_and_uncertain_ones_told_apart() -> None:
    body = """<p><persName ref="persons.xml#ada">A</persName>, <persName
    ref="persons.xml#ada" cert="low">she</persName>; <persName ref="persons.xml#babbage"
    cert="medium">he</persName>; <persName ref="persons.xml#nobody">N</persName></p>"""
    found = described(bare(body=body)).mentions
    assert [(m.name, m.times, m.uncertain) for m in found] == [
        ("Ada Lovelace", 2, False),
        ("Charles Babbage", 1, True),
    ]


def test_a_text_that_is_a_date_of_its_own_counts_as_one() -> None:
    for text, date in (("2022", "2022"), ("February, 2017", ""), ("2022-02-31", "")):
        d = described(bare(publication=f"<publisher>P</publisher><date>{text}</date>"))
        assert d.issued.written == date
        assert d.issued.words == text


def test_licence_and_date_without_words_are_not_lost() -> None:
    d = described(
        bare(
            publication='<publisher>P</publisher><date when="2019-11-09"/><availability><licence '
            'target="https://licence.example/by"/></availability>'
        )
    )
    assert d.issued.written == "2019-11-09"
    assert [licence.uri for licence in d.licences] == ["https://licence.example/by"]


def test_a_doi_is_known_by_its_number() -> None:
    for written in (
        '<idno type="doi">10.5072/x</idno>',
        '<idno type="DOI">https://doi.org/10.5072/x</idno>',
        '<ref type="doi" target="https://doi.org/10.5072/x">here</ref>',
    ):
        assert described(bare(publication=f"<publisher>P</publisher>{written}")).doi == "10.5072/x"
    assert described(bare(publication='<p/><idno type="DOI">pending</idno>')).doi == ""


def test_settings_hold_nothing_that_xml_cannot_hold() -> None:
    edition = edition_of(
        {"title": "A\x00\x1b\n\ufffe B", "base-url": "https://a.example//", "date": "soon"}
    )
    assert (edition.title, edition.base, edition.date) == ("A B", "https://a.example/", "")
    assert edition_of({"title": "Untitled edition", "base-url": "https://a b"}) == edition_of({})
