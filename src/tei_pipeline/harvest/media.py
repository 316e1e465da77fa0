"""The media types of published files, and their addresses: told alike wherever they are told."""

from typing import NamedTuple
from urllib.parse import quote, urljoin

TEI = "application/tei+xml"
XML = "application/xml"
PAGE = "text/html"
LINKED_DATA = "application/ld+json"
SITE = "html/"
"""Where the site is, below the output folder."""
_TYPES = {
    ".manifest.json": LINKED_DATA,
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".jsonld": LINKED_DATA,
    ".html": PAGE,
    ".xml": XML,
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
}


def media_type(path: str) -> str:
    """Return the media type of a published file, by its path from the output folder."""
    if path.startswith(SITE) and path.endswith(".xml"):
        return TEI
    name = path.replace("/manifest.json", ".manifest.json")
    found = (kind for ending, kind in _TYPES.items() if name.endswith(ending))
    return next(found, "application/octet-stream")


class Addresses(NamedTuple):
    """Where things of an edition are; ``base`` is the address of its site."""

    base: str

    def of(self, path: str) -> str:
        """Return the address of a file, by its path from the site's folder."""
        return urljoin(self.base, quote(path, safe="/~:.-_"))

    def published(self, path: str) -> str:
        """Return the address of a file, by its path from the output folder."""
        below = path.removeprefix(SITE)
        return self.of(below if below != path else f"../{path}")
