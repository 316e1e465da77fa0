"""Which folders of an edition are watched, and which of their changes matter."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from tei_pipeline.app.plan import Plan

_STEP = 10  # milliseconds without another change, after which those before are told
_MOST = 200  # milliseconds after which they are told in any case
_LOOK = 500  # milliseconds after which it is asked whether to go on
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".part", ".bak")


def changes(made: Plan, ended: Callable[[], bool]) -> Iterator[set[Path]]:
    """Yield the paths that have changed, until ``ended`` says so."""
    stop = Event()
    while not ended():
        folders = list(_folders(made))
        for found in watch(
            *folders,
            watch_filter=None,
            debounce=_MOST,
            step=_STEP,
            stop_event=stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        ):
            if ended():
                return
            paths = {Path(name) for _, name in found}
            paths = {path for path in paths if _matters(path, made.output)}
            if paths:
                yield paths
            if any(path.is_dir() for path in paths):
                break  # a new folder is to be watched too


def _matters(path: Path, output: Path) -> bool:
    name = path.name
    # A file of four digits is how vim tries whether a folder can be written to.
    hidden = name.startswith((".", "#")) or name.endswith(_ENDINGS) or name == "4913"
    return not hidden and not path.is_relative_to(output)


def _folders(made: Plan) -> Iterator[Path]:
    """Yield the folders of a project, but what is built; without settings those of the files."""
    project = made.group.project
    if not project.configured:
        yield from sorted({path.parent for path in made.group.files if path.parent.is_dir()})
        return
    for folder, names, _ in os.walk(project.folder):
        here = Path(folder)
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and name not in _SKIPPED and here / name != made.output
        )
        yield here
