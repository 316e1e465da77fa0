"""The apparatus: each variant once, joined to its place, in each of the TEI's three methods."""

import copy
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html

from tei_pipeline.names import TEI
from tests.oracles import shared
from tests.outputs.editions import publish, write
from tests.outputs.rendering import stylesheets, written

WITNESSES = """</p><listWit><head>Manuscripts</head>
<witness xml:id="A"><abbr type="siglum">A</abbr> <name>Ambrosianus</name>, tenth century</witness>
<listWit xml:id="beta"><head><abbr type="siglum">β</abbr> a lost copy</head>
<witness xml:id="B">Berlin 7</witness><witness xml:id="C" corresp="c.xml">Cambridge 3</witness>
</listWit></listWit><p>"""


def method(name: str, location: str = "internal") -> str:
    return f'<encodingDesc><variantEncoding method="{name}" location="{location}"/></encodingDesc>'


def made(
    folder: Path, text: str, header: str = "", source: str = WITNESSES, beside: str = ""
) -> html.HtmlElement:
    """Return the page of a text with these witnesses; nothing in it may be unknown."""
    done = stylesheets().render(written(folder, text, header=header, source=source, beside=beside))
    assert not done.messages
    return done.page


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def entries(page: html.HtmlElement) -> list[str]:
    """Return what the entries say, each without its letter."""
    return [said(entry).partition(" ")[2] for entry in page.find_class("app-entry")]


def reading(page: html.HtmlElement) -> str:
    """Return the text as it is read, without apparatus and letters."""
    text = copy.deepcopy(page.find_class("text")[0])
    for name in ("apparatus", "app-ref", "pn", "inner-note", "note", "note-ref"):
        for element in text.find_class(name):
            element.drop_tree()
    return said(text)


# Parallel segmentation


def test_an_entry_gives_lemma_and_readings_and_the_text_the_lemma_alone(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p>One <app><lem wit="#A">two</lem><rdg wit="#B #C">too</rdg></app> three.</p>',
    )
    assert reading(page) == "One two three."
    assert entries(page) == ["two A] too B C"]


def test_place_and_entry_lead_to_each_other(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p><app xml:id="x"><lem>a</lem><rdg wit="#B">b</rdg></app>'
        '<app><lem>c</lem><rdg wit="#B">d</rdg></app></p>',
    )
    letters = page.find_class("app-ref")
    assert [(a.text, a.get("aria-label")) for a in letters] == [
        ("a", "Readings, a"),
        ("b", "Readings, b"),
    ]
    for letter in letters:
        entry = page.get_element_by_id(letter.get("href")[1:])
        (back,) = entry.find_class("app-n")
        assert page.get_element_by_id(back.get("href")[1:]) is letter.getparent()
    assert letters[0].get("href") == "#app:x"


def test_each_division_has_its_entries_at_its_foot_and_letters_of_its_own(tmp_path: Path) -> None:
    app = '<app><lem>{0}</lem><rdg wit="#B">{0}{0}</rdg></app>'
    page = made(
        tmp_path,
        f"<div><head>{app.format('h')}</head><div><p>{app.format('x')} {app.format('y')}</p></div>"
        f"<div><p>{app.format('z')}</p></div></div>",
    )
    found = [
        [said(entry) for entry in block.find_class("app-entry")]
        for block in page.find_class("apparatus")
    ]
    assert found == [["a x] xx B", "b y] yy B"], ["a z] zz B"], ["a h] hh B"]]


def test_without_a_lemma_the_first_reading_is_the_text_and_says_who_has_it(tmp_path: Path) -> None:
    page = made(tmp_path, '<p><app><rdg wit="#A">x</rdg><rdg wit="#B">y</rdg></app></p>')
    assert reading(page) == "x"
    assert entries(page) == ["x A] y B"]


def test_omissions_and_additions(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p>One <app><lem>two</lem><rdg wit="#B"/></app> three <app><lem/>'
        '<rdg wit="#C" type="addition">and a half</rdg></app> four</p>',
    )
    assert reading(page) == "One two three four"
    assert entries(page) == ["two] om. B", "three] and a half add. C"]


