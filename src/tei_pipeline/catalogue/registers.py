"""Who is who in the catalogue, and which documents speak of whom."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tei_pipeline.catalogue.entities import Entity, Variant, entity_address, merged
from tei_pipeline.catalogue.tables import Tables


class Spoken:
    """How often something is mentioned in the edition, and the documents that speak of it."""

    __slots__ = ("files", "mentions")

    def __init__(self) -> None:
        self.mentions = 0
        self.files: set[str] = set()

    def add(self, file: str, mentions: int) -> None:
        """Count what a document says."""
        self.mentions += mentions
        self.files.add(sys.intern(file))  # named by most of what it speaks of


class Registers(Tables):
    """What is asked of entries and mentions."""

    def _forget(self) -> None:
        """Forget what was made of the tables: they change."""
        self._entities: dict[int, Entity] | None = None
        self._meant: dict[str, dict[str, Entity]] | None = None  # one asks for each of 70,000
        self._bodies: dict[int, list[int]] | None = None
        self._spoken: dict[Entity, Spoken] | None = None

    def authority_bodies(self) -> dict[str, str]:
        """Return the entries of authority files as XML, by key, in their order."""
        query = """SELECT e.key, b.xml FROM entry e JOIN body b ON b.number = e.body
          WHERE NOT e.own ORDER BY e.file, e.n"""
        return dict(self._rows(query))

    def uses(self, file: str) -> list[str]:
        """Return the keys that a document speaks of, each once."""
        query = "SELECT DISTINCT key FROM mention WHERE file = ? ORDER BY key"
        return [key for (key,) in self._rows(query, (file,))]

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
        if self._meant is None:
            self._meant = self._by_file()
        file, _, id = key.partition("#")
        return self._meant.get(file, {}).get(id)

    def _by_file(self) -> dict[str, dict[str, Entity]]:
        """Return what the ids of each file mean: most ids are in many files, and held once."""
        found: dict[str, dict[str, Entity]] = {}
        for key, variant in self._rows("SELECT key, variant FROM entry"):
            if entity := self.entities.get(variant):
                file, _, id = key.partition("#")
                found.setdefault(file, {})[sys.intern(id)] = entity
        return found

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
        # Grouped as the index has them: nothing is sorted.
        query = """SELECT e.variant, m.file, sum(NOT m.role) FROM mention m
          CROSS JOIN entry e ON e.key = m.key CROSS JOIN document d ON d.file = m.file
          WHERE d.kind = 'document' GROUP BY m.key, m.file"""
        found: dict[Entity, Spoken] = {}
        entities = self.entities.items()
        meant = {variant: found.setdefault(entity, Spoken()) for variant, entity in entities}
        for variant, file, mentions in self._rows(query):
            if variant in meant:
                meant[variant].add(file, mentions)
        return {entity: spoken for entity, spoken in found.items() if spoken.files}

    def years(self) -> dict[str, Spoken]:
        """Return how often days of each year are mentioned, and which documents have one."""
        query = """SELECT substr(m.key, 6), m.file, sum(NOT m.role) FROM mention m
          JOIN document d ON d.file = m.file
          WHERE d.kind = 'document' AND m.key >= 'date:' AND m.key < 'date;'
          GROUP BY m.key, m.file"""
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

    def body_numbers(self) -> Mapping[int, list[int]]:
        """Return which bodies each variant has, by numbers that each stand for the same XML."""
        if self._bodies is None:
            query = """SELECT variant, body FROM entry GROUP BY variant, body
              ORDER BY variant, min(own), min(file), min(n)"""
            self._bodies = {}
            for variant, body in self._rows(query):
                self._bodies.setdefault(variant, []).append(body)
        return self._bodies

    def said_of(self, entity: Entity, files: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield file and XML of roles and mentions of an entity, in the edition's order."""
        marks = ", ".join("?" * len(entity.variants))
        return self._said(
            "FROM entry e CROSS JOIN mention m ON m.key = e.key",
            f"e.variant IN ({marks})",
            entity.variants,
            files,
        )

    def said_in(self, year: str, files: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield file and XML of dates of a year, in the edition's order."""
        return self._said("FROM mention m", "m.key = ?", (f"date:{year}",), files)

    def _said(
        self, source: str, where: str, values: tuple[Any, ...], files: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        # A plus keeps SQLite from seeking each file for each of thousands of keys.
        query = f"""SELECT m.file, m.xml {source} CROSS JOIN document d ON d.file = m.file
          WHERE {where} AND +m.file IN ({", ".join("?" * len(files))})
          ORDER BY d.sort = '', d.sort, d.id, NOT m.role, m.n"""
        return self._rows(query, (*values, *files))
