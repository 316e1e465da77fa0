"""A repository of seven letters in two publications."""

from pathlib import Path

import pytest

from tests.harvest.oai.repositories import Repository, letter


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