def test_a_nested_entry_stands_by_itself_and_the_long_lemma_is_quoted_short(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p><app><lem wit="#A">one two <app><lem>three</lem><rdg wit="#B">tree</rdg></app> four '
        'five</lem><rdg wit="#C">all <app><lem wit="#C">of</lem><rdg wit="#B">off</rdg></app> it'
        "</rdg></app></p>",
    )
    assert reading(page) == "one two three four five"
    assert entries(page) == ["three] tree B", "one two … five A] all of C] off B it C"]


def test_groups_and_the_order_of_varseq(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p><app><lem wit="#A">though</lem><rdgGrp type="orthographic"><rdg wit="#B">thogh</rdg>'
        '<rdg wit="#C">thouhe</rdg></rdgGrp></app> <app><lem>x</lem>'
        '<rdg wit="#B" varSeq="2">z</rdg><rdg wit="#C" varSeq="1">y</rdg></app> '
        '<app><rdgGrp type="subvariants"><lem wit="#A">p</lem>'
        '<rdg wit="#B">q</rdg></rdgGrp><rdgGrp><lem wit="#C">r</lem></rdgGrp></app></p>',
    )
    assert reading(page) == "though x p"
    assert entries(page) == [
        "though A] orth. thogh B, thouhe C",
        "x] y C · z B",
        "p A] subvariants q B · r C",
    ]


def test_what_is_said_of_a_reading_stands_with_it(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p><app><lem xml:id="l" resp="#ed" type="conjecture">x</lem>'
        '<rdg wit="#B" hand="#m2" cause="orthographic">y</rdg>'
        '<witDetail wit="#B" target="#l">in the margin</witDetail>'
        "<rdg>z</rdg> <wit>B<hi>2</hi></wit>"
        "<note>Doubtful.</note></app></p>",
    )
    assert entries(page) == ["x ed] y orth. B hand m2 in the margin B · z B2 Doubtful."]
    assert page.find_class("note") == []


def test_entries_in_notes_stay_in_their_line(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p>x<note>See <app><lem wit="#A">y</lem><rdg wit="#B">z</rdg></app>.</note></p>',
    )
    assert entries(page) == []
    (note,) = page.find_class("note")
    assert said(note) == "1 See y A] z B."


def test_entries_may_hold_paragraphs_and_lines(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<app><lem wit="#A"><p>One.</p><p>Two.</p></lem><rdg wit="#B"><p>Three.</p></rdg></app>'
        '<lg><app><lem><l>Four</l></lem><rdg wit="#B"><l>Five</l></rdg></app></lg>',
    )
    assert reading(page) == "One.Two.Four"
    assert [entry.find_class("rdg")[0].tag for entry in page.find_class("app-entry")] == [
        "div",
        "div",
    ]


def test_names_in_readings_lead_to_their_entries_once(tmp_path: Path) -> None:
    page = made(
        tmp_path, '<p><app><lem>he</lem><rdg wit="#B"><name xml:id="n">Paul</name></rdg></app></p>'
    )
    assert len(page.xpath("//*[@id='n']")) == 1
    assert entries(page) == ["he] Paul B"]


# The other two methods

DOUBLE_ENDED = """<p>Not <anchor xml:id="a1"/>all <hi>the</hi> world<app from="#a1">
<rdg wit="#B">most</rdg></app> is <seg xml:id="s">a stage</seg>,
<w xml:id="w1">and</w> <w xml:id="w2">all</w> men.</p>"""


def test_double_end_points_in_the_line(tmp_path: Path) -> None:
    page = made(tmp_path, DOUBLE_ENDED, header=method("double-end-point"))
    assert reading(page) == "Not all the world is a stage, and all men."
    assert entries(page) == ["all the world] most B"]
    (place,) = page.find_class("place")
    assert place.get("data-from") == "a1"
    assert place.getprevious().text == "the"


