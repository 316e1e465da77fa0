"""Keeping copies in a store: the files, then the index that says what they stand for."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tei_pipeline.errors import OutputError
from tei_pipeline.files import write_atomically
from tei_pipeline.schemas.addresses import normal
from tei_pipeline.schemas.copies import free
from tei_pipeline.schemas.store import Entry, Store, read_index

try:
    import fcntl
except ImportError:  # Windows has no such locks: there one person adds at a time
    fcntl = None  # type: ignore[assignment]

_HEAD = "# Written by `tei-pipeline schema add`; made to be kept with the edition.\n"


def digest_of(content: bytes) -> str:
    """Return the digest that an index records of a copy."""
    return hashlib.sha256(content).hexdigest()


def keep(store: Store, added: Sequence[tuple[Entry, bytes]]) -> tuple[Entry, ...]:
    """Write copies, then the index, in which they take the place of those of their addresses.

    The ``file`` of an entry is a wish; what it became is returned. Another process that adds at
    the same time waits. Raises ``OutputError``, ``SchemaError``.
    """
    with _locked(store.folder):
        before = tuple(read_index(store.index))
        stood_for = {normal(name) for entry, _ in added for name in entry.names}
        kept = [_without(e, stood_for) for e in before if normal(e.address) not in stood_for]
        written: list[Entry] = []
        for entry, content in added:
            taken = [one.file for one in (*kept, *written)]
            entry = entry._replace(file=free(entry.file, entry.address, taken))
            write_atomically(store.path(entry), content)
            written.append(entry)
        entries = sorted([*kept, *written], key=lambda entry: entry.address)
        write_atomically(store.index, _HEAD.encode() + b"".join(map(_written, entries)))
        for file in {entry.file for entry in before} - {entry.file for entry in entries}:
            (store.folder / file).unlink(missing_ok=True)
    store.forget()
    return tuple(written)


def _without(entry: Entry, taken: set[str]) -> Entry:
    """Return an entry without the aliases that now stand for another copy."""
    return entry._replace(aliases=tuple(a for a in entry.aliases if normal(a) not in taken))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY) if fcntl else None
    except OSError as error:
        mend = "name a place that you may write to"
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError(message, path=folder, mend=mend) from error
    try:
        if handle is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)  # which opens the lock


def _written(entry: Entry) -> bytes:
    lines = ["", "[[schema]]"]
    for name, value in entry._asdict().items():
        if value:
            # A JSON text or list of texts is one of TOML, but for the one character DEL.
            text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{name} = {text}")
    return "\n".join([*lines, ""]).encode()
