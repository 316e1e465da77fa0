"""The report as one JSON object, in the shape that ``docs/validate.md`` fixes."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from tei_pipeline import __version__
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.reporters.report import Report, Timed, shown
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.choice import Chosen


class Finding(TypedDict):
    """One finding as JSON has it."""

    code: str
    slug: str
    severity: str
    message: str
    file: str
    line: int | None
    column: int | None
    path: str | None
    suggestion: str | None
    fix: dict[str, str] | None
    url: str | None


class JsonForm(NamedTuple):
    """The form for programs; file names are relative to ``folder`` where they lie below it."""

    folder: Path

    def entry(self, diagnostic: Diagnostic, excerpt: str | None) -> bytes:
        """Return a finding as an object."""
        del excerpt  # for people
        return _object(_finding(diagnostic, self.folder), depth=2).encode()

    def whole(self, report: Report) -> bytes:
        """Return the object that holds the findings and what is to be said of the run."""
        start = {
            "tool": "tei-pipeline",
            "version": __version__,
            "files": [shown(path, self.folder) for path in report.files],
        }
        head = _object(start).removesuffix("\n}")
        tail = _object({"summary": _summary(report, self.folder)}).removeprefix("{\n")
        entries = b",\n    ".join(report.entries)
        findings = (b"[\n    ", entries, b"\n  ]") if entries else (b"[]",)
        before, after = f'{head},\n  "diagnostics": ', f",\n{tail}\n"
        return b"".join((before.encode(), *findings, after.encode()))


def _object(content: Mapping[str, object], depth: int = 0) -> str:
    """Return an object as it stands so deep in another; no value has a line break of its own."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text.replace("\n", f"\n{'  ' * depth}") if depth else text


def _summary(report: Report, folder: Path) -> dict[str, object]:
    return {
        "files": len(report.files),
        "files_with_findings": report.files_with_findings,
        "errors": report.number_of(Severity.ERROR),
        "warnings": report.number_of(Severity.WARNING),
        "infos": report.number_of(Severity.INFO),
        "judges": list(report.judges),
        "schemas": [_schemas(path, chosen, folder) for path, chosen in report.schemas.items()],
        "notes": list(report.notes),
        **({"times": [_time(one, folder) for one in report.times]} if report.times else {}),
    }


def _schemas(path: Path, chosen: Sequence[Chosen], folder: Path) -> dict[str, object]:
    """Return which schemas judged a file, and what named them."""
    judges = [
        {"schema": shown(one.path, folder), "kind": one.kind, "by": one.by, "address": one.address}
        for one in chosen
    ]
    return {"file": shown(path, folder), "judges": judges}


def _time(timed: Timed, folder: Path) -> dict[str, object]:
    return {**timed._asdict(), "file": shown(timed.file, folder)}


def _finding(diagnostic: Diagnostic, folder: Path) -> Finding:
    place = diagnostic.location
    expected = f"; expected: {diagnostic.expected}" if diagnostic.expected else ""
    return Finding(
        code=diagnostic.code,
        slug=RULES[diagnostic.code].slug,
        severity=diagnostic.severity.value,
        message=diagnostic.message + expected,
        file=shown(place.file, folder),
        line=place.line,
        column=place.column,
        path=place.path,
        suggestion=diagnostic.suggestion,
        fix=None
        if diagnostic.fix is None
        else {
            "description": diagnostic.fix.description,
            "replacement": diagnostic.fix.replacement,
        },
        url=None,
    )
