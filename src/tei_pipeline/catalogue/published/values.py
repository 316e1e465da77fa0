"""What the published catalogue is given and gives: plain values."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Set(NamedTuple):
    """A set that documents belong to; ``spec`` has parts joined by ``:`` (OAI-PMH 2.0, 2.6)."""

    spec: str
    name: str
    description: str = ""


class Format(NamedTuple):
    """A metadata format: the addresses of its schema and its namespace (OAI-PMH 2.0, 4.4)."""

    schema: str
    namespace: str


def offered(about: Mapping[str, str]) -> dict[str, Format]:
    """Return the formats that are offered, by their prefixes; ``about`` is that of a view."""
    told = json.loads(about.get("formats") or "{}")
    return {prefix: Format(one["schema"], one["namespace"]) for prefix, one in told.items()}


class Unit(NamedTuple):
    """A citable unit of a citation tree (DTS 1.0, CitableUnit), in document order.

    ``tree`` is the tree's name (empty: the default one); ``parent`` is the ref of the unit above,
    empty at the top; ``level`` begins at 1. ``path`` leads to the element: child numbers from the
    root element, counted over elements from 0, joined by ``/``. ``facts`` are a JSON object with
    the keys ``dublinCore`` and ``extensions``, or empty. ``anchor`` is the id of its place on the
    HTML page ``page``; empty where it has none.
    """

    ref: str
    level: int
    kind: str
    path: str
    parent: str = ""
    tree: str = ""
    facts: str = ""
    page: str = ""
    anchor: str = ""


class Tree(NamedTuple):
    """A citation tree of a document: ``structure`` is its nested ``citeStructure`` as JSON.

    It is a list of objects ``{"citeType": …, "citeStructure": […]}`` (DTS 1.0, CiteStructure).
    """

    name: str
    structure: str
    description: str = ""


class Facts(NamedTuple):
    """What is known of a document without reading it.

    ``date`` is its first day (ISO, perhaps a part of it), ``page`` its page below the site's
    folder, ``file`` its path from the project's folder, ``source`` the digest of its bytes;
    ``more`` is a JSON object of Dublin Core terms to lists of values, as DTS writes them.
    ``authors`` are addresses that tell who wrote it, with blanks between them; ``kind`` is
    ``letter`` where it is one; ``cited`` is the address of its DOI.
    """

    title: str
    language: str
    date: str
    page: str
    file: str
    source: str
    words: int = 0
    more: str = "{}"
    authors: str = ""
    kind: str = ""
    cited: str = ""


class Deposit(NamedTuple):
    """A document as it is published: its facts, sets, formats and citable units.

    ``inputs`` is a digest of all that it was made from; ``contents`` are the bytes of each metadata
    format by its prefix (``tei`` is the whole text): an XML element without declaration. Order of
    ``sort`` is the edition's order.
    """

    id: str
    inputs: str
    sort: str
    facts: Facts
    sets: tuple[str, ...]
    contents: Mapping[str, bytes]
    trees: Sequence[Tree] = ()
    units: Sequence[Unit] = ()


class Document(NamedTuple):
    """A document of the repository; one that is ``withdrawn`` keeps its facts as they last were.

    ``stamp`` is when anything of it last changed (seconds since 1970, UTC).
    """

    id: str
    facts: Facts
    sets: tuple[str, ...]
    formats: tuple[str, ...]
    stamp: int
    withdrawn: bool


class Header(NamedTuple):
    """The header of a record: a document in one format (OAI-PMH 2.0, 2.5).

    ``build`` numbers the publication that it last changed with: headers are in the order of
    (``build``, ``id``). A record whose document was withdrawn, or is in this format no more, is
    ``deleted``.
    """

    id: str
    build: int
    stamp: int
    sets: tuple[str, ...]
    deleted: bool


class Selection(NamedTuple):
    """Records that are asked for: of one format, perhaps of one set and a span of time.

    ``as_of`` is the number of a publication: records are selected and put in order as they were
    then, so that a list in parts neither loses nor repeats one that changes meanwhile. ``first``
    and ``last`` are stamps, both inclusive.
    """

    format: str
    as_of: int
    set: str = ""
    first: int | None = None
    last: int | None = None


class Entity(NamedTuple):
    """An entity of a register: ``kind`` as in ``catalogue.FOLDERS``; ``identifiers`` are URIs.

    ``names`` holds the name first, then variants; ``page`` is its page below the site's folder,
    ``key`` what the registers know it by; ``description`` says who or what it is, in a line.
    """

    key: str
    kind: str
    id: str
    names: tuple[str, ...]
    description: str
    identifiers: tuple[str, ...]
    page: str
    mentions: int


class HeldFile(NamedTuple):
    """A file that is published: its path from the output folder, and whose it is.

    ``document`` is empty for what is of the whole; ``mark`` is another when the file was written.
    """

    path: str
    document: str
    mark: str


class Resource(NamedTuple):
    """A published file: ``digest`` is its SHA-256, ``length`` its bytes, ``stamp`` when it changed.

    ``path`` is that from the output folder; ``document`` is empty for what is of the whole.
    """

    path: str
    document: str
    digest: str
    length: int
    stamp: int


class Event(NamedTuple):
    """What happened to a file: ``created``, ``updated`` or ``deleted``, and how it was then."""

    change: str
    resource: Resource


class Version(NamedTuple):
    """A version of a document: when it was published and the digest of its source then."""

    stamp: int
    source: str
    withdrawn: bool
