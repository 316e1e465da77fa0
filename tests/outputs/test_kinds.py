"""Kinds of editions that no corpus of ours has: dictionaries, speech, charters and so on.

Each file of ``kinds/`` is a small valid document that uses what such an edition uses. None of its
words is lost, none of its elements is unknown, and what touches in the encoding stands apart.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from tests.oracles import vnu
from tests.outputs.rendering import Rendered, made, one, said, stylesheets
from tests.outputs.test_words import missing_in_book, missing_on_page

#: What leads to a manifest is filled in later, where there is one.
MANIFEST = re.compile(r'<slot name="manifest(?:-link)?">\s*</slot>')
KINDS = sorted(Path(__file__).with_name("kinds").glob("*.xml"))


def kind(name: str) -> Rendered:
    """Return what is made of one of the documents."""
    return stylesheets().render(Path(__file__).with_name("kinds") / f"{name}.xml")


def book(rendered: Rendered) -> str:
    """Return the words of the book's text."""
    (found,) = rendered.tree.iter("text")
    return " ".join("".join(map(str, found.itertext())).split())


def words(element: html.HtmlElement, name: str) -> list[str]:
    """Return the words of all elements of a class."""
    return [said(found) for found in element.find_class(name)]


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_no_word_is_lost_and_no_element_unknown(path: Path) -> None:
    rendered = stylesheets().render(path)
    assert missing_on_page(rendered) == Counter()
    assert missing_in_book(rendered) == []
    assert rendered.messages == ()


def test_the_pages_are_valid(tmp_path: Path) -> None:
    files = []
    for path in KINDS:
        for name, page in stylesheets().render(path).pages.items():
            file = tmp_path / f"{path.stem}-{name}"
            file.write_text(MANIFEST.sub("", page), encoding="utf-8")
            files.append(file)
    assert [message for message in vnu(*files) if ": error: " in message] == []


# Works and entries


def test_the_parts_of_a_work_are_divided_by_signs() -> None:
    rendered = kind("book")
    article, chapter = words(rendered.text, "biblStruct")
    assert article == (
        "Ann Field: On mills. a study, 10.1/x. Journal of Mills, Ham: Roe, 1999, 3, 2, 1–9."
        " reviewed"
    )
    assert chapter == (
        "Chapter. B. Oak; ill. C. Big book, 2nd, X, 2000, 300 p. Series, 12, A review, p. 7"
    )
    for work in (article, chapter, *words(rendered.text, "biblFull")):
        assert work in book(rendered)


def test_signs_and_words_of_the_source_are_not_doubled(tmp_path: Path) -> None:
    body = (
        "<p><bibl><author>Roe</author>, <title>Loose</title>.</bibl> <biblStruct><monogr><author>"
        "Roe, A.</author><title>Why?</title><imprint><date/></imprint></monogr></biblStruct></p>"
    )
    rendered = made(tmp_path, body)
    assert said(rendered.text) == "Roe, Loose. Roe, A. Why?"
    assert book(rendered) == "Roe, Loose. Roe, A. Why?"


def test_what_is_known_of_people_and_places_stands_apart() -> None:
    rendered = kind("people")
    person = words(rendered.text, "person")[0]
    assert person.startswith("Ann, 1800 in Ham, 1870, 1820, miller, Ham, school, none")
    assert "wed to Ben" in person
    (relation,) = [text for text in words(rendered.text, "relation") if "Parent" in text]
    assert relation == "Parent: Ann → p2"
    assert "Mill St H1 12" in words(rendered.text, "place")[0]
    assert "Ann, 1800 in Ham, 1870" in book(rendered)


# Signs


SIGNS = """<encodingDesc><charDecl><char xml:id="a"><localProp name="Name" value="A SIGN"/>
<mapping type="simplified">con</mapping><mapping type="standard">ꝯ</mapping></char>
<char xml:id="b"><unicodeProp name="Name" value="B SIGN"/></char></charDecl></encodingDesc>"""


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ('<g ref="#a"/>', "ꝯ"),
        ('<g ref="#b"/>', "(b sign)"),
        ('<g type="leaf"/>', "(leaf)"),
        ('<g ref="http://a.example/x#ivy"/>', "(ivy)"),
        ('<g ref="#a">c</g>', "c"),
        ("<g/>", ""),
    ],
)
def test_a_sign_that_is_only_pointed_to_is_shown(tmp_path: Path, sign: str, shown: str) -> None:
    rendered = made(tmp_path, f"<p>x{sign}y</p>", header=SIGNS)
    assert said(rendered.text) == f"x{shown}y"
    assert book(rendered) == f"x{shown}y"


def test_words_with_a_gloss_are_ruby() -> None:
    rendered = kind("genetic")
    assert [(said(e), said(one(e, "rt"))) for e in rendered.text.iter("ruby")] == [
        ("漢kan", "kan"),
        ("字ji", "ji"),
    ]
    assert "漢(kan)字(ji)" in book(rendered)


