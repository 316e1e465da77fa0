"""The one order in which schemas are chosen for a document.

Those of the command line; else those that the project file names for it; else those that it names
itself; else, in a project, the schemas that come with the program; else none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.config import FILE_NAME
from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.errors import SchemaError
from tei_pipeline.project import Project
from tei_pipeline.resources import resource
from tei_pipeline.schemas.addresses import is_file, is_remote
from tei_pipeline.schemas.find import Finder, NotAtHandError
from tei_pipeline.schemas.judged_as import Trouble, judged_as, rules_inside
from tei_pipeline.schemas.kinds import Kind

COMMAND_LINE, PROJECT_FILE, BUNDLED = "command line", "project file", "bundled"
DOCTYPE = "DOCTYPE"
RULES_INSIDE = "#schematron"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A schema that judges: ``path`` is the local copy, ``address`` what it was named by.

    ``by`` says who named it. With ``embedded`` the Schematron rules that stand inside another
    schema judge. ``beside`` are the XSDs of other namespaces, as pairs of namespace and path, that
    the document names together with this one. Two that judge alike are equal, whoever named them.
    """

    path: Path
    kind: Kind
    phase: str | None
    address: str = field(compare=False)
    by: str = field(compare=False)
    embedded: bool = False
    beside: tuple[tuple[str, Path], ...] = ()


class Unreached(NamedTuple):
    """A schema that was named and does not judge; ``location`` is where it was named."""

    code: str
    address: str
    by: str
    message: str
    location: Location
    mend: str | None = None
    severity: Severity = Severity.ERROR

    def diagnostic(self) -> Diagnostic:
        """Return the finding that says so."""
        return Diagnostic(
            self.code, self.message, self.location, self.severity, suggestion=self.mend
        )


Choice = tuple[list[Chosen], list[Unreached]]


def named(paths: Sequence[Path]) -> list[Chosen]:
    """Return the schemas that ``--schema`` names; raises ``SchemaError`` for one we do not read."""
    return once([_by_people(path, str(path), COMMAND_LINE) for path in paths])


def judges_of(project: Project, path: Path, source: bytes, finder: Finder) -> Choice:
    """Return the schemas that judge a document where none is named on the command line.

    And what was named for it and is not at hand: then nothing else stands in its place.
    """
    by_project = project_schemas(project, path, finder)
    if by_project is not None:
        return by_project
    # Imported where a document is asked only: to judge by --schema needs none of it (6 ms).
    from tei_pipeline.schemas.own import schemas_of

    chosen, unreached = schemas_of(source, path, finder)
    if project.configured and not chosen and all(one.by == DOCTYPE for one in unreached):
        return bundled(project), []
    return chosen, unreached


def project_schemas(project: Project, path: Path, finder: Finder) -> Choice | None:
    """Return what the project file names for a document; None where it says nothing of it.

    The first ``[[validation.for]]`` that matches is taken, and no other; where none does, the
    ``schemas`` of ``[validation]``.
    """
    table = _table(project, path)
    key = ("project file", project.folder, table)
    if key not in finder.remembered:
        finder.remembered[key] = _of_table(project, table, finder)
    found: Choice | None = finder.remembered[key]
    return found


def bundled(project: Project) -> list[Chosen]:
    """Return the schemas that come with the program, for documents of an edition made with it."""
    phase = project.settings.validation.phase or None
    return [
        Chosen(resource("schema", "edition.xsd"), "xsd", None, "edition.xsd", BUNDLED),
        Chosen(resource("schema", "edition.sch"), "schematron", phase, "edition.sch", BUNDLED),
    ]


def rules_left_out(chosen: Iterable[Chosen]) -> list[Chosen]:
    """Return the schemas named by people that hold Schematron rules which nobody asked for."""
    chosen = list(chosen)
    asked = {one.path for one in chosen if one.embedded}
    return [
        one
        for one in chosen
        if one.by in (COMMAND_LINE, PROJECT_FILE)
        and one.kind != "schematron"
        and one.path not in asked
        and rules_inside(one.path)
    ]


def _by_people(path: Path, address: str, by: str, phase: str | None = None) -> Chosen:
    """Return a schema that people name by its path; with ``#schematron`` the rules inside it."""
    embedded = path.name.endswith(RULES_INSIDE) and not is_file(path)
    if embedded:
        path = path.with_name(path.name.removesuffix(RULES_INSIDE))
    if not is_file(path):
        raise SchemaError("there is no such schema", path=path, mend="check its name")
    path = path.resolve()
    kind = judged_as(path, "schematron" if embedded else None)
    if isinstance(kind, Trouble):
        raise SchemaError(kind.message, path=path, mend=kind.mend)
    phase = phase if kind == "schematron" else None
    return Chosen(path, kind, phase, address, by, embedded=embedded and path.suffix != ".sch")


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
            chosen.append(_by_people(path, name, PROJECT_FILE, phase or None))
        except NotAtHandError as error:
            unreached.append(_named_in_vain(project, name, error, "TPS902"))
        except SchemaError as error:
            unreached.append(_named_in_vain(project, name, error, "TPS901"))
    return once(chosen), unreached


def _local(project: Project, name: str, finder: Finder) -> Path:
    if not is_remote(name):
        return project.inside(name, "schemas")
    address, mark, _ = name.partition(RULES_INSIDE)
    path = finder.resolve(address, project.folder / FILE_NAME)
    return path.with_name(path.name + mark)


def _named_in_vain(project: Project, name: str, error: SchemaError, code: str) -> Unreached:
    place = Location(error.path or project.folder / FILE_NAME, error.line)
    return Unreached(code, name, PROJECT_FILE, error.message, place, error.mend)


def once(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return schemas without those that would judge the same twice; grammars before rules."""
    return list(dict.fromkeys(sorted(chosen, key=lambda one: one.kind == "schematron")))
