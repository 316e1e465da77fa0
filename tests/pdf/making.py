"""Books for tests: a document with its authority files, through records and ``BookMaker``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.config import Settings
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import load
from tei_pipeline.outputs.pdf import BookMaker
from tei_pipeline.outputs.protocol import Artifact, Source
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.saxon import Saxon

DATE = "2026-11-24"
HEADER = """<teiHeader><fileDesc>
  <titleStmt><title>{title}</title></titleStmt>
  <publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born here.</p></sourceDesc>
</fileDesc></teiHeader>"""


@dataclass(frozen=True, slots=True)
class Book:
    """What ``BookMaker`` gave for one document."""

    artifact: Artifact
    findings: tuple[Diagnostic, ...]

    def save(self, folder: Path) -> Path:
        """Write the PDF into ``folder`` and return its path."""
        path = folder / self.artifact.path.name
        path.write_bytes(self.artifact.content)
        return path


def make_book(document: Path, authority: Sequence[Path] = (), root: Path | None = None) -> Book:
    """Make the book of ``document``; files are named in the records from ``root``."""
    root = root or document.parent
    saxon = Saxon()
    extractor, output = RecordExtractor(saxon), BookMaker(saxon)
    sources = []
    for path in (document, *authority):
        loaded = load(path)
        file = path.relative_to(root).as_posix()
        sources.append(Source(loaded, saxon.parse(loaded.text, path.as_uri()), file))
    records = [extractor.extract(s.document, s.node, s.file) for s in sources]
    attributes = {**edition_attributes(Settings(), "0.1.0"), "date": DATE}
    made = list(output.make(sources[0], saxon.parse(gather(records, attributes)), DATE))
    (artifact,) = (thing for thing in made if isinstance(thing, Artifact))
    return Book(artifact, tuple(thing for thing in made if isinstance(thing, Diagnostic)))


def written(folder: Path, body: str, *, title: str = "A title", lang: str = "en") -> Path:
    """Write a small TEI document with this body and return its path."""
    path = folder / "small.xml"
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="small" xml:lang="{lang}">'
        f"{HEADER.format(title=title)}<text><body>{body}</body></text></TEI>",
        encoding="utf-8",
    )
    return path
