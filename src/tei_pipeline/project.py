"""An edition on disk: its folder, its settings, and which files belong to it."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tei_pipeline.errors import ConfigError
from tei_pipeline.names import SETTINGS

if TYPE_CHECKING:
    from tei_pipeline.config import Settings


class Project:
    """A folder with a ``tei-pipeline.toml``, or, without one, a folder of TEI files.

    ``configured`` tells the two apart. All paths are absolute; no path that the settings name may
    leave ``folder``.
    """

    def __init__(self, folder: Path, *, configured: bool) -> None:
        self.folder = folder
        self.configured = configured

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Project) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[Path, bool]:
        return (self.folder, self.configured)

    @cached_property
    def settings(self) -> "Settings":
        """Return the settings, read when they are first asked for; raises ``ConfigError``."""
        # 4 ms, which a document judged by --schema need not pay: it asks for no settings.
        from tei_pipeline.config import Settings, read_settings

        return read_settings(self.folder / SETTINGS) if self.configured else Settings()

    @cached_property
    def documents(self) -> list[Path]:
        """Return the files of the edition, in the order of their names."""
        authority = set(self.authority)
        found = self.files(self.settings.sources.documents, "documents")
        return [path for path in found if path not in authority]

    @cached_property
    def authority(self) -> list[Path]:
        """Return the authority files (persons, places …), in the order of their names."""
        return self.files(self.settings.sources.authority, "authority")

    @property
    def output(self) -> Path:
        """Return the folder that a build writes to."""
        return self.inside(self.settings.build.output, "output")

    def inside(self, name: str, key: str) -> Path:
        """Return the path that the setting ``key`` names; raises ``ConfigError`` if outside."""
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder):
            raise ConfigError(
                f"{key} names a path outside the project: {name}",
                path=self.folder / SETTINGS,
                mend=f"name a path below {self.folder}",
            )
        return path

    def matches(self, path: Path, patterns: Iterable[str]) -> bool:
        """Return whether a file of the project is one that globs from its folder mean."""
        if not path.is_relative_to(self.folder):
            return False
        name = path.relative_to(self.folder).as_posix()
        return any(_expression(pattern).fullmatch(name) for pattern in patterns)

    def files(self, patterns: Iterable[str], key: str) -> list[Path]:
        """Return the files that globs of the setting ``key`` mean; raises ``ConfigError``."""
        found: set[Path] = set()
        for pattern in patterns:
            self.inside(pattern, key)
            try:
                found.update(path for path in self.folder.glob(pattern) if path.is_file())
            except (ValueError, NotImplementedError) as error:
                raise ConfigError(
                    f"{key} has a pattern that cannot be used: {pattern!r}",
                    path=self.folder / SETTINGS,
                    mend='write a pattern as "tei/*.xml", or "tei/**/*.xml" for folders below',
                ) from error
        return sorted(found)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """Return a glob as an expression: ``**`` stands for any folders, even none."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[!?\]?[^]]*\])", pattern)
    return re.compile("".join(map(_of_glob, parts)))


def _of_glob(part: str) -> str:
    known = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if part in known:
        return known[part]
    if part.startswith("[") and part.endswith("]"):
        inner = part[1:-1].replace("\\", r"\\")
        return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
    return re.escape(part)


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder; no, where links lead in a circle."""
    try:
        return path.is_dir()
    except (OSError, RuntimeError):
        return False


def find_project(start: Path) -> Project:
    """Return the project that ``start`` (a file or folder) lies in.

    That is the nearest folder upwards with a ``tei-pipeline.toml``. Without one the folder itself
    is taken with default settings.
    """
    try:
        folder = start.resolve()
    except (OSError, RuntimeError):  # links in a circle: loading the file says so
        folder = start.absolute()
    if not is_folder(folder):
        folder = folder.parent
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            return Project(candidate, configured=True)
    return Project(folder, configured=False)
