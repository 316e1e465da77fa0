"""IIIF Presentation 3.0 manifests of documents with facsimiles.

A surface (or a page break with an image) becomes a canvas; the words of passages that point to one
of its zones become annotations. What is no image of a page makes no manifest.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from lxml import etree

from tei_pipeline.names import TEI, XML_ID
from tei_pipeline.outputs.iiif_pictures import Picture, Pictures, Size, number
from tei_pipeline.outputs.metadata.values import Description

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_NS = f"{{{TEI}}}"
_GROUP = f"{_NS}surfaceGrp"
_RIGHTS = re.compile(
    r"https?://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/)"
)
_UNKNOWN = Size(1000, 1414)
"""The shape of a page whose size nobody tells: a canvas must have one (5.3)."""


def path_of(identifier: str) -> str:
    """Return where the manifest of a document is, from the site's folder."""
    return f"iiif/{identifier}/manifest.json"


def may_show(tei: bytes) -> bool:
    """Return whether a document may have images of pages, without reading it."""
    return b" facs=" in tei or b"surface" in tei or b"<facsimile" in tei


def is_made(tei: bytes, base: str, file: str, pictures: Mapping[str, Size | None]) -> bool:
    """Return whether a document has a manifest; ``base`` is the address of the site."""
    if not (base and may_show(tei)):
        return False
    return any(True for _ in _shown(_root(tei), Pictures(base, file, pictures)))


def _root(tei: bytes) -> etree._Element:
    return etree.fromstring(tei, etree.XMLParser(resolve_entities=False, huge_tree=True))


_Shown = tuple[etree._Element, Picture, Size | None]
"""What is to be a canvas, its picture, and its size where somebody tells it."""


def _shown(root: etree._Element, pictures: Pictures) -> Iterator[_Shown]:
    """Yield what is to be a canvas: surfaces and single graphics, else page breaks."""
    found = False
    for one in _facsimiles(root, pictures):
        found = True
        yield one
    if not found:
        for element in root.iter(f"{_NS}pb"):
            if picture := pictures.of(element):
                yield element, picture, picture.size


def _facsimiles(root: etree._Element, pictures: Pictures) -> Iterator[_Shown]:
    for place in root.iter(f"{_NS}facsimile", f"{_NS}sourceDoc"):
        for element in place.iter(f"{_NS}surface", f"{_NS}graphic"):
            parent = element.getparent()
            single = parent is place or (parent is not None and parent.tag == _GROUP)
            if element.tag == f"{_NS}graphic" and not single:
                continue  # that of a surface or a figure
            if picture := pictures.of(element):
                yield element, picture, _extent(element) or picture.size


def manifest(
    tei: bytes, description: Description, file: str, pictures: Mapping[str, Size | None]
) -> bytes | None:
    """Return the manifest of a document; None where it has no images or no address.

    ``tei`` is the document, ``file`` its path from the project's folder; ``pictures`` are
    the image files beside the pages, by their paths from there, with their sizes where known.
    """
    base = description.edition.base
    if not base:
        return None
    made = _Manifest(_root(tei), base, description, Pictures(base, file, pictures))
    canvases = list(made.canvases())
    if not canvases:
        return None
    said = {**made.head(), "items": canvases}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


