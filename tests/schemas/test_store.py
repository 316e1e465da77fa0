"""The store: its index, its files, and several processes at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tei_pipeline.errors import OutputError, SchemaError
from tei_pipeline.schemas.keep import digest_of, keep
from tei_pipeline.schemas.store import Entry, Store


def entry(address: str, content: bytes = b"", file: str = "a.rng", *aliases: str) -> Entry:
    return Entry(address, "relaxng", file, digest_of(content), "2026", address, aliases, '"e"')


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    one = entry('https://e.org/ä "q" \\ \x7f', b"one", "x/a.rng", "https://f.org/b")
    two = entry("https://e.org/b", b"two", "b.rng")._replace(etag="")
    assert keep(Store(tmp_path), [(one, b"one"), (two, b"two")]) == (one, two)
    store = Store(tmp_path)
    assert set(store.entries) == {one, two}
    assert store.find("http://f.org/b") == one
    assert store.path(one).read_bytes() == b"one"
    assert store.entry_at(tmp_path / "b.rng") == two
    assert store.entry_at(tmp_path / "none.rng") is None
    assert store.entry_at(tmp_path.parent / "b.rng") is None
    assert store.find("https://e.org/none") is None


def test_a_store_that_is_not_there_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert store.entries == ()
    assert store.find("https://e.org/a") is None


def test_the_index_is_in_order_whatever_was_put_first(tmp_path: Path) -> None:
    one, two = entry("https://e.org/b", file="b"), entry("https://e.org/a", file="a")
    keep(Store(tmp_path / "x"), [(one, b""), (two, b"")])
    keep(Store(tmp_path / "y"), [(two, b"")])
    keep(Store(tmp_path / "y"), [(one, b"")])
    assert Store(tmp_path / "x").index.read_bytes() == Store(tmp_path / "y").index.read_bytes()


def test_a_copy_takes_the_place_of_one_with_its_address(tmp_path: Path) -> None:
    old = entry("https://e.org/a", b"old", "old.rng", "https://e.org/x", "https://e.org/y")
    alias = entry("https://e.org/b", b"b", "b.rng", "https://e.org/x")
    keep(Store(tmp_path), [(old, b"old")])
    keep(Store(tmp_path), [(alias, b"b")])
    assert Store(tmp_path).find("https://e.org/x") == alias
    assert Store(tmp_path).find("https://e.org/a") == old._replace(aliases=("https://e.org/y",))
    new = entry("http://e.org/a", b"new", "new.rng")
    keep(Store(tmp_path), [(new, b"new")])
    assert Store(tmp_path).find("https://e.org/a") == new
    assert not (tmp_path / "old.rng").exists()


def test_two_copies_never_lie_at_one_place(tmp_path: Path) -> None:
    addresses = ["https://e.org/a", "https://f.org/a", "https://g.org/a", "https://h.org/a"]
    files = ["x/a.rng", "X/A.rng", "x/a.rng/b.rng", "x"]
    wishes = [entry(a, a.encode(), f) for a, f in zip(addresses, files, strict=True)]
    made = keep(Store(tmp_path), [(wish, wish.address.encode()) for wish in wishes])
    assert made[0].file == "x/a.rng"
    assert len({one.file for one in made}) == 4
    for one in made:
        assert Store(tmp_path).path(one).read_bytes() == one.address.encode()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[schema]]\naddress = \n", 2, "it is not TOML"),
        ("schema = 1", 1, "it is to hold tables [[schema]]"),
        ("other = 1", 1, "it is to hold tables [[schema]]"),
        ("schema = [1]", None, "an entry lacks address"),
        ("\n[[schema]]\naddress = 'a'", 2, "an entry lacks kind"),
        ("{}\n\n[[schema]]\naddress = 'a'", 10, "an entry lacks kind"),
        ("{}size = 1", 1, "unknown key: size"),
        ("{}aliases = 'x'", 1, "aliases of an entry is not"),
        ("{}aliases = [1]", 1, "aliases of an entry is not"),
    ],
)
def test_a_damaged_index_names_its_line(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    keys = ("address", "kind", "file", "sha256", "added", "origin")
    good = "[[schema]]\n" + "".join(f"{key} = 'x'\n" for key in keys)
    (tmp_path / "index.toml").write_text(text.replace("{}", good), encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        _ = Store(tmp_path).entries
    assert message in caught.value.message
    assert caught.value.line == line
    assert caught.value.path == tmp_path / "index.toml"
    with pytest.raises(SchemaError):
        keep(Store(tmp_path), [(entry("a"), b"")])
    assert not (tmp_path / "a.rng").exists()


@pytest.mark.parametrize("file", ["../out.rng", "/etc/passwd", "x/../../out"])
def test_no_entry_leads_out_of_the_store(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "index.toml").write_text(
        f"[[schema]]\naddress='a'\nkind='k'\nfile='{file}'\nsha256='s'\nadded='d'\norigin='o'\n"
    )
    with pytest.raises(SchemaError, match="leads out of the store"):
        _ = Store(folder).entries


def test_an_index_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "index.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SchemaError, match="cannot be read"):
        _ = Store(tmp_path).entries


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file in the way")
    with pytest.raises(OutputError):
        keep(Store(tmp_path / "store"), [(entry("a"), b"")])


ADDER = """
import sys
from pathlib import Path
from tei_pipeline.schemas.keep import digest_of, keep
from tei_pipeline.schemas.store import Entry, Store
for number in range(10):
    name = f"{sys.argv[2]}-{number}"
    content = name.encode()
    one = Entry(f"https://e.org/{name}", "xsd", "same.xsd", digest_of(content), "d", "o")
    keep(Store(Path(sys.argv[1])), [(one, content)])
"""


def test_several_processes_may_add_at_once(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", ADDER, str(tmp_path), name]) for name in "abcd"
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    store = Store(tmp_path)
    assert len(store.entries) == 40
    for one in store.entries:
        assert digest_of(store.path(one).read_bytes()) == one.sha256
