"""The tables of documents by clause, and whether the tests that they name are there."""

import ast
import re
from pathlib import Path

from tests.oracles import ROOT

_TABLE = re.compile(r"^\| (.+?) \| (`test_.+`) \|$", re.MULTILINE)


def rows(page: str) -> list[tuple[str, str]]:
    """Return clauses with their tests, from a page of the documentation."""
    return _TABLE.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def check(page: str, folder: Path) -> None:
    """Assert that no clause stands twice, and that a folder has all tests that are named."""
    found = rows(page)
    assert len({clause for clause, _ in found}) == len(found)
    for clause, tests in found:
        for name in tests.split(", "):
            file, _, function = name.strip("`").partition("::")
            tree = ast.parse((folder / file).read_text(encoding="utf-8"))
            known = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
            assert function in known, clause
