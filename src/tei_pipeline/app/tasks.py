"""Tasks of a build, and what comes of them: plain values, for they go from process to process."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.catalogue import Parts, Whole
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.outputs.citation import Cited
from tei_pipeline.outputs.metadata import Signposts
from tei_pipeline.outputs.protocol import Artifact
from tei_pipeline.outputs.search import Shard
from tei_pipeline.outputs.searching import SearchPage

Excerpts = dict[tuple[Path, int], str]


class Reading(NamedTuple):
    """What came of reading a file: digests of it and of what it asked for, and its findings.

    Without ``parts`` the file cannot be published.
    """

    digest: str
    sought: tuple[tuple[str, str], ...]
    id: str
    findings: tuple[Diagnostic, ...]
    excerpts: Excerpts
    parts: Parts | None = None
    whole: Whole = Whole(b"", b"", b"", b"")
    images: tuple[str, ...] = ()


class Pages(NamedTuple):
    """A task: the pages of a document."""

    path: Path
    file: str


class Register(NamedTuple):
    """A task: the record of an authority file, whose entries all documents know."""

    path: Path
    file: str


class Text(NamedTuple):
    """A task: what is harvested of a document.

    ``record`` is its record, ``entries`` are those of authority files that it speaks of, by key;
    ``about`` is what is said of the whole.
    """

    path: Path
    file: str
    record: str
    entries: Mapping[str, str]
    about: Mapping[str, str]


class Book(NamedTuple):
    """A task: the book of a document, from its record and the entries that it speaks of."""

    path: Path
    file: str
    records: str
    date: str


class Lists(NamedTuple):
    """A task: pages of the whole (see ``outputs.site.lists``)."""

    page: str
    xml: str
    root: str = ""


class ShardTask(NamedTuple):
    """A task: a shard of the search index."""

    shard: Shard
    pages: tuple[SearchPage, ...]


class Bound(NamedTuple):
    """What came of a book: the file, if there is one, and its findings."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Diagnostic, ...]
    excerpts: Excerpts


class Harvested(NamedTuple):
    """What is harvested of a document, and what is to be said of it.

    ``contents`` are its formats by their prefixes, the whole text too; ``files`` its metadata files
    by their names; ``terms`` its Dublin Core, ``signposts`` what links say of it.
    """

    contents: Mapping[str, bytes]
    files: tuple[tuple[str, bytes], ...]
    terms: Mapping[str, list[str]]
    signposts: Signposts
    cited: Cited
    excerpts: Excerpts


Task = Pages | Register | Text | Book | Lists | ShardTask
