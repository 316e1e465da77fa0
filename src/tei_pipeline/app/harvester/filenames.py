"""Names of files from identifiers of others: safe on every file system, never two for one."""

import hashlib
import re
from collections.abc import Container
from urllib.parse import unquote, urlsplit

_OAI = re.compile(r"oai:[^:]+:(.+)", re.DOTALL)
_FOREIGN = re.compile(r"[^A-Za-z0-9_.-]+")
_ENDINGS = (".xml", ".html", ".htm", ".tei")
# Names that Windows keeps for devices, with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 100

FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_][A-Za-z0-9_.-]*\.xml")
"""The paths that are made here, from the folder of the edition."""


def folder_name(prefix: str) -> str:
    """Return the folder for a metadata format."""
    return _safe(prefix)[:40] or "records"


def file_name(identifier: str, taken: Container[str]) -> str:
    """Return the name, without ending, of the file for a document.

    It is the identifier's own part (behind ``oai:…:`` or the last ``/``) if that can name a file,
    and is not among ``taken`` (in small letters); else a digest makes it unlike any other.
    """
    own = _own(identifier)
    name = _safe(own)[:_LONGEST].rstrip("-.")
    if name and name == own and name.lower() not in taken:
        return name
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()
    made = f"{name or 'document'}-{digest[:8]}"
    return made if made.lower() not in taken else f"document-{digest[:40]}"


def _own(identifier: str) -> str:
    found = _OAI.fullmatch(identifier)
    if found:
        own = found[1]
    else:
        try:
            parts = urlsplit(identifier)
        except ValueError:
            return identifier
        last = parts.path.rstrip("/").rpartition("/")[2]
        own = unquote(last) if parts.scheme in ("http", "https") and last else identifier
    for ending in _ENDINGS:
        own = own.removesuffix(ending)
    return own


def _safe(text: str) -> str:
    name = _FOREIGN.sub("-", text).strip("-.")
    return f"_{name}" if _DEVICES.fullmatch(name) else name
