"""ResourceSync 1.1 (ANSI/NISO Z39.99) as files: what there is, and what has changed since when."""

from collections.abc import Iterable, Iterator
from html import escape

from tei_pipeline.catalogue.published import Resource, View
from tei_pipeline.harvest.dates import written
from tei_pipeline.harvest.media import Addresses, media_type

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:rs="http://www.openarchives.org/rs/terms/"'
)
_MOST = 50_000  # entries of a list, by the limit of sitemaps
FOLDER = "resourcesync"
RESOURCES = f"{FOLDER}/resourcelist.xml"
SOURCE = ".well-known/resourcesync"


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
    events = list(view.history())
    stamps = [event.resource.stamp for event in events]
    first, newest = written(min(stamps, default=0)), written(max(stamps, default=0))
    up = f'<rs:ln rel="up" href="{escape(capabilities)}"/>'
    whole = [_url(one, at) for one in view.resources()]
    yield from _lists("resourcelist", f'at="{newest}"', up, whole, at)
    changes = [_url(event.resource, at, event.change) for event in events]
    span = f'from="{first}" until="{newest}"'
    yield from _lists("changelist", span, up, changes, at)


def _url(one: Resource, at: Addresses, change: str = "") -> str:
    """Return the entry of a file as it is, or of a change of it."""
    stamp = written(one.stamp)
    said = [f'change="{change}" datetime="{stamp}"'] if change else []
    if one.digest:
        said.append(f'hash="sha-256:{one.digest}" length="{one.length}"')
    said.append(f'type="{media_type(one.path)}"')
    modified = "" if change == "deleted" else f"<lastmod>{stamp}</lastmod>"
    address = escape(at.published(one.path))
    return f"<url><loc>{address}</loc>{modified}<rs:md {' '.join(said)}/></url>\n"


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
