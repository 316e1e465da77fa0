"""The validator: which engine judges, and from its faults to findings."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei_pipeline.cache import Cache, digest
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.errors import SchemaError
from tei_pipeline.opening import OpenSchema, local_file
from tei_pipeline.validators.protocol import Context
from tei_pipeline.validators.xsd.compiled import engine_digest, read_schema
from tei_pipeline.validators.xsd.declarations import Vocabulary
from tei_pipeline.validators.xsd.engine import Engine, Judgement
from tei_pipeline.validators.xsd.files import SchemaFile, read_files
from tei_pipeline.validators.xsd.findings import (
    WHAT_LACKS,
    findings,
    in_the_words_of_libxml2,
    unending,
)
from tei_pipeline.validators.xsd.libxml2 import compile_schema, verdict
from tei_pipeline.validators.xsd.limits import UnendingError, assertion_in, within
from tei_pipeline.validators.xsd.references import References
from tei_pipeline.validators.xsd.sources import Sources
from tei_pipeline.validators.xsd.versions import sign_of_11

_BYTES_A_SECOND = 10_000
_FORMAT = "2"
"""To be changed with what is found in documents: findings that were kept are then not used."""


class XsdValidator:
    """Judges documents by one XSD, or by several together, read when the first document comes.

    ``others`` are schemas of other namespaces for what stands inside the first one's wildcards (or
    of the same namespace, for more of it). ``open_schema`` finds what they include and import.

    With ``draft`` a document is judged as one that is still being written: what lacks (an element,
    an attribute, a value, what a reference leads to) is no finding, nor is what may depend on it
    (an assertion, a type that an attribute will choose). What is there is judged as it stands.

    ``limit`` gives the seconds after which assertions on a document of usual size are given up.
    """

    def __init__(
        self,
        path: Path,
        open_schema: OpenSchema = local_file,
        cache: Cache | None = None,
        *,
        others: tuple[Path, ...] = (),
        draft: bool = False,
        limit: Callable[[], float] = lambda: 60.0,
    ) -> None:
        self._paths = (path, *others)
        self._open = open_schema
        self._cache = cache or Cache()
        self._draft = draft
        self._limit = limit

    @property
    def name(self) -> str:
        """Return the schema's file name, or the names of several."""
        return " + ".join(path.name for path in self._paths)

    def key(self) -> str | None:
        """Return a digest of files, options and engines; None where a file is missing."""
        return self._key

    @cached_property
    def _key(self) -> str | None:
        try:
            files = self._files
        except SchemaError:
            return None  # to be said of each document
        contents = [part for path, file in files.items() for part in (str(path), file.source)]
        versions = (_FORMAT, str(etree.LIBXML_VERSION), engine_digest())
        options = (str(self._draft), str(self._limit()))
        return digest(*versions, *options, *map(str, self._paths), *contents)

    def check(self, document: Document, context: Context) -> Iterator[Diagnostic]:
        """Yield what breaks the schema; raises ``SchemaError`` where it cannot be used.

        Repeated and ill-formed xml:ids are not among it: they are another validator's (``TPR102``,
        ``TPR103``), and one fault is said once.
        """
        limit = self._limit()
        try:
            with within(limit + len(document.source) / _BYTES_A_SECOND):
                found = list(self._checked(document))
        except UnendingError as error:
            found = [unending(document, assertion_in(error.__traceback__), self.name)]
        yield from found

    def _checked(self, document: Document) -> Iterator[Diagnostic]:
        root = document.root
        valid = None if self._libxml2 is None else verdict(self._libxml2, root)
        if valid and self._references.sound(root):
            return
        if self._libxml2 is None and self._engine.accepts(root):
            return
        for finding in self._found(document, valid):
            if not self._draft or finding.code not in WHAT_LACKS:
                yield finding

    def explain(self, document: Document) -> list[Diagnostic]:
        """Return what xmlschema finds in a document, whatever libxml2 has said."""
        judgement = self._judge(document)
        return list(findings(document, judgement, self._vocabulary, draft=self._draft))

    def _judge(self, document: Document) -> Judgement:
        try:
            return self._engine.judge(document.root)
        except SchemaError as error:
            error.path = error.path or document.path
            raise

    def _found(self, document: Document, valid: bool | None) -> list[Diagnostic]:
        """Return the findings on a document; those of libxml2 where xmlschema has none of its own.

        The two differ on a few rare values, and xmlschema may stumble over a schema.
        """
        if valid is None or self._libxml2 is None:
            return self.explain(document)
        found: list[Diagnostic] = []
        with suppress(SchemaError):
            found = self.explain(document)
        if found or valid or self._draft:
            return found
        with suppress(SchemaError):
            found = list(findings(document, self._judge(document), self._vocabulary, keys=True))
        return found or list(in_the_words_of_libxml2(document, self._libxml2, self.name))

    @cached_property
    def _files(self) -> dict[Path, SchemaFile]:
        return read_files(self._paths, self._open)

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self._files, [path.resolve() for path in self._paths])

    @cached_property
    def _references(self) -> References:
        return References(file.root for file in self._files.values())

    @cached_property
    def _version_11(self) -> bool:
        return any(sign_of_11(file.root) for file in self._files.values())

    @cached_property
    def _libxml2(self) -> etree.XMLSchema | None:
        """The schema as libxml2 reads it; none where only xmlschema can."""
        if self._version_11:
            return None
        try:
            return compile_schema(self._sources)
        except SchemaError:
            if self._fallback is None:
                raise
            return None

    @cached_property
    def _fallback(self) -> Engine | None:
        """The schema as xmlschema reads it, in the first version in which it can."""
        for version in ("1.0", "1.1"):
            with suppress(SchemaError):
                return self._read(version)
        return None

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        first = self._files[self._paths[0].resolve()]
        return self._engine.vocabulary(self.name, first.namespace)

    @cached_property
    def _engine(self) -> Engine:
        if self._version_11:
            return self._read("1.1")
        if self._libxml2 is None and self._fallback is not None:
            return self._fallback
        # libxml2 has checked the schema: that saves a third of the time.
        return self._read("1.0", checked=True)

    def _read(self, version: str, *, checked: bool = False) -> Engine:
        return Engine(read_schema(self._sources, version, self._cache, checked=checked))
