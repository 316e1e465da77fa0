"""A build after changes gives what a clean build gives, and does no more than it must."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions, Built
from tei_pipeline.catalogue.listing import Listing
from tests.app.test_build import contents

PERSON = '<person xml:id="{0}"><persName>{0} of {1}</persName></person>'
REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>Persons</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>{}</listPerson></standOff>
</TEI>"""
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>{what} {id}</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type="sent">
<persName ref="authority/persons.xml#{who}">{who}</persName><date when="{when}"/></correspAction>
</correspDesc></profileDesc></teiHeader><text><body><p xml:id="p1">Of {words} and
<persName ref="authority/persons.xml#{who}">{who}</persName>, see
<ref target="{other}.xml">it</ref>.</p></body></text></TEI>"""
PEOPLE = ("ada", "bob", "cleo")
IDS = ("a", "b", "c", "d")


def options(folder: Path, **more: object) -> BuildOptions:
    return BuildOptions(output=folder / "build", targets=("site",), **more)  # type: ignore[arg-type]


def letter(folder: Path, chosen: random.Random, id: str) -> None:
    text = LETTER.format(
        id=id,
        what=chosen.choice(("Letter", "Note")),
        who=chosen.choice(PEOPLE),
        when=f"19{chosen.randrange(10, 14)}-01-0{chosen.randrange(1, 9)}",
        words=chosen.choice(("trees", "stars", "ships")),
        other=chosen.choice(IDS),
    )
    (folder / f"tei/{id}.xml").write_text(text, encoding="utf-8")


def register(folder: Path, chosen: random.Random) -> None:
    listed = "".join(PERSON.format(name, chosen.choice("XY")) for name in PEOPLE)
    file = folder / "tei/authority/persons.xml"
    file.write_text(REGISTER.format(listed), encoding="utf-8")


def edition(folder: Path, chosen: random.Random) -> Path:
    (folder / "tei/authority").mkdir(parents=True)
    (folder / "tei-pipeline.toml").write_text('[edition]\ntitle = "Letters"\n', encoding="utf-8")
    register(folder, chosen)
    for id in IDS:
        letter(folder, chosen, id)
    return folder


def remove(folder: Path, chosen: random.Random) -> None:
    (folder / f"tei/{chosen.choice(IDS[1:])}.xml").unlink(missing_ok=True)


def retitle(folder: Path, chosen: random.Random) -> None:
    text = f'[edition]\ntitle = "Letters {chosen.randrange(3)}"\n'
    (folder / "tei-pipeline.toml").write_text(text, encoding="utf-8")


def spoil(folder: Path, chosen: random.Random) -> None:
    found = sorted(path for path in (folder / "build/html").rglob("*") if path.is_file())
    chosen.choice(found).write_text("spoilt", encoding="utf-8")


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    lambda folder, chosen: letter(folder, chosen, chosen.choice(IDS)),
    register,
    remove,
    retitle,
    spoil,
)


def clean(folder: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return what a build of a copy gives that knows of no other."""
    copy = into / "copy"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("build"))
    with monkeypatch.context() as patch:
        patch.setenv("TEI_PIPELINE_CACHE", str(into / "cache"))
        build([], options(copy), folder=copy)
    return contents(copy / "build")


