"""The edition says what its source says, and every name in it leads to an entry.

The source is the transcription under ``tei/sources/``. Of it only Markdown notation is dropped:
``**`` around bold lines, two blanks at a line's end, and ``<`` ``>`` around an address. Runs of
white space are equal to one blank. Nothing else is forgiven.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.oracles import ROOT, jing, shared

EDITION = ROOT / "tei" / "telegram.xml"
AUTHORITY = ROOT / "tei" / "authority"
SOURCE = ROOT / "tei" / "sources" / "telegram-1962-10-30.txt"
FILES = [EDITION, *sorted(AUTHORITY.glob("*.xml"))]

TEI = "http://www.tei-c.org/ns/1.0"
NS = {"t": TEI}
ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMES = {f"{{{TEI}}}{name}" for name in ("persName", "placeName", "orgName")}
MENTIONS = NAMES | {f"{{{TEI}}}{name}" for name in ("rs", "date", "ref")}
DATE = f"{{{TEI}}}date"
NOTE = f"{{{TEI}}}note"
ROLE = f"{{{TEI}}}roleName"

#: Characters of the source that the edition changes: (source, edition, reason).
CHANGES: list[tuple[str, str, str]] = []

#: Paragraphs of the source that the edition joins: (end of one, beginning of the next).
JOINS = [("the dismantling inspections and of", "guarantees for Cuba, and to reach")]

#: Name forms that may stand outside a tag: (form, the words around it, reason).
UNTAGGED: list[tuple[str, str, str]] = []

LABELS = {
    "Citation:": "citation",
    "Summary:": "summary",
    "Original Language:": "language",
    "Contents:": "contents",
}


@dataclass(frozen=True, slots=True)
class Transcription:
    """The source page, in its parts."""

    date: str
    title: str
    citation: str
    summary: str
    language: str
    contents: str
    paragraphs: tuple[str, ...]
    signature: str
    note: str


def plain(markdown: str) -> str:
    """Drop the Markdown notation and normalise white space."""
    text = markdown.replace("**", "")
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    return " ".join(text.split())


def transcription() -> Transcription:
    """Read the source page."""
    blocks = [plain(block) for block in re.split(r"\n[ \t]*\n", SOURCE.read_text("utf-8"))]
    blocks = [block for block in blocks if block]
    parts = {"date": blocks[0], "title": blocks[1]}
    at = 2
    while blocks[at] in LABELS:
        parts[LABELS[blocks[at]]] = blocks[at + 1]
        at += 2
    assert set(LABELS.values()) <= parts.keys()
    *paragraphs, signature, note = blocks[at:]
    return Transcription(
        **parts, paragraphs=tuple(joined(paragraphs)), signature=signature, note=note
    )


def joined(paragraphs: list[str]) -> Iterator[str]:
    """Join the paragraphs that the edition declares to be one."""
    rest = list(paragraphs)
    while rest:
        paragraph = rest.pop(0)
        for end, beginning in JOINS:
            if rest and paragraph.endswith(end) and rest[0].startswith(beginning):
                paragraph = f"{paragraph} {rest.pop(0)}"
        yield paragraph


def said(element: etree._Element) -> str:
    """Return the text of an element without the editors' notes, white space normalised."""
    text = element.xpath("descendant::text()[not(ancestor::t:note)]", namespaces=NS)
    assert isinstance(text, list)
    return " ".join("".join(str(part) for part in text).split())


def find(tree: etree._ElementTree, path: str) -> list[etree._Element]:
    """Return the elements at a path, ``t:`` being TEI."""
    found = tree.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def read(path: Path) -> etree._ElementTree:
    return etree.parse(str(path))


def differences(expected: str, found: str, where: str) -> list[str]:
    """Compare word for word and mark for mark."""
    for source, edition, _reason in CHANGES:
        expected = expected.replace(source, edition)
    a, b = expected.split(), found.split()
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [
        f"{where}: {' '.join(a[i:j])!r} became {' '.join(k for k in b[m:n])!r}"
        for step, i, j, m, n in steps
        if step != "equal"
    ]


