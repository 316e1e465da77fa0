"""The files that are published, and when each last changed: what mirrors and robots are told.

A row of the table ``resource`` is a file as it was from one publication (``build``) on until
another (``ended``). ``mark`` tells a file that nobody has touched since it was read.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from tei_pipeline.catalogue.published.tables import NEVER
from tei_pipeline.catalogue.published.values import Event, HeldFile, Resource

_NOW = f"SELECT path, mark, document, digest FROM resource WHERE ended = {NEVER}"
_RESOURCE = (
    "SELECT r.path, r.document, r.digest, r.length, b.stamp FROM resource r"
    " JOIN build b ON b.number = r.build"
)


def take(
    db: sqlite3.Connection, number: int, held: Iterable[HeldFile], read: Callable[[str], bytes]
) -> bool:
    """Note which files there are in a publication; return whether that is another than before.

    ``read`` gives the bytes of a file, and is asked only where its mark is a new one.
    """
    before = {path: (mark, document, digest) for path, mark, document, digest in db.execute(_NOW)}
    moved = False
    for path, document, mark in held:
        was = before.pop(path, ("", "", ""))
        if was[:2] == (mark, document):
            continue
        content = read(path)
        digest = hashlib.sha256(content).hexdigest()
        if was[1:] == (document, digest):
            db.execute(
                f"UPDATE resource SET mark = ? WHERE path = ? AND ended = {NEVER}", (mark, path)
            )
            continue
        moved = True
        if was[2]:
            _end(db, number, path)
        row = (path, number, NEVER, document, digest, len(content), mark)
        db.execute("INSERT INTO resource VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for path in before:
        _end(db, number, path)
    return moved or bool(before)


def _end(db: sqlite3.Connection, number: int, path: str) -> None:
    db.execute(f"UPDATE resource SET ended = ? WHERE path = ? AND ended = {NEVER}", (number, path))


def resources(db: sqlite3.Connection, document: str | None) -> Iterator[Resource]:
    """Yield the files that there are (of one document), by their paths."""
    query = f"{_RESOURCE} WHERE r.ended = {NEVER}"
    if document is None:
        rows = db.execute(f"{query} ORDER BY r.path")
    else:
        rows = db.execute(f"{query} AND r.document = ? ORDER BY r.path", (document,))
    return (Resource(*row) for row in rows)


def holder(db: sqlite3.Connection, path: str) -> str:
    """Return the document that a file is of; empty where it is of none."""
    query = f"SELECT document FROM resource WHERE path = ? AND ended = {NEVER}"
    found = db.execute(query, (path,)).fetchone()
    return found[0] if found else ""


def history(db: sqlite3.Connection) -> Iterator[Event]:
    """Yield what has happened to files, the oldest first."""
    # What ended is told as it was: the row that begins with the same publication is its successor.
    query = (
        "SELECT b.number, r.path, r.document, r.digest, r.length, b.stamp,"
        " CASE WHEN EXISTS (SELECT 1 FROM resource p WHERE p.path = r.path AND p.ended = r.build)"
        " THEN 'updated' ELSE 'created' END FROM resource r JOIN build b ON b.number = r.build"
        " UNION ALL SELECT b.number, r.path, r.document, '', 0, b.stamp, 'deleted'"
        " FROM resource r JOIN build b ON b.number = r.ended WHERE NOT EXISTS"
        " (SELECT 1 FROM resource n WHERE n.path = r.path AND n.build = r.ended)"
        " ORDER BY 1, 2"
    )
    for row in db.execute(query):
        yield Event(row[6], Resource(*row[1:6]))
