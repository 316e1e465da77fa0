"""Where things are: names only, so that the process that measures stays small.

A child's peak of memory is never less than what its parent held when it was made.
"""

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TELEGRAM = ROOT / "tei" / "telegram.xml"
TELEGRAM_ID = "telegram-1962-10-30"


def shared() -> Path | None:
    """Return the folder of the shared material; None where it is absent."""
    folder = Path(os.environ.get("TEI_PIPELINE_SHARED", ROOT.parent / "shared"))
    return folder if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Material:
    """The folder of the Typst step, in which the files of the others are too."""

    folder: Path

    @property
    def fo(self) -> Path:
        """Return the XSL-FO file."""
        return self.folder / "book.fo"

    @property
    def html(self) -> Path:
        """Return the HTML file."""
        return self.folder / "book.html"

    @property
    def pages(self) -> Path:
        """Return where a peer's PDF goes."""
        return self.folder / "peer.pdf"
