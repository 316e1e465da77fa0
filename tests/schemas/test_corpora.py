"""The choice of schemas for real editions."""

from collections import Counter
from pathlib import Path

import pytest

from tei_pipeline.project import find_project
from tei_pipeline.schemas.find import finder_for
from tei_pipeline.schemas.order import Choices
from tests.oracles import shared

LETTER = (
    "xsd schnitzler-briefe-schema.xsd xsi:schemaLocation",
    "schematron schnitzler-briefe-schematron.sch xml-model",
)
PAGE = (
    "relaxng shelley-godwin-page.rng xml-model",
    "schematron inside shelley-godwin-page.rng xml-model",
)


def counted(folder: Path, pattern: str) -> tuple[Counter[tuple[str, ...]], Counter[str]]:
    project = find_project(folder)
    choices = Choices(project, finder_for(project))
    judges: Counter[tuple[str, ...]] = Counter()
    missing: Counter[str] = Counter()
    for path in sorted(folder.glob(pattern)):
        chosen, unreached = choices.of(path.read_bytes(), path)
        inside = [" inside" if one.embedded else "" for one in chosen]
        shown = zip(chosen, inside, strict=True)
        judges[tuple(f"{one.kind}{where} {one.path.name} {one.by}" for one, where in shown)] += 1
        missing.update(f"{one.code} {one.address}" for one in unreached)
    return judges, missing


@pytest.mark.parametrize(
    ("folder", "pattern", "judges", "missing"),
    [
        (
            "letters",
            "editions/*.xml",
            {LETTER: 149, LETTER[:1]: 1},
            {"TPS902 ../meta/sechnitzler-briefe-schematron.sch": 1},
        ),
        ("manuscripts", "tei/ox/*/*.xml", {PAGE: 134}, {}),
        (
            "manuscripts",
            "tei/ox/*.xml",
            {("relaxng shelley_godwin_odd.rng xml-model",): 1},
            {},
        ),
        ("plays", "*.xml", {(): 9}, {}),
        ("novels", "*.xml", {(): 2}, {"TPS902 ../../Schemas/eltec-1.rng": 2}),
        (
            "critical",
            "**/*.xml",
            {(): 5},
            {
                "TPS902 https://raw.githubusercontent.com/PatristicTextArchive/Schema/master/"
                "tei-pta.rng": 4
            },
        ),
    ],
)
def test_which_schemas_judge(
    folder: str,
    pattern: str,
    judges: dict[tuple[str, ...], int],
    missing: dict[str, int],
) -> None:
    found, not_found = counted(shared(f"corpora/{folder}"), pattern)
    assert found == judges
    assert not_found == missing
