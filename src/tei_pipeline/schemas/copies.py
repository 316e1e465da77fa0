"""Under which name a copy lies in a store: below its host and path, as far as a file can."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from tei_pipeline.schemas.kinds import Kind, kind_by_ending

_UNSAFE = re.compile(r"[^A-Za-z0-9._+-]")
_LONGEST = 100
_ENDINGS: dict[Kind, str] = {"relaxng": ".rng", "xsd": ".xsd", "schematron": ".sch"}


def file_of(address: str, kind: Kind, *, compact: bool = False, whole: bool = True) -> str:
    """Return the name that a copy is to have; one that is ``whole`` gets the ending of its kind.

    Where nothing has to be changed, what a schema includes by a relative address lies beside it.
    """
    parts = urlsplit(address)
    first = parts.netloc or parts.scheme or "local"
    segments = [s for s in unquote(parts.path).split("/") if s not in ("", ".", "..")]
    names = [_safe(segment) for segment in (first.lower(), *segments)]
    if len(names) == 1:
        names.append("schema")
    if parts.query:
        names[-1] = _marked(names[-1], address)
    ending = ".rnc" if compact else _ENDINGS[kind]
    if whole and (kind_by_ending(names[-1]) != kind or names[-1].endswith(".rnc") != compact):
        names[-1] += ending
    return "/".join(names)


def free(file: str, address: str, taken: Iterable[str]) -> str:
    """Return the name, or another where it or a folder on its way is the name of another copy."""
    used = {name.lower() for name in taken}
    folders = {str(folder) for name in used for folder in PurePosixPath(name).parents}
    path = PurePosixPath(file.lower())
    if path.as_posix() in used | folders or any(str(p) in used for p in path.parents):
        digest = hashlib.sha256(address.encode()).hexdigest()[:12]
        return f"{digest}/{PurePosixPath(file).name}"
    return file


def _safe(segment: str) -> str:
    name = _UNSAFE.sub("_", segment)
    # A name that begins with a dot is hidden, and index.toml is the store's own.
    name = f"_{name}" if name.startswith(".") or name == "index.toml" else name
    return _marked(name, segment) if len(name) > _LONGEST else name


def _marked(name: str, whole: str) -> str:
    """Return a name with a mark before its ending that tells it from others that are cut alike."""
    path = PurePosixPath(name[-_LONGEST:])
    return f"{path.stem}~{hashlib.sha256(whole.encode()).hexdigest()[:8]}{path.suffix}"
