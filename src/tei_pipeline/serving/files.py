"""Answers from the published files: only what lies below their folder, and nothing hidden.

Bytes are those of the files. Texts are compressed for who asks for it; a file that a reader has
already is not sent again.
"""

import stat
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from tei_pipeline.serving.answers import content, has, headed

_UTF8 = "; charset=utf-8"
_TEXTS = {
    ".html": f"text/html{_UTF8}",
    ".css": f"text/css{_UTF8}",
    ".js": f"text/javascript{_UTF8}",
    ".mjs": f"text/javascript{_UTF8}",
    ".json": f"application/json{_UTF8}",
    ".txt": f"text/plain{_UTF8}",
    ".md": f"text/markdown{_UTF8}",
    ".bib": f"application/x-bibtex{_UTF8}",
    ".ris": f"application/x-research-info-systems{_UTF8}",
    # Each says by itself in which encoding it is; browsers show the one, and would save
    # application/tei+xml to disk.
    ".xml": "text/xml",
    ".rng": "text/xml",
    ".xsl": "text/xml",
    ".atom": "application/atom+xml",
    ".svg": "image/svg+xml",
    ".ttl": f"text/turtle{_UTF8}",
    ".jsonld": "application/ld+json",
    ".linkset+json": "application/linkset+json",
    ".linkset": "application/linkset",
    ".csv": f"text/csv{_UTF8}",
}
_WELL_KNOWN = {".well-known/resourcesync": ".xml"}
"""Hidden files that are served nonetheless (RFC 8615), with the ending of what they are."""
_LINKSETS = {".json": ".linkset+json", ".txt": ".linkset"}
_OTHERS = {
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".wasm": "application/wasm",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
_UNKNOWN = "application/octet-stream"
_LARGE = 5_000_000  # bytes from which on a file is sent piece by piece, whatever it is
_OPEN = "iiif/"  # what viewers on other sites read
_SHARED = (("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"))

Change = Callable[[bytes], bytes]
"""What is done to a page before it is sent."""

Links = Callable[[str, Request], tuple[str, ...]]
"""What ``Link`` headers a file of the site has, by its path."""


class Files:
    """The files of a folder. ``change`` is what pages go through."""

    def __init__(self, folder: Path, change: Change | None = None) -> None:
        self.folder = folder.resolve()
        self._change = change
        self.links: Links = lambda path, request: ()

    def answer(self, request: Request) -> Response:
        """Return the file that a request asks for, or the page that says there is none."""
        path = request.path_params["path"]
        found = self.find(path)
        if found is None:
            return self._missing(request)
        if found.is_dir():
            return RedirectResponse(quote(f"/{path}/"))
        try:
            answer = self._file(request, found)
        except OSError:
            return self._missing(request)
        name = path + found.name if path.endswith("/") or not path else path
        links = (("Link", link) for link in self.links(name, request))
        return headed(answer, [*links, *(_SHARED if name.startswith(_OPEN) else ())])

    def find(self, path: str) -> Path | None:
        """Return the file of an address (from the site's folder), or the folder; else None."""
        parts = PurePosixPath(path).parts
        hidden = any(part.startswith((".", "/")) or "\\" in part or "\0" in part for part in parts)
        if hidden and path not in _WELL_KNOWN:
            return None
        found = self.folder.joinpath(*parts)
        if path.endswith("/") or not path:
            found = found / "index.html"
        try:
            meant = found.resolve()
            mode = meant.stat().st_mode
        except (OSError, RuntimeError):
            return None
        if not meant.is_relative_to(self.folder):
            return None  # a link that leads elsewhere
        return found if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else None

    def _file(self, request: Request, path: Path) -> Response:
        suffix = _LINKSETS.get(path.suffix) if path.parent.name == "linksets" else None
        suffix = suffix or path.suffix.lower() or _WELL_KNOWN.get(f".well-known/{path.name}", "")
        if suffix not in _TEXTS or path.stat().st_size > _LARGE:
            kind = _TEXTS.get(suffix) or _OTHERS.get(suffix, _UNKNOWN)
            return self._binary(request, path, kind)
        read = path.read_bytes()
        if suffix == ".html" and self._change:
            read = self._change(read)
        return content(request, read, _TEXTS[suffix], [("Last-Modified", _modified(path))])

    def _binary(self, request: Request, path: Path, kind: str) -> Response:
        found = path.stat()
        tag = f'"{found.st_size:x}-{found.st_mtime_ns:x}"'
        headers = {"Content-Type": kind, "ETag": tag, "Cache-Control": "no-cache"}
        if has(request, tag):
            return Response(status_code=304, headers=headers)
        return FileResponse(path, headers=headers)

    def _missing(self, request: Request) -> Response:
        """Return the site's own page for what is not there, or plain words."""
        own = self.folder / "404.html"
        try:
            page = own.read_bytes()
        except OSError:
            page = _plain_page(request.url.path)
        if self._change:
            page = self._change(page)
        return Response(page, 404, {"Cache-Control": "no-store"}, f"text/html{_UTF8}")


def _modified(path: Path) -> str:
    return formatdate(path.stat().st_mtime, usegmt=True)


def _plain_page(path: str) -> bytes:
    shown = path.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<title>There is no such page</title></head><body><main><h1>There is no such page</h1>"
        f'<p>Nothing in this edition has the address {shown}.</p><p><a href="/">To the start'
        "</a></p></main></body></html>\n"
    ).encode()