def test_double_end_points_in_a_list_of_the_back(tmp_path: Path) -> None:
    listed = (
        '<listApp><head>Readings</head><app from="#a1" to="#w1"><rdg wit="#B">x</rdg></app>'
        '<app from="#w1" to="#w2"><lem>and all</lem><rdg wit="#C">y</rdg></app>'
        '<app from="#s"><note>Sic.</note></app>'
        '<listApp><head>More</head><app from="#gone"><rdg wit="#A">z</rdg></app></listApp>'
        "</listApp>"
    )
    body = re.sub("<app.*</app>", "", DOUBLE_ENDED, flags=re.DOTALL)
    page = made(tmp_path, f"<text><body>{body}</body><back><div>{listed}</div></back></text>")
    assert entries(page) == [
        "all the … and] x B",
        "and all] y C",
        "a stage] Sic.",
        "z A",
    ]
    assert [said(head) for head in page.find_class("head")[1:]] == ["Readings", "More"]
    at = {
        entry.get("id"): page.xpath("//*[@href=$to]", to=f"#{entry.get('id')}")
        for entry in page.find_class("app-entry")
    }
    texts = [said(links[0].getparent().getparent()) if links else None for links in at.values()]
    assert texts == ["anda", "allb", "a stagec", None]


def test_an_apparatus_beside_the_text_stands_at_the_foot_of_its_division(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<div><p><w xml:id="w1">One</w> two</p></div><div><p>three</p></div>',
        beside='<standOff><listApp><app from="#w1"><rdg wit="#B">Won</rdg></app></listApp>'
        "</standOff>",
    )
    assert reading(page) == "One twothree"
    (block,) = page.find_class("apparatus")
    assert said(block) == "a One] Won B"
    assert "One" in said(block.getparent())


@pytest.mark.parametrize("loc", ["1.2", "1, 2", "2"])
def test_references_to_a_numbered_line(tmp_path: Path, loc: str) -> None:
    page = made(
        tmp_path,
        '<lg n="1"><l n="1">Full fathom</l><l n="2">five</l></lg>'
        f'<listApp><app loc="{loc}"><lem>five</lem><rdg wit="#B">six</rdg></app></listApp>',
        header=method("location-referenced", "external"),
    )
    assert entries(page) == [f"{loc} five] six B"]
    (letter,) = page.find_class("app-ref")
    assert said(letter.getparent().getparent()) == "fivea"


def test_a_location_that_nothing_has_keeps_its_entry(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p n="1">x</p><listApp><app loc="1–6"><note>Too badly worn.</note></app>'
        '<app loc="9"><rdg wit="#B">y</rdg></app></listApp>',
    )
    assert entries(page) == ["1–6 Too badly worn.", "9 y B"]
    assert (
        page.find_class("app-ref")[0].get("href") == f"#{page.find_class('app-entry')[0].get('id')}"
    )


def test_a_place_of_several_lines_has_its_letter_after_the_last(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<lg n="1"><l>Full <hi>fathom</hi></l><l>five</l></lg>'
        '<listApp><app loc="1"><rdg wit="#B">x</rdg></app></listApp>',
    )
    assert reading(page) == "Full fathomfive"
    (letter,) = page.find_class("app-ref")
    assert said(letter.getparent().getparent()) == "fivea"


def test_a_list_in_a_paragraph_and_one_in_a_note_keep_their_entries(tmp_path: Path) -> None:
    listed = '<listApp><app loc="9"><lem>x</lem><rdg wit="#B">y</rdg></app></listApp>'
    page = made(tmp_path, f"<p>a {listed} b<note>c {listed}</note></p>")
    assert entries(page) == ["9 x] y B"]
    (note,) = page.find_class("note")
    assert said(note) == "1 c x] y B"


def test_each_document_of_a_corpus_may_name_its_method(tmp_path: Path) -> None:
    path = written(tmp_path, DOUBLE_ENDED, header=method("double-end-point"), source=WITNESSES)
    inner = path.read_text(encoding="utf-8")
    header = method("parallel-segmentation")
    path.write_text(
        f'<teiCorpus xmlns="{TEI}" xml:id="all"><teiHeader>{header}</teiHeader>{inner}</teiCorpus>',
        encoding="utf-8",
    )
    assert entries(stylesheets().render(path).page) == ["all the world] most B"]


# Witnesses


