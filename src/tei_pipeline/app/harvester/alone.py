"""One harvest at a time into a folder: two would mix what they note of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tei_pipeline.errors import InputError, OutputError

LOCK = ".harvest.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder, made where it is not there; the system lets go of it for one who was killed.

    The lock tells which process that is. Raises ``InputError`` where another harvest holds the
    folder, ``OutputError`` where nobody can.
    """
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
        with suppress(OSError):  # Windows lets nobody write to what is locked
            (folder / LOCK).write_text(str(os.getpid()), encoding="ascii")
    except Timeout as error:
        raise InputError(
            f"another harvest into this folder is at work{_named(folder)}",
            path=folder,
            mend="wait until it has ended, and run the same command again",
        ) from error
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=folder) from error
    try:
        yield
    finally:
        lock.release()


def _named(folder: Path) -> str:
    try:
        written = (folder / LOCK).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
    return f": process {written}" if written.isdigit() else ""
