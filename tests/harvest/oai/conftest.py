"""Repositories of a few letters in two publications."""

from pathlib import Path

import pytest

from tests.harvest.oai.repository import Repository, filled


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """Return a repository in which nothing has been published."""
    held = Repository(tmp_path)
    held.sets = ()
    held.publish()
    return held


@pytest.fixture
def held(tmp_path: Path) -> Repository:
    """Return a repository of seven letters, one of them withdrawn."""
    return filled(tmp_path)
