"""Schematron: a schema is made into XSLT once, which then reports failures only."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei_pipeline.cache import Cache, digest
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.errors import SchemaError, StylesheetError
from tei_pipeline.names import SCHEMATRON
from tei_pipeline.opening import OpenSchema, local_file
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Processor
from tei_pipeline.saxon_apart import UnansweredError
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.schematron.faults import faults
from tei_pipeline.validators.schematron.files import Files
from tei_pipeline.validators.schematron.findings import Findings
from tei_pipeline.validators.schematron.profiling import RuleTime, profile
from tei_pipeline.validators.schematron.reading import read_schema
from tei_pipeline.validators.schematron.runs import Compiled, Outcome
from tei_pipeline.validators.schematron.source import Source

_FORMAT = "schematron 4"
"""Part of every key: to be changed when the same rules may give other findings."""
_RESERVED = ("#DEFAULT", "#ALL", "#ANY")


class SchematronValidator:
    """Judges documents by one schema: a Schematron file, or the rules inside another schema.

    An assertion whose ``id`` is a code of ``rules.RULES`` speaks for that rule; its diagnostics
    ``CODE-expected``, ``CODE-mend`` and ``CODE-words`` give expectation, mend, and the words to
    point at. Every other assertion is a ``TPS201``.
    """

    def __init__(
        self,
        saxon: Processor,
        path: Path,
        phase: str | None = None,
        open_schema: OpenSchema = local_file,
        *,
        embedded: bool = False,
        cache: Cache | None = None,
    ) -> None:
        """Compile the transpiler; the schema itself is read when the first document is checked.

        To be made before ``saxon`` parses anything; where it is a ``SaxonApart``, a rule has its
        time limit. ``phase`` is a phase's id, ``#ALL``, or ``#ANY`` for the first whose ``when``
        is true of a document. ``embedded`` only says so in the name.
        """
        self._saxon = saxon
        self._path = path
        self._phase = phase or "#DEFAULT"
        self._open_schema = open_schema
        self._embedded = embedded
        self._cache = cache or Cache()
        self._files = Files(saxon)
        self._compiled: dict[str, Compiled] = {}
        self._unsaid: list[SchemaError] = []
        self._noted: set[tuple[object, ...]] = set()
        self._transpiler = saxon.compile_file(resource("xslt", "schematron/transpile.xsl"))

    @property
    def name(self) -> str:
        """Return the schema's file name."""
        return f"{self._path.name} (Schematron)" if self._embedded else self._path.name

    def key(self) -> str | None:
        """Return a digest of all that a verdict depends on beside the document.

        None where the rules ask for other files or the time, or the schema was seen to be faulty.
        """
        try:
            source = self._source
        except SchemaError:
            return None
        if source.looks_beyond or source.faults or self._noted:
            return None
        day = date.today().isoformat() if source.looks_at_date else ""
        return digest(_FORMAT, self._phase, self.name, day, *source.digests)

    def check(self, document: Document, context: Context) -> Iterable[Diagnostic]:
        """Yield the failures of a document; raises ``SchemaError`` for a schema without use."""
        outcome = self.outcome(document, context)
        yield from self._faults()
        findings = Findings(self._source, self._files, document, paths=context.paths)
        yield from findings.all(outcome)

    def outcome(self, document: Document, context: Context) -> Outcome:
        """Return what the rules say of a document, before it is made into findings."""
        return self._for(document).run(document, self._folders(document, context))

    def profile(self, document: Document, context: Context) -> list[RuleTime]:
        """Return what each rule takes on a document, the slowest first."""
        folders = self._folders(document, context)
        return profile(self._for(document), document, folders, self._source)

    def _folders(self, document: Document, context: Context) -> tuple[Path, ...]:
        return (context.folder, self._path.parent, document.path.parent)

    @cached_property
    def _source(self) -> Source:
        source = read_schema(self._path, self._open_schema)
        assert source.root is not None
        self._choose_phase(source.root)
        for fault in source.faults:
            self._note(fault)
        return source

    def _for(self, document: Document) -> Compiled:
        """Return the stylesheet of the phase that is to judge a document."""
        root = self._source.root
        assert root is not None
        phase = self._phase
        if phase == "#DEFAULT":
            phase = root.get("defaultPhase", "#ALL")
        if phase != "#ANY":
            return self._stylesheet(phase)
        try:
            return self._stylesheet(self._stylesheet("#ANY").phase(document))
        except StylesheetError as error:
            why = f"no phase could be chosen for {document.path.name}: {error.message}"
            raise SchemaError(why, path=self._path) from error

    def _stylesheet(self, phase: str) -> Compiled:
        if phase not in self._compiled:
            self._compiled[phase] = self._made(phase)
        return self._compiled[phase]

    def _made(self, phase: str) -> Compiled:
        """Return the stylesheet of a phase, without what does not compile."""
        left_out: list[str] = []
        while True:
            stylesheet = self._transpiled(phase, " ".join(left_out))
            try:
                return Compiled(self._saxon, stylesheet, self._path.name, self._files)
            except UnansweredError as error:
                raise self._uncompiled(error) from error
            except StylesheetError as error:
                found = faults(error.message, stylesheet, self._source)
                parts = [fault.part for fault in found if fault.part]
                if not parts or set(parts) & set(left_out):
                    raise found[0].error from error
                left_out += parts
                for fault in found:
                    if fault.part:
                        self._note(fault.error)

    def _transpiled(self, phase: str, left_out: str) -> str:
        """Return the stylesheet of a phase, kept from an earlier run where there is one."""
        source = self._source
        assert source.root is not None
        text = etree.tostring(source.root, encoding="unicode")
        assert isinstance(text, str)
        bases = "\n".join(path.absolute().as_uri() for path in source.files)
        parameters = {"phase": phase, "bases": bases, "left-out": left_out}
        key = digest(_transpiler_digest(), text, *parameters.values())
        kept = self._cache.get("schematron", key)
        if kept is not None:
            return kept.decode()
        try:
            made = self._transpiler.transform(self._saxon.parse(text), parameters)
        except StylesheetError as error:
            raise self._uncompiled(error) from error
        for message in made.messages:
            fault = source.unusable(message, wholly=not made.text)
            if not made.text:
                raise fault
            self._note(fault)
        if not made.messages:  # else they are to be said in the next run too
            self._cache.put("schematron", key, made.text.encode())
        return made.text

    def _note(self, error: SchemaError) -> None:
        """Keep a fault of the schema, to be said once."""
        noted = (error.path, error.line, error.message)
        if noted not in self._noted:
            self._noted.add(noted)
            self._unsaid.append(error)

    def _uncompiled(self, error: StylesheetError) -> SchemaError:
        return SchemaError(f"cannot be compiled: {error.message}", path=self._path)

    def _faults(self) -> Iterator[Diagnostic]:
        """Yield what does not compile of the schema, once."""
        while self._unsaid:
            error = self._unsaid.pop(0)
            place = Location(error.path or self._path, error.line)
            yield Diagnostic("TPS901", error.message, place, suggestion=error.mend)

    def _choose_phase(self, root: etree._Element) -> None:
        """Raise ``SchemaError`` where a phase was asked for that the schema does not have."""
        phases = [phase.get("id", "") for phase in root.iterchildren(f"{{{SCHEMATRON}}}phase")]
        if self._phase in (*_RESERVED, *phases):
            return
        names = ", ".join([*phases, "#ALL"])
        mend = f"choose one of its phases: {names}"
        if not phases:
            mend = "leave the phase out: the schema has none"
        raise SchemaError(f"the schema has no phase {self._phase}", path=self._path, mend=mend)


def _transpiler_digest() -> str:
    sheets = sorted(resource("xslt", "schematron").glob("*.xsl"))
    return digest(*(sheet.read_bytes() for sheet in sheets))
