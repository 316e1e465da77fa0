"""The print tree: what the typesetter is told of a document, before any page is set."""

import functools

from lxml import etree

from tei_pipeline.config import EditionSettings, Settings
from tei_pipeline.document import load
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Saxon
from tests.oracles import ROOT

LETTER = ROOT / "tests/frame/tei/letter.xml"
PERSONS = ROOT / "tests/frame/tei/authority/persons.xml"


@functools.cache
def tree(language: str) -> etree._Element:
    """Return the print tree of the letter in an edition that speaks ``language``."""
    saxon = Saxon()
    extractor, stylesheet = (
        RecordExtractor(saxon),
        saxon.compile_file(resource("xslt", "print/main.xsl")),
    )
    documents = [load(path) for path in (LETTER, PERSONS)]
    nodes = [saxon.parse(document.text) for document in documents]
    records = [
        extractor.extract(
            document, node, document.path.relative_to(ROOT / "tests/frame").as_posix()
        )
        for document, node in zip(documents, nodes, strict=True)
    ]
    settings = Settings(edition=EditionSettings("Letters", language, "The Press", ""))
    edition = saxon.parse(
        gather(records, {**edition_attributes(settings, "0.1"), "date": "2026-11-24"})
    )
    made = stylesheet.transform(nodes[0], {"records": edition, "id": documents[0].id})
    assert made.messages == ()
    return etree.fromstring(made.text.encode())


def labels(language: str) -> list[str | None]:
    return [fact.get("label") for fact in tree(language).iterfind("titleblock/*[@label]")]


def test_the_book_speaks_the_language_of_the_edition_and_the_text_its_own() -> None:
    assert labels("en") == ["From", "To", "Sent", "Language", "Summary"]
    assert labels("de") == ["Von", "An", "Gesendet", "Sprache", "Regest"]
    german = tree("de")
    assert german.get("lang") == "en"
    assert {part.tag: part.get("lang") for part in german if part.get("lang")} == {
        "titleblock": "de",
        "registers": "de",
        "colophon": "de",
    }
    sent = german.find("titleblock/fact[3]")
    assert sent is not None
    assert sent.text == "30. Oktober 1962"


def test_what_the_header_says_in_another_language_is_marked() -> None:
    assert [part.get("lang") for part in tree("de").iterfind("titleblock/summary/foreign")] == [
        "en"
    ]
    assert tree("en").find("titleblock/summary/foreign") is None


def test_mentions_carry_the_keys_of_the_entries_that_the_index_lists() -> None:
    keys = {name.get("keys") for name in tree("en").iter("name")}
    listed = [str(entry.get("key")) for entry in tree("en").iter("entry")]
    assert keys == set(listed)
    assert listed == sorted(listed)
