"""Atomic writing: the old file or the new, never a part."""

from pathlib import Path

import pytest

from tei_pipeline.errors import OutputError
from tei_pipeline.files import write_atomically


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o444 == 0o444


def test_the_same_content_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    write_atomically(path, b"one")
    before = path.stat()
    write_atomically(path, b"one")
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    path = tmp_path / "b.txt"
    write_atomically(path, b"old")

    def interrupted(self: Path, target: Path) -> Path:
        raise stop

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises((KeyboardInterrupt, OutputError)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        write_atomically(tmp_path / "file" / "b.txt", b"x")
    assert caught.value.mend


def test_a_link_is_followed_and_a_device_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    write_atomically(Path("/dev/null"), b"new")
    assert not Path("/dev/null").is_file()
    with pytest.raises(OutputError):
        write_atomically(Path("/dev/full"), b"new")
    assert not Path("/dev/full").is_file()
