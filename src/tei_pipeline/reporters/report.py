"""What a run of ``validate`` found; reporters render it and compute nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.schemas.choice import Chosen


class Timed(NamedTuple):
    """What a rule took on all documents: seconds, and the nodes that it was applied to."""

    rule: str
    file: Path
    line: int | None
    seconds: float
    nodes: int


class Report(NamedTuple):
    """Findings in a stable order, and what they were found with.

    ``files`` are the judged files, ``included`` those that they include; ``judges`` the names of
    engines and schemas, ``schemas`` which of them judged each file; ``excerpts`` the source lines
    that findings point at; ``notes`` what the reader must know beside the findings (that no schema
    judged a file, for example); ``times`` what Schematron rules took, if that was asked for;
    ``bugs`` in what way this program has failed on a file. Where findings were put into the form
    of a report as they were made, ``entries`` has what each became, and ``excerpts`` is empty.
    """

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    judges: tuple[str, ...] = ()
    schemas: Mapping[Path, tuple[Chosen, ...]] = {}  # never written to
    included: frozenset[Path] = frozenset()
    excerpts: Mapping[tuple[Path, int], str] = {}
    notes: tuple[str, ...] = ()
    times: tuple[Timed, ...] = ()
    bugs: Mapping[Path, str] = {}  # never written to
    seconds: float = 0.0
    entries: tuple[bytes, ...] = ()

    def number_of(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(d.severity is severity for d in self.diagnostics)

    @property
    def files_with_findings(self) -> int:
        """Return how many of the judged files, or of those included, have a finding at least."""
        return len({d.location.file for d in self.diagnostics} & {*self.files, *self.included})


class Form(Protocol):
    """A form of the report: findings are put into it one by one, where they are made.

    So that the processes that judge share this work, a form can be pickled, and what it gives is
    UTF-8 already.
    """

    def entry(self, diagnostic: Diagnostic, excerpt: str | None) -> bytes:
        """Return what the report says of a finding; ``excerpt`` is the line that it points at."""

    def whole(self, report: Report) -> bytes:
        """Return the report, made from its entries."""


def shown(path: Path, folder: Path) -> str:
    """Return a file's name as a report shows it: from ``folder`` on.

    Bytes of a name that are not UTF-8 are shown as ``?``.
    """
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return name.encode("utf-8", "replace").decode("utf-8")
