"""What a site as a whole says to machines: sitemap, feed of changes, robots.txt, build-info.json.

Nothing here asks a clock: all days are those that it is told.
"""

import html
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_MOST_ADDRESSES = 50_000
"""So many addresses a sitemap may hold; more stand in several that one lists."""
_MOST_CHANGES = 50
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
_CHANGE = re.compile(r'<change(?: [^>]*?)? when="(\d{4}-\d\d-\d\d)[^"]*"[^>]*>([^<]*)</change>')
_SINCE = "2026"
"""The year in which the host of an edition is taken to be its publisher's (RFC 4151)."""
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Change(NamedTuple):
    """What was done to a document, on which day (ISO), by the document's id and title."""

    day: str
    document: str
    title: str
    words: str


def changes(document: str, title: str, history: str) -> Iterator[Change]:
    """Yield the changes that a record tells, those with a day of the calendar.

    ``history`` is XML, as the catalogue keeps it.
    """
    for day, words in _CHANGE.findall(history):
        try:
            date.fromisoformat(day)
        except ValueError:
            continue
        yield Change(day, document, title, " ".join(html.unescape(words).split()))


def address_of(base: str, path: str) -> str:
    """Return the address of a page; without ``base`` that from the site's folder."""
    written = quote(path, safe="/~:.-_")
    if not base:
        return written
    return f"{base.rstrip('/')}/" + ("" if path == "index.html" else written)


def sitemap(base: str, pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the files of the sitemap: of each page its path, and when it last changed (W3C).

    What is empty is not told. Over 50,000 pages stand in several sitemaps, listed in the first.
    """
    entries = [
        f"<url><loc>{_text(address_of(base, path))}</loc>"
        + (f"<lastmod>{when}</lastmod>" if when else "")
        + "</url>\n"
        for path, when in pages
    ]
    if len(entries) <= _MOST_ADDRESSES:
        return {"sitemap.xml": _sitemaps("urlset", entries)}
    starts = range(0, len(entries), _MOST_ADDRESSES)
    files = {
        f"sitemap-{number}.xml": _sitemaps("urlset", entries[start : start + _MOST_ADDRESSES])
        for number, start in enumerate(starts, 1)
    }
    listed = (f"<sitemap><loc>{_text(address_of(base, name))}</loc></sitemap>\n" for name in files)
    return {"sitemap.xml": _sitemaps("sitemapindex", listed), **files}


def _sitemaps(root: str, entries: Iterable[str]) -> str:
    return f'{_XML}<{root} xmlns="{_SITEMAPS}">\n{"".join(entries)}</{root}>\n'


def robots(base: str, sitemaps: Iterable[str] = ("sitemap.xml",)) -> str:
    """Return what robots may read: everything; and where the sitemaps are.

    A resource list of ResourceSync is one of them (ANSI/NISO Z39.99).
    """
    said = "User-agent: *\nAllow: /\n"
    if not base:
        return said
    listed = (f"Sitemap: {address_of(base, name)}\n" for name in sitemaps)
    return f"{said}\n{''.join(listed)}"


def feed(edition: Mapping[str, str], told: Iterable[Change]) -> str:
    """Return the newest changes of an edition as an Atom feed; ``edition`` are its attributes."""
    base = edition["base-url"]
    newest = _newest(told)
    author = edition["publisher"] or edition["title"]
    start = _text(address_of(base, "index.html"))
    links = [f'<link rel="alternate" type="text/html" href="{start}"/>']
    if base:
        own = _text(address_of(base, "feed.xml"))
        links.insert(0, f'<link rel="self" type="application/atom+xml" href="{own}"/>')
    head = [
        f"<id>{_text(_identifier(base, edition['title'], 'changes'))}</id>",
        f"<title>{_text(edition['title'])}</title>",
        f"<updated>{newest[0].day if newest else edition['date']}T00:00:00Z</updated>",
        f"<author><name>{_text(author)}</name></author>",
        *links,
    ]
    language = f' xml:lang="{_text(edition["language"])}"'
    entries = (_entry(base, edition["title"], change) for change in newest)
    lines = "\n".join([*head, *entries])
    return f'{_XML}<feed xmlns="{_ATOM}"{language}>\n{lines}\n</feed>\n'


def _newest(told: Iterable[Change]) -> Sequence[Change]:
    different = sorted(set(told), key=lambda one: (one.document, one.words))
    return sorted(different, key=lambda one: one.day, reverse=True)[:_MOST_CHANGES]


def _entry(base: str, title: str, change: Change) -> str:
    page = _text(address_of(base, f"{change.document}.html"))
    words = uuid.uuid5(uuid.NAMESPACE_URL, change.words).hex[:12]
    specific = f"{change.document}:{change.day}:{words}"
    return (
        f"<entry><id>{_text(_identifier(base, title, specific))}</id>"
        f"<title>{_text(change.title)}</title><updated>{change.day}T00:00:00Z</updated>"
        f'<link rel="alternate" type="text/html" href="{page}"/>'
        f"<summary>{_text(change.words)}</summary></entry>"
    )


def _identifier(base: str, title: str, specific: str) -> str:
    """Return a ``tag:`` URI (RFC 4151); a name-based UUID where no host is known to own it."""
    host = (urlsplit(base).hostname or "") if base else ""
    if re.fullmatch(r"[a-z0-9.-]+", host):
        path = urlsplit(base).path.strip("/")
        whole = f"{path}:{specific}" if path else specific
        return f"tag:{host},{_SINCE}:{quote(whole, safe='/:.-_~')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{title}\n{specific}").urn


def build_info(version: str, day: str, sources: str, documents: int) -> str:
    """Return what a build was made from: version of the program, day, digest of the sources."""
    told = {"version": version, "date": day, "sources": sources, "documents": documents}
    return json.dumps(told, indent=2) + "\n"


def _text(words: str) -> str:
    return html.escape(_NO_TEXT.sub("", words))
