"""The schemas that a document itself names, and those that people name by hand.

Which of all of them judge a document is decided in ``schemas.order``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.errors import SchemaError
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.addresses import is_file
from tei_pipeline.schemas.find import Finder, NotAtHandError
from tei_pipeline.schemas.instructions import LOCATION, NO_NAMESPACE, Statement, statements
from tei_pipeline.schemas.kinds import (
    ENDINGS,
    LABELS,
    Kind,
    has_rules,
    kind_by_ending,
    kind_by_root,
    root_of,
    said_of,
)
from tei_pipeline.schemas.prolog import Prolog, attribute_place, read_prolog

COMMAND_LINE, PROJECT_FILE, BUNDLED = "command line", "project file", "bundled"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A schema that judges: ``path`` is the local copy, ``address`` what it was named by.

    ``by`` says who named it. With ``embedded`` the Schematron rules that stand inside another
    schema judge. ``beside`` are the XSDs of other namespaces, as pairs of namespace and path, that
    the document names together with this one.
    """

    path: Path
    kind: Kind
    phase: str | None
    address: str
    by: str
    embedded: bool = False
    beside: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreached:
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


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a schema does not judge; ``location`` where that is not the place it was named."""

    code: str
    message: str
    mend: str | None = None
    location: Location | None = None


Known = dict[tuple[object, ...], Chosen | Trouble]
"""What is known of a statement in a folder, so that many documents that say the same cost one."""


def schemas_of(
    source: bytes, path: Path, finder: Finder, known: Known | None = None
) -> tuple[list[Chosen], list[Unreached]]:
    """Return the schemas that a document names, and those of them that are not at hand.

    ``path`` is absolute. ``known`` is filled and used where it is given.
    """
    known = {} if known is None else known
    prolog = read_prolog(source)
    chosen: list[Chosen] = []
    unreached: list[Unreached] = []
    located: list[tuple[str, Chosen]] = []
    main_missing = False
    for said in statements(prolog):
        outcome = _outcome(said, path, finder, known)
        if isinstance(outcome, Trouble):
            unreached.append(_unreached(outcome, said, source, path))
            main_missing |= said.by == LOCATION and said.namespace == prolog.namespace
        elif said.by == LOCATION:
            located.append((said.namespace, outcome))
        else:
            chosen.append(outcome)
    if located and not main_missing:
        chosen.append(_together(located, prolog.namespace))
    if not chosen and not unreached:
        unreached += _dtd(prolog, path)
    return _once(chosen), unreached


def named(paths: Sequence[Path]) -> list[Chosen]:
    """Return the schemas that ``--schema`` names; raises ``SchemaError`` for one we do not read.

    Schematron rules that stand inside a RELAX NG or XSD schema judge with it.
    """
    found: list[Chosen] = []
    for path in paths:
        if not is_file(path):
            raise SchemaError("there is no such schema", path=path, mend="check its name")
        found += with_rules(path.resolve(), str(path), COMMAND_LINE)
    return _once(found)


def with_rules(path: Path, address: str, by: str, phase: str | None = None) -> list[Chosen]:
    """Return a schema named by people, and once more for the rules inside; ``SchemaError``."""
    kind = _kind(path, None, compact=False)
    if isinstance(kind, Trouble):
        raise SchemaError(kind.message, path=path, mend=kind.mend)
    one = Chosen(path, kind, phase if kind == "schematron" else None, address, by)
    if kind == "schematron" or path.suffix == ".rnc" or not _rules_inside(path):
        return [one]
    return [one, replace(one, kind="schematron", phase=phase, embedded=True)]


def _rules_inside(path: Path) -> bool:
    try:
        return has_rules(path.read_bytes())
    except OSError:
        return False  # who judges by it says so


def _outcome(said: Statement, path: Path, finder: Finder, known: Known) -> Chosen | Trouble:
    key = (path.parent, said.address, said.by, said.kind, said.phase, said.compact, said.problem,
           said.unread)  # fmt: skip
    found = known.get(key)
    if found is None:
        found = known[key] = _sought(said, path, finder)
    return found


def _sought(said: Statement, path: Path, finder: Finder) -> Chosen | Trouble:
    if said.problem:
        return Trouble("TPS902", f"{said.by} names no schema: {said.problem}", _WRITE.get(said.by))
    if said.unread:
        message = f"“{said.address}” does not judge: {said.unread} is not read"
        return Trouble("TPS903", message, "name a RELAX NG, XSD or Schematron schema beside it")
    try:
        local = finder.resolve(said.address, path)
    except NotAtHandError as error:
        return Trouble("TPS902", error.message, error.mend)
    except SchemaError as error:
        place = Location(error.path, error.line) if error.path else None
        return Trouble("TPS901", error.message, error.mend, place)
    kind = _kind(local, said.kind, said.compact)
    if isinstance(kind, Trouble):
        return kind
    embedded = kind == "schematron" and kind_of(local) != "schematron"
    return Chosen(local, kind, said.phase if kind == "schematron" else None, said.address, said.by,
                  embedded)  # fmt: skip


_WRITE = {
    "xml-model": '<?xml-model href="…" schematypens="http://relaxng.org/ns/structure/1.0"?>',
    "oxygen": '<?oxygen RNGSchema="…" type="xml"?>',
    LOCATION: f'{LOCATION}="NAMESPACE ADDRESS"',
}


def kind_of(path: Path) -> Kind | None:
    """Return the kind of a file: by its ending, else by its root element."""
    return kind_by_ending(path) or kind_by_root(root_of(_source(path)))


def _source(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _kind(path: Path, said: Kind | None, compact: bool) -> Kind | Trouble:
    """Return as what a file judges that is said to be of a kind, or of none."""
    own = kind_of(path)
    if own is None:
        if compact:
            message = f"{path.name} is read as compact syntax only if its name ends with .rnc"
            return Trouble("TPS902", message, f"rename it to {path.stem}.rnc")
        message = f"{path.name} is no schema that is read: {said_of(_source(path))}"
        return Trouble("TPS902", message, f"name a schema that is {', '.join(ENDINGS)}")
    if said is None or said == own:
        return own
    if said == "schematron":
        if path.suffix == ".rnc":
            message = f"{path.name} is compact syntax: Schematron rules inside it are not read"
            return Trouble("TPS903", message, "name the same schema in XML syntax (.rng)")
        return said
    if kind_by_root(root_of(_source(path))) == said:
        return said
    message = f"{path.name} is {LABELS[own]}, but is said to be {LABELS[said]}"
    return Trouble("TPS902", message, "mend what says so")


def _unreached(trouble: Trouble, said: Statement, source: bytes, path: Path) -> Unreached:
    place = said.place
    if said.by in (LOCATION, NO_NAMESPACE):
        place = attribute_place(source, place, said.by.partition(":")[2])
    here = Location(path, place.line, place.column, place.end_column)
    severity = RULES[trouble.code].severity
    return Unreached(trouble.code, said.address, said.by, trouble.message,
                     trouble.location or here, trouble.mend, severity)  # fmt: skip


def _together(located: list[tuple[str, Chosen]], namespace: str) -> Chosen:
    """Return one schema of all that ``xsi:schemaLocation`` names: the one of the root's namespace.

    The others go with it: they describe what stands inside.
    """
    main = next((n for n, (of, _) in enumerate(located) if of == namespace), 0)
    others = tuple((of, c.path) for n, (of, c) in enumerate(located) if n != main)
    return replace(located[main][1], beside=others)


def _dtd(prolog: Prolog, path: Path) -> Iterator[Unreached]:
    if prolog.doctype is None:
        return
    address, place = prolog.doctype
    message = f"the DTD “{address}” does not judge: DTDs are not read, and no other schema is named"
    location = Location(path, place.line, place.column, place.end_column)
    mend = "name a RELAX NG, XSD or Schematron schema: xml-model, --schema or tei-pipeline.toml"
    yield Unreached("TPS903", address, "DOCTYPE", message, location, mend, Severity.INFO)


def _once(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return schemas without those that would judge the same twice; grammars before rules."""
    found: dict[tuple[Path, Kind, str | None], Chosen] = {}
    for one in sorted(chosen, key=lambda one: one.kind == "schematron"):
        found.setdefault((one.path, one.kind, one.phase), one)
    return list(found.values())
