"""What ``serve --watch`` adds to pages: a script that reloads them, and the findings beside them.

None of it is ever written to the published files: it is put into a page when the page is sent.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tei_pipeline.serving.answers import digest
from tei_pipeline.serving.files import Files

FOLDER = "/_preview"
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")')
_KINDS = {"preview.js": "text/javascript", "preview.css": "text/css"}
_ALIVE = 15.0  # seconds after which a line is sent that says nothing, to notice who has left


class Live:
    """The pages that are open, and what they are to be told."""

    def __init__(self) -> None:
        self._open: set[asyncio.Event] = set()
        self._state: dict[str, Any] = {"failures": []}
        self._findings: dict[str, list[dict[str, Any]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending = False
        self.files: Files | None = None
        self.asked: Callable[[str], None] = lambda page: None
        """Is called for the findings of a page that was opened."""

    # What the builder tells, from any thread.

    def written(self) -> None:
        """Say that files were written."""
        self._tell()

    def state(self, failures: list[dict[str, Any]]) -> None:
        """Say what keeps the edition from being built; nothing, where it was mended."""
        self._state = {"failures": failures}
        self._tell()

    def findings(self, page: str, found: list[dict[str, Any]]) -> None:
        """Say what the validator finds in the document of a page."""
        self._findings[page] = found
        self._tell()

    def end(self) -> None:
        """Let all open pages go."""
        self._ending = True
        self._tell()

    def _tell(self) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._open:
            event.set()

    # What is sent.

    @property
    def routes(self) -> list[Route]:
        """Return the addresses beside those of the published files."""
        return [
            Route(f"{FOLDER}/events", self._events),
            Route(f"{FOLDER}/{{name}}", _asset),
        ]

    def change(self, content: bytes) -> bytes:
        """Return a page with the script, and a policy that lets it listen to this server."""
        told = f'<script src="{FOLDER}/preview.js" data-version="{digest(content)}" defer></script>'
        style = f'<link rel="stylesheet" href="{FOLDER}/preview.css">'
        changed = _POLICY.sub(_listening, content, count=1)
        return changed.replace(b"</head>", f"{style}{told}</head>".encode(), 1)

    async def _events(self, request: Request) -> Response:
        page = request.query_params.get("page", "/").lstrip("/") or "index.html"
        version = request.query_params.get("version", "")
        return StreamingResponse(
            self._stream(page, version),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def _stream(self, page: str, version: str) -> AsyncIterator[str]:
        self._loop = asyncio.get_running_loop()
        told = asyncio.Event()
        self._open.add(told)
        if page not in self._findings:
            self.asked(page)
        said = ""
        try:
            while not self._ending:
                told.clear()
                if self._differs(page, version):
                    yield "event: reload\ndata: {}\n\n"
                    return
                now = json.dumps({**self._state, "findings": self._findings.get(page, [])})
                if now != said:
                    said = now
                    yield f"event: state\ndata: {now}\n\n"
                try:
                    await asyncio.wait_for(told.wait(), _ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._open.discard(told)

    def _differs(self, page: str, version: str) -> bool:
        """Return whether a page is not what its reader has; a page that is gone stays open."""
        path = self.files.find(page) if self.files else None
        try:
            return path is not None and digest(path.read_bytes()) != version
        except OSError:
            return False


def _listening(policy: re.Match[bytes]) -> bytes:
    start, rules, end = policy.groups()
    if b"connect-src" not in rules:
        rules += b"; connect-src 'self'"
    return start + rules + end


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _KINDS:
        return Response("there is no such file\n", 404, media_type="text/plain")
    content = resources.files("tei_pipeline.serving").joinpath("assets", name).read_bytes()
    return Response(content, headers={"Cache-Control": "no-store"}, media_type=_KINDS[name])
