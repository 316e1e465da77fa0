"""The map steps of a build: what is made of one document, or of one batch of entities, alone.

A workshop is made in each process that works; what it has compiled serves all its tasks. A task
and what comes of it are plain values, for they go from process to process.
"""

from collections.abc import Collection, Container, Iterable
from pathlib import Path
from typing import Any

from tei_pipeline.app.benches import BENCHES, Equipment
from tei_pipeline.app.custom.stylesheets import misplaced
from tei_pipeline.app.known import Known
from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.tasks import Book, Lists, Pages, Register, ShardTask, Task, Text
from tei_pipeline.errors import StylesheetError
from tei_pipeline.project import Project
from tei_pipeline.saxon import Saxon

Kind = type[Task]


def kinds_for(targets: Container[str], *, registers: bool) -> list[Kind]:
    """Return the kinds of tasks that a build to ``targets`` may have.

    ``registers`` says whether there may be authority files to read.
    """
    asked: dict[Kind, bool] = {
        Register: registers,
        Pages: True,
        Lists: True,
        ShardTask: True,
        Book: "pdf" in targets,
        Text: "metadata" in targets,
    }
    return [kind for kind, is_asked in asked.items() if is_asked]


class Workshop:
    """What carries out tasks of some ``kinds``; to be made before its Saxon parses anything.

    Raises ``StylesheetError`` for an edition's own stylesheet that does not compile.
    """

    def __init__(self, equipment: Equipment, kinds: Iterable[Kind]) -> None:
        try:
            self._benches = {kind: BENCHES[kind](equipment) for kind in kinds}
        except StylesheetError as error:
            raise misplaced(error, equipment.project) from error

    def __call__(self, task: Task) -> Any:
        """Carry out a task."""
        return self._benches[type(task)](task)


def workshop(
    project: Project, known: Path, targets: Container[str], kinds: Collection[Kind]
) -> Workshop:
    """Return the workshop of a worker process; ``known`` is where it finds what documents know.

    That need not be there before the first document is to be read.
    """

    def read_known() -> Known:
        return Known(*unpacked(known.read_bytes()))

    return Workshop(Equipment(project, Saxon(), read_known, targets), kinds)
