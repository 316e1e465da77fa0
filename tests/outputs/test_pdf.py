"""The PDF reading edition: what it says it is, what stands in it and where, and what breaks it."""

import functools
import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei_pipeline.errors import OutputError
from tests import oracles
from tests.pdf.making import Book, make_book, written
from tests.pdf.reading import (
    TEI,
    block_words,
    expected_words,
    joined,
    note_words,
    text_words,
)

TELEGRAM = oracles.ROOT / "tei" / "telegram.xml"
AUTHORITY = sorted((oracles.ROOT / "tei" / "authority").glob("*.xml"))
BACK_MATTER = ["Index", "of", "names", "Persons", "Places", "Organisations", "References"]
#: What the checkers say of the telegram's book: (rule, why it stays).
FINDINGS = {
    "HDG-011": "Typst tags a note inside the element that has its mark: the heading's note is long",
    "ORD-001": "outloud lists an element's own words before those of the links among them; "
    "test_tags_are_in_the_order_of_the_page compares with the tree's true order",
}


@functools.cache
def telegram() -> Book:
    return make_book(TELEGRAM, AUTHORITY, oracles.ROOT)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return telegram().save(tmp_path)


def pikepdf() -> Any:
    if find_spec("pikepdf") is None:
        oracles.missing("pikepdf is not installed: make test installs it")
    import pikepdf

    return pikepdf


def checker(name: str) -> str:
    path = Path(sys.executable).with_name(name)
    return str(path) if path.exists() else oracles.program(name)


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout


def text_of(path: Path) -> str:
    return output(oracles.program("pdftotext"), "-raw", str(path), "-")


def test_the_telegram_is_set_without_a_finding() -> None:
    assert telegram().findings == ()
    assert telegram().artifact.path.as_posix() == "pdf/telegram-1962-10-30.pdf"


def test_two_runs_give_the_same_bytes() -> None:
    assert make_book(TELEGRAM, AUTHORITY, oracles.ROOT) == telegram()


def test_title_tags_and_size_are_told(pdf: Path) -> None:
    told = dict(
        line.split(":", 1) for line in output(oracles.program("pdfinfo"), str(pdf)).splitlines()
    )
    assert told["Tagged"].strip() == "yes"
    assert told["Title"].strip().startswith("Telegram from Soviet Deputy Foreign Minister")
    assert told["Author"].strip() == "Vasily Kuznetsov, Valerian Zorin"
    assert told["CreationDate"].strip() == "Tue Nov 24 00:00:00 2026 UTC"
    assert told["Page size"].strip().startswith("481.89 x 680.315 pts")


def test_language_and_standards_are_told(pdf: Path) -> None:
    with pikepdf().open(pdf) as book:
        assert str(book.Root.Lang) == "en"
        assert bool(book.Root.ViewerPreferences.DisplayDocTitle)
        said = book.open_metadata()
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")


def test_the_source_is_attached_byte_for_byte(pdf: Path) -> None:
    with pikepdf().open(pdf) as book:
        ((name, attached),) = book.attachments.items()
        file = attached.get_file()
        assert name == "telegram-1962-10-30.xml"
        assert file.read_bytes() == TELEGRAM.read_bytes()
        assert file.mime_type == "application/tei+xml"
        assert str(attached.obj.AFRelationship) == "/Source"


def test_bookmarks_name_the_points_and_the_back_matter(pdf: Path) -> None:
    def titles(items: Any, depth: int = 0) -> list[str]:
        return [
            line
            for item in items
            for line in (f"{'  ' * depth}{item.title}", *titles(item.children, depth + 1))
        ]

    with pikepdf().open(pdf) as book, book.open_outline() as outline:
        found = titles(outline.root)
    assert found[0].startswith("Telegram from Soviet Deputy Foreign Minister")
    ordinals = [line.split()[0] for line in found[1:6]]
    assert ordinals == ["First.", "Second.", "Third.", "Fourth.", "Fifth."]
    assert all(line.startswith("  ") for line in found[1:])
    assert found[6:] == [
        "  Index of names",
        "    Persons",
        "    Places",
        "    Organisations",
        "  References",
        "  Colophon",
    ]


