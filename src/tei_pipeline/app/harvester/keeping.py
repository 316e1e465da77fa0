"""The folder that documents are taken into: nothing of its editors is ever overwritten."""

import hashlib
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

    ``written``, ``withdrawn`` are the files of this run, ``notes`` what editors must know.
    """

    root: Path
    state: State
    where: str
    written: list[Path] = field(default_factory=list)
    withdrawn: list[Path] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._taken = {Path(one.file).stem.lower() for one in self.state.records.values()}

    def put(self, identifier: str, content: bytes, stamp: str = "", etag: str = "") -> None:
        """Write a document that came, or what is new of it."""
        known = self.state.records.get(identifier) or self._named(identifier)
        path = self._inside(known.file)
        digest = _digest(content)
        here = _digest_of(path)
        known.stamp, known.etag = stamp, etag
        if here == digest:
            self.unchanged += 1
            known.digest, known.beside, known.withdrawn = digest, "", False
        elif here is None or here == known.digest:
            write_atomically(path, content)
            self.written.append(path)
            known.digest, known.beside, known.withdrawn = digest, "", False
        elif digest == known.digest or digest == known.beside:
            self.unchanged += 1
        else:
            self._put_beside(path, content)
            known.beside = digest

    def withdraw(self, identifier: str, stamp: str = "") -> None:
        """Move a document that the server has withdrawn to a folder of its own."""
        known = self.state.records.get(identifier)
        if known is None or known.withdrawn:
            return
        known.withdrawn, known.stamp, known.etag = True, stamp, ""
        path = self._inside(known.file)
        here = _digest_of(path)
        if here is None:
            return
        if here != known.digest:
            self.notes.append(f"{known.file} was withdrawn by its server, but changed here: kept")
            return
        target = self._inside(f"{WITHDRAWN}/{Path(known.file).name}")
        write_atomically(target, path.read_bytes())
        path.unlink()
        self.withdrawn.append(target)

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


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", path=path) from error
