"""The database of a catalogue: its tables, one transaction for a run, one run at a time."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from tei_pipeline.errors import OutputError

_FORMAT = 10  # to be changed with the tables
_WAIT = 20.0  # seconds for another run to end
_TABLES = """
CREATE TABLE source (file TEXT PRIMARY KEY, kept BLOB NOT NULL);
CREATE TABLE document (file TEXT PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
  title TEXT NOT NULL, language TEXT NOT NULL, header TEXT NOT NULL,
  date TEXT NOT NULL, sort TEXT NOT NULL,
  words INTEGER NOT NULL,
  changed TEXT NOT NULL, said TEXT NOT NULL, told TEXT NOT NULL, named TEXT NOT NULL,
  quoted TEXT NOT NULL, slots BLOB NOT NULL,
  outline TEXT NOT NULL, history TEXT NOT NULL);
CREATE TABLE whole (file TEXT PRIMARY KEY, row TEXT NOT NULL,
  record BLOB NOT NULL, pages BLOB NOT NULL, texts BLOB NOT NULL);
CREATE TABLE variant (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
  name TEXT NOT NULL, idnos TEXT NOT NULL, UNIQUE (kind, id, name, idnos));
CREATE TABLE body (number INTEGER PRIMARY KEY, xml TEXT NOT NULL UNIQUE);
CREATE TABLE entry (key TEXT PRIMARY KEY, own INTEGER NOT NULL, file TEXT NOT NULL,
  n INTEGER NOT NULL, variant INTEGER NOT NULL, body INTEGER NOT NULL);
CREATE TABLE mention (file TEXT NOT NULL, n INTEGER NOT NULL, key TEXT NOT NULL,
  role INTEGER NOT NULL, xml TEXT NOT NULL);
CREATE TABLE share (file TEXT PRIMARY KEY, key TEXT NOT NULL, content BLOB NOT NULL);
CREATE INDEX entry_file ON entry (file);
CREATE INDEX entry_authority ON entry (file, n) WHERE NOT own;
CREATE INDEX entry_variant ON entry (variant, body, own, file, n);
CREATE INDEX mention_file ON mention (file, role, key);
CREATE INDEX mention_key ON mention (key, file, role);
"""
_NOWHERE = ":memory:"


def _connected(path: Path | None) -> sqlite3.Connection:
    try:
        if path:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    except (OSError, sqlite3.OperationalError):
        pass  # nothing depends on it but time
    return sqlite3.connect(_NOWHERE, isolation_level=None)


class Tables:
    """The tables, open for one run; a run that is killed leaves them as they were."""

    def __init__(self, path: Path | None, *, reading: bool = False) -> None:
        """Open or make it; without a path, or where that cannot be written, it is not kept.

        Who is only ``reading`` holds up no other run. Raises ``OutputError`` where another run
        holds it.
        """
        self._db = _connected(path)
        if not reading:
            self._begin(path)

    def _begin(self, path: Path | None) -> None:
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"another build of this edition is at work ({error})",
                path=path,
                mend="wait until it has ended, and build again",
            ) from error
        if self._db.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            self._make()

    def _make(self) -> None:
        names = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            self._db.execute(f"DROP TABLE {name}")
        for statement in _TABLES.split(";\n"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {_FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()  # what was not committed is as it was

    def commit(self) -> None:
        """Keep what was written, and go on."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> Iterator[Any]:
        return iter(self._db.execute(query, values))
