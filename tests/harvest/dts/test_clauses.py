"""The table by clause names tests that there are."""

from pathlib import Path

from tests.harvest.clauses import check, rows


def test_every_clause_names_tests_that_there_are() -> None:
    assert len(rows("dts.md")) > 30
    check("dts.md", Path(__file__).parent)
