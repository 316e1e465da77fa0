"""The folder that documents are taken into: nothing of its editors is ever overwritten."""

import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from tei_pipeline.app.harvester.filenames import file_name
from tei_pipeline.app.harvester.state import State, Taken
from tei_pipeline.errors import OutputError
from tei_pipeline.files import write_atomically

WITHDRAWN = "withdrawn"
BESIDE = ".harvested"


@dataclass(slots=True)
class Folder:
    """Writes what comes and notes it in the state; ``where`` is the folder of the format.

    ``written`` (each once), ``withdrawn`` are the files of this run, ``same`` those that came
    again as they were, ``notes`` what editors must know. ``title`` is what the server calls it.
    """

    root: Path
    state: State
    where: str
    title: str = ""
    written: dict[Path, None] = field(default_factory=dict)
    withdrawn: list[Path] = field(default_factory=list)
    same: set[Path] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _next_save: float = 0

    def __post_init__(self) -> None:
        self._taken = {Path(one.file).stem.lower() for one in self.state.records.values()}

    @property
    def unchanged(self) -> int:
        """Return how many documents came as they are here, and were not written in this run."""
        return len(self.same - self.written.keys())

    def put(self, identifier: str, content: bytes, stamp: str = "", etag: str = "") -> None:
        """Write a document that came, or what is new of it."""
        known = self.state.records.get(identifier) or self._named(identifier)
        path = self._inside(known.file)
        digest = _digest(content)
        here = _digest_of(path)
        if here in (None, digest) or _is_theirs(known, here):
            self._put_in_place(path, content, here == digest)
            known.digest, known.beside = digest, ""
        elif digest in (known.digest, known.beside):
            self.same.add(path)
        else:
            self._put_beside(path, content)
            known.beside = digest
        # Last: the tag of what could not be written would have the server keep it back.
        known.stamp, known.etag, known.withdrawn = stamp, etag, False

    def remember(self) -> None:
        """Write the state, but for a twentieth of the time at most: it is written as a whole.

        What a killed run has not told of is known again by its content.
        """
        started = time.monotonic()
        if started >= self._next_save:
            self.state.save(self.root)
            ended = time.monotonic()
            self._next_save = ended + 20 * (ended - started)

    def keep(self, identifier: str) -> None:
        """Note that the server has a document as it was taken."""
        self.same.add(self.root / self.state.records[identifier].file)

    def withdraw(self, identifier: str, stamp: str = "") -> None:
        """Move a document that the server has withdrawn to a folder of its own."""
        known = self.state.records.get(identifier)
        if known is None or known.withdrawn:
            return
        path = self._inside(known.file)
        here = _digest_of(path)
        if here is not None and _is_theirs(known, here):
            self._move(path, here)
        elif here is not None:
            self.notes.append(f"{known.file} was withdrawn by its server, but changed here: kept")
        known.withdrawn, known.stamp, known.etag = True, stamp, ""

    def etag(self, identifier: str) -> str:
        """Return the tag of the version that lies here; empty where it is to be asked for."""
        known = self.state.records.get(identifier)
        if known is None or known.withdrawn or not self._inside(known.file).is_file():
            return ""
        return known.etag

    def _named(self, identifier: str) -> Taken:
        name = file_name(identifier, self._taken)
        self._taken.add(name.lower())
        known = Taken(f"{self.where}/{name}.xml", "")
        self.state.records[identifier] = known
        return known

    def _put_in_place(self, path: Path, content: bytes, is_there: bool) -> None:
        if is_there:
            self.same.add(path)
        else:
            write_atomically(path, content)
            self.written[path] = None

    def _move(self, path: Path, digest: str) -> None:
        """Move a file to those withdrawn, where an earlier one of its name stays."""
        target = self._inside(f"{WITHDRAWN}/{path.name}")
        if _digest_of(target) not in (None, digest):
            target = self._inside(f"{WITHDRAWN}/{path.stem}-{digest[:8]}.xml")
        write_atomically(target, path.read_bytes())
        path.unlink()
        self.written.pop(path, None)
        self.withdrawn.append(target)

    def _put_beside(self, path: Path, content: bytes) -> None:
        beside = path.with_name(path.name + BESIDE)
        write_atomically(self._inside(beside.relative_to(self.root).as_posix()), content)
        self.notes.append(
            f"{path.relative_to(self.root).as_posix()} was changed here: kept as it is; what the "
            f"server has lies beside it as {beside.name}"
        )

    def _inside(self, name: str) -> Path:
        """Return a path of the folder; raises ``OutputError`` where a link leads out of it."""
        path = self.root / name
        try:
            inside = path.resolve() == self.root.resolve() / name
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            raise OutputError(
                "is a link: what comes from others is written to the folder alone",
                path=path,
                mend="take the link away, or harvest into another folder",
            )
        return path


def _is_theirs(known: Taken, digest: str) -> bool:
    """Tell a version of the server's own, one that was laid beside included, from editors' work."""
    return digest in (known.digest, known.beside)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", path=path) from error
