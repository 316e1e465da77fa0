"""Descriptions of documents for libraries, in the formats that they take.

``describe`` reads a record; ``formats``, ``terms``, ``document_files`` and ``EditionFiles`` write
what it gives. Every format says the same: ``table`` has what becomes of each property.
"""

from tei_pipeline.outputs.metadata.dublin_core import terms
from tei_pipeline.outputs.metadata.reading import describe
from tei_pipeline.outputs.metadata.signposts import Signposts, signposts
from tei_pipeline.outputs.metadata.things import doubted
from tei_pipeline.outputs.metadata.values import Description
from tei_pipeline.outputs.metadata.written import (
    FORMATS,
    EditionFiles,
    Share,
    document_files,
    formats,
)

__all__ = [
    "FORMATS",
    "Description",
    "EditionFiles",
    "Share",
    "Signposts",
    "describe",
    "document_files",
    "doubted",
    "formats",
    "signposts",
    "terms",
]
