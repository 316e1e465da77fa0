"""The characters of a schema in compact syntax: from bytes to text (appendix A.2.1 to A.2.4).

The end of a line becomes ``NEWLINE``, which is no character of XML: a line feed that was written as
an escape is a character like any other, and ends no line.
"""

import re
from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.source import broken_at

NEWLINE = "\0"
COMPACT = "RELAX NG Compact Syntax"
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"\\x+\{(?:([0-9A-Fa-f]+)\})?")
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LARGEST = 6  # hexadecimal digits of the last character
_LONGEST = 20  # what is shown of an escape


def characters(path: Path, source: bytes) -> str:
    """Return the characters that a file holds.

    Raises ``SchemaError`` where it is neither UTF-8 nor UTF-16, or has what is no character of XML.
    """
    text = _decoded(path, source).removeprefix("\ufeff")
    if found := _ILLEGAL.search(text):
        code = f"U+{ord(found[0]):04X}"
        line = _line(_marked(text[: found.start()]))
        raise broken_at(path, line, f"{code} is no character of XML", "A.2.5", None, COMPACT)
    return _ESCAPE.sub(lambda found: _character(path, found), _marked(text))


def _decoded(path: Path, source: bytes) -> str:
    codec = _BYTE_ORDER_MARKS.get(source[:2], "utf-8")
    try:
        return source.decode(codec)
    except UnicodeDecodeError as error:
        line = _line(_marked(source[: error.start].decode(codec, "ignore")))
        name = codec[:6].rstrip("-").upper()
        message = f"the file is not in {name}: byte {source[error.start]:#04x} is out of place"
        mend = "save it as UTF-8"
        raise broken_at(path, line, message, "A.2.1", mend, COMPACT) from error


def _marked(text: str) -> str:
    return text.replace("\r\n", NEWLINE).replace("\r", NEWLINE).replace("\n", NEWLINE)


def _line(before: str) -> int:
    return before.count(NEWLINE) + 1


def _character(path: Path, found: re.Match[str]) -> str:
    """Return the character that an escape stands for."""
    digits = found[1]
    if digits is None:
        message = "“\\x{” begins an escape, but no hexadecimal number with “}” follows"
        mend = "write \\x{E9} for “é”; after the name \\x put a blank before “{”"
        raise _error(path, found, message, mend)
    digits = digits.lstrip("0")
    code = int(digits, 16) if 0 < len(digits) <= _LARGEST else 0
    if code > 0x10FFFF or _ILLEGAL.match(chr(code)):
        raise _error(path, found, f"“{_shown(found[0])}” is no character of XML", None)
    return chr(code)


def _shown(escape: str) -> str:
    return escape if len(escape) <= _LONGEST else escape[:_LONGEST] + "…"


def _error(path: Path, found: re.Match[str], message: str, mend: str | None) -> SchemaError:
    line = _line(found.string[: found.start()])
    return broken_at(path, line, message, "A.2.4", mend, COMPACT)
