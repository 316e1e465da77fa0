"""The one command: ``python -m benchmarks [--runs N]`` prints tables of ratios as Markdown."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.cases import FOP, OURS, make_cases
from benchmarks.measure import Case, Measured, measure_all
from benchmarks.places import ROOT, Material

REQUIRED = 10


def tables(cases: Sequence[Case], found: Mapping[Case, Measured]) -> Iterator[str]:
    """Yield the lines of a table for each group; times are held to the first of the group."""
    for group, members in groupby(cases, key=lambda case: case.group):
        rows = list(members)
        yield f"\n| {group} | median | shortest – longest | times the first | memory |"
        yield "|---|--:|--:|--:|--:|"
        first = found.get(rows[0])
        for case in rows:
            yield row(case, found.get(case), first)


def row(case: Case, measured: Measured | None, first: Measured | None) -> str:
    """Return one line of a table."""
    if measured is None:
        return f"| {case.name} | {'failed' if case.command else 'not installed'} | | | |"
    ratio = f"{measured.seconds / first.seconds:.1f}" if first else ""
    return (
        f"| {case.name} | {measured.seconds:.3f} s"
        f" | {measured.shortest:.3f} – {measured.longest:.3f} s"
        f" | {ratio} | {measured.megabytes:.0f} MB |"
    )


def verdict(found: Mapping[Case, Measured]) -> tuple[str, bool]:
    """Return what is to be said of FOP against our PDF step, and whether it is as required."""
    by_name = {case.name: measured.seconds for case, measured in found.items()}
    if FOP not in by_name or OURS not in by_name:
        return "FOP or Typst did not run: nothing to compare.", OURS in by_name
    ratio = by_name[FOP] / by_name[OURS]
    met = ratio >= REQUIRED
    said = "met" if met else "NOT met"
    return f"FOP takes {ratio:.1f} times as long as our PDF step; at least {REQUIRED}: {said}.", met


def main() -> int:
    """Measure, print, and return 1 where the PDF step is not as fast as required."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="how often each command is run")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        material = Material(folder / "book")
        material.folder.mkdir()
        prepare = (sys.executable, "-m", "benchmarks.material", str(material.folder))
        subprocess.run(prepare, cwd=ROOT, check=True)
        cases = make_cases(material, folder)
        found = measure_all(cases, runs)
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}; median of {runs} runs of whole processes."
    )
    print("\n".join(tables(cases, found)))
    said, met = verdict(found)
    print(f"\n{said}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