class _Manifest:
    """One manifest in the making."""

    def __init__(
        self, root: etree._Element, base: str, description: Description, pictures: Pictures
    ) -> None:
        self._root = root
        self._base = base
        self._of = description
        self._pictures = pictures
        self._here = f"{base}iiif/{quote(description.id)}/"
        self._pointing: dict[str, list[etree._Element]] = {}
        for element in root.iter(f"{_NS}*"):
            for word in element.get("facs", "").split():
                if word.startswith("#"):
                    self._pointing.setdefault(word[1:], []).append(element)

    def head(self) -> dict[str, Any]:
        """Return what is said of the whole."""
        of, page = self._of, f"{self._base}{quote(self._of.id)}"
        facts = {
            "Author": [one.name for one in of.writers],
            "Date": [of.date.written] if of.date.written else [],
            "Source": [of.source] if of.source else [],
        }
        said: dict[str, Any] = {
            "@context": CONTEXT,
            "id": f"{self._base}{path_of(quote(of.id))}",
            "type": "Manifest",
            "label": self._words(of.title.words or of.id),
        }
        if of.summary.words:
            said["summary"] = self._words(of.summary.words)
        metadata = [
            {"label": {"en": [name]}, "value": {"none": values}}
            for name, values in facts.items()
            if values
        ]
        if metadata:
            said["metadata"] = metadata
        said |= self._terms()
        home = {"id": f"{page}.html", "type": "Text", "label": said["label"]}
        said["homepage"] = [{**home, "format": "text/html"}]
        text = {"id": f"{page}.xml", "type": "Dataset", "label": {"en": ["TEI"]}}
        said["seeAlso"] = [{**text, "format": "application/tei+xml", "profile": TEI}]
        return said

    def _terms(self) -> dict[str, Any]:
        """Return rights, as far as the specification allows to name them, and who provides it."""
        said: dict[str, Any] = {}
        addresses = (one.uri for one in self._of.licences)
        if rights := next((one for one in addresses if _RIGHTS.match(one)), ""):
            said["rights"] = rights.replace("https:", "http:", 1)  # as they name themselves
        words = [one.words or one.uri for one in self._of.licences]
        if words and not rights:
            said["requiredStatement"] = {"label": {"en": ["Rights"]}, "value": {"none": words}}
        name = self._of.publisher or self._of.edition.publisher
        if name:
            agent = {"id": self._base, "type": "Agent", "label": {"none": [name]}}
            home = {"id": self._base, "type": "Text", "label": {"none": [name]}}
            said["provider"] = [{**agent, "homepage": [{**home, "format": "text/html"}]}]
        return said

    def _words(self, words: str) -> dict[str, list[str]]:
        return {self._of.language or "none": [words]}

    # Canvases.

    def canvases(self) -> Iterator[dict[str, Any]]:
        """Yield the canvases, in the order of the document."""
        found = _shown(self._root, self._pictures)
        for n, (element, picture, size) in enumerate(found, 1):
            yield self._canvas(n, element, picture, size or _UNKNOWN)

    def _canvas(
        self, n: int, element: etree._Element, picture: Picture, size: Size
    ) -> dict[str, Any]:
        address = f"{self._here}canvas/{n}"
        painting = {
            "id": f"{address}/image",
            "type": "Annotation",
            "motivation": "painting",
            "body": picture.body,
            "target": address,
        }
        page = {"id": f"{address}/page", "type": "AnnotationPage", "items": [painting]}
        canvas: dict[str, Any] = {
            "id": address,
            "type": "Canvas",
            "label": {"none": [self._label(element) or str(n)]},
            "height": size.height,
            "width": size.width,
            "items": [page],
        }
        if words := list(self._transcribed(element, address)):
            page = {"id": f"{address}/text", "type": "AnnotationPage", "items": words}
            canvas["annotations"] = [page]
        return canvas

    def _label(self, element: etree._Element) -> str:
        """Return how the page is called: by itself, or by the page break that points to it."""
        own = element.get("n", "") or element.findtext(f"{_NS}label", "")
        names = [element.get(XML_ID, ""), *(one.get(XML_ID, "") for one in element)]
        breaks = (one for name in names if name for one in self._pointing.get(name, ()))
        pointed = (one.get("n", "") for one in breaks if one.tag == f"{_NS}pb")
        return " ".join(own.split()) or next(filter(None, pointed), "")

    def _transcribed(self, surface: etree._Element, address: str) -> Iterator[dict[str, Any]]:
        """Yield the words of each zone of a surface: its own, or those that point to it."""
        left, top = number(surface.get("ulx", "")) or 0, number(surface.get("uly", "")) or 0
        zones = surface.iter(f"{_NS}zone") if surface.tag == f"{_NS}surface" else ()
        for n, zone in enumerate(zones, 1):
            extent, at = _extent(zone), (number(zone.get("ulx", "")), number(zone.get("uly", "")))
            said = [_plain(one) for one in (zone, *self._pointing.get(zone.get(XML_ID, ""), ()))]
            words = " ".join(filter(None, said))
            if words and extent and at[0] is not None and at[1] is not None:
                x, y = max(at[0] - left, 0), max(at[1] - top, 0)
                body: dict[str, Any] = {"type": "TextualBody", "value": words}
                body["format"] = "text/plain"
                if self._of.language:
                    body["language"] = self._of.language
                yield {
                    "id": f"{address}/text/{n}",
                    "type": "Annotation",
                    "motivation": "supplementing",
                    "body": body,
                    "target": f"{address}#xywh={x},{y},{extent.width},{extent.height}",
                }


def _extent(element: etree._Element) -> Size | None:
    """Return the size of a surface or a zone, in its own units."""
    corners = [number(element.get(name, "")) for name in ("ulx", "uly", "lrx", "lry")]
    if corners[2] is None or corners[3] is None:
        return None
    width, height = corners[2] - (corners[0] or 0), corners[3] - (corners[1] or 0)
    return Size(width, height) if width > 0 and height > 0 else None


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
