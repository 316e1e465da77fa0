"""ResourceSync 1.1 (ANSI/NISO Z39.99) as files: what there is, and what has changed since when."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from tei_pipeline.catalogue.published import Document, View
from tei_pipeline.harvest.dates import written
from tei_pipeline.harvest.signposting import Addresses

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:rs="http://www.openarchives.org/rs/terms/"'
)
_MOST = 50_000  # entries of a list, by the limit of sitemaps
_TEI = "application/tei+xml"
FOLDER = "resourcesync"
RESOURCES = f"{FOLDER}/resourcelist.xml"
SOURCE = ".well-known/resourcesync"


class _Resource(NamedTuple):
    """A resource: ``stamp`` is when it last changed; what is said of its bytes, if known."""

    address: str
    stamp: int
    kind: str
    digest: str = ""
    change: str = ""
    at: int = 0


def resourcesync(view: View, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files, by their paths from the site's folder; ``base`` is its address."""
    at = Addresses(base)
    source, capabilities = at.of(SOURCE), at.of(f"{FOLDER}/capabilitylist.xml")
    described = f'<rs:ln rel="describedby" href="{escape(at.of("about.html"))}"/>'
    yield SOURCE, _list("description", described, [_entry(capabilities, "capabilitylist")])
    lists = {name: at.of(f"{FOLDER}/{name}.xml") for name in ("resourcelist", "changelist")}
    entries = [_entry(address, name) for name, address in lists.items()]
    up = f'<rs:ln rel="up" href="{escape(source)}"/>'
    yield f"{FOLDER}/capabilitylist.xml", _list("capabilitylist", up, entries)
    every = view.every_document()
    newest = written(max((document.stamp for document in every), default=0))
    first = written(view.earliest() or 0)
    up = f'<rs:ln rel="up" href="{escape(capabilities)}"/>'
    whole = sorted(_resources(view, at))
    yield from _lists("resourcelist", f'at="{newest}"', up, [_url(one) for one in whole], at)
    changed = sorted(_changes(view, every, at), key=lambda one: (one.at, one.address))
    span = f'from="{first}" until="{newest}"'
    yield from _lists("changelist", span, up, [_url(one) for one in changed], at)


def _resources(view: View, at: Addresses) -> Iterator[_Resource]:
    for document in view.documents():
        for prefix in document.formats:
            for address, kind in _of_format(document, prefix, at):
                source = document.facts.source if kind == _TEI else ""
                digest = source.replace("sha256:", "sha-256:")
                yield _Resource(address, document.stamp, kind, digest)


def _changes(view: View, every: Iterable[Document], at: Addresses) -> Iterator[_Resource]:
    """Yield what happened to each resource; a page is taken to change with its text."""
    documents = {document.id: document for document in every}
    there: set[tuple[str, str]] = set()
    for event in view.history():
        known = (event.id, event.format)
        change = "deleted" if event.deleted else "updated" if known in there else "created"
        (there.discard if event.deleted else there.add)(known)
        for address, kind in _of_format(documents[event.id], event.format, at):
            yield _Resource(address, event.stamp, kind, "", change, event.stamp)


def _of_format(document: Document, prefix: str, at: Addresses) -> Iterator[tuple[str, str]]:
    """Yield the resources that a document is published by in a format, with their media types."""
    if prefix != "tei":
        yield at.metadata(document, prefix), "application/xml"
        return
    yield at.page(document), "text/html"
    yield at.text(document), _TEI


def _url(one: _Resource) -> str:
    said = [f'change="{one.change}" datetime="{written(one.at)}"'] if one.change else []
    said += [f'hash="{one.digest}"'] if one.digest else []
    said.append(f'type="{one.kind}"')
    modified = "" if one.change == "deleted" else f"<lastmod>{written(one.stamp)}</lastmod>"
    return f"<url><loc>{escape(one.address)}</loc>{modified}<rs:md {' '.join(said)}/></url>\n"


def _lists(
    capability: str, told: str, up: str, entries: list[str], at: Addresses
) -> Iterator[tuple[str, bytes]]:
    """Yield a list, or an index of several where there are too many entries for one."""
    name = f"{FOLDER}/{capability}.xml"
    if len(entries) <= _MOST:
        yield name, _list(capability, up, entries, told)
        return
    index = f'<rs:ln rel="index" href="{escape(at.of(name))}"/>'
    parts = []
    for number, start in enumerate(range(0, len(entries), _MOST), 1):
        part = f"{FOLDER}/{capability}-{number}.xml"
        parts.append(f"<sitemap><loc>{escape(at.of(part))}</loc></sitemap>\n")
        yield part, _list(capability, up + index, entries[start : start + _MOST], told)
    yield name, _list(capability, up, parts, told, "sitemapindex")


def _list(
    capability: str, links: str, entries: Iterable[str], told: str = "", root: str = "urlset"
) -> bytes:
    about = f'<rs:md capability="{capability}"{" " + told if told else ""}/>'
    content = f"{links}\n{about}\n{''.join(entries)}"
    return f"{_XML}<{root} {_NAMESPACES}>\n{content}</{root}>\n".encode()


def _entry(address: str, capability: str) -> str:
    about = f'<rs:md capability="{capability}"/>'
    return f"<url><loc>{escape(address)}</loc>{about}</url>\n"
