"""How contents are sent: compressed for who takes it, not again to who has them, in pieces.

Pieces let the server wait for slow readers instead of holding a whole answer in its buffers.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Headers = Iterable[tuple[str, str]]

_PIECE = 1 << 16  # bytes
_SMALL = 1_000  # bytes below which compression wins nothing
_LARGE = 1_000_000  # bytes from which on compressed contents are not kept
_PACKED = "-gzip"  # ends the tag of what is compressed: it is another representation
_NONE = re.compile(r"q=0(\.0*)?")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))


class Pieces(Response):
    """An answer that is sent in pieces, each when the one before has gone."""

    gone: Callable[[], None] | None = None
    """Is called when nothing of it is held any longer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; to ``HEAD`` all but the body."""
        start = {"type": "http.response.start", "status": self.status_code}
        body = b"" if scope["method"] == "HEAD" else self.body
        try:
            await send({**start, "headers": self.raw_headers})
            for place in range(0, len(body), _PIECE):
                piece = bytes(body[place : place + _PIECE])
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            if self.gone:
                self.gone()


def content(request: Request, body: bytes, kind: str, more: Headers = ()) -> Response:
    """Return the answer to who asks for contents of a media type: 200, or 304.

    ``kind`` is sent as it is: starlette would give a charset to XML, which tells it itself.
    """
    packed = len(body) >= _SMALL and takes_gzip(request)
    tag = f'"{digest(body)}{_PACKED if packed else ""}"'
    told = [("Content-Type", kind), ("ETag", tag), ("Cache-Control", "no-cache")]
    headers = with_vary((*told, *more), "Accept-Encoding")
    if has(request, tag):
        return headed(Response(status_code=304), headers)
    if not packed:
        return headed(Pieces(body), headers)
    body = compressed(body)
    return headed(Pieces(body), [*headers, ("Content-Encoding", "gzip")])


def headed(response: Response, headers: Headers) -> Response:
    """Return an answer with more headers; a repeated one stays repeated."""
    for name, value in headers:
        # What a request has put into a value must not end the header.
        safe = quote(value, safe=_PRINTABLE)
        if name.lower() in {"link", "vary"}:
            response.headers.append(name, safe)
        else:
            response.headers[name] = safe
    return response


def with_vary(headers: Headers, name: str) -> list[tuple[str, str]]:
    """Return headers whose one ``Vary`` names one header more."""
    kept = [header for header in headers if header[0].lower() != "vary"]
    named = [value for key, value in headers if key.lower() == "vary"]
    return [*kept, ("Vary", ", ".join([*named, name]))]


def compressed(body: bytes) -> bytes:
    """Return contents compressed by gzip; those of pages are kept for the next who asks."""
    return _kept(body) if len(body) < _LARGE else _packed(body)


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 5, mtime=0)


_kept = lru_cache(64)(_packed)


def digest(body: bytes) -> str:
    """Return what tells one version of contents from another."""
    return hashlib.sha256(body).hexdigest()[:32]


def has(request: Request, tag: str) -> bool:
    """Return whether the reader has this version (RFC 9110, 13.1.2: weak comparison).

    It does not matter whether they have it compressed: it is the same to them.
    """
    told = request.headers.get("if-none-match", "")
    tags = {_plain(one.strip().removeprefix("W/")) for one in told.split(",")}
    return _plain(tag) in tags or "*" in tags


def _plain(tag: str) -> str:
    return tag.replace(f'{_PACKED}"', '"')


def takes_gzip(request: Request) -> bool:
    """Return whether contents may be compressed (RFC 9110, 12.5.3): ``*`` is what is not named."""
    weights: dict[str, str] = {}
    for one in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = one.replace(" ", "").partition(";")
        weights.setdefault(name, weight)
    named = [weights[name] for name in ("gzip", "x-gzip", "*") if name in weights]
    return bool(named) and not _NONE.fullmatch(named[0])
