"""Who carries out the tasks of a build: this process, or workers."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from tei_pipeline.app.workshop import Pages, Reading, Registrar, Task, Workshop, workshop
from tei_pipeline.catalogue import Catalogue, keyed
from tei_pipeline.graph import Crew, Workers
from tei_pipeline.project import Project
from tei_pipeline.records import gather
from tei_pipeline.saxon import Saxon


class Carriers:
    """The process itself (for one job) or ``jobs`` workers, each made when the first task comes.

    ``attributes`` are those of the edition that documents may know. ``saxon`` is the processor of
    this process, where it is used longer: what is to be compiled was compiled by it before.
    """

    def __init__(
        self,
        project: Project,
        catalogue: Catalogue,
        attributes: Mapping[str, str],
        jobs: int,
        saxon: Saxon | None = None,
    ) -> None:
        self._living = saxon
        self._project = project
        self._catalogue = catalogue
        self._attributes = attributes
        self._jobs = jobs
        self._workers: Workers | None = None

    @property
    def _pdf(self) -> bool:
        return "pdf" in self._attributes["targets"].split()

    @cached_property
    def saxon(self) -> Saxon:
        """Return the processor of this process, with all that it is to compile."""
        saxon = self._living or Saxon()
        self._registrar = Registrar(self._project, saxon)
        if self._jobs == 1:
            self._workshop = Workshop(self._project, saxon, pdf=self._pdf)
        return saxon

    def stop(self) -> None:
        """End the workers; at once where something went wrong."""
        if self._workers:
            self._workers.stop(at_once=sys.exc_info()[0] is not None)

    def register(self, tasks: Sequence[Pages]) -> Iterator[Reading]:
        """Yield what comes of reading authority files, in their order."""
        if tasks:
            self.saxon  # noqa: B018  # makes the registrar
            yield from map(self._registrar, tasks)

    def carry_out(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Yield what comes of tasks, in their order; authority files are to be read before.

        Tasks that come one by one are made when there is someone to carry them out.
        """
        first = next(coming := iter(tasks), None)
        if first is None:
            return
        if self._jobs == 1:
            self.saxon  # noqa: B018  # makes the workshop
            self._workshop.edition = self._workshop.edition or self._known()
            yield from map(self._workshop, chain((first,), coming))
            return
        if self._workers is None:
            arguments = (self._project, self._known(), self._pdf)
            self._workers = Workers(Crew(workshop, arguments, self._jobs))
        sized = tasks if isinstance(tasks, Sequence) else chain((first,), coming)
        yield from self._workers.in_order(sized)

    def _known(self) -> str:
        """Return what documents know of the whole: settings and authority entries."""
        bodies = self._catalogue.authority_bodies()
        entries = (keyed(key, body) for key, body in bodies.items())
        known = f'<record id="" file="" kind="authority">{"".join(entries)}</record>'
        return gather([known], self._attributes)
