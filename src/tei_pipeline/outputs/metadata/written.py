"""Which formats there are, and the files that hold them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tei_pipeline.catalogue.published import Entity, Format
from tei_pipeline.names import TEI
from tei_pipeline.outputs.metadata import cmif as cmif_format
from tei_pipeline.outputs.metadata import datacite as datacite_format
from tei_pipeline.outputs.metadata import dublin_core
from tei_pipeline.outputs.metadata import mods as mods_format
from tei_pipeline.outputs.metadata.beacon import PREFIXES, beacon, file_name
from tei_pipeline.outputs.metadata.cmif import Letters
from tei_pipeline.outputs.metadata.graph import Graph
from tei_pipeline.outputs.metadata.reading import edition_of, things_of
from tei_pipeline.outputs.metadata.registers import Registers
from tei_pipeline.outputs.metadata.schema_org import schema_org
from tei_pipeline.outputs.metadata.turtle import prefixes
from tei_pipeline.outputs.metadata.values import Description, Edition

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


def edition_files(
    descriptions: Iterable[Description],
    entities: Iterable[Entity],
    about: Mapping[str, str],
    entries: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of metadata of the whole by their names.

    ``entities`` are those of the registers; ``entries`` are entries by their keys, for what
    ``entities`` do not say of those that no document speaks of (times of life, coordinates).
    """
    edition = edition_of(about)
    registers = Registers(entities)
    graph = Graph(edition, registers)
    letters = Letters(edition, _LISTED)
    documents: list[str] = []
    for description in descriptions:
        letters.add(description)
        documents.append(graph.document(description))
        for thing in description.things:
            registers.learn(thing)
    for thing in things_of(entries or {}):
        registers.learn(thing)
    yield from _of_the_whole(edition, registers, letters, [graph.edition(), *documents])


def _of_the_whole(
    edition: Edition, registers: Registers, letters: Letters, said: list[str]
) -> Iterator[tuple[str, bytes]]:
    listed = letters.file(edition.title or "Letters")
    if listed:
        yield _LISTED, _DECLARATION + listed.encode() + b"\n"
    for authority in PREFIXES:
        links = beacon(authority, edition, registers)
        if links:
            yield file_name(authority), links.encode()
    graph = Graph(edition, registers)
    entities = map(graph.entity, registers.entities)
    content = "\n".join(filter(None, (prefixes(), *said, *entities)))
    yield "edition.ttl", content.encode()
