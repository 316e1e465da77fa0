"""The schema store: a folder of local copies, and an index of the addresses that they stand for.

A project has its own in ``schema/store/``, made to be kept with the edition; a user has one for
files that lie in no project. Copies lie below their host and path, so that what they include by a
relative address lies beside them for every other program too.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.addresses import is_file, normal
from tei_pipeline.schemas.places import INDEX


class Entry(NamedTuple):
    """One local copy.

    ``file`` is its path below the store, ``origin`` the address or the path that it came from,
    ``etag`` what the server called this state of it.
    """

    address: str
    kind: str
    file: str
    sha256: str
    added: str
    origin: str
    aliases: tuple[str, ...] = ()
    etag: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return all addresses that the copy stands for."""
        return (self.address, *self.aliases)


class Store:
    """The copies below one folder; the index is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist."""
        self.folder = folder.resolve()
        self._entries: tuple[Entry, ...] | None = None
        self._by_address: dict[str, Entry] = {}
        self._by_path: dict[str, Entry] = {}

    def forget(self) -> None:
        """Read the index again when it is next asked for."""
        self._entries = None
        self._by_address, self._by_path = {}, {}

    @property
    def index(self) -> Path:
        """Return the path of the index."""
        return self.folder / INDEX

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the copies in the order of the index; raises ``SchemaError`` if it is damaged."""
        if self._entries is None:
            self._entries = tuple(read_index(self.index))
            for entry in self._entries:
                self._by_path[str(self.path(entry))] = entry
                for name in entry.names:
                    self._by_address.setdefault(normal(name), entry)
        return self._entries

    def find(self, address: str) -> Entry | None:
        """Return the copy that stands for an address; raises ``SchemaError``."""
        return self._by_address.get(normal(address)) if self.entries else None

    def entry_at(self, path: Path) -> Entry | None:
        """Return the copy that lies at a path; raises ``SchemaError``."""
        if not path.is_relative_to(self.folder) or not self.entries:
            return None
        return self._by_path.get(str(path))

    def path(self, entry: Entry) -> Path:
        """Return where a copy lies."""
        return self.folder / entry.file


def read_index(path: Path) -> Iterator[Entry]:
    """Yield the entries of an index, if it is there; raises ``SchemaError`` if it is damaged."""
    if not is_file(path):
        return
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"the index of the store cannot be read: {error}", path=path) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise _damaged(path, line, f"it is not TOML: {error}") from error
    headers = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("[[schema]]")]
    tables = table.get("schema", [])
    if set(table) - {"schema"} or not isinstance(tables, list):
        raise _damaged(path, 1, "it is to hold tables [[schema]] and nothing else")
    for number, content in enumerate(tables):
        yield _entry(path, headers[number] if number < len(headers) else None, content)


def _entry(path: Path, line: int | None, content: Any) -> Entry:
    types = get_type_hints(Entry)
    values: dict[str, Any] = dict(content) if isinstance(content, Mapping) else {}
    if isinstance(values.get("aliases"), list):
        values["aliases"] = tuple(values["aliases"])
    for name in ("address", "kind", "file", "sha256", "added", "origin"):
        if not values.get(name):
            raise _damaged(path, line, f"an entry lacks {name}")
    for name, value in values.items():
        if name not in types:
            raise _damaged(path, line, f"an entry has an unknown key: {name}")
        texts = (value,) if types[name] is str else value
        if not isinstance(texts, tuple) or not all(isinstance(text, str) for text in texts):
            what = "a text" if types[name] is str else "a list of texts"
            raise _damaged(path, line, f"{name} of an entry is not {what}")
    if not (path.parent / values["file"]).resolve().is_relative_to(path.parent.resolve()):
        raise _damaged(path, line, f"an entry leads out of the store: {values['file']}")
    return Entry(**values)


def _damaged(path: Path, line: int | None, message: str) -> SchemaError:
    mend = "take the file back from your version control, or delete it and add the schemas again"
    return SchemaError(
        f"the index of the store is damaged: {message}", path=path, line=line, mend=mend
    )
