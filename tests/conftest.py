"""No test reads or writes what a user keeps: the cache and the schema store are of this run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("own")
    before = dict(os.environ)
    os.environ["TEI_PIPELINE_CACHE"] = str(folder / "cache")
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    os.environ.pop("XML_CATALOG_FILES", None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a test a cache of its own, and return where it is."""
    folder = tmp_path / "own-cache"
    monkeypatch.setenv("TEI_PIPELINE_CACHE", str(folder))
    return folder
