"""What stylesheets say while they render, as findings."""

from collections.abc import Iterable, Iterator

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.rules import RULES
from tei_pipeline.saxon import Message

_MENDS = {"TPB201": "use an element that the edition renders, or add a template for this one"}
_UNCODED = "TPB204"


def findings(document: Document, messages: Iterable[Message]) -> Iterator[Diagnostic]:
    """Yield the messages of a transformation as findings on the document."""
    for message in messages:
        code = message.code if message.code in RULES else _UNCODED
        place = document.at(message.path) if message.path else Location(document.path)
        yield Diagnostic(
            code, message.text, place, RULES[code].severity, suggestion=_MENDS.get(code)
        )
