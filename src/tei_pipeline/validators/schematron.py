"""Schematron: a schema is made into XSLT once, which then reports failures only.

What stands here reads the schema (with its includes) and turns the report into findings; what
Schematron means is in ``xslt/schematron/transpile.xsl``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.document import Document, LoadError, load, places
from tei_pipeline.errors import SchemaError, StylesheetError
from tei_pipeline.names import SCHEMATRON, XML_ID
from tei_pipeline.resources import resource
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Message, Saxon, Stylesheet
from tei_pipeline.validators.protocol import Context

REPORT = "urn:tei-pipeline:schematron"
_AT = f"{{{REPORT}}}at"
_ROLES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "information": Severity.INFO,
    "info": Severity.INFO,
    "hint": Severity.INFO,
}
_COMPILE_ERROR = re.compile(
    r"Error (?:(?:in|near) \{(?P<expression>.*?)\} )?(?:at char \d+ )?(?:in|at) xsl:[\w/@-]+"
    r" on line (?P<line>\d+) column \d+ of \S+ (?P<text>.*?)(?= Error (?:in|at|near) |$)",
    re.DOTALL,
)


class SchematronValidator:
    """Judges documents by one schema.

    An assertion whose ``id`` is a code of ``rules.RULES`` speaks for that rule; its diagnostics
    ``CODE-expected``, ``CODE-mend`` and ``CODE-words`` give expectation, mend, and the words to
    point at. Every other assertion is a ``TPS201``.
    """

    def __init__(self, saxon: Saxon, schema_path: Path, phase: str | None = None) -> None:
        """Compile the transpiler; the schema itself is read when the first document is checked.

        To be made before ``saxon`` parses anything. ``phase`` is a phase's id or ``#ALL``.
        """
        self._saxon = saxon
        self._path = schema_path
        self._phase = phase or "#DEFAULT"
        self._transpiler = saxon.compile_file(resource("xslt", "schematron/transpile.xsl"))

    @property
    def name(self) -> str:
        """Return the schema's file name."""
        return self._path.name

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield the failures of a document; raises ``SchemaError`` for a schema without use."""
        _, stylesheet = self._compiled
        try:
            result = stylesheet.transform(self._saxon.parse(document.text, document.path.as_uri()))
        except StylesheetError as error:
            raise SchemaError(
                f"could not be run on {document.path.name}: {error.message}", path=self._path
            ) from error
        yield from self._broken_variables(document, result.messages)
        report = etree.fromstring(result.text.encode())
        yield from self._failures(document, report)
        yield from self._broken(document, report)

    def check_all(self, documents: Sequence[Document], context: Context) -> Iterable[Diagnostic]:
        """Yield nothing: Schematron judges one document at a time."""
        return ()

    @cached_property
    def _compiled(self) -> "tuple[_Source, Stylesheet]":
        source = _Source(self._path)
        root = source.read()
        self._choose_phase(root)
        text = etree.tostring(root, encoding="unicode")
        made = self._transpiler.transform(self._saxon.parse(text), {"phase": self._phase})
        for message in made.messages:
            raise source.unusable(message)
        try:
            return source, self._saxon.compile_text(made.text, self.name)
        except StylesheetError as error:
            raise source.not_compiled(error.message, made.text) from error

    def _choose_phase(self, root: etree._Element) -> None:
        """Raise ``SchemaError`` where a phase was asked for that the schema does not have."""
        phases = [phase.get("id", "") for phase in root.iterchildren(f"{{{SCHEMATRON}}}phase")]
        if self._phase in ("#DEFAULT", "#ALL", *phases):
            return
        names = ", ".join([*phases, "#ALL"])
        mend = f"choose one of its phases: {names}"
        if not phases:
            mend = "leave the phase out: the schema has none"
        raise SchemaError(f"the schema has no phase {self._phase}", path=self._path, mend=mend)

    def _failures(self, document: Document, report: etree._Element) -> Iterator[Diagnostic]:
        for failure in report.iterchildren(f"{{{REPORT}}}failure"):
            rule = RULES.get(failure.get("assert", ""))
            notes = {str(note.get("id")): _text(note) for note in failure if note.get("id")}
            words = _ending(notes, "-words")
            roles = (_ROLES.get(role.lower()) for role in failure.get("role", "").split())
            yield Diagnostic(
                code=rule.code if rule else "TPS201",
                message=_text(failure[0]) if rule else self._foreign_message(failure),
                location=_location(document, failure.get("subject") or failure.get("path"), words),
                severity=next(filter(None, roles), rule.severity if rule else Severity.ERROR),
                expected=_ending(notes, "-expected"),
                suggestion=_ending(notes, "-mend") or _other(notes),
            )

    def _foreign_message(self, failure: etree._Element) -> str:
        name = failure.get("assert")
        rule = f"rule {name} of {self.name}" if name else self._place(failure.get("at", ""))
        return f"{_text(failure[0]) or 'the rule does not hold'} ({rule})"

    def _broken(self, document: Document, report: etree._Element) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for broken in report.iterchildren(f"{{{REPORT}}}broken"):
            at = broken.get("at", "")
            if at not in seen:  # once for each document, not for each of its nodes
                seen.add(at)
                why = f"{_text(broken)} ({broken.get('code')})"
                yield self._not_run(document, at, why, broken.get("path"))

    def _broken_variables(
        self, document: Document, messages: Iterable[Message]
    ) -> Iterator[Diagnostic]:
        for message in messages:
            if message.code == "TPS202":
                yield self._not_run(document, message.path or "", message.text, None)

    def _not_run(self, document: Document, at: str, why: str, path: str | None) -> Diagnostic:
        return Diagnostic(
            "TPS202",
            f"{self._place(at)} could not be run here: {why}",
            _location(document, path, None),
            RULES["TPS202"].severity,
            expected="a rule that can be computed for every node that it judges",
            suggestion="mend the expression in the schema; the other rules were run",
        )

    def _place(self, at: str) -> str:
        source, _ = self._compiled
        path, line = source.place(at)
        return f"the rule in line {line} of {path.name}" if line else f"a rule of {path.name}"


@dataclass(slots=True)
class _Source:
    """A schema's files: every element is marked with the file and line that it stands in."""

    path: Path
    files: list[Path] = field(default_factory=list)
    root: etree._Element | None = None

    def read(self) -> etree._Element:
        """Return the schema with its includes in place; raises ``SchemaError``."""
        self.root = self._read(self.path, ())
        return self.root

    def place(self, at: str) -> tuple[Path, int | None]:
        """Return file and line of a mark."""
        number, _, line = at.partition(":")
        return (self.files[int(number)], int(line)) if line else (self.path, None)

    def unusable(self, message: Message) -> SchemaError:
        """Return what the transpiler found as an error."""
        root = self.root
        element = None if root is None else places.follow(root, message.path or "")
        path, line = self.place("" if element is None else element.get(_AT, ""))
        mend = "mend the schema; nothing was judged by it"
        return SchemaError(
            f"is no usable Schematron: {message.text}", path=path, line=line, mend=mend
        )

    def not_compiled(self, message: str, stylesheet: str) -> SchemaError:
        """Return Saxon's words on the stylesheet as an error at the schema's own line."""
        found = _COMPILE_ERROR.search(message)
        if found is None:
            return SchemaError(f"does not compile: {message}", path=self.path)
        path, line = self.place(_mark(stylesheet, int(found["line"])))
        expression = f" {found['expression']}" if found["expression"] else ""
        return SchemaError(
            f"the expression{expression} does not compile: {found['text'].strip()}",
            path=path,
            line=line,
            mend="mend the expression; prefixes are declared with <ns prefix=… uri=…/>",
        )

    def _read(self, path: Path, within: tuple[Path, ...]) -> etree._Element:
        try:
            document = load(path)
        except LoadError as error:
            found = error.diagnostic
            raise SchemaError(
                found.message, path=path, line=found.location.line, mend=found.suggestion
            ) from error
        number = len(self.files)
        self.files.append(path)
        marks = {e: document.location(e).line for e in document.root.iter(etree.Element)}
        for element, line in marks.items():
            element.set(_AT, f"{number}:{line}")
        for element in list(document.root.iter(f"{{{SCHEMATRON}}}*")):
            if element.get("href") and etree.QName(element).localname in ("include", "extends"):
                self._include(element, path, (*within, path))
        return document.root

    def _include(self, element: etree._Element, path: Path, within: tuple[Path, ...]) -> None:
        name, _, fragment = str(element.get("href")).partition("#")
        target = (path.parent / name).resolve()
        _, line = self.place(element.get(_AT, ""))
        if target in within or not target.is_relative_to(self.path.resolve().parent):
            why = "includes itself" if target in within else "lies outside the schema's folder"
            raise SchemaError(f"the included file {name} {why}", path=path, line=line)
        root: etree._Element | None = self._read(target, within)
        if fragment and root is not None:
            root = next((e for e in root.iter() if fragment in (e.get("id"), e.get(XML_ID))), None)
        if root is None:
            raise SchemaError(f"{name} has no element {fragment}", path=path, line=line)
        whole = etree.QName(element).localname == "include"
        for node in [root] if whole else list(root):
            element.addprevious(node)
        element.getparent().remove(element)  # type: ignore[union-attr]


