"""What readers get of the parts of TEI: plays, verse, tables, descriptions, and the rest."""

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.outputs.rendering import made, one, said, stylesheets, written

MATHS = "http://www.w3.org/1998/Math/MathML"

# Plays


PLAY = """<castList><castGroup><castItem><role>Rosencrantz</role></castItem>
<castItem><role>Guildenstern</role></castItem><roleDesc>courtiers</roleDesc></castGroup>
<castItem><role>Hamlet</role><roleDesc>a prince</roleDesc></castItem></castList>
<div type="scene"><head>Scene 1</head><stage type="entrance">Enter both.</stage>
<sp who="#h"><speaker>Hamlet</speaker><stage type="delivery">aside</stage>
<l n="1.1.4" part="I">Words, <stage>reading</stage> words,</l></sp>
<spGrp><sp><speaker>Polonius</speaker><l n="1.1.5" part="F">and words.</l></sp>
<sp><speaker>Ghost</speaker><p><lb n="1.1.10"/>Swear.</p></sp></spGrp>
<move type="exit" who="#h"/></div>"""


def test_a_description_that_roles_share_stands_beside_a_bracket(tmp_path: Path) -> None:
    text = made(tmp_path, PLAY).text
    bracket = one(text, ".//*[@class='bracket']")
    assert [said(role) for role in bracket.iter("li")] == ["Rosencrantz", "Guildenstern"]
    assert said(one(bracket, "./*[@class='shared']")) == "courtiers"
    assert "bare" in one(text, ".//li[contains(., 'Hamlet')]").get("class", "")


def test_stage_directions_stand_apart_or_in_the_line(tmp_path: Path) -> None:
    text = made(tmp_path, PLAY).text
    stages = [(stage.tag, said(stage)) for stage in text.find_class("stage")]
    assert stages == [("div", "Enter both."), ("div", "aside"), ("span", "reading")]
    assert "type-delivery" in text.find_class("stage")[1].get("class", "")


def test_every_fifth_line_has_its_number_as_a_permalink(tmp_path: Path) -> None:
    text = made(tmp_path, PLAY).text
    links = text.find_class("ln")
    assert [link.text for link in links] == ["5", "10"]
    for link in links:
        assert text.get_element_by_id(link.get("href", "")[1:]) is not None


def test_a_shared_line_goes_on_where_the_first_speaker_ended(tmp_path: Path) -> None:
    text = made(tmp_path, PLAY).text
    (before,) = text.find_class("said-before")
    assert before.get("data-words", "").split() == ["Words,", "reading", "words,"]
    assert before.get("aria-hidden") == "true"
    assert before.text_content() == ""


# Verse


def test_lines_without_numbers_are_counted_poem_by_poem(tmp_path: Path) -> None:
    lines = "".join(f"<l>line {n}</l>" for n in range(1, 8))
    body = f"<div><lg>{lines}</lg></div><div><lg>{lines}</lg></div><p>x <q>{lines}</q></p>"
    numbers = made(tmp_path, body).text.find_class("ln")
    assert [link.getparent().text_content() for link in numbers] == ["5line 5", "5line 5"]


def test_a_part_of_a_line_is_not_counted_again(tmp_path: Path) -> None:
    lines = '<l>1</l><l part="I">2</l><l part="F">2</l><l>3</l><l>4</l><l>five</l>'
    (number,) = made(tmp_path, f"<lg>{lines}</lg>").text.find_class("ln")
    assert number.getparent().text_content() == "5five"


def test_indents_and_pauses_of_verse_are_kept(tmp_path: Path) -> None:
    text = made(tmp_path, '<lg><l rend="indent(2)">a<caesura/>b</l></lg>').text
    assert "indent-2" in text.find_class("l")[0].get("class", "")
    assert text.find_class("caesura")[0].text == " "


# Looks


@pytest.mark.parametrize(
    ("attribute", "classes"),
    [
        ('rend="italic"', ["rend-italic"]),
        ('rend="text-align: center; color: red"', ["rend-center"]),
        ('style="font-weight:bold;background:url(javascript:x)"', ["rend-bold"]),
        ('rendition="#small"', ["rend-smallcaps", "rend-small"]),
        ('style="display:none;margin-left:3em"', ["indent-3"]),
        ('style="expression(alert(1))"', []),
    ],
)
def test_looks_become_classes_and_nothing_else(
    tmp_path: Path, attribute: str, classes: list[str]
) -> None:
    header = (
        "<encodingDesc><tagsDecl><rendition xml:id='small'>font-variant: small-caps"
        "</rendition></tagsDecl></encodingDesc>"
    )
    hi = one(made(tmp_path, f"<p><hi {attribute}>x</hi></p>", header=header).text, ".//span")
    assert hi.get("class", "").split() == ["hi", *classes]
    assert set(hi.keys()) == {"class"}


