"""What a build is about, before any file of the edition is read: files, settings, and where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.app.targets import Targets, find_targets
from tei_pipeline.cache import cache_folder, digest
from tei_pipeline.config import Settings
from tei_pipeline.errors import InputError
from tei_pipeline.project import Project

_CATALOGUE = "catalogue.sqlite"
"""The file that remembers what is published, in the output folder."""


class Plan(NamedTuple):
    """A build that is to be made into ``output``; its state is kept under ``key``.

    ``settings`` are the project's with the targets of this run: pages link to what is built.
    """

    group: Targets
    output: Path
    key: str
    settings: Settings

    @property
    def catalogue(self) -> Path:
        """Return the database of what was read."""
        return cache_folder() / "catalogues" / f"{self.key}.sqlite"

    @property
    def published(self) -> Path:
        """Return the catalogue of what is published; raises ``ConfigError``."""
        return published(self.group.project, self.settings, self.output)


def published(project: Project, settings: Settings, output: Path) -> Path:
    """Return the catalogue of what a project publishes; raises ``ConfigError``."""
    named = settings.harvest.catalogue
    return project.inside(named, "catalogue") if named else output / _CATALOGUE


def plan(
    paths: Sequence[Path], output: Path | None, targets: tuple[str, ...] | None, start: Path
) -> Plan:
    """Return what is to be built; raises ``ConfigError`` and ``InputError``."""
    group = _one_edition(find_targets(paths, start))
    folder = output.resolve() if output is not None else _output_folder(group, start)
    # A build of some files knows nothing of what a build of all has left.
    named = [] if group.complete else [str(path) for path in sorted(group.files)]
    key = digest(str(group.project.folder), str(folder), *named)
    settings = group.project.settings
    chosen = targets or settings.build.targets
    return Plan(
        group, folder, key, settings._replace(build=settings.build._replace(targets=chosen))
    )


def _one_edition(groups: Sequence[Targets]) -> Targets:
    if len(groups) > 1:
        folders = ", ".join(str(group.project.folder) for group in groups)
        raise InputError(
            f"the files belong to {len(groups)} editions: {folders}", mend="build one at a time"
        )
    return groups[0]


def _output_folder(group: Targets, start: Path) -> Path:
    return group.project.output if group.project.configured else start.resolve() / "build"