def test_outloud_finds_nothing_without_a_reason(pdf: Path, tmp_path: Path) -> None:
    report = tmp_path / "outloud.json"
    output(checker("outloud"), "--json", str(report), str(pdf))
    (result,) = json.loads(report.read_text(encoding="utf-8"))["results"]
    assert result["error"] is None
    assert {finding["rule"] for finding in result["findings"]} == set(FINDINGS)
    assert {finding["severity"] for finding in result["findings"]} == {"warning"}


def test_pdfua_finds_nothing(pdf: Path) -> None:
    report = output(checker("pdfua"), "check", str(pdf))
    assert "result: PASS (no findings)" in report, report


def test_tags_are_in_the_order_of_the_page(pdf: Path) -> None:
    with pikepdf().open(pdf) as book:
        pages = {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}
        order: dict[int, list[int]] = {}
        for page, place in _marked(book.Root.StructTreeRoot.K, None, pages):
            order.setdefault(page, []).append(place)
        index = max(order, key=lambda number: len(order[number]))
        assert len(order[index]) > 100, "a page of the index has more than a hundred places"
        assert order[index] == sorted(order[index])


def _marked(node: Any, page: int | None, pages: dict[Any, int]) -> list[tuple[int, int]]:
    """Return (page, place in the page's content) of all marked content, in the tree's order."""
    if isinstance(node, pikepdf().Array):
        return [found for child in node for found in _marked(child, page, pages)]
    if not isinstance(node, pikepdf().Dictionary):
        return [(page or 0, int(node))]
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    if "/MCID" in node:
        return [(page or 0, int(node.MCID))]
    return _marked(node.K, page, pages) if "/K" in node and "/Obj" not in node else []


def test_every_word_stands_in_the_book_in_order_and_every_index_number_is_true(pdf: Path) -> None:
    tree = etree.parse(TELEGRAM).getroot()
    remarks = len(tree.findall(f".//{TEI}correspAction/{TEI}note"))
    body, notes = expected_words(tree.find(f"{TEI}text"), remarks)  # type: ignore[arg-type]
    words = block_words(pdf)

    found = joined(text_words(words), body.words + BACK_MATTER)
    assert [word.text for word in found] == body.words + BACK_MATTER

    last = found[len(body.words) - 1].page
    in_notes = note_words(words, last)
    whole = joined(in_notes, _with_remarks(notes.words, tree, remarks))
    assert [word.text for word in whole] == _with_remarks(notes.words, tree, remarks)

    pages: dict[str, set[int]] = {}
    for pointer, place in body.mentions:
        pages.setdefault(f"tei/{pointer}", set()).add(found[place].page)
    assert len(pages) > 50
    _compare_index(pdf, pages)


def _with_remarks(words: list[str], tree: etree._Element, remarks: int) -> list[str]:
    """Return the words of the notes with the remarks of the title block after the first."""
    notes = tree.iterfind(f".//{TEI}correspAction/{TEI}note")
    said = [
        f"{number} {''.join(map(str, note.itertext()))}" for number, note in enumerate(notes, 2)
    ]
    first = words.index(str(remarks + 2))
    return words[:first] + " ".join(said).split() + words[first:]


def _compare_index(pdf: Path, pages: dict[str, set[int]]) -> None:
    """Compare each entry of the index with the pages on which its mentions were found."""
    raw = " ".join(text_of(pdf).split())
    index = raw[raw.index("Index of names Persons") : raw.index("References")]
    for file in AUTHORITY:
        for entry in etree.parse(file).getroot().iterfind(".//*[@sortKey]"):
            key = (
                f"tei/authority/{file.name}#{entry.get('{http://www.w3.org/XML/1998/namespace}id')}"
            )
            if key in pages and entry.tag != f"{TEI}bibl":
                numbers = ", ".join(map(str, sorted(pages[key])))
                name = re.escape(_sorted_name(entry))
                pattern = rf"{name}( \(\d{{4}}[^)]*\))?, {numbers}(?!, \d|\d)"
                assert re.search(pattern, index), f"{name}: {numbers} is not in {index}"


