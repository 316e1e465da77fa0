"""What may be published: files that load, are TEI, and have an id that can name a file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.app.loading import load_files
from tei_pipeline.app.targets import Targets
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import Document
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.wellformed import WellformedValidator

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RESERVED = frozenset({"index"})


@dataclass(frozen=True, slots=True)
class Publishable:
    """The files that may be published, and what is to be said of the others.

    ``blocked`` says why nothing may be written at all; it is empty where the rest can be built.
    """

    documents: tuple[Document, ...]
    failures: tuple[Diagnostic, ...]
    blocked: str


def load_publishable(group: Targets) -> Publishable:
    """Load the documents and authority files of an edition; what cannot be published is left out.

    Nothing is to be written where an authority file is broken (every page would lose its names),
    where two documents share an id (one page would hide the other), or where no document is left.
    """
    loaded, failures = load_files(group)
    documents: list[Document] = []
    for document in loaded.values():
        found = [*_not_tei(document, group.project.folder), *_unnamable(document)]
        failures += found
        if not found:
            documents.append(document)
    shared = list(_sharing(documents))
    entries = set(group.project.authority if group.project.configured else ())
    blocked = ""
    if shared:
        blocked = "two documents share an id"
    elif any(failure.location.file in entries for failure in failures):
        blocked = "an authority file cannot be read"
    elif not any(d.path in set(group.files) - entries for d in documents):
        blocked = "no document is left"
    return Publishable(tuple(documents), (*failures, *shared), blocked)


def _not_tei(document: Document, folder: Path) -> Iterator[Diagnostic]:
    context = Context(folder, {}, frozenset(), complete=False)
    for diagnostic in WellformedValidator().check(document, context):
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic


def _unnamable(document: Document) -> Iterator[Diagnostic]:
    if document.id.lower() in _RESERVED:
        why = f"the id {document.id!r} is that of the start page"
    elif not _ID.fullmatch(document.id):
        why = f"the document's id {document.id!r} cannot name a file"
    else:
        return
    yield Diagnostic(
        "TPB203",
        why,
        document.location(document.root),
        expected="letters a to z, digits, . - _ and not index",
        suggestion='give the root element an id, as in xml:id="letter-1912-05-03"',
    )


def _sharing(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    seen: dict[str, Document] = {}
    for document in documents:
        # Some file systems do not tell capital letters from small ones.
        first = seen.setdefault(document.id.lower(), document)
        if first is not document:
            yield Diagnostic(
                "TPB203",
                f"the id {document.id!r} is also that of {first.path.name}",
                document.location(document.root),
                expected="an id of its own, since pages are named after it",
                suggestion="rename one of the two; nothing was written",
            )
