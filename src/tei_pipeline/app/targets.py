"""Which files a command is about: what was named, or else all of the project."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.errors import InputError
from tei_pipeline.project import Project, find_project, is_folder


class Targets(NamedTuple):
    """The files of one project that a command is about."""

    project: Project
    files: tuple[Path, ...]

    @property
    def complete(self) -> bool:
        """Return whether these are all files of the project."""
        return set(_all_files(self.project)) <= set(self.files)


def find_targets(paths: Sequence[Path], folder: Path) -> list[Targets]:
    """Return the files named by ``paths`` (files or folders), by the project each lies in.

    Without ``paths``: all of the project around ``folder``. A named file that does not exist is
    kept, so that it is reported among the rest. Raises ``InputError`` where there is nothing.
    """
    if not paths:
        return [_whole(find_project(folder))]
    found: dict[Project, dict[Path, None]] = {}
    loose = _loose(paths)
    for path in paths:
        project = find_project(path)
        if loose and not project.configured:
            project = loose
        files = _files_below(path.resolve(), project) if is_folder(path) else [_meant(path)]
        if not files:
            raise InputError("holds no TEI file", path=path, mend="name a folder with .xml files")
        found.setdefault(project, {}).update(dict.fromkeys(files))
    return [Targets(project, tuple(files)) for project, files in found.items()]


def _meant(path: Path) -> Path:
    """Return the file that a path leads to; the path itself where links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _loose(paths: Sequence[Path]) -> Project | None:
    """Return the paths that lie in no project as one: below the folder that holds them all."""
    projects = [project for project in map(find_project, paths) if not project.configured]
    if not projects:
        return None
    folder = Path(os.path.commonpath([project.folder for project in projects]))
    return Project(folder, configured=False)


def _whole(project: Project) -> Targets:
    if not project.configured:
        raise InputError(
            "there is no tei-pipeline.toml in this folder or above it",
            path=project.folder,
            mend="name the files to work on, or begin an edition: tei-pipeline init DIR",
        )
    files = _all_files(project)
    if not files:
        raise InputError(
            f"no file matches {', '.join(project.settings.sources.documents)}",
            path=project.folder,
            mend="see [sources] in tei-pipeline.toml",
        )
    return Targets(project, tuple(files))


def _all_files(project: Project) -> list[Path]:
    return [*project.documents, *project.authority] if project.configured else []


def _files_below(folder: Path, project: Project) -> list[Path]:
    if project.configured:
        return [path for path in _all_files(project) if path.is_relative_to(folder)]
    return sorted(_shown_below(str(folder)))


def _shown_below(folder: str) -> Iterator[Path]:
    """Yield the XML files below a folder, but for hidden ones; four times as quick as ``rglob``.

    Raises ``InputError`` where a folder cannot be read.
    """
    try:
        entries = os.scandir(folder)
    except OSError as error:
        raise InputError(
            f"the folder cannot be read: {error.strerror}",
            path=Path(folder),
            mend="let yourself read it, or name the files to work on",
        ) from error
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _shown_below(entry.path)
            elif entry.name.endswith(".xml") and entry.is_file():
                yield Path(entry.path)


def kinds(group: Targets) -> tuple[list[Path], list[Path]]:
    """Return the authority files of an edition, and its documents among the files named.

    Without a project, files that hold no text are authority files.
    """
    if group.project.configured:
        authority = group.project.authority
        return authority, [path for path in group.files if path not in set(authority)]
    found: tuple[list[Path], list[Path]] = ([], [])
    for path in group.files:
        found[_holds_text(path)].append(path)
    return found


def _holds_text(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return True  # reading it as a document says what is wrong
    return (
        any(tag in content for tag in (b"<text", b"<sourceDoc", b"\x00")) or b"<list" not in content
    )
