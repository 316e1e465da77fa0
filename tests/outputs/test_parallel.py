"""Versions side by side: what belongs together has one row; the page keeps the source's order."""

from pathlib import Path

from lxml import html

from tests.outputs.editions import publish, write
from tests.outputs.rendering import stylesheets, written


def made(folder: Path, text: str) -> html.HtmlElement:
    """Return the page of a text; nothing in it may be unknown."""
    done = stylesheets().render(written(folder, text))
    assert not done.messages
    return done.page


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("⇄", "").split())


def rows(page: html.HtmlElement) -> dict[int, list[tuple[int, str]]]:
    """Return what stands in each row below the names, as column and words."""
    found: dict[int, list[tuple[int, str]]] = {}
    for cell in page.find_class("cell"):
        for link in cell.find_class("counterpart") + cell.find_class("pn"):
            link.drop_tree()
        row, column = int(cell.get("data-row", 0)), int(cell.get("data-column", 0))
        if row > 1:
            found.setdefault(row, []).append((column, said(cell)))
    return dict(sorted(found.items()))


def sides(edition: str, translation: str, *, between: str = "") -> str:
    return (
        f'<div type="edition" xml:lang="la">{edition}</div>{between}'
        f'<div type="translation" xml:lang="en">{translation}</div>'
    )


def test_paragraphs_with_the_same_number_share_a_row(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        sides(
            '<head>A</head><p n="1">b</p><p n="2">c</p><p n="3">d</p>',
            '<head>H</head><p n="1">i</p><p>more</p><p n="3">k</p>',
        ),
    )
    assert rows(page) == {
        2: [(1, "A"), (2, "H")],
        3: [(1, "bc"), (2, "imore")],
        4: [(1, "d"), (2, "k")],
    }


def test_divisions_are_opened_as_deep_as_their_parts_match(tmp_path: Path) -> None:
    def chapter(number: int, *paragraphs: str) -> str:
        inner = "".join(f'<p n="{n}">{words}</p>' for n, words in enumerate(paragraphs, 1))
        return f'<div type="textpart" n="{number}"><head>{number}</head>{inner}</div>'

    page = made(
        tmp_path,
        sides(
            chapter(1, "a", "b") + chapter(2, "c") + '<div n="3"><p>d</p><p>e</p></div>',
            chapter(1, "f", "g") + chapter(2, "h") + '<div n="3"><p>i</p></div>',
        ),
    )
    assert list(rows(page).values()) == [
        [(1, "1"), (2, "1")],
        [(1, "a"), (2, "f")],
        [(1, "b"), (2, "g")],
        [(1, "2"), (2, "2")],
        [(1, "c"), (2, "h")],
        [(1, "de"), (2, "i")],
    ]


def test_divisions_of_two_versions_have_names_of_their_own(tmp_path: Path) -> None:
    part = '<div type="textpart" n="1"><p n="1">a</p><p n="2">b</p></div>'
    page = made(tmp_path, sides(part, part))
    names = [section.get("aria-label") for section in page.find_class("open")]
    assert len(names) == len(set(names)) == 4


def test_correspondence_that_is_said_goes_before_number_and_order(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        sides(
            '<p xml:id="a" n="1">a</p><p xml:id="b" n="2">b</p>',
            '<p corresp="#b" n="1">x</p><p corresp="#a" n="2">y</p>',
        ),
    )
    assert rows(page) == {2: [(1, "a"), (2, "y")], 3: [(1, "b"), (2, "x")]}


def test_links_of_translations_align_divisions_of_any_kind(tmp_path: Path) -> None:
    links = '<linkGrp type="translation"><link target="#a #x"/><link target="#b #y"/></linkGrp>'
    page = made(
        tmp_path,
        '<div xml:lang="de"><p xml:id="a">a</p><p xml:id="b">b</p></div>'
        '<div xml:lang="en"><p xml:id="x">x</p><p xml:id="y">y</p></div>'
        f"<div>{links}<p>z</p></div>",
    )
    assert rows(page) == {2: [(1, "a"), (2, "x")], 3: [(1, "b"), (2, "y")]}


def test_without_numbers_parts_match_by_order_if_they_are_as_many(tmp_path: Path) -> None:
    assert rows(made(tmp_path, sides("<p>a</p><p>b</p>", "<p>x</p><p>y</p>"))) == {
        2: [(1, "a"), (2, "x")],
        3: [(1, "b"), (2, "y")],
    }
    assert rows(made(tmp_path, sides("<p>a</p><p>b</p>", "<p>x</p>"))) == {2: [(1, "ab"), (2, "x")]}


