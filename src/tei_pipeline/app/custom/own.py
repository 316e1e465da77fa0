"""All that an edition brings of its own to its site: pages, style sheets, files they show."""

import json
from typing import NamedTuple

from tei_pipeline.app.custom.colours import custom_properties, is_own
from tei_pipeline.app.custom.pages import OwnPage, own_pages
from tei_pipeline.app.custom.styles import address, own_styles
from tei_pipeline.cache import digest
from tei_pipeline.errors import ConfigError
from tei_pipeline.outputs.site.machine_redirects import Redirects, read_redirects
from tei_pipeline.project import Project

CUSTOM = "assets/custom.css"
"""The colours and the design that the settings ask for."""


class Own(NamedTuple):
    """What was read: pages, what the start page opens with, files by their paths in the site.

    ``styles`` are the addresses of style sheets, to be linked last on every page; ``moved`` are
    addresses that have moved. ``lists`` says whether the edition makes its lists by a stylesheet
    of its own, which may show of documents whatever their headers say.
    """

    pages: tuple[OwnPage, ...]
    introduction: str
    files: dict[str, bytes]
    styles: tuple[str, ...]
    moved: Redirects = Redirects()
    lists: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """Return what the frame of all pages knows of it."""
        told = [page._replace(content="")._asdict() for page in self.pages]
        return {"own": json.dumps(told, ensure_ascii=False)}

    def digest(self) -> str:
        """Return a digest of all of it."""
        contents = [part for name, content in self.files.items() for part in (name, content)]
        return digest(repr(self.pages), self.introduction, repr(self.moved.moved), *contents)


def read_own(project: Project) -> Own:
    """Read and check it; raises ``InputError`` and ``ConfigError``."""
    pages = own_pages(project)
    styles = [CUSTOM] if is_own(project.settings) else []
    files = {**pages.files, **own_styles(project)}
    if styles:
        files[CUSTOM] = custom_properties(project).encode()
    if name := project.settings.site.stylesheet:
        styles.append(address(project, project.inside(name, "stylesheet")))
    lists = bool(project.settings.site.site_stylesheet)
    return Own(pages.pages, pages.introduction, files, tuple(styles), _moved(project), lists)


def _moved(project: Project) -> Redirects:
    name = project.settings.site.redirects
    if not name:
        return Redirects()
    path = project.inside(name, "redirects")
    try:
        return read_redirects(path, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"redirects cannot be read: {error}",
            path=path,
            mend="correct [site] redirects in tei-pipeline.toml",
        ) from error
