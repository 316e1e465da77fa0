"""Findings as the margin of a page shows them: each with the id that it stands nearest to."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.app.judging import Judge, Orders
from tei_pipeline.app.loading import open_inside
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document, LoadError
from tei_pipeline.names import XML_ID
from tei_pipeline.project import Project
from tei_pipeline.reporters import shown
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators.pointers import PointerValidator
from tei_pipeline.validators.protocol import Context

_STEP = re.compile(r"/(?:Q\{[^}]*\})?([^/\[@{}]+)(?:\[(\d+)\])?")
_ID = re.compile(r' id="([^"]*)"')

Plain = dict[str, Any]
"""A finding as nothing but texts and numbers."""


class Margin:
    """Judges documents one by one, with schemas that stay compiled."""

    def __init__(self, project: Project, saxon: Saxon) -> None:
        self._project = project
        self._judge = Judge(project, Orders(), lambda: saxon)
        self.forget()

    def forget(self) -> None:
        """Forget what other files hold: one of them has changed."""
        self._pointers = PointerValidator()

    def findings(self, path: Path, pages: Mapping[str, str]) -> dict[str, list[Plain]]:
        """Return the findings on a document by the page that they are to stand on.

        Of what depends on the whole edition (entries that nothing points to) nothing is said.
        """
        try:
            document = open_inside(path, self._project)
            found = self._found(document)
        except LoadError as failure:
            first = min(pages, key=len, default="")
            return {first: [plain(failure.diagnostic, self._project.folder)]}
        return self._placed(document, found, pages)

    def _found(self, document: Document) -> list[Diagnostic]:
        judged = self._judge.judge(document)
        if judged.halted:
            return list(judged.diagnostics)
        context = Context(self._project.folder, {}, frozenset(), complete=False)
        pointing = self._pointers.check(document, context)
        return sorted({*judged.diagnostics, *pointing}, key=Diagnostic.sort_key)

    def _placed(
        self, document: Document, found: Iterable[Diagnostic], pages: Mapping[str, str]
    ) -> dict[str, list[Plain]]:
        names = sorted(pages, key=lambda name: (len(name), name))
        ids = {anchor: name for name in reversed(names) for anchor in _ID.findall(pages[name])}
        placed: dict[str, list[Plain]] = {name: [] for name in names}
        for one in found:
            anchor = nearest(document, one, ids)
            page = ids.get(anchor, names[0] if names else "")
            told = plain(one, self._project.folder)
            placed.setdefault(page, []).append({**told, "id": anchor})
        return placed


def plain(one: Diagnostic, folder: Path) -> Plain:
    """Return a finding as nothing but texts and numbers."""
    place = one.location
    return {
        "code": one.code,
        "slug": RULES[one.code].slug,
        "severity": one.severity.value,
        "message": one.message,
        "expected": one.expected or "",
        "suggestion": one.suggestion or "",
        "file": shown(place.file, folder),
        "line": place.line or 0,
        "id": "",
    }


def nearest(document: Document, one: Diagnostic, ids: Mapping[str, str]) -> str:
    """Return the id, among those of the pages, of what a finding is about or stands in."""
    if one.location.file != document.path:
        return ""
    element = _element(document.root, one.location.path, one.location.line)
    while element is not None:
        anchor = identifier(element, document)
        if anchor in ids:
            return anchor
        element = element.getparent()
    return ""


def identifier(element: etree._Element, document: Document) -> str:
    """Return the id of an element in every output, as ``f:id`` of ``xslt/base`` makes it."""
    steps: list[str] = []
    while True:
        written = element.get(XML_ID)
        if written and document.ids.get(written) is element:
            return f"{written}{':' if steps else ''}{'.'.join(reversed(steps))}"
        parent = element.getparent()
        if parent is None:
            return f"at{':' if steps else ''}{'.'.join(reversed(steps))}"
        steps.append(str(sum(1 for _ in element.itersiblings("*", preceding=True)) + 1))
        element = parent


def _element(root: etree._Element, path: str | None, line: int | None) -> etree._Element | None:
    """Return the element at a readable path; without one, the last that begins up to a line."""
    if path is None:
        before = [e for e in root.iter("*") if _line(e) <= (line or 0)]
        return before[-1] if before else None
    node = root
    for step in list(_STEP.finditer(path))[1:]:
        name, position = step[1], int(step[2] or 1)
        same = [e for e in node.iterchildren("*") if etree.QName(e).localname == name]
        if position > len(same):
            break
        node = same[position - 1]
    return node


def _line(element: etree._Element) -> int:
    return element.sourceline if isinstance(element.sourceline, int) else 0
