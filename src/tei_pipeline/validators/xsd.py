"""XSD: the verdict by lxml where it can read the schema, the findings by xmlschema.

libxml2 compiles the edition's schema in a fifth of a second and judges a document in milliseconds,
but its messages are for programs. xmlschema takes most of a second to get ready and is asked only
about a document that is not valid: it names the faulty elements and the declarations they break.
What is wrong with them is then read off the declaration (``declarations``), never from a message.
"""

import copy
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.declarations import Explainer, Vocabulary
from tei_pipeline.validators.protocol import Context


class XsdValidator:
    """Judges documents by one XSD, which is read when the first document comes."""

    def __init__(self, schema: Path) -> None:
        self._path = schema

    @property
    def name(self) -> str:
        """Return the schema's file name."""
        return self._path.name

    def check(self, document: Document, context: Context) -> Iterator[Diagnostic]:
        """Yield what breaks the schema; raises ``SchemaError`` where it cannot be used.

        Repeated and ill-formed ids and pointers to ids that do not exist are not among it: the
        pointers are another validator's (``TPR101`` to ``TPR103``), and one fault is said once.
        """
        if self._judge is None or not self._judge.validate(document.root.getroottree()):
            yield from self._explain(document)

    def check_all(self, documents: Sequence[Document], context: Context) -> Iterable[Diagnostic]:
        """Yield nothing: a schema sees one document at a time."""
        return ()

    @cached_property
    def _judge(self) -> etree.XMLSchema | None:
        """The schema as libxml2 reads it; none where only xmlschema can: XSD 1.1."""
        try:
            return etree.XMLSchema(_parse(self._path))
        except etree.XMLSchemaParseError as error:
            if self._version_11 is not None:
                return None
            raise _unusable(self._path, error) from error

    @cached_property
    def _version_11(self) -> Any:
        """The schema as xmlschema reads XSD 1.1; none where it cannot either."""
        import xmlschema

        try:
            return self._read(xmlschema.XMLSchema11)
        except (xmlschema.XMLSchemaException, Warning, OSError, ValueError, KeyError):
            return None

    @cached_property
    def _schema(self) -> Any:
        import xmlschema

        if self._judge is None:
            return self._version_11
        # Unchecked, for libxml2 has checked it: that saves a third of the time.
        return self._read(xmlschema.XMLSchema10, validation="skip")

    def _read(self, reader: Any, **options: str) -> Any:
        import xmlschema

        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", xmlschema.XMLSchemaIncludeWarning)
            return reader(str(self._path), allow="local", defuse="always", **options)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        from xmlschema.validators import XsdElement

        maps = self._schema.maps
        known = frozenset(
            element.name
            for element in maps.iter_components(XsdElement)
            if element.name and element.schema.meta_schema is not None  # not XSD's own
        )
        elements = {name: maps.elements[name] for name in known if name in maps.elements}
        return Vocabulary(self.name, self._schema.target_namespace, elements, known)

    def _explain(self, document: Document) -> Iterator[Diagnostic]:
        explainer = Explainer(document, self._vocabulary)
        root = _without_comments(document.root)
        originals = dict(
            zip(root.iter(etree.Element), document.root.iter(etree.Element), strict=True)
        )
        declarations: dict[etree._Element, Any] = {}
        findings: list[Diagnostic] = []
        for element, reasons in self._faulty(root, declarations).items():
            declaration, original = declarations.get(element), originals[element]
            if declaration is None:
                findings.append(explainer.unknown(original))
                continue
            explained = list(explainer.explain(element, original, declaration))
            findings += explained or [explainer.other(original, reason) for reason in reasons]
        yield from findings or self._in_the_judge_s_words(document, explainer)

    def _in_the_judge_s_words(
        self, document: Document, explainer: Explainer
    ) -> Iterator[Diagnostic]:
        """Yield what libxml2 alone objects to: the engines differ on a few rare values."""
        log = cast("list[Any]", [] if self._judge is None else self._judge.error_log)
        for entry in reversed([*log]):
            # From the end: the last message on a value is the most general.
            found = cast("list[etree._Element]", document.root.xpath(entry.path))
            if found and not re.search(r"'xs:ID(REFS?)?'", entry.message):
                reason = re.sub(r"\{(?:http|urn)[^}]*\}", "", entry.message.partition(": ")[2])
                yield explainer.other(found[0], reason)
                return

    def _faulty(
        self, root: etree._Element, declarations: dict[etree._Element, Any]
    ) -> dict[etree._Element, list[str]]:
        """Return the faulty elements, with the reasons that no declaration of content tells.

        Fills ``declarations`` with the declaration by which each element was judged.
        """
        from xmlschema.validators import XsdAssert, XsdElement, XsdIdentity

        def remember(element: etree._Element, declaration: Any) -> bool:
            declarations[element] = declaration
            return False  # judge it as usual

        faulty: dict[etree._Element, list[str]] = {}
        for error in self._schema.iter_errors(root, validation_hook=remember):
            reasons = faulty.setdefault(root if error.elem is None else error.elem, [])
            if isinstance(error.validator, XsdAssert | XsdElement | XsdIdentity):
                reasons.append(str(error.reason))
        return faulty


class _LocalFiles(etree.Resolver):
    """Let a schema include files; nothing is read from anywhere else."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        if urlsplit(system_url).scheme in ("", "file"):
            return None
        return self.resolve_string("", context)  # type: ignore[call-arg]


def _parse(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_LocalFiles())
    try:
        return etree.parse(path, parser)
    except OSError as error:
        raise SchemaError("the schema cannot be read", path=path, mend="check its name") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(
            f"the schema is not well-formed: {(error.msg or '').partition(', line ')[0]}",
            path=path,
            line=error.lineno,
            mend="mend the XML there first",
        ) from error


def _unusable(path: Path, error: etree.XMLSchemaParseError) -> SchemaError:
    log = cast("list[Any]", error.error_log)
    first = next((entry for entry in log if entry.domain_name == "SCHEMASP"), None)
    if first is None:
        return SchemaError(f"the schema cannot be used: {error}", path=path)
    file = Path(unquote(urlsplit(first.filename).path))
    message = re.sub(r"\{[^{}\s]*[:/][^{}\s]*\}", "", first.message)
    return SchemaError(
        f"the schema is not a valid XSD: {message}",
        path=file if file.is_file() else path,
        line=first.line or None,
        mend="keep what it includes beside it: nothing is read from the network"
        if first.type_name == "SCHEMAP_SRC_INCLUDE"
        else "mend the schema there",
    )


def _without_comments(root: etree._Element) -> etree._Element:
    # xmlschema takes a comment in plain text for a child element.
    twin = copy.deepcopy(root)
    etree.strip_tags(twin, etree.Comment, etree.ProcessingInstruction)
    return twin
