"""Repositories of a few letters in two publications."""

from pathlib import Path

import pytest

from tests.harvest.oai.repositories import Repository, letter
from tests.harvest.oai.repository import FIRST, Client, client, deposit, publish


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """Return a repository in which nothing has been published."""
    held = Repository(tmp_path)
    held.sets = ()
    held.publish()
    return held


@pytest.fixture
def held(tmp_path: Path) -> Repository:
    """Return a repository: a to e (stamp 1), then f and g (stamp 11), and b withdrawn (11)."""
    repository = Repository(tmp_path)
    repository.publish(*map(letter, "abcde"))
    wired = letter("f", sets=("type:telegram", "war"))
    repository.publish(wired, letter("g", tei=False), withdrawn=("b",))
    return repository


@pytest.fixture
def ask(tmp_path: Path) -> Client:
    """Return the client of a repository of seven letters, a note and what is oddly named.

    A day later one came and one was withdrawn.
    """
    path = tmp_path / "catalogue.sqlite"
    odd = deposit("Brief Nr. 5/ä&<b>?%", sets=("type:letter:draft", "type:letter"))
    note = deposit("note", sets=("correspondent:ada",), tei=False)
    publish(path, [*(deposit(f"letter-{n}") for n in range(7)), note, odd])
    publish(path, [deposit("late")], ["letter-0"], stamp=FIRST + 86_400)
    return client(path)
