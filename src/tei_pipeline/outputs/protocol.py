"""The protocol that every output keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from tei_pipeline.config import Settings
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.saxon import Node


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the edition on its way through: loaded, and parsed once for Saxon.

    ``file`` is its path from the project's folder, by which records know it.
    """

    document: Document
    node: Node
    file: PurePosixPath


@dataclass(frozen=True, slots=True)
class Edition:
    """What an output may know of the whole.

    ``records`` is the tree of all records (see ``records``): documents and authority entries.
    ``authority`` holds the project's authority files, for readers to take away. ``date`` is the
    day the edition is built for (ISO; from ``SOURCE_DATE_EPOCH`` or the newest change noted in the
    sources, never the clock).
    """

    settings: Settings
    records: Node
    authority: tuple[Source, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written: its path below the output folder, and its bytes."""

    path: PurePosixPath
    content: bytes


class Output(Protocol):
    """One target. ``map`` knows one document; ``reduce`` knows only records."""

    @property
    def target(self) -> str:
        """Return the target's name on the command line (``site``, ``pdf``)."""
        ...

    def map(self, source: Source, edition: Edition) -> Iterator[Artifact | Diagnostic]:
        """Yield the files of one document, and what was noticed on the way."""
        ...

    def reduce(
        self, sources: Sequence[Source], edition: Edition
    ) -> Iterator[Artifact | Diagnostic]:
        """Yield the files that need all of the edition: registers, start page, styles."""
        ...
