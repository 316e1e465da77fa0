"""The report for a person at a terminal: one block a finding, the count last.

Gives styled spans; the command line turns styles into colours, or leaves them out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.reporters.report import Report, shown
from tei_pipeline.rules import RULES

_WIDTH = 100
_MOST_TIMES = 20
_LONGEST_RULE = 60
_LONGEST = 2_000
_REPLACED = "\ufffd"
# What these expect is a list of what may stand there.
_OF_CONTENT = frozenset({"TPS102", "TPS104", "TPS107"})
_OWN = frozenset({"xml-model", "xsi:schemaLocation"})
# What a terminal would obey instead of showing: controls, and marks that turn the direction.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Span(NamedTuple):
    """A run of text in one style.

    Styles: ``place``, ``error``, ``warning``, ``info``, ``code``, ``quiet``, ``good``, or none.
    """

    text: str
    style: str = ""


class TextForm:
    """The form for people; ``joined`` makes one text of spans."""

    def __init__(self, folder: Path, joined: Callable[[Iterable[Span]], str]) -> None:
        """``folder``: file names are relative to it where they lie below it."""
        self._folder = folder
        self._joined = joined
        self._blocks = _Blocks(folder)

    def __reduce__(self) -> tuple[type["TextForm"], tuple[object, ...]]:
        """Leave out what was composed before: another process composes it anew."""
        return TextForm, (self._folder, self._joined)

    def entry(self, diagnostic: Diagnostic, excerpt: str | None) -> bytes:
        """Return the block of a finding."""
        return self._joined(self._blocks.of(diagnostic, excerpt)).encode()

    def whole(self, report: Report) -> bytes:
        """Return the blocks, and below them what is to be said of the run."""
        return b"".join((*report.entries, self._joined(_ending(report, self._folder)).encode()))


def render(report: Report, folder: Path) -> Iterator[Span]:
    """Yield a report whose findings are not in any form yet."""
    blocks = _Blocks(folder)
    for diagnostic in report.diagnostics:
        place = diagnostic.location
        yield from blocks.of(diagnostic, report.excerpts.get((place.file, place.line or 0)))
    yield from _ending(report, folder)


def _ending(report: Report, folder: Path) -> Iterator[Span]:
    """Yield what stands below the findings."""
    for span in _rest(report, folder):
        yield Span(_shown(span.text), span.style)


def _shown(text: str) -> str:
    """Return a text of a document as a terminal may be given it, cut where it has no end."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}… ({len(text):,} characters)"
    return _CONTROLS.sub(_REPLACED, text)


def _rest(report: Report, folder: Path) -> Iterator[Span]:
    yield from _times(report, folder)
    yield from _judges(report)
    for note in report.notes:
        yield Span("note: ", "info")
        yield Span(f"{note}\n")
    yield from _summary(report)


class _Blocks:
    """The blocks of findings; what they have in common is composed once."""

    def __init__(self, folder: Path) -> None:
        self._name = lru_cache(maxsize=4)(lambda file: _shown(shown(file, folder)))
        self._shown = lru_cache(maxsize=10_000)(_shown)
        self._head = cache(_head)
        self._tail = lru_cache(maxsize=10_000)(_tail)

    def of(self, diagnostic: Diagnostic, excerpt: str | None) -> Iterator[Span]:
        """Yield the block of a finding."""
        code, message, place, severity, expected, suggestion, _ = diagnostic
        where = "".join(f":{number}" for number in (place.line, place.column) if number)
        yield Span(self._name(place.file) + where, "place")
        yield from self._head(code, severity)
        margin = " " * max(len(str(place.line or "")) + 2, 5)
        if excerpt is None:
            yield Span(f"{margin} {self._shown(message)}\n", severity.value)
        else:
            yield from _excerpt(diagnostic, excerpt, margin, self._shown(message))
        yield from self._tail(code, expected, suggestion, margin)


