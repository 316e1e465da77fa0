"""Large editions are made by processes of their own, each for one kind of task."""

import gc
import multiprocessing
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.app.carriers import Carriers
from tei_pipeline.app.plan import plan
from tei_pipeline.app.tasks import Lists, Pages
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.errors import StylesheetError
from tei_pipeline.records import gather
from tei_pipeline.saxon import Saxon, Stylesheet
from tests.app.test_build import contents
from tests.app.test_incremental import edition, letter

TARGETS = ("site", "pdf", "metadata")
TOLD = {"title": "Letters", "language": "en", "date": "2020-01-01", "version": "1"}


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return edition(tmp_path / "e", random.Random(1))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every edition for a large one."""
    monkeypatch.setattr("tei_pipeline.app.build._LARGE", 1)


def publish(folder: Path, output: Path, jobs: int | None = 1) -> Built:
    built = build([], BuildOptions(output, TARGETS, jobs=jobs), folder=folder)
    assert built.exit_code == 0
    assert not multiprocessing.active_children()
    return built


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_a_large_edition_is_published_as_a_small_one(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int | None
) -> None:
    publish(letters, tmp_path / "small")
    monkeypatch.setattr("tei_pipeline.app.build._LARGE", 1)
    publish(letters, tmp_path / "large", jobs)
    assert contents(tmp_path / "large") == contents(tmp_path / "small")


def test_a_change_of_a_large_edition_is_published_as_a_clean_build_does(
    letters: Path, tmp_path: Path, large: None
) -> None:
    publish(letters, tmp_path / "changed")
    letter(letters, random.Random(7), "a")
    assert publish(letters, tmp_path / "changed").read == 1
    publish(letters, tmp_path / "clean")
    assert contents(tmp_path / "changed") == contents(tmp_path / "clean")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_the_stylesheet_of_lists_names_its_line(
    letters: Path, tmp_path: Path, large: None, jobs: int
) -> None:
    with (letters / "tei-pipeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('[site]\nsite-stylesheet = "my.xsl"\n')
    (letters / "my.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n'
        '<xsl:import href="tei-pipeline:html/site.xsl"/>\n<xsl:nonsense/></xsl:stylesheet>',
        encoding="utf-8",
    )
    with pytest.raises(StylesheetError) as failure:
        publish(letters, tmp_path / "out", jobs)
    assert (failure.value.path, failure.value.line) == (letters / "my.xsl", 3)
    assert not list((tmp_path / "out").rglob("*.html"))
    assert not multiprocessing.active_children()


@pytest.fixture
def carriers(letters: Path, tmp_path: Path) -> Iterator[Callable[[int], Carriers]]:
    """Yield what makes carriers for so many documents."""
    made = plan([], tmp_path / "out", ("site",), letters)
    begun: list[Carriers] = []
    with Catalogue(made.catalogue) as catalogue:

        def make(documents: int) -> Carriers:
            attributes = {"targets": "site", "title": "Letters"}
            project = made.group.project
            begun.append(Carriers(project, catalogue, attributes, documents, 1, apart=True))
            return begun[-1]

        yield make
        for one in begun:
            one.stop()


def working() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_who_has_made_pages_is_ended_before_lists_are_made(
    letters: Path, carriers: Callable[[int], Carriers]
) -> None:
    crew = carriers(1000)
    pages, lists = (
        Pages(letters / "tei/a.xml", "tei/a.xml"),
        Lists("accessibility", gather([], TOLD)),
    )
    (reading,) = crew.carry_out([pages])
    assert reading.id == "a"
    (first,) = working()
    list(crew.carry_out([lists]))
    assert len(working()) == 1
    assert first not in working()


def test_where_few_documents_are_read_the_lists_are_prepared_meanwhile(
    letters: Path, carriers: Callable[[int], Carriers]
) -> None:
    crew = carriers(1)
    list(crew.carry_out([Pages(letters / "tei/a.xml", "tei/a.xml")]))
    both = working()
    assert len(both) == 2
    list(crew.carry_out([Lists("accessibility", gather([], TOLD))]))
    assert len(working()) == 1
    assert working() < both


def test_a_build_leaves_nothing_of_saxon_to_the_garbage_collector(
    letters: Path, tmp_path: Path
) -> None:
    # It may run in any thread, and Saxon kills the process where it is freed in another one.
    gc.collect()
    before = {id(one) for one in gc.get_objects() if isinstance(one, Saxon | Stylesheet)}
    gc.disable()
    try:
        publish(letters, tmp_path / "out")
        left = [one for one in gc.get_objects() if isinstance(one, Saxon | Stylesheet)]
    finally:
        gc.enable()
    assert {id(one) for one in left} <= before
