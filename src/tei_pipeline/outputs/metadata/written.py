"""Which formats there are, and the files that hold them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tei_pipeline.catalogue.published import Entity, Format
from tei_pipeline.names import TEI
from tei_pipeline.outputs.metadata import cmif as cmif_format
from tei_pipeline.outputs.metadata import datacite as datacite_format
from tei_pipeline.outputs.metadata import dublin_core
from tei_pipeline.outputs.metadata import mods as mods_format
from tei_pipeline.outputs.metadata.beacon import PREFIXES, beacon, file_name
from tei_pipeline.outputs.metadata.cmif import Letters, Listed
from tei_pipeline.outputs.metadata.graph import Graph
from tei_pipeline.outputs.metadata.reading import edition_of
from tei_pipeline.outputs.metadata.registers import Registers
from tei_pipeline.outputs.metadata.schema_org import schema_org
from tei_pipeline.outputs.metadata.turtle import prefixes
from tei_pipeline.outputs.metadata.values import Description

_LISTED = "cmif.xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
# Harvesters are to be told an XML Schema; CMIF has none of its own, but all of it is TEI.
_TEI_ALL = Format("https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd", TEI)

FORMATS = {
    "oai_dc": Format(dublin_core.SCHEMA, dublin_core.NAMESPACE),
    "mods": Format(mods_format.SCHEMA, mods_format.NAMESPACE),
    "datacite": Format(datacite_format.SCHEMA, datacite_format.NAMESPACE),
    "cmif": _TEI_ALL,
    "tei": _TEI_ALL,
}
"""By their prefixes; ``tei`` is the whole text, which this package does not write."""

_WRITERS: dict[str, Callable[[Description], str]] = {
    "oai_dc": dublin_core.oai_dc,
    "mods": mods_format.mods,
    "datacite": datacite_format.datacite,
    "cmif": cmif_format.cmif,
}


def formats(d: Description) -> dict[str, bytes]:
    """Return a description in all formats that can have it: by prefix, an XML element in UTF-8."""
    written = ((prefix, write(d)) for prefix, write in _WRITERS.items())
    return {prefix: content.encode() for prefix, content in written if content}


def document_files(d: Description, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of metadata of a document by their names; ``made`` are its ``formats``."""
    for prefix, content in made.items():
        yield f"{d.id}.{prefix}.xml", _DECLARATION + content + b"\n"
    yield f"{d.id}.jsonld", schema_org(d)


class Share(NamedTuple):
    """What a document puts into the files of the whole, in plain values.

    ``letter`` are the values of a ``Listed``; ``statements`` are Turtle.
    """

    letter: tuple[Any, ...] | None
    statements: str


class EditionFiles:
    """The files of metadata of the whole.

    ``entities`` are those of the registers, each with an entry (a record's, as XML) for what the
    entity does not say of itself: times of life, coordinates.
    """

    def __init__(self, entities: Mapping[Entity, str], about: Mapping[str, str]) -> None:
        self._edition = edition_of(about)
        self._registers = Registers(entities)
        self._graph = Graph(self._edition, self._registers)

    def share(self, d: Description) -> Share:
        """Return what a document puts into them."""
        listed = Letters(self._edition, _LISTED).listed(d)
        return Share(listed and tuple(listed), self._graph.document(d))

    def made(self, shares: Iterable[Share]) -> Iterator[tuple[str, bytes]]:
        """Yield the files by their names, from the shares of all documents."""
        letters = Letters(self._edition, _LISTED)
        said = [self._graph.edition()]
        for letter, statements in shares:
            said.append(statements)
            if letter:
                letters.add(Listed(*letter))
        listed = letters.file(self._edition.title or "Letters")
        if listed:
            yield _LISTED, _DECLARATION + listed.encode() + b"\n"
        for authority in PREFIXES:
            links = beacon(authority, self._edition, self._registers)
            if links:
                yield file_name(authority), links.encode()
        entities = map(self._graph.entity, self._registers.entities)
        content = "\n".join(filter(None, (prefixes(), *said, *entities)))
        yield "edition.ttl", content.encode()