@settings(max_examples=3, deadline=None, phases=(Phase.generate,))  # a build takes a second
@given(
    seed=st.integers(0, 10_000),
    changes=st.lists(st.sampled_from(range(len(CHANGES))), min_size=2, max_size=4),
)
def test_an_incremental_build_gives_what_a_clean_one_gives(
    seed: int, changes: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = random.Random(seed)
    folder = edition(tmp_path_factory.mktemp("edition") / "e", chosen)
    build([], options(folder), folder=folder)
    for change in changes:
        CHANGES[change](folder, chosen)
        build([], options(folder), folder=folder)
    with pytest.MonkeyPatch.context() as patch:
        expected = clean(folder, tmp_path_factory.mktemp("clean"), patch)
    assert contents(folder / "build") == expected


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = edition(tmp_path / "e", random.Random(1))
    # What was written this moment may be written again within the same tick of the clock.
    for path in folder.rglob("*.xml"):
        os.utime(path, (time.time() - 100, time.time() - 100))
    return folder


def steps(built: Built) -> set[str]:
    return {name for name, _ in built.reasons.items()}


def test_nothing_is_done_where_nothing_has_changed(letters: Path) -> None:
    first = build([], options(letters), folder=letters)
    assert (first.read, first.written) == (5, len(first.files))
    second = build([], options(letters), folder=letters)
    assert (second.read, second.written, steps(second)) == (0, 0, set())
    assert second.files == first.files


def test_one_change_is_followed_to_what_it_touches(letters: Path) -> None:
    build([], options(letters), folder=letters)
    file = letters / "tei/a.xml"
    file.write_text(file.read_text(encoding="utf-8").replace("and", "or"), encoding="utf-8")
    built = build([], options(letters), folder=letters)
    assert built.read == 1
    assert built.reasons["tei/a.xml"] == "changed: tei/a.xml"
    touched = {name for name in steps(built) if name.startswith("page ")}
    assert touched == {"page tei/a.xml"}


def never(*_: object, **__: object) -> None:
    raise AssertionError


def test_what_lists_are_made_of_is_put_together_only_where_it_may_have_changed(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([], options(letters), folder=letters)
    file = letters / "tei/b.xml"
    file.write_text(file.read_text(encoding="utf-8").replace("Of ", "On "), encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr("tei_pipeline.catalogue.Indexes.documents", never)
        patch.setattr("tei_pipeline.catalogue.Indexes.register", never)
        patch.setattr("tei_pipeline.app.publishing.machine.feed", never)
        made = build([], options(letters), folder=letters)
    assert "page tei/b.xml" in made.reasons
    assert not [step for step in made.reasons if step.startswith(("list", "register", "feed"))]


def test_a_title_that_changes_is_told_to_neighbours_and_no_register(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([], options(letters), folder=letters)
    file = letters / "tei/b.xml"
    text = file.read_text(encoding="utf-8").replace("<title>", "<title>New ")
    file.write_text(text, encoding="utf-8")
    told: list[int] = []
    outlines = Listing.outlines

    def counted(self: Listing, asked: frozenset[str]) -> str:
        told.append(len(asked))
        assert "b" in asked
        return outlines(self, asked)

    with monkeypatch.context() as patch:
        patch.setattr("tei_pipeline.catalogue.Indexes.register", never)
        patch.setattr(Listing, "outlines", counted)
        made = build([], options(letters), folder=letters)
    assert told in ([2], [3])  # of four
    assert {"list documents", "page tei/b.xml"} <= set(made.reasons)
    assert contents(letters / "build") == clean(letters, letters.parent, monkeypatch)


def test_an_archive_that_was_spoilt_is_packed_anew(letters: Path) -> None:
    build([], options(letters), folder=letters)
    archive = letters / "build/html/edition.zip"
    before = archive.read_bytes()
    archive.write_bytes(before[::-1])
    file = letters / "tei/b.xml"
    old = file.read_bytes()
    file.write_bytes(old + b"\n")
    build([], options(letters), folder=letters)
    file.write_bytes(old)
    build([], options(letters), folder=letters)
    assert archive.read_bytes() == before


def test_an_entry_that_changes_is_followed_to_the_documents_that_speak_of_it(
    letters: Path,
) -> None:
    build([], options(letters), folder=letters)
    file = letters / "tei/authority/persons.xml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("ada of", "Ada of"), encoding="utf-8")
    built = build([], options(letters), folder=letters)
    speaking = {
        f"tei/{id}.xml" for id in IDS if "#ada" in (letters / f"tei/{id}.xml").read_text("utf-8")
    }
    assert {name for name in steps(built) if name.startswith("tei/") and "auth" not in name} == (
        speaking
    )


def test_pages_of_what_is_gone_go(letters: Path) -> None:
    build([], options(letters), folder=letters)
    (letters / "tei/b.xml").unlink()
    built = build([], options(letters), folder=letters)
    assert not (letters / "build/html/b.html").exists()
    assert built.removed >= 2
    for path in built.files:
        assert path.exists()


def test_several_processes_give_what_one_gives(letters: Path, tmp_path: Path) -> None:
    one = build([], BuildOptions(tmp_path / "one", ("site",), jobs=1), folder=letters)
    two = build([], BuildOptions(tmp_path / "two", ("site",), jobs=2), folder=letters)
    assert one.exit_code == two.exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_a_document_was_found_to_lack_is_said_again(letters: Path) -> None:
    file = letters / "tei/a.xml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Of ", "<blazon>Of</blazon> "), encoding="utf-8")
    first = build([], options(letters), folder=letters)
    assert [one.code for one in first.report.diagnostics] == ["TPB201"]
    second = build([], options(letters), folder=letters)
    assert second.report == first.report._replace(seconds=second.report.seconds)


@pytest.mark.parametrize("after", [0.7, 1.0, 1.3])
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_mends_it(
    letters: Path, tmp_path: Path, after: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([], options(letters), folder=letters)
    for id in IDS:
        letter(letters, random.Random(7), id)
    command = [sys.executable, "-m", "tei_pipeline", "build", "--target", "site"]
    process = subprocess.Popen(command, cwd=letters, stdout=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    for path in (letters / "build/html").rglob("*.html"):
        assert path.read_bytes().endswith(b"\n"), path
    build([], options(letters), folder=letters)
    assert contents(letters / "build") == clean(letters, tmp_path, monkeypatch)
