"""A client of ResourceSync mirrors an edition from a plain web host: all of it, then changes.

Its release (2.0.1) cannot compare digests; those are judged in ``test_static``.
"""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tests.app.test_incremental import edition, letter, register

RESYNC = Path(sys.executable).with_name("resync-sync")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"


class Silent(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Mirror:
    """An edition on a plain host, and the folder of who mirrors it."""

    def __init__(self, folder: Path, host: str) -> None:
        self.edition = edition(folder / "e", random.Random(1))
        self.copy = folder / "copy"
        self.copy.mkdir()
        self.host = host
        settings = f'[edition]\ntitle = "Letters"\nbase-url = "{host}html/"\n'
        (self.edition / "tei-pipeline.toml").write_text(settings, encoding="utf-8")

    def build(self) -> None:
        build([], BuildOptions(targets=("site", "metadata")), folder=self.edition)

    def sync(self, *how: str) -> str:
        """Return what the client says."""
        lists = f"{self.host}html/resourcesync/"
        command = [str(RESYNC), *how, "--delete", "-v", "--tries=1"]
        command += ["--noauth"]  # metadata lie beside the folder of the lists
        command += [f"--capabilitylist={lists}capabilitylist.xml", self.host, str(self.copy)]
        said = subprocess.run(
            command, check=True, capture_output=True, text=True, cwd=self.copy.parent
        )
        return said.stdout + said.stderr

    def incremental(self, since: str) -> str:
        changes = f"{self.host}html/resourcesync/changelist.xml"
        return self.sync("--incremental", f"--changelist-uri={changes}", f"--from={since}")

    def copied(self) -> dict[str, bytes]:
        return contents(self.copy)

    def published(self) -> dict[str, bytes]:
        """Return the files that the resource list names."""
        root = self.root("resourcelist")
        folder = self.edition / "build"
        addresses = [str(loc.text) for loc in root.iter(f"{SITEMAP}loc")]
        return {one: (folder / one).read_bytes() for one in map(self.path, addresses)}

    def path(self, address: str) -> str:
        return address.removeprefix(self.host)

    def root(self, name: str) -> etree._Element:
        file = self.edition / f"build/html/resourcesync/{name}.xml"
        return etree.fromstring(file.read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    served = tmp_path / "e/build"
    handler = partial(Silent, directory=str(served))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Mirror(tmp_path, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join()


def test_a_mirror_follows_all_changes(mirror: Mirror) -> None:
    mirror.build()
    mirror.sync("--baseline")
    assert mirror.copied() == mirror.published()
    assert "in sync" in mirror.sync("--audit").lower()
    until = str(mirror.root("changelist").findall(f"{RS}md")[0].get("until"))
    before = mirror.copied()
    letter(mirror.edition, random.Random(5), "b")
    register(mirror.edition, random.Random(7))
    (mirror.edition / "tei/d.xml").unlink()
    mirror.build()
    mirror.incremental(until.replace("Z", ".5Z"))  # it came after the first build
    after = mirror.copied()
    assert after == mirror.published()
    assert before["html/a.xml"] == after["html/a.xml"]
    assert before["html/b.xml"] != after["html/b.xml"]
    assert "html/d.xml" in before.keys() - after.keys()
    assert "in sync" in mirror.sync("--audit").lower()
