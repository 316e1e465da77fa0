"""The page images of a document as a manifest of the IIIF Presentation API 3.0.

A canvas is made for each ``surface`` of the ``facsimile`` (or ``sourceDoc``) whose picture lies on
the web or in the project, and whose size the encoding tells: by the corners of the surface, or by
the width and height of the picture (TEI P5, 12.1). No image is asked for its size; without any
canvas there is no manifest.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from lxml import etree

from tei_pipeline.names import TEI, XML_ID
from tei_pipeline.outputs.metadata import Description

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_TEI = f"{{{TEI}}}"
_KINDS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
          ".webp": "image/webp", ".tif": "image/tiff", ".tiff": "image/tiff"}  # fmt: skip
_INFO = re.compile(r"(https?://[^\s?#]+)/info\.json")
_ASKED = re.compile(r"(https?://[^\s?#]+)/full/(full|max|[\d,!^]+)/[^/]+/\w+\.\w+")
_RIGHTS = re.compile(r"https?://(creativecommons\.org/|rightsstatements\.org/)")


class _Picture(NamedTuple):
    """Where a picture is, and the image service that gives it, if one does."""

    address: str
    service: str = ""


class _Surface(NamedTuple):
    """A written surface: its id or number, what it is called, its size and its picture."""

    name: str
    label: str
    width: int
    height: int
    picture: _Picture


def manifest(root: etree._Element, file: str, d: Description) -> bytes | None:
    """Return the manifest of a document; None where there is nothing to be shown.

    ``root`` is its TEI, ``file`` its path from the project's folder. The edition must have an
    address (``d.edition.base``), for all that a manifest names is to be found on the web.
    """
    base = d.edition.base
    surfaces = list(_surfaces(root, file, base)) if base else []
    if not surfaces:
        return None
    own = urljoin(base, f"iiif/{quote(d.id)}/")
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{own}manifest.json",
        "type": "Manifest",
        "label": _text(d.title.words or d.id, d.title.language),
        **_facts(d),
        "items": [_canvas(own, surface) for surface in surfaces],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _facts(d: Description) -> dict[str, Any]:
    page = f"{quote(d.id)}.html"
    told: dict[str, Any] = {}
    if d.summary.words:
        told["summary"] = _text(d.summary.words, d.summary.language)
    rights = next((one.uri for one in d.licences if _RIGHTS.match(one.uri)), "")
    if rights:
        # The API wants the addresses of licences as they are named there: with http.
        told["rights"] = rights.replace("https://", "http://", 1)
    told["homepage"] = [
        {
            "id": urljoin(d.edition.base, page),
            "type": "Text",
            "label": _text(d.title.words or d.id, d.title.language),
            "format": "text/html",
        }
    ]
    told["seeAlso"] = [
        {
            "id": urljoin(d.edition.base, f"{quote(d.id)}.xml"),
            "type": "Dataset",
            "format": "application/tei+xml",
            "profile": TEI,
        }
    ]
    return told


def _text(words: str, language: str = "") -> dict[str, list[str]]:
    return {language or "none": [words]}


# Surfaces.


def _surfaces(root: etree._Element, file: str, base: str) -> Iterator[_Surface]:
    found = root.iterfind(f".//{_TEI}surface")
    for number, surface in enumerate(found, 1):
        graphic = surface.find(f"{_TEI}graphic")
        if graphic is None:
            continue
        picture = _picture(graphic.get("url", ""), file, base)
        size = _corners(surface) or _size(graphic.get("width"), graphic.get("height"))
        if picture and size:
            label = surface.get("n") or _label(surface) or str(number)
            yield _Surface(surface.get(XML_ID) or str(number), label, *size, picture)


def _label(surface: etree._Element) -> str:
    found = surface.find(f"{_TEI}label")
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def _corners(surface: etree._Element) -> tuple[int, int] | None:
    corners = [_number(surface.get(name, "")) for name in ("ulx", "uly", "lrx", "lry")]
    left, top, right, bottom = (one if one is not None else 0 for one in corners)
    if corners[2] is None or corners[3] is None or right <= left or bottom <= top:
        return None
    return right - left, bottom - top


def _size(width: str | None, height: str | None) -> tuple[int, int] | None:
    sides = [_number((side or "").removesuffix("px")) for side in (width, height)]
    return (sides[0], sides[1]) if sides[0] and sides[1] else None


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,7})(?:\.\d+)?\s*", text)
    return int(found[1]) if found else None


def _picture(url: str, file: str, base: str) -> _Picture | None:
    """Return a picture on the web, or one of the project, which the site has a copy of."""
    if found := _INFO.fullmatch(url) or _ASKED.fullmatch(url):
        size = "max" if found.re is _INFO else found[2]
        return _Picture(f"{found[1]}/full/{size}/0/default.jpg", found[1])
    if re.match(r"https?://\S+$", url):
        return _Picture(url)
    path = posixpath.normpath(str(PurePosixPath(file).parent / url)) if url else ""
    if re.match(r"[A-Za-z][\w+.-]*:|/", url) or path.startswith((".", "/")):
        return None  # another scheme, or outside of the project
    if PurePosixPath(path).suffix.lower() not in _KINDS:
        return None
    return _Picture(urljoin(base, f"files/{quote(path)}"))


# Canvases.


def _canvas(own: str, surface: _Surface) -> Mapping[str, Any]:
    name = quote(surface.name)
    address, size = f"{own}canvas/{name}", {"width": surface.width, "height": surface.height}
    body: dict[str, Any] = {"id": surface.picture.address, "type": "Image"}
    kind = _KINDS.get(PurePosixPath(surface.picture.address).suffix.lower())
    if kind:
        body["format"] = kind
    body |= size
    if surface.picture.service:
        # Which version of the Image API answers is not known here; clients read it from there.
        body["service"] = [
            {"@id": surface.picture.service, "@type": "ImageService2",
             "profile": "http://iiif.io/api/image/2/level1.json"}
        ]  # fmt: skip
    painting = {
        "id": f"{own}painting/{name}",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": address,
    }
    page = {"id": f"{own}page/{name}", "type": "AnnotationPage", "items": [painting]}
    return {"id": address, "type": "Canvas", "label": _text(surface.label), **size, "items": [page]}
