"""What is remembered of published files: what each was, and when it changed."""

import sqlite3
from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import Event, HeldFile, Publication, Published


class Press:
    """Publishes files, a second after the other; ``read`` are those whose bytes were asked for."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "catalogue.sqlite"
        self.second = 0
        self.read: list[str] = []

    def publish(self, files: dict[str, str], mark: str = "1") -> None:
        def read(path: str) -> bytes:
            self.read.append(path)
            return files[path].encode()

        self.second += 1
        self.read.clear()
        with Publication(self.path) as publication:
            publication.files((HeldFile(one, one[0], mark) for one in sorted(files)), read)
            publication.finish(self.second)

    def history(self) -> list[tuple[int, str, str]]:
        with Published(self.path).view() as view:
            return [(e.resource.stamp, e.resource.path, e.change) for e in view.history()]

    def stamps(self) -> dict[str, int]:
        with Published(self.path).view() as view:
            return {one.path: one.stamp for one in view.resources()}


@pytest.fixture
def press(tmp_path: Path) -> Press:
    made = Press(tmp_path)
    made.publish({"a": "one", "b": "two"})
    return made


def test_a_time_moves_only_with_the_bytes(press: Press) -> None:
    press.publish({"a": "one", "b": "two"}, mark="2")
    assert press.read == ["a", "b"]
    assert press.stamps() == {"a": 1, "b": 1}
    press.publish({"a": "one", "b": "TWO"}, mark="3")
    assert press.stamps() == {"a": 1, "b": 3}


def test_what_nobody_has_touched_is_not_read(press: Press) -> None:
    press.publish({"a": "one", "b": "two", "c": "three"})
    assert press.read == ["c"]


def test_what_was_taken_away_may_come_back(press: Press) -> None:
    press.publish({"a": "one"})
    press.publish({"a": "ONE"}, mark="2")
    press.publish({"a": "ONE", "b": "two"}, mark="2")
    assert press.history() == [
        (1, "a", "created"), (1, "b", "created"), (2, "b", "deleted"), (3, "a", "updated"),
        (4, "b", "created"),
    ]  # fmt: skip


def test_an_event_tells_what_the_file_was_then(press: Press) -> None:
    press.publish({"a": "other", "b": "two"}, mark="2")
    with Published(press.path).view() as view:
        events = [one for one in view.history() if one.resource.path == "a"]
        (now,) = view.resources("a")
        assert (view.holder("a"), view.holder("c")) == ("a", "")
    assert [one.resource.length for one in events] == [3, 5]
    assert events[-1] == Event("updated", now)


def test_a_publication_that_was_not_finished_tells_nothing(press: Press) -> None:
    with Publication(press.path) as publication:
        publication.files([], str.encode)
    assert press.stamps() == {"a": 1, "b": 1}


def test_a_catalogue_from_before_files_were_told_is_gone_on_with(press: Press) -> None:
    db = sqlite3.connect(press.path)
    db.execute("DROP TABLE resource")
    db.close()
    press.publish({"a": "one"})
    assert press.stamps() == {"a": 2}
