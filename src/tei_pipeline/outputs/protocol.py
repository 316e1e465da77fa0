"""What outputs take and give."""

from pathlib import PurePosixPath
from typing import NamedTuple

from tei_pipeline.document import Document
from tei_pipeline.saxon import Node


class Source(NamedTuple):
    """One file of the edition on its way through: loaded, and parsed once for Saxon.

    ``file`` is its path from the project's folder, by which records know it.
    """

    document: Document
    node: Node
    file: str


class Artifact(NamedTuple):
    """A file to be written: its path below the output folder, and its bytes."""

    path: PurePosixPath
    content: bytes
