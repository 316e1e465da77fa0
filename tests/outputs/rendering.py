"""What the stylesheets make of one document, without a build around it."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from tei_pipeline.config import Settings
from tei_pipeline.document import Bounds, Document, load
from tei_pipeline.outputs.made import read_made
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Message, Saxon

_TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>A text</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p>{source}</p></sourceDesc></fileDesc>{header}</teiHeader>{beside}{text}</TEI>
"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages of a document, its print tree, and what the stylesheets said meanwhile."""

    document: Document
    pages: dict[str, str]
    files: tuple[str, ...]
    book: str
    messages: tuple[Message, ...]

    @property
    def trees(self) -> list[html.HtmlElement]:
        """Return the trees of all pages."""
        return [html.document_fromstring(page) for page in self.pages.values()]

    @property
    def page(self) -> html.HtmlElement:
        """Return the tree of the first page."""
        return html.document_fromstring(next(iter(self.pages.values())))

    @property
    def text(self) -> html.HtmlElement:
        """Return the part of the first page that holds the document's text."""
        found = self.page.find_class("text")[0]
        assert isinstance(found, html.HtmlElement)
        return found

    @property
    def tree(self) -> etree._Element:
        """Return the print tree."""
        return etree.fromstring(self.book, etree.XMLParser(huge_tree=True))


class Stylesheets:
    """The stylesheets of page, book and record, compiled once."""

    def __init__(self) -> None:
        self._saxon = Saxon()
        self._extractor = RecordExtractor(self._saxon)
        self._page = self._saxon.compile_file(resource("xslt", "html/main.xsl"))
        self._book = self._saxon.compile_file(resource("xslt", "print/main.xsl"))

    def render(
        self, path: Path, settings: Settings | None = None, bounds: Path | None = None
    ) -> Rendered:
        """Return what is made of a TEI file; XInclude may read what is below ``bounds``."""
        document = load(path, Bounds(bounds, bounds) if bounds else None)
        node = self._saxon.parse(document.text, path.as_uri())
        record = self._extractor.extract(document, node, path.name)
        attributes = edition_attributes(settings or Settings(), "0.1")
        gathered = gather([record], {**attributes, "date": "2026-11-24"})
        records = self._saxon.parse(gathered)
        names: dict[str, Any] = {"records": records, "id": document.id}
        page = self._page.transform(
            node, {**names, "file": path.name, "digest": "sha256:0", "pdf": False}
        )
        book = self._book.transform(node, names)
        files, pages = _taken_apart(page.text)
        return Rendered(document, pages, files, book.text, (*page.messages, *book.messages))


def _taken_apart(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the files that the pages ask for, and the pages by their paths."""
    made = read_made(text)
    return made.files, {
        page.path: page.content for page in made.pages if page.path.endswith(".html")
    }


@functools.cache
def stylesheets() -> Stylesheets:
    """Return the stylesheets, compiled when they are first asked for."""
    return Stylesheets()


def written(
    folder: Path,
    text: str,
    *,
    header: str = "",
    beside: str = "",
    source: str = "Made for a test.",
    name: str = "small",
) -> Path:
    """Write a TEI document: ``text`` is the body's content, or a whole ``text`` element.

    ``beside`` stands before the text: a facsimile, a standOff, a sourceDoc.
    """
    path = folder / f"{name}.xml"
    whole = text if not text or text.startswith("<text") else f"<text><body>{text}</body></text>"
    path.write_text(
        _TEXT.format(id=name, header=header, beside=beside, text=whole, source=source),
        encoding="utf-8",
    )
    return path


def made(folder: Path, text: str, settings: Settings | None = None, **parts: str) -> Rendered:
    """Return what is made of a small document."""
    return stylesheets().render(written(folder, text, **parts), settings)


def one(tree: html.HtmlElement, path: str) -> html.HtmlElement:
    """Return the only element at a path."""
    (found,) = tree.xpath(path)
    assert isinstance(found, html.HtmlElement)
    return found


def said(element: html.HtmlElement) -> str:
    """Return the words of an element."""
    return " ".join(element.text_content().split())
