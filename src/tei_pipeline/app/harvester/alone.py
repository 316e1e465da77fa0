"""One harvest at a time into a folder: two would mix what they note of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tei_pipeline.errors import InputError, OutputError

LOCK = ".harvest.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder, made where it is not there; the system lets go of it for one who was killed.

    Raises ``InputError`` where another harvest holds it, ``OutputError`` where nobody can.
    """
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise InputError(
            "another harvest into this folder is at work",
            path=folder,
            mend="wait until it has ended, and run the same command again",
        ) from error
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=folder) from error
    try:
        yield
    finally:
        lock.release()
