"""FAIR Signposting: where a document's parts and descriptions are, as typed links.

Levels 1 and 2 of the FAIR Signposting Profile (signposting.org): links of pages, of what describes
them and of what they hold, and all of them as a link set (RFC 9264), in JSON and as text. All
addresses are absolute.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tei_pipeline.catalogue.published import Document, Format, View, offered
from tei_pipeline.harvest.media import LINKED_DATA, PAGE, SITE, Addresses, media_type

JSON_TYPE = "application/linkset+json"
TEXT_TYPE = "application/linkset"
LINKSETS = "linksets"
"""The folder of link sets, below that of the site."""
_METADATA = "metadata/"
_ABOUT_PAGE = "https://schema.org/AboutPage"
_TYPES = {"letter": "https://schema.org/Message"}
_OTHERWISE = "https://schema.org/CreativeWork"
_BIBLIOGRAPHIC = (".bib", ".ris", ".csl.json")
_MANIFEST = "http://iiif.io/api/presentation/3/context.json"
_SCHEMA_ORG = "https://schema.org/"


class Link(NamedTuple):
    """A typed link (RFC 8288) from ``anchor`` to ``href``, with its other attributes."""

    anchor: str
    rel: str
    href: str
    attributes: tuple[tuple[str, str], ...] = ()


class Held(NamedTuple):
    """A document, the paths (from the output folder) of its files, and where it is cited.

    ``site`` is the public address of the site; empty where it has none but that of who serves it.
    """

    document: Document
    paths: Iterable[str]
    site: str = ""


def links_of(held: Held, formats: Mapping[str, Format], base: str) -> Iterator[Link]:
    """Yield all links of a document.

    ``formats`` are those offered, by prefix; ``base`` is the address that the site is read at.
    """
    document, at = held.document, Addresses(base)
    page = at.of(document.facts.page)
    files = [_Part(at.published(path), *_part(document, path, formats)) for path in held.paths]
    facts = document.facts
    yield Link(page, "cite-as", facts.cited or Addresses(held.site or base).of(facts.page))
    yield Link(page, "type", _ABOUT_PAGE)
    yield Link(page, "type", _TYPES.get(facts.kind, _OTHERWISE))
    for author in facts.authors.split():
        yield Link(page, "author", author)
    for licence in _licences(document)[:1]:
        yield Link(page, "license", licence)
    for rel in ("describedby", "item"):
        for part in files:
            if part.rel == rel:
                yield Link(page, rel, part.address, part.attributes)
    yield Link(page, "collection", at.of(""), (("type", PAGE),))
    parts = [part for part in files if part.rel]
    for anchor in (page, *(part.address for part in parts)):
        for ending, kind in (("json", JSON_TYPE), ("txt", TEXT_TYPE)):
            href = at.of(f"{LINKSETS}/{document.id}.{ending}")
            yield Link(anchor, "linkset", href, (("type", kind),))
    for part in parts:
        back = "collection" if part.rel == "item" else "describes"
        yield Link(part.address, back, page, (("type", PAGE),))


class _Part(NamedTuple):
    """A file of a document: what it is to its page (empty: nothing), and what is said of it."""

    address: str
    rel: str
    attributes: tuple[tuple[str, str], ...] = ()


def _part(
    document: Document, path: str, formats: Mapping[str, Format]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    kind = media_type(path)
    described = path.startswith(_METADATA) or path.endswith(_BIBLIOGRAPHIC)
    if kind == PAGE:
        return "", ()
    profile = ""
    if kind == LINKED_DATA:
        profile = _SCHEMA_ORG if described else _MANIFEST
    elif path.startswith(_METADATA):
        prefix = path.removeprefix(f"{_METADATA}{document.id}.").removesuffix(".xml")
        profile = formats[prefix].namespace if prefix in formats else ""
    more = (("profile", profile),) if profile else ()
    return "describedby" if described else "item", (("type", kind), *more)


def _licences(document: Document) -> list[str]:
    said = json.loads(document.facts.more).get("license", ())
    return [value for value in said if value.startswith(("http://", "https://"))]


# How links are written.


def as_header(link: Link) -> str:
    """Return a link as the value of an HTTP header (RFC 8288, 3); its anchor is the answer."""
    return f'<{link.href}>; rel="{link.rel}"{_written(link.attributes)}'


def as_text(links: Iterable[Link]) -> str:
    """Return a link set as text (RFC 9264, 4.1)."""
    return ",\n".join(f'{as_header(link)}; anchor="{link.anchor}"' for link in links) + "\n"


def as_json(links: Iterable[Link]) -> str:
    """Return a link set as JSON (RFC 9264, 4.2)."""
    contexts: dict[str, dict[str, list[dict[str, str]]]] = {}
    for link in links:
        target = {"href": link.href, **dict(link.attributes)}
        contexts.setdefault(link.anchor, {}).setdefault(link.rel, []).append(target)
    said = [{"anchor": anchor, **relations} for anchor, relations in contexts.items()]
    return json.dumps({"linkset": said}, ensure_ascii=False, indent=1) + "\n"


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f'; {name}="{value}"' for name, value in attributes)


def links(view: View, path: str, base: str) -> tuple[str, ...]:
    """Return the links of a file as values of HTTP headers.

    ``path`` is that from the site's folder, or from the output folder for what lies beside it.
    """
    holders = ((one, view.holder(one)) for one in (f"{SITE}{path}", path))
    whole, holder = next((pair for pair in holders if pair[1]), ("", ""))
    document = view.document(holder) if holder else None
    if document is None:
        return ()
    told = view.about()
    paths = (one.path for one in view.resources(document.id))
    held = Held(document, paths, site_of(told))
    asked = Addresses(base).published(whole)
    every = links_of(held, offered(told), base)
    return tuple(as_header(link) for link in every if link.anchor == asked)


def site_of(told: Mapping[str, str]) -> str:
    """Return the public address of the site, by what is told of the whole; empty without one."""
    address = told.get("base-url", "")
    return f"{address.rstrip('/')}/" if address else ""
