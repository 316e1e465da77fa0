"""What reading a file gives, if it may be published; and what is said of one that may not."""

from collections.abc import Callable
from pathlib import Path

from tei_pipeline.app.excerpts import excerpts
from tei_pipeline.app.loading import open_inside
from tei_pipeline.app.publishable import unpublishable
from tei_pipeline.app.tasks import Pages, Reading, Register
from tei_pipeline.cache import digest
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document, LoadError
from tei_pipeline.errors import PipelineError, StylesheetError
from tei_pipeline.project import Project


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
