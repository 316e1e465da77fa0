"""Writing the published catalogue: one publication, in one transaction.

A record's datestamp moves only when what is harvested of it moves: its bytes in that format or the
sets that it belongs to. What is no longer published leaves a tombstone for ever (OAI-PMH 2.0,
2.5.1, ``persistent``).
"""

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from tei_pipeline.catalogue.published.resources import take
from tei_pipeline.catalogue.published.tables import FORMAT, NEVER, TABLES, opened
from tei_pipeline.catalogue.published.values import Deposit, Entity, HeldFile, Set
from tei_pipeline.errors import OutputError

Clock = Callable[[], float]


class Publication:
    """A publication; without ``finish`` the catalogue is as it was before."""

    def __init__(self, path: Path, clock: Clock = time.time) -> None:
        """Open or make the catalogue; raises ``OutputError``."""
        self._path = path
        self._clock = clock
        self._db = opened(path, reading=False)
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._make()
        except sqlite3.OperationalError as error:
            self._db.close()
            raise _unwritable(path, error) from error
        self._number = 1 + (self._one("SELECT max(number) FROM build") or 0)
        self._moved = False

    def _make(self) -> None:
        for statement in TABLES.split(";\n"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Leave what was not finished; raises ``OutputError`` where it could not be written."""
        self._db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise _unwritable(self._path, error) from error

    def _one(self, query: str, *values: object) -> int | None:
        found = self._db.execute(query, values).fetchone()
        return found[0] if found else None

    def inputs(self) -> dict[str, str]:
        """Return what each document that is published was made from, by its id."""
        return dict(self._db.execute("SELECT id, inputs FROM document WHERE NOT withdrawn"))

    def told(self) -> dict[str, str]:
        """Return what was said of the whole before."""
        return dict(self._db.execute("SELECT key, value FROM about"))

    def about(self, told: Mapping[str, str]) -> None:
        """Say what the whole is: title, base-url, contact and the like."""
        self._db.execute("DELETE FROM about")
        self._db.executemany("INSERT INTO about VALUES (?, ?)", told.items())

    def sets(self, sets: Iterable[Set]) -> None:
        """Say what sets there are."""
        self._db.execute("DELETE FROM grouped")
        self._db.executemany("INSERT INTO grouped VALUES (?, ?, ?)", sets)

    def entities(self, entities: Iterable[Entity]) -> None:
        """Say what entities the registers hold."""
        self._db.execute("DELETE FROM entity")
        rows = (
            (
                *one[:3],
                json.dumps(one.names),
                one.description,
                json.dumps(one.identifiers),
                *one[6:],
            )
            for one in entities
        )
        self._db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    # Documents.

    def put(self, deposit: Deposit) -> None:
        """Publish a document, as new or in place of what is published of it."""
        before = self._db.execute(
            "SELECT facts, withdrawn FROM document WHERE id = ?", (deposit.id,)
        ).fetchone()
        facts = json.dumps(deposit.facts)
        moved = before is None or before != (facts, 0)
        for format_ in {*deposit.contents, *self._formats(deposit.id)}:
            moved |= self._put(deposit, format_)
        self._units(deposit)
        sets = _joined(deposit.sets)
        self._db.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET"
            " inputs = excluded.inputs, sort = excluded.sort, facts = excluded.facts,"
            " sets = excluded.sets, withdrawn = 0,"
            f" build = {'excluded.build' if moved else 'build'}",
            (deposit.id, deposit.inputs, deposit.sort, facts, sets, self._number),
        )
        if moved:
            self._edition(deposit.id, deposit.facts.source, withdrawn=False)

    def _formats(self, identifier: str) -> Iterator[str]:
        query = "SELECT format FROM content WHERE id = ?"
        return (format_ for (format_,) in self._db.execute(query, (identifier,)).fetchall())

    def _put(self, deposit: Deposit, format_: str) -> bool:
        """Publish a document in one format; return whether its record has changed."""
        content = deposit.contents.get(format_)
        if content is None:
            self._db.execute(
                "DELETE FROM content WHERE id = ? AND format = ?", (deposit.id, format_)
            )
            return self._version(deposit.id, format_, _joined(deposit.sets), deleted=True)
        digest = hashlib.sha256(content).hexdigest()
        kept = self._one(
            "SELECT digest = ? FROM content WHERE id = ? AND format = ?",
            *(digest, deposit.id, format_),
        )
        if not kept:
            self._db.execute(
                "REPLACE INTO content VALUES (?, ?, ?, ?)",
                (deposit.id, format_, digest, zlib.compress(content, 6)),
            )
        sets = _joined(deposit.sets)
        return self._version(deposit.id, format_, sets, deleted=False, anew=not kept)

    def _version(
        self, identifier: str, format_: str, sets: str, *, deleted: bool, anew: bool = False
    ) -> bool:
        last = self._db.execute(
            "SELECT sets, deleted, build FROM version WHERE id = ? AND format = ? AND ended = ?",
            (identifier, format_, NEVER),
        ).fetchone()
        if last and not anew and last[:2] == (sets, deleted):
            return False
        if last and last[2] == self._number:  # changed twice in this publication
            self._db.execute(
                "UPDATE version SET sets = ?, deleted = ?"
                " WHERE format = ? AND build = ? AND id = ?",
                (sets, deleted, format_, self._number, identifier),
            )
            return True
        self._db.execute(
            "UPDATE version SET ended = ? WHERE id = ? AND format = ? AND ended = ?",
            (self._number, identifier, format_, NEVER),
        )
        self._db.execute(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?)",
            (format_, self._number, identifier, NEVER, sets, deleted),
        )
        self._moved = True
        return True

    def _edition(self, identifier: str, source: str, *, withdrawn: bool) -> None:
        self._db.execute(
            "REPLACE INTO edition VALUES (?, ?, ?, ?)",
            (identifier, self._number, source, withdrawn),
        )
        self._moved = True

    def _units(self, deposit: Deposit) -> None:
        for table in ("tree", "unit"):
            self._db.execute(f"DELETE FROM {table} WHERE id = ?", (deposit.id,))
        self._db.executemany(
            "INSERT INTO tree VALUES (?, ?, ?, ?, ?)",
            ((deposit.id, n, *tree) for n, tree in enumerate(deposit.trees)),
        )
        self._db.executemany(
            "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((deposit.id, n, *unit) for n, unit in enumerate(deposit.units)),
        )

    def withdraw(self, identifier: str) -> None:
        """Withdraw a document: tombstones stand for its records from now on."""
        sets = self._db.execute("SELECT sets FROM document WHERE id = ?", (identifier,)).fetchone()
        for format_ in self._formats(identifier):
            self._version(identifier, format_, sets[0], deleted=True)
        for table in ("content", "tree", "unit"):
            self._db.execute(f"DELETE FROM {table} WHERE id = ?", (identifier,))
        self._db.execute(
            "UPDATE document SET withdrawn = 1, build = ? WHERE id = ?", (self._number, identifier)
        )
        self._edition(identifier, "", withdrawn=True)

    # Files.

    def files(self, held: Iterable[HeldFile], read: Callable[[str], bytes]) -> None:
        """Say which files are published; ``read`` gives the bytes of one that was written."""
        self._moved |= take(self._db, self._number, held, read)

    # The end.

    def finish(self, stamp: int | None = None) -> None:
        """Make it public, with a datestamp later than any before; ``stamp`` is the one wished for.

        Who has been answered in a second that is over must find all that comes later under a later
        stamp: so the stamp is in the second to come, and moved on if that has begun meanwhile.
        """
        if self._moved:
            self._db.execute("INSERT INTO build VALUES (?, ?)", (self._number, self._next(stamp)))
        self._db.execute("COMMIT")
        while self._moved and stamp is None and self._last() <= self._clock():
            self._db.execute(
                "UPDATE build SET stamp = ? WHERE number = ?", (self._next(None), self._number)
            )

    def _last(self) -> int:
        return self._one("SELECT max(stamp) FROM build") or 0

    def _next(self, stamp: int | None) -> int:
        wished = int(self._clock()) + 1 if stamp is None else stamp
        return max(wished, self._last() + 1)


def _joined(sets: Iterable[str]) -> str:
    return "".join(f"|{spec}" for spec in sorted(sets)) + "|"


def _unwritable(path: Path, error: sqlite3.OperationalError) -> OutputError:
    if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        return OutputError(
            f"another build of this edition is at work ({error})",
            path=path,
            mend="wait until it has ended, and build again",
        )
    return OutputError(
        f"the catalogue of what is published cannot be written ({error})",
        path=path,
        mend="see that the disk has space and that the file may be written, and build again",
    )
