"""The table by clause names tests that there are."""

import re
from pathlib import Path

from tests.harvest.clauses import check, rows

CODES = (
    *("badVerb", "badArgument", "badResumptionToken", "cannotDisseminateFormat"),
    *("idDoesNotExist", "noRecordsMatch", "noMetadataFormats", "noSetHierarchy"),
)
VERBS = (
    *("GetRecord", "Identify", "ListIdentifiers"),
    *("ListMetadataFormats", "ListRecords", "ListSets"),
)


def test_every_clause_names_tests_that_there_are() -> None:
    assert len(rows("oai-pmh.md")) > 40
    check("oai-pmh.md", Path(__file__).parent)


def test_every_verb_and_error_has_a_clause() -> None:
    words = {word for clause, _ in rows("oai-pmh.md") for word in re.findall(r"\w+", clause)}
    assert words.issuperset({*CODES, *VERBS})