def test_what_may_be_read_in_several_ways_has_all_of_them_in_the_book() -> None:
    told = book(kind("genetic"))
    for readings in ("one / two", " / ad", "s1 / s2", "[… torn]"):
        assert readings in told


def test_what_is_said_beside_the_text_does_not_touch() -> None:
    text = kind("genetic").text
    assert words(text, "transpose") == ["high floats"]
    assert said(one(text, ".//details")).endswith(
        "An annotation note. a place stand-off span stand-off interp A battle Many died."
    )
    assert "themes death joined" in said(text)


# Lists, tables, figures


def test_a_list_may_run_in_the_line(tmp_path: Path) -> None:
    rendered = kind("lists")
    assert words(rendered.text, "run-in") == ["first second", "(a) x (b) y"]
    paragraph = one(rendered.text, ".//p[contains(., 'Run in')]")
    assert said(paragraph) == "Run in: (a) x (b) y end."
    assert "Run in: (a) x (b) y end." in book(rendered)
    block = '<p>a <list type="inline"><item><p>b</p></item></list></p>'
    assert one(made(tmp_path, block).text, ".//ul/li") is not None


def test_tables_are_told_apart_and_one_in_a_cell_is_no_region(tmp_path: Path) -> None:
    table = "<table>{}<row><cell>x{}</cell></row></table>"
    inner = table.format("", "")
    body = table.format("", inner) + table.format("", "") + table.format("<head>T</head>", "")
    regions = made(tmp_path, body).text.find_class("scroll")
    assert [region.get("aria-label") for region in regions] == ["Table 1", "Table 2", "T"]


def test_what_a_figure_in_the_line_shows_is_in_brackets() -> None:
    text = kind("tables").text
    assert "In line [a pointing hand] and" in said(text)
    assert words(text, "notatedMusic")[1] == "Tune two bars"
    assert "[recording: film.mp4]" in said(text)
    assert "[recording: a.mp3] a tape" in said(kind("speech").text)


# Dictionaries, speech, letters, descriptions


def test_an_entry_of_a_dictionary() -> None:
    rendered = kind("dictionary")
    assert words(rendered.text, "homograph") == ["1", "2"]
    assert words(rendered.text, "bare") == ["bæŋk"]
    first = rendered.text.find_class("dict-entry")[0]
    assert [said(number) for number in first.find_class("sense-n")] == ["1", "a", "b", "2"]


def test_the_book_says_who_speaks() -> None:
    told = book(kind("speech"))
    assert "Ann Field: Good morning everyone" in told
    assert "Ben Oak: Fine." in told


def test_a_greeting_in_a_sentence_stays_in_it() -> None:
    closer = kind("letter").text.find_class("closer")[1]
    (greeting,) = closer.find_class("salute")
    assert greeting.tag == "span"
    assert "box" not in greeting.classes


def test_parts_of_an_inscription_that_have_no_heading_say_what_they_are() -> None:
    rendered = kind("inscription")
    assert words(rendered.text, "division-name") == [
        "Column 1",
        "Column 2",
        "Apparatus",
        "Commentary",
        "Bibliography",
    ]
    assert rendered.page.find_class("witnesses")[0].get("hidden") == "hidden"
    assert words(rendered.text, "bibl") == ["https://example.org/b1 12"]


def test_a_text_alone_is_not_told_apart(tmp_path: Path) -> None:
    text = made(
        tmp_path, '<div type="edition"><div type="textpart" n="1"><p>x</p></div></div>'
    ).text
    assert said(text) == "x"


def test_words_between_the_texts_of_a_group_are_kept(tmp_path: Path) -> None:
    body = "<text><group>first <text>second <body><p>third</p></body></text></group></text>"
    assert said(made(tmp_path, body).text) == "first second third"


def test_a_numbered_list_counts_as_its_items_say(tmp_path: Path) -> None:
    items = '<item n="4">a</item><item n="5a">b</item>'
    text = made(tmp_path, f'<list rend="numbered">{items}</list><list>{items}</list>').text
    assert [item.get("value") for item in text.iter("li")] == ["4", None, None, None]


def test_the_book_names_the_parts_of_a_description() -> None:
    told = book(kind("msdesc"))
    assert "Austria, Wien, Library, Cod. 5, The Red Book" in told
    assert "200 × 150 × 30 mm" in told
    for part in ("Incipit In illo tempore", "Condition water stains", "Provenance sold"):
        assert part in told


def test_the_book_has_a_heading_before_its_list() -> None:
    told = book(kind("people"))
    assert told.index("People") < told.index("Ann, 1800")


def test_a_picture_in_the_line_stays_in_it_in_the_book() -> None:
    assert "In line [Figure: a pointing hand] and" in book(kind("tables"))
