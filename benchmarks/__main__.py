"""The one command: ``python -m benchmarks`` prints tables of ratios as Markdown."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks import pages
from benchmarks.cases import FOP, OURS, make_cases
from benchmarks.measure import Case, Measured, measure_all
from benchmarks.places import ROOT, Material
from benchmarks.schemas import JING, LARGE, LETTERS, MANY, ONE


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


@dataclass(frozen=True, slots=True)
class Requirement:
    """``slow`` is to take at least ``times`` as long as ``fast``."""

    slow: str
    fast: str
    times: float


def _times(group: str, times: float) -> Requirement:
    return Requirement(f"{JING} ({group})", f"tei-pipeline ({group})", times)


PREVIEW = "preview"
REQUIRED = (
    Requirement(FOP, OURS, 10),
    _times(ONE, 6),
    _times(MANY, 5),
    _times(LETTERS, 2),
    Requirement(f"tei-pipeline ({LETTERS})", f"{LETTERS}, 2 workers", 1.8),
    Requirement("full SVRL", "tei-pipeline, failures only", 10),
    Requirement(pages.THEIRS, pages.OURS, 7),
)
MEMORY = {f"tei-pipeline ({group})": 300 for group in (MANY, LARGE)}


def verdicts(found: Mapping[str, Measured]) -> Iterator[tuple[str, bool]]:
    """Yield what is to be said of each requirement, and whether it is met."""
    for one in REQUIRED:
        if one.slow in found and one.fast in found:
            ratio = found[one.slow].seconds / found[one.fast].seconds
            met = ratio >= one.times
            said = f"{one.slow}: {ratio:.1f} times {one.fast}; at least {one.times:g}"
            yield f"{said}: {'met' if met else 'NOT met'}.", met
        else:
            yield f"{one.slow} or {one.fast} did not run: nothing to compare.", True
    for name, most in MEMORY.items():
        if name in found:
            met = found[name].megabytes < most
            said = f"{name}: {found[name].megabytes:.0f} MB; less than {most}"
            yield f"{said}: {'met' if met else 'NOT met'}.", met


def _preview() -> int:
    """Measure the preview, which is no command that ends: each edition in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        command = (sys.executable, "-m", "benchmarks.preview")
        for kind in ("sample", "letters"):
            subprocess.run([*command, kind, str(Path(name, kind))], cwd=ROOT, check=True)
    return 0


def main() -> int:
    """Measure, print, and return 1 where a requirement is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="how often each command is run")
    parser.add_argument("--only", default="", help="run only groups whose name begins so")
    arguments = parser.parse_args()
    if arguments.only == PREVIEW:
        return _preview()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        material = Material(folder / "book")
        material.folder.mkdir()
        prepare = (sys.executable, "-m", "benchmarks.material", str(material.folder))
        subprocess.run(prepare, cwd=ROOT, check=True)
        cases = [c for c in make_cases(material, folder) if c.group.startswith(arguments.only)]
        found = measure_all(cases, arguments.runs)
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}; median of {arguments.runs} runs of whole processes."
    )
    print("\n".join(tables(cases, found)))
    print()
    said = list(verdicts({case.name: measured for case, measured in found.items()}))
    print("\n".join(f"- {words}" for words, _ in said))
    return 0 if all(met for _, met in said) else 1


if __name__ == "__main__":
    sys.exit(main())
