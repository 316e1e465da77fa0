"""RELAX NG: faults of the engine as findings.

The engine reads a document as a stream where it can, so that no tree is made for it. What a finding
says depends on a few names and states, not on the document, and is composed once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tei_pipeline.cache import Cache
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.relaxng.faults import (
    Fault,
    RepeatedId,
    UnknownId,
    WrongAttribute,
    WrongValue,
)
from tei_pipeline.relaxng.load import LoadedGrammar, OpenSchema, load_grammar
from tei_pipeline.relaxng.stream import Stream, TagPlace, streamed
from tei_pipeline.relaxng.validate import NotStreamedError
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.wording import Wording


class RelaxngValidator:
    """Judges documents by one RELAX NG schema, in either syntax."""

    def __init__(
        self, schema: Path, open_schema: OpenSchema, cache: Cache, *, draft: bool = False
    ) -> None:
        """Take the schema; it is read when the first document comes.

        ``open_schema`` finds what it includes; ``draft`` passes over what is missing.
        """
        self._path = schema
        self._open_schema = open_schema
        self._cache = cache
        self._draft = draft
        self._loaded: tuple[LoadedGrammar, Wording] | None = None

    @property
    def name(self) -> str:
        """Return the schema's file name."""
        return self._path.name

    def check(self, document: Document, context: Context) -> Iterator[Diagnostic]:
        """Yield what breaks the schema; raises ``SchemaError`` where it cannot be used."""
        grammar, wording = self._grammar()
        data = streamed(document)
        if data is not None:
            try:
                faults = grammar.engine.judge_bytes(data)
            except NotStreamedError:
                document.root  # noqa: B018  # raises what is wrong with the file, in words
            else:
                place = Stream(data).place
                yield from self._findings(document, faults, wording, place, context)
                return
        faults = grammar.engine.judge_tree(document.root)
        yield from self._findings(document, faults, wording, _tree_place(document), context)

    def check_all(self, documents: Sequence[Document], context: Context) -> Iterable[Diagnostic]:
        """Yield nothing: a schema sees one document at a time."""
        return ()

    def _grammar(self) -> tuple[LoadedGrammar, Wording]:
        if self._loaded is None:
            grammar = load_grammar(self._path, self._open_schema, self._cache)
            self._loaded = (grammar, Wording(grammar, self.name))
        return self._loaded
