"""Schemas that are named together: of different namespaces they are one set."""

from pathlib import Path

from tei_pipeline.schemas.choice import COMMAND_LINE, PROJECT_FILE, Chosen
from tei_pipeline.validators.xsd.together import together
from tests.validators.xsd.schemas import of, written, xsd


def chosen(path: Path, by: str = COMMAND_LINE) -> Chosen:
    return Chosen(path, "xsd", None, path.name, by)


def test_schemas_of_different_namespaces_are_one_set(tmp_path: Path) -> None:
    first = chosen(written(tmp_path, a=of("urn:a", ""), b=of("urn:b", ""), c=xsd("")))
    second, third = chosen(tmp_path / "b.xsd"), chosen(tmp_path / "c.xsd")
    (one,) = together([first, second, third])
    assert one.path == first.path
    assert one.beside == (("urn:b", second.path), ("", third.path))


def test_schemas_of_one_namespace_judge_each_alone(tmp_path: Path) -> None:
    first = chosen(written(tmp_path, a=of("urn:a", ""), b=of("urn:a", "")))
    both = [first, chosen(tmp_path / "b.xsd")]
    assert together(both) == both


def test_what_others_name_is_no_part_of_the_set(tmp_path: Path) -> None:
    first = chosen(written(tmp_path, a=of("urn:a", ""), b=of("urn:b", ""), c="no schema"))
    for other in (chosen(tmp_path / "b.xsd", PROJECT_FILE), chosen(tmp_path / "c.xsd")):
        assert together([first, other]) == [first, other]
