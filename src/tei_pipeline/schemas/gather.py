"""A schema and all that it names, from the web or from files, before anything is stored."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.errors import InputError
from tei_pipeline.names import SCHEMATRON
from tei_pipeline.schemas.addresses import address_of, is_remote, normal, path_of
from tei_pipeline.schemas.fetch import Fetched, fetch
from tei_pipeline.schemas.kinds import COMPACT_TYPE, Kind, kind_by_root, root_of, said_of
from tei_pipeline.schemas.references import Reference, compact_references, references

_MOST = 500  # files of one schema
_COMPACT = re.compile(rb"\b(start|grammar|element|namespace|include|datatypes)\b|=")


class Gathered(NamedTuple):
    """One file: ``address`` is what it is asked for by, ``origin`` where it was found."""

    address: str
    aliases: tuple[str, ...]
    origin: str
    kind: Kind
    compact: bool
    content: bytes
    etag: str


class Missing(NamedTuple):
    """What a schema names, and what was not had; ``reason`` says why."""

    address: str
    reason: str


class Gathering(NamedTuple):
    """A schema first, then all that it names; and what of that is missing."""

    files: list[Gathered]
    missing: list[Missing]


Reader = Callable[[str], Fetched]
"""From the address of a source to what is there; raises ``InputError``."""


def gather_from_web(address: str, reader: Reader = fetch) -> Gathering:
    """Fetch a schema and what it names; raises ``InputError`` where it is no schema we read."""
    return _Gatherer(reader).gather(address, address)


def gather_from_file(path: Path, address: str) -> Gathering:
    """Read a schema that stands for ``address``, and the files that it names relative to itself.

    Nothing is fetched: what it names on the web is among what is missing. Raises ``InputError``.
    """
    return _Gatherer(_read_local).gather(address, address_of(path.resolve()))


def _read_local(source: str) -> Fetched:
    path = path_of(source)
    if path is None:
        raise _OnTheWebError(f"“{source}” is on the web", mend=f"tei-pipeline schema add {source}")
    try:
        return Fetched(source, (), path.read_bytes(), "", "")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"“{path}” cannot be read: {reason}", mend="check its name") from error


class _OnTheWebError(InputError):
    """A file names a schema on the web, which is fetched only if somebody says so."""


class _Wanted(NamedTuple):
    address: str
    source: str
    needed: bool = True
    asked: str = ""  # in words, who asks for it


class _Gatherer:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._files: list[Gathered] = []
        self._missing: list[Missing] = []
        self._seen: set[str] = set()

    def gather(self, address: str, source: str) -> Gathering:
        waiting = [_Wanted(address, source)]
        while waiting:
            wanted = waiting.pop()
            if normal(wanted.source) in self._seen:
                continue  # schemas may include each other in a circle
            self._seen.add(normal(wanted.source))
            if len(self._seen) > _MOST:
                message = f"“{address}” names more than {_MOST} files"
                raise InputError(message, mend="take it in a form that is one file")
            try:
                waiting += reversed(self._take(wanted))
            except _OnTheWebError as error:
                self._missing.append(Missing(wanted.address, error.message))
            except InputError as error:
                if wanted.needed:
                    raise InputError(error.message + wanted.asked, mend=error.mend) from error
                self._missing.append(Missing(wanted.address, error.message))
        return Gathering(self._files, self._missing)

    def _take(self, wanted: _Wanted) -> list[_Wanted]:
        fetched = self._reader(wanted.source)
        self._seen.update(map(normal, fetched.redirects))
        kind, compact = self._kind(wanted, fetched)
        on_web = is_remote(fetched.address)
        base = fetched.address if on_web else wanted.address
        read = compact_references if compact else references
        try:
            addresses = read(fetched.content, base)
            sources = read(fetched.content, fetched.address)
        except ValueError as error:
            mend = "look at it: it may have been cut off, or be a page about the schema"
            raise InputError(f"“{wanted.address}” is no schema: {error}", mend=mend) from error
        aliases = tuple(dict.fromkeys(fetched.redirects)) if on_web else ()
        found = (wanted.address, aliases, fetched.address, kind, compact)
        self._files.append(Gathered(*found, fetched.content, fetched.etag))
        return [
            _wanted(one, source, wanted.address)
            for one, source in zip(addresses, sources, strict=True)
        ]

    def _kind(self, wanted: _Wanted, fetched: Fetched) -> tuple[Kind, bool]:
        content = fetched.content
        kind = kind_by_root(root_of(content))
        if kind is not None:
            return kind, False
        named = fetched.address.partition("?")[0].lower().endswith(".rnc")
        text = not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        if (named or fetched.media == COMPACT_TYPE) and text and _COMPACT.search(content):
            return "relaxng", True
        root = root_of(content)
        if self._files and root is not None and root[0] == SCHEMATRON:
            return "schematron", False  # a part, such as a pattern that is included
        message = f"“{wanted.address}” is no schema that is read: {said_of(content)}"
        raise InputError(message, mend="name a RELAX NG, XSD or Schematron schema itself")


def _wanted(reference: Reference, source: Reference, by: str) -> _Wanted:
    asked = f" (“{by}” names it in line {reference.line})"
    return _Wanted(reference.address, source.address, reference.needed, asked)
