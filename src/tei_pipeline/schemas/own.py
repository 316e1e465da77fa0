"""The schemas that a document itself names: which they are, and which of them are not at hand."""

from collections.abc import Iterator
from pathlib import Path

from tei_pipeline.diagnostics import Location, Severity
from tei_pipeline.errors import SchemaError
from tei_pipeline.rules import RULES
from tei_pipeline.schemas.choice import DOCTYPE, Chosen, Known, Unreached, once
from tei_pipeline.schemas.find import Finder, NotAtHandError
from tei_pipeline.schemas.instructions import LOCATION, NO_NAMESPACE, Statement, statements
from tei_pipeline.schemas.judged_as import Trouble, judged_as, kind_of
from tei_pipeline.schemas.prolog import Place, Prolog, attribute_place, read_prolog


def schemas_of(
    source: bytes, path: Path, finder: Finder, known: Known | None = None
) -> tuple[list[Chosen], list[Unreached]]:
    """Return the schemas that a document names, and those of them that are not at hand.

    ``path`` is absolute. ``known`` is filled and used where it is given.
    """
    known = known or Known()
    prolog = read_prolog(source)
    said_alike = tuple(one[:2] for one in prolog.instructions)
    key = (path.parent, said_alike, prolog.doctype, prolog.namespace, prolog.locations)
    if key in known.documents:
        return known.documents[key], []
    chosen: list[Chosen] = []
    unreached: list[Unreached] = []
    located: list[tuple[str, Chosen]] = []
    main_missing = False
    for said in statements(prolog):
        outcome = _outcome(said, path, finder, known)
        if isinstance(outcome, Trouble):
            if all(one.message != outcome.message for one in unreached):  # one fault, one finding
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
    chosen = once(chosen)
    if not unreached:
        known.documents[key] = chosen
    return chosen, unreached


def _outcome(said: Statement, path: Path, finder: Finder, known: Known) -> Chosen | Trouble:
    key = (path.parent, said._replace(place=_ANYWHERE))
    found = known.statements.get(key)
    if found is None:
        found = known.statements[key] = _sought(said, path, finder)
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
    kind = judged_as(local, said.kind, compact=said.compact)
    if isinstance(kind, Trouble):
        return kind
    embedded = kind == "schematron" and kind_of(local) != "schematron"
    return Chosen(local, kind, said.phase if kind == "schematron" else None, said.address, said.by,
                  embedded)  # fmt: skip


_ANYWHERE = Place(1, 1)
_WRITE = {
    "xml-model": '<?xml-model href="…" schematypens="http://relaxng.org/ns/structure/1.0"?>',
    "oxygen": '<?oxygen RNGSchema="…" type="xml"?>',
    LOCATION: f'{LOCATION}="NAMESPACE ADDRESS"',
}


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
    return located[main][1]._replace(beside=others)


def _dtd(prolog: Prolog, path: Path) -> Iterator[Unreached]:
    if prolog.doctype is None:
        return
    address, place = prolog.doctype
    message = f"the DTD “{address}” does not judge: DTDs are not read, and no other schema is named"
    location = Location(path, place.line, place.column, place.end_column)
    mend = "name a RELAX NG, XSD or Schematron schema: xml-model, --schema or tei-pipeline.toml"
    yield Unreached("TPS903", address, DOCTYPE, message, location, mend, Severity.INFO)
