"""Writing files so that an interrupted run leaves the old file or the new one, never a part."""

import filecmp
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tei_pipeline.errors import OutputError

TEMPORARY = ".tei-pipeline-"
"""What the names of files begin with that are being written."""
BUFFER = 1 << 20
"""Bytes of a large file that are held at a time."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to a temporary file in the target's folder, then put it in place.

    A file that already has this content is left untouched. A link is followed, and what is no
    file but a device or a pipe is written to as it is. Raises ``OutputError`` where the folder or
    the file cannot be written.
    """
    try:
        found = _mode(path)
        if found and not stat.S_ISREG(found) and not stat.S_ISDIR(found):
            path.write_bytes(content)
        elif not (stat.S_ISREG(found) and _holds(path, content)):
            put_in_place(_led_to(path), content, 0o666)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise _unwritable(path, error) from error


@contextmanager
def write_piecemeal(path: Path) -> Iterator[BinaryIO]:
    """Write a large file as its pieces come; it is put in place when all are there.

    A file that has this content already is left untouched, a link is followed. Raises
    ``OutputError``, see ``write_atomically``.
    """

    def is_there(made: Path) -> bool:
        return path.is_file() and filecmp.cmp(made, path, shallow=False)

    try:
        with _replacing(_led_to(path), 0o666, BUFFER, is_there) as stream:
            yield stream
    except (OSError, RuntimeError) as error:
        raise _unwritable(path, error) from error


def _led_to(path: Path) -> Path:
    return path.resolve() if path.is_symlink() else path


def _unwritable(path: Path, error: Exception) -> OutputError:
    return OutputError(
        f"cannot be written: {getattr(error, 'strerror', None) or error}",
        path=path,
        mend="name a place that you may write to",
    )


def _mode(path: Path) -> int:
    """Return what a path leads to (see ``stat``); 0 where nothing is there."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return 0


def _holds(path: Path, content: bytes) -> bool:
    with path.open("rb") as file:
        return os.fstat(file.fileno()).st_size == len(content) and file.read() == content


def put_in_place(path: Path, content: bytes, mode: int) -> None:
    """Write a file of its own, with a mode that the umask narrows, and give it its name.

    Raises ``OSError``.
    """
    with _replacing(path, mode) as stream:
        stream.write(content)


@contextmanager
def _replacing(
    path: Path,
    mode: int,
    buffer: int = -1,
    is_there: Callable[[Path], bool] = lambda _: False,
) -> Iterator[BinaryIO]:
    """Open a file of its own, which is given its name at the end, unless it ``is_there``."""
    # Not by tempfile, which takes 3 ms to import: the name is of this process and moment alone.
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{time.monotonic_ns()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        try:
            handle = os.open(temporary, flags, mode)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(temporary, flags, mode)
        with os.fdopen(handle, "wb", buffer) as stream:
            yield stream
        if is_there(temporary):
            temporary.unlink()
        else:
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
