"""The ISO Schematron conformance suite, read from the shared material."""

import os
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.document import load
from tei_pipeline.errors import SchemaError
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators import Context
from tei_pipeline.validators.schematron import SchematronValidator
from tests.oracles import ROOT, shared

SHARED = Path(os.environ.get("TEI_PIPELINE_SHARED", ROOT.parent / "shared"))
SUITE = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"
NOT_HELD = {
    "let-scope-pattern-01": "contradicts let-name-collision-error-05 and -06, which are held",
    "let-value-element-content-01": "its first schema asks for html:p in a document without it",
}


def cases() -> list[Path]:
    folder = SHARED / "suites/schematron/tests"
    return sorted(folder.rglob("*.xml")) or [folder / "core/missing.xml"]


def written(element: etree._Element, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(etree.tostring(element, encoding="unicode", with_tail=False), encoding="utf-8")
    return path


def verdict(schema: Path, phase: str | None, document: Path) -> str:
    validator = SchematronValidator(Saxon(), schema, phase)
    context = Context(document.parent, {}, frozenset(), complete=False)
    try:
        codes = {found.code for found in validator.check(load(document), context)}
    except SchemaError:
        return "error"
    return "error" if codes & {"TPS202", "TPS901"} else "invalid" if codes else "valid"


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_the_verdict_is_that_of_the_standard(path: Path, tmp_path: Path) -> None:
    case = etree.parse(shared("suites/schematron/tests") / path.parent.name / path.name).getroot()
    for file in case.find(f"{SUITE}documents"):  # type: ignore[union-attr]
        written(file[0], tmp_path / file.get("filename", ""))
    primary = case.find(f"{SUITE}documents/{SUITE}primary")
    assert primary is not None
    schemas = case.find(f"{SUITE}schemas")
    assert schemas is not None
    found = {
        verdict(
            written(schema, tmp_path / "schema.sch"),
            schemas.get("phase"),
            tmp_path / primary.get("filename", ""),
        )
        for schema in schemas.iterchildren(etree.Element)
    }
    if path.stem in NOT_HELD:
        assert found != {case.get("expect")}, f"now held, take it off the list: {path.stem}"
        pytest.skip(NOT_HELD[path.stem])
    assert found == {case.get("expect")}
