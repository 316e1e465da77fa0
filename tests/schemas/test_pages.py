"""The page for existing projects: its commands are run, and print what it shows."""

from pathlib import Path

import pytest

from tei_pipeline.config import read_settings
from tests.oracles import ROOT
from tests.schemas.pages import BLOCK, EDITIONS, PAGE, examples, replayed, steady


def test_the_commands_of_the_page_print_what_it_shows(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown, printed = steady(text), steady(replayed(text, tmp_path))
    assert printed == shown, "run python -m tests.schemas.pages"


def test_what_the_page_shows_of_files_stands_in_the_files() -> None:
    found = list(examples(PAGE.read_text(encoding="utf-8")))
    assert len(found) == 4
    for edition, text in found:
        files = (EDITIONS / edition / "letters").glob("*.xml")
        assert all(text in path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("name", ["existing-project.md", "schemas.md"])
def test_settings_that_are_shown_are_read(tmp_path: Path, name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    shown = [content for kind, _, content in BLOCK.findall(text) if kind == "toml"]
    assert shown
    for number, content in enumerate(shown):
        path = tmp_path / f"{number}.toml"
        path.write_text(content, encoding="utf-8")
        read_settings(path)
