"""What a schema's rules say of a document, as findings with their places."""

import re
from collections.abc import Iterator

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.document import Document
from tei_pipeline.rules import RULES
from tei_pipeline.validators.schematron.files import Files
from tei_pipeline.validators.schematron.marks import REPORT
from tei_pipeline.validators.schematron.nodes import Nodes, file_of
from tei_pipeline.validators.schematron.runs import Outcome, Stopped
from tei_pipeline.validators.schematron.source import Source

SEVERITIES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "critical": Severity.ERROR,
    "err": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "caution": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "non-fatal": Severity.WARNING,
    "information": Severity.INFO,
    "informational": Severity.INFO,
    "info": Severity.INFO,
    "hint": Severity.INFO,
    "note": Severity.INFO,
    "notice": Severity.INFO,
}
"""What ``severity``, ``role`` and ``flag`` may say, in any case; else a failure is an error."""

_SHUT = re.compile(r"has been (?:prohibited|disallowed)")  # Saxon's words for what is shut
_LONGEST = 1_000  # characters of a message: a value that a rule shows may be a whole document
_ALLOWED = (
    "a schema may read XML with doc() from below the folders of project, schema and document,"
    " and no other file"
)


class Findings:
    """Makes findings of what the rules of one schema say of one document."""

    def __init__(
        self, source: Source, files: Files, document: Document, *, paths: bool = True
    ) -> None:
        self._source = source
        self._files = files
        self._document = document
        self._paths = paths
        self._nodes: dict[str | None, Nodes] = {}
        self._seen: set[str] = set()

    def all(self, outcome: Outcome) -> Iterator[Diagnostic]:
        """Yield the findings: failures, then rules that could not be run."""
        places = ("0", *(_place(said) for report in outcome.reports for said in report))
        self._nodes[None] = Nodes(self._document, places, paths=self._paths)
        for report in outcome.reports:
            for failure in _by_pattern(report, "failure"):
                yield self._failure(failure)
        for at, code, why in outcome.broken:
            yield from self._broken(at, code, why, None)
        for report in outcome.reports:
            for broken in _by_pattern(report, "broken"):
                place = broken.get("place")
                yield from self._broken(
                    broken.get("at", ""), broken.get("code", ""), _text(broken), place
                )
        for stopped in outcome.stopped:
            if stopped.timed_out:
                yield self._unended(stopped)
            else:
                yield from self._broken(stopped.rule.at, "", stopped.why, None)

    def _failure(self, failure: etree._Element) -> Diagnostic:
        rule = RULES.get(failure.get("assert", ""))
        notes = {str(note.get("id")): _text(note) for note in failure if note.get("id")}
        words = _ending(notes, "-words")
        said = (SEVERITIES.get(role.lower()) for role in failure.get("role", "").split())
        return Diagnostic(
            code=rule.code if rule else "TPS201",
            message=_text(failure[0]) if rule else self._foreign_message(failure),
            location=self._location(_place(failure), words),
            severity=next(filter(None, said), rule.severity if rule else Severity.ERROR),
            expected=_ending(notes, "-expected"),
            suggestion=_ending(notes, "-mend") or _other(notes),
        )

    def _foreign_message(self, failure: etree._Element) -> str:
        name = failure.get("assert")
        place = self._place_in_schema(failure.get("at", ""), "rule")
        rule = f"rule {name} of {self._source.path.name}" if name else f"the {place}"
        return f"{_text(failure[0]) or 'the rule does not hold'} ({rule})"

    def _broken(self, at: str, code: str, why: str, place: str | None) -> Iterator[Diagnostic]:
        if at in self._seen:  # once for each document, not for each of its nodes
            return
        self._seen.add(at)
        reads = code == "unread" or _SHUT.search(why) is not None
        why = _cut(why)
        reason = f"{why} ({code})" if code else why
        if reads:
            reason = why if code == "unread" else f"it reads a file, which a schema may not ({why})"
        for uri, refused in self._files.refused.items():
            if code == "unread" and uri in why:
                reason = f"{why}: {refused}"
        yield Diagnostic(
            "TPS202",
            f"the {self._place_in_schema(at, 'rule')} could not be run here: {reason}",
            self._location(place, None),
            RULES["TPS202"].severity,
            expected=_ALLOWED if reads else "a rule that can be computed for every node it judges",
            suggestion="mend the expression in the schema; the other rules were run",
        )

    def _unended(self, stopped: Stopped) -> Diagnostic:
        context = " ".join(stopped.rule.context.split())
        rule = self._place_in_schema(stopped.rule.at, f"rule for {context}")
        return Diagnostic(
            "TPS203",
            f"the {rule} did not end: {stopped.why}",
            self._location("0", None),
            RULES["TPS203"].severity,
            expected="a rule that ends",
            suggestion="mend the rule; the other rules were run",
        )

    def _place_in_schema(self, at: str, what: str) -> str:
        path, line = self._source.place(at)
        return f"{what} in line {line} of {path.name}" if line else f"{what} of {path.name}"

    def _location(self, place: str | None, words: str | None) -> Location:
        place = place or "0"
        uri = file_of(place)
        if uri not in self._nodes:
            other = self._files.document(uri or "")
            self._nodes[uri] = Nodes(other or self._document)
        return self._nodes[uri].location(place, words)


def _place(said: etree._Element) -> str:
    return said.get("subject") or said.get("place") or "0"


def _by_pattern(report: etree._Element, kind: str) -> list[etree._Element]:
    """Return what a report says, pattern by pattern: several are judged in one walk."""
    said = report.iterchildren(f"{{{REPORT}}}{kind}")
    return sorted(said, key=lambda one: int(one.get("pattern") or 0))


def _text(element: etree._Element) -> str:
    # Not str.split(), to which a no-break space is white space too: it may be what is meant.
    text = " ".join(re.split(r"[ \t\r\n]+", "".join(map(str, element.itertext())))).strip(" ")
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _ending(notes: dict[str, str], ending: str) -> str | None:
    return next((text for name, text in notes.items() if name.endswith(ending)), None) or None


def _other(notes: dict[str, str]) -> str | None:
    known = ("-expected", "-mend", "-words")
    return " ".join(text for name, text in notes.items() if not name.endswith(known)) or None
