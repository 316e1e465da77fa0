"""What keeps a file from being XML, in an editor's words and at the exact place.

libxml2 says that a file is not well-formed, but often after the fault and in words of its own
code. expat is asked again: it stops at the fault, and has a small set of reasons.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

from tei_pipeline.document.reading import split_lines

_CODES = expat.errors.codes
_REASONS = {
    _CODES[expat.errors.XML_ERROR_SYNTAX]: "text stands where an element should begin",
    _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]: (
        "a character stands here that may not: a bare & or <, or one that XML forbids"
    ),
    _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "a tag or a comment is not closed",
    _CODES[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute stands twice in one tag",
    _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "the document goes on after its end",
    _CODES[expat.errors.XML_ERROR_BAD_CHAR_REF]: "a character reference names no character",
    _CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]: "the XML declaration is not at the beginning",
    _CODES[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "a CDATA section is not closed",
}
_MISMATCH = _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
_ENDS_EARLY = (
    _CODES[expat.errors.XML_ERROR_NO_ELEMENTS],
    _CODES[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
)
_MEND_FIRST = "mend this place first: what follows cannot be read until it is"


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Why a file is not XML: the rule's code, the words, line and column from 1, the mend."""

    code: str
    message: str
    line: int
    column: int
    suggestion: str = _MEND_FIRST


@dataclass(slots=True)
class _Reader:
    """Reads a text until expat stops, with the start tags that are open there."""

    text: str
    opened: list[tuple[str, int]] = field(default_factory=list)

    def fault(self) -> tuple[int, int, int] | None:
        """Return expat's code, line and column (from 1); None where it has no objection."""
        parser = expat.ParserCreate("utf-8")

        def start(name: str, attributes: dict[str, str]) -> None:
            self.opened.append((name, parser.CurrentLineNumber))

        def end(name: str) -> None:
            self.opened.pop()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        try:
            parser.Parse(self.text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            return error.code, error.lineno, error.offset + 1
        return None


_LIBXML2: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str], str], ...] = (
    (
        re.compile(r"[Ee]ntity.*(?:amplification|loop|reference count)"),
        "TPW107",
        lambda m: "entities expand beyond what is safe",
        "write the text out in place of entities that contain entities",
    ),
    (
        re.compile(r"Excessive depth|huge|HUGE|too (?:long|big)"),
        "TPW107",
        lambda m: "the file is nested too deep (256) or holds a text beyond 10 MB",
        "split the document",
    ),
    (
        re.compile(r"Namespace prefix (\S+)"),
        "TPW101",
        lambda m: f"not well-formed: the prefix {m[1]} is not declared",
        "declare it with an xmlns attribute, or take it away",
    ),
)


def syntax_fault(error: etree.XMLSyntaxError, text: str) -> SyntaxFault:
    """Return what lxml's error means; ``text`` is the decoded file."""
    line, column = error.position if error.lineno else (1, 1)
    name = undefined(error)
    if name is not None:
        return _undefined(name, text, line, column)
    said = _said(error)
    for pattern, code, message, suggestion in _LIBXML2:
        found = pattern.search(said)
        if found:
            return SyntaxFault(code, message(found), line, max(column, 1), suggestion)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        why = "not well-formed: the file does not begin with a tag; it may be no XML at all"
        return SyntaxFault("TPW101", why, 1, 1, "name a TEI file")
    reader = _Reader(text)
    stopped = reader.fault()
    if stopped is None:
        return SyntaxFault("TPW101", f"not well-formed: {said}", line, max(column - 1, 1))
    code_number, line, column = stopped
    if split_lines(text)[line - 1][column - 2 : column - 1] in ("&", "<"):
        column -= 1  # expat stops at the character after them
    return SyntaxFault("TPW101", f"not well-formed: {_reason(code_number, reader)}", line, column)


def _reason(code: int, reader: _Reader) -> str:
    if reader.opened:
        name, line = reader.opened[-1]
        if code == _MISMATCH:
            return f"this end tag does not close <{name}>, which was opened in line {line}"
        if code in _ENDS_EARLY:
            return f"the file ends before <{name}>, opened in line {line}, is closed"
    return _REASONS.get(code, expat.ErrorString(code) or "the reason is not known")


def undefined(error: etree.XMLSyntaxError) -> str | None:
    """Return the name of the entity that lxml's error says is not defined; None for any other."""
    found = re.search(r"Entity '([^']*)' not defined", _said(error))
    return found[1] if found else None


def not_read(written: str, line: int, column: int) -> SyntaxFault:
    """Return the fault of an entity of another file, ``written`` as ``&name;`` or ``%name;``."""
    return SyntaxFault(
        "TPW104",
        f"entity {written} is not defined in this file, and no other file is read for it",
        line,
        column,
        "write the text itself, or define the entity in the document's own DTD subset",
    )


def _undefined(name: str, text: str, line: int, column: int) -> SyntaxFault:
    """Return the fault of an undefined entity; libxml2 stops at its end."""
    lines = split_lines(text)
    before = lines[line - 1][: column + 1] if line <= len(lines) else ""
    ends = [(before.rfind(written), written) for written in (f"&{name};", f"%{name};")]
    place, written = max(ends)
    if place < 0:
        return not_read(f"&{name};", line, max(column, 1))
    return not_read(written, line, place + 1)


def _said(error: etree.XMLSyntaxError) -> str:
    return re.sub(r",? line \d+, column \d+$", "", (error.msg or str(error)).strip())
