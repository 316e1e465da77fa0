"""The only Saxon: compiles stylesheets, parses text, transforms, and reads what Saxon says.

Saxon's access to files and network can be closed once and not opened again, so a ``Saxon`` has two
lives: first our own stylesheets (and the user's, which may import) are compiled from files; the
first ``parse`` or ``compile_text`` closes it, and from then on nothing that runs can read anything.
A process has one processor, in its main thread (GraalVM kills the process otherwise).
"""

import os
import re
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NewType, Protocol

from tei_pipeline.errors import StylesheetError
from tei_pipeline.resources import resource

Node = NewType("Node", object)

_FEATURE = "http://saxon.sf.net/feature/"
_DEPTH = f"{_FEATURE}parserProperty?uri=http://www.oracle.com/xml/jaxp/properties/maxElementDepth"
_CODED = re.compile(r"^(TP[A-Z]\d{3})\|([^|]*)\|(.*)$", re.DOTALL)


class Message(NamedTuple):
    """One ``xsl:message``. Ours are written ``CODE|XPath|text``; others have no code or path."""

    code: str | None
    path: str | None
    text: str


class Transformed(NamedTuple):
    """What a transformation gave: the serialised primary result, and its messages in order."""

    text: str
    messages: tuple[Message, ...]


Parameter = str | bool | int | Node | Mapping[str, Node]
"""A value of a stylesheet's parameter; a mapping becomes a map with strings for keys."""


class Transformer(Protocol):
    """A compiled stylesheet, wherever it runs."""

    def transform(
        self, node: Node, parameters: Mapping[str, Parameter] | None = None
    ) -> Transformed:
        """Apply the stylesheet to ``node``; raises ``StylesheetError`` where it stops."""
        ...


class Processor(Protocol):
    """A Saxon, in this process or in one of its own."""

    def compile_file(self, path: Path) -> Transformer:
        """Compile a stylesheet and what it imports; only before anything is parsed."""
        ...

    def compile_text(self, text: str, name: str) -> Transformer:
        """Compile a stylesheet that imports nothing; raises ``StylesheetError``."""
        ...

    def parse(self, text: str, base_uri: str | None = None) -> Node:
        """Parse entity-free XML into a tree of Saxon's."""
        ...

    def parse_once(self, owner: object, text: Callable[[], str], base_uri: str) -> Node:
        """Parse what ``owner`` stands for, or return the tree where it was the last parsed so."""
        ...


class Stylesheet:
    """A compiled stylesheet; ``warnings`` holds what Saxon said of it while it compiled."""

    def __init__(self, processor: Any, executable: Any, name: str, warnings: str) -> None:
        # Not the Saxon that knows it: what know one another are left to the garbage collector,
        # which may run in any thread, and Saxon kills the process where it is freed in another.
        self._processor = processor
        self._executable = executable
        self._name = name
        self.warnings = warnings

    def transform(
        self, node: Node, parameters: Mapping[str, Parameter] | None = None
    ) -> Transformed:
        """Apply the stylesheet to ``node``; raises ``StylesheetError`` where it stops.

        A result document other than the primary one is refused: nothing but the caller decides
        where files are written.
        """
        executable = self._executable
        executable.clear_parameters()
        executable.clear_xsl_messages()
        executable.set_save_xsl_message(True)
        executable.set_capture_result_documents(True, False)
        for name, value in (parameters or {}).items():
            executable.set_parameter(name, _value(self._processor, value))
        text, said = _called(lambda: executable.transform_to_string(xdm_node=node), self._name)
        if executable.get_result_documents():
            raise StylesheetError(
                f"{self._name} writes a result document",
                mend="give the content as the primary result: the program decides where it goes",
            )
        messages = executable.get_xsl_messages()
        # get_xsl_messages gives None where there are none.
        found = [] if messages is None else [_message(str(item)) for item in messages]
        if said:
            found.append(Message(None, None, said))
        return Transformed(text or "", tuple(found))


