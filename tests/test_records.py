"""Records: what is extracted from a header, a text and an authority file, and under which keys."""

import functools
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.config import EditionSettings, Settings
from tei_pipeline.document import Document
from tei_pipeline.names import RECORD
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.saxon import Saxon

NS = {"r": RECORD}
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>A letter</title>{statement}</titleStmt>
<publicationStmt><p/></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>{text}</TEI>"""


@functools.cache
def engine() -> tuple[Saxon, RecordExtractor]:
    saxon = Saxon()
    return saxon, RecordExtractor(saxon)


def record(
    text: str = "",
    *,
    statement: str = "",
    source: str = "<p/>",
    more: str = "",
    file: str = "tei/letters/letter.xml",
) -> etree._Element:
    """Return the record of a document with the parts given."""
    body = text if text.startswith("<standOff") else f"<text><body>{text}</body></text>"
    xml = TEI.format(statement=statement, source=source, more=more, text=body).encode()
    document = Document(Path("/edition") / file, xml)
    saxon, extractor = engine()
    return etree.fromstring(extractor.extract(document, saxon.parse(document.text), file))


def found(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.findall(path, NS)


def one(tree: etree._Element, path: str) -> etree._Element:
    (element,) = found(tree, path)
    return element


def test_a_record_says_what_it_is_of() -> None:
    made = record("<p>x</p>")
    assert made.tag == f"{{{RECORD}}}record"
    assert (made.get("id"), made.get("file")) == ("letter", "tei/letters/letter.xml")
    assert (made.get("kind"), made.get("lang")) == ("document", "en")
    assert str(made.get("digest")).startswith("sha256:")
    assert one(made, "r:title").text == "A letter"


# Keys


@pytest.mark.parametrize(
    ("pointer", "key"),
    [
        ("#ada", "tei/letters/letter.xml#ada"),
        ("persons.xml#ada", "tei/letters/persons.xml#ada"),
        ("../authority/persons.xml#ada", "tei/authority/persons.xml#ada"),
        ("./../../tei/./persons.xml#ada", "tei/persons.xml#ada"),
        ("per:ada", "tei/letters/p.xml#ada"),
        ("https://example.org/#ada", None),
        ("ada", None),
    ],
)
def test_a_pointer_becomes_the_path_from_the_project_and_an_id(
    pointer: str, key: str | None
) -> None:
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="per" matchPattern="([a-z]+)" '
        'replacementPattern="p.xml#$1"/></listPrefixDef></encodingDesc>'
    )
    made = record(f'<p><persName ref="{pointer}">Ada</persName></p>', more=prefix)
    assert one(made, "r:mention").get("entry") == key


def test_a_prefix_whose_pattern_is_no_expression_does_not_end_the_run() -> None:
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="per" matchPattern="(" '
        'replacementPattern="x"/></listPrefixDef></encodingDesc>'
    )
    made = record('<p><persName ref="per:ada">Ada</persName></p>', more=prefix)
    assert one(made, "r:mention").get("entry") is None


# Header


def test_who_wrote_sent_and_received_it_when_and_where() -> None:
    actions = """<profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="p.xml#a">Ada</persName><placeName>London</placeName>
    <date notBefore="1842-01">early 1842</date><note>Inferred.</note></correspAction>
    <correspAction type="received"><orgName>The Society</orgName></correspAction>
    <correspAction type="forwarded"><persName>Someone</persName></correspAction>
    </correspDesc></profileDesc>"""
    made = record("<p>x</p>", statement="<author>Ada L.</author>", more=actions)
    agents = {(a.get("role"), a.text): a.get("entry") for a in found(made, "r:agent")}
    assert agents == {
        ("author", "Ada L."): None,
        ("sender", "Ada"): "tei/letters/p.xml#a",
        ("recipient", "The Society"): None,
    }
    date = one(made, "r:date[@role='sent']")
    assert (date.get("not-before"), date.text) == ("1842-01", "early 1842")
    assert one(made, "r:place[@role='sent']").text == "London"
    assert one(made, "r:remark[@role='sent']").text == "Inferred."


def test_a_translator_is_told_from_an_editor_and_from_the_affiliation() -> None:
    made = record(
        "<p>x</p>",
        statement="""<respStmt><resp>translation</resp><persName><forename>Jo</forename>
        <surname>Doe</surname></persName><orgName>A University</orgName></respStmt>
        <respStmt><resp>encoding</resp><orgName>The Editors</orgName></respStmt>""",
    )
    agents = [
        (a.get("role"), a.text, a.get("inverted"), a.get("affiliation"))
        for a in found(made, "r:agent")
    ]
    assert agents == [
        ("translator", "Jo Doe", "Doe, Jo", "A University"),
        ("editor", "The Editors", None, None),
    ]


def test_the_language_is_the_texts_own_or_the_only_one_that_the_header_names() -> None:
    named = (
        '<profileDesc><langUsage><language ident="de">German</language></langUsage></profileDesc>'
    )
    made = record("<p>x</p>", more=named)
    assert (made.get("lang"), made.get("header-lang")) == ("en", "en")
    xml = TEI.replace(' xml:lang="en"', "").format(
        statement="", source="<p/>", more=named, text="<text><body><p>x</p></body></text>"
    )
    document = Document(Path("/edition/tei/a.xml"), xml.encode())
    saxon, extractor = engine()
    made = etree.fromstring(extractor.extract(document, saxon.parse(document.text), "tei/a.xml"))
    assert (made.get("lang"), made.get("header-lang")) == ("de", "und")
    assert [(x.get("role"), x.text) for x in found(made, "r:language")] == [("text", "German")]


def test_a_description_without_punctuation_gets_commas() -> None:
    made = record(
        "<p>x</p>",
        source="""<biblStruct><monogr><author>Ada</author><title>Notes</title><imprint>
        <pubPlace>London</pubPlace><date>1843</date></imprint></monogr><note>no</note></biblStruct>""",
    )
    assert one(made, "r:source").text == "Ada, Notes, London, 1843"


# Text


def test_units_have_their_ids_or_their_place_below_the_nearest_id() -> None:
    made = record(
        '<div xml:id="d" n="1"><head>Of it</head><p n="1">a</p><p xml:id="q">b</p></div><p>c</p>'
    )
    units = [(u.get("id"), u.get("type"), u.get("parent"), u.text) for u in found(made, "r:unit")]
    assert units == [
        ("d", "div", None, "Of it"),
        ("d:1", "head", "d", None),
        ("d:2", "paragraph", "d", None),
        ("q", "paragraph", "d", None),
        ("letter:2.1.2", "paragraph", None, None),
    ]


def test_a_mention_stands_in_its_sentence_without_the_notes_of_others() -> None:
    made = record(
        """<p xml:id="p" n="3">He left. On the <hi>next</hi> day<note>No.</note> Mr. N.S.
        <persName ref="p.xml#b" xml:id="m">Babbage</persName> came to D.C. by "rail." It
        rained.</p>"""
    )
    mention = one(made, "r:mention")
    assert (mention.get("id"), mention.get("unit"), mention.get("n")) == ("m", "p", "3")
    said = [one(mention, f"r:{part}").text for part in ("before", "text", "after")]
    assert said == ["On the next day Mr. N.S. ", "Babbage", ' came to D.C. by "rail."']


def test_a_sentence_holds_each_place_in_one_reading() -> None:
    made = record(
        """<p><choice><sic>teh</sic><corr>The</corr></choice>
        <app><lem>old</lem><rdg>aged</rdg></app> <persName ref="p.xml#b"><choice><abbr>B.</abbr>
        <expan>Babbage</expan></choice></persName>
        came.</p>"""
    )
    mention = one(made, "r:mention")
    said = [one(mention, f"r:{part}").text for part in ("before", "text", "after")]
    assert said == ["The old ", "Babbage", " came."]


def test_what_stands_on_lines_of_its_own_does_not_run_into_the_sentence_beside_it() -> None:
    made = record(
        """<opener><seg>The Press</seg><seg>Rue<space/>X</seg><dateline><placeName
        ref="p.xml#b">Paris
        </placeName>, today.</dateline><salute>Dear Sir,</salute></opener>"""
    )
    mention = one(made, "r:mention")
    said = [one(mention, f"r:{part}").text for part in ("before", "text", "after")]
    assert said == ["The Press Rue X ", "Paris", ", today."]


def test_breaks_of_lines_part_words_where_they_do_so_in_the_text() -> None:
    made = record(
        '<p>The<lb/>old<lb break="no"/>er <persName ref="p.xml#b">Babbage</persName>'
        "<lb/>came. Yes. He sat.</p>"
    )
    mention = one(made, "r:mention")
    assert one(mention, "r:before").text == "The older "
    assert one(mention, "r:after").text == " came."


def test_a_name_in_another_reading_stands_where_the_text_has_its_own() -> None:
    made = record(
        """<p>Then <app><lem>he</lem><rdg><persName ref="p.xml#b">Babbage</persName></rdg></app>
        came.</p>"""
    )
    mention = one(made, "r:mention")
    assert one(mention, "r:before").text == "Then he"
    assert one(mention, "r:text").text == "Babbage"


def test_a_mention_says_in_what_it_stands() -> None:
    made = record(
        """<div type="letter"><opener><date when="1842">1842</date></opener></div>
        <div n="2"><p n="7"><date when="1843">1843</date></p></div>"""
    )
    found_in = [(m.get("unit-type"), m.get("n"), m.get("above")) for m in found(made, "r:mention")]
    assert found_in == [("opener", None, "letter"), ("paragraph", "7", None)]


def test_words_are_counted_without_the_back_matter() -> None:
    made = record("<p>one two<note>three</note></p>")
    assert made.get("words") == "2"
    xml = TEI.format(
        statement="", source="<p/>", more="",
        text="<text><body><p>one two</p></body><back><p>three</p></back></text>",
    )  # fmt: skip
    document = Document(Path("/edition/tei/a.xml"), xml.encode())
    saxon, extractor = engine()
    made = etree.fromstring(extractor.extract(document, saxon.parse(document.text), "tei/a.xml"))
    assert made.get("words") == "2"


def test_a_date_tells_its_first_day_for_sorting() -> None:
    more = """<profileDesc><correspDesc><correspAction type="sent">
    <date notBefore="1842-01" notAfter="1842-03">early 1842</date></correspAction>
    <correspAction type="received"><date>in spring</date></correspAction>
    </correspDesc></profileDesc>"""
    sorts = [(d.get("role"), d.get("sort")) for d in found(record("<p>x</p>", more=more), "r:date")]
    assert sorts == [("sent", "1842-01"), ("received", None)]


def test_whose_identifier_it_is_may_stand_in_the_subtype() -> None:
    made = record(
        """<standOff><listPlace><place xml:id="x"><placeName>X</placeName>
        <idno type="URL" subtype="wikidata">https://www.wikidata.org/entity/Q1741</idno></place>
        </listPlace></standOff>"""
    )
    idno = one(made, "r:entry/r:idno")
    assert (idno.get("type"), idno.get("uri")) == (
        "wikidata",
        "https://www.wikidata.org/entity/Q1741",
    )


def test_a_long_sentence_is_cut_between_words() -> None:
    made = record(f'<p>{"word " * 99}<name type="place" ref="p.xml#x">X</name>{" word" * 99}</p>')
    mention = one(made, "r:mention")
    before, after = one(mention, "r:before").text, one(mention, "r:after").text
    assert before
    assert after
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert max(len(before), len(after)) < 200


def test_a_mention_of_two_entries_is_recorded_for_each() -> None:
    made = record('<p><rs xml:id="m" type="org" ref="o.xml#a o.xml#b">both</rs></p>')
    mentions = [(m.get("id"), m.get("kind"), m.get("entry")) for m in found(made, "r:mention")]
    assert mentions == [
        ("m", "organisation", "tei/letters/o.xml#a"),
        ("m", "organisation", "tei/letters/o.xml#b"),
    ]


def test_dates_and_their_basis() -> None:
    made = record(
        '<p><date when="1842-05-01" ana="#guess">1 May</date> <date dur="P1Y">a year</date>'
        '<date from="1840" to="1842">then</date></p>',
        more="""<encodingDesc><classDecl><taxonomy><category xml:id="guess">
        <catDesc>A guess.</catDesc></category></taxonomy></classDecl></encodingDesc>""",
    )
    first, second = found(made, "r:mention")
    assert (first.get("when"), one(first, "r:basis").text) == ("1842-05-01", "A guess.")
    assert (second.get("from"), second.get("to")) == ("1840", "1842")


def test_links_are_mentions_only_where_they_lead_to_an_entry() -> None:
    made = record(
        """<p xml:id="p"><ref target="b.xml#w">a work</ref> <ref target="#p">here</ref>
        <ref target="https://example.org/x.xml#y">there</ref> <ref target="#z">a book</ref></p>
        <listBibl><bibl xml:id="z"><title>Z</title></bibl></listBibl>"""
    )
    assert [m.findtext("r:text", None, NS) for m in found(made, "r:mention")] == [
        "a work",
        "a book",
    ]


def test_a_mention_in_a_note_says_so_and_stands_in_the_notes_words() -> None:
    made = record(
        '<p xml:id="p">A<note xml:id="n">See <ref target="b.xml#w">W</ref>.</note> b.</p>'
    )
    mention = one(made, "r:mention")
    assert (mention.get("note"), mention.get("unit")) == ("n", "p")
    assert one(mention, "r:before").text == "See "
    assert one(made, "r:note").text == "See W."


# Entries


def test_an_authority_file_gives_its_entries() -> None:
    made = record(
        """<standOff><listPerson><person xml:id="b" sortKey="babbage"><persName>
        <forename>Charles</forename> <surname>Babbage</surname></persName>
        <persName type="variant">B.</persName><birth when="1791-12-26"/><death when="1871"/>
        <state from="1828" to="1839"><label>Lucasian Professor</label></state>
        <idno type="Wikidata" cert="medium">Q46633</idno><idno type="Local">7</idno>
        <note>Built engines.</note></person></listPerson></standOff>""",
        file="tei/persons.xml",
    )
    assert made.get("kind") == "authority"
    entry = one(made, "r:entry")
    assert {str(name): value for name, value in entry.items()} == {
        "key": "tei/persons.xml#b",
        "id": "b",
        "kind": "person",
        "sort": "Babbage, Charles",
        "order": "babbage",
    }
    parts = {etree.QName(e).localname: e for e in entry}
    assert parts["name"].text == "Charles Babbage"
    assert parts["variant"].text == "B."
    assert (parts["born"].get("when"), parts["died"].get("when")) == ("1791-12-26", "1871")
    assert (parts["role"].get("from"), parts["role"].text) == ("1828", "Lucasian Professor")
    assert parts["note"].text == "Built engines."
    wikidata, local = found(entry, "r:idno")
    assert wikidata.get("uri") == "https://www.wikidata.org/wiki/Q46633"
    assert (wikidata.get("cert"), local.get("uri")) == ("medium", None)


def test_a_work_is_called_by_author_title_part_and_date() -> None:
    made = record(
        """<standOff><listBibl><bibl xml:id="w"><author>Ada</author><author>Charles</author>
        <title level="a">Notes</title><biblScope unit="volume">III</biblScope>
        <date when="1843">1843</date><note>Rare.</note></bibl></listBibl></standOff>"""
    )
    assert one(made, "r:entry/r:name").text == "Ada and Charles, “Notes”, vol. III, 1843"


@pytest.mark.parametrize("main", ["<title type='main'>", "<title>"])
def test_a_work_with_a_main_title_goes_by_no_address_and_no_citation_in_full(main: str) -> None:
    made = record(
        f"""<standOff><listBibl><bibl xml:id="w">{main}Notes</title>
        <title type="sub">a sketch</title><title type="citation">Ada: Notes. In: X</title>
        <title>https://x.example/notes</title></bibl></listBibl></standOff>"""
    )
    assert one(made, "r:entry/r:name").text == "Notes, a sketch"


