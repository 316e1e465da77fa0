"""An edition's own CSS: copied with the files that it names, refused where it names other hosts.

The policy of the pages keeps browsers from asking other hosts in any case; who writes such an
address is told so before a reader misses what it was for.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from tei_pipeline.errors import InputError
from tei_pipeline.project import Project

FOLDER = "assets/own"
"""Where files of the edition stand in the site, each by its path from the project's folder."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6}[ \t]?|[^\r\n0-9A-Fa-f])")
_URL = re.compile(r"url\(\s*(\"[^\"\n]*\"|'[^'\n]*'|[^)\"'\s]*)\s*\)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"@import\b[^;]*|[a-z][a-z0-9+.-]*://[^\s\"')]*|//[^\s\"')]*", re.IGNORECASE
)
_FILES = {"avif", "gif", "jpeg", "jpg", "png", "svg", "webp", "woff", "woff2", "ttf", "otf"}


def own_styles(project: Project) -> dict[str, bytes]:
    """Return the project's style sheet, and the files that it names, by their paths in the site.

    Raises ``InputError`` and ``ConfigError`` for what cannot be used.
    """
    name = project.settings.site.stylesheet
    if not name:
        return {}
    path = project.inside(name, "stylesheet")
    try:
        content = path.read_bytes()
        text = content.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the style sheet cannot be read: {getattr(error, 'strerror', None) or error}",
            path=path,
            mend="name a CSS file of the project in UTF-8",
        ) from error
    found = {address(project, path): content}
    for file in _named(project, path, _plain(text)):
        found[address(project, file)] = file.read_bytes()
    return found


def address(project: Project, path: Path) -> str:
    """Return where a file of the project stands in the site."""
    return f"{FOLDER}/{path.relative_to(project.folder).as_posix()}"


def _named(project: Project, path: Path, text: str) -> Iterator[Path]:
    for found in _ELSEWHERE.finditer(text):
        raise _error(
            f"asks for something from elsewhere: {found[0].strip()}",
            path,
            text[: found.start()],
            "put the file into the project and name it with url(), or its rules into this file",
        )
    for found in _URL.finditer(text):
        name = found[1].strip("\"'").partition("#")[0].partition("?")[0]
        file = (path.parent / name).resolve()
        if not name:
            continue
        inside = ":" not in name and file.is_relative_to(project.folder) and file.is_file()
        if not inside or file.suffix.lower().removeprefix(".") not in _FILES:
            raise _error(
                f"names {name}, which is no picture or font of the project",
                path,
                text[: found.start()],
                f"known endings: {', '.join(sorted(_FILES))}",
            )
        yield file


def _plain(text: str) -> str:
    """Return CSS without comments and escapes, with its lines as they are."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(escape: re.Match[str]) -> str:
    digits = escape[1].strip()
    if not re.fullmatch("[0-9A-Fa-f]+", digits):
        return escape[1]
    number = int(digits, 16)
    # A line feed would move all lines below.
    return chr(number) if 0x20 < number < 0x110000 else " "


def _error(message: str, path: Path, before: str, mend: str) -> InputError:
    return InputError(message, path=path, line=before.count("\n") + 1, mend=mend)
