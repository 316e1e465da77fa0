"""Schemas that were chosen, those that could not be, and those that people name by hand.

Which of all schemas judge a document is decided in ``schemas.order``.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.addresses import is_file
from tei_pipeline.schemas.judged_as import Trouble, judged_as, kind_of, rules_inside
from tei_pipeline.schemas.kinds import Kind

COMMAND_LINE, PROJECT_FILE, BUNDLED = "command line", "project file", "bundled"
DOCTYPE = "DOCTYPE"
RULES_INSIDE = "#schematron"


class Chosen(NamedTuple):
    """A schema that judges: ``path`` is the local copy, ``address`` what it was named by.

    ``by`` says who named it. With ``embedded`` the Schematron rules that stand inside another
    schema judge. ``beside`` are the XSDs of other namespaces, as pairs of namespace and path, that
    the document names together with this one. Two that judge alike are equal, whoever named them.
    """

    path: Path
    kind: Kind
    phase: str | None
    address: str
    by: str
    embedded: bool = False
    beside: tuple[tuple[str, Path], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chosen) and self._judging == other._judging

    def __ne__(self, other: object) -> bool:
        return not self == other  # a tuple has one of its own

    def __hash__(self) -> int:
        return hash(self._judging)

    @property
    def name(self) -> str:
        """Return what a report calls it."""
        return self.path.name + (RULES_INSIDE if self.embedded else "")

    @property
    def _judging(self) -> tuple[object, ...]:
        return (self.path, self.kind, self.phase, self.embedded, self.beside)


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


class Known:
    """What became of what documents say in a folder: many that say the same are looked up once.

    ``documents`` holds only those of which everything is at hand: what is not has a place in each.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self.documents: dict[tuple[object, ...], list[Chosen]] = {}
        self.statements: dict[tuple[object, ...], Chosen | Trouble] = {}


def named(paths: Sequence[Path]) -> list[Chosen]:
    """Return the schemas that ``--schema`` names; raises ``SchemaError`` for one we do not read."""
    return once([named_by_people(path, str(path), COMMAND_LINE) for path in paths])


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


def named_by_people(path: Path, address: str, by: str, phase: str | None = None) -> Chosen:
    """Return a schema that people name by its path; with ``#schematron`` the rules inside it.

    Raises ``SchemaError``.
    """
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
    embedded = embedded and kind_of(path) != "schematron"
    return Chosen(path, kind, phase, address, by, embedded)


def once(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return schemas without those that would judge the same twice; grammars before rules."""
    return list(dict.fromkeys(sorted(chosen, key=lambda one: one.kind == "schematron")))
