"""The protocol that every validator keeps."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document


class Context(NamedTuple):
    """What a validator may know beside the document it judges.

    ``folder`` bounds what pointers may lead to. ``others`` holds the loaded files of the project
    by absolute path (documents and authority files); ``authority`` says which of them are
    authority files; ``complete`` is true where all of the project is being judged, so that
    "never used" can be said. ``paths`` says whether the XPaths of findings are wanted.
    """

    folder: Path
    others: Mapping[Path, Document]
    authority: frozenset[Path]
    complete: bool
    paths: bool = True


class Validator(Protocol):
    """Judges one document at a time; a finding is a value, ``SchemaError`` ends its work."""

    @property
    def name(self) -> str:
        """Return what the report's last line calls it: an engine or a schema's file name."""
        ...

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield what is wrong with one document."""
        ...

    def key(self) -> str | None:
        """Return a digest of all that a verdict depends on beside the document itself.

        None where it depends on more, as on other documents. Asked before the engine is started.
        """
        ...
