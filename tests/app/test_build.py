"""The use case ``build``: complete, reproducible, and the rest when one document fails."""

from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.app.reproducible import edition_date
from tei_pipeline.errors import ConfigError, InputError
from tests.projects import sample


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but those that are not written twice alike.

    That is the search index, by Pagefind's doing, and what remembers earlier builds: the catalogue
    of what is published, and what is made from its datestamps.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not {"search", "resourcesync", ".well-known"} & set(path.parts)
        and not path.name.startswith(("catalogue.sqlite", "oai-static"))
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    for name in ("one", "two"):
        built = build([], BuildOptions(output=tmp_path / name), folder=folder)
        assert built.exit_code == 0
        assert not built.report.diagnostics
    first, second = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert first == second
    assert {"html/first-telegram.html", "pdf/first-telegram.pdf"} <= set(first)
    made = {path.relative_to(tmp_path / "two").as_posix() for path in built.files}
    assert {name for name in made if not name.startswith("html/search/")} == set(second)


def test_the_date_is_that_of_source_date_epoch_or_of_the_newest_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert edition_date("2020-01-02") == "2020-01-02"
    assert edition_date("") == "1970-01-01"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert edition_date("2020-01-02") == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
        edition_date("")


def test_source_date_epoch_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sample(tmp_path / "e")
    build([], BuildOptions(output=tmp_path / "one", targets=("pdf",)), folder=folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    build([], BuildOptions(output=tmp_path / "two", targets=("pdf",)), folder=folder)
    assert contents(tmp_path / "one") != contents(tmp_path / "two")


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    built = build([], folder=folder)
    before = {path: path.stat().st_mtime_ns for path in built.files}
    assert {p: p.stat().st_mtime_ns for p in build([], folder=folder).files} == before


def test_targets_can_be_chosen(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    built = build([], BuildOptions(targets=("pdf",)), folder=folder)
    assert [path.suffix for path in built.files] == [".pdf"]


def test_a_tei_file_without_a_project_is_built(tmp_path: Path) -> None:
    lone = tmp_path / "lone.xml"
    lone.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Only this.</p></body></text>'
        "</TEI>",
        encoding="utf-8",
    )
    built = build([lone], folder=tmp_path)
    assert built.exit_code == 0
    assert "Only this." in (tmp_path / "build/html/lone.html").read_text(encoding="utf-8")
    assert (tmp_path / "build/pdf/lone.pdf").is_file()


def test_documents_of_two_editions_are_not_mixed(tmp_path: Path) -> None:
    first, second = sample(tmp_path / "a"), sample(tmp_path / "b")
    with pytest.raises(InputError, match="belong to 2 editions"):
        build([first, second])


def test_loose_files_of_two_folders_are_built_together(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{name}</p></body></text></TEI>'
        (tmp_path / name / f"{name}.xml").write_text(text, encoding="utf-8")
    built = build([tmp_path / "a/a.xml", tmp_path / "b/b.xml"], folder=tmp_path)
    assert built.exit_code == 0
    assert {"a.html", "b.html"} <= {path.name for path in built.files}


def broken(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace("</TEI>", ""), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["tei/first-telegram.xml", "tei/authority/persons.xml"])
def test_a_failed_build_leaves_the_old_edition(tmp_path: Path, name: str) -> None:
    folder = sample(tmp_path / "e")
    build([], folder=folder)
    before = contents(folder / "build")
    broken(folder, name)
    built = build([], folder=folder)
    assert built.exit_code == 1
    assert built.report.notes
    assert contents(folder / "build") == before


def test_of_two_documents_the_sound_one_is_built(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    text = (folder / "tei/first-telegram.xml").read_text(encoding="utf-8")
    second = text.replace('xml:id="first-telegram"', 'xml:id="second"')
    (folder / "tei/second.xml").write_text(second, encoding="utf-8")
    broken(folder, "tei/first-telegram.xml")
    built = build([], folder=folder)
    assert built.exit_code == 1
    assert "second.html" in {path.name for path in built.files}


@pytest.mark.parametrize("identifier", ["index", "INDEX", "é"])
def test_a_document_that_cannot_be_named_is_left_out(tmp_path: Path, identifier: str) -> None:
    folder = sample(tmp_path / "e")
    text = (folder / "tei/first-telegram.xml").read_text(encoding="utf-8")
    second = text.replace('xml:id="first-telegram"', f'xml:id="{identifier}"')
    (folder / "tei/second.xml").write_text(second, encoding="utf-8")
    built = build([], BuildOptions(targets=("site",)), folder=folder)
    assert [d.code for d in built.report.diagnostics] == ["TPB203"]
    assert "first-telegram.html" in {path.name for path in built.files}


def test_ids_that_differ_in_capitals_only_are_one(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    text = (folder / "tei/first-telegram.xml").read_text(encoding="utf-8")
    second = text.replace('xml:id="first-telegram"', 'xml:id="First-Telegram"')
    (folder / "tei/second.xml").write_text(second, encoding="utf-8")
    assert build([], folder=folder).files == ()


def test_a_document_with_findings_is_built_unless_strict(tmp_path: Path) -> None:
    folder = sample(tmp_path / "e")
    document = folder / "tei/first-telegram.xml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("persons.xml#vail", "persons.xml#vale"), encoding="utf-8")
    strict = build([], BuildOptions(strict=True, targets=("site",)), folder=folder)
    assert (strict.exit_code, strict.files) == (1, ())
    built = build([], BuildOptions(targets=("site",)), folder=folder)
    assert built.exit_code == 0
    assert (folder / "build/html/first-telegram.html").is_file()
