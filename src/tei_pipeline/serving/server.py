"""The server itself: one origin, ended by Ctrl-C or by whoever started it."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from tei_pipeline.serving.files import Files
from tei_pipeline.serving.live import Live

_GRACE = 2  # seconds that answers which are being sent have, once it is to end


class _Uvicorn(uvicorn.Server):
    """Says when it is to end: open pages would else be waited for."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


class Server:
    """Serves files on a socket that listens; with ``live``, pages are told what changes."""

    def __init__(self, files: Files, listening: socket.socket, live: Live | None = None) -> None:
        self._socket = listening
        routes = live.routes if live else []
        self._started: list[Callable[[], None]] = []
        application = Starlette(
            routes=[*routes, Route("/{path:path}", files.answer)], lifespan=self._lifespan
        )
        config = uvicorn.Config(
            application,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
        self._server = _Uvicorn(config, live.end if live else lambda: None)

    @property
    def address(self) -> str:
        """Return the address of the start page."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Answer until told to end; call ``started`` once the first request can be answered."""
        self._started = [started]
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Let it end, from any thread."""
        self._server.should_exit = True

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        for call in self._started:
            call()
        yield
