"""The table by clause names tests that there are."""

import ast
import re
from pathlib import Path

from tests.oracles import ROOT

TABLE = re.compile(r"^\| (.+?) \| (`test_.+`) \|$", re.MULTILINE)
HERE = Path(__file__).parent


def test_every_clause_names_tests_that_there_are() -> None:
    rows = TABLE.findall((ROOT / "docs" / "dts.md").read_text(encoding="utf-8"))
    assert len(rows) > 30
    assert len({clause for clause, _ in rows}) == len(rows)
    for clause, tests in rows:
        for name in tests.split(", "):
            file, _, function = name.strip("`").partition("::")
            tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
            known = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
            assert function in known, clause
