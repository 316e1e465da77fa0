"""Reading the published catalogue: many at once, each one moment of it, while a build writes."""

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tei_pipeline.catalogue.published.resources import history, holder, resources
from tei_pipeline.catalogue.published.tables import NEVER, fixed, opened, unreadable
from tei_pipeline.catalogue.published.values import (
    Document,
    Entity,
    Event,
    Facts,
    Header,
    Resource,
    Selection,
    Set,
    Tree,
    Unit,
    Version,
)

_HEADER = "SELECT v.id, v.build, b.stamp, v.sets, v.deleted FROM version v JOIN build b"
_UNIT = "SELECT ref, level, kind, path, parent, tree, facts, page, anchor FROM unit"
_DOCUMENT = (
    "SELECT d.id, d.facts, d.sets, b.stamp, d.withdrawn,"
    " (SELECT json_group_array(format) FROM (SELECT format FROM content c WHERE c.id = d.id"
    " ORDER BY format)) FROM document d JOIN build b ON b.number = d.build"
)


class Published:
    """The catalogue of what is published, to be asked from any thread."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Say where it lies; it is opened when it is asked."""
        self._path = path
        self._clock = clock
        self._idle: list[tuple[_Mark, sqlite3.Connection]] = []

    @contextmanager
    def view(self) -> Iterator["View"]:
        """Give the state of this moment; raises ``OutputError`` where it cannot be read."""
        mark = _mark(self._path)
        db = self._connection(mark)
        try:
            db.execute("BEGIN")
            yield View(db, int(self._clock()))
        except sqlite3.DatabaseError as error:
            mark = _GONE
            raise unreadable(self._path, error) from error
        finally:
            if mark != _GONE:
                db.execute("ROLLBACK")
                self._idle.append((mark, db))
            else:
                db.close()

    def _connection(self, mark: "_Mark") -> sqlite3.Connection:
        """Return a connection to the file that stands there now, be it another than before."""
        while self._idle:
            try:
                opened_as, db = self._idle.pop()
            except IndexError:
                break  # another thread was faster
            if opened_as == mark:
                return db
            db.close()
        return opened(self._path, reading=True)

    def close(self) -> None:
        """Close what is open and not in use."""
        while self._idle:
            self._idle.pop()[1].close()


_Mark = tuple[int, ...]
_GONE: _Mark = ()


def _mark(path: Path) -> _Mark:
    """Return what tells a file from another that took its place."""
    try:
        found = path.stat()
    except OSError:
        return _GONE
    moment = (found.st_mtime_ns, found.st_size) if fixed(path) else ()
    return (found.st_dev, found.st_ino, *moment)


