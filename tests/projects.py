"""Small real editions for tests: the sample edition of ``init``, made in a folder."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.app.init import init


def sample(folder: Path) -> Path:
    """Make the sample edition in ``folder`` and return it."""
    init(folder)
    return folder


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Return all that was printed."""
        return self.out + self.err


def run(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> Ran:
    """Run ``tei-pipeline`` in ``folder`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tei_pipeline", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
