"""The images of a manifest: which picture an element of TEI shows, where it is, and its size.

The rules are those of pages (``xslt/html/images.xsl``); no image of another host is asked for.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from lxml import etree

from tei_pipeline.names import TEI

_NS = f"{{{TEI}}}"
_KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
_RELATIVE = re.compile(r"[^/\\:?#][^\\:?#]*\.(jpe?g|png|gif|webp|avif|svg)", re.I)
_NO_IMAGE = re.compile(r"(audio|video|text|application)/")
_ONE_IMAGE = re.compile(r"\.(jpe?g|png|gif|webp|tiff?|jp2|json|xml|html?)$", re.I)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG that say how large an image is (ITU-T T.81, table B.1)."""


class Size(NamedTuple):
    """Width and height, in whole units."""

    width: int
    height: int


class Picture(NamedTuple):
    """A picture as the body of an annotation, and its size where it is known."""

    body: dict[str, Any]
    size: Size | None


class Pictures:
    """Finds pictures; ``file`` is the document's path, ``known`` are files that are published."""

    def __init__(self, base: str, file: str, known: Mapping[str, Size | None]) -> None:
        self._base = base
        self._folder = file.split("/")[:-1]
        self._known = known

    def of(self, element: etree._Element) -> Picture | None:
        """Return the picture of a surface, a graphic or a page break."""
        for shown, address in _sources(element):
            if _NO_IMAGE.match(shown.get("mimeType", "")):
                continue
            if picture := self._picture(shown, address):
                return picture
        return None

    def _picture(self, shown: etree._Element, address: str) -> Picture | None:
        size = _told(shown)
        if re.match(r"https?://", address, re.I):
            if not _is_web(address):
                return None
            remote = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")
            body = _service(remote) if _is_service(shown, address) else _image(remote)
        elif _RELATIVE.fullmatch(address) and (path := self._path(address)) in self._known:
            size = size or self._known[path]
            body = _image(f"{self._base}files/{quote(path)}")
        else:
            return None
        return Picture({**body, **(size._asdict() if size else {})}, size)

    def _path(self, address: str) -> str:
        """Return an address as a path from the project's folder; empty where it leaves it."""
        steps = list(self._folder)
        for step in address.split("/"):
            if step == ".." and not steps:
                return ""
            if step == "..":
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        return "/".join(steps)


def _sources(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield where an element, or one that it holds, says that a picture is."""
    if element.tag == f"{_NS}surface":
        held = element.findall(f"{_NS}graphic")
        for graphic in held:
            yield from _sources(graphic)
        same = element.get("sameAs", "").strip()
        served = re.match(r"https?://.*(/info\.json$|/iiif/)", same)
        if not held and served and not re.search("canvas|manifest", same):
            yield element, same
        return
    name = "facs" if element.tag == f"{_NS}pb" else "url"
    words = element.get(name, "").split()
    if words and not words[0].startswith("#"):
        yield element, words[0]


def _is_web(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _is_service(shown: etree._Element, address: str) -> bool:
    if shown.get("type") == "iiif" or address.endswith("/info.json"):
        return True
    return "/iiif/" in address and not _ONE_IMAGE.search(address)


def _image(address: str) -> dict[str, Any]:
    body: dict[str, Any] = {"id": address, "type": "Image"}
    kind = _KINDS.get(urlsplit(address).path.rpartition(".")[2].lower())
    return {**body, "format": kind} if kind else body


def _service(address: str) -> dict[str, Any]:
    service = re.sub(r"(/info\.json|/)$", "", address)
    if re.search(r"/iiif/3/|/v3/", service):
        said = {"id": service, "type": "ImageService3", "profile": "level0"}
    else:
        level = "http://iiif.io/api/image/2/level0.json"
        said = {"@id": service, "@type": "ImageService2", "profile": level}
    image = f"{service}/full/max/0/default.jpg"
    return {"id": image, "type": "Image", "format": "image/jpeg", "service": [said]}


def number(written: str) -> int | None:
    """Return a measure in pixels; None where it is of another unit, or too large to be one."""
    found = re.fullmatch(r"\s*(\d{1,7})(?:\.\d*)?(?:px)?\s*", written)
    return int(found[1]) if found else None


def _told(shown: etree._Element) -> Size | None:
    width, height = number(shown.get("width", "")), number(shown.get("height", ""))
    return Size(width, height) if width and height else None


def size_of(content: bytes) -> Size | None:
    """Return the size of an image by its own header: PNG, GIF and JPEG say it."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        found = Size(*struct.unpack(">II", content[16:24]))
    elif content[:4] == b"GIF8" and len(content) >= 10:
        found = Size(*struct.unpack("<HH", content[6:10]))
    else:
        found = _size_of_jpeg(content) if content[:2] == b"\xff\xd8" else Size(0, 0)
    return found if found.width and found.height else None


def _size_of_jpeg(content: bytes) -> Size:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Size(width, height)
        at += 1 if marker == 0xFF else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return Size(0, 0)
