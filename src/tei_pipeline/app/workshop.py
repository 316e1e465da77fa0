"""The map steps of a build: what is made of one document, or of one batch of entities, alone.

A workshop is made in each process that works; what it has compiled serves all its tasks. A task
and what comes of it are plain values, for they go from process to process.
"""

import marshal
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.app.custom.stylesheets import misplaced, stylesheet
from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.known import Known
from tei_pipeline.app.loading import open_inside
from tei_pipeline.app.publishable import unpublishable
from tei_pipeline.app.tasks import (
    Book,
    Bound,
    Harvested,
    Lists,
    Pages,
    Reading,
    Register,
    ShardTask,
    Task,
    Text,
)
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Whole, take_apart
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document, LoadError
from tei_pipeline.errors import OutputError, PipelineError, StylesheetError
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


class Workshop:
    """What carries out tasks; to be made before its Saxon has parsed anything.

    ``known`` is asked when the first document is read. ``targets`` are what is made; ``registers``
    says whether there may be authority files to read.
    """

    def __init__(
        self,
        project: Project,
        saxon: Saxon,
        known: Callable[[], Known],
        targets: Container[str],
        *,
        registers: bool = True,
    ) -> None:
        self._ask = known
        self._project = project
        self._targets = targets
        self._saxon = saxon
        self._registrar = Registrar(project, saxon) if registers else None
        try:
            self._compile(partial(stylesheet, project))
        except StylesheetError as error:
            raise misplaced(error, project) from error

    def _compile(self, own: Callable[[str], Path | None]) -> None:
        self._pages = PageMaker(self._saxon, own("html/main.xsl"))
        self._lists = ListMaker(self._saxon, own("html/site.xsl"))
        books = "pdf" in self._targets
        self._books = BookMaker(self._saxon, own("print/main.xsl")) if books else None
        harvested = "metadata" in self._targets
        self._citations = CitationMaker(self._saxon) if harvested else None

    def __call__(self, task: Task) -> Reading | Bound | Harvested | list[File] | dict[str, bytes]:
        """Carry out a task."""
        if isinstance(task, ShardTask):
            return index_shard(task.pages, task.shard)
        if isinstance(task, Pages):
            return self._reading(task)
        if isinstance(task, Register):
            assert self._registrar is not None
            return self._registrar(task)
        if isinstance(task, Book):
            return self._book(task)
        if isinstance(task, Text):
            return self._text(task)
        return self._lists.make(*_laid_out(task))

    @cached_property
    def _known(self) -> Known:
        return self._ask()

    @cached_property
    def _everything(self) -> Node:
        return self._saxon.parse(self._known.everything())

    def _known_to(self, document: Document) -> Node:
        part = self._known.part(document.text)
        return self._everything if part is None else self._saxon.parse(part)

    def _reading(self, task: Pages) -> Reading:
        return read(task, self._project, self._made)

    def _made(self, document: Document, file: str) -> Reading:
        node = self._saxon.parse(document.text, document.path.as_uri())
        known = self._known_to(document)
        pdf = "pdf" in self._targets
        made = self._pages.make(Source(document, node, file), known, pdf=pdf)
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

    def _text(self, task: Text) -> Harvested:
        assert self._citations is not None
        document = open_inside(task.path, self._project)
        node = self._saxon.parse(document.text, document.path.as_uri())
        cited = self._citations.make(Source(document, node, task.file))
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

    def _book(self, task: Book) -> Bound:
        assert self._books is not None
        document = open_inside(task.path, self._project)
        made: list[Artifact] = []
        found: list[Diagnostic] = []
        try:
            node = self._saxon.parse(document.text, document.path.as_uri())
            records = self._saxon.parse(task.records)
            source = Source(document, node, task.file)
            for thing in self._books.make(source, records, task.date):
                (made if isinstance(thing, Artifact) else found).append(thing)  # type: ignore[arg-type]
        except (StylesheetError, OutputError) as error:
            found.append(left_out(document, error, " as pdf"))
        return Bound(tuple(made), tuple(found), excerpts(found, [document]))


def _texts(pages: Iterable[File]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the pages that can be found by a search."""
    for page in pages:
        if page.path.endswith(".html"):
            yield page.path, packed_text(page.content)


def _laid_out(task: Lists) -> Lists:
    """Return a task with what is drawn on its page laid out."""
    lay_out = {"map": on_map, "network": network}.get(task.page)
    made = lay_out and lay_out(task.xml.encode())
    return task._replace(xml=made.decode()) if made else task


def workshop(project: Project, known: Path, targets: Container[str], registers: bool) -> Workshop:
    """Return the workshop of a worker process; ``known`` is where it finds what documents know.

    That need not be there before the first document is to be read.
    """

    def read_known() -> Known:
        return Known(*unpacked(known.read_bytes()))

    return Workshop(project, Saxon(), read_known, targets, registers=registers)


class Registrar:
    """Reads authority files, whose entries all documents know."""

    def __init__(self, project: Project, saxon: Saxon) -> None:
        self._project = project
        self._saxon = saxon
        self._extractor = RecordExtractor(saxon)

    def __call__(self, task: Register) -> Reading:
        """Return the record of an authority file."""
        return read(task, self._project, self._made)

    def _made(self, document: Document, file: str) -> Reading:
        node = self._saxon.parse(document.text, document.path.as_uri())
        record = self._extractor.extract(document, node, file)
        parts = take_apart(record)._replace(kind="authority")
        return Reading(
            "", (), document.id, (), {}, parts, Whole(packed(record), *(packed([]),) * 3)
        )


def read(
    task: Pages | Register, project: Project, make: Callable[[Document, str], Reading]
) -> Reading:
    """Return what ``make`` gives for a document, if that may be published, with its digests."""
    try:
        document = open_inside(task.path, project)
        document.tree  # noqa: B018  # raises what is wrong with the file
    except LoadError as failure:
        return unread(task.path, failure)
    found = tuple(unpublishable(document, project.folder))
    reading = Reading("", (), document.id, found, {})
    if not found:
        try:
            reading = make(document, task.file)
        except StylesheetError as error:
            reading = reading._replace(findings=(left_out(document, error),))
    return reading._replace(
        digest=digest(document.source),
        sought=tuple((str(path), digest_of(path)) for path in document.sought),
        excerpts=excerpts(reading.findings, [document]),
    )


def unread(path: Path, failure: LoadError) -> Reading:
    """Return what is known of a file that cannot be loaded."""
    found = (failure.diagnostic,)
    return Reading(digest_of(path), (), "", found, excerpts(found, []))


def left_out(document: Document, error: PipelineError, what: str = "") -> Diagnostic:
    """Return the finding that a document cannot be rendered."""
    return Diagnostic(
        "TPB202",
        f"the document cannot be rendered{what}: {error.message}",
        Location(document.path),
        suggestion=error.mend or "tei-pipeline validate says what is wrong in it",
    )


def digest_of(path: Path) -> str:
    """Return the digest of a file; empty where it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def packed(value: Any) -> bytes:
    """Return a plain value as bytes, made small."""
    return zlib.compress(marshal.dumps(value), 1)


def unpacked(content: bytes) -> Any:
    """Return the value that ``packed`` was given."""
    return marshal.loads(zlib.decompress(content))
