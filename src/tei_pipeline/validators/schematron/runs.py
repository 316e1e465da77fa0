"""A schema, compiled, on one document: what the report says, also where a rule does not end.

Where a run stops, or takes too long, each rule is run by itself: those that do it are named, what
the others find is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_pipeline.document import Document
from tei_pipeline.errors import StylesheetError
from tei_pipeline.saxon import Node, Parameter, Processor, Transformed, Transformer
from tei_pipeline.saxon_apart import SaxonApart, UnansweredError
from tei_pipeline.validators.schematron.faults import mark_of, parsed, words
from tei_pipeline.validators.schematron.files import Files
from tei_pipeline.validators.schematron.marks import MARK, REPORT, XSLT
from tei_pipeline.validators.schematron.text import saxon_text

_ROUNDS = 8
"""So often files are read that rules ask for: each round may bring names of further ones."""
_SHARE = 6  # of the time for a whole run a single rule may take one part in so many
_UNMATCHED = re.compile(
    r"Warning at char \d+ in xsl:template/@match on line (\d+) column \d+ of \S* ?(\w+)"
    r" An error occurred matching pattern \{.*?\}: (.*?)(?= Warning at |$)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a schema: its number in the stylesheet, its pattern's id, its context and mark."""

    number: int
    pattern: str
    context: str
    at: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """A rule that could not be run to its end, and why."""

    rule: Rule
    why: str
    timed_out: bool


@dataclass(slots=True)
class Outcome:
    """What a schema says of a document: reports, rules that broke, rules that stopped."""

    reports: list[etree._Element] = field(default_factory=list)
    broken: list[tuple[str, str, str]] = field(default_factory=list)
    """Marks, codes and descriptions of variables and contexts that could not be computed."""
    stopped: list[Stopped] = field(default_factory=list)


class Compiled:
    """A schema's stylesheet. Rules that did not end on a document are not run on later ones."""

    def __init__(self, processor: Processor, stylesheet: str, name: str, files: Files) -> None:
        self._processor = processor
        self._tree = parsed(stylesheet)
        self._sheet: Transformer = processor.compile_text(stylesheet, name)
        self._files = files
        self._unending: dict[int, Stopped] = {}
        self.rules = tuple(_rules(self._tree))

    def phase(self, document: Document) -> str:
        """Return the phase that a document asks for, of a stylesheet for ``#ANY``."""
        try:
            made = self._sheet.transform(self._node(document))
        except StylesheetError:
            document.tree  # noqa: B018  # raises what is wrong with a file that is no XML
            raise
        return str(etree.fromstring(made.text.encode()).get("id"))

    def run(self, document: Document, folders: tuple[Path, ...]) -> Outcome:
        """Apply all rules to a document."""
        outcome = Outcome(stopped=list(self._unending.values()))
        wanted = [rule for rule in self.rules if rule.number not in self._unending]
        chosen = "" if not self._unending else " ".join(str(r.number) for r in wanted) or "0"
        try:
            self._read(outcome, self.transform(document, folders, chosen))
        except StylesheetError:
            document.tree  # noqa: B018  # raises what is wrong with a file that is no XML
            for rule in wanted:
                self._run_alone(rule, document, folders, outcome)
        return outcome

    def _run_alone(
        self, rule: Rule, document: Document, folders: tuple[Path, ...], outcome: Outcome
    ) -> None:
        processor = self._processor
        whole = processor.limit if isinstance(processor, SaxonApart) else None
        try:
            if isinstance(processor, SaxonApart):
                processor.limit = max(1.0, processor.limit / _SHARE)
            self._read(outcome, self.transform(document, folders, str(rule.number)))
        except StylesheetError as error:
            timed_out = isinstance(error, UnansweredError) and error.timed_out
            outcome.stopped.append(Stopped(rule, words(error.message), timed_out))
            if timed_out:
                self._unending[rule.number] = outcome.stopped[-1]
        finally:
            if isinstance(processor, SaxonApart) and whole is not None:
                processor.limit = whole

    def transform(
        self, document: Document, folders: tuple[Path, ...], chosen: str, *, count: bool = False
    ) -> Transformed:
        """Run rules, again where they ask for files that had not been read."""
        main = self._node(document)
        known = {uri: self._files.read(uri, folders) for uri in self._files.latest()}
        for _ in range(_ROUNDS):
            documents = {uri: node for uri, node in known.items() if node is not None}
            parameters: dict[str, Parameter] = {f"{{{REPORT}}}run": chosen}
            if count:
                parameters[f"{{{REPORT}}}count"] = True
            if documents:
                parameters[f"{{{REPORT}}}documents"] = documents
            made = self._sheet.transform(main, parameters)
            asked = {m.text[7:] for m in made.messages if m.text.startswith("wanted|")}
            if not asked - set(known):
                break
            known |= {uri: self._files.read(uri, folders) for uri in asked - set(known)}
        return made

    def _node(self, document: Document) -> Node:
        return self._processor.parse_once(
            document, lambda: saxon_text(document), document.path.absolute().as_uri()
        )

    def _read(self, outcome: Outcome, made: Transformed) -> None:
        outcome.reports.append(etree.fromstring(made.text.encode(), _huge()))
        for message in made.messages:
            for line, code, why in _UNMATCHED.findall(message.text):
                outcome.broken.append((mark_of(self._tree, int(line)), code, why.strip()))


def _rules(stylesheet: etree._Element) -> Iterator[Rule]:
    for template in stylesheet.iter(f"{{{XSLT}}}template"):
        number = template.get(f"{{{REPORT}}}rule")
        if number is not None:
            pattern = template.get(f"{{{REPORT}}}pattern", "")
            yield Rule(int(number), pattern, template.get("match", ""), template.get(MARK, ""))


def _huge() -> etree.XMLParser:
    return etree.XMLParser(huge_tree=True, resolve_entities=False)
