"""What goes into the catalogue, and what is asked of it.

A file's rows are replaced together. What a row was made from is its ``key``; who calls decides
from that whether a file is to be read again.
"""

import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tei_pipeline.cache import digest
from tei_pipeline.catalogue.parts import Parts
from tei_pipeline.catalogue.registers import Registers

_DIGITS = 15  # of a digest: so many fill a number of SQLite
_EDITION = "FROM document WHERE kind = 'document' ORDER BY sort = '', sort, id"


class Whole(NamedTuple):
    """What is kept of a document as it was given: its record, its pages, their slots and texts."""

    record: bytes
    pages: bytes
    slots: bytes
    texts: bytes


class Row(NamedTuple):
    """A document as most pages of the whole know it.

    ``sort`` orders documents by their date; it is empty where there is none. ``outline`` is what
    names and dates the document, ``history`` what its header says of changes, both as XML.
    """

    file: str
    id: str
    title: str
    language: str
    header: str
    date: str
    words: int
    sort: str
    outline: str
    history: str


class Catalogue(Registers):
    """The catalogue of one output folder, open for one run."""

    def __init__(self, path: Path | None, *, reading: bool = False) -> None:
        """Open or make it; see ``Tables``."""
        super().__init__(path, reading=reading)
        self._forget()

    def _forget(self) -> None:
        """Forget what was made of the tables: they change."""
        super()._forget()
        self._documents: tuple[Row, ...] | None = None
        self._ids: list[tuple[str, str]] | None = None
        self._digests: dict[str, dict[str, str]] = {}

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
        dated = (parts.date, parts.sort, parts.words, changed)
        digests = (digest(whole.texts), parts.told(), parts.named(), parts.quoted())
        shown = (whole.slots, parts.outline, parts.history)
        self._db.execute(
            f"INSERT INTO document VALUES ({', '.join('?' * 17)})",
            (parts.file, *told, *dated, *digests, *shown),
        )
        self._db.execute(
            "INSERT INTO whole VALUES (?, ?, ?, ?, ?)",
            (parts.file, parts.row, whole.record, whole.pages, whole.texts),
        )
        for n, entry in enumerate(parts.entries):
            same = (entry.kind, entry.id, entry.name, "\n".join(entry.idnos))
            variant = self._number("variant", "kind, id, name, idnos", same)
            # Told to the ledger, which may outlive a catalogue: it stands for this XML in any.
            number = int(digest(entry.body)[:_DIGITS], 16)
            body = self._number("body", "xml", (entry.body,), number)
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

    def _number(
        self, table: str, columns: str, values: tuple[str, ...], new: int | None = None
    ) -> int:
        """Return the number of what is in a table; of what is not yet, ``new`` or the next one."""
        where = " AND ".join(f"{column} = ?" for column in columns.split(", "))
        found = self._db.execute(f"SELECT number FROM {table} WHERE {where}", values).fetchone()
        if found:
            return int(found[0])
        marks = ", ".join("?" * len(values))
        insert = f"INSERT INTO {table} (number, {columns}) VALUES (?, {marks})"
        made = self._db.execute(insert, (new, *values))
        return int(made.lastrowid or 0)

    def _clear(self, file: str) -> None:
        self._forget()
        for table in ("document", "whole", "entry", "mention", "share"):
            self._db.execute(f"DELETE FROM {table} WHERE file = ?", (file,))

    # What is in it.

    def ids(self) -> list[tuple[str, str]]:
        """Return id and file of all documents, in the edition's order."""
        if self._ids is None:
            self._ids = list(self._rows(f"SELECT id, file {_EDITION}"))
        return self._ids

    def changed(self) -> str:
        """Return the day of the newest change that any record notes; empty where none does."""
        return str(self._db.execute("SELECT ifnull(max(changed), '') FROM document").fetchone()[0])

    def rows(self) -> tuple[Row, ...]:
        """Return the documents in the edition's order: by date, then id; undated ones last."""
        if self._documents is None:
            columns = "file, id, title, language, header, date, words, sort, outline, history"
            found = self._rows(f"SELECT {columns} {_EDITION}")
            self._documents = tuple(Row(*row) for row in found)
        return self._documents

    def pages(self, file: str) -> bytes:
        """Return the pages of a document as they were put."""
        return self._whole("pages", file)

    def texts(self, file: str) -> bytes:
        """Return the texts of a document's pages as they were put."""
        return self._whole("texts", file)

    def slots(self) -> dict[str, bytes]:
        """Return the slots of the pages of all documents as they were put, by their files."""
        return dict(self._rows(f"SELECT file, slots {_EDITION}"))

    def headers(self) -> Iterator[str]:
        """Yield the header part of each document's record as XML, in the edition's order."""
        query = f"SELECT (SELECT row FROM whole w WHERE w.file = document.file) {_EDITION}"
        return (row for (row,) in self._rows(query))

    def named(self) -> str:
        """Return a digest of all that registers show (see ``Parts.named``)."""
        return digest("".join(self.digests("named").values()))

    def digests(self, of: str) -> dict[str, str]:
        """Return a digest of what each file tells, by its file.

        ``of`` is what it tells: "told", "named" or "quoted" (see ``Parts``), or "said" for the
        texts of its pages.
        """
        if not self._digests:
            columns = ("said", "told", "named", "quoted")
            rows = list(
                self._rows(f"SELECT file, {', '.join(columns)} FROM document ORDER BY file")
            )
            for place, column in enumerate(columns, 1):
                self._digests[column] = {row[0]: row[place] for row in rows}
        return self._digests[of]

    def record(self, file: str) -> bytes:
        """Return the record of a document as it was put."""
        return self._whole("record", file)

    def _whole(self, column: str, file: str) -> bytes:
        query = f"SELECT {column} FROM whole WHERE file = ?"
        return bytes(self._db.execute(query, (file,)).fetchone()[0])

    def put_share(self, file: str, key: str, content: bytes) -> None:
        """Put what a document gives to the metadata of the whole, with a key of what made it."""
        self._db.execute("REPLACE INTO share VALUES (?, ?, ?)", (file, key, content))

    def shares(self) -> dict[str, tuple[str, bytes]]:
        """Return what documents give to the metadata of the whole, with its key, by their files."""
        return {file: (key, content) for file, key, content in self._rows("SELECT * FROM share")}
