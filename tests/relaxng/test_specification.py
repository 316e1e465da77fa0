"""The specification's own suite: every case, by verdict on schema and documents, and by section.

What is beside the section that the suite names is listed with the reason.
"""

import re
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.cache import Cache
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import local_file
from tei_pipeline.relaxng.load import load_grammar
from tests.relaxng.suite import Case, cases

_SECTION = re.compile(r"\(RELAX NG, section ([0-9.]+)\)$")
# The section of the suite, a part of our message, and our section with the reason.
_OTHERWISE = (
    (
        "4.17",
        "“start” has no attribute “name”",
        "3",
        "no syntax of the full form has a named start",
    ),
    ("4.18", "refers to itself", "4.19", "parentRef is a ref by then; recursion is barred in 4.19"),
    ("6.2.9", "no type “decimal”", "4.16", "a type must be one of its library's by 4.16"),
    ("6.2.9", "has no parameters", "4.16", "parameters must be the type's by 4.16"),
)


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    return list(cases())


def test_the_suite_is_whole(suite: list[Case]) -> None:
    assert len(suite) == 385
    assert sum(not case.correct for case in suite) == 213
    assert sum(len(case.documents) for case in suite) == 580


def test_every_incorrect_schema_is_refused_by_its_section(
    suite: list[Case], tmp_path: Path
) -> None:
    wrong = []
    for number, case in enumerate(suite):
        if not case.correct:
            told = _refusal(case, tmp_path / str(number))
            if not _is_by_section(told, case.sections):
                wrong.append(f"{case.name}, section {case.sections}: {told}")
    assert not wrong


def _refusal(case: Case, folder: Path) -> str:
    try:
        load_grammar(case.written(folder), local_file, Cache(folder / "cache"))
    except SchemaError as error:
        return error.message if error.path and error.line else f"without place: {error}"
    return "accepted"


def _is_by_section(told: str, sections: tuple[str, ...]) -> bool:
    found = _SECTION.search(told)
    if found is None:
        return False
    ours = found[1]
    if any(ours == one or ours.startswith(f"{one}.") for one in sections):
        return True
    return any(
        one in sections and part in told and ours == other for one, part, other, _ in _OTHERWISE
    )


def test_every_document_of_a_correct_schema_has_its_verdict(
    suite: list[Case], tmp_path: Path
) -> None:
    wrong = []
    for number, case in enumerate(suite):
        if case.correct:
            folder = tmp_path / str(number)
            engine = load_grammar(case.written(folder), local_file, Cache(folder / "cache")).engine
            for valid, document in case.documents:
                stream = not engine.judge_bytes(document)
                tree = not engine.judge_tree(etree.fromstring(document))
                if (stream, tree) != (valid, valid):
                    wrong.append((case.name, document, valid, stream, tree))
    assert not wrong