# Tables, formulas, lists, references


def test_labels_head_columns_and_rows(tmp_path: Path) -> None:
    body = """<table><head>Sums</head><row role="label"><cell>a</cell><cell cols="2">b</cell></row>
    <row><cell role="label">c</cell><cell>1</cell><cell rows="9">2</cell></row></table>"""
    text = made(tmp_path, body).text
    scroll = text.find_class("scroll")[0]
    assert (scroll.get("tabindex"), scroll.get("aria-label")) == ("0", "Sums")
    cells = [(c.tag, c.get("scope"), c.get("colspan")) for c in text.iter("th", "td")]
    assert cells == [
        ("th", "col", None),
        ("th", "col", "2"),
        ("th", "row", None),
        ("td", None, None),
        ("td", None, None),
    ]
    assert text.xpath(".//@rowspan") == []


def test_formulas_pass_a_list_of_what_may(tmp_path: Path) -> None:
    body = f"""<p>Be <formula><math xmlns="{MATHS}" onclick="x()" href="javascript:x">
    <mi mathvariant="bold" style="color:red">a</mi><script>x</script></math></formula> or
    <formula notation="TeX">\\frac12</formula></p>"""
    text = made(tmp_path, body).text
    maths = one(text, ".//math")
    assert maths.keys() == ["xmlns"]
    assert one(maths, "./mi").items() == [("mathvariant", "bold")]
    assert one(text, ".//code").text == "\\frac12"


def test_pairs_are_a_list_of_terms_and_others_are_not(tmp_path: Path) -> None:
    pairs = "<list><label>a</label><item>b</item><label>c</label><item>d</item></list>"
    odd = "<list><label>a</label><item>b</item><item>d</item></list>"
    text = made(tmp_path, pairs + odd).text
    assert [child.tag for child in one(text, ".//dl")] == ["dt", "dd", "dt", "dd"]
    assert [child.tag for child in one(text, ".//ul")] == ["li", "li", "li"]


def test_a_pointer_without_words_says_where_it_leads(tmp_path: Path) -> None:
    body = """<div xml:id="d"><head>Of engines</head><p xml:id="p" n="7">See <ptr target="#d"/>,
    <ptr target="#p"/>, <ptr target="#b"/>.</p><pb xml:id="b" n="12"/></div>"""
    text = made(tmp_path, body).text
    names = [link.text_content() for link in text.find_class("ptr")]
    assert names == ["Of engines", "Paragraph 7", "[page 12]"]


def test_scripts_from_the_right_say_so(tmp_path: Path) -> None:
    body = '<p>A <foreign xml:lang="syr">ܐ <foreign xml:lang="en">b</foreign></foreign></p>'
    text = made(tmp_path, body).text
    assert [(e.get("lang"), e.get("dir")) for e in text.find_class("foreign")] == [
        ("syr", "rtl"),
        ("en", "ltr"),
    ]


# Texts in texts, descriptions, speech, dictionaries


def test_each_text_of_a_corpus_shows_what_its_header_says(tmp_path: Path) -> None:
    single = written(tmp_path, "<p>{}</p>", name="one").read_text(encoding="utf-8")
    inner = single.replace("A text", "Inner text").replace('xml:id="one"', 'xml:id="inner"')
    header = re.search(r"<teiHeader>.*</teiHeader>", single, re.DOTALL)
    assert header
    path = tmp_path / "corpus.xml"
    path.write_text(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="corpus">'
        f"{header[0]}{inner}{inner.replace('inner', 'other')}</teiCorpus>",
        encoding="utf-8",
    )
    sections = stylesheets().render(path).text.find_class("corpus-text")
    assert [section.get("id") for section in sections] == ["inner", "other"]
    assert [one(section, "./h2").text for section in sections] == ["Inner text"] * 2
    assert "Made for a test." in sections[0].text_content()


def test_what_stands_off_is_folded_away(tmp_path: Path) -> None:
    beside = '<standOff><note target="#p">Look here.</note></standOff>'
    folded = one(made(tmp_path, '<p xml:id="p">x</p>', beside=beside).text, ".//details")
    assert "Look here." in folded.text_content()


