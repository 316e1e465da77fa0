"""Where the time goes: each rule of a schema run by itself on a document."""

import time
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.document import Document
from tei_pipeline.saxon import Transformed
from tei_pipeline.validators.schematron.runs import Compiled
from tei_pipeline.validators.schematron.source import Source

_TIMES = 3  # the shortest of so many runs counts


@dataclass(frozen=True, slots=True)
class RuleTime:
    """What a rule took on a document, and how many nodes it was applied to.

    The time holds that of the variables that the rule uses, of finding its nodes, and of matching
    them against the rules before it in its pattern.
    """

    pattern: str
    context: str
    file: Path
    line: int | None
    seconds: float
    nodes: int


def profile(
    compiled: Compiled, document: Document, folders: tuple[Path, ...], source: Source
) -> list[RuleTime]:
    """Return what each rule takes, the slowest first; raises ``StylesheetError`` where one stops.

    What a run takes by itself is not counted.
    """

    def timed(rules: str) -> tuple[float, Transformed]:
        shortest, made = float("inf"), None
        for _ in range(_TIMES):
            begun = time.perf_counter()
            made = compiled.transform(document, folders, rules, count=True)
            shortest = min(shortest, time.perf_counter() - begun)
        assert made is not None
        return shortest, made

    compiled.transform(document, folders, "")  # reads what the rules ask for, and warms up
    idle, _ = timed("0")
    found = []
    for rule in compiled.rules:
        seconds, made = timed(str(rule.number))
        file, line = source.place(rule.at)
        nodes = made.text.count("<tei-pipeline:matched")
        took = max(0.0, seconds - idle)
        found.append(RuleTime(rule.pattern, rule.context, file, line, took, nodes))
    return sorted(found, key=lambda one: -one.seconds)
