"""No word is lost: those of a text are on its page and in its book, but for what a rule leaves out.

Words are compared text by text: a word that an element divides is two. Of the letters a sample is
taken; ``WORDS=all .venv/bin/pytest tests/outputs/test_words.py`` takes all of them.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.names import TEI
from tests.oracles import ROOT, shared
from tests.outputs.rendering import Rendered, stylesheets, written
from tests.xslt.test_coverage import known_names

NS = {"t": TEI}
REGISTERS = (
    "(self::t:listPerson or self::t:listPlace or self::t:listOrg or self::t:listEvent"
    " or self::t:listObject or self::t:listRelation)"
    " and (ancestor::t:back or ancestor::t:standOff)"
)
#: What of a TEI file is no word of its page: (predicate of an element, reason).
ON_NO_PAGE = [
    ("self::t:teiHeader", "header data are shown as metadata, in the edition's own words"),
    ("self::t:index", "words for an index are no part of the text"),
    ("self::t:binaryObject", "the digits of a picture are no words"),
]
#: The same of its book.
IN_NO_BOOK = [
    *ON_NO_PAGE,
    ("self::t:fw", "running heads of the source are not those of the book"),
    (REGISTERS, "registers are data: what the text mentions of them is in the indexes"),
    (
        "parent::t:choice[t:corr | t:reg | t:expan][not(t:sic and t:corr)]"
        " and (self::t:orig or self::t:abbr or self::t:sic)",
        "the book prints one reading of a place; the attached source has all of them",
    ),
    ("self::t:witDetail", "the book names witnesses and not their state"),
    (
        "parent::t:standOff and (self::t:listBibl or self::t:listApp)",
        "works are in the index of works; an apparatus stands at its places",
    ),
]
#: Elements that hold no words of their own in any valid text.
WORDLESS = {
    "addSpan", "app", "caesura", "cb", "choice", "delSpan", "ellipsis", "gap", "gb", "graphic",
    "handShift", "lb", "listApp", "listBibl", "listEvent", "listNym", "listObject", "listOrg",
    "listPerson", "listPlace", "listWit", "media", "milestone", "pb", "row", "space", "table",
}  # fmt: skip
CORPORA = Path(os.environ.get("TEI_PIPELINE_SHARED", ROOT.parent / "shared")) / "corpora"
WORD = re.compile(r"\w+")
SAMPLE = 12


def letters() -> list[str]:
    """Return the letters to look at: a sample, always the same one, or all."""
    names = sorted(path.stem for path in (CORPORA / "letters/editions").glob("*.xml"))
    if os.environ.get("WORDS") == "all" or len(names) <= SAMPLE:
        return names
    return sorted(random.Random(13).sample(names, SAMPLE))


def corpus(name: str) -> list[str]:
    """Return the names of the files of a corpus."""
    return sorted(path.name for path in (CORPORA / name).glob("*.xml"))


def texts(root: etree._Element, left_out: list[tuple[str, str]]) -> Iterator[str]:
    """Yield each text between two tags, but for those that a rule leaves out."""
    copy = deepcopy(root)
    etree.strip_tags(copy, etree.Comment, etree.ProcessingInstruction)
    for predicate, _reason in left_out:
        found = copy.xpath(f"//*[{predicate}]", namespaces=NS)
        assert isinstance(found, list)
        for element in found:
            assert isinstance(element, etree._Element)
            element[:], element.text = [], None
    yield from (str(text) for text in copy.itertext() if text.strip())


def words(pieces: Iterator[str]) -> Counter[str]:
    """Count the words of pieces of text."""
    return Counter(word for piece in pieces for word in WORD.findall(piece))


def page_texts(rendered: Rendered) -> Iterator[str]:
    """Yield the texts of the pages: the head and the text, and what pictures show."""
    for tree in rendered.trees:
        for part in tree.xpath("//main//header[@class='head'] | //main//div[@class='text']"):
            yield from part.itertext()
        yield from tree.xpath("//main//img/@alt")


def missing_on_page(rendered: Rendered) -> Counter[str]:
    """Return the words of the source that the page lacks, as often as it lacks them."""
    wanted = words(texts(rendered.document.root, ON_NO_PAGE))
    return wanted - words(page_texts(rendered))


def missing_in_book(rendered: Rendered) -> list[str]:
    """Return the pieces of the source that the book lacks, white space apart."""
    book = "".join("".join(map(str, rendered.tree.itertext())).split())
    lost, at = [], 0
    for text in texts(rendered.document.root, IN_NO_BOOK):
        piece = "".join(text.split())
        found = book.find(piece, at)
        if found < 0:
            found = book.find(piece)
        if found < 0 and WORD.search(piece):
            lost.append(text.strip())
        at = max(at, found)
    return lost


def check(path: Path, bounds: Path | None = None) -> None:
    """Compare the words of a file, its page and its book."""
    rendered = stylesheets().render(path, bounds=bounds)
    assert missing_on_page(rendered) == Counter()
    assert missing_in_book(rendered) == []


@pytest.mark.parametrize(
    ("name", "number"),
    [("letters/editions", 150), ("plays", 9), ("novels", 2), ("critical", 5), ("tei-tests", 22)],
)
def test_the_corpora_are_there(name: str, number: int) -> None:
    assert len(list(shared(f"corpora/{name}").glob("*.xml"))) >= number


def test_the_telegram_keeps_its_words() -> None:
    check(ROOT / "tei/telegram.xml")


@pytest.mark.parametrize("name", letters())
def test_a_letter_keeps_its_words(name: str) -> None:
    check(shared(f"corpora/letters/editions/{name}.xml"))


@pytest.mark.parametrize("name", corpus("plays"))
def test_a_play_keeps_its_words(name: str) -> None:
    check(shared(f"corpora/plays/{name}"))


@pytest.mark.parametrize("name", corpus("novels"))
def test_a_novel_keeps_its_words(name: str) -> None:
    check(shared(f"corpora/novels/{name}"))


@pytest.mark.parametrize("name", corpus("critical"))
def test_a_critical_text_keeps_its_words(name: str) -> None:
    check(shared(f"corpora/critical/{name}"))


def test_the_manuscript_in_134_files_keeps_its_words() -> None:
    folder = shared("corpora/manuscripts/tei")
    rendered = stylesheets().render(folder / "ox/ox-ms_abinger_c56.xml", bounds=folder)
    assert missing_on_page(rendered) == Counter()
    assert missing_in_book(rendered) == []
    assert len(rendered.text.find_class("surface")) == 134


@pytest.mark.parametrize("name", corpus("tei-tests"))
def test_a_document_that_tests_tei_keeps_its_words(name: str) -> None:
    path = shared(f"corpora/tei-tests/{name}")
    rendered = stylesheets().render(path)
    assert missing_on_page(rendered) == Counter()
    if rendered.document.root.tag in (f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"):
        assert missing_in_book(rendered) == []


def test_every_element_that_is_known_keeps_its_words(tmp_path: Path) -> None:
    left_out = WORDLESS | {"index", "fw", "binaryObject", "witDetail"}
    names = [name for name in known_names() if name not in left_out]
    body = "".join(f"<p><{name}>w{name}</{name}></p>" for name in names)
    body += "".join(f"<{name}>x{name}</{name}>" for name in names)
    check(written(tmp_path, f"{body}<p>The <blazon>unknown</blazon></p>"))


def test_what_a_rule_leaves_out_is_left_out(tmp_path: Path) -> None:
    rendered = stylesheets().render(
        written(tmp_path, "<p>Seen <index><term>hidden</term></index>.</p>")
    )
    assert "hidden" not in rendered.text.text_content()
    assert "hidden" not in rendered.book
