"""Which files of an edition are read again, and what is kept of those that are not.

A file is read again where it, what it includes, an authority entry that it speaks of, the settings
or this program have changed.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tei_pipeline.app.readings import digest_of
from tei_pipeline.app.tasks import Excerpts, Pages, Reading
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.diagnostics import Diagnostic, from_plain
from tei_pipeline.graph import reason

_SETTLED = 2_000_000_000
"""A file may change twice within the tick of its clock: in nanoseconds, how long it is looked at
again rather than trusted by its time."""

Read = Callable[[Sequence[Pages]], Iterable[Reading]]
"""Reads files, in their order."""


class Kept(NamedTuple):
    """What is kept of a file between builds; ``inputs`` are digests of what it was made from."""

    inputs: Mapping[str, str]
    stamp: tuple[int, int, int]
    sought: tuple[str, ...]
    id: str
    published: bool
    images: tuple[str, ...]
    findings: tuple[Any, ...]
    excerpts: tuple[tuple[str, int, str], ...]


class Sources:
    """The files of one edition and the catalogue of what they hold."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._catalogue = catalogue
        self.folder = folder
        self._within = os.path.join(folder, "")  # noqa: PTH118  # ends with a separator
        self._kept = {file: Kept(*values) for file, values in catalogue.kept().items()}
        self._paths: dict[str, Path] = {}
        self._entries_changed = False  # since any file was read that is not read again
        self.reasons: dict[str, str] = {}

    def name(self, path: Path) -> str:
        """Return the path of a file from the project's folder, by which records know it."""
        # By its text: asked for each file of an edition several times, pathlib takes a second.
        inside = str(path).startswith(self._within)
        return str(path)[len(self._within) :].replace(os.sep, "/") if inside else path.name

    def forget_all_but(self, paths: Iterable[Path]) -> None:
        """Forget files that are none of the edition any more."""
        self._paths = {self.name(path): path for path in paths}
        gone = [file for file in self._kept if file not in self._paths]
        self._catalogue.remove(gone)
        for file in gone:
            del self._kept[file]
            self._entries_changed = True
            self.reasons[file] = "it is gone"

    def stale(self, paths: Iterable[Path], common: Mapping[str, str]) -> list[Pages]:
        """Return the files that are to be read; ``common`` are digests of what all depend on."""
        entries = self._entry_digests() if self._entries_changed else {}
        found = []
        for path in paths:
            file = self.name(path)
            kept = self._kept.get(file)
            why = reason(kept and kept.inputs, self._inputs(path, common, entries))
            if why:
                self.reasons[file] = why
                found.append(Pages(path, file))
        return found

    def _inputs(
        self, path: Path, common: Mapping[str, str], entries: Mapping[str, str]
    ) -> dict[str, str]:
        """Return digests of all that a file was made from when it was read last, as it is now."""
        file = self.name(path)
        kept = self._kept.get(file)
        inputs = {file: self._digest(path, kept)}
        if kept is None:
            return inputs
        for name in kept.sought:
            inputs[name] = digest_of(self.folder / name)
        same = not self._entries_changed
        uses = kept.inputs["entries"] if same else self._uses(file, entries)
        return {**inputs, **common, "entries": uses}

    def _uses(self, file: str, entries: Mapping[str, str]) -> str:
        return digest(*(entries[key] for key in self._catalogue.uses(file) if key in entries))

    def _entry_digests(self) -> dict[str, str]:
        bodies = self._catalogue.authority_bodies()
        return {key: digest(key, body) for key, body in bodies.items()}

    def _digest(self, path: Path, kept: Kept | None) -> str:
        stamp = _stamp(path)
        if kept and stamp == kept.stamp[:2] and stamp[1] + _SETTLED < kept.stamp[2]:
            return kept.inputs[self.name(path)]
        return digest_of(path)

    def take(self, tasks: Sequence[Pages], read: Read, common: Mapping[str, str]) -> Iterator[int]:
        """Read files and put what comes of them into the catalogue; yield how many are done."""
        stamps = [(*_stamp(task.path), time.time_ns()) for task in tasks]
        for done, (task, stamp, reading) in enumerate(
            zip(tasks, stamps, read(tasks), strict=True), 1
        ):
            self._put(task, stamp, reading)
            yield done
        entries = self._entry_digests()
        for task in tasks:
            self._note(task.file, common, entries)

    def _put(self, task: Pages, stamp: tuple[int, int, int], reading: Reading) -> None:
        if reading.parts is None or reading.parts.kind == "authority":
            self._entries_changed = True
        if reading.parts:
            self._catalogue.put(reading.parts, reading.whole)
        else:
            self._catalogue.remove([task.file])
        sought = {self._shown(path): found for path, found in reading.sought}
        self._kept[task.file] = Kept(
            {task.file: reading.digest, **sought},
            stamp,
            tuple(sought),
            reading.id,
            reading.parts is not None,
            reading.images,
            tuple(one.plain() for one in reading.findings),
            tuple((str(path), line, text) for (path, line), text in reading.excerpts.items()),
        )

    def _shown(self, path: str) -> str:
        # Joined to the folder again, a path from the root stays what it is.
        found = Path(path)
        return self.name(found) if found.is_relative_to(self.folder) else path

    def _note(self, file: str, common: Mapping[str, str], entries: Mapping[str, str]) -> None:
        """Keep what was made of a file, with all that it was made from."""
        kept = self._kept[file]
        inputs = {**kept.inputs, **common, "entries": self._uses(file, entries)}
        self._kept[file] = kept._replace(inputs=inputs)
        self._catalogue.keep(file, (dict(inputs), *kept[1:]))

    # What is known of all files, read now or before.

    def digest(self, file: str) -> str:
        """Return the digest of a file's bytes when it was read."""
        return self._kept[file].inputs[file]

    def key(self, file: str) -> str:
        """Return a digest of all that the record and the pages of a file were made from."""
        return digest(*(f"{name}={value}" for name, value in self._kept[file].inputs.items()))

    def all_keys(self) -> str:
        """Return a digest of all that the records and the pages of all files were made from."""
        return digest(*(part for file in sorted(self._kept) for part in (file, self.key(file))))

    def path(self, file: str) -> Path:
        """Return where a file is."""
        return self._paths[file]

    def is_known(self, file: str) -> bool:
        """Return whether a file is one of the edition, whatever came of it."""
        return file in self._paths

    def ids(self) -> list[tuple[str, Path]]:
        """Return the ids of all files that can be published, with the files."""
        return [(self._kept[f].id, p) for f, p in self._paths.items() if self.published(p)]

    def beside(self, authority: Iterable[Path], documents: Sequence[Path]) -> dict[str, str]:
        """Return where copies of authority files stand: where pointers of documents lead."""
        first = PurePosixPath(self.name(documents[0])).parent
        found = {}
        for path in authority:
            file = PurePosixPath(self.name(path))
            inside = file.is_relative_to(first)
            name = file.relative_to(first) if inside else PurePosixPath("authority") / file.name
            found[str(file)] = str(name)
        return found

    def published(self, path: Path) -> bool:
        """Return whether a file can be published."""
        return self._kept[self.name(path)].published

    def images(self) -> list[str]:
        """Return the pictures that pages show, as paths from the project's folder."""
        return sorted({name for file in self._paths for name in self._kept[file].images})

    def showing(self) -> list[tuple[str, str]]:
        """Return each file with each of the pictures that its pages show."""
        return [(file, name) for file in self._paths for name in self._kept[file].images]

    def findings(self) -> tuple[list[Diagnostic], Excerpts]:
        """Return what is to be said of all files, and the lines that it is about."""
        found: list[Diagnostic] = []
        lines: Excerpts = {}
        for file in self._paths:
            found += map(from_plain, self._kept[file].findings)
            for path, line, text in self._kept[file].excerpts:
                lines[Path(path), line] = text
        return found, lines


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116  # asked for each file of an edition
    except OSError:
        return (-1, 0)
    return (found.st_size, found.st_mtime_ns)