def unfaithful(tree: etree._ElementTree) -> list[str]:
    """Return every difference between an edition and the source."""
    source = transcription()
    header = "/t:TEI/t:teiHeader//"
    places = {
        "date": ("/t:TEI/t:text/t:body/t:docDate", source.date),
        "heading": ("/t:TEI/t:text/t:body/t:head", source.title),
        "title": (header + "t:titleStmt/t:title[@type='main']", source.title),
        "citation": (header + "t:bibl[@type='citation']", source.citation),
        "summary": (header + "t:abstract", source.summary),
        "language": (header + "t:textLang", source.language),
        "signature": ("/t:TEI/t:text/t:body/t:closer", source.signature),
        "source note": ("/t:TEI/t:text/t:back", source.note),
    }
    report = []
    for where, (path, expected) in places.items():
        found = " ".join(said(element) for element in find(tree, path))
        report += differences(expected, found, where)
    contents = tree.xpath(f"string({header}t:note[@type='contents'])", namespaces=NS)
    report += differences(source.contents, str(contents), "contents")
    paragraphs = [said(element) for element in find(tree, "//t:body//t:p")]
    if len(paragraphs) != len(source.paragraphs):
        report.append(f"{len(source.paragraphs)} paragraphs became {len(paragraphs)}")
    for number, (expected, found) in enumerate(
        zip(source.paragraphs, paragraphs, strict=False), start=1
    ):
        report += differences(expected, found, f"paragraph {number}")
    whole = [source.date, source.title, *source.paragraphs, source.signature, source.note]
    [text] = find(tree, "/t:TEI/t:text")
    return report + differences(" ".join(whole), said(text), "the whole text")


def test_nothing_is_changed() -> None:
    assert unfaithful(read(EDITION)) == []


def test_the_transcription_is_read_whole() -> None:
    """What the comparison reads, put together again, is the file."""
    source = transcription()
    labels = {name: label for label, name in LABELS.items()}
    parts = [source.date, source.title]
    for name in labels:
        parts += [labels[name], str(getattr(source, name))]
    parts += [*source.paragraphs, source.signature, source.note]
    assert " ".join(parts) == plain(SOURCE.read_text("utf-8"))


def replace(path: str, old: str, new: str) -> Callable[[etree._ElementTree], None]:
    """Make a change to the text of an edition."""
    pattern = re.compile(re.escape(old).replace(r"\ ", r"\s+"))

    def change(tree: etree._ElementTree) -> None:
        for element in find(tree, path):
            for node in element.iter():
                if node.text and pattern.search(node.text):
                    node.text = pattern.sub(lambda _: new, node.text, count=1)
                    return
                if node is not element and node.tail and pattern.search(node.tail):
                    node.tail = pattern.sub(lambda _: new, node.tail, count=1)
                    return
        raise AssertionError(f"{old!r} is not at {path}")

    return change


def delete(path: str) -> Callable[[etree._ElementTree], None]:
    """Take out the first element at a path, with its content but not what follows it."""

    def change(tree: etree._ElementTree) -> None:
        element = find(tree, path)[0]
        parent = element.getparent()
        assert parent is not None
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
        element.tail = None
        parent.remove(element)

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replace("//t:body", "clear and firm", "clear firm"), id="a word is dropped"),
        pytest.param(replace("//t:body", "on our possible", "on possible our"), id="words swap"),
        pytest.param(replace("//t:body", "out-- only", "out - only"), id="a mark changes"),
        pytest.param(replace("//t:quote", '"give', "give"), id="a quotation mark goes"),
        pytest.param(replace("//t:quote", '"give', "“give"), id="a quotation mark is bent"),
        pytest.param(replace("//t:supplied", "[and]", "and"), id="a bracket goes"),
        pytest.param(replace("//t:body", "going on. On", "going on.On"), id="a blank goes"),
        pytest.param(replace("//t:body//t:rs", "Americans", "americans"), id="a capital changes"),
        pytest.param(delete("//t:supplied"), id="an element goes"),
        pytest.param(delete("//t:div[@type='point'][4]"), id="a point goes"),
        pytest.param(delete("//t:body//t:milestone/.."), id="a paragraph goes"),
        pytest.param(replace("//t:signed", "V. ZORIN", "ZORIN"), id="a signature changes"),
        pytest.param(replace("//t:back", "Moscow", "Moskva"), id="the source note changes"),
        pytest.param(replace("//t:docDate", "30", "31"), id="the date changes"),
        pytest.param(replace("//t:bibl[@type='citation']", "NHK", "N.H.K."), id="the citation"),
        pytest.param(replace("//t:abstract", "regarding", "on"), id="the summary changes"),
        pytest.param(replace("//t:textLang", "Russian", "German"), id="the language changes"),
        pytest.param(replace("//t:note[@type='contents']", " - ", " "), id="the contents change"),
    ],
)
def test_a_change_is_reported(change: Callable[[etree._ElementTree], None]) -> None:
    tree = deepcopy(read(EDITION))
    change(tree)
    assert unfaithful(tree) != []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(replace("//t:body//t:note", "archive", "library"), id="a note is reworded"),
        pytest.param(delete("//t:body//t:note"), id="a note is taken out"),
        pytest.param(replace("//t:body//t:p", " ", "\n      "), id="white space changes"),
    ],
)
def test_what_is_not_text_may_change(change: Callable[[etree._ElementTree], None]) -> None:
    tree = deepcopy(read(EDITION))
    change(tree)
    assert unfaithful(tree) == []


