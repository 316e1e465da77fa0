"""Words in odd places are kept: beside readings, in lists of an apparatus, in headings."""

from pathlib import Path

import pytest

from tests.outputs.rendering import made, one, said

METHOD = (
    '<encodingDesc><variantEncoding method="location-referenced" location="external"/>'
    "</encodingDesc>"
)


def book(folder: Path, text: str) -> str:
    """Return the words of the book's text."""
    (found,) = made(folder, text).tree.iter("text")
    return " ".join("".join(map(str, found.itertext())).split())


def test_words_beside_the_readings_of_an_entry_stand_in_it(tmp_path: Path) -> None:
    body = (
        '<p>One <app>early <lem>two</lem> <rdgGrp>grouped <rdg wit="#B">too</rdg></rdgGrp> late'
        "</app>.</p>"
    )
    text = made(tmp_path, body).text
    assert said(one(text, ".//li")) == "a two] early · grouped, too B late"
    assert [e.get("data-tei") for e in text.find_class("unrendered")] == ["app", "rdgGrp", "app"]
    for word in ("early", "grouped", "late"):
        assert book(tmp_path, body).count(word) == 1


def test_words_beside_the_entries_of_a_list_stand_in_it(tmp_path: Path) -> None:
    body = (
        '<p n="1">x</p><listApp>first <app loc="1"><lem>x</lem><rdg wit="#B">y</rdg></app>'
        '<listApp>second <app loc="9"><rdg wit="#B">z</rdg></app></listApp> third</listApp>'
    )
    text = made(tmp_path, body).text
    for word in ("first", "second", "third"):
        assert said(text).count(word) == 1
        assert book(tmp_path, body).count(word) == 1


@pytest.mark.parametrize("head", ["A {} title", "{}", "A <hi>{}</hi> title"])
def test_an_apparatus_in_a_heading_follows_it(tmp_path: Path, head: str) -> None:
    listed = '<listApp>odd <app loc="9"><lem>w</lem><rdg wit="#B">v</rdg></app></listApp>'
    body = f"<div><head>{head.format(listed)}</head><p>x</p></div>"
    text = made(tmp_path, body).text
    heading = one(text, ".//h2")
    assert "odd" not in said(heading)
    assert said(one(text, ".//*[@class='listApp']")) == "odd a 9 w] v B"
    assert book(tmp_path, body).count("odd") == 1


def test_an_apparatus_in_the_heading_of_the_page_follows_it(tmp_path: Path) -> None:
    listed = '<listApp><app loc="9"><lem>w</lem><rdg wit="#B">v</rdg></app></listApp>'
    page = made(tmp_path, f"<head>A text{listed}</head><p>x</p>").page
    assert said(one(page, "//h1")) == "A text"
    assert said(one(page, "//*[@class='listApp']")) == "a 9 w] v B"


def test_an_apparatus_in_a_link_keeps_its_entries(tmp_path: Path) -> None:
    listed = '<listApp><app loc="9"><lem>w</lem><rdg wit="#B">v</rdg></app></listApp>'
    text = made(tmp_path, f'<p><ref target="https://a.example/">x {listed}</ref></p>').text
    assert said(text).count("w] v B") == 1


LINES = '<lg n="1"><l n="11">Full fathom</l><l n="12">five thy</l><l n="13">father lies</l></lg>'


@pytest.mark.parametrize(
    ("loc", "first", "last"),
    [
        ("1.11-13", "Full fathom", "father lies"),
        ("1.11–1.12", "Full fathom", "five thy"),
        ("11—3", "Full fathom", "father lies"),
        ("12 – 13", "five thy", "father lies"),
        ("12–99", "five thy", "five thy"),
        ("13–11", "father lies", "father lies"),
    ],
)
def test_a_range_goes_from_its_first_line_to_its_last(
    tmp_path: Path, loc: str, first: str, last: str
) -> None:
    listed = (
        f'<listApp><app loc="{loc}"><lem>fathom five</lem><rdg wit="#B">x</rdg></app></listApp>'
    )
    text = made(tmp_path, LINES + listed, header=METHOD).text
    place = one(text, ".//*[@class='place']")
    begun = text.get_element_by_id(place.get("data-in", ""))
    assert said(begun.getparent()).removesuffix("a") == first
    assert said(place.getparent()).removesuffix("a") == last


def test_the_book_has_entries_beside_the_text_whose_place_is_not_known(tmp_path: Path) -> None:
    beside = (
        '<standOff><listApp><head>Readings</head><app from="#w"><rdg wit="#B">won</rdg></app>'
        '<app loc="99"><lem>lost</lem><rdg wit="#B">loft</rdg></app></listApp></standOff>'
    )
    done = made(tmp_path, '<p><w xml:id="w">one</w> x</p>', beside=beside)
    (found,) = done.tree.iter("text")
    told = [
        " ".join("".join(map(str, e.itertext())).split()) for e in found.iter("note", "display")
    ]
    assert told == ["one] won B", "99 lost] loft B"]
    assert "Readings" in done.book
    without = beside.replace("99", "w").replace("loc=", 'from="#w" n=')
    assert "Readings" not in made(tmp_path, '<p><w xml:id="w">one</w></p>', beside=without).book


STONE = (
    '<div type="textpart" n="1"><ab><lb n="1"/>alpha be<lb n="2" break="no"/>ta gamma'
    '<lb n="3"/>delta</ab></div><div type="textpart" n="2"><ab><lb n="1"/>epsilon</ab></div>'
)


@pytest.mark.parametrize(
    ("loc", "line"),
    [("1.2", "ta gamma"), ("2.1", "epsilon"), ("1.2–3", "ta gamma delta")],
)
def test_a_number_may_be_that_of_a_line_of_the_source(tmp_path: Path, loc: str, line: str) -> None:
    listed = f'<listApp><app loc="{loc}"><lem>ta</lem><rdg wit="#B">x</rdg></app></listApp>'
    text = made(tmp_path, STONE + listed, header=METHOD).text
    place = one(text, ".//*[@class='place']")
    ends = {"from": place.get("data-in"), "to": place.get("id")}
    between = text.xpath("//text()[preceding::*[@id=$from]][following::*[@id=$to]]", **ends)
    assert " ".join("".join(between).split()) == line


def test_a_number_that_several_lines_have_is_none(tmp_path: Path) -> None:
    listed = '<listApp><app loc="1"><lem>alpha</lem><rdg wit="#B">x</rdg></app></listApp>'
    stone = STONE.replace('type="textpart" n="1"', 'type="textpart"')
    text = made(tmp_path, stone + listed, header=METHOD).text
    assert one(text, ".//*[@class='app-n']").tag == "span"
