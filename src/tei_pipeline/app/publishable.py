"""What may be published: files that load, are TEI, and have an id that can name a file."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tei_pipeline.app.targets import Targets
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.validators import Context, WellformedValidator

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def load_publishable(group: Targets) -> tuple[list[Document], list[Diagnostic]]:
    """Return the documents and authority files of an edition, and what keeps others out.

    ``TPB203`` among the findings means that nothing may be written: two pages would share a name.
    """
    documents, failures = _load(group)
    failures += _unnamable(documents)
    return documents, failures


def _load(group: Targets) -> tuple[list[Document], list[Diagnostic]]:
    project = group.project
    context = [*project.documents, *project.authority] if project.configured else []
    documents: list[Document] = []
    failures: list[Diagnostic] = []
    for path in dict.fromkeys([*group.files, *context]):
        try:
            document = load(path)
        except LoadError as failure:
            failures.append(failure.diagnostic)
            continue
        found = list(_not_tei(document, project.folder))
        failures += found
        if not found:
            documents.append(document)
    return documents, failures


def _not_tei(document: Document, folder: Path) -> Iterator[Diagnostic]:
    context = Context(folder, {}, frozenset(), complete=False)
    for diagnostic in WellformedValidator().check(document, context):
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic


def _unnamable(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    seen: dict[str, Document] = {}
    for document in documents:
        if not _ID.fullmatch(document.id):
            yield Diagnostic(
                "TPB203",
                f"the document's id {document.id!r} cannot name a file",
                document.location(document.root),
                expected="a letter or _, then letters, digits, . - _",
                suggestion='give the root element an id, as in xml:id="letter-1912-05-03"',
            )
        elif document.id in seen:
            first = seen[document.id].path.name
            yield Diagnostic(
                "TPB203",
                f"the id {document.id!r} is also that of {first}",
                document.location(document.root),
                expected="an id of its own, since pages are named after it",
                suggestion="rename one of the two; nothing was written",
            )
        seen.setdefault(document.id, document)
