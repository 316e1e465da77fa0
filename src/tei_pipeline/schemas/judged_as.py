"""As what a file judges: by what it is, and by what it is said to be."""

from pathlib import Path
from typing import NamedTuple

from tei_pipeline.diagnostics import Location
from tei_pipeline.schemas.kinds import (
    ENDINGS,
    LABELS,
    Kind,
    has_rules,
    is_unread,
    kind_by_ending,
    kind_by_root,
    root_of,
    said_of,
)

_ENOUGH = 65536  # bytes in which a root element is looked for


class Trouble(NamedTuple):
    """Why a schema does not judge; ``location`` where that is not the place it was named."""

    code: str
    message: str
    mend: str | None = None
    location: Location | None = None


def kind_of(path: Path) -> Kind | None:
    """Return the kind of a file: by its ending, else by its root element."""
    return kind_by_ending(path) or kind_by_root(root_of(_beginning(path)))


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_ENOUGH)
    except OSError:
        return b""


def rules_inside(path: Path) -> bool:
    """Return whether Schematron rules may stand in a schema of another kind, in XML syntax."""
    try:
        return path.suffix.lower() != ".rnc" and has_rules(path.read_bytes())
    except OSError:
        return False  # who judges by it says so


def judged_as(path: Path, said: Kind | None, *, compact: bool = False) -> Kind | Trouble:
    """Return as what a file judges that is said to be of a kind, or of none."""
    own = kind_of(path)
    if own is None:
        if compact:
            message = f"{path.name} is read as compact syntax only if its name ends with .rnc"
            return Trouble("TPS902", message, f"rename it to {path.stem}.rnc")
        beginning = _beginning(path)
        code = "TPS903" if is_unread(beginning) else "TPS902"
        message = f"{path.name} is no schema that is read: {said_of(beginning)}"
        return Trouble(code, message, f"name a schema that is {', '.join(ENDINGS)}")
    if said is None or said == own:
        return own
    if said == "schematron":
        if path.suffix.lower() == ".rnc":
            message = f"{path.name} is compact syntax: Schematron rules inside it are not read"
            return Trouble("TPS903", message, "name the same schema in XML syntax (.rng)")
        return said
    if kind_by_root(root_of(_beginning(path))) == said:
        return said
    message = f"{path.name} is {LABELS[own]}, but is said to be {LABELS[said]}"
    return Trouble("TPS902", message, "mend what says so")
