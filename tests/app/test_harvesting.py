"""What a build publishes for harvesters: deposits, datestamps, tombstones, sets, entities."""

import os
import random
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.catalogue.published import Published, Selection, View
from tei_pipeline.errors import OutputError
from tests.app.test_incremental import edition, letter, register

CATALOGUE = "build/catalogue.sqlite"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = edition(tmp_path / "e", random.Random(1))
    for path in folder.rglob("*.xml"):
        os.utime(path, (time.time() - 100, time.time() - 100))
    return folder


def publish(folder: Path, **more: object) -> Built:
    chosen = BuildOptions(output=folder / "build", targets=("site", "metadata"), **more)  # type: ignore[arg-type]
    built = build([], chosen, folder=folder)
    assert built.exit_code == 0
    return built


def view(folder: Path, later: float = 5.0) -> View:
    """Return what is published, as it is seen a little later."""
    published = Published(folder / CATALOGUE, lambda: time.time() + later)
    return published.view().__enter__()


def listed(folder: Path, format: str = "tei", set: str = "") -> dict[str, bool]:
    seen = view(folder)
    found = seen.select(Selection(format, seen.newest(), set))
    return {header.id: header.deleted for _, header in found}


def test_documents_are_deposited_with_their_text_and_facts(letters: Path) -> None:
    publish(letters)
    seen = view(letters)
    assert [one.id for one in seen.documents()] == sorted("abcd", key=order(letters))
    assert {"oai_dc", "tei"} <= set(seen.formats())
    document = seen.document("a")
    assert document
    assert (document.facts.title, document.facts.file) == ("Letter a", "tei/a.xml")
    assert document.facts.page == "a.html"
    text = seen.content("a", "tei")
    assert text
    assert text.startswith(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"')
    assert text == (letters / "tei/a.xml").read_bytes().rstrip()
    assert [unit.anchor for unit in seen.units("a")] == ["p1"]


def order(folder: Path) -> Callable[[str], str]:
    def date(identifier: str) -> str:
        text = (folder / f"tei/{identifier}.xml").read_text(encoding="utf-8")
        return text.partition('when="')[2][:10] + identifier

    return date


def test_nothing_changed_is_no_publication(letters: Path) -> None:
    publish(letters)
    before = (letters / CATALOGUE).stat()
    again = publish(letters)
    assert (again.written, dict(again.reasons)) == (0, {})
    assert (letters / CATALOGUE).stat().st_mtime_ns == before.st_mtime_ns


def test_only_what_changed_is_stamped_anew(letters: Path) -> None:
    publish(letters)
    letter(letters, random.Random(7), "b")
    publish(letters)
    seen = view(letters)
    stamps = {id: seen.header(id, "tei") for id in "abcd"}
    assert {id for id, header in stamps.items() if header and header.build == 2} == {"b"}
    assert [len(seen.versions(id)) for id in "ab"] == [1, 2]


def test_files_of_the_whole_are_those_of_a_clean_build_whatever_changed(
    letters: Path, tmp_path: Path
) -> None:
    settings = letters / "tei-pipeline.toml"
    named = '[edition]\npublisher = "A press"\nbase-url = "https://letters.example.org/"\n'
    settings.write_text(settings.read_text(encoding="utf-8").replace("[edition]\n", named), "utf-8")
    chance = random.Random(5)
    for number in range(4):
        letter(letters, chance, chance.choice("abcd"))
        if number == 2:
            (letters / "tei/d.xml").unlink(missing_ok=True)
            register(letters, chance)
        publish(letters)
        chosen = BuildOptions(output=tmp_path / f"clean{number}", targets=("site", "metadata"))
        build([], chosen, folder=letters)
        assert whole_files(letters / "build") == whole_files(tmp_path / f"clean{number}")


def test_files_of_the_whole_are_of_the_day_of_the_newest_change(letters: Path) -> None:
    settings = letters / "tei-pipeline.toml"
    named = '[edition]\npublisher = "A press"\nbase-url = "https://letters.example.org/"\n'
    settings.write_text(settings.read_text(encoding="utf-8").replace("[edition]\n", named), "utf-8")
    persons = letters / "tei/authority/persons.xml"
    identified = '</persName><idno type="GND">118505459</idno></person>'
    text = persons.read_text(encoding="utf-8").replace("</persName></person>", identified)
    persons.write_text(text, encoding="utf-8")
    publish(letters)
    assert "TIMESTAMP" not in told(letters, "gnd.beacon.txt")
    assert not (letters / "build/metadata/cmif.xml").exists()  # it wants a date
    a = letters / "tei/a.xml"
    change = '</profileDesc><revisionDesc><change when="2024-05-06">Read</change></revisionDesc>'
    a.write_text(a.read_text(encoding="utf-8").replace("</profileDesc>", change), encoding="utf-8")
    publish(letters)
    assert "#TIMESTAMP: 2024-05-06\n" in told(letters, "gnd.beacon.txt")
    assert '<date when="2024-05-06"/>' in told(letters, "cmif.xml")


def told(folder: Path, name: str) -> str:
    return (folder / "build/metadata" / name).read_text(encoding="utf-8")


def whole_files(folder: Path) -> dict[str, bytes]:
    """Return the files that metadata of several documents stand in, and all link sets."""
    found = [*folder.glob("metadata/*"), *folder.glob("html/linksets/*")]
    return {path.name: path.read_bytes() for path in found}


def test_what_is_gone_or_cannot_be_published_is_withdrawn(letters: Path) -> None:
    publish(letters)
    (letters / "tei/c.xml").unlink()
    (letters / "tei/d.xml").write_text("<TEI", encoding="utf-8")
    chosen = BuildOptions(output=letters / "build", targets=("site", "metadata"))
    build([], chosen, folder=letters)
    assert listed(letters) == {"a": False, "b": False, "c": True, "d": True}


def test_a_catalogue_that_was_lost_is_made_again(letters: Path) -> None:
    publish(letters)
    (letters / CATALOGUE).unlink()
    publish(letters)
    assert set(listed(letters)) == set("abcd")


def test_a_build_of_some_files_withdraws_nothing(letters: Path) -> None:
    publish(letters)
    chosen = BuildOptions(output=letters / "build", targets=("site", "metadata"))
    built = build([letters / "tei/a.xml"], chosen, folder=letters)
    assert any("only some files" in note for note in built.report.notes)
    assert listed(letters) == dict.fromkeys("abcd", False)


def test_two_processes_publish_what_one_does(letters: Path, tmp_path: Path) -> None:
    publish(letters)
    one = [view(letters).content(id, "tei") for id in "abcd"]
    (letters / CATALOGUE).unlink()
    publish(letters, jobs=2)
    assert [view(letters).content(id, "tei") for id in "abcd"] == one


def test_documents_belong_to_the_sets_of_their_correspondents_and_of_the_settings(
    letters: Path,
) -> None:
    with (letters / "tei-pipeline.toml").open("a", encoding="utf-8") as file:
        file.write('[[harvest.sets]]\nspec = "first"\nname = "First"\nfiles = ["tei/[ab].xml"]\n')
    publish(letters)
    seen = view(letters)
    names = {one.spec: one.name for one in seen.sets()}
    assert names["first"] == "First"
    assert set(listed(letters, set="first")) == {"a", "b"}
    of = {spec: name for spec, name in names.items() if spec.startswith("correspondent:")}
    assert of
    assert {id for spec in of for id in listed(letters, set=spec)} == set("abcd")
    assert set(listed(letters, set="correspondent")) == set("abcd")


def test_entities_are_those_that_the_edition_speaks_of(letters: Path) -> None:
    publish(letters)
    found = view(letters).entities("person")
    assert all(one.page == f"registers/persons/{one.id}.html" for one in found)
    assert sum(one.mentions for one in found) == 4
    assert all(one.names[0].startswith(one.id) for one in found)


def test_the_repository_says_who_it_is_and_keeps_its_secret(letters: Path) -> None:
    settings = (
        '[edition]\ntitle = "Letters"\nbase-url = "https://letters.example/e/"\n'
        'contact = "mailto:ed@letters.example"\n'
    )
    (letters / "tei-pipeline.toml").write_text(settings, encoding="utf-8")
    publish(letters)
    told = view(letters).about()
    assert told["identifier-namespace"] == "letters.example"
    assert told["admin-email"] == "ed@letters.example"
    letter(letters, random.Random(9), "b")
    publish(letters)
    assert view(letters).about()["secret"] == told["secret"]


def test_a_day_that_is_set_is_the_stamp(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    publish(letters)
    assert view(letters).earliest() == 1_000_000_000


def test_a_catalogue_of_another_program_is_refused(letters: Path) -> None:
    (letters / "build").mkdir()
    db = sqlite3.connect(letters / CATALOGUE)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(OutputError, match="another version"):
        publish(letters)


def test_the_catalogue_may_lie_elsewhere(letters: Path) -> None:
    with (letters / "tei-pipeline.toml").open("a", encoding="utf-8") as file:
        file.write('[harvest]\ncatalogue = "kept/catalogue.sqlite"\n')
    publish(letters)
    assert (letters / "kept/catalogue.sqlite").is_file()
    assert not (letters / CATALOGUE).exists()
