"""An edition's own pages: imprint, history of the project, how to use it, written in Markdown.

Links lead to other such pages (``imprint.md``), to documents (their TEI files), to pages of the
site (``map.html``), or to the web; what leads nowhere is refused with file and line.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from tei_pipeline.app.custom import markdown
from tei_pipeline.app.custom.styles import address
from tei_pipeline.app.publishable import RESERVED
from tei_pipeline.errors import InputError
from tei_pipeline.project import Project

PLACES = ("top", "bottom", "none")
"""Where links to a page may stand: in the head of all pages, in their foot, nowhere."""

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
_SITE = re.compile(r"(?:[a-z]+|registers/[a-z]+)\.html")
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_FILES = (*_PICTURES, ".pdf")


class OwnPage(NamedTuple):
    """A page: its address in the site, how it is linked to, its content as HTML with slots."""

    address: str
    title: str
    language: str
    place: str
    content: str


class OwnPages(NamedTuple):
    """All of them in order, what the start page opens with, and the files that they show."""

    pages: tuple[OwnPage, ...] = ()
    introduction: str = ""
    files: Mapping[str, bytes] = {}  # never written to


def own_pages(project: Project) -> OwnPages:
    """Return the project's own pages; raises ``InputError`` and ``ConfigError``."""
    site = project.settings.site
    introduction = project.inside(site.introduction, "introduction") if site.introduction else None
    found = [path for path in project.files(site.pages, "pages") if path != introduction]
    rendering = _Rendering(project, found)
    pages = sorted((rendering.page(path) for path in found), key=lambda page: page[0])
    opening = rendering.content(introduction) if introduction else ""
    return OwnPages(tuple(page for _, page in pages), opening, rendering.files)


class _Rendering:
    def __init__(self, project: Project, found: list[Path]) -> None:
        self.files: dict[str, bytes] = {}
        self._project = project
        self._addresses: dict[Path, str] = {}
        self._documents = set(project.documents)
        for path in found:
            self._name(path)

    def _name(self, path: Path) -> None:
        if not _NAME.fullmatch(path.stem) or path.stem.lower() in RESERVED:
            raise InputError(
                f"{path.stem!r} cannot name a page",
                path=path,
                mend="use letters a to z, digits, - and _, and no name of a page of the site",
            )
        taken = {one.lower(): other for other, one in self._addresses.items()}
        if other := taken.get(f"{path.stem}.html".lower()):
            raise InputError(f"has the name of {other.name}", path=path, mend="rename one of them")
        self._addresses[path] = f"{path.stem}.html"

    def page(self, path: Path) -> tuple[tuple[int, str], OwnPage]:
        """Return a page with what it is sorted by."""
        written = markdown.read(path)
        rendered = self._rendered(path, written)
        place, line = written.front.get("navigation", ("top", 1))
        if place not in PLACES:
            raise self._error(f"navigation: {place}", path, line, f"known: {', '.join(PLACES)}")
        position, line = written.front.get("position", ("100", 1))
        if not re.fullmatch(r"\d{1,6}", position, re.ASCII):
            raise self._error(f"position: {position}", path, line, "write a whole number")
        language, line = written.front.get("language", ("", 1))
        if language and not _LANGUAGE.fullmatch(language):
            raise self._error(f"language: {language}", path, line, "write a tag, as en or de-AT")
        title = written.front.get("title", ("", 1))[0] or rendered.heading
        if not title:
            mend = "begin it with a heading, or with title: between two lines ---"
            raise self._error("the page has no title", path, 1, mend)
        own = OwnPage(self._addresses[path], title, language, place, rendered.content)
        return (int(position), own.address), own

    def content(self, path: Path) -> str:
        """Return the content of a file that is no page of its own."""
        return self._rendered(path, markdown.read(path)).content

    def _rendered(self, path: Path, written: markdown.Written) -> markdown.Rendered:
        here: list[tuple[str, int]] = []

        def link(target: str, line: int) -> str:
            if target.startswith("#"):
                here.append((target[1:], line))
                return target
            return self._link(path, target, line)

        rendered = markdown.render(
            written, link, lambda target, line: self._copied(path, target, line, _PICTURES)
        )
        for identifier, line in here:
            if unquote(identifier) not in rendered.ids:
                mend = f"headings have: {', '.join(sorted(rendered.ids)) or 'none'}"
                raise self._error(f"no heading is named #{identifier}", path, line, mend)
        return rendered

    def _link(self, path: Path, target: str, line: int) -> str:
        if _WEB.match(target):
            return target
        name, _, anchor = target.partition("#")
        name = unquote(name)
        file = (path.parent / name).resolve()
        after = f"#{anchor}" if anchor else ""
        if file in self._addresses:
            return self._addresses[file] + after
        if file in self._documents:
            pointer = file.relative_to(self._project.folder).as_posix()
            return f"slot:{pointer}#{anchor}"
        if _SITE.fullmatch(name) and not file.exists():
            return f"slot:{name}#{anchor}"
        return self._copied(path, name, line, _FILES)

    def _copied(self, path: Path, target: str, line: int, kinds: tuple[str, ...]) -> str:
        file = (path.parent / unquote(target)).resolve()
        inside = ":" not in target and file.is_relative_to(self._project.folder)
        if not inside or not file.is_file() or file.suffix.lower() not in kinds:
            raise self._error(
                f"{target} leads to nothing that a page may lead to",
                path,
                line,
                "name a page (imprint.md), a document (../tei/letter.xml), a page of the site "
                f"(map.html), a file of the project ({' '.join(kinds)}), or https://…",
            )
        place = address(self._project, file)
        self.files[place] = file.read_bytes()
        return quote(place)

    def _error(self, message: str, path: Path, line: int, mend: str) -> InputError:
        return InputError(message, path=path, line=line, mend=mend)
