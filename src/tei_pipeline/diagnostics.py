"""What a check has to say about a document: values, never exceptions.

Named tuples, here and in all that a run of ``validate`` needs: a frozen dataclass takes ten times
as long to define, and a small document is judged in the time of twenty.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How much a finding matters; only errors make a run fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A place in a file.

    ``line`` and ``column`` count from 1, in characters; ``end_column`` is the column after the
    last character of what is meant, on the same line. ``path`` is an XPath to the node.
    """

    file: Path
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    path: str | None = None


class Fix(NamedTuple):
    """A mend that a program may apply: the text that stands in place of what is there."""

    description: str
    replacement: str


class Diagnostic(NamedTuple):
    """One finding.

    ``message`` says what is wrong, ``expected`` what was expected there, ``suggestion`` how to
    mend it. ``code`` is a key of ``rules.RULES``.
    """

    code: str
    message: str
    location: Location
    severity: Severity = Severity.ERROR
    expected: str | None = None
    suggestion: str | None = None
    fix: Fix | None = None

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return the order in which findings are shown: by file, place, then code."""
        place = self.location
        return (str(place.file), place.line or 0, place.column or 0, self.code, self.message)

    def plain(self) -> tuple[Any, ...]:
        """Return the finding as nothing but tuples, texts and numbers, to be kept by a cache."""
        place = (str(self.location.file), *self.location[1:])
        fix = self.fix and tuple(self.fix)
        return (self.code, self.message, place, str(self.severity), *self[4:6], fix)


def from_plain(values: Sequence[Any]) -> Diagnostic:
    """Return the finding that ``Diagnostic.plain`` was asked of."""
    code, message, (file, *place), severity, expected, suggestion, fix = values
    return Diagnostic(
        code,
        message,
        Location(Path(file), *place),
        Severity(severity),
        expected,
        suggestion,
        None if fix is None else Fix(*fix),
    )
