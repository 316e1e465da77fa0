"""Whoever harvests in parts, now and then, ends with exactly what is published."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Published, Selection

IDS = "abcdef"
FORMAT = "tei"
FACTS = Facts("", "en", "", "", "", "")


class Repository:
    """A catalogue under a clock of its own, and what is to be in it."""

    def __init__(self, folder: Path) -> None:
        self.now = 1_000_000.0
        self.path = folder / "catalogue.sqlite"
        self.published = Published(self.path, lambda: self.now)
        self.state: dict[str, bytes] = {}

    def publish(self, changes: dict[str, int | None]) -> None:
        """Publish documents with a text each; those without one are withdrawn."""
        with Publication(self.path, lambda: self.now) as publication:
            for id, text in changes.items():
                if text is None:
                    if self.state.pop(id, None) is not None:
                        publication.withdraw(id)
                    continue
                self.state[id] = f"<t>{text}</t>".encode()
                sets = ("even",) if text % 2 == 0 else ()
                made = {FORMAT: self.state[id]}
                publication.put(Deposit(id, str(text), id, FACTS, sets, made))
            publication.finish()


class Harvester:
    """Takes over what has changed since the last time, two records at a time."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.state: dict[str, bytes] = {}
        self.last: int | None = None
        self.seen: list[str] = []

    def harvest(self) -> Iterator[None]:
        """Harvest, yielding between requests."""
        published = self.repository.published
        begun, self.seen = int(self.repository.now), []
        with published.view() as view:
            wanted = Selection(FORMAT, view.newest(), first=self.last)
        place = (0, "")
        while True:
            with published.view() as view:
                found = view.select(wanted, place, 2)
                for _, header in found:
                    self.seen.append(header.id)
                    content = view.content(header.id, FORMAT)
                    if header.deleted:
                        self.state.pop(header.id, None)
                    else:
                        assert content
                        self.state[header.id] = content
            if len(found) < 2:
                break
            place = (found[-1][0], found[-1][1].id)
            yield
        self.last = begun


CHANGES = st.dictionaries(
    st.sampled_from(IDS), st.none() | st.integers(0, 3), min_size=1, max_size=len(IDS)
)
TICKS = st.sampled_from((0.0, 0.0, 0.3, 1.0, 2.5))
ACTIONS = st.lists(st.tuples(st.just("publish"), CHANGES) | st.tuples(st.just("wait"), TICKS)
                   | st.tuples(st.just("ask"), st.none()), max_size=25)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(actions=ACTIONS)
def test_an_incremental_harvester_ends_with_what_is_published(
    actions: list[tuple[str, object]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        repository.publish({"a": 1})
        harvester = Harvester(repository)
        asking = harvester.harvest()
        for action, value in actions:
            if action == "publish":
                repository.publish(value)  # type: ignore[arg-type]
            elif action == "wait":
                repository.now += value  # type: ignore[operator]
            elif next(asking, "over") == "over":
                asking = harvester.harvest()
        for _ in asking:
            pass
        repository.now += 2 + len(actions)  # each publication has a second of its own
        for _ in harvester.harvest():
            pass
        assert harvester.state == repository.state
        assert len(harvester.seen) == len(set(harvester.seen))
        repository.published.close()


def test_a_harvest_in_parts_has_each_record_once_whatever_is_published(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.publish(dict.fromkeys(IDS, 1))
    repository.now += 5
    harvester = Harvester(repository)
    asking = harvester.harvest()
    next(asking)
    repository.publish({"a": 2, "c": None, "f": 3})
    repository.now += 5
    for _ in asking:
        pass
    assert harvester.seen == list(IDS)
    for _ in harvester.harvest():
        pass
    assert harvester.state == repository.state
