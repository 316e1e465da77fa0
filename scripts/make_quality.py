"""Measure the quality of findings and write ``docs/quality.md``; needs Java and ``../shared``.

Run as ``python -m scripts.make_quality``; it takes a few minutes.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.oracles import ROOT
from tests.relaxng.mutants import Mutant, mutants
from tests.relaxng.quality import Finding, Judged, row, written
from tests.relaxng.quality_material import real
from tests.relaxng.quality_others import (
    SECONDS,
    by_libxml2,
    by_xmlschema,
    faulty,
    xsd_sources,
    xsd_vocabulary,
)
from tests.relaxng.quality_ours import Ours, by_our_xsd
from tests.relaxng.quality_page import (
    JING,
    LIBXML2,
    OUR_XSD,
    OURS,
    XMLSCHEMA,
    Measured,
    page,
)

from tei_pipeline.files import write_atomically

PAGE = ROOT / "docs/quality.md"
OF_EACH_KIND_FOR_XSD = 10


def main() -> None:
    """Write the page."""
    write_atomically(PAGE, page(measured()).encode())
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


def measured() -> Measured:
    """Judge all mutants by all engines."""
    every, jings = real()
    faults = [number for number, found in enumerate(jings) if found]
    wrong = [every[number] for number in faults]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = Ours(folder / "cache")
        told = ours.findings(every)
        judged = _judged(wrong, [told[number] for number in faults])
        libxml2 = by_libxml2(wrong, written(wrong, folder))
        xsd = _by_xsd(folder)
    mends = [true for mutant in wrong for _, true in ours.mends(mutant.source.schema, mutant.text)]
    ended = [
        (mutant, found) for mutant, found in zip(wrong, libxml2, strict=True) if found is not None
    ]
    return Measured(
        sources=len({mutant.source.name for mutant in every}),
        schemas=len({mutant.source.schema for mutant in every}),
        mutants=len(every),
        same=sum(bool(one) == bool(other) for one, other in zip(told, jings, strict=True)),
        ours=judged,
        engines=[
            row(OURS, judged),
            row(JING, _judged(wrong, [jings[number] for number in faults])),
            row(LIBXML2, [Judged(mutant, found) for mutant, found in ended]),
        ],
        xsd=[row(name, found) for name, found in xsd.items()],
        xsd_sources=len(xsd_sources()),
        mends=len(mends),
        true=sum(mends),
        seconds=SECONDS,
    )


def _by_xsd(folder: Path) -> dict[str, list[Judged]]:
    made = [
        mutant
        for source in xsd_sources()
        for mutant in mutants(source, xsd_vocabulary(source.schema), OF_EACH_KIND_FOR_XSD)
        if not mutant.kind.startswith("id")
    ]
    wrong = faulty(made)
    return {
        OUR_XSD: _judged(wrong, by_our_xsd(wrong, folder / "cache")),
        XMLSCHEMA: _judged(wrong, by_xmlschema(wrong)),
    }


def _judged(made: Sequence[Mutant], found: Sequence[tuple[Finding, ...]]) -> list[Judged]:
    return [Judged(mutant, findings) for mutant, findings in zip(made, found, strict=True)]


if __name__ == "__main__":
    main()
