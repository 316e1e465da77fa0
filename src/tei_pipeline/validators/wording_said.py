"""What is said of a fault, before it is known where it stands."""

from typing import NamedTuple

TRIED = "(tried: this finding goes, none comes)"
"""Stands behind every mend that is offered."""


class Said(NamedTuple):
    """What is said of a fault.

    ``attribute`` and ``element`` are new names for what stands at the fault's place, ``value`` is a
    new value: mends that are a change of the text there and nowhere else. ``certain`` says that
    a program may make the change unasked.
    """

    code: str
    message: str
    expected: str | None = None
    suggestion: str | None = None
    element: str | None = None
    attribute: str | None = None
    value: str | None = None
    certain: bool = True
