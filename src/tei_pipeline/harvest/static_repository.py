"""An OAI Static Repository: all records in one file, for a gateway that answers OAI-PMH from it.

Specification for an OAI Static Repository and an OAI Static Repository Gateway, 2.0. It is meant
for small collections that change seldom: larger ones are to be served (``tei-pipeline serve``).
"""

from collections.abc import Iterator
from html import escape
from io import BytesIO

from tei_pipeline.catalogue.published import Selection, View, offered
from tei_pipeline.harvest.dates import written
from tei_pipeline.harvest.identifiers import Identifiers
from tei_pipeline.harvest.media import Addresses

NAME = "oai-static-repository.xml"
MOST = 5_000  # records of a format: what the specification has in mind
_OAI = "http://www.openarchives.org/OAI/2.0/"
_STATIC = "http://www.openarchives.org/OAI/2.0/static-repository"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/static-repository.xsd"
_LEFT_OUT = {"tei"}
"""The whole texts: they lie beside the pages, and each record of Dublin Core says where."""


def static_repository(view: View, base: str) -> bytes | None:
    """Return the file; None where there are too many documents for it."""
    if view.number_of_documents() > MOST:
        return None
    written = BytesIO()  # whose value is no second copy of tens of megabytes
    for part in _parts(view, base):
        written.write(part.encode())
    return written.getvalue()


def _parts(view: View, base: str) -> Iterator[str]:
    formats = offered(view.about())
    prefixes = [one for one in view.formats() if one in formats and one not in _LEFT_OUT]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<Repository xmlns="{_STATIC}" xmlns:oai="{_OAI}"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_STATIC} {_SCHEMA}">\n'
    )
    yield _identify(view, base)
    yield "<ListMetadataFormats>\n"
    for prefix in prefixes:
        schema, namespace = formats[prefix]
        yield (
            f"<oai:metadataFormat><oai:metadataPrefix>{prefix}</oai:metadataPrefix>"
            f"<oai:schema>{escape(schema)}</oai:schema>"
            f"<oai:metadataNamespace>{escape(namespace)}</oai:metadataNamespace>"
            "</oai:metadataFormat>\n"
        )
    yield "</ListMetadataFormats>\n"
    for prefix in prefixes:
        yield f'<ListRecords metadataPrefix="{prefix}">\n'
        yield from _records(view, prefix)
        yield "</ListRecords>\n"
    yield "</Repository>\n"


def _identify(view: View, base: str) -> str:
    told = view.about()
    earliest = _day(view.earliest() or 0)
    said = {
        "repositoryName": told.get("title", ""),
        "baseURL": Addresses(base).of(NAME),
        "protocolVersion": "2.0",
        "adminEmail": told.get("admin-email", ""),
        "earliestDatestamp": earliest,
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DD",
    }
    content = "".join(f"<oai:{name}>{escape(value)}</oai:{name}>" for name, value in said.items())
    return f"<Identify>\n{content}\n</Identify>\n"


def _records(view: View, prefix: str) -> Iterator[str]:
    identifiers = Identifiers(view.about().get("identifier-namespace", ""))
    for _, header in view.select(Selection(prefix, view.last())):
        content = None if header.deleted else view.content(header.id, prefix)
        if content:
            identifier = escape(identifiers.of(header.id))
            yield (
                f"<oai:record><oai:header><oai:identifier>{identifier}</oai:identifier>"
                f"<oai:datestamp>{_day(header.stamp)}</oai:datestamp></oai:header>"
                f"<oai:metadata>{content.decode()}</oai:metadata></oai:record>\n"
            )


def _day(stamp: int) -> str:
    return written(stamp)[: len("2026-02-28")]
