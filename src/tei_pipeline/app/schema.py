"""The schema store and the choice of schemas, as the command line asks for them."""

import os
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tei_pipeline.app.targets import find_targets
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import LoadError
from tei_pipeline.document.reading import read_bytes
from tei_pipeline.errors import InputError
from tei_pipeline.project import Project, find_project
from tei_pipeline.schemas.addresses import (
    is_absolute,
    is_address,
    is_file,
    is_remote,
    path_of,
)
from tei_pipeline.schemas.choice import Chosen, Unreached
from tei_pipeline.schemas.copies import file_of
from tei_pipeline.schemas.fetch import fetch
from tei_pipeline.schemas.find import finder_for
from tei_pipeline.schemas.gather import (
    Gathered,
    Gathering,
    Missing,
    Reader,
    gather_from_file,
    gather_from_web,
)
from tei_pipeline.schemas.keep import digest_of, keep
from tei_pipeline.schemas.order import Choices
from tei_pipeline.schemas.places import project_store, user_store
from tei_pipeline.schemas.store import Entry, Store

ADDED, UNCHANGED, REPLACED = "added", "unchanged", "replaced"


@dataclass(frozen=True, slots=True)
class Kept:
    """One copy that was taken: ``state`` is added, unchanged or replaced; ``before`` its digest."""

    entry: Entry
    state: str
    size: int
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What was taken into the store in ``folder``, and what the schema names that was not had."""

    folder: Path
    kept: tuple[Kept, ...]
    missing: tuple[Missing, ...]

    @property
    def differs(self) -> bool:
        """Return whether anything is not as it was in the store."""
        return any(one.state != UNCHANGED for one in self.kept)


def add(
    source: str,
    folder: Path,
    *,
    address: str | None = None,
    aliases: Sequence[str] = (),
    dry: bool = False,
    reader: Reader = fetch,
) -> Addition:
    """Take a schema, and what it names, into the store of the project around ``folder``.

    ``source`` is an address of the web or a file; a file needs the ``address`` that it stands for.
    With ``dry`` nothing is written. Raises ``InputError``, ``SchemaError``, ``OutputError``.
    """
    for name in (address, *aliases):
        if name is not None and not (is_absolute(name) and is_address(name)):
            mend = "write it with its scheme, as https://example.org/schema.rng"
            raise InputError(f"“{name}” is not the address of a schema", mend=mend)
    project = find_project(folder)
    store = Store(project_store(project) if project.configured else user_store())
    gathering = _gathered(source, address, reader)
    first = gathering.files[0]
    names = tuple(dict.fromkeys([*first.aliases, *aliases]))
    if is_remote(source) and address is not None:
        names = (source, *names)
    files = [first._replace(address=address or first.address, aliases=names), *gathering.files[1:]]
    made = [_entry(one, store, project, main=one is files[0]) for one in files]
    new = any(kept.state != UNCHANGED or kept.entry not in store.entries for kept, _ in made)
    if new and not dry:
        entries = keep(store, [(kept.entry, content) for kept, content in made])
    else:
        entries = tuple(kept.entry for kept, _ in made)
    kept = tuple(
        Kept(entry, one.state, one.size, one.before)
        for entry, (one, _) in zip(entries, made, strict=True)
    )
    return Addition(store.folder, kept, tuple(_still_missing(gathering, project)))


def _gathered(source: str, address: str | None, reader: Reader) -> Gathering:
    if is_remote(source):
        return gather_from_web(source, reader)
    if is_absolute(source) and path_of(source) is None:
        raise InputError(
            f"“{source}” is neither a file nor an address that can be fetched",
            mend="name a file, or an address that begins with https:// or http://",
        )
    path = path_of(source) or Path(source)
    if not is_file(path):
        raise InputError("there is no such file", path=path, mend="check its name")
    if address is None:
        raise InputError(
            "a file is added for an address that documents name it by",
            path=path,
            mend=f"tei-pipeline schema add {path} --as ADDRESS, or judge by it: --schema {path}",
        )
    return gather_from_file(path, address)


def _entry(gathered: Gathered, store: Store, project: Project, *, main: bool) -> tuple[Kept, bytes]:
    """Return what becomes of a file: an entry that is there already keeps its address and name."""
    names = (gathered.address, *gathered.aliases)
    before = next((found for name in names if (found := store.find(name))), None)
    digest = digest_of(gathered.content)
    path = path_of(gathered.origin)
    origin = gathered.origin if path is None else _relative(path, project)
    wish = gathered.address if path is not None else gathered.origin
    file = file_of(wish, gathered.kind, compact=gathered.compact, whole=main)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = Entry(
        gathered.address, gathered.kind, file, digest, now, origin, gathered.aliases, gathered.etag
    )
    if before is None:
        return Kept(entry, ADDED, len(gathered.content)), gathered.content
    aliases = [name for name in (*before.aliases, *names) if name != before.address]
    aliases = list(dict.fromkeys(aliases))
    entry = entry._replace(address=before.address, file=before.file, aliases=tuple(aliases))
    copy = store.path(before)
    intact = is_file(copy) and digest_of(copy.read_bytes()) == digest
    if intact and before.sha256 == digest:
        entry = entry._replace(added=before.added, origin=before.origin, etag=before.etag)
        return Kept(entry, UNCHANGED, len(gathered.content)), gathered.content
    return Kept(entry, REPLACED, len(gathered.content), before.sha256), gathered.content


def _relative(path: Path, project: Project) -> str:
    """Return how an index names a file: from the project's folder, for it goes with the project."""
    if not project.configured:
        return str(path)
    return Path(os.path.relpath(path, project.folder)).as_posix()