def test_a_document_may_hold_its_own_register() -> None:
    made = record(
        """<p><persName ref="#b">Babbage</persName></p>
        <listPerson><person xml:id="b"><persName>Charles Babbage</persName></person></listPerson>"""
    )
    assert made.get("kind") == "document"
    assert one(made, "r:entry").get("key") == one(made, "r:mention").get("entry")


def test_an_identifier_that_is_no_identifier_makes_no_link() -> None:
    made = record(
        """<standOff><listPlace><place xml:id="x"><placeName>X</placeName>
        <idno type="Wikidata">javascript:alert(1) "</idno></place></listPlace></standOff>"""
    )
    assert one(made, "r:entry/r:idno").get("uri") is None


def test_records_are_gathered_under_the_editions_name() -> None:
    settings = Settings(edition=EditionSettings('A "quoted" & <odd> title', "en", "P", "https://x"))
    tree = etree.fromstring(
        gather(["<a/>", "<b/>"], {**edition_attributes(settings, "0.1"), "date": "2026-01-02"})
    )
    assert tree.tag == f"{{{RECORD}}}edition"
    assert tree.get("title") == 'A "quoted" & <odd> title'
    assert (tree.get("date"), tree.get("version"), len(tree)) == ("2026-01-02", "0.1", 2)


def test_what_is_said_of_others_is_no_fact_of_an_entry() -> None:
    made = record(
        """<standOff><listPerson><person xml:id="p"><persName>Ada</persName>
        <affiliation><orgName>The Society</orgName><idno type="GND">1</idno></affiliation>
        <birth when="1815-12-10">10 December 1815, <placeName>London</placeName>
        <geo>51.5 -0.1</geo></birth></person></listPerson>
        <listPlace><place xml:id="x"><placeName>A theatre</placeName>
        <location type="coords"><geo>48.2 16.3</geo></location>
        <location type="located_in_place"><placeName>Vienna</placeName><geo>1 2</geo></location>
        </place></listPlace></standOff>"""
    )
    assert not made.findall(f"{{{RECORD}}}entry/{{{RECORD}}}variant")
    assert not made.findall(f"{{{RECORD}}}entry/{{{RECORD}}}idno")
    assert one(made, "r:entry/r:born").text == "10 December 1815, London"
    assert one(made, "r:entry/r:geo").text == "48.2 16.3"
