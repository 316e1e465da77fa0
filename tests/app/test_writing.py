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