def entries() -> dict[str, etree._Element]:
    """Return the entries of the authority files by their addresses."""
    return {
        f"authority/{path.name}#{element.get(ID)}": element
        for path in FILES[1:]
        for element in find(read(path), "/t:TEI/t:standOff/*/*")
    }


def forms(entry: etree._Element) -> set[str]:
    """Return the name forms of an entry."""
    return {said(child) for child in entry if child.tag in NAMES}


def mentions(tree: etree._ElementTree) -> list[etree._Element]:
    """Return the mentions of the text, the editors' notes left out."""
    found = find(tree, "/t:TEI/t:text//*[not(ancestor::t:note)]")
    return [element for element in found if element.tag in MENTIONS]


def targets(element: etree._Element) -> list[str]:
    return [
        *(element.get("ref") or "").split(),
        *(element.get("target") or "").split(),
        *(element.get("source") or "").split(),
    ]


def untagged(element: etree._Element) -> str:
    """Return what an element says outside mentions; each mention becomes one character."""
    if element.tag == NOTE:
        return ""
    if element.tag in MENTIONS:
        return "\N{OBJECT REPLACEMENT CHARACTER}"
    parts = [element.text or ""]
    for child in element:
        parts += [untagged(child), child.tail or ""]
    return "".join(parts)


def overlooked(tree: etree._ElementTree) -> list[str]:
    """Return the name forms that stand outside a tag, in their context."""
    [text] = find(tree, "/t:TEI/t:text")
    words = " ".join(untagged(text).split())
    for _form, context, _reason in UNTAGGED:
        assert context in words, f"no longer needed: {context!r}"
        words = words.replace(context, " ")
    return [
        f"{form}: …{words[max(0, hit.start() - 30) : hit.end() + 30]}…"
        for form in sorted(set().union(*map(forms, entries().values())))
        for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", words)
    ]


def astray(tree: etree._ElementTree) -> list[str]:
    """Return the mentions that have no id, or lead nowhere, or to an entry of another name."""
    known = entries()
    report = []
    for element in mentions(tree):
        what = f"line {element.sourceline}: {said(element)!r}"
        if not re.fullmatch(r"m-[2-9a-z]{4}", element.get(ID) or ""):
            report.append(f"{what} has no id of a mention")
        if not targets(element) and element.tag != DATE:
            report.append(f"{what} has no entry")
        report += [f"{what} leads to {to}" for to in targets(element) if to not in known]
        if element.tag in NAMES and not report:
            [entry] = [known[to] for to in targets(element)]
            bare = deepcopy(element)
            bare.tail = None
            etree.strip_elements(bare, ROLE, with_tail=False)
            if said(bare) not in forms(entry):
                report.append(f"{what} is no form of {entry.get(ID)}")
    return report


def test_no_name_is_overlooked() -> None:
    assert overlooked(read(EDITION)) == []


def test_every_mention_leads_to_an_entry() -> None:
    assert astray(read(EDITION)) == []


