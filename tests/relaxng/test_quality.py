"""The quality of our findings on mutants, whose causes are known, and the page that tells of it."""

from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tests.oracles import ROOT, program
from tests.relaxng.grammars import Documents, Schemas
from tests.relaxng.grammars import written as schema_text
from tests.relaxng.material import vocabulary
from tests.relaxng.mutants import Mutant, mutants
from tests.relaxng.mutants_small import small_sources
from tests.relaxng.quality import Finding, Judged, Row, by_jing, row, written
from tests.relaxng.quality_material import real
from tests.relaxng.quality_others import (
    by_libxml2,
    by_xmlschema,
    faulty,
    xsd_sources,
    xsd_vocabulary,
)
from tests.relaxng.quality_ours import Ours
from tests.relaxng.quality_page import (
    HEAD,
    JING,
    LIBXML2,
    OUR_XSD,
    OURS,
    XMLSCHEMA,
    by_kind,
    figures,
)

PAGE = ROOT / "docs/quality.md"
LINE, ELEMENT, FINDINGS, RIGHT = 0.99, 0.97, 1.2, 0.8
SEEDS, DOCUMENTS = 40, 10
DRIFT = 1.0
"""So many percent points the page may be old."""


def judged(every: list[Mutant], jings: list[tuple[Finding, ...]], ours: Ours) -> list[Judged]:
    """Return the mutants that are faults, with our findings."""
    wrong = [mutant for mutant, found in zip(every, jings, strict=True) if found]
    return [
        Judged(mutant, found) for mutant, found in zip(wrong, ours.findings(wrong), strict=True)
    ]


def assert_good(measures: Row) -> None:
    found, line, element, findings, right = measures.shares()
    assert found == 1
    assert line >= LINE
    assert element >= ELEMENT
    assert findings <= FINDINGS
    assert right >= RIGHT


def untrue(found: list[Judged], ours: Ours) -> list[tuple[str, str | None]]:
    return [
        (diagnostic.message, diagnostic.suggestion)
        for one in found
        for diagnostic, true in ours.mends(one.mutant.source.schema, one.mutant.text)
        if not true
    ]


def test_findings_on_our_own_documents_are_good_and_their_mends_true(tmp_path: Path) -> None:
    program("java")
    every = [
        one
        for source in small_sources(tmp_path)
        for one in mutants(source, vocabulary(source.schema), 15)
    ]
    jings = by_jing(every, written(every, tmp_path))
    ours = Ours(tmp_path / "cache")
    found = judged(every, jings, ours)
    assert_good(row("small", found))
    assert untrue(found, ours) == []


def test_findings_on_real_documents_are_good_and_their_mends_true(tmp_path: Path) -> None:
    program("java")
    every, jings = real()
    ours = Ours(tmp_path / "cache")
    found = judged(every, jings, ours)
    measures = row(OURS, found)
    assert_good(measures)
    assert untrue(found, ours) == []
    wrong = [Judged(m, f) for m, f in zip(every, jings, strict=True) if f]
    assert row(JING, wrong).shares() < measures.shares()
    told = figures(PAGE.read_text(encoding="utf-8"))
    for one in (measures, *by_kind(found)):
        new = [100 * share for share in one.shares()[:3]]
        assert told[one.engine][1:4] == pytest.approx(new, abs=DRIFT), one.engine


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_mends_of_a_random_schema_are_true(seed: int, tmp_path: Path) -> None:
    made = Schemas(seed)
    schema = made.schema()
    documents = Documents(seed, schema, made.files)
    for name, node in {"schema.rng": schema, **made.files}.items():
        (tmp_path / name).write_text(schema_text(node), encoding="utf-8")
    ours = Ours(tmp_path / "cache")
    for _ in range(DOCUMENTS):
        try:
            found = list(ours.mends(tmp_path / "schema.rng", documents.document()))
        except SchemaError:
            return
        assert [diagnostic for diagnostic, true in found if not true] == []


def test_the_page_has_every_engine_and_every_kind() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(HEAD) == 3
    assert {OURS, JING, LIBXML2, OUR_XSD, XMLSCHEMA, "all"} < set(figures(text))


def test_libxml2_is_measured_as_the_others_are(tmp_path: Path) -> None:
    letter = small_sources(tmp_path)[0]
    made = [m for m in mutants(letter, vocabulary(letter.schema), 3) if m.kind == "rename: typo"]
    for mutant, found in zip(made, by_libxml2(made, written(made, tmp_path)), strict=True):
        assert found
        assert Judged(mutant, found).line


def test_an_engine_that_takes_too_long_is_left_out(tmp_path: Path) -> None:
    letter = small_sources(tmp_path)[0]
    made = list(mutants(letter, vocabulary(letter.schema), 1))[:2]
    assert by_libxml2(made, written(made, tmp_path), seconds=0.001) == [None, None]


def test_xmlschema_is_measured_as_the_others_are() -> None:
    source = xsd_sources()[0]
    made = list(mutants(source, xsd_vocabulary(source.schema), 1))
    wrong = [one for one in faulty(made) if one.kind == "attribute: unknown"]
    for mutant, found in zip(wrong, by_xmlschema(wrong), strict=True):
        assert Judged(mutant, found).element
