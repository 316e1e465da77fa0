"""The PDF reading edition: a book for each document, PDF/UA-1 and PDF/A-3a, its TEI attached.

``xslt/print`` turns the document into a print tree and holds the Typst template that sets it. The
template reads the tree as data: no word of a document is ever Typst code. This module brings the
two together in a folder of their own and says what Typst said.
"""

import hashlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from tei_pipeline import __version__
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.errors import OutputError
from tei_pipeline.outputs.messages import findings
from tei_pipeline.outputs.protocol import Artifact, Source
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Node, Saxon, Transformed

# How Typst names text that a standard or the fonts do not let it print; the text is in Rust's
# notation for strings.
_UNPRINTABLE = re.compile(
    r'(?:the text `"(.+?)"` could not be displayed'
    r'|(?:the PDF|the text) contains the (?:disallowed )?codepoint `"(.+?)"`)'
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class BookMaker:
    """Makes the books; to be constructed before the first document is parsed.

    ``stylesheet`` is an edition's own, which imports ours.
    """

    def __init__(self, saxon: Saxon, stylesheet: Path | None = None) -> None:
        self._stylesheet = saxon.compile_file(stylesheet or resource("xslt", "print/main.xsl"))

    def make(self, source: Source, records: Node, date: str) -> Iterator[Artifact | Diagnostic]:
        """Yield the book of one document, and what has no form in it.

        ``records`` holds its record and the entries that this speaks of, ``date`` is the day that
        the edition is built for (ISO). Raises ``OutputError`` where the document cannot be set.
        """
        document = source.document
        made = self.print_tree(source, records)
        yield from findings(document, made.messages)
        with tempfile.TemporaryDirectory(prefix="tei-pipeline-") as folder:
            set_book = _Book(Path(folder), document, date).typeset(made.text)
        yield from set_book.findings
        yield Artifact(PurePosixPath("pdf") / f"{document.id}.pdf", set_book.content)

    def print_tree(self, source: Source, records: Node) -> Transformed:
        """Return the print tree of one document: what the template reads."""
        document = source.document
        parameters: dict[str, str | bool | int | Node] = {
            "records": records,
            "id": document.id,
            "source": f"{document.id}.xml",
            "digest": hashlib.sha256(document.source).hexdigest(),
            "maker": f"tei-pipeline {__version__}",
        }
        return self._stylesheet.transform(source.node, parameters)


@dataclass(frozen=True, slots=True)
class _Typeset:
    """A PDF, and what was noticed when it was set."""

    content: bytes
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Book:
    """One document in a folder that holds all that Typst may read."""

    folder: Path
    document: Document
    date: str

    def typeset(self, tree: str) -> _Typeset:
        """Set the print tree; characters that cannot be printed are printed as their numbers."""
        self._lay_out()
        missing: list[str] = []
        while True:
            try:
                content, warnings = self._compile(tree)
            except _Unprintable as failure:
                missing += failure.texts
                for text in failure.texts:
                    tree = tree.replace(text, _numbers(text))
                continue
            said = [self._missing(missing)] if missing else []
            said += [self._warning(text) for text in warnings]
            return _Typeset(content, tuple(said))

    def _lay_out(self) -> None:
        for file in sorted(resource("xslt", "print").glob("*.typ")):
            shutil.copyfile(file, self.folder / file.name)
        (self.folder / "source.xml").write_bytes(self.document.source)

    def _compile(self, tree: str) -> tuple[bytes, list[str]]:
        # Typst takes 80 MB of the disk into memory; who builds no PDF must not pay for it.
        import typst

        (self.folder / "tree.xml").write_text(tree, encoding="utf-8")
        try:
            content, warnings = typst.compile_with_warnings(
                self.folder / "edition.typ",
                root=self.folder,
                format="pdf",
                sys_inputs={
                    "tree": "tree.xml",
                    "source": "source.xml",
                    "name": f"{self.document.id}.xml",
                },
                pdf_standards=["ua-1", "a-3a"],
                ignore_system_fonts=True,
                font_paths=[resource("xslt", "print/fonts")],
                timestamp=_seconds(self.date),
            )
        except typst.TypstError as error:
            raise self._failure(error.message, error.diagnostic, tree) from error
        if not isinstance(content, bytes):
            raise OutputError("Typst made no PDF of the document", path=self.document.path)
        return content, [warning.message for warning in warnings]

    def _failure(self, message: str, diagnostic: str, tree: str) -> Exception:
        quoted = [first or second for first, second in _UNPRINTABLE.findall(diagnostic)]
        texts = tuple(dict.fromkeys(_unescaped(text) for text in quoted))
        if texts and all(text in tree for text in texts):
            return _Unprintable(texts)
        if "depth" in message:
            message, mend = "elements are nested too deeply", "divide what lies so deep"
        else:
            mend = "build the other targets with --target site, and report this document"
        return OutputError(f"the PDF cannot be set: {message}", path=self.document.path, mend=mend)

    def _missing(self, texts: Sequence[str]) -> Diagnostic:
        shown = ", ".join(f"{text} ({_named(text)})" for text in texts[:3])
        more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
        return _diagnostic(
            "TPB301",
            f"the book's fonts cannot print {shown}{more}: their numbers are printed in brackets",
            _place(self.document, texts[0]),
            "write what is meant with characters of Unicode that the book's fonts have",
        )

    def _warning(self, text: str) -> Diagnostic:
        return _diagnostic(
            "TPB302",
            f"Typst says of the book: {text}",
            Location(self.document.path),
            "look at the PDF; where it is wrong, report the document",
        )


class _Unprintable(Exception):  # noqa: N818 – not an error: the book is set again without them
    """Texts that neither fonts nor standards let Typst print."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(*texts)
        self.texts = texts


def _diagnostic(code: str, message: str, place: Location, suggestion: str) -> Diagnostic:
    return Diagnostic(code, message, place, RULES[code].severity, suggestion=suggestion)


def _place(document: Document, text: str) -> Location:
    """Return where a text first stands: the element that holds it directly."""
    for element in document.root.iter("*"):
        own = [element.text, *(child.tail for child in element)]
        if any(text in part for part in own if part):
            return document.location(element)
    return Location(document.path)


def _named(text: str) -> str:
    return " ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in text)


def _numbers(text: str) -> str:
    return "".join(f"[U+{ord(character):04X}]" for character in text)


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else _CONTROLS.get(found[2], found[2])

    return _ESCAPE.sub(character, text)


def _seconds(date: str) -> int:
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())
