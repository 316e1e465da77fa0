"""What a build is asked for, and what it gives."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.app.validate import exit_code
from tei_pipeline.reporters import Report


class BuildOptions(NamedTuple):
    """What a build was asked for; what is None is as the project's settings say.

    With ``strict`` nothing is built unless validation finds no error. ``jobs`` is the number of
    processes; None: as many as there are cores where there is work for them.
    """

    output: Path | None = None
    targets: tuple[str, ...] | None = None
    strict: bool = False
    jobs: int | None = None


class Built(NamedTuple):
    """What a build made, and what is to be said of it.

    ``names`` are those of its files, from ``folder`` on; ``written`` says how many this build
    wrote, ``removed`` how many it took away, ``read`` how many sources it read, and ``reasons`` why
    each step was carried out.
    """

    folder: Path
    names: tuple[str, ...]
    report: Report
    written: int = 0
    removed: int = 0
    read: int = 0
    reasons: Mapping[str, str] = {}  # never written to

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files."""
        return tuple(self.folder / name for name in self.names)

    @property
    def exit_code(self) -> int:
        """Return 0, 1 where something was left out, 2 where something could not be read."""
        return exit_code(self.report.diagnostics) or (0 if self.names else 1)
