"""What is to be said of steps: kept in the ledger as plain values, and told by each build again."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tei_pipeline.app.tasks import Excerpts
from tei_pipeline.diagnostics import Diagnostic, from_plain
from tei_pipeline.graph import Ledger


def to_be_said(findings: Iterable[Diagnostic], excerpts: Excerpts) -> tuple[Any, ...]:
    """Return findings, and the lines that they are about, as the ledger keeps them."""
    return (
        tuple(one.plain() for one in findings),
        tuple((str(path), line, text) for (path, line), text in excerpts.items()),
    )


def said_of(ledger: Ledger, steps: Iterable[str]) -> tuple[list[Diagnostic], Excerpts]:
    """Return what is to be said of steps of this build, and the lines that it is about."""
    found: list[Diagnostic] = []
    lines: Excerpts = {}
    for step in steps:
        said, excerpts = ledger.said(step)
        found += map(from_plain, said)
        lines |= {(Path(path), line): text for path, line, text in excerpts}
    return found, lines
