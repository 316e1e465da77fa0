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

from tei_pipeline.app.known import Known
from tei_pipeline.app.tasks import Pages, Reading, Register, ShardTask, Task
from tei_pipeline.app.workshop import Workshop, packed, workshop
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.graph import Crew, Workers, done
from tei_pipeline.project import Project
from tei_pipeline.saxon import Saxon

_AHEAD = 20
"""So many results are kept at most while a shard is indexed."""


class Carriers:
    """The process itself (for one job) or ``jobs`` workers, each made when the first task comes.

    ``attributes`` are those of the edition that ``documents``, so many as are to be read, may know.
    ``saxon`` is the processor of this process, where it is used longer: what is to be compiled was
    compiled by it before. ``registers`` says whether there are authority files to be read.
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
        registers: bool = True,
    ) -> None:
        self._living = saxon
        self._registers = registers
        self._project = project
        self._catalogue = catalogue
        self._attributes = attributes
        self._documents = documents
        self._jobs = jobs
        self._workers: Workers | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._told = False

    @property
    def _targets(self) -> tuple[str, ...]:
        return tuple(self._attributes["targets"].split())

    @cached_property
    def saxon(self) -> Saxon:
        """Return the processor of this process, with all that it is to compile."""
        saxon = self._living or Saxon()
        if self._jobs == 1:
            self._workshop = Workshop(
                self._project, saxon, self._known, self._targets, registers=self._registers
            )
        return saxon

    def stop(self) -> None:
        """End the workers; at once where something went wrong."""
        if self._workers:
            self._workers.stop(at_once=sys.exc_info()[0] is not None)
        if self._folder:
            self._folder.cleanup()

    def register(self, tasks: Sequence[Pages]) -> Iterator[Reading]:
        """Yield what comes of reading authority files, in their order."""
        if tasks:
            yield from self._carried_out([Register(*task) for task in tasks])

    def carry_out(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Yield what comes of tasks, in their order; authority files are to be read before.

        Tasks that come one by one are made when there is someone to carry them out.
        """
        first = next(coming := iter(tasks), None)
        if first is None:
            return
        if self._jobs > 1 and not self._told:
            self._place.write_bytes(packed(self._told_of()))
            self._told = True
        sized = tasks if isinstance(tasks, Sequence) else chain((first,), coming)
        yield from self._carried_out(sized)

    def _carried_out(self, tasks: Iterable[Task]) -> Iterator[Any]:
        if self._jobs > 1:
            return self._crew().in_order(tasks)
        return self._alone(tasks)

    def _alone(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Carry out tasks in this process.

        Indexing a shard is for the most part work of Pagefind's, a process of its own: what comes
        after it is made meanwhile, and kept until the shard is there.
        """
        self.saxon  # noqa: B018  # makes the workshop
        made: deque[Future[Any]] = deque()
        with ThreadPoolExecutor(1) as indexing:
            for task in tasks:
                if isinstance(task, ShardTask):
                    made.append(indexing.submit(self._workshop, task))
                else:
                    made.append(done(self._workshop(task)))
                while made and (made[0].done() or len(made) > _AHEAD):
                    yield made.popleft().result()
            for one in made:
                yield one.result()

    def _crew(self) -> Workers:
        if self._workers is None:
            arguments = (self._project, self._place, self._targets, self._registers)
            self._workers = Workers(Crew(workshop, arguments, self._jobs))
        return self._workers

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