class Saxon:
    """The processor of this process."""

    def __init__(self) -> None:
        self._processor = _new_processor()
        self._xslt = self._processor.new_xslt30_processor()
        self._stylesheets: dict[Path, Stylesheet] = {}
        self._closed = False
        self._latest = Latest()

    def compile_file(self, path: Path) -> Stylesheet:
        """Compile a stylesheet and what it imports, once; only before anything is parsed.

        One that is not ours may name ours, as ``tei-pipeline:html/main.xsl``. Raises
        ``StylesheetError`` where it does not compile.
        """
        if path in self._stylesheets:
            return self._stylesheets[path]
        if self._closed:
            raise RuntimeError(f"{path.name} is to be compiled before the first document is read")
        if not path.is_relative_to(resource("xslt")):
            # A catalog costs 10 ms, which builds without such stylesheets need not pay.
            self._processor.set_catalog_files([str(resource("xslt", "catalog.xml"))])
        compiled, said = _called(
            lambda: self._xslt.compile_stylesheet(stylesheet_file=str(path)), path.name, path
        )
        self._stylesheets[path] = Stylesheet(self._processor, compiled, path.name, said)
        return self._stylesheets[path]

    def compile_text(self, text: str, name: str) -> Stylesheet:
        """Compile a stylesheet that imports nothing; raises ``StylesheetError``."""
        self._close()
        compiled, said = _called(lambda: self._xslt.compile_stylesheet(stylesheet_text=text), name)
        return Stylesheet(self._processor, compiled, name, said)

    def parse(self, text: str, base_uri: str | None = None) -> Node:
        """Parse entity-free XML (see ``Document.text``) into a tree of Saxon's."""
        self._close()
        node, _ = _called(lambda: self._parsed(text, base_uri), base_uri or "XML")
        return Node(node)

    def parse_once(self, owner: object, text: Callable[[], str], base_uri: str) -> Node:
        """Parse what ``owner`` stands for, or return the tree where it was the last parsed so."""
        return self._latest.get(owner, lambda: self.parse(text(), base_uri))

    def _parsed(self, text: str, base_uri: str | None) -> Any:
        if base_uri is None:
            return self._processor.parse_xml(xml_text=text)
        builder = self._processor.new_document_builder()
        builder.set_base_uri(base_uri)
        return builder.parse_xml(xml_text=text)

    def _close(self) -> None:
        if not self._closed:
            self._processor.set_configuration_property(f"{_FEATURE}allowedProtocols", "")
            self._closed = True


class Latest:
    """The tree of the document that was parsed last: several schemas judge it one after another."""

    def __init__(self) -> None:
        self._owner: Callable[[], object] = lambda: None
        self._node: Node | None = None

    def get(self, owner: object, parse: Callable[[], Node]) -> Node:
        """Return the tree of ``owner``, made by ``parse`` where another was asked for last."""
        if self._node is None or self._owner() is not owner:
            self._node = None  # two large trees at a time are one too many
            self._node = parse()
            self._owner = weakref.ref(owner)
        return self._node


def _value(processor: Any, value: Parameter) -> Any:
    """Return ``value`` as Saxon takes it for a parameter."""
    if isinstance(value, Mapping):
        return processor.make_map2(dict(value))
    if isinstance(value, bool):
        return processor.make_boolean_value(value)
    if isinstance(value, int):
        return processor.make_integer_value(value)
    if isinstance(value, str):
        return processor.make_string_value(value)
    return value


def _new_processor() -> Any:
    # saxonche takes 30 ms to import; the command line must not pay for it unless it is used.
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property(_DEPTH, "0")
    return processor


@cache
def _error_class() -> type[Exception]:
    from saxonche import PySaxonApiError

    error: type[Exception] = PySaxonApiError
    return error


def _message(text: str) -> Message:
    coded = _CODED.match(text.strip())
    if coded is None:
        return Message(None, None, text.strip())
    return Message(coded[1], coded[2] or None, " ".join(coded[3].split()))


def _called(call: Callable[[], Any], name: str, path: Path | None = None) -> tuple[Any, str]:
    """Call Saxon; return what it gives and what it wrote to standard error.

    Raises ``StylesheetError`` with all that Saxon said.
    """
    with _standard_error() as log:
        try:
            return call(), log()
        except _error_class() as error:
            # Of an error at run time only standard error names the code and the place.
            text = _without_trace(log() or " ".join(str(error).split()))
            line = re.search(r"on line (\d+)", text)
            raise StylesheetError(
                f"{name}: {text}", path=path, line=int(line[1]) if line and path else None
            ) from error


def _without_trace(text: str) -> str:
    """Return Saxon's words without the calls that led there, and files by their names alone."""
    text = re.split(r" (?:In template rule|at xsl:|invoked by|In built-in) ", text)[0]
    return re.sub(r"file:/\S*/", "", text)


@contextmanager
def _standard_error() -> Iterator[Callable[[], str]]:
    """Keep what Saxon writes to file descriptor 2, which Python's own ``sys.stderr`` never sees."""
    sys.stderr.flush()
    kept = _kept()
    shown = os.dup(2)
    os.dup2(kept, 2)

    def log() -> str:
        size = os.lseek(kept, 0, os.SEEK_END)
        os.lseek(kept, 0, os.SEEK_SET)
        return " ".join(os.read(kept, size).decode("utf-8", "replace").split())

    try:
        yield log
    finally:
        os.dup2(shown, 2)
        os.close(shown)
        os.ftruncate(kept, 0)
        os.lseek(kept, 0, os.SEEK_SET)


@cache
def _kept() -> int:
    """Return the descriptor of a file without a name: one for all calls, as one takes 30 µs."""
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
