"""What a build writes lies below its folder, each file once."""

from pathlib import Path

import pytest

from tei_pipeline.app.writing import Writer
from tei_pipeline.errors import OutputError


@pytest.mark.parametrize("path", ["../a.html", "x/../../a.html", "/etc/a.html", "x/..", "..", ""])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    with pytest.raises(OutputError, match="outside the output folder"):
        Writer(folder).write(path, b"x")
    assert list(tmp_path.iterdir()) == [folder]
    assert not list(folder.iterdir())


def test_links_are_followed_inside_and_refused_outside(tmp_path: Path) -> None:
    folder, other = tmp_path / "build", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "real").mkdir()
    for name, target in (("out", other), ("in", folder / "real"), ("f", other / "file")):
        (folder / name).symlink_to(target)
    writer = Writer(folder)
    writer.write("in/a", b"x")
    assert (folder / "real" / "a").read_bytes() == b"x"
    for path in ("out/a", "f"):
        with pytest.raises(OutputError, match="outside the output folder"):
            writer.write(path, b"x")
    assert not list(other.iterdir())


def test_two_steps_do_not_write_one_file(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.write("a/b", b"x")
    with pytest.raises(OutputError, match="two pages"):
        writer.write("a/b", b"y")
    assert (tmp_path / "a" / "b").read_bytes() == b"x"


def test_a_file_written_piecemeal_is_there_when_all_of_it_is(tmp_path: Path) -> None:
    with Writer(tmp_path).piecemeal("a/b") as stream:
        stream.write(b"x")
        assert not (tmp_path / "a/b").exists()
        stream.write(b"y")
    assert (tmp_path / "a/b").read_bytes() == b"xy"
    stamp = (tmp_path / "a/b").stat().st_mtime_ns
    with Writer(tmp_path).piecemeal("a/b") as stream:
        stream.write(b"xy")
    assert (tmp_path / "a/b").stat().st_mtime_ns == stamp
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_a_file_that_is_given_up_half_written_leaves_the_old_one(tmp_path: Path) -> None:
    def give_up(writer: Writer) -> None:
        with writer.piecemeal("a") as stream:
            stream.write(b"new")
            raise KeyError

    writer = Writer(tmp_path)
    writer.write("a", b"old")
    with pytest.raises(KeyError):
        give_up(Writer(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"
    with pytest.raises(OutputError, match="two pages"), writer.piecemeal("a"):
        pass


def test_what_a_killed_build_had_half_written_is_taken_away(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "build")
    with writer.at_work():
        writer.write("html/a", b"x")
        half = tmp_path / "build/html/.tei-pipeline-1-2"
        half.write_bytes(b"h")
        left = (tmp_path / "build/.unfinished").read_bytes()
    assert half.exists()
    (tmp_path / "build/.unfinished").write_bytes(left)  # as if it had been killed
    with Writer(tmp_path / "build").at_work():
        pass
    found = sorted(path.name for path in (tmp_path / "build").rglob("*"))
    assert found == ["a", "html"]


def test_the_mark_of_a_build_at_work_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "own").write_bytes(b"own")
    (tmp_path / "build/.unfinished").symlink_to(tmp_path / "own")
    with (
        pytest.raises(OutputError, match="outside the output folder"),
        Writer(tmp_path / "build").at_work(),
    ):
        pass
    assert (tmp_path / "own").read_bytes() == b"own"
