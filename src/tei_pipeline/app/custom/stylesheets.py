"""An edition's own XSLT: stylesheets that import ours and override what they want otherwise.

They name ours by addresses that hold for every installation (``tei-pipeline:html/main.xsl``) and
import nothing but those and files of the project. Reading is for imports alone: what is computed
while a stylesheet is compiled reads no file, and once a document was read Saxon reads none at all.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.errors import StylesheetError
from tei_pipeline.names import SETTINGS
from tei_pipeline.project import Project
from tei_pipeline.resources import resource

SCHEME = "tei-pipeline:"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_ROOTS = (f"{_XSL}stylesheet", f"{_XSL}transform")
_READING = re.compile(
    r"\b(?:doc|doc-available|document|json-doc|unparsed-text[a-z-]*|(?:uri-)?collection|transform"
    r"|stream-available|load-xquery-module|environment-variable)\s*\("
)
_KEYS = {
    "html/main.xsl": ("site", "document_stylesheet"),
    "html/site.xsl": ("site", "site_stylesheet"),
    "print/main.xsl": ("pdf", "stylesheet"),
}

Element = etree._Element


def stylesheet(project: Project, shipped: str) -> Path | None:
    """Return the project's own stylesheet in place of one of ours, if there is one.

    Raises ``ConfigError`` where it lies outside the project.
    """
    section, key = _KEYS[shipped]
    name = getattr(getattr(project.settings, section), key)
    return project.inside(name, key.replace("_", "-")) if name else None


def own_stylesheets(project: Project) -> dict[str, bytes]:
    """Return all files of the project's own stylesheets, by their paths from its folder.

    Raises ``StylesheetError`` and ``ConfigError`` for what cannot be used.
    """
    found: dict[Path, bytes] = {}
    for shipped in _KEYS:
        path = stylesheet(project, shipped)
        if path is not None:
            reading = _Reading(project, found)
            reading.read(path, project.folder / SETTINGS)
            if shipped not in reading.shipped:
                raise StylesheetError(
                    f"does not import {SCHEME}{shipped}: pages would have none of its templates",
                    path=path,
                    mend=f'begin it with <xsl:import href="{SCHEME}{shipped}"/>',
                )
    return {path.relative_to(project.folder).as_posix(): found[path] for path in sorted(found)}


class _Reading:
    """Reads a stylesheet and what it imports into ``found``; ``shipped`` are ours among these."""

    def __init__(self, project: Project, found: dict[Path, bytes]) -> None:
        self.shipped: set[str] = set()
        self._project = project
        self._found = found
        self._seen: set[Path] = set()

    def read(self, path: Path, asked_by: Path, line: int | None = None) -> None:
        """Read a stylesheet that a file asks for on a line, and all that it imports."""
        waiting = [(path, asked_by, line)]
        while waiting:
            one, asker, at = waiting.pop()
            if one in self._seen:
                continue
            self._seen.add(one)
            try:
                self._found[one] = one.read_bytes()
            except OSError as error:
                raise StylesheetError(
                    f"the stylesheet {one.name} cannot be read: {error.strerror}",
                    path=asker,
                    line=at,
                    mend="a file is named from the place of the one that names it",
                ) from error
            root = _parsed(one, self._found[one])
            _refuse_reading(root, one)
            waiting += self._imported(root, one)

    def _imported(self, root: Element, path: Path) -> Iterator[tuple[Path, Path, int | None]]:
        for element in root.iter(f"{_XSL}import", f"{_XSL}include"):
            href, line = element.get("href", ""), _line(element)
            if href.startswith(SCHEME):
                self._take_shipped(href.removeprefix(SCHEME), path, line)
                continue
            target = (path.parent / href).resolve()
            if ":" in href or not target.is_relative_to(self._project.folder):
                raise StylesheetError(
                    f"imports {href}, which is no file of the project",
                    path=path,
                    line=line,
                    mend=f"import files below {self._project.folder}, or {SCHEME}html/main.xsl",
                )
            yield target, path, line

    def _take_shipped(self, name: str, path: Path, line: int | None) -> None:
        if name in _KEYS:
            self.shipped.add(name)
            return
        try:
            folder = resource("xslt")
            inside = (folder / name).resolve().is_relative_to(folder)
            known = inside and name.endswith(".xsl") and (folder / name).is_file()
        except (OSError, ValueError):
            known = False
        if not known:
            raise StylesheetError(
                f"there is no stylesheet {SCHEME}{name}",
                path=path,
                line=line,
                mend=f"known: {', '.join(SCHEME + one for one in _KEYS)}",
            )


def _parsed(path: Path, content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise StylesheetError(
            f"is not well-formed: {error.msg}", path=path, line=error.lineno
        ) from error
    if root.tag not in _ROOTS:
        raise StylesheetError(
            "is no XSLT stylesheet",
            path=path,
            line=_line(root),
            mend="its root is to be xsl:stylesheet, in the namespace of XSLT",
        )
    return root


def _line(element: Element) -> int | None:
    line: Any = element.sourceline  # the stubs are wrong
    return int(line) if line else None


def _refuse_reading(root: Element, path: Path) -> None:
    """Raise ``StylesheetError`` where something would be read while the stylesheet is compiled."""
    for element in root.iter("*"):
        for name, value in ((str(one), str(own)) for one, own in element.items()):
            if _is_static(element, name) and _READING.search(value):
                raise StylesheetError(
                    f"reads something while it is compiled: {value}",
                    path=path,
                    line=_line(element),
                    mend="a stylesheet knows the document and its parameters, and no other file",
                )


def _is_static(element: Element, name: str) -> bool:
    """Return whether an attribute is computed when a stylesheet is compiled."""
    own = str(element.tag).startswith(_XSL)
    if name == (f"{_XSL}use-when" if not own else "use-when") or (own and name.startswith("_")):
        return True
    return own and name == "select" and element.get("static", "").strip() in ("yes", "true", "1")


def misplaced(error: StylesheetError, project: Project) -> StylesheetError:
    """Return what Saxon said of a stylesheet with the file, among those imported, that it means."""
    named = re.search(r"on line (\d+)(?: column \d+)? of ([^\s:]+)", error.message)
    if error.path is None or named is None or named[2] == error.path.name:
        return error
    files = (project.folder / name for name in own_stylesheets(project))
    path = next((path for path in files if path.name == named[2]), error.path)
    line = int(named[1]) if path != error.path else error.line
    return StylesheetError(error.message, path=path, line=line, mend=error.mend)
