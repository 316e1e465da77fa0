"""The published catalogue: datestamps move only with content, tombstones stay, lists hold still."""

import os
import sqlite3
from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import (
    Deposit,
    Entity,
    Facts,
    Publication,
    Published,
    Selection,
    Set,
    Tree,
    Unit,
)
from tei_pipeline.errors import OutputError

NOW = 1_000_000


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now: float = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "catalogue.sqlite"


def deposit(id: str, text: str = "x", sets: tuple[str, ...] = ("letters",)) -> Deposit:
    facts = Facts(f"On {id}", "en", "1962-10-30", f"{id}.html", f"tei/{id}.xml", f"sha256:{text}")
    return Deposit(id, text, id, facts, sets, {"oai_dc": f"<dc>{text}</dc>".encode()})


def publish(path: Path, clock: Clock, *deposits: Deposit, withdrawn: tuple[str, ...] = ()) -> None:
    with Publication(path, clock) as publication:
        for one in deposits:
            publication.put(one)
        for identifier in withdrawn:
            publication.withdraw(identifier)
        publication.finish()
    clock.now += 10


def listed(
    published: Published, set: str = "", first: int | None = None, last: int | None = None
) -> list[tuple[str, bool]]:
    with published.view() as view:
        chosen = Selection("oai_dc", view.newest(), set, first, last)
        found = view.select(chosen)
        assert view.size(chosen) == len(found)
        return [(header.id, header.deleted) for _, header in found]


def stamp(published: Published, id: str) -> int:
    with published.view() as view:
        header = view.header(id, "oai_dc")
        assert header
        return header.stamp


