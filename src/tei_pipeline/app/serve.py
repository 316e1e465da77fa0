"""Serve: the published site on an address of this machine, with ``watch`` as it is being made."""

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from tei_pipeline.app.build import build
from tei_pipeline.app.built import Built
from tei_pipeline.app.plan import Plan, plan, published
from tei_pipeline.app.preview.builder import ANEW, Order, work
from tei_pipeline.app.services import SERVICES, site_of
from tei_pipeline.config import Settings
from tei_pipeline.errors import ConfigError, InputError
from tei_pipeline.names import SETTINGS
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.project import Project, find_project
from tei_pipeline.serving import Files, Listening, Live, Server, Site, listen

_PATIENCE = 3.0  # seconds for the builder to end what it is at
_ASKED = (0, ANEW)  # exit codes of a builder that was told to end
_AGAIN = 1.0  # seconds until a builder that has failed is started again


class ServeOptions(NamedTuple):
    """Where to listen (port 0: any that is free), and what to build: all, what changes, nothing."""

    host: str = "127.0.0.1"
    port: int = 8000
    watch: bool = False
    build: bool = True


class Serving(NamedTuple):
    """Where the site is, and where the protocols are that harvesters speak (by their names)."""

    address: str
    services: tuple[tuple[str, str], ...]


class Told(NamedTuple):
    """What is to be said to people: a word (see ``Builder``; ``serving`` with ``Serving``)."""

    word: str
    value: Any


Say = Callable[[Told], None]


class _Place(NamedTuple):
    """What is served: the site in a folder, and the catalogue where there is to be one."""

    folder: Path
    catalogue: Path | None
    base: str

    def server(self, files: Files, listening: Listening, live: Live | None = None) -> Server:
        """Return the server of it."""
        site = Site(base=self.base)
        if self.catalogue:
            site = site_of(self.catalogue, self.base)
        # Pages lead to "../pdf/", which from the top of a host is "/pdf/".
        folders = {f"/{name}": self.folder.with_name(name) for name in ("pdf", "metadata")}
        return Server(files, listening, live, site._replace(folders=folders))

    def serving(self, address: str) -> Serving:
        """Return what is to be said of it."""
        told = SERVICES if self.catalogue else ()
        return Serving(address, tuple((one.name, f"{address[:-1]}{one.address}") for one in told))


def serve(
    paths: tuple[Path, ...],
    options: ServeOptions,
    say: Say,
    *,
    folder: Path | None = None,
) -> Built | None:
    """Build what has changed, if that is wished, and serve the site until interrupted.

    Returns what was built where that leaves nothing to be served. Raises ``AddressError`` where it
    cannot listen, ``InputError`` where nothing was ever built, and what ``build`` raises.
    """
    start = folder or Path.cwd()
    listening = listen(options.host, options.port)
    with listening:
        if options.watch:
            _watch(paths, start, listening, say)
            return None
        if options.build:
            place = _planned(plan(paths, None, None, start))
            say(Told("building", None))
            built = build(paths, folder=start)
            say(Told("built", built))
            if not built.names:
                return built
        else:
            place = _published(paths, start)
        if place.catalogue and not place.catalogue.is_file():
            place = place._replace(catalogue=None)
        server = place.server(Files(place.folder), listening)
        server.run(lambda: say(Told("serving", place.serving(server.address))))
        return None


def _watch(paths: tuple[Path, ...], start: Path, listening: Listening, say: Say) -> None:
    place = _planned(plan(paths, None, None, start))
    say(Told("building", None))
    live = Live()
    files = live.files = Files(place.folder, live.change)
    server = place.server(files, listening, live)
    with _Preview(Order(paths, start), live, say):
        server.run(lambda: say(Told("serving", place.serving(server.address))))


def _planned(made: Plan) -> _Place:
    return _place(made.settings, made.output, made.group.project)


def _published(paths: tuple[Path, ...], start: Path) -> _Place:
    """Return what an earlier build has published; its sources need not be there."""
    project = find_project(paths[0] if paths else start)
    output = (
        project.output if project.configured else start.resolve() / project.settings.build.output
    )
    place = _place(project.settings, output, project)
    if not (place.folder / "index.html").is_file():
        raise InputError(
            "nothing is published there", path=place.folder, mend="run tei-pipeline build first"
        )
    return place


def _place(settings: Settings, output: Path, project: Project) -> _Place:
    if "site" not in settings.build.targets:
        raise ConfigError(
            "there is no site to serve: targets leaves it out",
            path=project.folder / SETTINGS,
            mend='add "site" to targets in [build]',
        )
    catalogue = None
    if "metadata" in settings.build.targets:
        catalogue = published(project, settings, output)
    return _Place(output / FOLDER, catalogue, settings.edition.base_url)


class _Preview:
    """The builder's process, and a thread that passes on what it tells."""

    def __init__(self, order: Order, live: Live, say: Say) -> None:
        self._order = order
        self._live = live
        self._say = say
        self._ended = threading.Event()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)
        live.asked = self._ask

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._connection:
            self._connection.close()
        self._process.terminate()
        self._process.join(_PATIENCE)
        self._process.kill()

    def _keep(self) -> None:
        """Start the builder, and start it again when it ends."""
        context = multiprocessing.get_context("spawn")
        while not self._ended.is_set():
            ours, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs, self._order))
            self._process.start()
            theirs.close()
            self._connection = ours
            self._pass_on(ours)
            self._process.join()
            if self._ended.is_set() or self._process.exitcode in _ASKED:
                continue
            self._live.state([_GONE])
            self._say(Told("state", [_GONE]))
            self._ended.wait(_AGAIN)

    def _pass_on(self, connection: Connection) -> None:
        try:
            while True:
                word, value = connection.recv()
                if word == "state":
                    self._live.state(value)
                elif word == "findings":
                    for page, found in value.items():
                        self._live.findings(page, found)
                else:
                    self._live.written()
                self._say(Told(word, value))
        except (EOFError, OSError):
            return

    def _ask(self, page: str) -> None:
        """Ask for the findings on the document of a page."""
        try:
            if self._connection:
                self._connection.send(page)
        except OSError:
            return


_GONE = {
    "code": "",
    "slug": "",
    "severity": "error",
    "message": "the builder has ended without an answer, and is started again",
    "expected": "",
    "suggestion": "if this is said again and again: tei-pipeline build says more",
    "file": "",
    "line": 0,
    "id": "",
}