def _sorted_name(entry: etree._Element) -> str:
    name = next(child for child in entry if str(child.tag).endswith("Name"))
    surname, forename = name.find(f"{TEI}surname"), name.find(f"{TEI}forename")
    if surname is not None and forename is not None:
        return f"{surname.text}, {forename.text}"
    return " ".join("".join(map(str, name.itertext())).split())


def test_text_is_never_code(tmp_path: Path) -> None:
    markup = (
        '#import "x.typ": * ] } $ x^2 $ \\ *bold* _it_ `raw` // c /* d */ @ref <label> ~ -- --- '
        '... "q" \'r\' = H - l + e #{ 1 } [ ] \\u{41} #panic("stop") #read("/etc/passwd")'
    )
    said = markup.replace("&", "&amp;").replace("<", "&lt;")
    small = written(tmp_path, f"<head>{said}</head><p>{said}</p>", title=said)
    # Lines end inside the words too: they are compared without white space.
    text = re.sub(r"[\u00ad\s]", "", text_of(make_book(small).save(tmp_path)))
    assert text.count("".join(markup.split())) == 3, "heading, paragraph, citation in the colophon"


def test_what_has_no_form_is_printed_plain_and_reported(tmp_path: Path) -> None:
    small = written(tmp_path, "<div><p>One <heraldry2>lion</heraldry2>.</p><odd>Two.</odd></div>")
    book = make_book(small)
    assert [finding.code for finding in book.findings] == ["TPB201", "TPB201"]
    assert [finding.location.line for finding in book.findings] == [4, 4]
    text = text_of(book.save(tmp_path))
    assert "One lion." in text
    assert "Two." in text


def test_characters_without_a_form_are_numbered_and_reported(tmp_path: Path) -> None:
    small = written(tmp_path, "<p>Runic ᚠ, private \ue000, Greek ῥ, Syriac ܫ.</p>")
    book = make_book(small)
    (finding,) = book.findings
    assert finding.code == "TPB301"
    assert "U+16A0 RUNIC LETTER FEHU FEOH FE F" in finding.message
    assert "U+E000" in finding.message
    assert finding.location.line == 4
    text = text_of(book.save(tmp_path))
    assert "Runic [U+16A0], private [U+E000], Greek ῥ, Syriac " in text
    assert "ܫ" in text


def test_what_typst_cannot_set_is_an_error_with_a_file(tmp_path: Path) -> None:
    deep = "<list><item>" * 60 + "x" + "</item></list>" * 60
    small = written(tmp_path, deep)
    with pytest.raises(OutputError) as raised:
        make_book(small)
    assert raised.value.path == small
    assert "nested" in raised.value.message
    assert raised.value.mend


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<lg><l n='5'>A line</l><l>Another</l></lg>", "A line\nAnother"),
        ("<sp><speaker>Ham.</speaker><p>Words.</p></sp>", "Ham.\nWords."),
        ("<list rend='numbered'><item>One</item><item>Two</item></list>", "1. One\n2. Two"),
        ("<list><label>A</label><item>One</item></list>", "A One"),
        ("<p>a<lb break='no'/>b c<lb/>d</p>", "ab c d"),
        ("<p>x <choice><sic>teh</sic><corr>the</corr></choice> y</p>", "x the1 y"),
        ("<p>x <supplied>y</supplied> <supplied>[z]</supplied> <gap/></p>", "x [y] [z] […]"),
        ("<p>x <add>y</add> <unclear>z</unclear></p>", "x ‹y› z?"),
        ("<p>x <app><rdg wit='#A'>y</rdg><rdg wit='#B'>z</rdg></app></p>", "x y1"),
    ],
)
def test_forms(tmp_path: Path, body: str, said: str) -> None:
    text = text_of(make_book(written(tmp_path, f"<div>{body}</div>")).save(tmp_path))
    assert said in text


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    body = (
        '<p>Then <foreign xml:lang="fra">bonjour</foreign>.</p><p xml:lang="de">Guten Tag.</p>'
        '<list><item xml:lang="de"><p xml:lang="la">Salve.</p></item></list>'
    )
    book = make_book(written(tmp_path, f"<div>{body}</div>"))
    assert book.findings == ()
    with pikepdf().open(book.save(tmp_path)) as pdf:
        tagged = {str(obj.Lang) for obj in pdf.objects if _is_tag(obj) and "/Lang" in obj}
        marked = re.findall(rb"/Lang\((\w+)\)", pdf.pages[0].Contents.read_bytes())
    assert {"fr", "de", "la"} <= tagged | {language.decode() for language in marked}


