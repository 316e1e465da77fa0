"""What goes into the catalogue, and what is asked of it.

A file's rows are replaced together. What a row was made from is its ``key``; who calls decides
from that whether a file is to be read again.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tei_pipeline.cache import digest
from tei_pipeline.catalogue.entities import Entity, Variant, entity_address, merged
from tei_pipeline.catalogue.parts import Parts
from tei_pipeline.catalogue.tables import Tables

_EDITION = "FROM document WHERE kind = 'document' ORDER BY sort = '', sort, id"


class Whole(NamedTuple):
    """What is kept of a document as it was given: its record, its pages, their slots and texts."""

    record: bytes
    pages: bytes
    slots: bytes
    texts: bytes


class Spoken:
    """How often something is mentioned in the edition, and the documents that speak of it."""

    __slots__ = ("files", "mentions")

    def __init__(self) -> None:
        self.mentions = 0
        self.files: set[str] = set()

    def add(self, file: str, mentions: int) -> None:
        """Count what a document says."""
        self.mentions += mentions
        self.files.add(file)


class Row(NamedTuple):
    """A document as lists show it; ``row`` is the header part of its record as XML.

    ``sort`` orders documents by their date; it is empty where there is none. ``history`` is what
    the header says of changes, as XML.
    """

    file: str
    id: str
    title: str
    language: str
    header: str
    date: str
    words: int
    sort: str
    row: str
    history: str


class Catalogue(Tables):
    """The catalogue of one output folder, open for one run."""

    def __init__(self, path: Path | None, *, reading: bool = False) -> None:
        """Open or make it; see ``Tables``."""
        super().__init__(path, reading=reading)
        self._forget()

    def _forget(self) -> None:
        """Forget what was made of the tables: they change."""
        self._entities: dict[int, Entity] | None = None
        self._variants: dict[str, int] | None = None  # of 70,000 entries one asks for each
        self._spoken: dict[Entity, Spoken] | None = None
        self._documents: tuple[Row, ...] | None = None

    # What was read from a file, whatever came of it.

    def kept(self) -> dict[str, Any]:
        """Return what was kept of each file, by its path from the project's folder."""
        return {file: marshal.loads(kept) for file, kept in self._rows("SELECT * FROM source")}

    def keep(self, file: str, kept: Any) -> None:
        """Keep something of a file (of values that ``marshal`` writes)."""
        self._db.execute("REPLACE INTO source VALUES (?, ?)", (file, marshal.dumps(kept)))

    def remove(self, files: Iterable[str]) -> None:
        """Forget files."""
        for file in files:
            self._clear(file)
            self._db.execute("DELETE FROM source WHERE file = ?", (file,))

    def put(self, parts: Parts, whole: Whole) -> None:
        """Put a file's record in place of an older one."""
        self._clear(parts.file)
        changed = max(parts.changes, default="")
        told = (parts.id, parts.kind, parts.title, parts.language, parts.header)
        dated = (parts.date, parts.sort, parts.words, parts.row, parts.history, changed)
        self._db.execute(
            f"INSERT INTO document VALUES ({', '.join('?' * 18)})",
            (parts.file, *told, *dated, *whole, digest(whole.texts), parts.told()),
        )
        for n, entry in enumerate(parts.entries):
            same = (entry.kind, entry.id, entry.name, "\n".join(entry.idnos))
            variant = self._number("variant", "kind, id, name, idnos", same)
            body = self._number("body", "xml", (entry.body,))
            row = (entry.key, parts.kind == "document", parts.file, n, variant, body)
            self._db.execute("INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
        self._db.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?)",
            [
                (parts.file, n, one.key, role, one.body)
                for role, ones in ((0, parts.mentions), (1, parts.roles))
                for n, one in enumerate(ones)
            ],
        )

    def _number(self, table: str, columns: str, values: tuple[str, ...]) -> int:
        where = " AND ".join(f"{column} = ?" for column in columns.split(", "))
        found = self._db.execute(f"SELECT number FROM {table} WHERE {where}", values).fetchone()
        if found:
            return int(found[0])
        marks = ", ".join("?" * len(values))
        made = self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        return int(made.lastrowid or 0)

    def _clear(self, file: str) -> None:
        self._forget()
        for table in ("document", "entry", "mention", "share"):
            self._db.execute(f"DELETE FROM {table} WHERE file = ?", (file,))

    # What is in it.

    def ids(self) -> list[tuple[str, str]]:
        """Return id and file of all documents, in the edition's order."""
        return list(self._rows(f"SELECT id, file {_EDITION}"))

    def changed(self) -> str:
        """Return the day of the newest change that any record notes; empty where none does."""
        return str(self._db.execute("SELECT ifnull(max(changed), '') FROM document").fetchone()[0])

    def rows(self) -> tuple[Row, ...]:
        """Return the documents in the edition's order: by date, then id; undated ones last."""
        if self._documents is None:
            columns = "file, id, title, language, header, date, words, sort, row, history"
            found = self._rows(f"SELECT {columns} {_EDITION}")
            self._documents = tuple(Row(*row) for row in found)
        return self._documents

    def facets(self, files: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """Return the names of what documents mention, by their files and by kind."""
        query = f"""SELECT DISTINCT m.file, e.variant FROM mention m CROSS JOIN entry e
          ON e.key = m.key WHERE NOT m.role AND m.file IN ({", ".join("?" * len(files))})"""
        found: dict[str, dict[str, set[str]]] = {}
        for file, variant in self._rows(query, tuple(files)):
            if entity := self.entities.get(variant):
                found.setdefault(file, {}).setdefault(entity.kind, set()).add(entity.name)
        return {
            file: {kind: sorted(names) for kind, names in sorted(kinds.items())}
            for file, kinds in found.items()
        }

    def pages(self, file: str) -> bytes:
        """Return the pages of a document as they were put."""
        return self._whole("pages", file)

    def texts(self, file: str) -> bytes:
        """Return the texts of a document's pages as they were put."""
        return self._whole("texts", file)

    def slots(self) -> dict[str, bytes]:
        """Return the slots of the pages of all documents as they were put, by their files."""
        return dict(self._rows(f"SELECT file, slots {_EDITION}"))

    def told(self) -> list[str]:
        """Return digests of what each file tells lists and registers (see ``Parts.told``)."""
        return [told for (told,) in self._rows("SELECT told FROM document ORDER BY file")]

    def text_digests(self) -> dict[str, str]:
        """Return a digest of the texts of each document's pages, by its file."""
        return dict(self._rows(f"SELECT file, said {_EDITION}"))

    def record(self, file: str) -> bytes:
        """Return the record of a document as it was put."""
        return self._whole("record", file)

    def _whole(self, column: str, file: str) -> bytes:
        query = f"SELECT {column} FROM document WHERE file = ?"
        return bytes(self._db.execute(query, (file,)).fetchone()[0])

    def uses(self, file: str) -> list[str]:
        """Return the keys that a document speaks of, each once."""
        query = "SELECT DISTINCT key FROM mention WHERE file = ? ORDER BY key"
        return [key for (key,) in self._rows(query, (file,))]

    def authority_bodies(self) -> dict[str, str]:
        """Return the entries of authority files as XML, by key, in their order."""
        query = """SELECT e.key, b.xml FROM entry e JOIN body b ON b.number = e.body
          WHERE NOT e.own ORDER BY e.file, e.n"""
        return dict(self._rows(query))

    def put_share(self, file: str, key: str, content: bytes) -> None:
        """Put what a document gives to the metadata of the whole, with a key of what made it."""
        self._db.execute("REPLACE INTO share VALUES (?, ?, ?)", (file, key, content))

    def shares(self) -> dict[str, tuple[str, bytes]]:
        """Return what documents give to the metadata of the whole, with its key, by their files."""
        return {file: (key, content) for file, key, content in self._rows("SELECT * FROM share")}

    # Entities.

    @property
    def entities(self) -> Mapping[int, Entity]:
        """Return the entity that each variant means."""
        if self._entities is None:
            query = """SELECT v.number, v.kind, v.id, v.name, v.idnos FROM entry e
              CROSS JOIN variant v ON v.number = e.variant
              GROUP BY e.variant ORDER BY min(e.own), min(e.file), min(e.n)"""
            variants = (
                Variant(n, kind, id, name, frozenset(idnos.split("\n")) - {""})
                for n, kind, id, name, idnos in self._rows(query)
            )
            self._entities = {n: one for one in merged(variants) for n in one.variants}
        return self._entities

    def meant(self, key: str) -> Entity | None:
        """Return the entity that an entry's key means, if there is one."""
        if self._variants is None:
            self._variants = dict(self._rows("SELECT key, variant FROM entry"))
        found = self._variants.get(key)
        return None if found is None else self.entities.get(found)

    def address(self, key: str) -> str | None:
        """Return the page of what a key means: an entry's, or a year's."""
        if key.startswith("date:"):
            return entity_address("date", key.removeprefix("date:"))
        entity = self.meant(key)
        return entity.address if entity else None

    def spoken_of(self) -> Mapping[Entity, Spoken]:
        """Return how often each entity is mentioned, and in which documents it is spoken of."""
        if self._spoken is None:
            self._spoken = self._counted()
        return self._spoken

    def _counted(self) -> dict[Entity, Spoken]:
        query = """SELECT e.variant, m.file, sum(NOT m.role) FROM mention m
          JOIN entry e ON e.key = m.key JOIN document d ON d.file = m.file
          WHERE d.kind = 'document' GROUP BY e.variant, m.file"""
        found: dict[Entity, Spoken] = {}
        for variant, file, mentions in self._rows(query):
            if variant in self.entities:
                found.setdefault(self.entities[variant], Spoken()).add(file, mentions)
        return found

    def years(self) -> dict[str, Spoken]:
        """Return how often days of each year are mentioned, and which documents have one."""
        query = """SELECT substr(m.key, 6), m.file, sum(NOT m.role) FROM mention m
          JOIN document d ON d.file = m.file
          WHERE d.kind = 'document' AND m.key LIKE 'date:%' GROUP BY m.key, m.file"""
        found: dict[str, Spoken] = {}
        for year, file, mentions in self._rows(query):
            found.setdefault(year, Spoken()).add(file, mentions)
        return found

    # CROSS JOIN has SQLite take tables in the order written: from the entity to what is said of it.

    def bodies(self, entity: Entity) -> list[str]:
        """Return the entries that mean an entity, as XML, those that differ once each."""
        marks = ", ".join("?" * len(entity.variants))
        differing = f"""SELECT body, min(own) AS own, min(file) AS file, min(n) AS n FROM entry
          WHERE variant IN ({marks}) GROUP BY body"""
        query = f"""SELECT b.xml FROM ({differing}) e CROSS JOIN body b ON b.number = e.body
          ORDER BY e.own, e.file, e.n"""
        return [xml for (xml,) in self._rows(query, entity.variants)]

    def said_of(self, entity: Entity) -> Iterator[tuple[str, str]]:
        """Yield file and XML of all roles and mentions of an entity, in the edition's order."""
        marks = ", ".join("?" * len(entity.variants))
        return self._said(
            "FROM entry e CROSS JOIN mention m ON m.key = e.key",
            f"e.variant IN ({marks})",
            entity.variants,
        )

    def said_in(self, year: str) -> Iterator[tuple[str, str]]:
        """Yield file and XML of all dates of a year, in the edition's order."""
        return self._said("FROM mention m", "m.key = ?", (f"date:{year}",))

    def _said(self, source: str, where: str, values: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
        query = f"""SELECT m.file, m.xml {source} CROSS JOIN document d ON d.file = m.file
          WHERE {where} AND d.kind = 'document'
          ORDER BY d.sort = '', d.sort, d.id, NOT m.role, m.n"""
        return self._rows(query, values)
