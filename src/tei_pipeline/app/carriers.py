"""Who carries out the tasks of a build: this process, or workers."""

import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from tei_pipeline.app.benches import Equipment, indexed
from tei_pipeline.app.known import Known
from tei_pipeline.app.packing import packed
from tei_pipeline.app.tasks import Lists, Pages, Reading, Register, ShardTask, Task
from tei_pipeline.app.workshop import Kind, Workshop, kinds_for, workshop
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.graph import Crew, Workers, done
from tei_pipeline.project import Project
from tei_pipeline.saxon import Saxon

_AHEAD = 20
"""So many results are kept at most while a shard is indexed."""
_Kinds = tuple[Kind, ...]
_TOGETHER: _Kinds = (Lists, ShardTask)
"""The kinds of tasks that come mixed."""
_MOST: dict[Kind, int] = {Register: 210, Lists: 230}
_OTHERS = 285
"""So many megabytes a worker may hold when it begins another task of a kind.

An authority file may take 80 in addition, a list of a large edition 60, a document some.
"""
_FEW = 100
"""Where fewer documents are read, workers for lists compile their stylesheets meanwhile."""


class Carriers:
    """The process itself, or ``jobs`` workers, made when the first task of a kind comes.

    Workers are for one kind of task each: those of the kind before are ended first, so that no
    process holds more than one thing asks for. ``apart`` has one worker work in place of this
    process. ``attributes`` are those of the edition that ``documents``, so many as are to be read,
    may know. ``saxon`` is the processor of this process, where it is used longer: what is to be
    compiled was compiled by it before. ``registers`` says whether there are authority files to be
    read.
    """

    def __init__(
        self,
        project: Project,
        catalogue: Catalogue,
        attributes: Mapping[str, str],
        documents: int,
        jobs: int,
        saxon: Saxon | None = None,
        *,
        apart: bool = False,
        registers: bool = True,
    ) -> None:
        self._living = saxon
        self._registers = registers
        self._project = project
        self._catalogue = catalogue
        self._attributes = attributes
        self._documents = documents
        self._jobs = jobs
        self._apart = apart or jobs > 1
        self._crews: dict[_Kinds, Workers] = {}
        self._working: _Kinds = ()
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def _targets(self) -> tuple[str, ...]:
        return tuple(self._attributes["targets"].split())

    @cached_property
    def saxon(self) -> Saxon:
        """Return the processor of this process, with all that it is to compile."""
        saxon = self._living or Saxon()
        if not self._apart:
            kinds = kinds_for(self._targets, registers=self._registers)
            equipment = Equipment(self._project, saxon, self._known, self._targets)
            self._workshop = Workshop(equipment, kinds)
        return saxon

    def stop(self) -> None:
        """End the workers, at once where something went wrong, and let go what this process has.

        What publishes knows this object, and itself: both are left to the garbage collector. It may
        run in any thread, and Saxon, were it left with them, would kill the process there.
        """
        for workers in self._crews.values():
            workers.stop(at_once=sys.exc_info()[0] is not None)
        if self._folder:
            self._folder.cleanup()
        for own in ("saxon", "_workshop"):
            self.__dict__.pop(own, None)

    def register(self, tasks: Sequence[Pages]) -> Iterator[Reading]:
        """Yield what comes of reading authority files, in their order."""
        if tasks:
            yield from self._carried_out([Register(*task) for task in tasks], Register)

    def carry_out(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Yield what comes of tasks, in their order; authority files are to be read before.

        Tasks that come one by one are made when there is someone to carry them out.
        """
        first = next(coming := iter(tasks), None)
        if first is None:
            return
        if self._apart and isinstance(first, Pages):
            self._place.write_bytes(packed(self._told_of()))
        sized = tasks if isinstance(tasks, Sequence) else chain((first,), coming)
        yield from self._carried_out(sized, type(first))

    def _carried_out(self, tasks: Iterable[Task], kind: Kind) -> Iterator[Any]:
        if self._jobs > 1:
            return self._crew(kind).in_order(tasks)
        return self._one_by_one(tasks)

    def _one_by_one(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Carry out tasks in one process.

        Indexing a shard is for the most part work of Pagefind's, a process of its own: what comes
        after it is made meanwhile, and kept until the shard is there.
        """
        made: deque[Future[Any]] = deque()
        with ThreadPoolExecutor(1) as indexing:
            for task in tasks:
                if isinstance(task, ShardTask):
                    made.append(indexing.submit(indexed, task))
                else:
                    made.append(done(self._one(task)))
                while made and (made[0].done() or len(made) > _AHEAD):
                    yield made.popleft().result()
            for one in made:
                yield one.result()

    def _one(self, task: Task) -> Any:
        if self._apart:
            (answer,) = self._crew(type(task)).in_order([task])
            return answer
        self.saxon  # noqa: B018  # makes the workshop
        return self._workshop(task)

    def _crew(self, kind: Kind) -> Workers:
        """Return workers for tasks of a kind; those who have worked at others end."""
        kinds = _TOGETHER if kind in _TOGETHER else (kind,)
        if self._working != kinds:
            if self._working:
                self._crews.pop(self._working).stop()
            self._working = kinds
            if kind is Pages and self._documents < _FEW:
                self._workers_for(_TOGETHER).begin()
        return self._workers_for(kinds)

    def _workers_for(self, kinds: _Kinds) -> Workers:
        if kinds not in self._crews:
            arguments = (self._project, self._place, self._targets, kinds)
            most = min(_MOST.get(kind, _OTHERS) for kind in kinds)
            self._crews[kinds] = Workers(Crew(workshop, arguments, self._jobs, most))
        return self._crews[kinds]

    @property
    def _place(self) -> Path:
        """Return the file in which workers find what documents know."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="tei-pipeline-")
        return Path(self._folder.name, "known")

    def _known(self) -> Known:
        """Return what documents know of the whole: settings and authority entries."""
        return Known(*self._told_of())

    def _told_of(self) -> tuple[dict[str, str], dict[str, str], int]:
        return dict(self._attributes), self._catalogue.authority_bodies(), self._documents
