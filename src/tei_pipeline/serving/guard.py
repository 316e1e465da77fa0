"""What every request goes through: limits, headers that all answers have, and the last resort."""

import asyncio
import logging
import time
import traceback
from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tei_pipeline.serving.metrics import Metrics
from tei_pipeline.serving.refusals import refused

URL = 1 << 14  # bytes
HEADERS = 1 << 15  # bytes
_SAFE = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))
_LOG = logging.getLogger("tei_pipeline.serving")


class Guard:
    """Stands before the application; ``part`` names the part of the server for the metrics."""

    def __init__(self, inner: ASGIApp, metrics: Metrics, part: Callable[[str], str]) -> None:
        self._inner = inner
        self._metrics = metrics
        self._part = part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever happens."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        noted = _Noted(send)
        began = time.perf_counter()
        self._metrics.open += 1
        try:
            await (_refusal(scope) or self._inner)(scope, receive, noted)
        except asyncio.CancelledError:
            return  # the server ends, and its patience with this answer has ended
        except Exception as error:
            _log(scope, error)
            if not noted.status:
                plain = PlainTextResponse("the server has failed; this was written down\n", 500)
                await plain(scope, receive, noted)
        finally:
            self._metrics.open -= 1
            seconds = time.perf_counter() - began
            part = self._part(scope["path"])
            self._metrics.note(part, scope["method"], noted.status, seconds, noted.sent)


class _Noted:
    """Passes on what is sent, and notes what it was."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.sent = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message["headers"], *_SAFE]}
        else:
            self.sent += len(message.get("body", b""))
        await self._send(message)


def _refusal(scope: Scope) -> ASGIApp | None:
    """Return what a request is refused with that is too large to be looked at."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > URL:
        return refused(414, f"an address may have {URL} bytes", close=True).answer()
    if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
        return refused(431, f"headers may have {HEADERS} bytes", close=True).answer()
    return None


def _log(scope: Scope, error: Exception) -> None:
    """Write down in one line what went wrong and where; nothing of it is sent."""
    place: Any = (traceback.extract_tb(error.__traceback__) or [None])[-1]
    where = f"{place.filename}:{place.lineno}" if place else "unknown place"
    asked = f"{scope['method']} {scope['path']!r}"
    _LOG.error("error: %s: %s: %s (%s)", asked, type(error).__name__, error, where)