def _mark(stylesheet: str, line: int) -> str:
    """Return the mark that holds for a line of a generated stylesheet."""
    found: etree._Element | None = None
    for element in etree.fromstring(stylesheet).iter(etree.Element):
        if int(element.sourceline or 0) > line:  # type: ignore[call-overload]
            break
        found = element
    while found is not None and found.get(_AT) is None:
        found = found.getparent()
    return "" if found is None else found.get(_AT, "")


def _text(element: etree._Element) -> str:
    # Not str.split(), to which a no-break space is white space too: it may be what is meant.
    return " ".join(re.split(r"[ \t\r\n]+", "".join(map(str, element.itertext())))).strip(" ")


def _ending(notes: dict[str, str], ending: str) -> str | None:
    return next((text for name, text in notes.items() if name.endswith(ending)), None) or None


def _other(notes: dict[str, str]) -> str | None:
    known = ("-expected", "-mend", "-words")
    return " ".join(text for name, text in notes.items() if not name.endswith(known)) or None


def _location(document: Document, path: str | None, words: str | None) -> Location:
    """Return the place of a node; where ``words`` are given, that of their first occurrence."""
    element = document.find(path or "")
    if path is None or element is None:
        return document.location(document.root)
    place = document.at(path)
    if words is None:
        return place
    return document.words_after(_before(document, path, place), words)


def _before(document: Document, path: str, place: Location) -> Location:
    """Return the last place before a node that lxml knows: for a text after a child, the child."""
    step = re.search(r"/text\(\)\[(\d+)\]$", path)
    element = document.find(path)
    if step is None or element is None:
        return place
    starts = [element] if element.text else []
    starts += [child for child in element if child.tail]
    start = starts[int(step[1]) - 1]
    return document.location(start) if isinstance(start.tag, str) else place