def test_a_stamp_moves_only_with_what_is_harvested(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"), deposit("b"))
    assert stamp(published, "a") == NOW + 1
    publish(path, clock, deposit("a"), deposit("b", "y"))
    assert (stamp(published, "a"), stamp(published, "b")) == (NOW + 1, NOW + 11)
    publish(path, clock, deposit("a", sets=("wires",)))
    assert stamp(published, "a") == NOW + 21
    with published.view() as view:
        assert [version.stamp for version in view.versions("b")] == [NOW + 1, NOW + 11]
        assert view.newest() == 3


def test_a_publication_that_changes_nothing_is_none(path: Path, clock: Clock) -> None:
    for _ in range(3):
        publish(path, clock, deposit("a"))
    with Published(path, clock).view() as view:
        assert view.newest() == 1


def test_a_withdrawn_document_leaves_a_tombstone_and_can_come_back(
    path: Path, clock: Clock
) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"), deposit("b"))
    publish(path, clock, withdrawn=("a",))
    assert listed(published) == [("b", False), ("a", True)]
    with published.view() as view:
        assert view.content("a", "oai_dc") is None
        gone = view.document("a")
        assert gone
        assert (gone.withdrawn, gone.facts.title) == (True, "On a")
        assert [one.id for one in view.documents()] == ["b"]
    publish(path, clock, deposit("a"))
    assert listed(published) == [("b", False), ("a", False)]


def test_a_list_holds_still_while_documents_change(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, *map(deposit, "abcd"))
    with published.view() as view:
        begun = Selection("oai_dc", view.newest())
        first = view.select(begun, most=2)
    publish(path, clock, deposit("a", "y"), deposit("e"), withdrawn=("c",))
    with published.view() as view:
        place, last = first[-1]
        rest = view.select(begun, (place, last.id))
        assert [header.id for _, header in (*first, *rest)] == list("abcd")
        assert [header.deleted for _, header in rest] == [True, False]
        assert view.size(begun) == 4
    with published.view() as view:
        later = Selection("oai_dc", view.newest(), first=NOW + 2)
        assert [header.id for _, header in view.select(later)] == ["a", "c", "e"]


def test_sets_and_spans_select(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a", sets=("kind:letter",)), deposit("b", sets=("kinds",)))
    publish(path, clock, deposit("c", sets=("kind",)))
    assert listed(published, set="kind") == [("a", False), ("c", False)]
    assert listed(published, set="kind:letter") == [("a", False)]
    assert listed(published, last=NOW + 1) == [("a", False), ("b", False)]
    assert listed(published, first=NOW + 2, last=NOW + 11) == [("c", False)]
    assert listed(published, first=NOW + 12) == []


def test_what_is_stamped_in_the_second_to_come_is_not_listed_yet(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"))
    clock.now -= 10
    assert listed(published) == []
    clock.now += 1
    assert listed(published) == [("a", False)]


def test_a_stamp_is_moved_on_where_its_second_has_begun(path: Path) -> None:
    ticks = iter([NOW + 0.1, NOW + 1.2, NOW + 1.2, NOW + 1.3])
    with Publication(path, lambda: next(ticks)) as publication:
        publication.put(deposit("a"))
        publication.finish()
    with Published(path, lambda: NOW + 5).view() as view:
        assert view.earliest() == NOW + 2


def test_what_is_not_finished_is_not_published(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"))
    with Publication(path, clock) as publication:
        publication.put(deposit("b"))
        assert listed(published) == [("a", False)]
    assert listed(published) == [("a", False)]


def test_two_builds_do_not_publish_at_once(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei_pipeline.catalogue.published.tables.WAIT", 0.01)
    with Publication(path, clock), pytest.raises(OutputError, match="another build"):
        Publication(path, clock)


def test_a_disk_that_is_full_is_said_and_leaves_what_was_published(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(path, clock, deposit("a"))
    connect = sqlite3.connect

    def small(*given: object, **settings: object) -> sqlite3.Connection:
        # As SQLite says where the disk is full.
        db: sqlite3.Connection = connect(*given, **settings)  # type: ignore[call-overload]
        db.execute("PRAGMA max_page_count = 1")  # as many as there are, if there are more
        return db

    many = [deposit(f"b{n}") for n in range(500)]
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", small)
        with pytest.raises(OutputError, match=r"cannot be written .*full"):
            publish(path, clock, *many)
    assert listed(Published(path, clock)) == [("a", False)]


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"not a database, but as long as a header would be" * 20)
    for path in (other, tmp_path / "nowhere.sqlite"):
        with pytest.raises(OutputError, match="cannot be opened"), Published(path).view():
            pass


def test_units_sets_and_entities_are_given_as_they_were_put(path: Path, clock: Clock) -> None:
    units = [Unit("1", 1, "chapter", "1/0"), Unit("1.1", 2, "verse", "1/0/0", parent="1")]
    ada = Entity("r.xml#ada", "person", "ada", ("Ada", "A."), "a poet", ("https://w",), "p", 2)
    tree = Tree("", "[]")
    with Publication(path, clock) as publication:
        publication.put(deposit("a")._replace(trees=[tree], units=units))
        publication.sets([Set("letters", "Letters")])
        publication.entities([ada])
        publication.about({"title": "T"})
        publication.finish()
    published = Published(path, clock)
    with published.view() as view:
        assert (view.trees("a"), view.units("a")) == ([tree], units)
        assert view.sets() == [Set("letters", "Letters")]
        assert view.entities("person") == [view.entity("r.xml#ada")] == [ada]
        assert (view.entities("place"), view.about()) == ([], {"title": "T"})
        assert view.formats() == ["oai_dc"]
    published.close()


def test_a_catalogue_that_took_the_place_of_another_is_read(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"))
    assert listed(published) == [("a", False)]
    other = path.with_name("other.sqlite")
    publish(other, clock, deposit("b"))
    other.replace(path)
    assert listed(published) == [("b", False)]
    published.close()


def test_what_is_no_catalogue_any_more_is_said(path: Path, clock: Clock) -> None:
    published = Published(path, clock)
    publish(path, clock, deposit("a"))
    listed(published)
    path.write_bytes(b"no database" * 1000)
    for _ in range(2):
        with pytest.raises(OutputError, match="cannot be opened"):
            listed(published)
    published.close()


def test_it_is_read_where_nothing_may_be_written(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(path, clock, deposit("a"))
    connect = sqlite3.connect

    def forbidden(address: str, *more: object, **settings: object) -> sqlite3.Connection:
        # As SQLite says on a medium that is read-only, which a test cannot mount.
        if "immutable" not in address:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, *more, **settings)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", forbidden)
    monkeypatch.setattr(os, "access", lambda *_: False)
    published = Published(path, clock)
    assert listed(published) == [("a", False)]
    published.close()


def test_sizes_of_sets_count_those_of_the_sets_below_once(path: Path, clock: Clock) -> None:
    many = deposit("a", sets=("war:cuba", "war:berlin", "letters"))
    publish(path, clock, many, deposit("b", sets=("war",)), deposit("c"), withdrawn=("c",))
    with Published(path, clock).view() as view:
        assert view.sizes_of_sets() == {
            "": 2,
            "war": 2,
            "war:cuba": 1,
            "war:berlin": 1,
            "letters": 1,
        }
