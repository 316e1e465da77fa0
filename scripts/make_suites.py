"""Run the conformance suites and the comparison with jing, and write ``docs/suites.md``.

Run as ``python -m scripts.make_suites``; it needs Java and ``../shared``, and takes some minutes.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from tests.oracles import ROOT, shared
from tests.relaxng import suite, test_compact_suite
from tests.relaxng.comparison import Comparison, rows
from tests.relaxng.trees import tree
from tests.schematron.suite import Score, score

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.files import write_atomically
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.load import load_grammar
from tei_pipeline.relaxng.xml_syntax import read_xml

PAGE = ROOT / "docs/suites.md"
HEAD = """# Suites and oracles

Made by `python -m scripts.make_suites`; the tests hold the same on every run.

| suite | cases | held |
|---|---:|---:|
"""
WITH_JING = """
## RELAX NG beside jing

Real documents, each judged by every schema. *Same verdict*: valid or not by both. *Elements*: those
on which jing reports something, and how many of them have a finding of ours. jing's messages that
only repeat another one, at an element that they are not about, are not counted as elements.

| schema | documents | same verdict | jing's elements | ours too | share | jing says | we say |
|---|---:|---:|---:|---:|---:|---:|---:|
"""


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as name:
        text = "".join(_page(Path(name)))
    write_atomically(PAGE, text.encode())
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


def _page(folder: Path) -> Iterator[str]:
    yield HEAD
    held, cases = specification(folder / "specification")
    yield f"| RELAX NG, the specification's (`spectest.xml`) | {cases} | {held} |\n"
    held, cases = compact(folder / "compact")
    yield f"| RELAX NG, compact syntax (`compacttest.xml`) | {cases} | {held} |\n"
    schematron = score(shared("suites/schematron"))
    yield f"| ISO Schematron (conformance suite) | {schematron.cases} | {schematron.held} |\n"
    yield from _exceptions(schematron)
    yield WITH_JING
    yield from _compared(Cache(folder / "cache"))


def specification(folder: Path) -> tuple[int, int]:
    """Return how many cases of the specification's suite are held, and of how many."""
    cases = list(suite.cases())
    return sum(_holds(case, folder / str(n)) for n, case in enumerate(cases)), len(cases)


def _holds(case: suite.Case, folder: Path) -> bool:
    try:
        engine = load_grammar(case.written(folder), local_file, Cache(folder / "cache")).engine
    except SchemaError:
        return not case.correct
    return case.correct and all(
        (not engine.judge_bytes(document)) == valid
        and (not engine.judge_tree(etree.fromstring(document))) == valid
        for valid, document in case.documents
    )


def compact(folder: Path) -> tuple[int, int]:
    """Return how many cases of the compact syntax's suite are held, and of how many."""
    folder.mkdir(parents=True)
    cases = list(test_compact_suite.cases())
    return sum(_compact_holds(case, folder) for case in cases), len(cases)


def _compact_holds(case: test_compact_suite.Case, folder: Path) -> bool:
    ours, twin = test_compact_suite.written(case, folder / str(case.line))
    found = test_compact_suite.found(ours)
    if case.xml is None:
        return isinstance(found, str)
    same = tree(read_compact(ours, ours.read_bytes())) == tree(read_xml(twin, twin.read_bytes()))
    return same and found == test_compact_suite.found(twin)


def _exceptions(schematron: Score) -> Iterator[str]:
    if schematron.exceptions:
        yield "\nNot held, each with the clause that contradicts the case:\n\n"
        for name, reason in schematron.exceptions.items():
            yield f"- `{name}`: {reason}\n"


def _compared(cache: Cache) -> Iterator[str]:
    every: dict[str, Comparison] = {}
    total = Comparison()
    for schema, _, one in rows(cache):
        every.setdefault(schema, Comparison()).add(one)
        total.add(one)
    for schema, one in [*every.items(), ("**all**", total)]:
        figures = (one.documents, one.verdicts, one.elements, one.shared)
        cells = " | ".join(f"{figure:,}" for figure in figures)
        yield f"| {schema} | {cells} | {one.share:.2%} | {one.jings:,} | {one.ours:,} |\n"
    if total.causes:
        causes = ", ".join(f"{count} {cause}" for cause, count in total.causes.most_common())
        yield f"\nElements that only jing names, by the kind of its message: {causes}.\n"


if __name__ == "__main__":
    main()
