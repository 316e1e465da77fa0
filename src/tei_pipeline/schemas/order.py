"""The one order in which schemas are chosen for a document.

Those of the command line; else those that the project file names for it; else those that it names
itself; else, in a project, the schemas that come with the program; else none.
"""

from collections.abc import Sequence
from pathlib import Path

from tei_pipeline.diagnostics import Location
from tei_pipeline.errors import SchemaError
from tei_pipeline.names import SETTINGS
from tei_pipeline.project import Project
from tei_pipeline.resources import resource
from tei_pipeline.schemas.addresses import is_remote
from tei_pipeline.schemas.choice import (
    BUNDLED,
    DOCTYPE,
    PROJECT_FILE,
    RULES_INSIDE,
    Chosen,
    Known,
    Unreached,
    named_by_people,
    once,
)
from tei_pipeline.schemas.find import Finder, NotAtHandError

Choice = tuple[list[Chosen], list[Unreached]]


class Choices:
    """Which schemas judge each document of a project; what is said twice is looked for once."""

    def __init__(
        self,
        project: Project,
        finder: Finder,
        by_hand: Sequence[Chosen] = (),
        phase: str | None = None,
    ) -> None:
        """Take what was named by hand (``choice.named``); ``phase`` stands over every other."""
        self._project = project
        self._finder = finder
        self._by_hand = list(by_hand)
        self._phase = phase
        self._known = Known()
        self._tables: dict[int | None, Choice | None] = {}

    def of(self, source: bytes, path: Path) -> Choice:
        """Return the schemas that judge a document, and what was named and is not at hand.

        Where something is not at hand nothing else stands in its place.
        """
        chosen, unreached = self._found(source, path)
        if self._phase is not None:
            chosen = [
                one._replace(phase=self._phase) if one.kind == "schematron" else one
                for one in chosen
            ]
        return chosen, unreached

    def _found(self, source: bytes, path: Path) -> Choice:
        if self._by_hand:
            return self._by_hand, []
        table = _table(self._project, path)
        if table not in self._tables:
            self._tables[table] = _of_table(self._project, table, self._finder)
        by_project = self._tables[table]
        if by_project is not None:
            return by_project
        # Imported where a document is asked: to judge by --schema needs none of it (6 ms).
        from tei_pipeline.schemas.own import schemas_of

        chosen, unreached = schemas_of(source, path, self._finder, self._known)
        if self._project.configured and not chosen and all(u.by == DOCTYPE for u in unreached):
            return bundled(self._project), []
        return chosen, unreached


def project_schemas(project: Project, path: Path, finder: Finder) -> Choice | None:
    """Return what the project file names for a document; None where it says nothing of it.

    The first ``[[validation.for]]`` that matches is taken, and no other; where none does, the
    ``schemas`` of ``[validation]``.
    """
    return _of_table(project, _table(project, path), finder)


def bundled(project: Project) -> list[Chosen]:
    """Return the schemas that come with the program, for documents of an edition made with it."""
    phase = project.settings.validation.phase or None
    return [
        Chosen(resource("schema", "edition.xsd"), "xsd", None, "edition.xsd", BUNDLED),
        Chosen(resource("schema", "edition.sch"), "schematron", phase, "edition.sch", BUNDLED),
    ]


def _table(project: Project, path: Path) -> int | None:
    for number, table in enumerate(project.settings.validation.for_):
        if project.matches(path, table.files):
            return number
    return None


def _of_table(project: Project, number: int | None, finder: Finder) -> Choice | None:
    settings = project.settings.validation
    names, phase = settings.schemas, settings.phase
    if number is not None:
        table = settings.for_[number]
        names, phase = table.schemas, table.phase or phase
    if names is None:
        return None
    chosen: list[Chosen] = []
    unreached: list[Unreached] = []
    for name in names:
        try:
            path = _local(project, name, finder)
            chosen.append(named_by_people(path, name, PROJECT_FILE, phase or None))
        except NotAtHandError as error:
            unreached.append(_named_in_vain(project, name, error, "TPS902"))
        except SchemaError as error:
            unreached.append(_named_in_vain(project, name, error, "TPS901"))
    return once(chosen), unreached


def _local(project: Project, name: str, finder: Finder) -> Path:
    if not is_remote(name):
        return project.inside(name, "schemas")
    address, mark, _ = name.partition(RULES_INSIDE)
    path = finder.resolve(address, project.folder / SETTINGS)
    return path.with_name(path.name + mark)


def _named_in_vain(project: Project, name: str, error: SchemaError, code: str) -> Unreached:
    place = Location(error.path or project.folder / SETTINGS, error.line)
    return Unreached(code, name, PROJECT_FILE, error.message, place, error.mend)
