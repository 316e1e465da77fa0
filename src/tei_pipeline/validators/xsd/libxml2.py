"""XSD 1.0 as libxml2 reads it: compiled in milliseconds, and what it objects to.

Its verdict counts for XSD 1.0. Its messages are for programs; they reach people only where nothing
better is to be had.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import XML_ID
from tei_pipeline.validators.xsd.files import XS, SchemaFile, line_of
from tei_pipeline.validators.xsd.sources import Sources

_NAMESPACES = re.compile(r"\{[^{}\s]*[:/][^{}\s]*\}")


@dataclass(frozen=True, slots=True)
class Objection:
    """What libxml2 has to say of one element."""

    element: etree._Element
    reason: str
    of_ids: bool


def compile_schema(sources: Sources) -> etree.XMLSchema:
    """Return the schema compiled; raises ``SchemaError`` with file and line."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_OnlyTheSources(sources.texts))
    main = etree.fromstring(sources.texts[sources.main], parser, base_url=sources.main)
    try:
        return etree.XMLSchema(main.getroottree())
    except etree.XMLSchemaParseError as error:
        raise _unusable(sources, error) from error


def verdict(schema: etree.XMLSchema, root: etree._Element) -> bool | None:
    """Return whether a document is valid; None where libxml2 gives up.

    It does so where it would try the ways through a pattern for seconds.
    """
    try:
        return schema.validate(root.getroottree())
    except etree.XMLSchemaValidateError:
        return None


def objections(schema: etree.XMLSchema, root: etree._Element) -> Iterator[Objection]:
    """Yield what was found in the document just judged, one objection for each element."""
    said: dict[etree._Element, Objection] = {}
    for entry in cast("list[Any]", schema.error_log):
        found = cast("list[etree._Element]", root.xpath(entry.path)) if entry.path else []
        if found and "No precomputed value" not in entry.message:  # said of its own doings
            # The last message on a value is the most general.
            reason = _NAMESPACES.sub("", entry.message.partition(": ")[2] or entry.message)
            said[found[0]] = Objection(found[0], reason, _of_ids(found[0], entry.message))
    yield from said.values()


def _of_ids(element: etree._Element, message: str) -> bool:
    """Return whether a message is about ids, or about a key that is an xml:id."""
    key = "identity-constraint" in message and f"'{element.get(XML_ID)}'" in message
    return key or re.search(r"'xs:ID(REFS?)?'", message) is not None


class _OnlyTheSources(etree.Resolver):
    """Give the compiler the texts of the schema, and nothing in place of any other file."""

    def __init__(self, texts: dict[str, bytes]) -> None:
        super().__init__()
        self._texts = texts

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        text = self._texts.get(system_url, b"")
        return self.resolve_string(text, context, base_url=system_url)


def _unusable(sources: Sources, error: etree.XMLSchemaParseError) -> SchemaError:
    log = cast("list[Any]", error.error_log)
    first = next((entry for entry in log if entry.domain_name == "SCHEMASP"), None)
    file = None if first is None else sources.file(first.filename)
    if first is None or file is None:
        return SchemaError(f"the schema cannot be used: {error}", path=sources.first)
    return SchemaError(
        f"the schema is not a valid XSD: {_NAMESPACES.sub('', first.message)}",
        path=file.path,
        line=_line(file, first.path) or first.line or None,
        mend="mend the schema there",
    )


def _line(file: SchemaFile, path: str | None) -> int | None:
    """Return the line of a node in the file as it was written."""
    spaces = {prefix: uri for prefix, uri in file.root.nsmap.items() if prefix}
    try:
        found = file.root.xpath(path or "", namespaces=spaces or {"xs": XS})
    except etree.XPathError:
        return None
    lines = [line_of(node) for node in cast("list[etree._Element]", found)]
    return lines[0] if lines else None
