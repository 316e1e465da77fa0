"""Where stores and catalogs are, of a project and of a user; nothing is opened."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.project import Project
from tei_pipeline.schemas.addresses import is_absolute, path_of

INDEX = "index.toml"
_PROJECT_STORE = "schema/store"
_CATALOG = "catalog.xml"
_CATALOG_FILES = "XML_CATALOG_FILES"


class CatalogFile(NamedTuple):
    """A catalog that a lookup begins with.

    One that is ``optional`` may be missing, or be another kind of file of the same name.
    """

    path: Path
    optional: bool = False


def project_store(project: Project) -> Path:
    """Return the folder of a project's store."""
    return project.folder / _PROJECT_STORE


def user_store() -> Path:
    """Return the folder of the user's own store."""
    home = os.environ.get("XDG_DATA_HOME")
    home = home or os.path.join(os.path.expanduser("~"), ".local", "share")  # noqa: PTH111, PTH118
    return Path(home, "tei-pipeline", "schemas")


def catalogs_of(project: Project) -> Iterator[CatalogFile]:
    """Yield the catalogs of a project, or else the one in its folder; then the user's."""
    named = project.settings.validation.catalogs
    for name in named:
        yield CatalogFile(project.inside(name, "catalogs"))
    if not named:
        yield CatalogFile(project.folder / _CATALOG, optional=True)
    for name in os.environ.get(_CATALOG_FILES, "").split():
        path = path_of(name) if is_absolute(name) else Path(name)
        if path is not None:
            yield CatalogFile(path.absolute(), optional=True)