def test_a_table_has_its_rows(tmp_path: Path) -> None:
    rows = (
        "<row role='label'><cell cols='2'>Head</cell></row><row><cell>a</cell><cell>b</cell></row>"
    )
    book = make_book(written(tmp_path, f"<div><table>{rows}</table></div>"))
    assert book.findings == ()
    with pikepdf().open(book.save(tmp_path)) as pdf:
        tags = {str(obj.S) for obj in pdf.objects if _is_tag(obj)}
    assert {"/Table", "/TH", "/TD"} <= tags


def _is_tag(obj: Any) -> bool:
    return isinstance(obj, pikepdf().Dictionary) and "/S" in obj and "/P" in obj


def printed(folder: Path, body: str) -> str:
    path = make_book(written(folder, body)).save(folder)
    done = subprocess.run(
        [oracles.program("pdftotext"), "-layout", str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_cell_spans_no_more_than_the_table_has(tmp_path: Path) -> None:
    row = '<row><cell cols="30000">wide</cell><cell rows="30000">high</cell></row>'
    text = printed(tmp_path, f'<table>{row}<row><cell cols="x">odd</cell></row></table>')
    assert {"wide", "high", "odd"} <= set(text.split())


def test_a_register_in_the_text_is_printed(tmp_path: Path) -> None:
    place = '<place xml:id="a"><placeName>Rhodes</placeName><desc>an island</desc></place>'
    assert "Rhodes, an island" in printed(tmp_path, f"<listPlace>{place}</listPlace>")


@pytest.mark.parametrize("within", ["sp", "lg"])
def test_every_fifth_line_has_its_number_beside_it(tmp_path: Path, within: str) -> None:
    lines = "".join(f'<l n="1.1.{n}">Line {n}.</l>' for n in range(1, 8))
    text = printed(tmp_path, f"<div><{within}>{lines}</{within}></div>")
    (fifth,) = [line.split() for line in text.splitlines() if "Line 5." in line]
    assert fifth == ["Line", "5.", "5"]
    assert "Line 4.\n" in text


def test_marks_of_notes_that_follow_one_another_are_told_apart(tmp_path: Path) -> None:
    text = printed(tmp_path, "<p>One<note>a</note> <note>b</note><note>c</note> two.</p>")
    assert "One1,2,3 two." in text


def test_who_belongs_together_in_a_cast_stands_indented(tmp_path: Path) -> None:
    cast = (
        "<castList><castItem><role>Ada</role></castItem><castGroup><head>engineers</head>"
        "<castItem><role>Charles</role></castItem></castGroup><castItem><role>Mary</role></castItem>"
        "</castList>"
    )
    text = printed(tmp_path, f"<div>{cast}</div>").splitlines()
    left = {
        name: len(line) - len(line.lstrip())
        for line in text
        for name in ("Ada", "engineers", "Charles", "Mary")
        if line.split() == [name]
    }
    assert left["Ada"] == left["engineers"] == left["Mary"] < left["Charles"]
