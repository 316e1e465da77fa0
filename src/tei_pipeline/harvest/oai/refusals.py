"""What the protocol answers instead of what was asked (OAI-PMH 2.0, 3.6)."""

from typing import NamedTuple

BAD_VERB, BAD_ARGUMENT = "badVerb", "badArgument"
UNTOLD = frozenset({BAD_VERB, BAD_ARGUMENT})
"""Codes by which the arguments are not repeated in ``request``."""


class Refusal(NamedTuple):
    """An error or exceptional condition: its code, and what is wrong and how to mend it."""

    code: str
    message: str


class RefusedError(Exception):
    """A request that the protocol answers with refusals, one or more."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*refusals)
        self.refusals = refusals


def refused(code: str, message: str) -> RefusedError:
    """Return the error for a single refusal."""
    return RefusedError(Refusal(code, message))
