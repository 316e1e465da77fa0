"""Elements where no schema allows them: each document has a page and a book with all its words."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.names import TEI
from tests.outputs.rendering import Rendered, made, said, stylesheets, written
from tests.outputs.test_words import missing_in_book, missing_on_page
from tests.xslt.test_coverage import known_names

#: A little of everything.
TEXT = """<text><front><titlePage><docTitle><titlePart>All</titlePart></docTitle></titlePage>
</front><body><div><head>One <hi rend="bold">two</hi></head><opener><dateline>Kyiv,
<date when="1901-02-03">then</date></dateline><salute>Dear</salute></opener>
<p n="1">A <persName>name</persName>, <app><lem wit="#A">read</lem><rdg wit="#B">red
<note>Sic.</note></rdg><note>Clear.</note></app><lb n="2"/> and
<choice><sic>teh</sic><corr>the</corr></choice> <ref target="https://example.org/">link</ref>.</p>
<list><label>L</label><item>M</item><item>N <list><item>O</item></list></item></list>
<table><head>T</head><row role="label"><cell cols="2">U</cell></row>
<row><cell>V</cell><cell>W</cell></row></table>
<figure><graphic url="a.png"/><figDesc>X</figDesc></figure></div>
<div><lg n="1"><l n="5">Full <caesura/> fathom</l><l part="I">five</l></lg>
<sp who="#s"><speaker>S</speaker><stage>Enters</stage><l>Say</l></sp>
<quote><p>Quoted</p></quote><pb n="3"/><closer><signed>End</signed></closer></div></body>
<back><div><listBibl><bibl><author>Who</author> <title level="m">What</title>
<date>When</date></bibl>
</listBibl></div></back></text>"""
#: In these elements a text is a mistake of which pages and books keep no words.
SILENT = {"index", "fw", "binaryObject", "ptr", "teiHeader"}
READINGS = {f"{{{TEI}}}{name}" for name in ("sic", "corr")}
NAMES = [name for name in known_names() if name not in SILENT]
ATTRIBUTES = (
    ' n="1" rend="r" type="t" part="I" level="a" target="https://a.b/c" ref="#x" wit="#B" who="#w"'
    ' from="#x" to="" facs="" url="" when="x" cols="x" points="x" next="#k" break="no"'
)


def elements(root: etree._Element) -> list[etree._Element]:
    """Return the elements in a text."""
    return list(root.iterfind(f".//{{{TEI}}}text//*"))


def renamed(root: etree._Element, chance: random.Random) -> None:
    chance.choice(elements(root)).tag = f"{{{TEI}}}{chance.choice(NAMES)}"


def moved(root: etree._Element, chance: random.Random) -> None:
    element, target = chance.choices(elements(root), k=2)
    parent = element.getparent()
    assert parent is not None
    if element in (target, *target.iterancestors()):
        return
    without(element, parent)
    target.append(element)


def unwrapped(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    parent = element.getparent()
    assert parent is not None
    for child in list(element):
        element.addprevious(child)
    without(element, parent)


def without(element: etree._Element, parent: etree._Element) -> None:
    """Take an element out; the words after it stay."""
    after, element.tail = element.tail, None
    previous = element.getprevious()
    if previous is None:
        parent.text = (parent.text or "") + (after or "")
    else:
        previous.tail = (previous.tail or "") + (after or "")
    parent.remove(element)


def silent(root: etree._Element) -> Iterator[str]:
    """Yield the words that stand in places without words."""
    for element in elements(root):
        name = etree.QName(element).localname
        if name in SILENT:
            yield from filter(str.strip, [element.text or "", *(e.tail or "" for e in element)])
        if name == "choice" and not {child.tag for child in element} <= READINGS:
            yield from map(str, element.itertext())


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_misplaced_no_word_is_lost(tmp_path: Path, seed: int) -> None:
    path = written(tmp_path, TEXT)
    tree = etree.parse(path)
    chance = random.Random(seed)
    for change in chance.choices((renamed, moved, unwrapped), k=2):
        change(tree.getroot(), chance)
    tree.write(path, encoding="utf-8")
    rendered = stylesheets().render(path)
    if not any(silent(tree.getroot())):
        assert missing_on_page(rendered) == Counter()
        assert missing_in_book(rendered) == []


@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>",
        "<choice><sic>a</sic>{}</choice>",
        "<listBibl><bibl>{}</bibl></listBibl>",
        "<app><lem>{}</lem><rdg>a</rdg></app>",
        "<rdg>{}</rdg>",
        "<table><row>{}</row></table>",
        "<list>{}</list>",
        "<lg><l>{}</l></lg>",
        "<sp><stage>{}</stage></sp>",
    ],
)
@pytest.mark.parametrize("attributes", ["", ATTRIBUTES])
def test_no_two_rules_want_one_element(tmp_path: Path, around: str, attributes: str) -> None:
    inner = "".join(f"<{name}{attributes}>w</{name}><{name}{attributes}/>" for name in NAMES)
    assert made(tmp_path, around.format(inner)).pages


def unrendered(rendered: Rendered) -> list[tuple[str | None, str]]:
    """Return the elements of a page that have no rule of their own, with their words."""
    found = rendered.page.find_class("unrendered")
    return [(element.get("data-tei"), said(element)) for element in found]


def test_a_reading_of_no_entry_is_shown_and_reported(tmp_path: Path) -> None:
    body = (
        '<p>A <rdg wit="#B">red <app><lem>rose</lem><rdg wit="#C">nose</rdg></app></rdg> '
        "<lem>is</lem></p>"
    )
    done = made(tmp_path, body)
    assert [name for name, _ in unrendered(done)] == ["rdg", "lem"]
    assert said(done.text).startswith("A red rosea is")
    assert [said(entry) for entry in done.page.find_class("app-entry")] == ["a rose] nose C"]
    assert len(done.messages) == 4
    assert all("TPB201" in str(message) for message in done.messages)


@pytest.mark.parametrize("name", ["lb", "pb", "space", "gap", "caesura", "milestone", "graphic"])
def test_words_in_an_element_that_has_none_are_shown(tmp_path: Path, name: str) -> None:
    done = made(tmp_path, f"<p>a <{name}>word</{name}> b</p>")
    assert said(done.text).count("word") == 1
    assert "word" in done.book


def test_a_text_without_a_body_is_shown(tmp_path: Path) -> None:
    done = made(tmp_path, "<text>Dear <p>Ada</p></text>")
    assert said(done.text) == "Dear Ada"


def test_the_book_prints_what_stands_beside_the_items_and_cells(tmp_path: Path) -> None:
    done = made(
        tmp_path,
        "<list>a<label>b</label><label>c</label><item>d</item></list>"
        "<table>e<row>f<cell>g</cell><hi>h</hi></row></table><row><hi>i</hi></row>",
    )
    (text,) = done.tree.iter("text")
    assert "".join("".join(map(str, text.itertext())).split()) == "abcdgefhi"


def test_a_work_in_a_list_may_have_links_breaks_and_emphasis(tmp_path: Path) -> None:
    inner = '<hi rend="bold">a</hi><ptr target="https://example.org/"/><pb n="2"/><lb break="no"/>'
    done = made(tmp_path, f"<listBibl><bibl>{inner}</bibl></listBibl>")
    assert not done.messages
    assert '<emph kind="bold">a</emph>' in done.book


@pytest.mark.parametrize(
    "broken",
    [
        '<pb facs="" n="1"/>',
        '<graphic url=""/>',
    ],
)
def test_an_empty_address_is_no_picture(tmp_path: Path, broken: str) -> None:
    assert not made(tmp_path, f"<p>a {broken}</p>").page.xpath("//div[@class='text']//img")


def test_of_two_headers_the_first_counts(tmp_path: Path) -> None:
    path = written(tmp_path, "<p>a</p>")
    source = path.read_text(encoding="utf-8")
    header = source[source.index("<teiHeader>") : source.index("<text>")]
    path.write_text(
        source.replace("<text>", header.replace("A text", "Other") + "<text>"), encoding="utf-8"
    )
    rendered = stylesheets().render(path)
    assert rendered.page.xpath("string(//h1)").strip() == "A text"
    assert 'title="A text"' in rendered.book
