"""A document's own part of the site: its record, and its pages with slots for what it cannot know.

``xslt/html/main.xsl`` makes both from one tree in one call.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.outputs.made import read_made
from tei_pipeline.outputs.parts import joined
from tei_pipeline.outputs.protocol import Source
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Message, Node, Saxon


class File(NamedTuple):
    """A file of the site: its path from the site's folder, and its text."""

    path: str
    content: str


class DocumentPages(NamedTuple):
    """What was made of a document.

    ``images`` are the paths (from the project's folder) of the pictures that its pages show.
    """

    record: str
    pages: tuple[File, ...]
    images: tuple[str, ...]
    messages: tuple[Message, ...]


class PageMaker:
    """Makes records and pages; to be constructed before the first document is parsed.

    ``stylesheet`` is an edition's own, which imports ours.
    """

    def __init__(self, saxon: Saxon, stylesheet: Path | None = None) -> None:
        self._stylesheet = saxon.compile_file(stylesheet or resource("xslt", "html/main.xsl"))

    def make(self, source: Source, edition: Node, *, pdf: bool) -> DocumentPages:
        """Return record and pages of a document; ``edition`` holds the authority entries.

        Raises ``StylesheetError`` where the stylesheet stops.
        """
        document = source.document
        made = self._stylesheet.transform(
            source.node,
            {
                "id": document.id,
                "file": source.file,
                "digest": f"sha256:{hashlib.sha256(document.source).hexdigest()}",
                "records": edition,
                "pdf": pdf,
            },
        )
        record, pages, images = read_made(made.text)
        files = tuple(File(page.path, page.content) for page in joined(pages))
        return DocumentPages(record, files, images, made.messages)
