"""The small XML documents that pages of the whole are made from; see ``xslt/html/site.xsl``.

Three shapes: all documents without their text; a register with the first entry of each entity; a
batch of entities with everything that is said of them. All are in the namespace of records.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from tei_pipeline.cache import digest
from tei_pipeline.catalogue.entities import FOLDERS, Entity, entity_address
from tei_pipeline.catalogue.store import Catalogue, Row, Spoken
from tei_pipeline.records import gather, written

_MOST_DOCUMENTS = 100
"""So many documents stand on a page of an entity at most."""
_MANY_WORDS = 100_000
_YEAR = re.compile(r"-?\d{4,}")
_LICENCE = re.compile(r"<licence([^>]*)>([^<]+)</licence>")
_POINTING = re.compile(r' entry="([^"]*)"')


class Part(NamedTuple):
    """A page of an entity, or of a year: its address, and what it is made from, as XML."""

    address: str
    xml: str


class Subject(NamedTuple):
    """An entity or a year that the edition speaks of, and in which documents."""

    address: str
    entity: Entity | None
    year: str
    spoken: Spoken

    @property
    def addresses(self) -> list[str]:
        """Return its pages, from the site's folder: the first, and more if there is much."""
        stem = self.address.removesuffix(".html")
        parts = max(1, -(-len(self.spoken.files) // _MOST_DOCUMENTS))
        return [self.address, *(f"{stem}.{number}.html" for number in range(2, parts + 1))]


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
        self._spoken = catalogue.spoken_of()
        self._years = catalogue.years()
        self._addresses: dict[str, str] = {}
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
        """Return a digest of all that ``documents`` and ``register`` are made from, but ``words``.

        It may be another one where they are the same.
        """
        attributes = (part for item in self.attributes.items() for part in item)
        return digest(*attributes, *self._catalogue.told())

    def documents(self) -> str:
        """Return all documents, each with the header part of its record.

        It says how much each register holds, and how many words all documents have, too.
        """
        return gather([self.holdings, self.records], {**self.attributes, **self.words})

    @cached_property
    def words(self) -> dict[str, str]:
        """How many words all documents have: many of them in thousands.

        So the page that tells it is the same after most changes of a text.
        """
        words = sum(row.words for row in self._rows.values())
        if words < _MANY_WORDS:
            return {"words": str(words)}
        return {"words-nearly": str(round(words, -3))}

    @cached_property
    def records(self) -> str:
        """The documents as XML.

        A licence in the words of an earlier document says in which one (``said-in``), not the words
        again: they can be half of all that is told.
        """
        said: dict[str, str] = {}

        def once(id: str, found: re.Match[str]) -> str:
            told = {"said-in": said.setdefault(found[0], id)}
            return found[0] if id in told.values() else f"<licence{found[1]}{written(told)}/>"

        records = zip(self._rows.values(), self.each(), strict=True)
        return "".join(_LICENCE.sub(partial(once, row.id), record) for row, record in records)

    def each(self) -> Iterator[str]:
        """Yield each document as XML, with the header part of its record."""
        ids = [row.id for row in self._rows.values()]
        around = zip(["", *ids], [*ids[1:], ""], strict=False)
        for row, (before, after) in zip(self._rows.values(), around, strict=True):
            yield self._document(row, before, after)

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

    def _document(self, row: Row, before: str, after: str) -> str:
        attributes = {
            "id": row.id,
            "file": row.file,
            "kind": "document",
            "lang": row.language,
            "header-lang": row.header,
            "address": f"{row.id}.html",
            "previous": before,
            "next": after,
        }
        filled = {name: value for name, value in attributes.items() if value}
        return f"<record{written(filled)}>{self._addressed(row.row)}</record>"

    def _addressed(self, xml: str) -> str:
        """Return XML in which what names an entry says on which page that is."""
        return _POINTING.sub(lambda found: found[0] + self._to(found[1]), xml)

    def _to(self, pointer: str) -> str:
        if pointer not in self._addresses:
            address = self._catalogue.address(html.unescape(pointer))
            self._addresses[pointer] = written({"to": address}) if address else ""
        return self._addresses[pointer]

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
        return [self._addressed(body) for body in self._catalogue.bodies(entity)] if entity else []

    def entries(self, entity: Entity) -> list[str]:
        """Return the entries that mean an entity, as XML, those that differ once each."""
        return self._catalogue.bodies(entity)

    def parts(self, subject: Subject) -> Iterator[Part]:
        """Yield the pages of an entity, or of a year."""
        if subject.entity:
            bodies = "".join(self._bodies(subject.entity))
            said = self._by_document(self._catalogue.said_of(subject.entity))
        else:
            bodies, said = "", self._by_document(self._catalogue.said_in(subject.year))
        for address, (number, xml) in zip(subject.addresses, _numbered(said), strict=True):
            yield Part(address, _element({**_facts(subject), **number}, [bodies, xml]))

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
        date = _date(row.row)
        return f"<document{written(told)}>{date}{content}</document>"


def _date(row: str) -> str:
    """Return the first date of a document under a name of its own."""
    found = re.search(r'<date (role="(?:sent|created)"[^>]*)>(.*?)</date>', row)
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


def _numbered(documents: Sequence[str]) -> Iterator[tuple[dict[str, str], str]]:
    """Yield what is said in documents in parts, each with its number and that of all parts."""
    starts = range(0, len(documents), _MOST_DOCUMENTS) or range(1)
    for number, start in enumerate(starts, 1):
        told = {"part": str(number), "parts": str(len(starts))}
        yield told, "".join(documents[start : start + _MOST_DOCUMENTS])
