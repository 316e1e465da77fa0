"""Which steps were carried out, from what, and which files they left: so nothing is done twice.

A step is known by its name. What it read is told as names and digests, so that it can be said why
it is to be carried out again.
"""

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tei_pipeline.cache import Cache

_KIND = "ledger"
_FORMAT = "2"
_WHOLE = ""  # the name of the step that stands for all of them


class Made(NamedTuple):
    """What a step left: the digests of what it read by name, and its files with their stamps.

    ``said`` is what was to be said of it, as plain values.
    """

    inputs: Mapping[str, str]
    files: Mapping[str, tuple[int, int]]
    said: tuple[Any, ...] = ()


class Ledger:
    """The steps of the builds into one folder."""

    def __init__(self, folder: Path, key: str) -> None:
        """Read what was noted under ``key`` of the builds into ``folder``."""
        self._within = os.path.join(folder, "")  # noqa: PTH118  # ends with a separator
        self._cache = Cache()
        self._key = f"{key}{_FORMAT}"
        self._before = self._read()
        self._now: dict[str, Made] = {}
        self.reasons: dict[str, str] = {}

    def _read(self) -> dict[str, Made]:
        content = self._cache.get(_KIND, self._key)
        try:
            return {name: Made(*made) for name, made in marshal.loads(content or b"").items()}
        except (ValueError, EOFError, TypeError, AttributeError):
            return {}

    def is_fresh(self, step: str, inputs: Mapping[str, str]) -> bool:
        """Return whether a step need not be carried out; if so, its files are kept.

        Why it is to be carried out stands in ``reasons`` afterwards.
        """
        before = self._before.get(step)
        why = reason(before and before.inputs, inputs) or self._touched(before)
        if why or before is None:
            self.reasons[step] = why
            return False
        self._now[step] = before
        return True

    def _touched(self, made: Made | None) -> str:
        for name, stamp in (made.files if made else {}).items():
            if self._stamp(name) != stamp:
                return f"{name} is not as it was left"
        return ""

    def is_whole(self, inputs: Mapping[str, str]) -> bool:
        """Return whether the whole of a build would give what is there; if so, all of it is kept.

        ``inputs`` are digests of all that any step reads, as ``note_whole`` was told.
        """
        before = self._before.get(_WHOLE)
        if before is None or reason(before.inputs, inputs):
            return False
        if any(self._touched(made) for made in self._before.values()):
            return False
        self._now = dict(self._before)
        return True

    def note_whole(self, inputs: Mapping[str, str]) -> None:
        """Note that all steps were carried out."""
        self._now[_WHOLE] = Made(dict(inputs), {})

    def note(
        self,
        step: str,
        inputs: Mapping[str, str],
        files: Iterable[str],
        said: tuple[Any, ...] = (),
    ) -> None:
        """Note that a step was carried out, and the files (from the folder) that it has written."""
        stamps = {name: stamp for name in files if (stamp := self._stamp(name))}
        self._now[step] = Made(dict(inputs), stamps, said)

    def is_same(self, step: str, inputs: Mapping[str, str], said: tuple[Any, ...]) -> bool:
        """Return whether a step that is not fresh would leave what it left: ``said`` is as before.

        If so, it need not be carried out, and its files are kept.
        """
        before = self._before.get(step)
        if before is None or before.said != said or self._touched(before):
            return False
        self.reasons.pop(step, None)
        self._now[step] = before._replace(inputs=dict(inputs))
        return True

    def left(self, step: str) -> Mapping[str, tuple[int, int]]:
        """Return the files that a step of this build has left, or left before, with their stamps.

        There are none where it is no step of this build.
        """
        made = self._now.get(step)
        return made.files if made else {}

    def said(self, step: str) -> tuple[Any, ...]:
        """Return what was to be said of a step of this build, now or when it was carried out."""
        return self._now[step].said

    def as_left(self, step: str) -> tuple[Any, ...] | None:
        """Return what was to be said of a step of the build before, if its files are as it left.

        None where they are not, or where there was no such step.
        """
        before = self._before.get(step)
        return before.said if before and before.files and not self._touched(before) else None

    def said_before(self, prefix: str) -> dict[str, tuple[Any, ...]]:
        """Return what was to be said of steps of the build before, by their names."""
        found = self._before.items()
        return {name: made.said for name, made in found if name.startswith(prefix)}

    def _stamp(self, name: str) -> tuple[int, int] | None:
        try:
            found = os.stat(self._within + name)  # noqa: PTH116  # asked for each file of a site
        except OSError:
            return None
        return (found.st_size, found.st_mtime_ns)

    @property
    def files(self) -> Iterator[str]:
        """Yield the files that the steps of this build have left, or left before."""
        for made in self._now.values():
            yield from made.files

    def abandoned(self) -> list[str]:
        """Return the files of earlier steps that no step of this build has left."""
        kept = set(self.files)
        return [name for made in self._before.values() for name in made.files if name not in kept]

    def save(self) -> None:
        """Keep what was noted for the next build."""
        if self._now != self._before:
            plain = {name: tuple(made) for name, made in self._now.items()}
            self._cache.put(_KIND, self._key, marshal.dumps(plain))


def reason(before: Mapping[str, str] | None, inputs: Mapping[str, str]) -> str:
    """Return why a step is to be carried out again; empty where all that it read is as before.

    ``before`` and ``inputs`` are digests of what it read, by name.
    """
    if before is None:
        return "it is new"
    names = [*inputs, *(name for name in before if name not in inputs)]
    changed = [name for name in names if inputs.get(name) != before.get(name)]
    return f"changed: {', '.join(changed)}" if changed else ""
