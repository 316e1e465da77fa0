"""Writing files so that an interrupted run leaves the old file or the new one, never a part."""

import os
import tempfile
from pathlib import Path

from tei_pipeline.errors import OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` to a temporary file in the target's folder, then put it in place.

    A file that already has this content is left untouched. Raises ``OutputError`` where the
    folder or the file cannot be written.
    """
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _not_writable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _not_writable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _not_writable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        path=path,
        mend="name a place that you may write to",
    )


def _umask() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
