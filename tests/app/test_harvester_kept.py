"""What a harvest leaves in the folder, whatever happens to the run, the files or the disk."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tei_pipeline.app.harvester import Order, harvest
from tests.app.misbehaving import TEI, Answering, Repository, Said, listed, record, served
from tests.app.test_harvester import ONE, QUICK, TWO, stated, take, take_from
from tests.app.test_harvester_again import Remembering, Shelf

HARVEST = (
    "import resource, sys\nfrom pathlib import Path\n"
    "from tei_pipeline.app.harvester import Order, harvest\n"
    "size = int(sys.argv[3])\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
    "harvest(Order(sys.argv[1]), Path(sys.argv[2]))\n"
)


def letter(name: str, title: str = "A letter") -> str:
    return record(f"oai:x.example:{name}", TEI.format(id=name, title=title))


def read(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (folder / "tei").glob("*.xml")}


def test_a_newer_version_that_was_put_in_place_here_is_the_server_s_again(tmp_path: Path) -> None:
    said = [listed(letter("one", title)) for title in ("First", "Second", "Third")]
    with served(Repository(lambda _: said.pop(0))) as url:
        take_from(url, tmp_path)
        (tmp_path / "tei/one.xml").write_text("<mine/>", encoding="utf-8")
        take_from(url, tmp_path)
        (tmp_path / "tei/one.xml.harvested").replace(tmp_path / "tei/one.xml")
        third = take_from(url, tmp_path)
        said.append(listed(record("oai:x.example:one", deleted=True)))
        fourth = take_from(url, tmp_path)
    assert [path.name for path in third.written] == ["one.xml"]
    assert third.notes == ()
    assert [path.name for path in fourth.withdrawn] == ["one.xml"]


def test_a_copy_of_what_was_withdrawn_is_not_overwritten(tmp_path: Path) -> None:
    gone = record("oai:x.example:one", deleted=True)
    said = [listed(one) for one in (letter("one", "First"), gone, letter("one", "Second"), gone)]
    with served(Repository(lambda _: said.pop(0))) as url:
        for _ in range(2):
            take_from(url, tmp_path)
        (tmp_path / "withdrawn/one.xml").write_text("<mine/>", encoding="utf-8")
        take_from(url, tmp_path)
        last = take_from(url, tmp_path)
    assert (tmp_path / "withdrawn/one.xml").read_text(encoding="utf-8") == "<mine/>"
    assert "Second" in last.withdrawn[0].read_text(encoding="utf-8")


def test_what_is_repeated_in_a_list_is_taken_once(tmp_path: Path) -> None:
    newer = letter("one", "Newer")
    harvested = take(Repository(lambda _: listed(letter("one"), letter("one"), newer)), tmp_path)
    assert [path.name for path in harvested.written] == ["one.xml"]
    assert harvested.unchanged == 0
    assert "Newer" in read(tmp_path)["one"]


def test_a_full_disk_is_told_of_and_the_next_run_goes_on(tmp_path: Path) -> None:
    long = TEI.format(id="two", title="x" * 60_000)
    said = listed(letter("one"), record(TWO, long))
    with served(Repository(lambda _: said)) as url:
        assert "cannot be written: File too large" in on_small_disk(url, tmp_path / "e")
        assert set(read(tmp_path / "e")) == {"one"}
        assert [path.name for path in take_from(url, tmp_path / "e").written] == ["two.xml"]
    assert len(read(tmp_path / "e")["two"]) > 60_000


def test_what_could_not_be_written_is_sent_again(tmp_path: Path) -> None:
    shelf = Shelf("one")
    with served(shelf) as url:
        take_from(url, tmp_path)
        shelf.title = "x" * 60_000
        assert "File too large" in on_small_disk(url, tmp_path)
        assert len(read(tmp_path)["one"]) < 1_000
        harvest(Order(f"{url}/oai"), tmp_path, asker=Remembering(QUICK))
    assert len(read(tmp_path)["one"]) > 60_000


def on_small_disk(url: str, folder: Path) -> str:
    """Harvest where no file may have more than 50 kB, and return what is said of it."""
    command = (sys.executable, "-c", HARVEST, f"{url}/oai", str(folder), "50000")
    ran = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    return ran.stderr


@pytest.mark.parametrize("protocol", ["oai", "dts"])
def test_who_is_killed_at_any_point_goes_on(tmp_path: Path, protocol: str) -> None:
    names = [f"letter-{n}" for n in range(40)]
    if protocol == "dts":
        answering: Answering = Shelf(*names)
    else:

        def page(query: dict[str, str]) -> Said:
            at = int(query.get("resumptionToken", "0"))
            more = str(at + 5) if at + 5 < len(names) else ""
            return listed(*(letter(name) for name in names[at : at + 5]), token=more)

        answering = Repository(page)
    with served(answering) as url:
        for number in range(6):
            command = (sys.executable, "-c", HARVEST, f"{url}/oai", str(tmp_path), "9999999")
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
                deadline = time.monotonic() + 30
                while time.monotonic() < deadline and running.poll() is None:
                    if len(list(tmp_path.glob("tei/*.xml"))) > number * 6:
                        break
                running.send_signal(signal.SIGKILL)
        last = take_from(url, tmp_path)
    assert set(read(tmp_path)) == set(names)
    assert (last.notes, last.problems) == ((), ())
    assert not list(tmp_path.rglob("*.harvested"))
    assert stated(tmp_path)["running"] is None


def test_a_record_that_is_no_tei_is_kept_and_told_of(tmp_path: Path) -> None:
    dc = record(TWO, '<dc xmlns="urn:dc"/>')
    harvested = take(Repository(lambda _: listed(letter("one"), dc)), tmp_path)
    assert harvested.report is not None
    codes = [d.code for d in harvested.report.diagnostics if d.location.file.stem == "two"]
    assert (len(harvested.written), codes) == (2, ["TPW105"])


@pytest.mark.parametrize("is_whole_address", [False, True])
def test_what_comes_includes_no_file_outside_the_folder(
    tmp_path: Path, is_whole_address: bool
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    name = secret.as_uri() if is_whole_address else "../../secret.txt"
    include = f'<include xmlns="http://www.w3.org/2001/XInclude" href="{name}" parse="text"/>'
    content = TEI.format(id="one", title="A").replace("Text.", include)
    harvested = take(Repository(lambda _: listed(record(ONE, content))), tmp_path / "e")
    assert harvested.report is not None
    assert [found.code for found in harvested.report.diagnostics] == ["TPW108"]
    assert include in read(tmp_path / "e")["one"]


def test_entities_of_what_dts_gives_read_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    shelf = Shelf("one")
    shelf.before = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    shelf.title = "&x;"
    harvested = take(shelf, tmp_path / "e")
    assert harvested.report is not None
    assert [found.code for found in harvested.report.diagnostics] == ["TPW104"]
