"""What was taken before, in ``.harvest.json`` of the folder: nothing here asks or judges."""

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from tei_pipeline.app.harvester.filenames import FILE
from tei_pipeline.errors import ConfigError, InputError
from tei_pipeline.files import write_atomically

STATE = ".harvest.json"
_FORMAT = 1
_AFRESH = f"take {STATE} away, and harvest into a new folder"


@dataclass(slots=True)
class Taken:
    """A document that was taken: its file, and the digest of the bytes that were written.

    ``beside`` is the digest of a newer version that lies beside a file changed here.
    """

    file: str
    digest: str
    stamp: str = ""
    etag: str = ""
    beside: str = ""
    withdrawn: bool = False


@dataclass(slots=True)
class Running:
    """A harvest that has not ended: when it began by the server's clock, and how far it came."""

    began: str = ""
    first: str = ""
    until: str = ""
    token: str = ""
    done: list[str] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """What the folder was harvested from, and what came.

    ``complete`` is the date up to which everything was taken, in the server's granularity.
    """

    url: str
    protocol: str
    prefix: str = ""
    set: str = ""
    resource: str = ""
    complete: str = ""
    running: Running | None = None
    records: dict[str, Taken] = field(default_factory=dict)

    @property
    def selection(self) -> tuple[str, ...]:
        """Return what makes two harvests the same."""
        return (self.url, self.protocol, self.prefix, self.set, self.resource)

    def save(self, folder: Path) -> None:
        """Write the state; raises ``OutputError``."""
        own = {one.name: getattr(self, one.name) for one in fields(self)}
        table = {"format": _FORMAT} | own
        content = json.dumps(table, ensure_ascii=False, default=_table)
        write_atomically(folder / STATE, content.encode("utf-8", "surrogatepass") + b"\n")


def read_state(folder: Path, wanted: State) -> State:
    """Return the state of a folder, or ``wanted`` where there is none.

    Raises ``ConfigError`` where it cannot be read, ``InputError`` where it is of another harvest.
    """
    path = folder / STATE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return wanted
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=path) from error
    try:
        state = _state(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ConfigError("is not what a harvest writes", path=path, mend=_AFRESH) from error
    if state.selection != wanted.selection:
        was = ", ".join(filter(None, state.selection))
        raise InputError(
            f"holds another harvest: {was}", path=folder, mend="name another folder for this one"
        )
    return state


def _state(table: dict[str, Any]) -> State:
    if table.pop("format") != _FORMAT:
        raise ValueError
    records = {str(key): _typed(Taken, value) for key, value in table.pop("records").items()}
    if not all(FILE.fullmatch(one.file) and ".." not in one.file for one in records.values()):
        raise ValueError
    written = table.pop("running")
    running = None if written is None else _typed(Running, written)
    if not all(isinstance(value, str) for value in table.values()):
        raise TypeError
    return State(**table, running=running, records=records)


def _table(kept: Taken | Running) -> dict[str, Any]:
    # ``asdict`` copies each value, which takes five times as long.
    return {name: getattr(kept, name) for name in kept.__slots__}


_Kept = TypeVar("_Kept", Taken, Running)


def _typed(kind: type[_Kept], table: dict[str, Any]) -> _Kept:
    made = kind(**table)
    blank = Taken("", "") if kind is Taken else Running()
    for one in fields(made):
        if type(getattr(made, one.name)) is not type(getattr(blank, one.name)):
            raise TypeError
    return made
