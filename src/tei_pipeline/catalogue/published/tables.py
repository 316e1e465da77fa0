"""The tables of the published catalogue, and how they are opened.

A record has a row in ``version`` for each publication that changed it, so that lists can be given
as they were when a harvest began; what it holds is kept as it is now. A table that came
later is added to a catalogue that was kept.
"""

import os
import sqlite3
from pathlib import Path

from tei_pipeline.errors import OutputError

FORMAT = 1  # to be changed with the tables
NEVER = 2**62  # the publication that ends what is still so
WAIT = 20.0  # seconds for another process to end
TABLES = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS build (number INTEGER PRIMARY KEY, stamp INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, inputs TEXT NOT NULL, sort TEXT NOT NULL,
  facts TEXT NOT NULL, sets TEXT NOT NULL, build INTEGER NOT NULL, withdrawn INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS document_sort ON document (withdrawn, sort, id);
CREATE TABLE IF NOT EXISTS edition (id TEXT NOT NULL, build INTEGER NOT NULL, source TEXT NOT NULL,
  withdrawn INTEGER NOT NULL, PRIMARY KEY (id, build)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS version (format TEXT NOT NULL, build INTEGER NOT NULL, id TEXT NOT NULL,
  ended INTEGER NOT NULL, sets TEXT NOT NULL, deleted INTEGER NOT NULL,
  PRIMARY KEY (format, build, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS version_id ON version (id, format, build);
CREATE TABLE IF NOT EXISTS content (id TEXT NOT NULL, format TEXT NOT NULL, digest TEXT NOT NULL,
  content BLOB NOT NULL, PRIMARY KEY (id, format));
CREATE TABLE IF NOT EXISTS grouped (spec TEXT PRIMARY KEY, name TEXT NOT NULL,
  description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tree (id TEXT NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL,
  structure TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (id, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (id TEXT NOT NULL, n INTEGER NOT NULL, ref TEXT NOT NULL,
  level INTEGER NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, parent TEXT NOT NULL,
  tree TEXT NOT NULL, facts TEXT NOT NULL, page TEXT NOT NULL, anchor TEXT NOT NULL,
  PRIMARY KEY (id, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity (key TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
  names TEXT NOT NULL, description TEXT NOT NULL, identifiers TEXT NOT NULL, page TEXT NOT NULL,
  mentions INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS resource (path TEXT NOT NULL, build INTEGER NOT NULL,
  ended INTEGER NOT NULL, document TEXT NOT NULL, digest TEXT NOT NULL, length INTEGER NOT NULL,
  mark TEXT NOT NULL, PRIMARY KEY (path, build)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS resource_document ON resource (document, ended);
"""


def opened(path: Path, *, reading: bool) -> sqlite3.Connection:
    """Open the database; who is ``reading`` makes none, changes nothing, and may change threads.

    Raises ``OutputError`` where it cannot be opened or is of another program's making.
    """
    try:
        if reading:
            db = _read_only(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, WAIT, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
        found = db.execute("PRAGMA user_version").fetchone()[0]
    except (OSError, sqlite3.DatabaseError) as error:
        raise unreadable(path, error) from error
    if found != FORMAT and (reading or found):
        db.close()
        raise OutputError(
            "this catalogue was written by another version of tei-pipeline",
            path=path,
            mend="build the edition anew with this version, after moving the file away",
        )
    return db


def unreadable(path: Path, error: Exception) -> OutputError:
    """Return what is to be said where the database cannot be opened or read."""
    return OutputError(
        f"the catalogue of what is published cannot be opened ({error})",
        path=path,
        mend="see that the file may be read and written, or build into another folder",
    )


def _read_only(path: Path) -> sqlite3.Connection:
    try:
        return _connected(path, "mode=ro")
    except sqlite3.OperationalError:
        # Beside a database in WAL mode SQLite must write, which may be forbidden to who serves
        # it. Where no build is at work there is nothing to wait for.
        if fixed(path):
            return _connected(path, "mode=ro&immutable=1")
        raise


def _connected(path: Path, how: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.as_uri()}?{how}", WAIT, uri=True, isolation_level=None, check_same_thread=False
    )
    db.execute("PRAGMA user_version")
    return db


def fixed(path: Path) -> bool:
    """Return whether the database lies where nothing may be written, and no build is at work."""
    beside = path.with_name(f"{path.name}-wal")
    idle = not beside.exists() or not beside.stat().st_size
    return path.is_file() and idle and not os.access(path.parent, os.W_OK)
