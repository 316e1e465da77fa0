"""Writing files so that an interrupted run leaves the old file or the new one, never a part."""

import os
import time
from pathlib import Path

from tei_pipeline.errors import OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to a temporary file in the target's folder, then put it in place.

    A file that already has this content is left untouched. A link is followed, and what is no
    file but a device or a pipe is written to as it is. Raises ``OutputError`` where the folder or
    the file cannot be written.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                stream.write(content)
        elif not (path.is_file() and path.read_bytes() == content):
            put_in_place(path, content, 0o666)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise OutputError(
            f"cannot be written: {getattr(error, 'strerror', None) or error}",
            path=path,
            mend="name a place that you may write to",
        ) from error


def put_in_place(path: Path, content: bytes, mode: int) -> None:
    """Write a file of its own, with a mode that the umask narrows, and give it its name.

    Raises ``OSError``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not by tempfile, which takes 3 ms to import: the name is of this process and moment alone.
    temporary = path.with_name(f".tei-pipeline-{os.getpid()}-{time.monotonic_ns()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
