"""The source lines that findings point at."""

from collections.abc import Iterable
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.document.reading import split_lines


def excerpts(
    diagnostics: Iterable[Diagnostic], documents: Iterable[Document]
) -> dict[tuple[Path, int], str]:
    """Return the lines that findings point at, by file and number."""
    by_path = {document.path: document for document in documents}
    lines: dict[Path, list[str]] = {}
    found: dict[tuple[Path, int], str] = {}
    for diagnostic in diagnostics:
        place = diagnostic.location
        if place.line is None or (place.file, place.line) in found:
            continue
        document = by_path.get(place.file)
        if document is not None:
            line = document.line(place.line)
        else:
            if place.file not in lines:
                lines[place.file] = _raw_lines(place.file)
            line = next(iter(lines[place.file][place.line - 1 :]), None)
        if line is not None:
            found[place.file, place.line] = line
    return found


def _raw_lines(path: Path) -> list[str]:
    """Return the lines of a file that could not be loaded, with what cannot be shown replaced."""
    try:
        text = path.read_bytes().decode("utf-8", "backslashreplace")
    except OSError:
        return []
    return split_lines(text.replace("\0", ""))
