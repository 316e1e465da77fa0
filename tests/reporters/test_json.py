"""The report as JSON: the shape other programs rely on."""

import json
from pathlib import Path

from tei_pipeline import __version__
from tei_pipeline.diagnostics import Diagnostic, Fix, Location, Severity
from tei_pipeline.reporters import Report
from tei_pipeline.reporters.json import JsonForm
from tei_pipeline.schemas.choice import Chosen

FILE = Path("/edition/tei/ä.xml")


def test_the_shape_is_as_documented() -> None:
    found = Diagnostic(
        "TPR101",
        "no such id",
        Location(FILE, 3, 4, 9, "/TEI/text[1]/@ref"),
        expected="an id of persons.xml",
        suggestion="did you mean rusk?",
        fix=Fix("point to rusk", "rusk"),
    )
    warning = Diagnostic("TPR106", "unused", Location(FILE), Severity.WARNING)
    grammar = Chosen(Path("/edition/a.rng"), "relaxng", None, "a.rng", "xml-model")
    form = JsonForm(Path("/edition"))
    report = Report(
        (FILE,),
        (found, warning),
        ("pointers",),
        schemas={FILE: (grammar,)},
        entries=(form.entry(found, None), form.entry(warning, None)),
    )
    written = form.whole(report).decode()
    content = json.loads(written)
    # As though it had been written in one piece.
    assert written == json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    assert content == {
        "tool": "tei-pipeline",
        "version": __version__,
        "files": ["tei/ä.xml"],
        "diagnostics": [
            {
                "code": "TPR101",
                "slug": "pointer-unresolved",
                "severity": "error",
                "message": "no such id; expected: an id of persons.xml",
                "file": "tei/ä.xml",
                "line": 3,
                "column": 4,
                "path": "/TEI/text[1]/@ref",
                "suggestion": "did you mean rusk?",
                "fix": {"description": "point to rusk", "replacement": "rusk"},
                "url": None,
            },
            {
                "code": "TPR106",
                "slug": "entry-unused",
                "severity": "warning",
                "message": "unused",
                "file": "tei/ä.xml",
                "line": None,
                "column": None,
                "path": None,
                "suggestion": None,
                "fix": None,
                "url": None,
            },
        ],
        "summary": {
            "files": 1,
            "files_with_findings": 1,
            "errors": 1,
            "warnings": 1,
            "infos": 0,
            "judges": ["pointers"],
            "schemas": [
                {
                    "file": "tei/ä.xml",
                    "judges": [
                        {
                            "schema": "a.rng",
                            "kind": "relaxng",
                            "by": "xml-model",
                            "address": "a.rng",
                        }
                    ],
                }
            ],
            "notes": [],
        },
    }


def test_a_report_without_findings_is_the_same_object() -> None:
    written = JsonForm(Path("/edition")).whole(Report((FILE,), ())).decode()
    content = json.loads(written)
    assert written == json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    assert content["diagnostics"] == []