def test_the_page_keeps_the_order_and_the_words_of_the_source(tmp_path: Path) -> None:
    page = made(
        tmp_path, sides("<p>a</p><p>b</p>", "<p>x</p><p>y</p>", between="<div><p>m</p></div>")
    )
    for name in page.find_class("version-name") + page.find_class("counterpart"):
        name.drop_tree()
    (parallel,) = page.find_class("parallel")
    assert said(parallel) == "abmxy"
    assert page.find_class("text")[0].text_content().split() == ["abmxy"]


def test_languages_and_directions_are_those_of_the_versions(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<div type="edition" xml:lang="syc"><p>ܐ</p></div>'
        '<div type="translation" xml:lang="en"><p>A</p></div>',
    )
    versions = page.find_class("version")
    assert [(v.get("lang"), v.get("dir")) for v in versions] == [("syc", "rtl"), ("en", None)]
    assert [v.get("aria-label") for v in versions] == ["Edition, Syriac", "Translation, English"]


def test_each_part_leads_to_what_stands_beside_it(tmp_path: Path) -> None:
    page = made(tmp_path, sides('<p xml:id="a">a</p>', '<p xml:id="x">x</p>'))
    links = {
        link.getparent().get("id"): link.get("href") for link in page.find_class("counterpart")
    }
    assert links == {"beside:a": "#beside:x", "beside:x": "#beside:a"}
    assert page.find_class("counterpart")[0].get("aria-label") == (
        "The same place: Translation, English"
    )


def test_three_versions_have_three_columns_and_the_apparatus_stays_in_its_own(
    tmp_path: Path,
) -> None:
    page = made(
        tmp_path,
        '<div type="edition"><p><app><lem>a</lem><rdg wit="#B">b</rdg></app></p></div>'
        '<div type="translation" xml:lang="en"><p>x</p></div>'
        '<div type="translation" xml:lang="de"><p>y</p></div>',
    )
    (parallel,) = page.find_class("parallel")
    assert "columns-3" in parallel.get("class")
    assert rows(page) == {2: [(1, "aa"), (2, "x"), (3, "y")], 3: [(1, "a a] b B")]}


def test_texts_of_a_group_can_be_versions(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<text><group><text xml:lang="la" type="edition"><body><p>a</p></body></text>'
        '<text xml:lang="en" type="translation"><body><p>x</p></body></text></group></text>',
    )
    assert rows(page) == {2: [(1, "a"), (2, "x")]}


def test_one_edition_or_parts_of_other_kinds_stay_one_text(tmp_path: Path) -> None:
    page = made(tmp_path, '<div type="edition"><p>a</p></div><div type="commentary"><p>b</p></div>')
    assert page.find_class("parallel") == []
    assert not page.xpath("//*[contains(@href | @src, 'parallel')]")


def test_a_version_in_another_document_is_a_link_to_be_filled(tmp_path: Path) -> None:
    page = made(
        tmp_path,
        '<div type="translation" corresp="urn:cts:pta:pta0039.pta001.pta-grc1 de.xml#p1">'
        "<p>a</p></div>",
    )
    (beside,) = page.find_class("beside")
    assert [link.get("data-to") for link in beside.iter("a")] == [
        "document:pta0039.pta001.pta-grc1.xml#",
        "document:de.xml#p1",
    ]


def test_versions_stay_on_one_page_however_long_they_are(tmp_path: Path) -> None:
    body = f"<body>{sides('<p>a b c</p>', '<p>x y z</p>')}</body>"
    site = publish(write(tmp_path, body, settings="[site]\nsplit-words = 2\n"))
    assert [name for name in site.pages if name.startswith("letter")] == ["letter.html"]
    assert rows(site.page()) == {2: [(1, "a b c"), (2, "x y z")]}


def test_a_version_in_another_document_is_found_or_not_spoken_of(tmp_path: Path) -> None:
    body = '<body><div type="translation" corresp="other.xml gone.xml"><p>a</p></div></body>'
    folder = write(tmp_path, body)
    letter = (folder / "tei/letter.xml").read_text(encoding="utf-8")
    other = letter.replace('xml:id="letter"', 'xml:id="other"').replace("other.xml gone.xml", "")
    (folder / "tei/other.xml").write_text(other, encoding="utf-8")
    links = [*publish(folder).page().find_class("beside")[0].iter("a")]
    assert [(link.text, link.get("href")) for link in links] == [
        ("other", "other.html"),
        ("gone", None),
    ]