def _still_missing(gathering: Gathering, project: Project) -> Iterator[Missing]:
    """Yield what is missing and not at hand in another way."""
    finder = finder_for(project)
    for one in gathering.missing:
        if not any(store.find(one.address) for store in finder.stores):
            yield one


@dataclass(frozen=True, slots=True)
class Listed:
    """One copy at hand: ``path`` is where it lies, ``size`` in bytes, None where it is missing."""

    store: Path
    entry: Entry
    path: Path
    size: int | None


def listed(folder: Path) -> list[Listed]:
    """Return the copies at hand around ``folder``: the project's, then the user's."""
    found: list[Listed] = []
    for store in finder_for(find_project(folder)).stores:
        for entry in store.entries:
            path = store.path(entry)
            size = path.stat().st_size if is_file(path) else None
            found.append(Listed(store.folder, entry, path, size))
    return found


@dataclass(frozen=True, slots=True)
class Checked:
    """One copy, and what is wrong with it: nothing, or a fault in words with its mend."""

    listed: Listed
    fault: str | None = None
    mend: str | None = None


def check(folder: Path) -> list[Checked]:
    """Compare the copies around ``folder`` with their digests, and with files they came from.

    Nothing is fetched: ``add`` with ``dry`` compares with the web.
    """
    project = find_project(folder)
    return [_checked(one, project) for one in listed(folder)]


def _checked(one: Listed, project: Project) -> Checked:
    again = _add_again(one.entry)
    if one.size is None:
        return Checked(one, "the copy is missing", again)
    if digest_of(one.path.read_bytes()) != one.entry.sha256:
        return Checked(one, "the copy is not what was added: it was changed since", again)
    if is_remote(one.entry.origin):
        return Checked(one)
    origin = project.folder / one.entry.origin
    if is_file(origin) and digest_of(origin.read_bytes()) != one.entry.sha256:
        return Checked(one, f"the file it came from has changed: {one.entry.origin}", again)
    return Checked(one)


def _add_again(entry: Entry) -> str:
    command = f"tei-pipeline schema add {shlex.quote(entry.origin)}"
    return command if is_remote(entry.origin) else f"{command} --as {shlex.quote(entry.address)}"


@dataclass(frozen=True, slots=True)
class Which:
    """What judges a file, and what was named for it and is not at hand.

    ``failure`` says why the file could not be read.
    """

    path: Path
    chosen: tuple[Chosen, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    failure: Diagnostic | None = None


def which(paths: Sequence[Path], folder: Path) -> list[Which]:
    """Return what would judge each file; raises ``ConfigError`` and ``InputError``."""
    found: list[Which] = []
    for group in find_targets(paths, folder):
        choices = Choices(group.project, finder_for(group.project))
        found += [_which(path, choices) for path in group.files]
    return found


def _which(path: Path, choices: Choices) -> Which:
    try:
        chosen, unreached = choices.of(read_bytes(path), path)
    except LoadError as error:
        return Which(path, failure=error.diagnostic)
    return Which(path, tuple(chosen), tuple(unreached))
