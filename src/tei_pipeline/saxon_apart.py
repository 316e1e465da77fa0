"""Saxon in a process of its own, which ends where a request takes too long or breaks the processor.

Neither a thread nor a signal can stop native code, and a stack that overflows in it takes the
process along. So what runs expressions of others runs apart: there ``faulthandler`` watches the
time and ends the process from outside Python, here the next request starts another one. Apart from
that it behaves like ``Saxon``.
"""

import contextlib
import faulthandler
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tei_pipeline.errors import StylesheetError
from tei_pipeline.saxon import Latest, Node, Parameter, Saxon, Stylesheet, Transformed

LIMIT = 60.0
"""Seconds that one request may take, unless told otherwise; more for a large document."""

_DOUBLED = 6_000_000  # a document of so many characters has twice the time, and so on

_HELD = 16  # trees that the process keeps at most
_HELD_CHARACTERS = 10_000_000  # and so much text, beside the trees of the last request
_ENVIRONMENT = frozenset(
    {"DYLD_LIBRARY_PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME",
     "PYTHONPATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV"}
)  # fmt: skip
"""What the process needs of our environment to start."""
_Changes = tuple[dict[int, tuple[str, str | None]], list[int]]
"""Trees that are new, by their numbers, and those that are no longer needed: sent with a request,
as each request takes its time."""
_COMMAND = "from tei_pipeline.saxon_apart import serve; serve()"


