"""Places: exact for any document, beyond 65,535 lines too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_pipeline.document import load
from tei_pipeline.document.places import (
    Paths,
    StartTags,
    attribute_of,
    attribute_place,
    element_places,
    follow,
)
from tei_pipeline.document.reading import split_lines

NAMES = st.sampled_from(["p", "persName", "é"])
TEXT = st.text(alphabet='ab é\n\r\t𝄞&<"', max_size=8)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(NAMES)
    attribute = f' n="{escaped(draw(TEXT))}"' if draw(st.booleans()) else ""
    content = escaped(draw(TEXT))
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        content += draw(elements(depth=depth - 1)) + escaped(draw(TEXT))
    return f"<{name}{attribute}>{content}</{name}>"


@given(elements())
@settings(max_examples=200)
def test_each_place_is_that_of_the_elements_own_start_tag(text: str) -> None:
    root = etree.fromstring(text.encode())
    lines = split_lines(text)
    for element, place in zip(root.iter(etree.Element), element_places(text), strict=True):
        line = lines[place.line - 1]
        assert line[place.column - 1 : place.name_end - 1] == f"<{element.tag}"


def marked(text: str) -> str:
    """Return a document with things in it that look like tags, more of them than a chunk holds."""
    after = "<!-- <p> </p --><![CDATA[<p></p>]]><?p <p> ?>"
    return f"<!-- <p> -->{text.replace('</', f'{after}</')}<?p </p> ?>"


@given(elements(), st.integers(1, 60))
@settings(deadline=None)
def test_start_tags_are_counted_without_a_parser(text: str, count: int) -> None:
    data = marked(f"<r>{text * count}</r>").encode()
    tags = StartTags(data)
    places = element_places(data.decode())
    assert tags.offset(0) is tags.offset(len(places) + 1) is None
    for number in {1, len(places) // 2 + 1, len(places)}:
        offset = tags.offset(number)
        assert offset is not None
        before = split_lines(data[:offset].decode())
        place = places[number - 1]
        assert (len(before), len(before[-1]) + 1) == (place.line, place.column)


@given(elements())
def test_every_path_leads_back_to_its_element(text: str) -> None:
    root = etree.fromstring(text.encode())
    paths = Paths()
    for element in root.iter():
        path = paths.of(element)
        assert root.getroottree().xpath(path) == [element]
        steps = [step if "[" in step else f"{step}[1]" for step in path.split("/")[1:]]
        assert follow(root, "".join(f"/Q{{}}{step}" for step in steps)) is element


def test_a_line_beyond_65535_is_right(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    path.write_text("<a>" + "\n" * 100_000 + "<b/></a>", encoding="utf-8")
    document = load(path)
    place = document.location(document.root[0])
    assert (place.line, place.column) == (100_001, 1)


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("n", (2, 4, 9)),
        ("type", (3, 2, 14)),
        ("{http://www.w3.org/XML/1998/namespace}id", (4, 1, 11)),
    ],
)
def test_attributes_are_found_on_later_lines(
    tmp_path: Path, attribute: str, expected: tuple[int, int, int]
) -> None:
    path = tmp_path / "x.xml"
    path.write_text('<a>\n<b n="1"\n type = "x>y"\nxml:id="i">\n</b></a>', encoding="utf-8")
    document = load(path)
    place = document.location(document.root[0], attribute)
    assert (place.line, place.column, place.end_column) == expected


def test_a_path_to_an_attribute_or_text_leads_to_its_element(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text('<t:a xmlns:t="urn:t"><t:b/>\n<t:b n="1">x</t:b></t:a>', encoding="utf-8")
    document = load(path)
    assert document.at("/Q{urn:t}a[1]/Q{urn:t}b[2]/text()[1]").line == 2
    place = document.at("/Q{urn:t}a[1]/Q{urn:t}b[2]/@n")
    assert (place.line, place.column) == (2, 6)
    assert document.at("/Q{urn:t}z[1]").line is None


def test_a_path_whose_namespace_has_slashes_leads_to_its_element(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text('<a>\n<b xml:lang="fr"/></a>', encoding="utf-8")
    place = load(path).at("/Q{}a[1]/Q{}b[1]/@Q{http://www.w3.org/XML/1998/namespace}lang")
    assert (place.line, place.column, place.end_column) == (2, 4, 17)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/Q{}a[1]/@n", "n"),
        ("/Q{}a[1]/@Q{http://www.w3.org/XML/1998/namespace}id",
         "{http://www.w3.org/XML/1998/namespace}id"),
        ("/Q{}a[1]/@xml:id", "{http://www.w3.org/XML/1998/namespace}id"),
        ("/Q{}a[1]", None),
    ],
)  # fmt: skip
def test_the_attribute_of_a_path(path: str, name: str | None) -> None:
    assert attribute_of(path) == name


def test_the_paths_of_very_many_siblings_are_quick() -> None:
    root = etree.fromstring(b"<a>" + b"<b/><c/>" * 40_000 + b"</a>")
    paths = Paths()
    assert [paths.of(child) for child in root][-1] == "/a/c[40000]"  # in a second, not in minutes


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('<a n="1"/>', (1, 4, 9)),
        ('<a m="n=\'2\'" n = "1"/>', (1, 14, 21)),
        ('<a\n m="\n>"\nn="1\n2"/>', (4, 1, 5)),
        ('<a/><b n="1"/>', (1, 1, 3)),
        ('<a m=">">\n<b n="1"/></a>', (1, 1, 3)),
    ],
)
def test_an_attribute_is_looked_for_in_its_own_tag(text: str, place: tuple[int, int, int]) -> None:
    tag = element_places(f"<r>{text}</r>")[1]
    shifted = attribute_place(split_lines(f"<r>{text}</r>"), tag, "n")
    shift = 3 if shifted[0] == 1 else 0
    assert (shifted[0], shifted[1] - shift, shifted[2] - shift) == place
