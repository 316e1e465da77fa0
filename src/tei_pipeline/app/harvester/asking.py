"""Asking servers politely: bounded in time, size and patience, never led to another scheme.

Whatever goes wrong is an ``InputError`` in words.
"""

import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, Self
from urllib.parse import urlencode, urljoin, urlsplit

import httpx2

from tei_pipeline import __version__
from tei_pipeline.errors import InputError

_HEADERS = {"User-Agent": f"tei-pipeline/{__version__} (harvester)"}
_LATER = frozenset({429, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_ERRNO = re.compile(r"\[Errno -?\d+\] ")
_AGAIN = "run the same command again later: it goes on where it stopped"


class Patience(NamedTuple):
    """What a request may take.

    In seconds of silence and as a whole, in bytes, in attempts; ``longest`` is how many seconds of
    waiting a server may ask for, ``first`` the wait after the first failure, which then doubles.
    """

    silence: float = 30
    seconds: float = 900
    size: int = 200_000_000
    attempts: int = 5
    longest: float = 300
    first: float = 1


class Got(NamedTuple):
    """What came from ``address``, where redirects have led to."""

    address: str
    status: int
    content: bytes
    media: str
    etag: str


class _PassingError(Exception):
    """A failure that may pass; ``wait`` is what the server asks for, None if it says nothing."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Asker:
    """Asks one server after another, one request at a time."""

    def __init__(
        self, patience: Patience | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._patience = patience or Patience()
        self._sleep = sleep
        self._is_reached = False
        self._client = httpx2.Client(
            headers=_HEADERS, timeout=self._patience.silence, follow_redirects=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self,
        address: str,
        query: Iterable[tuple[str, str]] = (),
        accept: str = "*/*",
        etag: str = "",
    ) -> Got:
        """Return an answer, whatever its status, after waiting as often as the server asks for it.

        ``etag`` is that of what is known already: an answer of status 304 then has no content.
        """
        given = urlencode(list(query))
        whole = f"{address}{'&' if '?' in address else '?'}{given}" if given else address
        headers = {"Accept": accept} | ({"If-None-Match": etag} if etag else {})
        for attempt in range(self._patience.attempts):
            try:
                got = self._followed(whole, headers)
            except _PassingError as failure:
                if attempt + 1 == self._patience.attempts:
                    raise _failure(whole, str(failure), _AGAIN) from failure
                self._wait(whole, failure, attempt)
            else:
                self._is_reached = True
                return got
        raise AssertionError("there is at least one attempt")

    def _wait(self, address: str, failure: _PassingError, attempt: int) -> None:
        longest = self._patience.longest
        asked = failure.wait
        if asked is not None and asked > longest:
            reason = f"the server asks to come back in {asked:.0f} s"
            raise _failure(address, reason, _AGAIN) from failure
        usual = min(self._patience.first * 2**attempt, longest)
        self._sleep(usual if asked is None else max(asked, 0))

    def _followed(self, address: str, headers: dict[str, str]) -> Got:
        at = address
        for _ in range(6):
            check_address(at)
            got, target = self._one(at, headers)
            if target is None:
                return got
            at = _led(at, target)
        raise _failure(address, "it leads from one address to the next without end", "")

    def _one(self, address: str, headers: dict[str, str]) -> tuple[Got, str | None]:
        """Return an answer, and where it leads to."""
        try:
            with self._client.stream("GET", address, headers=headers) as response:
                status = response.status_code
                if status in _LATER:
                    wait = _retry_after(response.headers.get("retry-after"))
                    raise _PassingError(f"the server answers {status} again and again", wait)
                target = response.headers.get("location") if status in _MOVED else None
                content = b"" if target else self._received(address, response)
        except (httpx2.TimeoutException, TimeoutError) as error:
            raise _PassingError("the server takes too long") from error
        except httpx2.TransportError as error:
            reason = _ERRNO.sub("", printable(str(error))) or "the connection is cut off"
            if isinstance(error, httpx2.ConnectError) and not self._is_reached:
                mend = "check the address, and your connection to the network"
                raise _failure(address, reason, mend) from error
            raise _PassingError(reason) from error
        except httpx2.DecodingError as error:
            reason = f"the answer cannot be unpacked: {printable(str(error))}"
            raise _failure(address, reason, "tell those who run the server") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            reason = printable(str(error)) or "the answer cannot be understood"
            raise _failure(address, reason, "check the address") from error
        media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        etag = response.headers.get("etag", "")
        return Got(address, status, content, media, etag), target

    def _received(self, address: str, response: httpx2.Response) -> bytes:
        started = time.monotonic()
        found = bytearray()
        for piece in response.iter_bytes():
            found += piece
            if len(found) > self._patience.size:
                size = f"{self._patience.size / 1_000_000:g} MB"
                raise _failure(address, f"the answer is larger than {size}", "ask for less of it")
            if time.monotonic() - started > self._patience.seconds:
                raise TimeoutError
        return bytes(found)


def check_address(address: str) -> None:
    """Raise ``InputError`` unless an address is one of the web, without a name or a password."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        secret = bool(parts.username or parts.password)
        _ = parts.port
    except ValueError:
        usable = secret = False
    if secret:
        reason = "it holds a name or a password, which would be kept in the folder"
        raise InputError(f"the address is not asked: {reason}", mend="leave them out")
    if not usable or any(ord(c) < 33 for c in address):
        shown = printable(address)
        raise InputError(f"“{shown}” is no address of the web", mend="write it as https://…")


def refused(got: Got) -> InputError:
    """Return the error of an answer that has another status than 200."""
    mend = "check the address" if got.status in (404, 410) else "ask those who run the server"
    return _failure(got.address, f"the server answered {got.status}", mend)


def _led(address: str, target: str) -> str:
    try:
        led = urljoin(address, target)
        scheme = urlsplit(led).scheme.lower()
    except ValueError:
        led, scheme = target, ""
    if scheme not in ("http", "https"):
        reason = f"it leads to {printable(led)}, which is no address of the web"
        raise _failure(address, reason, "")
    if address.lower().startswith("https:") and scheme != "https":
        reason = f"it leads from https to {printable(led)}, which may change on its way"
        raise _failure(address, reason, "ask those who run the server")
    return led


def _retry_after(written: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number of them, or a date (RFC 9110)."""
    written = (written or "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _failure(address: str, reason: str, mend: str) -> InputError:
    return InputError(f"“{printable(address)}” cannot be harvested: {reason}", mend=mend or None)


def printable(text: str) -> str:
    """Return what may stand in a line at a terminal of words that came from others."""
    return "".join(filter(str.isprintable, text))[:500]
