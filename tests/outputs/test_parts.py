"""Long documents on several pages: every word once, and every address leads to its place."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from tei_pipeline.outputs.made import MadePage
from tei_pipeline.outputs.parts import joined
from tests.outputs.editions import DOCUMENT, Site, publish, write

BODY = """<body><head>All of it</head><p xml:id="intro">See <ref target="#p-2">there</ref>.</p>
<div xml:id="one" type="chapter" n="1"><head>First</head>
<p xml:id="p-1">a <persName ref="authority/persons.xml#babbage">Babbage</persName><note>Not
<ref target="#intro">here</ref>, but <ref target="#s-1">below</ref>.</note></p>
<div xml:id="s-1"><head>Inner</head><p>b</p></div></div>
<div xml:id="ONE" type="chapter" n="2"><p xml:id="p-2">c <ref target="#p-1">back</ref></p></div>
<div type="chapter" n="3"><p>d</p></div></body>"""
SPLIT = "[site]\nsplit-words = 5\n"


def edition(folder: Path, settings: str = SPLIT) -> Site:
    return publish(write(folder, BODY, settings=settings))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return edition(tmp_path_factory.mktemp("parts"))


def links(page: html.HtmlElement, name: str) -> list[str | None]:
    return [a.get("href") for a in page.find_class(name)]


def test_pages_are_called_after_divisions_whatever_the_file_system(site: Site) -> None:
    pages = [name for name in site.files if re.fullmatch(r"letter.*\.html", name)]
    assert pages == ["letter.2.html", "letter.3.html", "letter.html", "letter.one.html"]


def test_every_word_stands_on_one_page(site: Site) -> None:
    pages = [page for name, page in site.pages.items() if "letter" in name]
    texts = [text for page in pages for text in page.find_class("text")[0].itertext()]
    words = re.findall(r"[A-Za-z]+", " ".join(texts))
    for word in ("See", "a", "Babbage", "Not", "b", "c", "d"):
        assert words.count(word) == 1, word


def test_links_lead_to_the_right_page(site: Site) -> None:
    main, one, two = (site.page(f"letter{n}.html") for n in ("", ".one", ".2"))
    assert links(main, "ref") == ["letter.2.html#p-2"]
    assert links(one, "ref") == ["letter.html#intro", "#s-1"]
    assert links(two, "ref") == ["letter.one.html#p-1"]
    assert links(one, "note-ref")[0] == "#" + one.find_class("note")[0].get("id")
    (mention,) = one.find_class("mention")
    assert one.get_element_by_id(mention.get("data-card")).get("class") == "card"
    assert not main.find_class("card")


def test_the_documents_page_lists_its_parts_without_a_script(site: Site) -> None:
    main = site.page()
    parts = [(a.text, a.get("href")) for a in main.xpath("//p[@class='part-link']/a")]
    assert parts == [
        ("First", "letter.one.html"),
        ("Chapter 2", "letter.2.html"),
        ("Chapter 3", "letter.3.html"),
    ]
    contents = [a.get("href") for a in main.xpath("//nav[@class='contents']//a")]
    assert contents[:3] == [address for _, address in parts]


def test_a_part_says_what_it_is_part_of_and_what_is_around_it(site: Site) -> None:
    page = site.page("letter.2.html")
    assert page.xpath("//h1/a/@href") == ["letter.html"]
    around = [(a.get("rel"), a.get("href")) for a in page.find_class("parts")[0].iter("a")]
    assert around == [("prev", "letter.one.html"), ("next", "letter.3.html")]
    assert page.find_class("quiet")[0].text == "Part 2 of 3"
    assert page.xpath("//title")[0].text == "Chapter 2 · A letter · Letters"


def test_old_addresses_lead_on(site: Site) -> None:
    assert site.page().xpath("//head/script/@src")[-1] == "letter.parts.js"
    script = site.files["letter.parts.js"].decode()
    found = re.search(r"const parts = (\{.*?\});", script, re.DOTALL)
    assert found
    parts = json.loads(found[1])
    assert set(parts) == {"letter.one.html", "letter.2.html", "letter.3.html"}
    assert {"p-1", "s-1", "one"} <= set(parts["letter.one.html"])
    assert "p-2" in parts["letter.2.html"]
    assert "intro" not in str(parts)


@pytest.mark.parametrize("settings", ["", "[site]\nsplit-level = 0\nsplit-words = 5\n"])
def test_short_documents_and_those_of_other_settings_stay_whole(
    tmp_path: Path, settings: str
) -> None:
    site = edition(tmp_path, settings)
    pages = [name for name in site.files if re.fullmatch(r"letter.*\.(html|js)", name)]
    assert pages == ["letter.html"]
    assert not site.page().find_class("part-link")


def test_divisions_of_the_second_level_have_pages_where_there_are_some(tmp_path: Path) -> None:
    site = edition(tmp_path, "[site]\nsplit-level = 2\nsplit-words = 5\n")
    assert "letter.s-1.html" in site.files
    page = site.page("letter.s-1.html")
    assert [(h.tag, h.text_content()) for h in page.iter("h1", "h2", "h3")] == [
        ("h1", "A letter"),
        ("h2", "First"),
        ("h3", "Inner"),
    ]
    assert page.xpath("//h2/a/@href") == ["letter.html#one"]
    assert "a Babbage" in site.page().find_class("text")[0].text_content()


@pytest.mark.parametrize("identifier", ["letter.one", "letter.ONE"])
def test_a_document_named_as_a_part_is_refused_before_anything_is_written(
    tmp_path: Path, identifier: str
) -> None:
    folder = write(tmp_path, BODY, settings=SPLIT)
    other = folder / "tei/other.xml"
    text = DOCUMENT.format(
        id=identifier, title="Other", encoding="", profile="", text="<body><p>x</p></body>"
    )
    other.write_text(text, encoding="utf-8")
    site = publish(folder)
    assert not site.files
    (finding,) = [finding for finding in site.findings if finding.code == "TPB203"]
    assert finding.location.file == other
    assert finding.message == f"the page {identifier}.html is also that of a part of letter.xml"
    other.write_text(text.replace(identifier, "letter.four"), encoding="utf-8")
    assert "letter.four.html" in publish(folder).files


def test_pages_of_one_document_alone_are_left_as_they_are() -> None:
    pages = (MadePage("a.html", "a", '<p id="x"><a href="#x"></a></p>'), MadePage("a.ris", "", "x"))
    assert joined(pages) == pages


def test_ids_that_pages_have_for_themselves_lead_nowhere_else() -> None:
    pages = (
        MadePage("a.html", "a", '<main id="page:main"><a href="#page:main"></a></main>'),
        MadePage("a.1.html", "a", '<main id="page:main"><a href="#page:main"></a></main>'),
    )
    first, second, script = joined(pages)
    assert (first, second) == pages
    assert script.path == "a.parts.js"
