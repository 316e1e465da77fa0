"""How good findings are: measured on mutants, whose causes are known, for any engine.

A mutant counts where jing finds it invalid. Of each:

- *found*: there is a finding at all;
- *line*: a finding stands on a line of the cause. The cause is the start tag of the changed element
  (all its lines, if it has several), the changed attribute, or the words that were put in. Where
  something was deleted, it is the place where it stood (the tag that now follows) or the start tag
  of the element that it stood in; where something was moved, its old place or its new one;
- *element*: a finding is about the changed element; where something was deleted, about the one that
  it stood in or the one that follows; where words were put in, about the one they stand in;
- *findings*: how many findings there are for the one fault;
- *right*: the name or value that was there before is among what the finding proposes, which may be
  three names at most: a list of everything that is allowed proposes nothing. Only mutants count
  where what was there can be known from what is left: misspelt names and values, and what was
  deleted.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.relaxng import jing
from tests.relaxng.mutants import Mutant
from tests.relaxng.tags import Tag, Tags

_QUOTED = re.compile(r'"([^"]*)"')
MOST_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What an engine says: the line, the start tag of the element, and what it proposes."""

    line: int
    element: int | None
    proposed: str = ""


@dataclass(frozen=True)
class Judged:
    """A mutant with the findings of one engine."""

    mutant: Mutant
    findings: tuple[Finding, ...]

    @cached_property
    def line(self) -> bool:
        tags = self.mutant.tags
        lines = [
            range(tags.place(start)[0], tags.place(max(start, end - 1))[0] + 1)
            for start, end in self.mutant.places
        ]
        return any(finding.line in some for finding in self.findings for some in lines)

    @cached_property
    def element(self) -> bool:
        return any(finding.element in self.mutant.causes for finding in self.findings)

    @cached_property
    def right(self) -> bool:
        wanted = rf"(?<![\w.-]){re.escape(self.mutant.right or '')}(?![\w.-])"
        return any(re.search(wanted, finding.proposed) for finding in self.findings)


@dataclass(frozen=True)
class Row:
    """What the measures come to over many mutants."""

    engine: str
    faults: int
    found: int
    line: int
    element: int
    findings: int
    with_right: int
    right: int

    def shares(self) -> tuple[float, float, float, float, float]:
        """Return the shares of found, line, element and right, with the findings a fault."""
        every, with_right = max(self.faults, 1), max(self.with_right, 1)
        return (
            self.found / every,
            self.line / every,
            self.element / every,
            self.findings / max(self.found, 1),
            self.right / with_right,
        )


def row(engine: str, judged: Iterable[Judged]) -> Row:
    """Return the measures of one engine."""
    every = list(judged)
    with_right = [one for one in every if one.mutant.right is not None]
    return Row(
        engine,
        len(every),
        sum(bool(one.findings) for one in every),
        sum(one.line for one in every),
        sum(one.element for one in every),
        sum(len(one.findings) for one in every),
        len(with_right),
        sum(one.right for one in with_right),
    )


def written(mutants: Sequence[Mutant], folder: Path) -> list[Path]:
    """Write mutants as files, and return these in their order."""
    files = [folder / f"{number:05}.xml" for number in range(len(mutants))]
    for mutant, file in zip(mutants, files, strict=True):
        file.write_text(mutant.text, encoding="utf-8", newline="")
    return files


def by_jing(mutants: Sequence[Mutant], files: Sequence[Path]) -> list[tuple[Finding, ...]]:
    """Return jing's findings on mutants, a process for each schema."""
    found: dict[Path, tuple[jing.Message, ...]] = {}
    for schema in dict.fromkeys(mutant.source.schema for mutant in mutants):
        pairs = zip(mutants, files, strict=True)
        found |= jing.judge(
            schema, [file for mutant, file in pairs if mutant.source.schema == schema]
        )
    return [
        tuple(_of_jing(message, mutant.tags) for message in found[file])
        for mutant, file in zip(mutants, files, strict=True)
    ]


def _of_jing(message: jing.Message, tags: Tags) -> Finding:
    tag = jing.element(message, tags)
    return Finding(message.line, start_of(tag), _proposed(message.text))


def _proposed(text: str) -> str:
    """Return what a message of jing proposes, unless it lists too much."""
    after = re.split(r"; (?:expected|must be)|; missing|missing required", text, maxsplit=1)
    names = _QUOTED.findall(after[1]) if len(after) > 1 else []
    return " ".join(names) if len(names) <= MOST_PROPOSED else ""


def start_of(tag: Tag | None) -> int | None:
    """Return where an element's start tag begins."""
    return None if tag is None else tag.start
