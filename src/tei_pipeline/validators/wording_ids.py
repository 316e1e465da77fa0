"""IDs and references to them: what the RELAX NG engine finds, as the pointers validator says it."""

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.names import local
from tei_pipeline.relaxng.faults import RepeatedId, UnknownId
from tei_pipeline.validators.wording_names import written
from tei_pipeline.validators.wording_near import near
from tei_pipeline.validators.wording_said import TRIED

_MOST_IDS = 2_000
"""Among more ids no near one is looked for."""


def repeated_id(fault: RepeatedId, place: Location, first: int | None) -> Diagnostic:
    """Return the finding on an id that another element has."""
    name = written(fault.attribute)
    return Diagnostic(
        "TPR102",
        f"the {name} {fault.value} stands twice: first in line {first}",
        place,
        expected=f"an {name} that no other element of the file has",
        suggestion="give this element an id of its own; pointers lead to the first",
    )


def unknown_id(fault: UnknownId, place: Location) -> Diagnostic:
    """Return the finding on a reference that leads to no id; one that exists is a right one."""
    ids = fault.ids if len(fault.ids) <= _MOST_IDS else ()
    meant = next(iter(near(fault.value, ids)), None)
    return Diagnostic(
        "TPR101",
        f"nothing in this file has the id {fault.value}, which {written(fault.attribute)} of"
        f" {local(fault.element)} points to",
        place,
        expected="an id of this file",
        suggestion=f"did you mean {meant}? {TRIED}" if meant else None,
    )
