"""The small XML documents that pages of the whole are made from; see ``xslt/html/site.xsl``.

Three shapes: all documents without their text; a register with the first entry of each entity; a
batch of entities with everything that is said of them. All are in the namespace of records.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tei_pipeline.cache import digest
from tei_pipeline.catalogue.entities import FOLDERS, Entity, entity_address
from tei_pipeline.catalogue.listing import Listing, Pointers
from tei_pipeline.catalogue.registers import Spoken
from tei_pipeline.catalogue.store import Catalogue, Row
from tei_pipeline.records import gather, written

_MOST_DOCUMENTS = 100
"""So many documents stand on a page of an entity at most."""
_YEAR = re.compile(r"-?\d{4,}")


class Part(NamedTuple):
    """A page of an entity, or of a year: its address, and what it is made from, as XML."""

    address: str
    xml: str


class Documents(NamedTuple):
    """All documents as XML, and a digest of that without what is said of the whole."""

    xml: str
    digest: str


class Subject(NamedTuple):
    """An entity or a year that the edition speaks of, and in which documents."""

    address: str
    entity: Entity | None
    year: str
    spoken: Spoken


class Portion(NamedTuple):
    """A page of an entity or a year: its address, its ``number`` as attributes, its documents."""

    subject: Subject
    address: str
    number: Mapping[str, str]
    files: Sequence[str]


def is_shown(attributes: Mapping[str, str], feature: str) -> bool:
    """Return whether an edition, by its ``attributes``, wants a page that not every edition has."""
    shown = attributes.get("sections", "").split()
    return not shown or feature in shown


def keyed(key: str, body: str) -> str:
    """Return the XML of an entry with its key, as records have it."""
    return body.replace("<entry", f"<entry{written({'key': key})}", 1)


class Indexes:
    """Writes the shapes; ``attributes`` are those of the edition, the same for all of them.

    Which registers and pages of the whole there are is among them.
    """

    def __init__(self, catalogue: Catalogue, attributes: Mapping[str, str]) -> None:
        self._catalogue = catalogue
        self._rows = {row.file: row for row in catalogue.rows()}
        self._places = {file: place for place, file in enumerate(self._rows)}
        self._spoken = catalogue.spoken_of()
        self._years = catalogue.years()
        self._pointers = Pointers(catalogue.address)
        self.listing = Listing(catalogue, self._pointers)
        features = [one for one in self._features() if is_shown(attributes, one)]
        told = {"registers": " ".join(self.registers), "features": " ".join(features)}
        self.attributes = {**attributes, **told}

    @property
    def registers(self) -> list[str]:
        """Return the kinds of registers that have an entry which is spoken of."""
        kinds = {entity.kind for entity in self._spoken} | ({"date"} if self._years else set())
        return [kind for kind in FOLDERS if kind in kinds]

    def _features(self) -> Iterator[str]:
        """Yield the pages of the whole that this edition has, beside its lists and registers."""
        places = [entity for entity in self._spoken if entity.kind == "place"]
        if any("<geo" in body for one in places for body in self._catalogue.bodies(one)):
            yield "map"
        if any(row.date for row in self._rows.values()):
            yield "chronology"
        yield from ("network", "search")

    def leave_out(self, feature: str) -> None:
        """Say of no page any more that the edition has a feature."""
        kept = [one for one in self.attributes["features"].split() if one != feature]
        self.attributes["features"] = " ".join(kept)

    def has(self, feature: str) -> bool:
        """Return whether the edition has one of the pages that not every edition has."""
        return feature in self.attributes["features"].split()

    def addresses(self) -> Iterator[str]:
        """Yield the addresses of the pages of the whole that this edition has."""
        known = ("index", "documents", "about", "accessibility")
        for name in (*known, *self.attributes["features"].split()):
            yield f"{name}.html"
        for kind in self.registers:
            yield f"registers/{FOLDERS[kind]}.html"

    def mentions(self, entity: Entity) -> int:
        """Return how often an entity is mentioned in all of the edition."""
        return self._spoken[entity].mentions if entity in self._spoken else 0

    def digest(self) -> str:
        """Return a digest of where entities and documents are, and how often one speaks of them."""
        entities = {
            f"{entity.address} {self.mentions(entity)} {entity.variants}"
            for entity in self._catalogue.entities.values()
        }
        return digest(*sorted(entities), *(f"{row.file} {row.id}" for row in self._rows.values()))

    def told(self) -> str:
        """Return a digest of all that ``documents`` is made from, but the number of words.

        It may be another one where that is the same.
        """
        return digest(self.named, "".join(self._catalogue.digests("told").values()))

    @cached_property
    def named(self) -> str:
        """A digest of what registers are made from; it may be another where they are the same."""
        attributes = (part for item in self.attributes.items() for part in item)
        return digest(*attributes, self._catalogue.named())

    def documents(self, *, whole: bool) -> Documents:
        """Return all documents, each with what is counted, or the ``whole`` header of its record.

        It says how much each register holds, and how many words all documents have, too.
        """
        records = list(self.listing.records() if whole else self.listing.counted())
        xml = gather([self.holdings, *records], {**self.attributes, **self.listing.words})
        return Documents(xml, digest(repr(self.attributes), *records))

    def rows(self) -> str:
        """Return all documents, each with what its row in their list shows alone."""
        return gather(self.listing.rows(), self.attributes)

    def dated(self) -> str:
        """Return all documents, each with its names and dates alone."""
        return gather(self.listing.dated(), self.attributes)

    def correspondence(self) -> str:
        """Return all documents, each with those who wrote and received it and its dates alone."""
        return gather([self.listing.letters()], self.attributes)

    def alone(self) -> str:
        """Return the attributes of the edition without any document."""
        return gather([], self.attributes)

    @cached_property
    def holdings(self) -> str:
        """How much each register holds, as XML."""
        return "".join(self._held())

    def _held(self) -> Iterator[str]:
        for kind in self.registers:
            spoken = [one.spoken for one in self.subjects() if _kind(one) == kind]
            told = {
                "kind": kind,
                "entities": str(len(spoken)),
                "mentions": str(sum(one.mentions for one in spoken)),
            }
            yield f"<register{written(told)}/>"

    def subjects(self) -> Iterator[Subject]:
        """Yield all entities and years that have a page, in a stable order."""
        for entity in sorted(self._spoken, key=lambda one: (one.kind, one.anchor)):
            yield Subject(entity.address, entity, "", self._spoken[entity])
        for year in sorted(self._years):
            yield Subject(entity_address("date", year), None, year, self._years[year])

    def register(self, kind: str) -> str:
        """Return the entities of a kind that are spoken of, each with its first entry."""
        found = (
            _element({**_facts(one), **self._span(one)}, self._bodies(one.entity)[:1])
            for one in self.subjects()
            if _kind(one) == kind
        )
        return gather(found, self.attributes)

    def _span(self, subject: Subject) -> dict[str, str]:
        """Return the first and the last year of the documents that speak of something."""
        found = (_YEAR.match(self._rows[file].date) for file in subject.spoken.files)
        years = sorted(int(year[0]) for year in found if year)
        return {"first": str(years[0]), "last": str(years[-1])} if years else {}

    def _bodies(self, entity: Entity | None) -> list[str]:
        return list(map(self._pointers, self._catalogue.bodies(entity))) if entity else []

    def entries(self, entity: Entity) -> list[str]:
        """Return the entries that mean an entity, as XML, those that differ once each."""
        return self._catalogue.bodies(entity)

    def portions(self, subject: Subject) -> list[Portion]:
        """Return the pages of an entity, or of a year: the first, and more if there is much."""
        files = sorted(subject.spoken.files, key=self._places.__getitem__)
        starts = range(0, len(files), _MOST_DOCUMENTS)
        stem = subject.address.removesuffix(".html")
        return [
            Portion(
                subject,
                f"{stem}.{number}.html" if number > 1 else subject.address,
                {"part": str(number), "parts": str(len(starts))},
                files[start : start + _MOST_DOCUMENTS],
            )
            for number, start in enumerate(starts, 1)
        ]

    def told_of(self, portion: Portion) -> str:
        """Return a digest of all that ``part`` is made from; see ``told``."""
        entity, quoted = portion.subject.entity, self._catalogue.digests("quoted")
        entries = self._catalogue.body_numbers()
        bodies = (str(entries.get(one)) for one in entity.variants) if entity else ()
        facts = (*_facts(portion.subject).values(), *portion.number.values())
        return digest(*facts, *bodies, "".join(quoted[file] for file in portion.files))

    def part(self, portion: Portion) -> Part:
        """Return what a page of an entity, or of a year, is made from."""
        subject, files = portion.subject, portion.files
        bodies = "".join(self._bodies(subject.entity))
        if subject.entity:
            said = self._by_document(self._catalogue.said_of(subject.entity, files))
        else:
            said = self._by_document(self._catalogue.said_in(subject.year, files))
        return Part(
            portion.address, _element({**_facts(subject), **portion.number}, [bodies, *said])
        )

    def batch(self, parts: Iterable[Part]) -> str:
        """Return parts as one document."""
        return gather((part.xml for part in parts), self.attributes)

    def _by_document(self, said: Iterator[tuple[str, str]]) -> list[str]:
        found: dict[str, list[str]] = {}
        for file, xml in said:
            found.setdefault(file, []).append(xml)
        return [self._with(self._rows[file], "".join(xml)) for file, xml in found.items()]

    def _with(self, row: Row, content: str) -> str:
        told = {
            "id": row.id,
            "title": row.title,
            "lang": row.language,
            "header-lang": row.header,
            "address": f"{row.id}.html",
        }
        date = _date(row.outline)
        return f"<document{written(told)}>{date}{content}</document>"


def _date(outline: str) -> str:
    """Return the first date of a document under a name of its own."""
    found = re.search(r'<date (role="(?:sent|created)"[^>]*)>(.*?)</date>', outline)
    return f"<dated {found[1]}>{found[2]}</dated>" if found else ""


def _kind(subject: Subject) -> str:
    return subject.entity.kind if subject.entity else "date"


def _facts(subject: Subject) -> dict[str, str]:
    entity = subject.entity
    return {
        "kind": _kind(subject),
        "id": entity.anchor if entity else subject.year,
        "address": subject.address,
        "mentions": str(subject.spoken.mentions),
        "documents": str(len(subject.spoken.files)),
    }


def _element(facts: Mapping[str, str], content: Iterable[str]) -> str:
    return f"<entity{written(facts)}>{''.join(content)}</entity>"
