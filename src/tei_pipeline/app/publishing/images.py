"""The pictures that pages show: files of the project, copied beside the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.cache import digest
from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.outputs.site import FOLDER

FILES = "files"
"""Where pages look for them (see ``xslt/html/images.xsl``)."""
_CODE = "TPB303"
# A drawing that is opened on its own would run what it holds.
_RUNS = re.compile(rb"<(?:\w+:)?(?:script|foreignObject|iframe)\b|\son\w+\s*=|javascript:", re.I)


class ImagePublishing:
    """The steps of the pictures: one each."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._folder = grounds.sources.folder

    def run(self) -> None:
        """Copy the pictures that are not fresh; one that cannot be copied is a finding."""
        for name in self._at.sources.images():
            path = self._folder / name
            if self._refused(name):
                continue
            inputs = {name: self._stamp(name)}
            step = f"picture {name}"
            if not self._at.ledger.is_fresh(step, inputs):
                written = self._at.writer.write(f"{FOLDER}/{FILES}/{name}", path.read_bytes())
                self._at.ledger.note(step, inputs, [written])

    def digest(self) -> str:
        """Return a digest of all pictures as they are now."""
        return digest(*(part for n in self._at.sources.images() for part in (n, self._stamp(n))))

    def _stamp(self, name: str) -> str:
        try:
            found = (self._folder / name).stat()
        except OSError:
            return ""
        return f"{found.st_size} {found.st_mtime_ns}"

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with pictures, at the place of each document that shows them."""
        for file, name in self._at.sources.showing():
            if why := self._refused(name):
                yield Diagnostic(
                    _CODE,
                    f"the picture {name} {why}",
                    _place(self._at.sources.path(file), name),
                    Severity.WARNING,
                    expected="an image file below the project's folder",
                    suggestion="put the file there, or correct the address",
                )

    def _refused(self, name: str) -> str:
        """Return why a picture is not copied; empty where it is."""
        path = self._folder / name
        try:
            meant = path.resolve()
        except (OSError, RuntimeError):  # links in a circle
            return "cannot be found"
        if not meant.is_relative_to(self._folder):
            return "lies outside the project"
        if not meant.is_file():
            return "is not there"
        if path.suffix.lower() == ".svg" and _RUNS.search(path.read_bytes()):
            return "is a drawing that runs a script"
        return ""


def _place(path: Path, name: str) -> Location:
    """Return the line of a document that names a picture; the document where none is found."""
    last = Path(name).name.encode()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if last in line:
            return Location(path, number)
    return Location(path)
