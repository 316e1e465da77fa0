"""Where tasks are carried out: a bench for each kind of task, with a stylesheet of its own.

A bench is to be made before its Saxon has parsed anything, and needs it in memory from then on: a
process has only the benches that it needs.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from tei_pipeline.app.custom.stylesheets import stylesheet
from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.known import Known
from tei_pipeline.app.loading import open_inside
from tei_pipeline.app.packing import packed
from tei_pipeline.app.readings import left_out, read
from tei_pipeline.app.tasks import (
    Book,
    Bound,
    Harvested,
    Lists,
    Pages,
    Reading,
    Register,
    ShardTask,
    Text,
)
from tei_pipeline.catalogue import Whole, take_apart
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.errors import OutputError, StylesheetError
from tei_pipeline.outputs.citation import CitationMaker
from tei_pipeline.outputs.correspondence import network
from tei_pipeline.outputs.geography import on_map
from tei_pipeline.outputs.messages import findings
from tei_pipeline.outputs.metadata import describe, document_files, formats, signposts, terms
from tei_pipeline.outputs.pdf import BookMaker
from tei_pipeline.outputs.protocol import Artifact, Source
from tei_pipeline.outputs.search import index_shard
from tei_pipeline.outputs.searching import packed_text
from tei_pipeline.outputs.site import File, ListMaker, PageMaker, slots
from tei_pipeline.project import Project
from tei_pipeline.records import RecordExtractor
from tei_pipeline.saxon import Node, Saxon


class Equipment(NamedTuple):
    """What benches share.

    ``known`` is asked when the first document is read; ``targets`` are what is made of an edition.
    """

    project: Project
    saxon: Saxon
    known: Callable[[], Known]
    targets: Container[str]

    def own(self, shipped: str) -> Path | None:
        """Return the edition's own stylesheet in place of one of ours, if there is one."""
        return stylesheet(self.project, shipped)

    def parse(self, document: Document) -> Node:
        """Return Saxon's tree of a document."""
        return self.saxon.parse(document.text, document.path.as_uri())


class RegisterBench:
    """Reads authority files, whose entries all documents know."""

    def __init__(self, equipment: Equipment) -> None:
        self._at = equipment
        self._extractor = RecordExtractor(equipment.saxon)

    def __call__(self, task: Register) -> Reading:
        """Return the record of an authority file."""
        return read(task, self._at.project, self._made)

    def _made(self, document: Document, file: str) -> Reading:
        record = self._extractor.extract(document, self._at.parse(document), file)
        parts = take_apart(record)._replace(kind="authority")
        return Reading(
            "", (), document.id, (), {}, parts, Whole(packed(record), *(packed([]),) * 3)
        )


class PageBench:
    """Reads documents to their records and pages."""

    def __init__(self, equipment: Equipment) -> None:
        self._at = equipment
        self._maker = PageMaker(equipment.saxon, equipment.own("html/main.xsl"))

    def __call__(self, task: Pages) -> Reading:
        """Return record and pages of a document."""
        return read(task, self._at.project, self._made)

    def _made(self, document: Document, file: str) -> Reading:
        node = self._at.parse(document)
        known = self._known_to(document)
        made = self._maker.make(Source(document, node, file), known, pdf="pdf" in self._at.targets)
        asked = sorted({slot for page in made.pages for slot in slots(page.content)})
        return Reading(
            "",
            (),
            document.id,
            tuple(findings(document, made.messages)),
            {},
            take_apart(made.record),
            Whole(
                packed(made.record),
                packed(list(map(tuple, made.pages))),
                packed(asked),
                packed(list(_texts(made.pages))),
            ),
            made.images,
        )

    @cached_property
    def _known(self) -> Known:
        return self._at.known()

    @cached_property
    def _everything(self) -> Node:
        return self._at.saxon.parse(self._known.everything())

    def _known_to(self, document: Document) -> Node:
        part = self._known.part(document.text)
        return self._everything if part is None else self._at.saxon.parse(part)


class ListBench:
    """Makes pages of the whole."""

    def __init__(self, equipment: Equipment) -> None:
        self._maker = ListMaker(equipment.saxon, equipment.own("html/site.xsl"))

    def __call__(self, task: Lists) -> list[File]:
        """Return the pages, with what is drawn on them laid out."""
        lay_out = {"map": on_map, "network": network}.get(task.page)
        laid_out = lay_out and lay_out(task.xml.encode())
        xml = laid_out.decode() if laid_out else task.xml
        return self._maker.make(task.page, xml, task.root)


class TextBench:
    """Makes of documents what is harvested."""

    def __init__(self, equipment: Equipment) -> None:
        self._at = equipment
        self._maker = CitationMaker(equipment.saxon)

    def __call__(self, task: Text) -> Harvested:
        """Return the formats of a document, and how its parts are cited."""
        document = open_inside(task.path, self._at.project)
        cited = self._maker.make(Source(document, self._at.parse(document), task.file))
        tei = etree.tostring(document.root, encoding="utf-8", with_tail=False)
        description = describe(task.record, task.entries, task.about)
        made = formats(description)
        return Harvested(
            {**made, "tei": tei},
            tuple(document_files(description, made)),
            terms(description),
            signposts(description),
            cited,
            excerpts(cited.findings, [document]),
        )


class BookBench:
    """Makes the books of documents."""

    def __init__(self, equipment: Equipment) -> None:
        self._at = equipment
        self._maker = BookMaker(equipment.saxon, equipment.own("print/main.xsl"))

    def __call__(self, task: Book) -> Bound:
        """Return the book of a document, or why there is none."""
        document = open_inside(task.path, self._at.project)
        made: list[Artifact] = []
        found: list[Diagnostic] = []
        try:
            node = self._at.parse(document)
            source = Source(document, node, task.file)
            for thing in self._maker.make(source, self._at.saxon.parse(task.records), task.date):
                (made if isinstance(thing, Artifact) else found).append(thing)  # type: ignore[arg-type]
        except (StylesheetError, OutputError) as error:
            found.append(left_out(document, error, " as pdf"))
        return Bound(tuple(made), tuple(found), excerpts(found, [document]))


def indexed(task: ShardTask) -> dict[str, bytes]:
    """Return the files of a shard of the search index; no stylesheet is asked for."""
    return index_shard(task.pages, task.shard)


BENCHES: Mapping[type, Callable[[Equipment], Callable[[Any], Any]]] = {
    Register: RegisterBench,
    Pages: PageBench,
    Lists: ListBench,
    ShardTask: lambda _: indexed,
    Book: BookBench,
    Text: TextBench,
}
"""What makes the bench of each kind of task."""


def _texts(pages: Iterable[File]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the pages that can be found by a search."""
    for page in pages:
        if page.path.endswith(".html"):
            yield page.path, packed_text(page.content)
