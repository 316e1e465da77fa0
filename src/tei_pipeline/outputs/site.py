"""The HTML reading edition: a page for each document, registers, a start page, and its assets.

All that is on a page is decided in ``xslt/html``; this module decides which pages there are, and
where they stand.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.outputs.messages import findings
from tei_pipeline.outputs.protocol import Artifact, Edition, Source
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Node, Saxon

_PAGES = PurePosixPath("html")


class SiteOutput:
    """Makes the site; to be constructed before the first document is parsed."""

    target = "site"

    def __init__(self, saxon: Saxon) -> None:
        self._document = saxon.compile_file(resource("xslt", "html/main.xsl"))
        self._register = saxon.compile_file(resource("xslt", "html/register.xsl"))
        self._start = saxon.compile_file(resource("xslt", "html/start.xsl"))
        self._register_list = saxon.compile_file(resource("xslt", "html/registers.xsl"))

    def map(self, source: Source, edition: Edition) -> Iterator[Artifact | Diagnostic]:
        """Yield a document's page and its TEI to take away."""
        document = source.document
        made = self._document.transform(
            source.node,
            {
                "id": document.id,
                "records": edition.records,
                "pdf": "pdf" in edition.settings.build.targets,
            },
        )
        yield from findings(document, made.messages)
        yield _page(f"{document.id}.html", made.text)
        yield Artifact(_PAGES / f"{document.id}.xml", document.source)

    def reduce(
        self, sources: Sequence[Source], edition: Edition
    ) -> Iterator[Artifact | Diagnostic]:
        """Yield the start page, the registers, the authority files and the assets."""
        records = edition.records
        yield _page("index.html", self._start.transform(records, {"records": records}).text)
        for kind, name in self._registers(records):
            made = self._register.transform(
                records, {"records": records, "kind": kind, "root": "../"}
            )
            yield _page(f"registers/{name}.html", made.text)
        yield from _authority(sources, edition)
        yield from _assets()

    def _registers(self, records: Node) -> Iterator[tuple[str, str]]:
        """Yield kind and file name of each register that the edition has."""
        listed = self._register_list.transform(records, {"records": records}).text
        for line in listed.splitlines():
            kind, _, name = line.partition(" ")
            yield kind, name


def _authority(sources: Sequence[Source], edition: Edition) -> Iterator[Artifact]:
    """Yield the authority files, where the pointers of the documents beside them lead."""
    for source in sources[:1]:
        for file in edition.authority:
            yield Artifact(_PAGES / _beside(file.file, source.file), file.document.source)


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