DESCRIPTION = """<msDesc xml:id="ms"><msIdentifier><settlement>Oxford</settlement>
<repository>Bodleian</repository><idno>MS 1</idno></msIdentifier><msContents><msItem n="1">
<author>Bede</author><title>History</title><incipit>In principio</incipit><msItem n="a">
<title>Preface</title></msItem></msItem></msContents><physDesc><objectDesc><supportDesc><support>
<p>Vellum</p></support></supportDesc></objectDesc></physDesc><msPart><msIdentifier>
<idno>Part 2</idno></msIdentifier></msPart></msDesc>"""


@pytest.mark.parametrize("in_header", [True, False])
def test_a_manuscript_is_described_part_by_part(tmp_path: Path, in_header: bool) -> None:
    page = made(
        tmp_path,
        "<p>x</p>" if in_header else f"<p>x</p>{DESCRIPTION}",
        source=f"x</p>{DESCRIPTION}<p>" if in_header else "x",
    ).page
    description = page.get_element_by_id("ms")
    assert said(description.find_class("identifier")[0]) == "Oxford, Bodleian, MS 1"
    labels = [label.text for label in description.find_class("ms-label")]
    assert labels == ["Contents", "Incipit", "Physical description", "Material", "Part"]
    outer, inner = description.find_class("msItem")
    assert inner in outer.iterdescendants()


def test_speech_says_who_and_what_is_heard(tmp_path: Path) -> None:
    body = '<u who="#ann">so <pause/> well <vocal><desc>laughs</desc></vocal></u>'
    header = """<profileDesc><particDesc><listPerson><person xml:id="ann"><persName>Ann</persName>
    </person></listPerson></particDesc></profileDesc>"""
    text = made(tmp_path, body, header=header).text
    assert said(text.find_class("who")[0]) == "Ann"
    assert [said(heard) for heard in text.find_class("heard")] == ["pause", "laughs"]


def test_parts_of_a_dictionary_entry_do_not_touch(tmp_path: Path) -> None:
    body = """<entry><form><orth>engine</orth><pron>x</pron></form><sense n="1"><def>a device</def>
    </sense></entry>"""
    assert said(made(tmp_path, body).text.find_class("dict-entry")[0]) == "engine x 1 a device"


def test_an_unknown_element_keeps_its_words_and_is_reported(tmp_path: Path) -> None:
    rendered = made(tmp_path, "<p>A <blazon>lion</blazon></p>")
    assert one(rendered.text, ".//*[@data-tei='blazon']").text == "lion"
    assert {message.code for message in rendered.messages} == {"TPB201"}


def test_what_heads_a_column_of_numbers_stands_as_they_do(tmp_path: Path) -> None:
    rows = (
        '<row role="label"><cell>Year</cell><cell>Name</cell></row>'
        "<row><cell>1842</cell><cell>Ada</cell></row>"
    )
    done = made(tmp_path, f"<table>{rows}</table>")
    assert [cell.text for cell in done.text.find_class("number")] == ["Year", "1842"]
    assert [cell.text for cell in done.tree.iterfind(".//{*}cell[@number]")] == ["Year", "1842"]


# Letters


def test_the_parts_of_a_letterhead_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    opener = (
        '<opener><seg type="letterhead"><seg rend="left">The Press</seg><seg rend="right">'
        "8, Rue X</seg></seg><seg>Paris</seg></opener><p><seg>One</seg> <seg>line</seg></p>"
    )
    text = made(tmp_path, f"<div>{opener}</div>").text
    boxes = [said(box) for box in text.find_class("seg") if "box" in box.get("class", "").split()]
    assert boxes == ["The Press8, Rue X", "The Press", "8, Rue X", "Paris"]
    assert [one.tag for one in text.find_class("rend-right")] == ["div"]


def test_a_reference_without_words_says_what_it_cites(tmp_path: Path) -> None:
    done = made(tmp_path, '<p>I am God<ref cRef="Ps 45:11"/>, he said<ref cRef="x">!</ref></p>')
    text = done.text
    assert "I am God (Ps 45:11), he said!" in etree.tostring(
        done.tree, encoding="unicode", method="text"
    )
    assert [said(ref) for ref in text.find_class("ref")] == ["(Ps 45:11)", "!"]
    assert said(one(text, ".//p")).endswith("I am God (Ps 45:11), he said!")


def test_divisions_without_headings_are_told_apart_by_those_around_them(tmp_path: Path) -> None:
    verse = '<div type="verse" n="1"><p>A.</p></div>'
    first = f'<div type="book" n="1">{verse}<div type="verse" n="2"><p>B.</p></div></div>'
    text = made(tmp_path, f'{first}<div type="book" n="2">{verse}</div>').text
    names = [section.get("aria-label") for section in text.iter("section")]
    assert names == ["Book 1", "Book 1, Verse 1", "Verse 2", "Book 2", "Book 2, Verse 1"]