class View:
    """The state of one moment; not to be used after it was given back."""

    def __init__(self, db: sqlite3.Connection, now: int) -> None:
        self._db = db
        self._now = now

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        return iter(self._db.execute(query, values))

    def _one(self, query: str, *values: object) -> Any:
        return self._db.execute(query, values).fetchone()

    def about(self) -> dict[str, str]:
        """Return what is said of the whole, as it was told to ``Publication.about``."""
        return dict(self._rows("SELECT key, value FROM about"))

    def sets(self) -> list[Set]:
        """Return all sets, by their specs."""
        return [Set(*row) for row in self._rows("SELECT * FROM grouped ORDER BY spec")]

    def formats(self) -> list[str]:
        """Return the formats that there is, or was, a record in."""
        return [name for (name,) in self._rows("SELECT DISTINCT format FROM version")]

    def newest(self) -> int:
        """Return the number of the last publication whose datestamp is not yet to come; 0: none."""
        query = "SELECT max(number) FROM build WHERE stamp <= ?"
        return self._one(query, self._now)[0] or 0

    def last(self) -> int:
        """Return the number of the last publication, whether or not its datestamp is to come."""
        return self._one("SELECT max(number) FROM build")[0] or 0

    def earliest(self) -> int | None:
        """Return the stamp of the first publication."""
        return self._one("SELECT min(stamp) FROM build")[0]  # type: ignore[no-any-return]

    # Documents.

    def document(self, identifier: str) -> Document | None:
        """Return a document, one that was withdrawn too."""
        row = self._one(f"{_DOCUMENT} WHERE d.id = ?", identifier)
        return _document(row) if row else None

    def documents(self, first: int = 0, most: int = -1, set_: str = "") -> list[Document]:
        """Return the documents that are published (of a set), in the edition's order."""
        query = f"{_DOCUMENT} WHERE NOT d.withdrawn AND {_of_set('d', set_)}"
        rows = self._rows(
            f"{query} ORDER BY d.sort, d.id LIMIT ? OFFSET ?", *_wanted(set_), most, first
        )
        return [_document(row) for row in rows]

    def every_document(self) -> list[Document]:
        """Return all documents that there are or were, by their ids."""
        return [_document(row) for row in self._rows(f"{_DOCUMENT} ORDER BY d.id")]

    def number_of_documents(self, set_: str = "") -> int:
        """Return how many documents are published (in a set)."""
        query = f"SELECT count(*) FROM document d WHERE NOT d.withdrawn AND {_of_set('d', set_)}"
        return int(self._one(query, *_wanted(set_))[0])

    def sizes_of_sets(self) -> dict[str, int]:
        """Return how many documents are published in each set, and in all of them (under "")."""
        sizes: dict[str, int] = {"": 0}
        query = "SELECT sets, count(*) FROM document WHERE NOT withdrawn GROUP BY sets"
        for sets, count in self._rows(query):
            sizes[""] += count
            parts = [spec.split(":") for spec in _split(sets)]
            for spec in {":".join(one[: n + 1]) for one in parts for n in range(len(one))}:
                sizes[spec] = sizes.get(spec, 0) + count
        return sizes

    def versions(self, identifier: str) -> list[Version]:
        """Return the versions of a document, the oldest first."""
        query = (
            "SELECT b.stamp, e.source, e.withdrawn FROM edition e JOIN build b"
            " ON b.number = e.build WHERE e.id = ? ORDER BY e.build"
        )
        return [Version(s, source, bool(w)) for s, source, w in self._rows(query, identifier)]

    def resources(self, document: str | None = None) -> Iterator[Resource]:
        """Yield the files that are published (those of one document), by their paths."""
        return resources(self._db, document)

    def holder(self, path: str) -> str:
        """Return the document that a published file is of; empty where it is of none."""
        return holder(self._db, path)

    def history(self) -> Iterator[Event]:
        """Yield what has happened to the files, the oldest first."""
        return history(self._db)

    def content(self, identifier: str, format_: str) -> bytes | None:
        """Return a document in a format: an XML element without declaration, in UTF-8."""
        query = "SELECT content FROM content WHERE id = ? AND format = ?"
        row = self._one(query, identifier, format_)
        return zlib.decompress(row[0]) if row else None

    # Records.

    def header(self, identifier: str, format_: str) -> Header | None:
        """Return the header of a document's record in a format, that of a tombstone too."""
        query = f"{_HEADER} ON b.number = v.build WHERE v.id = ? AND v.format = ? AND v.ended = ?"
        row = self._one(query, identifier, format_, NEVER)
        return _header(row) if row else None

    def select(
        self, selection: Selection, after: tuple[int, str] = (0, ""), most: int = -1
    ) -> list[tuple[int, Header]]:
        """Return the next headers of a selection after a place (publication and id).

        Each comes with the publication by which it has its place in the list; the header is as it
        is now.
        """
        # v: as it was then, which decides what belongs to the list; n: as it is now. By its own
        # choice SQLite looks through a whole format for each n.
        query = (
            "SELECT v.id, v.build, n.build, b.stamp, n.sets, n.deleted FROM version v"
            " JOIN version n INDEXED BY version_id ON n.id = v.id AND n.format = v.format"
            " JOIN build b ON b.number = n.build"
            " WHERE v.format = ? AND (v.build, v.id) > (?, ?) AND v.build <= ? AND v.ended > ?"
            f" AND n.ended = ? AND {_of_set('v', selection.set)}"
            " ORDER BY v.build, v.id LIMIT ?"
        )
        first, last = self._span(selection)
        start = max((first, ""), after)
        wanted = (last, selection.as_of, NEVER, *_wanted(selection.set), most)
        rows = self._rows(query, selection.format, *start, *wanted)
        return [(row[1], _header((row[0], *row[2:]))) for row in rows]

    def size(self, selection: Selection) -> int:
        """Return how many records a selection holds."""
        query = (
            "SELECT count(*) FROM version v WHERE v.format = ? AND v.build BETWEEN ? AND ?"
            f" AND v.ended > ? AND {_of_set('v', selection.set)}"
        )
        wanted = (selection.as_of, *_wanted(selection.set))
        return int(self._one(query, selection.format, *self._span(selection), *wanted)[0])

    def _span(self, selection: Selection) -> tuple[int, int]:
        """Return the first and the last publication of a selection; they may be of none."""
        first = 0 if selection.first is None else selection.first
        last = NEVER if selection.last is None else selection.last
        lowest = self._one("SELECT min(number) FROM build WHERE stamp >= ?", first)[0]
        highest = self._one("SELECT max(number) FROM build WHERE stamp <= ?", last)[0]
        return NEVER if lowest is None else lowest, min(highest or 0, selection.as_of)

    # Citable units.

    def trees(self, identifier: str) -> list[Tree]:
        """Return the citation trees of a document, the default one first."""
        query = "SELECT name, structure, description FROM tree WHERE id = ? ORDER BY n"
        return [Tree(*row) for row in self._rows(query, identifier)]

    def units(self, identifier: str, tree: str = "") -> list[Unit]:
        """Return the citable units of a tree, in document order."""
        query = f"{_UNIT} WHERE id = ? AND tree = ? ORDER BY n"
        return [Unit(*row) for row in self._rows(query, identifier, tree)]

    # Entities.

    def entities(self, kind: str = "") -> list[Entity]:
        """Return the entities of the registers (of one kind), by kind and name."""
        rows = self._rows("SELECT * FROM entity WHERE ? IN ('', kind) ORDER BY kind, names", kind)
        return [_entity(row) for row in rows]

    def entity(self, key: str) -> Entity | None:
        """Return an entity."""
        row = self._one("SELECT * FROM entity WHERE key = ?", key)
        return _entity(row) if row else None


def _of_set(table: str, spec: str) -> str:
    if not spec:
        return "1"
    return f"(instr({table}.sets, ?) OR instr({table}.sets, ?))"


def _wanted(spec: str) -> tuple[str, ...]:
    return (f"|{spec}|", f"|{spec}:") if spec else ()


def _split(sets: str) -> tuple[str, ...]:
    return tuple(spec for spec in sets.split("|") if spec)


def _header(row: tuple[Any, ...]) -> Header:
    identifier, build, stamp, sets, deleted = row
    return Header(identifier, build, stamp, _split(sets), bool(deleted))


def _document(row: tuple[Any, ...]) -> Document:
    identifier, facts, sets, stamp, withdrawn, formats = row
    known = Facts(*json.loads(facts))
    held = tuple(json.loads(formats))
    return Document(identifier, known, _split(sets), held, stamp, bool(withdrawn))


def _entity(row: tuple[Any, ...]) -> Entity:
    key, kind, identifier, names, description, identifiers, page, mentions = row
    known = (tuple(json.loads(names)), description, tuple(json.loads(identifiers)))
    return Entity(key, kind, identifier, *known, page, mentions)
