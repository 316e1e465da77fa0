"""The command that takes from servers of others, as its users call it."""

import os
from pathlib import Path

import pytest

from tests.app.misbehaving import Repository, Said, error, listed, record, served
from tests.projects import Ran, run

LETTER = record("oai:x.example:one")


def harvest(folder: Path, *arguments: str) -> Ran:
    return run(folder, "harvest", *arguments, environment={**os.environ, "NO_PROXY": "*"})


def test_help_starts_with_an_example(tmp_path: Path) -> None:
    ran = harvest(tmp_path, "--help")
    assert ran.code == 0
    assert ran.out.index("tei-pipeline harvest https://") < ran.out.index("Options:")


def test_what_comes_is_taken_and_validated(tmp_path: Path) -> None:
    with served(Repository(lambda _: listed(LETTER))) as url:
        ran = harvest(tmp_path, f"{url}/oai", "letters")
        again = harvest(tmp_path, f"{url}/oai", "letters")
    assert ran.code == 1
    assert "error TPE115 language-missing" in ran.out
    assert ran.out.endswith("1 taken, 0 unchanged, 0 withdrawn · Letters\n")
    assert (again.code, again.out) == (0, "0 taken, 1 unchanged, 0 withdrawn · Letters\n")


def test_that_nothing_is_new_and_how_long_it_waits_is_told(tmp_path: Path) -> None:
    said = [listed(LETTER), Said("", 503, {"Retry-After": "2"}), error("noRecordsMatch")]
    with served(Repository(lambda _: said.pop(0))) as url:
        harvest(tmp_path, f"{url}/oai", "letters")
        again = harvest(tmp_path, f"{url}/oai", "letters")
    assert (again.code, again.out) == (0, "nothing new · Letters\n")
    assert again.err == "waiting 2 s, and then the server is asked again\n"


def test_what_our_own_server_gives_is_an_edition_that_builds(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "own").code == 0
    text = (tmp_path / "own/tei/first-telegram.xml").read_text(encoding="utf-8")
    text = text[text.index("<TEI") :]
    with served(Repository(lambda _: listed(record("oai:x.example:telegram", text)))) as url:
        ran = harvest(tmp_path, f"{url}/oai", "letters")
    assert ran.code == 0
    assert "10 pointers lead to files that did not come along" in ran.out
    built = run(tmp_path / "letters", "build", "--target", "site")
    assert built.code == 0
    assert (tmp_path / "letters/build/html/first-telegram.html").exists()


def test_findings_in_what_comes_are_told(tmp_path: Path) -> None:
    wrong = LETTER.replace("<p>Text.", "<kwote/><p>Text.")
    with served(Repository(lambda _: listed(wrong))) as url:
        ran = harvest(tmp_path, f"{url}/oai", "letters")
    assert ran.code == 1
    assert "kwote" in ran.out


@pytest.mark.parametrize("said", [Said("<html/>"), Said("", 500), Said(b"\xff\xfe\x00")])
def test_a_server_that_fails_is_told_of_without_a_traceback(tmp_path: Path, said: Said) -> None:
    with served(Repository(lambda _: said)) as url:
        ran = harvest(tmp_path, f"{url}/oai", "letters")
    assert ran.code == 2
    assert "error: " in ran.err
    assert "Traceback" not in ran.said
