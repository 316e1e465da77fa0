"""The builder of the preview: the main thread of a process of its own.

A changed document's page is written first, then its findings are told, and when nothing else has
changed for a moment, the whole is built: lists, registers, search. A document that cannot be
published leaves its old page as it is, and nothing is built until it is mended.
"""

import queue
import signal
import sys
import threading
import time
from collections.abc import Iterable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from tei_pipeline.app.benches import Equipment
from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.app.custom.stylesheets import own_stylesheets
from tei_pipeline.app.known import Known
from tei_pipeline.app.plan import Plan, plan
from tei_pipeline.app.preview.margin import Margin, Plain, plain
from tei_pipeline.app.preview.press import Press
from tei_pipeline.app.preview.watching import changes
from tei_pipeline.app.targets import kinds
from tei_pipeline.app.workshop import Workshop, kinds_for
from tei_pipeline.diagnostics import Severity
from tei_pipeline.errors import PipelineError
from tei_pipeline.names import SETTINGS
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Saxon

_QUIET = 0.25  # seconds without a change, after which the whole is built

ANEW = 10
"""The exit code of a builder that is to be started again: what it has compiled has changed."""


class Order(NamedTuple):
    """What is to be shown: files (all of the project around ``folder`` without any)."""

    paths: tuple[Path, ...]
    folder: Path


def work(told: Connection, order: Order) -> None:
    """Build and go on building until told to end: what a process begins with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when to end
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.exit(Builder(told, order).run())


class Builder:
    """Keeps alive what takes long to make, and tells the server what was made.

    What it tells is a word and a plain value: ``built`` and a ``Built``; ``written`` and what a
    page took; ``state`` and what is in the way; ``findings`` and those of each page.
    """

    def __init__(self, told: Connection, order: Order) -> None:
        self._told = told
        self._order = order
        self._coming: queue.Queue[Any] = queue.Queue()
        self._failing: dict[Path, list[Plain]] = {}
        self._due = False

    def run(self) -> int:
        """Work until the server ends, or until what was compiled has changed."""
        try:
            made = plan(self._order.paths, None, None, self._order.folder)
        except PipelineError as error:
            return self._wait_for_mend(error, None)
        self._listen(made)
        try:
            self._begin(made)
        except PipelineError as error:
            return self._wait_for_mend(error, made)
        while True:
            try:
                item = self._coming.get(timeout=_QUIET if self._due else None)
            except queue.Empty:
                self._build()
                continue
            if item is None:
                return 0
            if isinstance(item, str):
                self._judge(item)
            elif self._compiled(item):
                return ANEW
            else:
                self._changed(item)

    def _wait_for_mend(self, error: PipelineError, made: Plan | None) -> int:
        self._tell("state", [self._error(error)])
        while made is None:
            # What is wrong with the settings is not known in detail: any change may mend it.
            time.sleep(_QUIET)
            if not _wanted():
                return 0
            try:
                plan(self._order.paths, None, None, self._order.folder)
            except PipelineError:
                continue
            return ANEW
        item: Any = ""
        while isinstance(item, str):
            item = self._coming.get()
        return 0 if item is None else ANEW

    def _listen(self, made: Plan) -> None:
        def watch() -> None:
            for paths in changes(made, lambda: not _wanted()):
                self._coming.put(paths)
            self._coming.put(None)

        def hear() -> None:
            try:
                while True:
                    self._coming.put(self._told.recv())
            except (EOFError, OSError):
                self._coming.put(None)

        for listener in (watch, hear):
            threading.Thread(target=listener, daemon=True).start()

    def _begin(self, made: Plan) -> None:
        """Compile all that may be needed, as nothing is compiled once a document was parsed."""
        self._made = made
        project = made.group.project
        self._saxon = Saxon()
        self._sheets = {project.folder / name for name in own_stylesheets(project)}
        # Compiles what is needed, and reads nothing.
        targets = made.settings.build.targets
        equipment = Equipment(project, self._saxon, lambda: Known({}, {}, 0), targets)
        Workshop(equipment, kinds_for(targets, registers=True))
        self._saxon.compile_file(resource("xslt", "schematron/transpile.xsl"))
        self._margin = Margin(project, self._saxon)
        self._press: Press | None = None
        self._build()

    def _compiled(self, paths: Iterable[Path]) -> bool:
        """Return whether settings or stylesheets are among files: only a new process reads them."""
        settings = self._made.group.project.folder / SETTINGS
        return any(path == settings or path in self._sheets for path in paths)

    # The whole.

    def _build(self) -> None:
        self._due = False
        try:
            built = build(
                self._order.paths, BuildOptions(), folder=self._order.folder, saxon=self._saxon
            )
            self._tell("built", built._replace(names=built.names[:1], reasons={}))
            found = built.report.diagnostics
            folder = self._made.group.project.folder
            failures = [plain(one, folder) for one in found if one.severity is Severity.ERROR]
            self._made = plan(self._order.paths, None, None, self._order.folder)
            if built.names:
                self._renew()
        except PipelineError as error:
            failures = [self._error(error)]
        self._tell("state", failures)

    def _renew(self) -> None:
        if self._press:
            self._press.close()
        self._press = Press(self._made, self._saxon)

    # One document.

    def _changed(self, paths: set[Path]) -> None:
        started = time.perf_counter()
        _, documents = kinds(self._made.group)
        files = set(self._made.group.files)
        # What an editor made and took away again while it saved is nobody's.
        paths = {path for path in paths if path in files or path.exists()}
        if not paths:
            return
        known = [path for path in documents if path in paths and path.is_file()]
        self._due = True
        self._margin.forget()
        if self._press is None or set(known) != paths:
            return
        shown = [path for path in known if self._press.knows(path) and self._show(path)]
        if shown:
            milliseconds = (time.perf_counter() - started) * 1000
            self._tell("written", (tuple(map(str, shown)), milliseconds))
        for path in shown:
            self._find(path)

    def _show(self, path: Path) -> bool:
        """Write the page of a document; return whether that could be done."""
        assert self._press
        reading = self._press.read(path)
        folder = self._made.group.project.folder
        if reading.parts is None:
            self._failing[path] = [plain(one, folder) for one in reading.findings]
        else:
            self._failing.pop(path, None)
        self._tell("state", [one for found in self._failing.values() for one in found])
        self._due = not self._failing
        return reading.parts is not None and self._press.write(path, reading)

    def _judge(self, page: str) -> None:
        path = self._press.document(page) if self._press else None
        if path:
            self._find(path)

    def _find(self, path: Path) -> None:
        assert self._press
        try:
            found = self._margin.findings(path, self._press.pages(path))
        except PipelineError as error:
            found = {page: [self._error(error)] for page in self._press.pages(path)}
        self._tell("findings", found)

    def _error(self, error: PipelineError) -> Plain:
        return {
            "code": "",
            "slug": "",
            "severity": "error",
            "message": error.message,
            "expected": "",
            "suggestion": error.mend or "",
            "file": str(error.path or ""),
            "line": error.line or 0,
            "id": "",
        }

    def _tell(self, word: str, value: object) -> None:
        try:
            self._told.send((word, value))
        except OSError:
            self._coming.put(None)  # the server has ended


def _wanted() -> bool:
    """Return whether the process that serves is still there."""
    server = parent_process()
    return server is None or server.is_alive()