def test_the_witnesses_of_a_group_are_named_one_by_one_for_the_switch(tmp_path: Path) -> None:
    page = made(tmp_path, '<p><app><lem wit="#A">x</lem><rdg wit="#beta D">y</rdg></app></p>')
    (rdg,) = page.find_class("rdg")
    assert rdg.get("data-wit") == "B C D"
    assert entries(page) == ["x A] y β D"]
    sigla = {abbr.text: abbr.get("title") for abbr in page.find_class("apparatus")[0].iter("abbr")}
    assert sigla == {"A": "Ambrosianus, tenth century", "β": "a lost copy"}
    options = [(o.get("value"), said(o)) for o in page.get_element_by_id("page:witness")]
    assert options == [
        ("", "the edition"),
        ("A", "A – Ambrosianus, tenth century"),
        ("B", "B – Berlin 7"),
        ("C", "C – Cambridge 3"),
        ("D", "D"),
    ]


def test_the_list_of_witnesses_explains_the_sigla(tmp_path: Path) -> None:
    page = made(tmp_path, '<p><app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app></p>')
    (panel,) = page.find_class("witnesses")
    assert [said(p) for p in panel.find_class("witness-head")] == ["Manuscripts", "β a lost copy"]
    rows = {said(row[0]): said(row[1]) for row in panel.iter("div")}
    assert rows == {"A": "Ambrosianus, tenth century", "B": "Berlin 7", "C": "Cambridge 3"}
    (link,) = panel.iter("a")
    assert dict(link.attrib) == {"data-to": "document:c.xml#"}


def test_where_a_witness_begins_and_ends_is_marked_and_is_no_variant(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<p><app><rdg wit="#A"><witStart/></rdg></app> one <app><lem>two</lem>'
        '<rdg wit="#B">tw<lacunaStart/></rdg><rdg wit="#C"><lacunaEnd/>too</rdg></app> three'
        '<app><rdg wit="#A"><witEnd/></rdg></app></p>',
    )
    assert reading(page) == "one two three"
    assert entries(page) == ["two] tw B · too C"]
    bounds = [
        (e.get("data-starts"), e.get("data-ends"))
        for e in page.xpath("//*[@data-starts or @data-ends]")
    ]
    assert bounds == [("A", None), ("C", "B"), (None, "A")]


def test_a_text_without_apparatus_asks_for_none_of_its_files(tmp_path: Path) -> None:
    page = made(tmp_path, "<p>x</p>")
    assert page.find_class("witnesses") == []
    assert not page.xpath(
        "//*[contains(@href, 'apparatus')] | //script[contains(@src, 'apparatus')]"
    )
    other = made(tmp_path, '<p><app><lem>x</lem><rdg wit="#B">y</rdg></app></p>')
    assert other.xpath("//link/@href[. = 'assets/apparatus.css']")
    assert other.xpath("//script/@src[. = 'assets/apparatus.js']")


# Real editions

EDITIONS = ("pta0022.pta002.pta-grc1", "pta0039.pta001.pta-grc2", "pta0200.pta001.pta-syc2")


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> tuple[etree._Element, html.HtmlElement]:
    path = shared(f"corpora/critical/{request.param}.xml")
    done = stylesheets().render(path)
    assert not done.messages
    return etree.parse(path).getroot(), done.page


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def test_the_text_of_an_edition_is_that_of_its_lemmata_in_order(
    edition: tuple[etree._Element, html.HtmlElement],
) -> None:
    source, page = edition
    body = source.find(f".//{{{TEI}}}body")
    assert body is not None
    for entry in list(body.iter(f"{{{TEI}}}app")):
        kept = next(iter(entry.findall(f"{{{TEI}}}lem")), entry.find(f"{{{TEI}}}rdg"))
        for child in list(entry):
            if child is not kept:
                child.tail = None
                entry.remove(child)
        entry.text = None
    for note in list(body.iter(f"{{{TEI}}}note")):
        note[:], note.text = [], None
    for reference in body.iter(f"{{{TEI}}}ref"):
        reference.text = reference.text or f" {reference.get('cRef')}"
    text = page.find_class("text")[0]
    for name in ("apparatus", "app-ref", "pn", "pb", "note", "note-ref", "milestone"):
        for element in text.find_class(name):
            element.drop_tree()
    assert words(text.text_content()) == words("".join(map(str, body.itertext())))


