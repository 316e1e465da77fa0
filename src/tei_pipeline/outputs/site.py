"""The HTML reading edition: a page for each document, registers, a start page, and its assets.

All that is on a page is decided in ``xslt/html``; this module decides which pages there are, where
they stand, and what of the transformations' messages is a finding.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.errors import OutputError
from tei_pipeline.outputs.protocol import Artifact, Edition, Source
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Message, Saxon

_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_PAGES = PurePosixPath("html")


class SiteOutput:
    """Makes the site; to be constructed before the first document is parsed."""

    target = "site"

    def __init__(self, saxon: Saxon) -> None:
        self._document = saxon.compile_file(resource("xslt", "html/main.xsl"))
        self._register = saxon.compile_file(resource("xslt", "html/register.xsl"))
        self._start = saxon.compile_file(resource("xslt", "html/start.xsl"))
        self._files = saxon.compile_file(resource("xslt", "html/files.xsl"))

    def map(self, source: Source, edition: Edition) -> Iterator[Artifact | Diagnostic]:
        """Yield a document's page and its TEI to take away.

        Raises ``OutputError`` where the document's id cannot name a file.
        """
        document = source.document
        if not _ID.fullmatch(document.id):
            raise OutputError(f"the id {document.id!r} cannot name a page", path=document.path)
        made = self._document.transform(
            source.node,
            {
                "id": document.id,
                "records": edition.records,
                "pdf": "pdf" in edition.settings.build.targets,
            },
        )
        for message in made.messages:
            yield from _finding(document, message)
        yield _page(f"{document.id}.html", made.text)
        yield Artifact(_PAGES / f"{document.id}.xml", document.source)

    def reduce(
        self, sources: Sequence[Source], edition: Edition
    ) -> Iterator[Artifact | Diagnostic]:
        """Yield the start page, the registers, the authority files and the assets."""
        records = edition.records
        yield _page("index.html", self._start.transform(records, {"records": records}).text)
        listed = self._files.transform(records, {"records": records}).text.splitlines()
        files = [line.split(" ", 2) for line in listed]
        for what, kind, name in files:
            if what == "register":
                made = self._register.transform(
                    records, {"records": records, "kind": kind, "root": "../"}
                )
                yield _page(f"registers/{name}.html", made.text)
        yield from _authority(sources, files)
        yield from _assets()


def _authority(sources: Sequence[Source], files: Sequence[Sequence[str]]) -> Iterator[Artifact]:
    """Yield the authority files, where the pointers of the documents beside them lead."""
    own = {identifier: PurePosixPath(file) for _, identifier, file in files}
    for source in sources[:1]:
        file = own[source.document.id]
        project = source.document.path.parents[len(file.parts) - 1]
        for kind, identifier, name in files:
            path = project / name
            if kind == "authority" and _ID.fullmatch(identifier) and path.is_file():
                yield Artifact(_PAGES / _beside(PurePosixPath(name), file), path.read_bytes())


def _beside(file: PurePosixPath, document: PurePosixPath) -> PurePosixPath:
    """Return where a file is from the document's folder, if it is below it."""
    if file.is_relative_to(document.parent):
        return file.relative_to(document.parent)
    return PurePosixPath("authority") / file.name


def _page(name: str, text: str) -> Artifact:
    return Artifact(_PAGES / name, f"{text}\n".encode())


def _assets() -> Iterator[Artifact]:
    folder = resource("xslt", "html/assets")
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield Artifact(_PAGES / "assets" / file.relative_to(folder).as_posix(), file.read_bytes())


def _finding(document: Document, message: Message) -> Iterator[Diagnostic]:
    rule = RULES.get(message.code or "")
    if rule is None:
        return
    place = document.at(message.path) if message.path else Location(document.path)
    yield Diagnostic(
        rule.code,
        message.text,
        place,
        rule.severity,
        suggestion="use an element that the edition renders, or add a template for this one",
    )