def _head(code: str, severity: Severity) -> tuple[Span, ...]:
    """Return what stands behind the place."""
    return (
        Span(": "),
        Span(severity.value, severity.value),
        Span(f" {code}", "code"),
        Span(f" {RULES[code].slug}\n"),
    )


def _tail(code: str, expected: str | None, suggestion: str | None, margin: str) -> list[Span]:
    """Return what stands below the message."""
    label = "allowed here: " if code in _OF_CONTENT else "expected: "
    found: list[Span] = []
    for text in (expected and label + expected, suggestion):
        if text:
            found += (Span(f"{margin} = ", "quiet"), Span(f"{_shown(text)}\n"))
    return [*found, Span(f"{margin} = tei-pipeline explain {code}\n\n", "quiet")]


def _excerpt(diagnostic: Diagnostic, line: str, margin: str, message: str) -> Iterator[Span]:
    place = diagnostic.location
    shown_line, column = _window(line, place.column or 1)
    length = max((place.end_column or 0) - (place.column or 1), 1)
    length = min(length, max(len(shown_line) - column + 1, 1))
    yield Span(f"{margin} │\n", "quiet")
    yield Span(f"{place.line!s:>{len(margin)}} │ ", "quiet")
    yield Span(f"{_CONTROLS.sub(_REPLACED, shown_line)}\n")
    yield Span(f"{margin} │ ", "quiet")
    mark = " " * (column - 1) + "^" * length
    yield Span(f"{mark} {message}\n", diagnostic.severity.value)


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around ``column``, and the column within that part."""
    line = line.replace("\t", " ")
    start = max(0, column - 1 - _WIDTH // 3) if len(line) > _WIDTH else 0
    stop = start + _WIDTH
    head, tail = "…" if start else "", "…" if stop < len(line) else ""
    return head + line[start:stop].rstrip() + tail, column - start + len(head)


def _times(report: Report, folder: Path) -> Iterator[Span]:
    """Yield a table of the rules that took longest."""
    if not report.times:
        return
    whole = sum(one.seconds for one in report.times) or 1.0
    yield Span("   seconds  share      nodes  rule\n", "quiet")
    for one in report.times[:_MOST_TIMES]:
        share = f"{one.seconds / whole:>6.0%}"
        where = f"{shown(one.file, folder)}:{one.line or ''}".rstrip(":")
        yield Span(f"{one.seconds:>10.3f} {share} {one.nodes:>10,}  {_cut(one.rule)} ")
        yield Span(f"({where})\n", "quiet")
    if len(report.times) > _MOST_TIMES:
        rest = sum(one.seconds for one in report.times[_MOST_TIMES:])
        count = _counted(len(report.times) - _MOST_TIMES, "rule")
        yield Span(f"{rest:>10.3f} {rest / whole:>6.0%}             {count} more\n", "quiet")
    yield Span("\n")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_RULE else f"{text[:_LONGEST_RULE]}…"


def _judges(report: Report) -> Iterator[Span]:
    """Yield which schemas judged which files, where that is not the same for all."""
    sets = Counter(chosen for chosen in report.schemas.values() if chosen)
    if len(sets) < 2 and all(one.by not in _OWN for chosen in sets for one in chosen):
        return
    for chosen, count in sets.items():
        names = ", ".join(f"{one.name} ({one.by})" for one in chosen)
        yield Span(f"{_counted(count, 'file')} judged by {names}\n", "quiet")


def _summary(report: Report) -> Iterator[Span]:
    files = _counted(len({*report.files, *report.included}), "file")
    errors, warnings = report.number_of(Severity.ERROR), report.number_of(Severity.WARNING)
    if errors or warnings:
        style = "error" if errors else "warning"
        yield Span(f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}", style)
        yield Span(f" in {report.files_with_findings} of {files}")
    else:
        yield Span("no findings", "good")
        yield Span(f" in {files}")
    judges = f" · {', '.join(report.judges)}" if report.judges else ""
    yield Span(f"{judges} · {report.seconds:.1f} s\n", "quiet")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
