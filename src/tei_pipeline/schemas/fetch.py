"""Fetching a schema from the web: the only part of the program that uses the network.

It is called by ``tei-pipeline schema add`` alone. What comes is bounded in time and size.
"""

import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from tei_pipeline import __version__
from tei_pipeline.errors import InputError
from tei_pipeline.schemas.addresses import escaped, is_remote

_PIECE = 65536
_HEADERS = {
    "User-Agent": f"tei-pipeline/{__version__}",
    "Accept": "application/xml, text/xml, */*;q=0.5",
    "Accept-Encoding": "identity",
}


class Limits(NamedTuple):
    """What one fetch may take: in seconds as a whole, in seconds of silence, and in bytes."""

    seconds: float = 120
    silence: float = 20
    size: int = 50_000_000


class Fetched(NamedTuple):
    """What a server answered.

    ``address`` is where it was found in the end, ``redirects`` what led there from the address
    that was asked for.
    """

    address: str
    redirects: tuple[str, ...]
    content: bytes
    media: str
    etag: str


def fetch(address: str, limits: Limits | None = None) -> Fetched:
    """Fetch an address of the web; raises ``InputError`` in words."""
    limits = limits or Limits()
    _check(address)
    redirects = _Redirects()
    try:
        request = Request(escaped(address), headers=_HEADERS)
        with _opener(redirects).open(request, timeout=limits.silence) as response:
            content = _received(address, response, response.headers, limits)
            media = response.headers.get_content_type()
            etag = response.headers.get("ETag", "")
    except HTTPError as error:
        error.close()
        mend = "check the address" if error.code in (404, 410) else _BY_HAND.format(address)
        words = "".join(filter(str.isprintable, str(error.reason)))
        reason = f"the server answered {error.code} {words}"
        raise _failure(address, reason, mend) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _failure(address, _reason(error, limits), _BY_HAND.format(address)) from error
    led = redirects.led
    return Fetched(led[-1] if led else address, tuple(led), content, media, etag)


_BY_HAND = "try again later, or take the file by hand: tei-pipeline schema add FILE --as {}"


class _Redirects(HTTPRedirectHandler):
    max_redirections = 10

    def __init__(self) -> None:
        self.led: list[str] = []

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        if not is_remote(newurl):
            fp.close()
            raise URLError(f"it leads to {newurl}, which is no address of the web")
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            fp.close()
            raise URLError(f"it leads from https to {newurl}, which may change on its way")
        self.led.append(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(redirects: _Redirects) -> OpenerDirector:
    """Return an opener for http and https: the usual one opens local files and ftp as well."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        UnknownHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        redirects,
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _failure(address, f"it is no address: {error}", "check the address") from error
    if not is_remote(address) or not parts.hostname:
        raise _failure(address, "it is no address of the web", "write it as https://…")
    if parts.username or parts.password:
        reason = "it holds a name or a password, which would be kept with the schema"
        raise _failure(
            address, reason, "take the file by hand: tei-pipeline schema add FILE --as ADDRESS"
        )


def _received(address: str, stream: IO[bytes], headers: Mapping[str, str], limits: Limits) -> bytes:
    started = time.monotonic()
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limits.size:
            raise ValueError(f"it is larger than {limits.size // 1_000_000} MB")
        if time.monotonic() - started > limits.seconds:
            raise TimeoutError
    length = headers.get("Content-Length", "")
    if length.isdigit() and int(length) > size:
        raise ValueError(f"it was cut off: {size} bytes of {length} came")
    coding = headers.get("Content-Encoding", "identity")
    if coding != "identity":
        raise ValueError(f"the server sends it compressed ({coding}), though it was not asked to")
    return b"".join(pieces)


def _reason(error: Exception, limits: Limits) -> str:
    inner = error.reason if isinstance(error, URLError) else error
    if isinstance(inner, TimeoutError):
        return (
            f"the server took too long (more than {limits.silence:g} s of silence, or "
            f"{limits.seconds:g} s as a whole)"
        )
    if isinstance(inner, HTTPException) and not str(inner):
        return "the server ended the connection"
    return str(getattr(inner, "strerror", None) or inner)


def _failure(address: str, reason: str, mend: str) -> InputError:
    return InputError(f"“{address}” cannot be fetched: {reason}", mend=mend)
