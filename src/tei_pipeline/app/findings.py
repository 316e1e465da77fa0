"""The findings of a run: in the order in which they are reported, each of them once.

Judges nothing, and writes no report.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.app.judging import Judged, Spot, spot
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.rules import RULES


class Finding(NamedTuple):
    """A finding, and what the report says of it where it is in a form.

    ``order`` is the place of the finding in the report.
    """

    order: tuple[str, int, int, str, str]
    diagnostic: Diagnostic
    entry: bytes


def findings(diagnostics: Iterable[Diagnostic], entries: Sequence[bytes]) -> Iterator[Finding]:
    """Yield diagnostics with their entries, if there are any."""
    for diagnostic, entry in zip(diagnostics, entries or repeat(b""), strict=False):
        yield Finding(diagnostic.sort_key(), diagnostic, entry)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of the report, those on a schema once: each worker has them."""
    return sorted(_once(found), key=attrgetter("order"))


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    said: set[Diagnostic] = set()
    for one in found:
        if RULES[one.diagnostic.code].unusable:
            if one.diagnostic in said:
                continue
            said.add(one.diagnostic)
        yield one


def new(groups: Iterable[Sequence[Finding]], before: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings of groups that are about nothing that was said before their group."""
    said: set[Spot] | None = None
    for group in groups:
        if said is None:
            said = {spot(one.diagnostic) for one in before}
        yield from (one for one in group if spot(one.diagnostic) not in said)
        said.update(spot(one.diagnostic) for one in group)


def parted(judged: Judged) -> tuple[list[Finding], list[Finding]]:
    """Return the findings on a file or its schemas, and those on files that it includes."""
    found = list(findings(judged.diagnostics, judged.entries))
    if not judged.included:
        return found, []
    included: set[Path] = set(judged.included)
    own = [one for one in found if one.diagnostic.location.file not in included]
    return own, [one for one in found if one.diagnostic.location.file in included]
