"""The documentation: made parts are fresh, links lead somewhere, commands exist."""

import re
from pathlib import Path

import pytest
from scripts.make_docs import ROOT, made

from tei_pipeline.cli.main import COMMANDS
from tei_pipeline.config import read_settings

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")],
    key=lambda path: path.relative_to(ROOT).as_posix(),
)


@pytest.mark.parametrize(
    "name", ["docs/encoding.md", "docs/metadata.md", "docs/rules.md", "docs/settings.md"]
)
def test_made_parts_are_fresh(name: str) -> None:
    assert made()[name] == (ROOT / name).read_text(encoding="utf-8"), "run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_names_every_command_and_no_other() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"tei-pipeline (init|[a-z]+)\b(?! is)", text)) >= set(COMMANDS)
    for command in re.findall(r"^\*\*`tei-pipeline (\w+)", text, flags=re.MULTILINE):
        assert command in COMMANDS


def test_the_settings_of_the_readme_are_read(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    path = tmp_path / "tei-pipeline.toml"
    path.write_text(example, encoding="utf-8")
    assert read_settings(path).edition.title == "Letters of a chemist"
