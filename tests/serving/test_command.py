"""The command ``serve`` as a process: what it says, serves and ends with."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tei_pipeline.catalogue.published import Entity, Publication
from tei_pipeline.settings import TARGETS
from tests.serving.running import Client

SETTINGS = '[edition]\ntitle = "Letters"\nbase-url = "https://letters.example.org"\n'


class Serving:
    """The command at work on a folder; what it says goes into a file."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "tei_pipeline", "serve", "--port", "0", *options]
        self._said = folder / "said.txt"
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                stdout=said,
                stderr=said,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def client(self) -> Client:
        """Return a client, once it is said where."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", self._said.read_text("utf-8"))
            if found:
                return Client(int(found[1]))
            time.sleep(0.05)
        raise AssertionError(self._said.read_text("utf-8"))

    def end(self, how: int = signal.SIGTERM) -> tuple[int, str]:
        """End it; return the exit code and all that it has said."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait until it has ended; return the same."""
        return self.process.wait(20), self._said.read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an edition that was built elsewhere: no TEI is there."""
    (tmp_path / "tei-pipeline.toml").write_text(SETTINGS, encoding="utf-8")
    site = tmp_path / "build/html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<h1>Letters</h1>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def catalogue(folder: Path) -> Path:
    path = folder / "build/catalogue.sqlite"
    with Publication(path) as publication:
        publication.about({"title": "Letters"})
        entity = Entity("ada", "person", "ada", ("Ada",), "", (), "registers/persons/ada.html", 1)
        publication.entities([entity])
        publication.finish()
    return path


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[..., Serving]]:
    started: list[Serving] = []

    def one(*options: str) -> Serving:
        started.append(Serving(folder, *options))
        return started[-1]

    yield one
    for serving in started:
        serving.end()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_what_was_built_is_served_until_it_is_ended(
    serve: Callable[..., Serving], how: int
) -> None:
    serving = serve("--no-build")
    ask = serving.client()
    assert ask("/").body == b"<h1>Letters</h1>"
    assert ask("/oai").status == 404
    code, said = serving.end(how)
    assert (code, said.splitlines()[-1]) == (0, "ended")
    assert 'the site alone: no "metadata" are published' in said


@pytest.mark.skipif("metadata" not in TARGETS, reason="no metadata are published yet")
def test_protocols_are_served_beside_it(serve: Callable[..., Serving], catalogue: Path) -> None:
    serving = serve("--no-build")
    ask = serving.client()
    found = json.loads(ask("/reconcile?query=Ada").body)
    assert found["result"][0]["match"]
    assert json.loads(ask("/openapi.json").body)["info"]["title"] == "Letters"
    assert json.loads(ask("/health").body)["catalogue"] is True
    catalogue.rename(catalogue.with_name("away"))
    assert ask("/reconcile").status == ask("/health").status == 503
    catalogue.with_name("away").rename(catalogue)
    assert ask("/reconcile").status == 200
    code, said = serving.end()
    assert code == 0
    assert f"reconciliation  http://127.0.0.1:{ask.port}/reconcile" in said


def test_where_nothing_was_built_it_says_so(serve: Callable[..., Serving], folder: Path) -> None:
    (folder / "build/html/index.html").unlink()
    serving = serve("--no-build")
    code, said = serving.ended()
    assert code == 2
    assert "nothing is published there" in said
    assert "tei-pipeline build" in said
    assert "Traceback" not in said


def test_watching_without_building_is_refused(serve: Callable[..., Serving]) -> None:
    serving = serve("--no-build", "--watch")
    code, said = serving.ended()
    assert code == 2
    assert "leave --no-build out" in said
