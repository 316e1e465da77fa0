"""The table by clause names tests that there are."""

import ast
import re
from pathlib import Path

from tests.oracles import ROOT

TABLE = re.compile(r"^\| (.+?) \| (`test_.+`) \|$", re.MULTILINE)
CODES = (
    *("badVerb", "badArgument", "badResumptionToken", "cannotDisseminateFormat"),
    *("idDoesNotExist", "noRecordsMatch", "noMetadataFormats", "noSetHierarchy"),
)
VERBS = (
    *("GetRecord", "Identify", "ListIdentifiers"),
    *("ListMetadataFormats", "ListRecords", "ListSets"),
)
HERE = Path(__file__).parent


def test_every_clause_names_tests_that_there_are() -> None:
    rows = TABLE.findall((ROOT / "docs" / "oai-pmh.md").read_text(encoding="utf-8"))
    assert len(rows) > 40
    assert len({clause for clause, _ in rows}) == len(rows)
    for clause, tests in rows:
        for name in tests.split(", "):
            file, _, function = name.strip("`").partition("::")
            tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
            known = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
            assert function in known, clause


def test_every_verb_and_error_has_a_clause() -> None:
    rows = TABLE.findall((ROOT / "docs" / "oai-pmh.md").read_text(encoding="utf-8"))
    words = {word for clause, _ in rows for word in re.findall(r"\w+", clause)}
    assert words.issuperset({*CODES, *VERBS})
