"""Which entity of the registers an entry means that a document speaks of."""

from collections.abc import Iterable, Mapping

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.outputs.metadata.reading import thing_of
from tei_pipeline.outputs.metadata.values import Same, Thing


class Registers:
    """The entities of an edition, each with an entry (as XML) for what it says beyond them."""

    def __init__(self, entities: Mapping[Entity, str]) -> None:
        self._entries = entities
        self._things: dict[str, Thing] = {}
        self.entities = [entity for entity in entities if entity.kind != "date"]
        self._by_key = {entity.key: entity for entity in self.entities}
        self._by_id: dict[tuple[str, str], list[Entity]] = {}
        for entity in self.entities:
            self._by_id.setdefault((entity.kind, entity.id), []).append(entity)

    def meant(self, key: str, kind: str, name: str, same: Iterable[Same]) -> Entity | None:
        """Return the entity that an entry is about.

        Several entities may share an id: then name or identifiers tell which one is meant.
        """
        if key in self._by_key:
            return self._by_key[key]
        found = self._by_id.get((kind, key.rpartition("#")[2]), [])
        if len(found) == 1:
            return found[0]
        addresses = {identity.uri for identity in same}
        for entity in found:
            if name in entity.names or addresses & set(entity.identifiers):
                return entity
        return None

    def thing(self, entity: Entity) -> Thing:
        """Return what is known of an entity."""
        if entity.page not in self._things:
            self._things[entity.page] = self._read(entity)
        return self._things[entity.page]

    def _read(self, entity: Entity) -> Thing:
        entry = self._entries[entity]
        known = thing_of(entity.key, entry) if entry else Thing(entity.key, entity.kind, "")
        name, *variants = entity.names or (entity.id,)
        uris = {identity.uri for identity in known.same}
        more = (Same("", uri) for uri in entity.identifiers if uri not in uris)
        return known._replace(
            name=name,
            variants=tuple(dict.fromkeys((*variants, *known.variants))),
            same=(*known.same, *more),
            note=entity.description or known.note,
        )
