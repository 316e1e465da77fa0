"""Writing what steps made: below the output folder, each file by one step alone."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tei_pipeline.errors import OutputError
from tei_pipeline.files import TEMPORARY, write_atomically, write_piecemeal

_MARK = ".unfinished"
"""A file that is there as long as a build is at work, and after one that was killed."""


class Writer:
    """Writes files below a folder; two steps that want the same file are a fault of the input."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._inside: set[Path] = set()  # folders that were seen to lie below it
        self.written: dict[str, None] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Write within this; what a build that was killed has half written is taken away before.

        Raises ``OutputError`` where the folder cannot be written.
        """
        mark = self.folder / _MARK
        self._refuse_outside(mark)
        if mark.exists():
            for path in list(self.folder.rglob(f"{TEMPORARY}*")):
                path.unlink(missing_ok=True)
        write_atomically(mark, b"")
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)

    def write(self, path: str, content: bytes) -> str:
        """Write a file (its path with ``/``, from the folder) and return that path.

        Raises ``OutputError`` where it lies outside, or was written in this build already.
        """
        target = self._refuse_twice(path)
        self.written[path] = None
        write_atomically(target, content)
        return path

    @contextmanager
    def piecemeal(self, path: str) -> Iterator[BinaryIO]:
        """Write a large file as its pieces come; it is put in place when all are there.

        One that has this content already is left untouched. Raises ``OutputError``, see ``write``.
        """
        with write_piecemeal(self._refuse_twice(path)) as stream:
            yield stream
        self.written[path] = None

    def _refuse_twice(self, path: str) -> Path:
        """Return where a file is to be; raises ``OutputError`` if it is outside, or written."""
        target = self.folder / path
        self._refuse_outside(target)
        if path in self.written:
            raise OutputError(
                "two pages of the edition want this file",
                path=target,
                mend="give one of the two documents or entries another id",
            )
        return target

    def _refuse_outside(self, target: Path) -> None:
        """Raise ``OutputError`` where a file would lie outside of the folder."""
        if target.parent not in self._inside:
            if not target.parent.resolve().is_relative_to(self.folder):
                raise OutputError("lies outside the output folder", path=target)
            self._inside.add(target.parent)
        named = target.name not in ("", "..") and ".." not in target.parts
        if not named or (target.is_symlink() and not self._leads_inside(target)):
            raise OutputError("lies outside the output folder", path=target)

    def _leads_inside(self, link: Path) -> bool:
        return link.resolve().is_relative_to(self.folder)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove files that an earlier build left, and folders that are empty then."""
        removed = []
        for name in paths:
            path = self.folder / name
            if path.is_file() and path.resolve().is_relative_to(self.folder):
                path.unlink()
                removed.append(name)
                self._prune(PurePosixPath(name).parent)
        return removed

    def _prune(self, parent: PurePosixPath) -> None:
        for folder in (parent, *parent.parents):
            try:
                if folder.name:
                    (self.folder / folder).rmdir()
            except OSError:
                return
