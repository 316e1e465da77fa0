"""The ISO Schematron conformance suite, read from the shared material."""

import os
from pathlib import Path

import pytest

from tests.oracles import ROOT, shared
from tests.schematron.suite import NOT_HELD, paths, run, score

SUITE = Path(os.environ.get("TEI_PIPELINE_SHARED", ROOT.parent / "shared")) / "suites/schematron"


@pytest.mark.parametrize("path", paths(SUITE), ids=lambda path: path.stem)
def test_a_case_is_held(path: Path, tmp_path: Path) -> None:
    case = run(path, tmp_path)
    # An exception that is held after all is to be taken off the list.
    assert case.held is (case.name not in NOT_HELD), case


def test_the_score_counts_the_exceptions_with_their_clauses() -> None:
    found = score(shared("suites/schematron"))
    assert (found.held, found.cases) == (48, 50)
    assert found.exceptions == NOT_HELD