def test_every_variant_of_an_edition_is_in_its_apparatus_once(
    edition: tuple[etree._Element, html.HtmlElement],
) -> None:
    source, page = edition
    wanted: Counter[str] = Counter()
    for variant in source.iter(f"{{{TEI}}}rdg"):
        entry = variant.getparent()
        assert entry is not None
        if entry.find(f"{{{TEI}}}lem") is not None or entry.find(f"{{{TEI}}}rdg") is not variant:
            inner = {id(rdg) for rdg in variant.iter(f"{{{TEI}}}rdg")} - {id(variant)}
            assert not inner
            wanted["".join(words("".join(map(str, variant.itertext()))))] += 1
    shown = Counter(
        "".join(words(rdg.text_content()))
        for block in page.find_class("apparatus")
        for rdg in block.find_class("rdg")
    )
    assert shown == wanted


def test_the_letters_of_an_edition_and_its_ids_are_unique_and_lead_somewhere(
    edition: tuple[etree._Element, html.HtmlElement],
) -> None:
    main = edition[1].get_element_by_id("page:main")
    found = main.xpath(".//@id")
    assert len(found) == len(set(found))
    letters = main.find_class("app-ref") + main.find_class("app-n")
    assert {a.get("href")[1:] for a in letters} <= set(found)


# The book


def book(folder: Path, text: str, header: str = "", beside: str = "") -> etree._Element:
    """Return the print tree of a text."""
    done = stylesheets().render(
        written(folder, text, header=header, source=WITNESSES, beside=beside)
    )
    assert not done.messages
    return done.tree


def notes(tree: etree._Element) -> list[str]:
    return [" ".join("".join(map(str, note.itertext())).split()) for note in tree.iter("note")]


def test_the_book_has_a_note_for_each_entry(tmp_path: Path) -> None:
    tree = book(
        tmp_path,
        '<p>One <app><lem wit="#A">two <app><lem>three</lem><rdg wit="#B">tree</rdg></app></lem>'
        '<rdg wit="#B #C"/></app> four<app><lem/><rdg wit="#C">teen</rdg></app>'
        '<app><rdg wit="#A"><witEnd/></rdg></app></p>',
    )
    assert notes(tree) == ["three] tree B", "two three A] om. B C", "four] teen C"]


def test_the_book_prints_what_stands_apart_once(tmp_path: Path) -> None:
    tree = book(tmp_path, DOUBLE_ENDED, header=method("double-end-point"))
    assert notes(tree) == ["all the world] most B"]
    beside = (
        '<standOff><listApp><app from="#w1" to="#w2"><lem>and all</lem><rdg wit="#B">x</rdg></app>'
        "</listApp></standOff>"
    )
    body = re.sub("<app.*</app>", "", DOUBLE_ENDED, flags=re.DOTALL)
    tree = book(tmp_path, body, beside=beside)
    assert notes(tree) == ["and all] x B"]
    listed = '<listApp><head>Readings</head><app from="#w2"><rdg wit="#B">x</rdg></app></listApp>'
    tree = book(tmp_path, body + listed)
    assert notes(tree) == []
    (text,) = tree.iter("text")
    words = " ".join("".join(map(str, text.itertext())).split())
    assert words == "Not all the world is a stage, and all men.Readingsall] x B"


# Several pages

PAGED = """<body><head>All</head><p xml:id="i">Begin.</p><div xml:id="one"><p>one two
<app xml:id="x"><lem>three</lem><rdg wit="#B">tree<witEnd/></rdg></app></p></div>
<div xml:id="two"><p>four <app xml:id="y"><lem>five</lem><rdg wit="#C"><lacunaEnd/>fife</rdg></app>
</p></div></body>"""


def test_each_page_of_a_long_text_has_its_entries_and_knows_who_lacks_its_beginning(
    tmp_path: Path,
) -> None:
    site = publish(write(tmp_path, PAGED, settings="[site]\nsplit-words = 3\n"))
    for name, lacking in (("letter.one.html", ["C"]), ("letter.two.html", ["B", "C"])):
        page = site.page(name)
        assert len(page.find_class("app-entry")) == 1
        options = page.get_element_by_id("page:witness")
        assert [o.get("value") for o in options if o.get("data-lacking") is not None] == lacking
        assert page.xpath("//script[contains(@src, 'apparatus.js')]")
    assert site.page("letter.one.html").find_class("app-ref")[0].get("href") == "#app:x"
