"""Patterns of a schema that Python could try for ever, matched in bounded time instead.

The others stay as xmlschema has compiled them.
"""

from typing import Any

from tei_pipeline.relaxng.datatypes.automata import is_ambiguous
from tei_pipeline.relaxng.datatypes.expressions import expression
from tei_pipeline.relaxng.datatypes.regex_reader import Reader
from tei_pipeline.relaxng.datatypes.types import DatatypeError


class BoundedPattern:
    """Stands in place of a compiled expression; it is compiled itself when it is first used."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def match(self, text: str) -> bool | None:
        """Return True where the text as a whole matches, else None."""
        return True if expression(self.pattern)(text) else None


def bound(facets: Any) -> None:
    """Replace those patterns of a pattern facet that may take a time beyond all bounds."""
    sources = [str(element.get("value", "")) for element in facets]
    for number, source in enumerate(sources):
        if _may_explode(source):
            facets.patterns[number] = BoundedPattern(source)


def _may_explode(source: str) -> bool:
    try:
        return is_ambiguous(Reader(source).read())
    except DatatypeError:
        return False  # xmlschema has read it, and knows better
