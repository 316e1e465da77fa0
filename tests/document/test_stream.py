"""Places by offsets agree with the places of a tree, for any document."""

from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from lxml import etree

from tei_pipeline.diagnostics import Location
from tei_pipeline.document import Document, load
from tei_pipeline.document.stream import Spot, locate
from tests.document.test_places import elements

FILE = Path("letter.xml")


def starts(data: bytes) -> list[int]:
    found: list[int] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda *_: found.append(parser.CurrentByteIndex)
    parser.Parse(data, True)
    return found


def only(text: str, spot: Spot, *, paths: bool = False) -> Location:
    (found,) = locate(FILE, text.encode(), [spot], paths=paths)
    return found


def marked(text: str, place: Location) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert place.line
    assert place.column
    assert place.end_column
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]


@given(elements())
@settings(max_examples=200, deadline=None)
def test_places_and_paths_are_those_of_the_tree(text: str) -> None:
    data = text.encode()
    document = Document(FILE, data)
    found = locate(FILE, data, [Spot(offset) for offset in starts(data)], paths=True)
    assert found == [document.location(element) for element in document.root.iter()]


@given(elements())
@settings(deadline=None)
def test_attributes_are_where_the_tree_has_them(text: str) -> None:
    data = text.encode()
    document = Document(FILE, data)
    nodes = zip(starts(data), document.root.iter(), strict=True)
    with_n = [(offset, node) for offset, node in nodes if node.get("n") is not None]
    found = locate(FILE, data, [Spot(offset, "n") for offset, _ in with_n], paths=True)
    expected = [document.location(node, "n") for _, node in with_n]
    assert [(p.line, p.column, p.path) for p in found] == [
        (p.line, p.column, p.path) for p in expected
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_end_as_xml_ends_them_and_a_byte_order_mark_is_no_column(
    end: str, mark: str, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xml"
    path.write_bytes(f"{mark}<a>{end}é<b/>{end}{end}<c é='1'{end} d='2'/></a>".encode())
    document, data = load(path), path.read_bytes()
    spots = [Spot(offset) for offset in starts(data)]
    found = locate(path, data, spots, paths=True)
    assert found == [document.location(element) for element in document.root.iter()]
    assert [(p.line, p.column) for p in found] == [(1, 1), (2, 2), (4, 1)]
    (place,) = locate(path, data, [Spot(spots[2].offset, "d")], paths=True)
    assert place == Location(path, 5, 2, 7, "/a/c[1]/@d")


def test_an_end_tag_belongs_to_its_element() -> None:
    text = "<a><b>\n</b><b/></a>"
    place = only(text, Spot(text.index("</b>")), paths=True)
    assert place == Location(FILE, 2, 1, 4, "/a/b[1]")
    assert only(text, Spot(text.index("</a>")), paths=True).path == "/a"


def test_the_end_of_an_empty_element_is_its_only_tag() -> None:
    text = "<a><b c='/>'/></a>"
    end = text.index("</a>")
    place = only(text, Spot(end, ended="b"), paths=True)
    assert (marked(text, place), place.path) == ("<b", "/a/b[1]")
    place = only(text, Spot(end, ended="a"), paths=True)
    assert (marked(text, place), place.path) == ("</a", "/a")


def test_attributes_are_known_by_name_and_namespace_not_by_what_looks_like_them() -> None:
    text = """<a b="c='1'" c = '2' x:c="3" xml:c="4" xmlns:x="urn:x"/>"""
    assert marked(text, only(text, Spot(0, "c"))) == "c = '2'"
    assert marked(text, only(text, Spot(0, "urn:x}c"))) == 'x:c="3"'
    name = "http://www.w3.org/XML/1998/namespace}c"
    place = only(text, Spot(0, name), paths=True)
    assert (marked(text, place), place.path) == ('xml:c="4"', "/a/@xml:c")


def test_a_value_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    text = '<a b="1\n2"/>'
    assert marked(text, only(text, Spot(0, "b"))) == 'b="1'


def test_an_attribute_that_is_not_written_has_the_place_of_its_tag() -> None:
    assert marked("<abc/>", only("<abc/>", Spot(0, "d"))) == "<abc"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("<b>\n  Rusk agreed.\n  So be it.\n", "Rusk agreed."),
        ("<c d='>'/>é Rusk ", "é Rusk"),
        ("<c/>\n<!-- <d> -->\n Rusk", "Rusk"),
        ("<c/><?d >?> Rusk & he".replace("&", "&amp;"), "Rusk &amp; he"),
        ("<c/> <![CDATA[ Rusk <b> ]]>", "Rusk"),
        ("</c>a > b", "a > b"),
    ],
)
def test_words_are_found_before_the_tag_that_follows_them(before: str, words: str) -> None:
    text = f"<a><b><c>{before}<e/></c></b></a>"
    place = only(text, Spot(text.index("<e/>"), text=True))
    assert marked(text, place).startswith(words)


def test_the_path_of_words_is_that_of_the_element_around_them() -> None:
    text = "<a>one<b/>two</a>"
    spots = [Spot(text.index("<b/>"), text=True), Spot(text.index("</a>"), text=True)]
    found = locate(FILE, text.encode(), spots, paths=True)
    assert [(marked(text, place), place.path) for place in found] == [("one", "/a"), ("two", "/a")]


def test_places_of_elements_in_namespaces_count_by_namespace() -> None:
    text = '<a xmlns:x="urn:x"><b/><x:b/><b/></a>'
    document = Document(FILE, text.encode())
    found = locate(FILE, text.encode(), [Spot(o) for o in starts(text.encode())], paths=True)
    assert found == [document.location(element) for element in document.root.iter(etree.Element)]


def test_an_element_in_the_depths_has_a_place_but_no_path() -> None:
    text = "<a>" * 1_000 + "<b/>" + "</a>" * 1_000
    place = only(text, Spot(text.index("<b/>")), paths=True)
    assert (place.column, place.path) == (3_001, None)


def test_all_attributes_of_a_tag_are_found() -> None:
    text = '<a b="1" c="2">\n<d c="3" b="4"/></a>'
    spots = [Spot(0, "c"), Spot(0, "b"), Spot(16, "b"), Spot(16, "c"), Spot(0, "c")]
    found = locate(FILE, text.encode(), spots)
    assert [marked(text, place) for place in found] == [
        'c="2"', 'b="1"', 'b="4"', 'c="3"', 'c="2"'
    ]  # fmt: skip
