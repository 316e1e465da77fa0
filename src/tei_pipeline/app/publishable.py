"""What may be published: files that are TEI, and have an id of their own that can name a file."""

import re
from collections.abc import Iterator
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import Document
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.wellformed import WellformedValidator

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
RESERVED = frozenset(
    {"index", "documents", "chronology", "network", "map", "about", "search", "accessibility"}
)


def unpublishable(document: Document, folder: Path) -> Iterator[Diagnostic]:
    """Yield why a document may not be published at all: it is not TEI, or has no usable id."""
    yield from _not_tei(document, folder)
    yield from _unnamable(document)


def _not_tei(document: Document, folder: Path) -> Iterator[Diagnostic]:
    context = Context(folder, {}, frozenset(), complete=False)
    for diagnostic in WellformedValidator().check(document, context):
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic


def _unnamable(document: Document) -> Iterator[Diagnostic]:
    if document.id.lower() in RESERVED:
        why = f"the id {document.id!r} is that of another page of the site"
    elif not _ID.fullmatch(document.id):
        why = f"the document's id {document.id!r} cannot name a file"
    else:
        return
    yield Diagnostic(
        "TPB203",
        why,
        document.location(document.root),
        expected="letters a to z, digits, . - _ and not index, search, map …",
        suggestion='give the root element an id, as in xml:id="letter-1912-05-03"',
    )
