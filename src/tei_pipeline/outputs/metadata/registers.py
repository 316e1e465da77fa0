"""Which entity of the registers an entry means that a document speaks of."""

from collections.abc import Iterable

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.outputs.metadata.values import Same, Thing


class Registers:
    """The entities of an edition, and what their entries say beyond them."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = [entity for entity in entities if entity.kind != "date"]
        self._by_key = {entity.key: entity for entity in self.entities}
        self._by_id: dict[tuple[str, str], list[Entity]] = {}
        for entity in self.entities:
            self._by_id.setdefault((entity.kind, entity.id), []).append(entity)
        self._things: dict[str, Thing] = {}

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

    def learn(self, thing: Thing) -> None:
        """Keep what an entry says of an entity, if it is the first that says anything of it."""
        entity = self.meant(thing.key, thing.kind, thing.name, thing.same)
        if entity:
            self._things.setdefault(entity.page, thing)

    def thing(self, entity: Entity) -> Thing:
        """Return what is known of an entity."""
        known = self._things.get(entity.page, Thing(entity.key, entity.kind, ""))
        name, *variants = entity.names or (entity.id,)
        uris = {identity.uri for identity in known.same}
        more = (Same("", uri) for uri in entity.identifiers if uri not in uris)
        return known._replace(
            name=name,
            variants=tuple(dict.fromkeys((*variants, *known.variants))),
            same=(*known.same, *more),
            note=entity.description or known.note,
        )
