"""XInclude: what is put in place, where its elements say they stand, and what is refused."""

from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.document import Bounds, Document, LoadError, load

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def made(folder: Path, files: dict[str, str]) -> Document:
    """Write files and load the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            text.replace("<a>", f"<a {XI}>").replace("<a xml:base", f"<a {XI} xml:base"),
            encoding="utf-8",
        )
    return load(folder / next(iter(files)))


def canonical(text: str) -> str:
    """Return XML without unused namespaces, its prefixes named by their order."""
    return str(etree.canonicalize(text, rewrite_prefixes=True))


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (
            {"m.xml": '<a>x<xi:include href="b.xml"/>y</a>', "b.xml": "<b>1</b>"},
            "<a>x<b>1</b>y</a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="s/b.xml"/></a>',
                "s/b.xml": f'<b {XI}><xi:include href="c.xml"/></b>',
                "s/c.xml": "<c/>",
            },
            "<a><b><c/></b></a>",
        ),
        (
            {"m.xml": '<a><b/>x<xi:include href="t.txt" parse="text"/>y<b/></a>', "t.txt": "1 < 2"},
            "<a><b/>x1 &lt; 2y<b/></a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="no.xml"><xi:fallback>x<b/>y</xi:fallback>'
                "</xi:include>z</a>"
            },
            "<a>x<b/>yz</a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="no.xml"><xi:fallback>'
                '<xi:include href="b.xml"/></xi:fallback></xi:include></a>',
                "b.xml": "<b/>",
            },
            "<a><b/></a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="b.xml" xpointer="i"/></a>',
                "b.xml": '<b><c/><c xml:id="i">1</c>2</b>',
            },
            '<a><c xml:id="i">1</c></a>',
        ),
        (
            {
                "m.xml": '<a><xi:include href="b.xml" xpointer="element(/1/2)"/></a>',
                "b.xml": "<b><c/><d/></b>",
            },
            "<a><d/></a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="b.xml" xpointer="element(i/1)"/></a>',
                "b.xml": '<b><c xml:id="i"><d/></c></b>',
            },
            "<a><d/></a>",
        ),
        (
            {
                "m.xml": '<a><xi:include href="b.xml" xpointer="xmlns(n=urn:n)xpointer(//n:c)"/>'
                "</a>",
                "b.xml": '<b xmlns="urn:n"><c/>t<c/></b>',
            },
            '<a><c xmlns="urn:n"/><c xmlns="urn:n"/></a>',
        ),
        (
            {"m.xml": '<a><b xml:id="i">1</b><xi:include xpointer="i"/></a>'},
            '<a><b xml:id="i">1</b><b xml:id="i">1</b></a>',
        ),
        (
            {"m.xml": '<a><c xml:base="s/"><xi:include href="b.xml"/></c></a>', "s/b.xml": "<b/>"},
            '<a><c xml:base="s/"><b/></c></a>',
        ),
        ({"m.xml": f'<xi:include {XI} href="b.xml"/>', "b.xml": "<b>1</b>"}, "<b>1</b>"),
        (
            {
                "m.xml": '<a><xi:include href="b.xml"/><xi:include href="b.xml"/></a>',
                "b.xml": "<b/>",
            },
            "<a><b/><b/></a>",
        ),
        ({"m.xml": '<a><xi:include href="b%20c.xml"/></a>', "b c.xml": "<b/>"}, "<a><b/></a>"),
    ],
)
def test_what_is_named_stands_in_place(tmp_path: Path, files: dict[str, str], text: str) -> None:
    document = made(tmp_path, files)
    assert canonical(document.text) == canonical(text)


def test_an_included_element_stands_in_its_own_file(tmp_path: Path) -> None:
    document = made(
        tmp_path,
        {
            "m.xml": '<a>\n<xi:include href="b.xml"/>\n<e/></a>',
            "b.xml": f'<b {XI}>\n <c n="1"/>\n  <xi:include href="d.xml"/>\n   <c/></b>',
            "d.xml": "<d/>",
        },
    )
    places = {
        (place.file.name, place.line, place.column)
        for place in (document.location(e) for e in document.root.iter(etree.Element))
    }
    assert places == {
        ("m.xml", 1, 1), ("m.xml", 3, 1),
        ("b.xml", 1, 1), ("b.xml", 2, 2), ("b.xml", 4, 4), ("d.xml", 1, 1),
    }  # fmt: skip
    inner = document.root.find(".//c")
    assert inner is not None
    assert document.location(inner, "n").column == 5
    assert [path.name for path in document.included] == ["b.xml", "d.xml"]
    assert document.file_of(inner).name == "b.xml"
    assert document.file_of(document.root).name == "m.xml"


def test_a_copy_stands_where_its_original_does(tmp_path: Path) -> None:
    document = made(tmp_path, {"m.xml": '<a>\n<b xml:id="i"/><xi:include xpointer="i"/></a>'})
    assert [document.location(e).line for e in document.root] == [2, 2]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"m.xml": '<a>\n<xi:include href="no.xml"/></a>'}, "no such file"),
        ({"m.xml": '<a>\n<xi:include href="m.xml"/></a>'}, "m.xml → m.xml"),
        ({"m.xml": '<a>\n<xi:include href="../../etc/passwd" parse="text"/></a>'}, "lies outside"),
        ({"m.xml": '<a>\n<xi:include href="file:///etc/passwd" parse="text"/></a>'}, "outside"),
        ({"m.xml": '<a>\n<xi:include href="http://localhost:9/b.xml"/></a>'}, "nothing is fetched"),
        ({"m.xml": '<a>\n<xi:include href="b.xml#i"/></a>', "b.xml": "<b/>"}, "fragment"),
        ({"m.xml": "<a>\n<xi:include/></a>"}, "names nothing"),
        ({"m.xml": '<a>\n<xi:include href="b.xml" parse="no"/></a>'}, "neither"),
        (
            {"m.xml": '<a>\n<xi:include href="b.xml" xpointer="no"/></a>', "b.xml": "<b/>"},
            "finds no",
        ),
        (
            {"m.xml": '<a>\n<xi:include href="b.xml" xpointer="x("/></a>', "b.xml": "<b/>"},
            "lacks a",
        ),
        (
            {
                "m.xml": '<a>\n<xi:include href="b.xml" xpointer="xpointer(/[)"/></a>',
                "b.xml": "<b/>",
            },
            "not XPath",
        ),
        (
            {"m.xml": '<a xml:id="i">\n<xi:include xpointer="i"/></a>'.replace("<a ", f"<a {XI} ")},
            "includes itself",
        ),
        (
            {"m.xml": '<a>\n<xi:include href="b.txt" parse="text"/></a>', "b.txt": "\x01"},
            "XML forbids",
        ),
        (
            {
                "m.xml": '<a>\n<xi:include href="b.txt" parse="text" encoding="no"/></a>',
                "b.txt": "x",
            },
            "not text",
        ),
        ({"m.xml": '<a>\n<xi:include href="a%00b"/></a>'}, "a%00b leads to no file"),
        ({"m.xml": '<a>\n<xi:include href="http://[::1"/></a>'}, "no address"),
        ({"m.xml": '<a xml:base="//[">\n<xi:include href="b.xml"/></a>'}, "no address"),
        (
            {
                "m.xml": '<a>\n<xi:include href="b.xml" xpointer="xmlns(=u)xpath(/)"/></a>',
                "b.xml": "<b/>",
            },
            "not XPath",
        ),
        (
            {
                "m.xml": '<a>\n<xi:include href="b.txt" parse="text" encoding="idna"/></a>',
                "b.txt": "x",
            },
            "not text",
        ),
    ],
)
def test_what_cannot_be_included_is_a_finding(
    tmp_path: Path, files: dict[str, str], words: str
) -> None:
    with pytest.raises(LoadError, match=words) as caught:
        made(tmp_path, files)
    found = caught.value.diagnostic
    assert (found.code, found.location.file.name, found.location.line) == ("TPW108", "m.xml", 2)


def test_a_malformed_included_file_is_named_itself(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        made(tmp_path, {"m.xml": '<a><xi:include href="b.xml"/></a>', "b.xml": "<b>\n<c></b>"})
    found = caught.value.diagnostic
    assert (found.code, found.location.file.name, found.location.line) == ("TPW101", "b.xml", 2)


def test_files_of_a_wider_folder_may_be_included(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "b.xml").write_text("<b/>", encoding="utf-8")
    main = tmp_path / "s" / "m.xml"
    main.write_text(f'<a {XI}><xi:include href="../b.xml"/></a>', encoding="utf-8")
    assert load(main, Bounds(tmp_path, main.parent)).root[0].tag == "b"
    with pytest.raises(LoadError, match="outside"):
        load(main)
    main.write_text(f'<a {XI}><xi:include href="../b.xml" parse="text"/></a>', encoding="utf-8")
    with pytest.raises(LoadError, match="outside"):
        load(main, Bounds(tmp_path, main.parent))


def test_files_that_multiply_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_pipeline.document.xinclude._MOST_TIMES", 50)
    for level in range(10):
        twice = f'<xi:include href="{level + 1}.xml"/>' * 2
        (tmp_path / f"{level}.xml").write_text(f"<a {XI}>{twice}</a>", encoding="utf-8")
    (tmp_path / "10.xml").write_text("<a/>", encoding="utf-8")
    with pytest.raises(LoadError, match="files are included more than"):
        load(tmp_path / "0.xml")


def test_files_may_include_one_another_only_so_deep(tmp_path: Path) -> None:
    for level in range(150):
        text = f'<a {XI}><xi:include href="{level + 1}.xml"/></a>'
        (tmp_path / f"{level}.xml").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match="more than 100 deep"):
        load(tmp_path / "0.xml")


def test_links_in_a_circle_lead_to_no_file(tmp_path: Path) -> None:
    (tmp_path / "b.xml").symlink_to(tmp_path / "c.xml")
    (tmp_path / "c.xml").symlink_to(tmp_path / "b.xml")
    with pytest.raises(LoadError, match="leads to no file"):
        made(tmp_path, {"m.xml": '<a><xi:include href="b.xml"/></a>'})
    fallback = '<xi:include href="b.xml"><xi:fallback><b/></xi:fallback></xi:include>'
    assert made(tmp_path, {"m.xml": f"<a>{fallback}</a>"}).root[0].tag == "b"


def test_parts_of_a_file_that_multiply_are_bounded(tmp_path: Path) -> None:
    parts = ['<b xml:id="n0">text</b>']
    for level in range(40):
        twice = f'<xi:include xpointer="n{level}"/>' * 2
        parts.append(f'<b xml:id="n{level + 1}">{twice}</b>')
    with pytest.raises(LoadError, match="more than 20 MB"):
        made(tmp_path, {"m.xml": f"<a>{''.join(parts)}</a>"})


def test_many_files_may_share_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei_pipeline.document.xinclude._MOST_TIMES", 0)
    files = {"m.xml": "<a>" + "".join(f'<xi:include href="{n}.xml"/>' for n in range(20)) + "</a>"}
    files |= {f"{n}.xml": '<a><xi:include href="s.xml"/></a>' for n in range(20)}
    document = made(tmp_path, files | {"s.xml": "<s/>"})
    assert len(document.included) == 21
