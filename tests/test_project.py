"""The project around a path, and the files that belong to it."""

from pathlib import Path

import pytest

from tei_pipeline.errors import ConfigError
from tei_pipeline.project import find_project


def make(folder: Path, *names: str, settings: str = "") -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    return folder


def test_the_nearest_settings_upwards_make_the_project(tmp_path: Path) -> None:
    make(tmp_path, "tei/a.xml")
    inner = make(tmp_path / "inner", "tei/b.xml")
    assert find_project(tmp_path / "tei" / "a.xml").folder == tmp_path
    assert find_project(inner / "tei").folder == inner


def test_without_settings_the_folder_itself_is_taken(tmp_path: Path) -> None:
    project = find_project(tmp_path)
    assert not project.configured
    assert project.folder == tmp_path


def test_authority_files_are_not_documents(tmp_path: Path) -> None:
    settings = '[sources]\ndocuments = ["**/*.xml"]'
    make(tmp_path, "b.xml", "a.xml", "tei/authority/persons.xml", settings=settings)
    project = find_project(tmp_path)
    assert [path.name for path in project.documents] == ["a.xml", "b.xml"]
    assert [path.name for path in project.authority] == ["persons.xml"]


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ('[sources]\ndocuments = ["../other/*.xml"]', "documents"),
        ('[sources]\nauthority = ["/etc/*.xml"]', "authority"),
        ('[build]\noutput = "../elsewhere"', "output"),
    ],
)
def test_no_setting_leaves_the_project(tmp_path: Path, settings: str, key: str) -> None:
    project = find_project(make(tmp_path, settings=settings))
    with pytest.raises(ConfigError, match=f"{key} names a path outside the project"):
        getattr(project, key)


@pytest.mark.parametrize("pattern", ["", "tei/**.xml"])
def test_a_pattern_that_cannot_be_used_is_named(tmp_path: Path, pattern: str) -> None:
    project = find_project(make(tmp_path, settings=f'[sources]\ndocuments = ["{pattern}"]'))
    with pytest.raises(ConfigError, match="pattern that cannot be used"):
        _ = project.documents


@pytest.mark.parametrize(
    ("pattern", "meant", "other"),
    [
        ("tei/*.xml", "tei/a.xml", "tei/x/a.xml"),
        ("tei/**/*.xml", "tei/a.xml", "a.xml"),
        ("tei/**/*.xml", "tei/x/y/a.xml", "teil/a.xml"),
        ("**/*.xml", "a.xml", "a.xmls"),
        ("tei/**", "tei/x/a.xml", "a.xml"),
        ("tei/?.xml", "tei/ä.xml", "tei/ab.xml"),
        ("tei/[a-c].xml", "tei/b.xml", "tei/d.xml"),
        ("tei/[!a].xml", "tei/b.xml", "tei/a.xml"),
        ("tei/[]].xml", "tei/].xml", "tei/a.xml"),
        ("tei/[.xml", "tei/[.xml", "tei/a.xml"),
        ("tei/a+(b).xml", "tei/a+(b).xml", "tei/aab.xml"),
    ],
)
def test_a_file_is_matched_by_globs_from_the_folder(
    tmp_path: Path, pattern: str, meant: str, other: str
) -> None:
    project = find_project(make(tmp_path))
    assert project.matches(tmp_path / meant, ["none", pattern])
    assert not project.matches(tmp_path / other, [pattern])
    assert not project.matches(tmp_path.parent / meant, [pattern])
