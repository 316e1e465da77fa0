"""The bytes of a file and the text they stand for: no tree yet, and no lxml.

What cannot be read is a ``LoadError`` that carries a finding of family ``TPW``.
"""

import codecs
import errno
import re
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic, Location

_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_BOM = (("<?".encode("utf-16-le"), "utf-16-le"), ("<?".encode("utf-16-be"), "utf-16-be"))
_UTF_8 = frozenset({"utf-8", "utf8", "utf-8-sig"})
_ASCII = frozenset({"us-ascii", "ascii"})
_NO_CHARSETS = frozenset(
    {
        "charmap", "idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined",
        "unicode-escape",
    }
)  # fmt: skip
"""Codecs of Python that no file is written in."""


class LoadError(Exception):
    """The file has no tree; ``diagnostic`` says why and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def encoding_of(source: bytes) -> str:
    """Return the encoding that a byte order mark or the XML declaration names; else UTF-8.

    Raises ``LookupError`` where it names none that files are written in.
    """
    for mark, encoding in (*_BOMS, *_WITHOUT_BOM):
        if source.startswith(mark):
            return encoding
    declared = _ENCODING.match(source)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return charset(name)


def charset(name: str) -> str:
    """Return an encoding's name; raises ``LookupError`` where no file is written in it."""
    if name not in _UTF_8 and codecs.lookup(name).name in _NO_CHARSETS:
        raise LookupError(f"no file is written in {name}")
    return name


def decode(source: bytes) -> str:
    """Return a file's text; raises ``UnicodeError`` or ``LookupError``."""
    return source.decode(encoding_of(source))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as XML counts them: ended by LF, CR or CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def as_utf8(source: bytes) -> bytes:
    """Return a file's text in UTF-8, unchecked where it is said to be so already.

    Raises ``UnicodeError`` or ``LookupError``.
    """
    encoding = encoding_of(source)
    if encoding in _UTF_8 or (encoding in _ASCII and source.isascii()):
        return source
    return source.decode(encoding).encode("utf-8", "surrogatepass")


def read_bytes(path: Path) -> bytes:
    """Return what a regular file holds; raises ``LoadError``, also where that is nothing."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a regular file")
        source = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        mend = "check its name" if isinstance(error, FileNotFoundError) else "check what it is"
        raise failure(
            "TPW100", path, f"the file cannot be read: {reason}", suggestion=mend
        ) from error
    if not source.strip():
        raise failure("TPW102", path, "the file is empty", expected="a TEI document", line=1)
    return source


def read_text(path: Path, source: bytes) -> str:
    """Return the text of a file's bytes; raises ``LoadError`` where they are no such text."""
    try:
        return decode(source)
    except (UnicodeError, LookupError) as error:
        raise _encoding_failure(path, source, error) from error


def failure(
    code: str,
    path: Path,
    message: str,
    *,
    expected: str | None = None,
    suggestion: str | None = None,
    line: int | None = None,
    column: int | None = None,
) -> LoadError:
    """Return the error of a file that cannot be loaded."""
    place = Location(path, line, column or (1 if line else None))
    return LoadError(Diagnostic(code, message, place, expected=expected, suggestion=suggestion))


def _encoding_failure(path: Path, source: bytes, error: Exception) -> LoadError:
    line = 1
    message = "the XML declaration names an encoding that does not exist"
    if isinstance(error, UnicodeDecodeError):
        before = source[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(error.encoding, "replace")) + 1
        byte = source[error.start]
        message = f"byte 0x{byte:02X} is not {error.encoding}"
        return failure(
            "TPW103",
            path,
            message,
            line=line,
            column=column,
            expected=f"text in {error.encoding}, as the XML declaration (or its absence) says",
            suggestion="save the file as UTF-8, or name its true encoding in the XML declaration",
        )
    return failure("TPW103", path, message, line=line, suggestion='write encoding="UTF-8"')
