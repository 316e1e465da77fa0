"""The edition as linked data: its documents, the entities of its registers, who mentions whom.

Things have the addresses of their pages, as in the JSON-LD of those pages. What editors are not
sure of is ``skos:closeMatch``, and no mention.
"""

from collections.abc import Iterable, Iterator

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.outputs.metadata.registers import Registers
from tei_pipeline.outputs.metadata.schema_org import TYPES
from tei_pipeline.outputs.metadata.turtle import day, iri, literal, number, statements
from tei_pipeline.outputs.metadata.uris import recognised, web
from tei_pipeline.outputs.metadata.values import Agent, Description, Edition, Same, Thing, When

Statement = tuple[str, str]
_FOAF = {"person": "foaf:Person", "organisation": "foaf:Organization"}
_BESIDE = "../html/"


class Graph:
    """Makes Turtle of documents and entities; the file is to stand beside the site's folder."""

    def __init__(self, edition: Edition, registers: Registers) -> None:
        self._base = edition.base or _BESIDE
        self._edition = edition
        self._registers = registers

    def _page(self, page: str) -> str:
        return iri(self._base + page)

    def edition(self) -> str:
        """Return what is said of the edition."""
        said = [("a", "schema:Collection")] if self._edition.title else []
        said += _named("schema:name", [self._edition.title], self._edition.language)
        said += _named("schema:publisher", [self._edition.publisher])
        return statements(iri(self._base), said)

    def document(self, d: Description) -> str:
        """Return what is said of a document."""
        return statements(self._page(f"{d.id}.html"), self._of_document(d))

    def _of_document(self, d: Description) -> Iterator[Statement]:
        yield "a", "schema:Message" if d.is_letter else "schema:CreativeWork"
        yield "schema:name", literal(d.title.words, d.title.language)
        yield "schema:identifier", literal(d.id)
        yield from _named("schema:inLanguage", d.languages)
        yield from _dated("schema:dateCreated", [d.date])
        yield from _dated("schema:dateSent", d.sent)
        yield from _dated("schema:dateReceived", d.received)
        yield from _dated("schema:datePublished", [d.issued])
        for agent in d.agents:
            yield f"schema:{agent.role}", self._agent(agent)
        for licence in d.licences:
            if licence.uri:
                yield "schema:license", iri(licence.uri)
        if self._edition.title:
            yield "schema:isPartOf", iri(self._base)
        for mention in d.mentions:
            if not mention.uncertain:
                meant = self._address(mention.key, mention.kind, mention.name, mention.same)
                if meant:
                    yield "schema:mentions", meant

    def _agent(self, agent: Agent) -> str:
        """Return the entity that someone is, else the name."""
        kind = agent.kind or "person"
        key = "" if agent.uncertain else agent.key
        return self._address(key, kind, agent.name, agent.same) or literal(agent.name)

    def _address(self, key: str, kind: str, name: str, same: Iterable[Same]) -> str:
        entity = self._registers.meant(key, kind, name, same) if key else None
        if entity:
            return self._page(entity.page)
        sure = (_meaning(identity) for identity in same if not identity.uncertain)
        return next((iri(uri) for uri in sure if uri), "")

    def entity(self, entity: Entity) -> str:
        """Return what is said of an entity."""
        thing = self._registers.thing(entity)
        return statements(self._page(entity.page), _of_thing(thing))


def _of_thing(thing: Thing) -> Iterator[Statement]:
    yield "a", f"schema:{TYPES.get(thing.kind, 'Thing')}"
    if thing.kind in _FOAF:
        yield "a", _FOAF[thing.kind]
        yield "foaf:name", literal(thing.name)
    yield "schema:name", literal(thing.name)
    yield "rdfs:label", literal(thing.name)
    yield from _named("schema:alternateName", thing.variants)
    yield from _named("schema:description", [thing.note])
    yield from _life(thing)
    if thing.kind == "place" and thing.geo:
        yield "geo:lat", number(thing.geo[0])
        yield "geo:long", number(thing.geo[1])
    for identity in thing.same:
        yield from _same(identity)


def _life(thing: Thing) -> Iterator[Statement]:
    if thing.kind == "person":
        yield from _dated("schema:birthDate", [thing.born])
        yield from _dated("schema:deathDate", [thing.died])
    elif thing.kind == "organisation":
        yield from _dated("schema:foundingDate", [When(thing.existed.start)])
        yield from _dated("schema:dissolutionDate", [When(thing.existed.end)])


def _same(identity: Same) -> Iterator[Statement]:
    """Yield how an identifier relates: the same thing, a text about it, or perhaps the same."""
    if not web(identity.uri):
        return
    if identity.uncertain:
        yield "skos:closeMatch", iri(_meaning(identity) or identity.uri)
        return
    yield "schema:sameAs", iri(identity.uri)
    meaning = _meaning(identity)
    if meaning:
        yield "owl:sameAs", iri(meaning)


def _meaning(identity: Same) -> str:
    """Return the URI that means the thing itself, if its collection has such."""
    found = recognised(identity.uri)
    if not found or not found[0].identifies:
        return ""
    return found[0].thing.format(found[1])


def _named(predicate: str, texts: Iterable[str], language: str = "") -> Iterator[Statement]:
    for text in texts:
        if text:
            yield predicate, literal(text, language)


def _dated(predicate: str, dates: Iterable[When]) -> Iterator[Statement]:
    for date in dates:
        if date.known:
            yield predicate, day(date.written)