class UnansweredError(StylesheetError):
    """The process ended without an answer; ``timed_out`` where it had reached its limit."""

    def __init__(self, message: str, *, timed_out: bool) -> None:
        super().__init__(message)
        self.timed_out = timed_out


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A tree as it is asked for."""

    text: str
    base_uri: str | None


class _StylesheetApart:
    """A stylesheet that is compiled in the process, and again in the next one."""

    def __init__(self, saxon: "SaxonApart", kind: str, *arguments: object) -> None:
        self._saxon = saxon
        self.kind = kind
        self.arguments = arguments

    def transform(
        self, node: Node, parameters: Mapping[str, Parameter] | None = None
    ) -> Transformed:
        """Apply the stylesheet to ``node``; raises ``StylesheetError``, also for want of time."""
        return self._saxon.transform(self, node, parameters or {})


class SaxonApart:
    """The processor of another process, which is started by the first request."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self._process: subprocess.Popen[bytes] | None = None
        self._files: dict[Path, _StylesheetApart] = {}
        self._used: list[_StylesheetApart] = []
        self._compiled: dict[_StylesheetApart, int] = {}
        self._held: OrderedDict[_Source, int] = OrderedDict()
        self._changes: _Changes = ({}, [])
        self._latest = Latest()
        self._count = 0
        self._shut = False

    def compile_file(self, path: Path) -> _StylesheetApart:
        """Return a stylesheet, which is compiled with what it imports when it is applied."""
        if path not in self._files:
            self._files[path] = _StylesheetApart(self, "compile_file", path)
        return self._files[path]

    def compile_text(self, text: str, name: str) -> _StylesheetApart:
        """Compile a stylesheet that imports nothing; raises ``StylesheetError``."""
        made = _StylesheetApart(self, "compile_text", text, name)
        self._number(made)
        return made

    def parse(self, text: str, base_uri: str | None = None) -> Node:
        """Return a tree, which is made when a stylesheet is applied to it."""
        return Node(_Source(text, base_uri))

    def parse_once(self, owner: object, text: Callable[[], str], base_uri: str) -> Node:
        """Return the tree of what ``owner`` stands for: the same where it was the last parsed."""
        return self._latest.get(owner, lambda: self.parse(text(), base_uri))

    def transform(
        self, stylesheet: _StylesheetApart, node: Node, parameters: Mapping[str, Parameter]
    ) -> Transformed:
        """Apply a stylesheet; raises ``StylesheetError``."""
        assert isinstance(node, _Source)
        number = self._number(stylesheet)
        main = self._held_number(node)
        given = {name: self._given(value) for name, value in parameters.items()}
        changes, self._changes = self._changes, ({}, [])
        size = len(node.text) + sum(len(text) for text, _ in changes[0].values())
        made = self._ask("transform", number, main, given, changes, size=size)
        assert isinstance(made, Transformed)
        maps = (value for value in given.values() if isinstance(value, Mapping))
        self._forget({main, *(one for numbers in maps for one in numbers.values())})
        return made

    def close(self) -> None:
        """End the process; the next request starts another one."""
        if self._process is not None:
            _end(self._process)
        self._process = None
        self._shut = False
        self._compiled.clear()
        self._held.clear()
        self._changes = ({}, [])

    def _number(self, stylesheet: _StylesheetApart) -> int:
        """Return the number that the process knows a stylesheet by, compiled if need be."""
        if stylesheet not in self._compiled:
            if stylesheet.kind == "compile_file":
                self._used.append(stylesheet)
                if self._shut:  # files can no longer be read there
                    self.close()
            if not self._compiled:
                for file in self._used:
                    self._compile(file)
            if stylesheet not in self._compiled:
                self._compile(stylesheet)
        return self._compiled[stylesheet]

    def _compile(self, stylesheet: _StylesheetApart) -> None:
        self._count += 1
        self._shut = self._shut or stylesheet.kind == "compile_text"
        self._ask(stylesheet.kind, self._count, *stylesheet.arguments)
        self._compiled[stylesheet] = self._count

    def _given(self, value: Parameter) -> object:
        if isinstance(value, Mapping):
            return {key: self._held_number(node) for key, node in value.items()}
        return value

    def _held_number(self, node: Node) -> int:
        assert isinstance(node, _Source)
        if node in self._held:
            self._held.move_to_end(node)
            return self._held[node]
        self._count += 1
        self._shut = True
        self._held[node] = self._count
        self._changes[0][self._count] = (node.text, node.base_uri)
        return self._count

    def _ask(self, *request: object, size: int = 0) -> object:
        limit = self.limit * (1 + size / _DOUBLED)
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        begun = time.monotonic()
        try:
            pickle.dump((limit, *request), process.stdin)
            process.stdin.flush()
            error, answer = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as lost:
            self.close()
            timed_out = time.monotonic() - begun >= limit * 0.9
            reason = f"no answer within {limit:.3g} s" if timed_out else "the processor broke"
            raise UnansweredError(reason, timed_out=timed_out) from lost
        except BaseException:  # interrupted: an answer that comes later is nobody's
            self.close()
            raise
        if error is not None:
            raise StylesheetError(error, path=answer[0], line=answer[1])
        return answer

    def _forget(self, needed: set[int]) -> None:
        """Let the oldest trees go where there are too many, but not those of the last request."""
        size = sum(len(source.text) for source in self._held)
        for source, number in list(self._held.items()):
            if len(self._held) <= _HELD and size <= _HELD_CHARACTERS:
                return
            if number not in needed:
                size -= len(source.text)
                del self._held[source]
                self._changes[1].append(number)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # -P: a module of the folder that the program runs in must not stand in for one of ours.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def serve() -> None:
    """Answer the requests on standard input until it ends: the other process's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it says when it ends
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _forget_environment()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        server = _Server()
        while True:
            try:
                limit, kind, *arguments = pickle.load(requests)
            except EOFError:
                return
            faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
            answer = server.answer(kind, arguments)
            faulthandler.cancel_dump_traceback_later()
            pickle.dump(answer, answers)
            answers.flush()


def _forget_environment() -> None:
    """Leave nothing that an expression could read with ``environment-variable``."""
    tempfile.gettempdir()  # is remembered
    os.environ.clear()


class _Server:
    """What the process holds: compiled stylesheets and trees by their numbers."""

    def __init__(self) -> None:
        self._saxon = Saxon()
        self._stylesheets: dict[int, Stylesheet] = {}
        self._sources: dict[int, tuple[str, str | None]] = {}
        self._nodes: dict[int, Node] = {}

    def answer(self, kind: str, arguments: list[Any]) -> tuple[str | None, object]:
        """Return what a request gives, or what is wrong and where."""
        try:
            return None, getattr(self, f"_{kind}")(*arguments)
        except StylesheetError as error:
            return error.message, (error.path, error.line)

    def _compile_file(self, number: int, path: Path) -> None:
        self._stylesheets[number] = self._saxon.compile_file(path)

    def _compile_text(self, number: int, text: str, name: str) -> None:
        self._stylesheets[number] = self._saxon.compile_text(text, name)

    def _transform(
        self, number: int, main: int, given: Mapping[str, Any], changes: _Changes
    ) -> Transformed:
        self._sources.update(changes[0])
        for one in changes[1]:
            self._sources.pop(one, None)
            self._nodes.pop(one, None)
        parameters = {
            name: {key: self._node(one) for key, one in value.items()}
            if isinstance(value, Mapping)
            else value
            for name, value in given.items()
        }
        return self._stylesheets[number].transform(self._node(main), parameters)

    def _node(self, number: int) -> Node:
        """Return a tree, made when it is first asked for; one that cannot be stays a text."""
        if number not in self._nodes:
            self._nodes[number] = self._saxon.parse(*self._sources[number])
            del self._sources[number]
        return self._nodes[number]