@pytest.mark.parametrize("name", ["Cuba", "U Thant", "Council", "Latin-American countries"])
def test_a_name_without_a_tag_is_reported(name: str) -> None:
    tree = deepcopy(read(EDITION))
    element = next(
        element
        for element in mentions(tree)
        if said(element) == name
        and not any(above.tag in MENTIONS for above in element.iterancestors())
    )
    element.tag = f"{{{TEI}}}seg"
    assert any(line.startswith(f"{name}:") for line in overlooked(tree))


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("//t:body//t:placeName", "ref", "authority/places.xml#atlantis"),
        ("//t:body//t:placeName", "ref", "authority/places.xml#moscow"),
        ("//t:body//t:ref[@type='document']", "target", "authority/bibliography.xml#lost"),
        ("//t:body//t:date", ID, "date-1"),
    ],
)
def test_a_mention_gone_astray_is_reported(path: str, attribute: str, value: str) -> None:
    tree = deepcopy(read(EDITION))
    find(tree, path)[0].set(attribute, value)
    assert len(astray(tree)) == 1


def test_every_pointer_of_the_edition_is_kept() -> None:
    """Notes, quotations and the header point to entries, too, or to ids of their own file."""
    for path in FILES:
        tree = read(path)
        own = {element.attrib[ID] for element in find(tree, "//*[@xml:id]")}
        folder = "authority/" if path == EDITION else ""
        known = {to.removeprefix("" if folder else "authority/") for to in entries()}
        for element in find(tree, "//*"):
            pointers = [element.get("resp"), element.get("who"), element.get("scheme")]
            pointers += (element.get("ana") or "").split() + targets(element)
            for to in filter(None, pointers):
                good = to[1:] in own if to.startswith("#") else to in known
                assert good or to.startswith("https://"), f"{path.name}: {to}"


def test_no_attribute_is_broken_over_lines() -> None:
    """A parser would keep the indentation as blanks inside the value."""
    for path in FILES:
        for element in find(read(path), "//*[@*]"):
            for name, value in element.items():
                assert "  " not in str(value), f"{path.name}:{element.sourceline}: {name!s}"


def test_every_entry_is_used() -> None:
    used = {
        (to if path == EDITION else f"authority/{path.name if to[0] == '#' else ''}{to}")
        for path in FILES
        for element in find(read(path), "//*")
        for to in targets(element)
    }
    assert sorted(entries().keys() - used) == []


def test_entries_stand_in_order() -> None:
    for path in FILES[1:]:
        keys = [element.get("sortKey") or "" for element in find(read(path), "//t:standOff/*/*")]
        assert keys == sorted(keys), path.name
        assert len(keys) == len(set(keys)), path.name


def test_every_element_of_the_text_has_a_rule() -> None:
    tree = read(EDITION)
    ruled = {element.get("gi") for element in find(tree, "//t:tagUsage")}
    used = {etree.QName(element).localname for element in find(tree, "//t:text/descendant::*")}
    assert used - {"body", "back"} == ruled


def test_ids_say_nothing_about_place() -> None:
    tree = read(EDITION)
    paragraphs = find(tree, "//t:body//t:p")
    assert [p.get("n") for p in paragraphs] == [str(i + 1) for i in range(len(paragraphs))]
    points = find(tree, "//t:div[@type='point']")
    assert [point.get("n") for point in points] == ["1", "2", "3", "4", "5"]
    patterns = {"p": r"p-[2-9a-z]{4}", "note": r"n-[2-9a-z]{4}", "div": r"[a-z]+(-[a-z]+)*"}
    for name, pattern in patterns.items():
        for element in find(tree, f"//t:text//t:{name}"):
            assert re.fullmatch(pattern, element.get(ID) or ""), f"line {element.sourceline}"


def test_every_date_has_a_value() -> None:
    for element in find(read(EDITION), "//t:text//t:date"):
        values = [element.get(name) for name in ("when", "notBefore")]
        year_is_said = "62" in said(element)
        if element.get("type") == "duration":
            assert element.get("dur")
            continue
        assert [bool(value) for value in values].count(True) == 1
        assert (element.get("ana") == "#year-inferred") is not year_is_said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_valid_tei(path: Path) -> None:
    """The judge, jing, finds nothing against the TEI's own schema, all elements allowed."""
    assert jing(shared("tei/oracle/tei_all.rng"), path) == ()
