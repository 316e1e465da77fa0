"""The server itself: one origin, ended by Ctrl-C, by SIGTERM, or by whoever started it."""

import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, Router

from tei_pipeline.serving.bases import Bases
from tei_pipeline.serving.connections import HEADERS, Patient, open_files
from tei_pipeline.serving.files import Files
from tei_pipeline.serving.guard import Guard
from tei_pipeline.serving.live import FOLDER, Live
from tei_pipeline.serving.metrics import KIND, Metrics
from tei_pipeline.serving.mounts import Mount, Mounts

_GRACE = 5  # seconds that answers which are being sent have, once it is to end
_IDLE = 15  # seconds that a connection is kept for a next request
_FRESH = {"Cache-Control": "no-store"}


class Site(NamedTuple):
    """What is served beside the files.

    ``mounts`` are protocols by their addresses (``/oai``); ``base`` is the public address of the
    site, if it has one; ``links`` gives the ``Link`` headers of a file by its path and the site's
    address; ``ready`` says of each thing that answers depend on whether it is there; ``folders``
    are more files, by their addresses.
    """

    mounts: Mapping[str, Mount] = {}  # never written to
    base: str = ""
    links: Callable[[str, str], tuple[str, ...]] = lambda path, base: ()
    ready: Callable[[], Mapping[str, bool]] = dict
    folders: Mapping[str, Path] = {}  # never written to


class _Uvicorn(uvicorn.Server):
    """Says when it is to end: open pages would else be waited for."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


class Server:
    """Serves files and protocols on a socket that listens; ``live`` tells pages what changes."""

    def __init__(
        self,
        files: Files,
        listening: socket.socket,
        live: Live | None = None,
        site: Site = Site(),  # noqa: B008 - a tuple
    ) -> None:
        self._socket = listening
        self._files = files
        self._site = site
        self._metrics = Metrics()
        self._started: list[Callable[[], None]] = []
        bases = Bases(site.base)
        self._linked(files, "", bases)
        routes = [*(live.routes if live else []), *self._routes(Mounts(bases), bases)]
        # Without starlette's own last resort, which would answer before Guard does.
        inner = Router(routes, redirect_slashes=False, lifespan=self._lifespan)
        config = uvicorn.Config(
            Guard(inner, self._metrics, self._part),
            http=type("Bounded", (Patient,), {"most": open_files()}),
            ws="none",
            # What goes wrong is said by Guard, in a line; uvicorn would show where in its code.
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_GRACE,
            h11_max_incomplete_event_size=HEADERS,
        )
        self._server = _Uvicorn(config, live.end if live else lambda: None)

    def _routes(self, mounts: Mounts, bases: Bases) -> list[BaseRoute]:
        routes = [Route("/health", self._health), Route("/metrics", self._counted)]
        for address, mount in self._site.mounts.items():
            routes += _mounted(mounts, address, mount)
        for address, folder in self._site.folders.items():
            more = self._linked(Files(folder), f"{address[1:]}/", bases)
            routes.append(Route(f"{address}/{{path:path}}", more.answer))
        return [*routes, Route("/{path:path}", self._files.answer)]

    def _linked(self, files: Files, above: str, bases: Bases) -> Files:
        """Give files their ``Link`` headers; ``above`` stands before their paths."""
        links = self._site.links
        files.links = lambda path, request: links(f"{above}{path}", bases.of(request))
        return files

    def _part(self, path: str) -> str:
        """Return which part of the server answers a path, of few."""
        first = f"/{path.split('/', 2)[1]}" if path.startswith("/") else ""
        if first in self._site.mounts or first in {"/health", "/metrics", FOLDER}:
            return first.strip("/")
        return "site"

    def _health(self, _: Request) -> Response:
        """Say whether all is there that answers depend on."""
        found = {"site": self._files.find("") is not None, **self._site.ready()}
        good = all(found.values())
        told = {"status": "ok" if good else "not ready", **found}
        return JSONResponse(told, 200 if good else 503, _FRESH)

    async def _counted(self, _: Request) -> Response:
        return Response(self._metrics.text(), headers={"Content-Type": KIND, **_FRESH})

    @property
    def address(self) -> str:
        """Return the address of the start page."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Answer until told to end; call ``started`` once the first request can be answered.

        SIGTERM ends it as Ctrl-C does: answers that are being sent go out first.
        """
        self._started = [started]
        try:
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGTERM, _interrupted)
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Let it end, from any thread."""
        self._server.should_exit = True

    @asynccontextmanager
    async def _lifespan(self, _: Any) -> AsyncIterator[None]:
        for call in self._started:
            call()
        yield


def _mounted(mounts: Mounts, address: str, mount: Mount) -> list[Route]:
    async def answer(request: Request) -> Response:
        path = request.path_params.get("path", "")
        return await mounts.answer(mount, address, path, request)

    more = f"{address}/{{path:path}}" if mount.below else f"{address}/"
    return [Route(one, answer, methods=list(mount.methods)) for one in (address, more)]


def _interrupted(*_: Any) -> None:
    raise KeyboardInterrupt
