"""Steps are carried out again where what they read or left has changed, and only there."""

from pathlib import Path

import pytest

from tei_pipeline.graph import Ledger, reason

KEY = "aa"
READ = {"letter.xml": "1", "program": "1"}


def noted(folder: Path, inputs: dict[str, str] = READ) -> Ledger:
    (folder / "page.html").write_text("a page")
    ledger = Ledger(folder, KEY)
    ledger.note("page", inputs, ["page.html"], ("said",))
    ledger.note_whole(inputs)
    ledger.save()
    return Ledger(folder, KEY)


def test_a_step_is_fresh_if_nothing_has_changed(tmp_path: Path) -> None:
    ledger = noted(tmp_path)
    assert ledger.is_fresh("page", READ)
    assert list(ledger.files) == ["page.html"]
    assert ledger.said("page") == ("said",)
    assert ledger.reasons == {}
    assert noted(tmp_path).is_whole(READ)


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({**READ, "letter.xml": "2"}, "changed: letter.xml"),
        ({**READ, "entries": "1"}, "changed: entries"),
        ({"program": "1"}, "changed: letter.xml"),
    ],
)
def test_a_step_is_carried_out_again_for_a_reason(
    tmp_path: Path, inputs: dict[str, str], why: str
) -> None:
    ledger = noted(tmp_path)
    assert not ledger.is_whole(inputs)
    assert not ledger.is_fresh("page", inputs)
    assert ledger.reasons == {"page": why}


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("another page")])
def test_a_file_that_was_changed_by_others_is_made_again(tmp_path: Path, change: object) -> None:
    ledger = noted(tmp_path)
    assert callable(change)
    change(tmp_path / "page.html")
    assert not ledger.is_whole(READ)
    assert not ledger.is_fresh("page", READ)
    assert ledger.reasons["page"] == "page.html is not as it was left"


def test_files_of_steps_that_are_gone_are_abandoned(tmp_path: Path) -> None:
    ledger = noted(tmp_path)
    ledger.note("another", {}, [])
    assert ledger.abandoned() == ["page.html"]


def test_a_new_step_and_damage_are_reasons_too(tmp_path: Path) -> None:
    assert reason(None, READ) == "it is new"
    assert reason(READ, READ) == ""
    noted(tmp_path)
    from tei_pipeline.cache import cache_folder

    for path in cache_folder().rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    assert not Ledger(tmp_path, KEY).is_fresh("page", READ)
