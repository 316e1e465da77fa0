"""What all steps of publishing start from, and how they are carried out."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tei_pipeline.app.custom.own import Own
from tei_pipeline.app.sources import Sources
from tei_pipeline.app.tasks import Task
from tei_pipeline.app.writing import Writer
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Catalogue
from tei_pipeline.graph import Ledger

Work = Callable[[Iterable[Task]], Iterator[Any]]
"""Carries out tasks, in their order."""


Step = tuple[Task, Callable[[Any], None]]
"""A task, and what is done with what comes of it."""


class Grounds(NamedTuple):
    """What publishing starts from; ``program`` is a digest of this program and its stylesheets.

    ``attributes`` are those of the edition in every XML document that lists are made from;
    ``beside`` are the authority files, and where copies of them stand in the site; ``own`` is what
    the edition brings along. A ``strict`` build loses no address.
    """

    catalogue: Catalogue
    sources: Sources
    ledger: Ledger
    writer: Writer
    work: Work
    attributes: Mapping[str, str]
    program: str
    beside: Mapping[str, str]
    own: Own
    strict: bool = False

    def makes(self, target: str) -> bool:
        """Return whether a target is one of those that are made."""
        return target in self.attributes["targets"].split()

    def carry_out(self, steps: Iterable[Step]) -> Iterator[None]:
        """Carry out steps, each made when there is someone for it; yield after each.

        What is done between two of them is done while workers are at the next.
        """
        waiting: deque[Callable[[Any], None]] = deque()

        def tasks() -> Iterator[Task]:
            for task, done in steps:
                waiting.append(done)
                yield task

        for made in self.work(tasks()):
            waiting.popleft()(made)
            yield

    def write(self, step: str, files: Mapping[str, bytes]) -> None:
        """Write files (by their paths from the output folder) that are not there as they are."""
        inputs = {"content": digest(*(part for item in files.items() for part in item))}
        if not self.ledger.is_fresh(step, inputs):
            written = [self.writer.write(path, content) for path, content in files.items()]
            self.ledger.note(step, inputs, written)
