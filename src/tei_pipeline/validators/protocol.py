"""The protocol that every validator keeps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document


@dataclass(frozen=True, slots=True)
class Context:
    """What a validator may know beside the document it judges.

    ``folder`` bounds what pointers may lead to. ``others`` holds the loaded files of the project
    by absolute path (documents and authority files); ``authority`` says which of them are
    authority files; ``complete`` is true where all of the project is being judged, so that
    "never used" can be said.
    """

    folder: Path
    others: Mapping[Path, Document]
    authority: frozenset[Path]
    complete: bool


class Validator(Protocol):
    """Judges documents; a finding is a value, an exception means that the run cannot go on."""

    @property
    def name(self) -> str:
        """Return what the report's last line calls it: an engine or a schema's file name."""
        ...

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield what is wrong with one document."""
        ...

    def check_all(self, documents: Sequence[Document], context: Context) -> Iterable[Diagnostic]:
        """Yield what is wrong between the documents of a project, after each was checked."""
        ...
