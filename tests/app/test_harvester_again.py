"""Taking once more: after an interruption, beside another run, from servers that lead elsewhere."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tei_pipeline.app.harvester import Order, harvest
from tei_pipeline.app.harvester.alone import alone
from tei_pipeline.app.harvester.asking import Asker, Got
from tei_pipeline.errors import InputError
from tests.app.misbehaving import TEI, Repository, Said, listed, record, served
from tests.app.test_harvester import ONE, QUICK, take, take_from

HOLDING = (
    "import sys\nfrom pathlib import Path\n"
    "from tei_pipeline.app.harvester.alone import alone\n"
    "with alone(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


class Shelf:
    """A DTS server with a collection in a collection; ``there`` are the inner one's resources.

    Each document has ``title``, and ``before`` stands before its root.
    """

    def __init__(self, *there: str) -> None:
        self.there = there
        self.asked: list[str] = []
        self.title = self.before = ""

    def __call__(self, path: str, query: dict[str, str]) -> Said:
        if path.endswith("/document"):
            self.asked.append(query["resource"])
            name = query["resource"]
            content = self.before + TEI.format(id=name, title=self.title or name)
            return Said(content, headers={"ETag": f'"{hash(content)}"'})
        if not path.endswith("/collection"):
            entry = {"@type": "EntryPoint", "collection": "/oai/collection{?id}"}
            return Said(json.dumps(entry | {"document": "/oai/document{?resource}"}))
        return Said(json.dumps(self._collection(query.get("id", "all"))))

    def _collection(self, id: str) -> dict[str, object]:
        if id in self.there:
            return {"@id": id, "@type": "Resource"}
        inner: list[dict[str, str]] = [{"@id": one, "@type": "Resource"} for one in self.there]
        outer = [{"@id": "shelf", "@type": "Collection"}, {"@id": "all", "@type": "Collection"}]
        member = inner if id == "shelf" else outer
        return {"@id": id, "@type": "Collection", "title": "Letters", "member": member}


class Remembering(Asker):
    """Asks a server that does not send again what is known."""

    def ask(
        self,
        address: str,
        query: Iterable[tuple[str, str]] = (),
        accept: str = "*/*",
        etag: str = "",
    ) -> Got:
        """Return the answer without content where it has the tag that is known."""
        got = super().ask(address, query, accept)
        known = etag and etag == got.etag
        return got._replace(status=304, content=b"") if known else got


def test_a_folder_takes_one_harvest_at_a_time(tmp_path: Path) -> None:
    with (
        alone(tmp_path),
        pytest.raises(InputError, match="another harvest into this folder") as held,
    ):
        take(Repository(lambda _: listed(record(ONE))), tmp_path)
    assert held.value.mend == "wait until it has ended, and run the same command again"
    assert not (tmp_path / "tei").exists()
    assert len(take(Repository(lambda _: listed(record(ONE))), tmp_path).written) == 1


def test_who_was_killed_holds_nothing_up(tmp_path: Path) -> None:
    command = (sys.executable, "-c", HOLDING, str(tmp_path))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(InputError, match=f"another harvest.* at work: process {other.pid}$"):
            take(Repository(lambda _: listed(record(ONE))), tmp_path)
        other.kill()
    assert len(take(Repository(lambda _: listed(record(ONE))), tmp_path).written) == 1


def test_a_moment_to_come_back_is_waited_for(tmp_path: Path) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    said = [Said("", 503, {"Retry-After": moment}), listed(record(ONE))]
    slept: list[float] = []
    with served(Repository(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path, slept)
    assert len(slept) == 1
    assert 15 < slept[0] <= 20


def test_an_answer_may_be_compressed(tmp_path: Path) -> None:
    plain = listed(record(ONE)).content
    assert isinstance(plain, str)
    said = Said(gzip.compress(plain.encode()), headers={"Content-Encoding": "gzip"})
    assert len(take(Repository(lambda _: said), tmp_path).written) == 1


def test_a_server_may_have_moved_to_another(tmp_path: Path) -> None:
    with served(Repository(lambda _: listed(record(ONE)))) as new:

        def moved(path: str, query: dict[str, str]) -> Said:
            asked = "&".join(f"{name}={value}" for name, value in query.items())
            return Said("", 301, {"Location": f"{new}{path}?{asked}"})

        assert len(take(moved, tmp_path).written) == 1


def test_none_is_led_from_https_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    with Asker(QUICK) as asker:
        target = "http://x.example/oai"
        monkeypatch.setattr(
            asker, "_one", lambda address, _: (Got(address, 302, b"", "", ""), target)
        )
        with pytest.raises(InputError, match=r"from https to http://x\.example/oai"):
            asker.ask("https://x.example/oai")


def test_an_interrupted_walk_asks_for_no_document_twice(tmp_path: Path) -> None:
    shelf = Shelf("one", "two", "three")

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with served(shelf) as url:
        with Asker(QUICK) as asker, pytest.raises(KeyboardInterrupt):
            harvest(Order(f"{url}/oai"), tmp_path, asker=asker, progress=stop)
        take_from(url, tmp_path)
    assert 'title = "Letters"' in (tmp_path / "tei-pipeline.toml").read_text("utf-8")
    assert shelf.asked == ["one", "two", "three"]
    assert {path.stem for path in (tmp_path / "tei").iterdir()} == {"one", "two", "three"}


def test_what_is_known_is_not_sent_again(tmp_path: Path) -> None:
    with served(Shelf("one", "two")) as url:
        take_from(url, tmp_path)
        again = harvest(Order(f"{url}/oai"), tmp_path, asker=Remembering(QUICK))
    assert (again.written, again.unchanged, again.problems) == ((), 2, ())


@pytest.mark.parametrize(("resource", "files"), [("two", {"two"}), ("shelf", {"one", "two"})])
def test_a_resource_or_a_collection_is_taken_alone(
    tmp_path: Path, resource: str, files: set[str]
) -> None:
    shelf = Shelf("one", "two")
    with served(shelf) as url:
        take_from(url, tmp_path, resource=resource)
        shelf.there = ("one",) if resource == "shelf" else ("two",)
        later = take_from(url, tmp_path, resource=resource)
    assert {path.stem for path in (tmp_path / "tei").iterdir()} == files
    assert not later.withdrawn
