"""The one order in which schemas are chosen for a document."""

from pathlib import Path

import pytest

from tei_pipeline.project import find_project
from tei_pipeline.schemas.choice import Chosen, Unreached, named
from tei_pipeline.schemas.find import finder_for
from tei_pipeline.schemas.order import Choices, project_schemas
from tests.schemas.material import RNG, RNG_WITH_RULES, SCH, model, write

NAMES_OWN = model("own.rng", "rng") + "<a/>"
NAMES_NONE = "<a/>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path, a_rng=RNG, b_rng=RNG_WITH_RULES, c_sch=SCH, own_rng=RNG, tei__own_rng=RNG
    )


def choices(folder: Path, settings: str | None, *by_hand: str, phase: str = "") -> Choices:
    if settings is not None:
        (folder / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    project = find_project(folder)
    chosen = named([folder / name for name in by_hand])
    return Choices(project, finder_for(project), chosen, phase or None)


def of(some: Choices, folder: Path, text: str = NAMES_OWN, name: str = "tei/x.xml") -> list[str]:
    chosen, unreached = some.of(text.encode(), folder / name)
    assert unreached == []
    return [f"{c.by}: {c.path.name}{' ' + c.phase if c.phase else ''}" for c in chosen]


def test_the_command_line_stands_before_all(folder: Path) -> None:
    some = choices(folder, '[validation]\nschemas = ["b.rng"]', "a.rng")
    assert of(some, folder) == ["command line: a.rng"]


def test_the_project_file_stands_before_the_document(folder: Path) -> None:
    some = choices(folder, '[validation]\nschemas = ["b.rng", "c.sch"]\nphase = "p"')
    assert of(some, folder) == ["project file: b.rng", "project file: c.sch p"]


def test_the_document_is_followed_where_the_project_file_is_silent(folder: Path) -> None:
    assert of(choices(folder, ""), folder) == ["xml-model: own.rng"]
    assert of(choices(folder, None), folder) == ["xml-model: own.rng"]


def test_the_schemas_of_the_program_judge_an_edition_that_names_none(folder: Path) -> None:
    bundled = ["bundled: edition.xsd", "bundled: edition.sch"]
    assert of(choices(folder, ""), folder, NAMES_NONE) == bundled
    assert of(choices(folder, ""), folder, '<!DOCTYPE a SYSTEM "a.dtd"><a/>') == bundled
    with_phase = choices(folder, '[validation]\nphase = "p"')
    assert of(with_phase, folder, NAMES_NONE) == [bundled[0], f"{bundled[1]} p"]


def test_files_that_lie_in_no_edition_are_judged_by_what_they_name(folder: Path) -> None:
    assert of(choices(folder, None), folder, NAMES_NONE) == []


def test_an_empty_list_means_that_no_schema_judges(folder: Path) -> None:
    assert of(choices(folder, "[validation]\nschemas = []"), folder) == []


def test_nothing_stands_in_for_what_is_not_at_hand(folder: Path) -> None:
    chosen, (unreached,) = choices(folder, "").of(
        (model("none.rng") + "<a/>").encode(), folder / "tei/x.xml"
    )
    assert chosen == []
    assert unreached.code == "TPS902"


TABLES = """
[validation]
schemas = ["a.rng"]
phase = "general"
[[validation.for]]
files = ["tei/letters/**/*.xml"]
schemas = ["b.rng#schematron"]
phase = "letters"
[[validation.for]]
files = ["tei/*.xml", "notes.xml"]
schemas = ["c.sch"]
[[validation.for]]
files = ["tei/**"]
schemas = []
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tei/letters/a.xml", ["project file: b.rng letters"]),
        ("tei/letters/1900/may/a.xml", ["project file: b.rng letters"]),
        ("tei/a.xml", ["project file: c.sch general"]),
        ("notes.xml", ["project file: c.sch general"]),
        ("tei/plays/a.xml", []),
        ("other/a.xml", ["project file: a.rng"]),
    ],
)
def test_the_first_table_that_matches_is_taken(
    folder: Path, name: str, expected: list[str]
) -> None:
    assert of(choices(folder, TABLES), folder, NAMES_OWN, name) == expected


def test_a_table_alone_leaves_the_other_files_to_themselves(folder: Path) -> None:
    some = choices(folder, '[[validation.for]]\nfiles = ["a.xml"]\nschemas = ["a.rng"]')
    assert of(some, folder, name="a.xml") == ["project file: a.rng"]
    assert of(some, folder, name="b.xml") == ["xml-model: own.rng"]


def test_a_phase_of_the_command_line_stands_over_every_other(folder: Path) -> None:
    some = choices(folder, TABLES, phase="mine")
    assert of(some, folder, name="notes.xml") == ["project file: c.sch mine"]
    assert of(some, folder, name="other/a.xml") == ["project file: a.rng"]


@pytest.mark.parametrize(
    ("schemas", "code", "message"),
    [
        ("none.rng", "TPS901", "there is no such schema"),
        ("x.docx", "TPS901", "is no schema that is read"),
        ("https://e.org/a.rng", "TPS902", "is not at hand"),
    ],
)
def test_what_the_project_file_names_in_vain_is_said_and_the_rest_judges(
    folder: Path, schemas: str, code: str, message: str
) -> None:
    (folder / "x.docx").write_bytes(b"PK")
    some = choices(folder, f'[validation]\nschemas = ["{schemas}", "a.rng"]')
    chosen, (unreached,) = some.of(NAMES_OWN.encode(), folder / "tei/x.xml")
    assert [c.path.name for c in chosen] == ["a.rng"]
    assert unreached.code == code
    assert message in unreached.message
    assert unreached.by == "project file"


def test_a_schema_of_the_project_file_may_be_a_public_address(folder: Path) -> None:
    (folder / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="https://e.org/b.rng" uri="b.rng"/></catalog>',
        encoding="utf-8",
    )
    address = "https://e.org/b.rng"
    some = choices(folder, f'[validation]\nschemas = ["{address}", "{address}#schematron"]')
    chosen, _ = some.of(NAMES_OWN.encode(), folder / "x.xml")
    assert [(c.path.name, c.embedded) for c in chosen] == [("b.rng", False), ("b.rng", True)]


def test_what_the_project_file_says_can_be_asked_alone(folder: Path) -> None:
    choices(folder, TABLES)
    project = find_project(folder)
    answer = project_schemas(project, folder / "other.xml", finder_for(project))
    assert answer is not None
    (chosen,), none = answer
    assert isinstance(chosen, Chosen)
    assert none == list[Unreached]()
    choices(folder, "")
    project = find_project(folder)
    assert project_schemas(project, folder / "other.xml", finder_for(project)) is None
