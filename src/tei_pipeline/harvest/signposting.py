"""FAIR Signposting: where a document's parts and descriptions are, as typed links.

Levels 1 and 2 of the FAIR Signposting Profile (signposting.org): links of pages, of what describes
them and of what they hold, and all of them as a link set (RFC 9264), in JSON and as text. All
addresses are absolute.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urljoin

from tei_pipeline.catalogue.published import Document, Format, View, offered

JSON_TYPE = "application/linkset+json"
TEXT_TYPE = "application/linkset"
_TEI_TYPE = "application/tei+xml"
_XML_TYPE = "application/xml"
_ABOUT_PAGE = "https://schema.org/AboutPage"
_TYPES = {"letter": "https://schema.org/Message"}
_OTHERWISE = "https://schema.org/CreativeWork"
_BIBLIOGRAPHIC = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


class Link(NamedTuple):
    """A typed link (RFC 8288) from ``anchor`` to ``href``, with its other attributes."""

    anchor: str
    rel: str
    href: str
    attributes: tuple[tuple[str, str], ...] = ()


class Addresses(NamedTuple):
    """Where things of an edition are; ``base`` is the address of its site."""

    base: str

    def of(self, path: str) -> str:
        """Return the address of a file, by its path from the site's folder."""
        return urljoin(self.base, quote(path, safe="/~:.-_"))

    def page(self, document: Document) -> str:
        """Return the address of a document's page."""
        return self.of(document.facts.page)

    def text(self, document: Document) -> str:
        """Return that of its TEI."""
        return self.of(f"{document.id}.xml")

    def metadata(self, document: Document, prefix: str) -> str:
        """Return that of its description in a format."""
        return self.of(f"../metadata/{document.id}.{prefix}.xml")

    def linkset(self, document: Document, ending: str) -> str:
        """Return that of its link set."""
        return self.of(f"linksets/{document.id}.{ending}")


def links_of(document: Document, formats: Mapping[str, Format], base: str) -> Iterator[Link]:
    """Yield all links of a document; ``formats`` are those offered, by prefix."""
    at = Addresses(base)
    page, text = at.page(document), at.text(document)
    described = tuple(_described(document, formats, at))
    yield Link(page, "cite-as", page)
    yield Link(page, "type", _ABOUT_PAGE)
    yield Link(page, "type", _type(document))
    for name in _uris(document, "creator", "contributor"):
        yield Link(page, "author", name)
    for licence in _uris(document, "license", "rights")[:1]:
        yield Link(page, "license", licence)
    for href, attributes in described:
        yield Link(page, "describedby", href, attributes)
    yield Link(page, "item", text, (("type", _TEI_TYPE),))
    yield Link(page, "collection", at.of(""), (("type", "text/html"),))
    sets = [(at.linkset(document, "json"), JSON_TYPE), (at.linkset(document, "txt"), TEXT_TYPE)]
    for anchor in (page, text, *(href for href, _ in described)):
        for href, kind in sets:
            yield Link(anchor, "linkset", href, (("type", kind),))
    yield Link(text, "collection", page, (("type", "text/html"),))
    yield Link(text, "type", _type(document))
    for href, _ in described:
        yield Link(href, "describes", page, (("type", "text/html"),))


def _described(
    document: Document, formats: Mapping[str, Format], at: Addresses
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for prefix in document.formats:
        if prefix != "tei":
            known = formats.get(prefix)
            profile = (("profile", known.namespace),) if known else ()
            yield at.metadata(document, prefix), (("type", _XML_TYPE), *profile)
    for ending, kind in _BIBLIOGRAPHIC.items():
        yield at.of(f"{document.id}.{ending}"), (("type", kind),)


def _type(document: Document) -> str:
    kinds = (spec.partition(":")[2] for spec in document.sets if spec.startswith("type:"))
    if any(spec.startswith("correspondent") for spec in document.sets):
        return _TYPES["letter"]
    return next((_TYPES[kind.lower()] for kind in kinds if kind.lower() in _TYPES), _OTHERWISE)


def _uris(document: Document, *terms: str) -> list[str]:
    more = json.loads(document.facts.more)
    said = (value for term in terms for value in more.get(term, ()))
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
    """Return the links of a file (its path from the site's folder) as values of HTTP headers."""
    document = _document(view, path)
    if document is None or document.withdrawn:
        return ()
    asked = Addresses(base).of(f"../{path}" if path.startswith("metadata/") else path)
    every = links_of(document, offered(view.about()), base)
    return tuple(as_header(link) for link in every if link.anchor == asked)


def _document(view: View, path: str) -> Document | None:
    """Return the document that a page, a TEI file or a description is of; ids may hold dots."""
    name = path.removeprefix("metadata/")
    for ending in (".html", ".xml", *(f".{one}" for one in _BIBLIOGRAPHIC)):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            whole = path.startswith("metadata/")
            return view.document(stem.rpartition(".")[0] if whole else stem)
    return None
