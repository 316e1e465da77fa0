"""The page ``docs/quality.md``: the measures of ``quality`` as tables, in plain words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.relaxng.mutants import KINDS, SEED
from tests.relaxng.quality import Judged, Row, row

OURS, JING, LIBXML2 = "tei-pipeline", "jing", "libxml2"
OUR_XSD, XMLSCHEMA = "tei-pipeline, XSD", "xmlschema, XSD"
HEAD = (
    "| | faults | found | line | element | findings a fault | right name or value |\n"
    "|---|---:|---:|---:|---:|---:|---:|"
)
_TEXT = """\
# How good the findings are

Documents with one known mistake each are judged, and the findings are compared with the mistake.
This page is made by `python -m scripts.make_quality`; the tests measure anew and hold it to the
figures.

## What is measured

{sources} documents, cut to a moderate size and valid for their schema ({schemas} RELAX NG schemas,
most of them TEI), became {mutants:,} documents by one random change each (seed {seed}): a name or a
value misspelt, an element deleted, put in, moved or renamed, an attribute put in or taken away,
text put in where none was, an id used twice. On {same:,} of them our verdict is jing's. By jing
{faults:,} are no longer valid; of these the tables tell.

- **found**: there is a finding at all.
- **line**: a finding stands on a line of the start tag (or attribute, or words) that was changed.
  Where something was deleted, that is the tag that now stands in its place, or the start tag of the
  element that it stood in; where something was moved, its old or its new place. jing and libxml2
  see a start tag where it ends, which is another line where its attributes fill several.
- **element**: a finding is about the element that was changed; where something was deleted, about
  the one that it stood in or the one that follows.
- **findings a fault**: one would be best: each more is one that goes when another is mended.
- **right name or value**: what was there before is among the (at most three) that the finding
  proposes. Counted where it can be known: misspelt names and values, and what was deleted or taken
  away ({with_right:,} of the faults). A name in whose place a quite different one was put leaves
  nothing to go by and is not counted.

## RELAX NG

{engines}

libxml2 has no time limit of its own and was given {seconds} seconds a schema.

## Ours by kind of mistake

{kinds}

A name in place of another that also exists makes the most findings: what the element holds is then
judged by the wrong declaration, and all of it may be wrong there.

## Mends

A mend is offered only where it was tried, by the states of the schema's automaton. Of the {mends:,}
that were offered, {true:,} were true when they were made in the document and the whole of it was
judged again: the finding was gone, and no other had come.

## XSD

No XSD of TEI is at hand, so these mutants are of {xsd_sources} documents of this project, which are
valid for `schema/edition.xsd`. Ids are left out: the pointers validator reports them.

{xsd}
"""


@dataclass(frozen=True)
class Measured:
    """All that the page tells.

    ``same`` is the number of mutants on which our verdict is jing's; ``engines`` and ``xsd`` are
    the rows of the two tables of engines.
    """

    sources: int
    schemas: int
    mutants: int
    same: int
    ours: Sequence[Judged]
    engines: Sequence[Row]
    xsd: Sequence[Row]
    xsd_sources: int
    mends: int
    true: int
    seconds: int


def page(measured: Measured) -> str:
    """Return the page."""
    ours = row(OURS, measured.ours)
    return _TEXT.format(
        sources=measured.sources,
        schemas=measured.schemas,
        mutants=measured.mutants,
        same=measured.same,
        seed=SEED,
        faults=ours.faults,
        with_right=ours.with_right,
        engines=table(measured.engines),
        seconds=measured.seconds,
        kinds=table([*by_kind(measured.ours), row("all", measured.ours)]),
        mends=measured.mends,
        true=measured.true,
        xsd_sources=measured.xsd_sources,
        xsd=table(measured.xsd),
    )


def by_kind(judged: Iterable[Judged]) -> list[Row]:
    """Return our measures by the kind of the mistake."""
    every = list(judged)
    kinds = [kind for kind in KINDS if any(one.mutant.kind == kind for one in every)]
    return [row(kind, (one for one in every if one.mutant.kind == kind)) for kind in kinds]


def table(rows: Sequence[Row]) -> str:
    """Return rows as a table."""
    return "\n".join([HEAD, *map(_line, rows)])


def _line(measures: Row) -> str:
    found, line, element, findings, right = measures.shares()
    cells = [
        measures.engine,
        f"{measures.faults:,}",
        *(f"{share:.1%}" for share in (found, line, element)),
        f"{findings:.2f}",
        f"{right:.1%}" if measures.with_right else "–",
    ]
    return f"| {' | '.join(cells)} |"


def figures(text: str) -> dict[str, tuple[float, ...]]:
    """Return the figures of the lines of a page's tables, by their first cells."""
    found: dict[str, tuple[float, ...]] = {}
    for cells in re.findall(r"^\| ([^|]+) \| (\d.*) \|$", text, flags=re.MULTILINE):
        name, rest = cells
        numbers = [cell.strip().rstrip("%").replace(",", "") for cell in rest.split("|")]
        found[name.strip()] = tuple(float(number) for number in numbers if number != "–")
    return found
