"""The record of a document: the one extraction that registers and lists are made from.

A record is XML in the namespace ``names.RECORD``. That of a document says who wrote what to whom
and when, from what source and under what terms, names its citable units, and holds each mention of
an entry in its sentence; that of an authority file holds its entries::

    <record id="letter" file="tei/letter.xml" kind="document" lang="en" digest="sha256:…">
      <title/> <summary/> <language role="text" code="en"/> <agent role="sender" entry="…#rusk"/>
      <date role="sent" when="1962-10-30"/> <place role="sent" entry="…"/> <source/> <archive/>
      <unit id="p-3k7q" type="paragraph" n="2" parent="opening"/>
      <mention kind="person" entry="tei/authority/persons.xml#rusk" id="m-1" unit="p-3k7q" n="2">
        <before/> <text/> <after/>
      </mention>
      <note id="n-1" unit="p-3k7q"/>
    </record>
    <record id="persons" file="tei/authority/persons.xml" kind="authority">
      <entry key="tei/authority/persons.xml#rusk" id="rusk" kind="person" sort="Rusk, Dean">
        <name/> <variant/> <born/> <died/> <role/> <idno type="Wikidata" uri="…"/> <note/>
      </entry>
    </record>

``xslt/record/main.xsl`` has the full list of elements and attributes. An entry's key is the path
of its file from the project's folder, ``#`` and its id: pointers from anywhere lead to one key.
This module judges nothing: what a pointer leads to, if to anything, is seen by who reads records.
"""

import hashlib
import html
from collections.abc import Iterable, Mapping

from tei_pipeline.config import Settings
from tei_pipeline.document import Document
from tei_pipeline.names import RECORD
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Node, Saxon


class RecordExtractor:
    """Makes records; to be constructed before the first document is parsed."""

    def __init__(self, saxon: Saxon) -> None:
        self._stylesheet = saxon.compile_file(resource("xslt", "record/main.xsl"))

    def extract(self, document: Document, node: Node, file: str) -> str:
        """Return the record of one document or authority file, as an XML element.

        ``file`` is its path from the project's folder, with ``/``. A file whose only content is a
        register is an authority file.
        """
        parameters: dict[str, str | bool | int | Node] = {
            "file": file,
            "id": document.id,
            "digest": f"sha256:{hashlib.sha256(document.source).hexdigest()}",
        }
        return self._stylesheet.transform(node, parameters).text


def edition_attributes(settings: Settings, version: str) -> dict[str, str]:
    """Return what all pages may know of an edition; ``version`` is that of this program."""
    edition = settings.edition
    return {
        "title": edition.title,
        "language": edition.language,
        "publisher": edition.publisher,
        "base-url": edition.base_url,
        "targets": " ".join(settings.build.targets),
        "image-hosts": " ".join(settings.site.image_hosts),
        "split-level": str(settings.site.split_level),
        "split-words": str(settings.site.split_words),
        "view": settings.site.view,
        "sections": " ".join(settings.site.sections),
        "contact": edition.contact,
        "version": version,
    }


def gather(content: Iterable[str], attributes: Mapping[str, str]) -> str:
    """Return records, or what was made of them, as one document.

    ``attributes`` are those of the edition (see ``edition_attributes``), and its ``date`` where
    that is known: the day that it is built for.
    """
    # One join: of a large edition a second copy takes as much memory as all else.
    return "".join((f'<edition xmlns="{RECORD}"{written(attributes)}>', *content, "</edition>"))


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a start tag, each after a space."""
    return "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
