"""RELAX NG: faults of the engine as findings.

The engine reads a document as a stream where it can, so that no tree is made for it. What a finding
says depends on a few names and states, not on the document, and is composed once.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tei_pipeline.cache import Cache, digest
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.opening import OpenSchema
from tei_pipeline.relaxng.load import LoadedGrammar, grammar_key, load_grammar
from tei_pipeline.relaxng.validate import NotStreamedError
from tei_pipeline.validators.protocol import Context

if TYPE_CHECKING:
    from tei_pipeline.validators.wording_findings import Findings

_FORMAT = "2"
"""To be changed with what is said of a fault: findings that were kept are then not used."""


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
        self._grammar: LoadedGrammar | None = None
        self._findings: Findings | None = None

    @property
    def name(self) -> str:
        """Return the schema's file name."""
        return self._path.name

    def check(self, document: Document, context: Context) -> Iterator[Diagnostic]:
        """Yield what breaks the schema; raises ``SchemaError`` where it cannot be used."""
        engine = self._loaded().engine
        data = document.stream
        if data is not None:
            try:
                faults = engine.judge_bytes(data)
            except NotStreamedError:
                document.root  # noqa: B018  # raises what is wrong with the file, in words
            else:
                if faults:
                    told = self._told().in_stream(document, data, faults, paths=context.paths)
                    yield from told
                return
        faults = engine.judge_tree(document.root)
        if faults:
            yield from self._told().in_tree(document, faults)

    def key(self) -> str:
        """Return a digest of the schema, with all the files that it is made of.

        Raises ``SchemaError`` where it cannot be used.
        """
        return self._key

    @cached_property
    def _key(self) -> str:
        # Once a run, as the grammar is loaded once: it takes as long as judging a letter.
        key = grammar_key(self._path, self._open_schema, self._cache)
        return digest(_FORMAT, str(self._draft), key)

    def keep(self) -> None:
        """Keep for later runs what the automaton has grown."""
        if self._grammar is not None:
            self._grammar.keep()

    def _loaded(self) -> LoadedGrammar:
        if self._grammar is None:
            self._grammar = load_grammar(
                self._path, self._open_schema, self._cache, draft=self._draft
            )
        return self._grammar

    def _told(self) -> "Findings":
        if self._findings is None:
            # What words need takes 20 ms to import, which a valid document need not pay.
            from tei_pipeline.validators.wording_findings import Findings

            self._findings = Findings(self._loaded(), self.name)
        return self._findings
