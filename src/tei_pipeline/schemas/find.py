"""From the address of a schema to its local copy: nothing is ever fetched here.

In this order: the file that the address itself leads to, the project's store, the user's store, the
catalogs.
"""

import os
import shlex
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tei_pipeline.errors import SchemaError
from tei_pipeline.project import Project
from tei_pipeline.schemas.addresses import (
    absolute,
    address_of,
    is_absolute,
    is_address,
    is_file,
    is_remote,
    path_of,
)
from tei_pipeline.schemas.kinds import kind_by_ending
from tei_pipeline.schemas.places import (
    INDEX,
    CatalogFile,
    catalogs_of,
    project_store,
    user_store,
)

if TYPE_CHECKING:
    from tei_pipeline.schemas.catalogs import Catalogs
    from tei_pipeline.schemas.store import Store

_LEADS = 100  # from catalog to catalog, until it is taken for a loop


class NotAtHandError(SchemaError):
    """There is no local copy of what an address means."""


class Finder:
    """Finds local copies by stores, in their order, and by catalogs."""

    def __init__(self, stores: Sequence[Path] = (), catalogs: Iterable[CatalogFile] = ()) -> None:
        """Take the folders of stores and the catalogs; nothing is read before it is needed."""
        self._folders = tuple(stores)
        self._files = catalogs

    @cached_property
    def stores(self) -> "tuple[Store, ...]":
        """Return the stores that are there."""
        folders = [folder for folder in self._folders if is_file(folder / INDEX)]
        if not folders:
            return ()
        # Imported where there is a store: 4 ms, and most editions have none.
        from tei_pipeline.schemas.store import Store

        return tuple(map(Store, folders))

    @cached_property
    def _catalogs(self) -> "Catalogs | None":
        files = [file for file in self._files if not file.optional or is_file(file.path)]
        if not files:
            return None
        # As above: 4 ms.
        from tei_pipeline.schemas.catalogs import Catalogs

        return Catalogs(files)

    def resolve(self, address: str, base: Path) -> Path:
        """Return the local copy of what ``address`` means in the file ``base``.

        Raises ``NotAtHandError`` where there is none; ``SchemaError`` where a store or a catalog
        is damaged.
        """
        meant = absolute(address, self._address_of(base))
        led = [meant]
        for _ in range(_LEADS):
            path = path_of(led[-1])
            if path is not None and is_file(path):
                return path
            copy = self._stored(led[-1])
            if copy is not None:
                return copy
            found = self._mapped(led[-1]) or (self._mapped(address) if len(led) == 1 else None)
            if found is None or found in led:
                break
            led.append(found)
        raise _not_at_hand(address, led, base)

    def open(self, href: str, base: Path) -> tuple[Path, bytes]:
        """Return the local copy and its bytes; raises ``SchemaError``."""
        path = self.resolve(href, base).resolve()
        try:
            return path, path.read_bytes()
        except OSError as error:
            message = f"“{href}” cannot be read: {error.strerror or error}"
            raise SchemaError(message, path=base) from error

    def _address_of(self, path: Path) -> str:
        """Return the address of a file: for a copy in a store, that of its origin."""
        for store in self.stores:
            entry = store.entry_at(path)
            if entry is not None:
                return entry.origin if is_remote(entry.origin) else entry.address
        return address_of(path)

    def _mapped(self, address: str) -> str | None:
        return self._catalogs.resolve(address) if self._catalogs else None

    def _stored(self, address: str) -> Path | None:
        for store in self.stores:
            entry = store.find(address)
            if entry is None:
                continue
            path = store.path(entry)
            if not is_file(path):
                raise SchemaError(
                    f"the copy of “{entry.address}” is not in the store: {entry.file}",
                    path=store.index,
                    mend=add_command(entry.address),
                )
            return path
        return None


def _not_at_hand(address: str, led: Sequence[str], base: Path) -> NotAtHandError:
    meant = led[-1]
    way = f", which a catalog leads to from “{address}”," if len(led) > 1 else ""
    if not is_address(meant):
        mend = "write it as the path of a file, or as https://…"
        return NotAtHandError(f"“{meant}”{way} is no address", path=base, mend=mend)
    path = path_of(meant)
    if path is None:
        mend = add_command(meant)
        message = f"“{meant}”{way} is not at hand: nothing is fetched while documents are judged"
        return NotAtHandError(message, path=base, mend=mend)
    near = _near(path)
    if near:
        mend = f"did you mean {near}?"
    elif is_absolute(address):
        mend = add_command(address)
    else:
        mend = "check the address, or put the schema there"
    # What an address hides behind % may be characters that a terminal obeys.
    shown = path if str(path).isprintable() else meant
    return NotAtHandError(f"“{address}” leads to no file: {shown}", path=base, mend=mend)


def finder_for(project: Project) -> Finder:
    """Return the finder of a project, or of a folder that is none; nothing is read yet."""
    stores = [project_store(project)] if project.configured else []
    return Finder([*stores, user_store()], catalogs_of(project))


def add_command(address: str) -> str:
    """Return the command that takes a local copy of what an address means."""
    quoted = shlex.quote(address)
    if is_remote(address):
        return f"tei-pipeline schema add {quoted}"
    return f"tei-pipeline schema add FILE --as {quoted}"


def _near(path: Path) -> str | None:
    """Return the schema of a like name beside a file that is not there."""
    # Imported where something is missing only: it takes 4 ms.
    import difflib

    try:
        names = [name for name in os.listdir(path.parent) if kind_by_ending(name)]  # noqa: PTH208
    except (OSError, ValueError):
        return None
    return next(iter(difflib.get_close_matches(path.name, names, n=1, cutoff=0.8)), None)
