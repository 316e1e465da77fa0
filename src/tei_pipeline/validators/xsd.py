"""XSD: the verdict by lxml where it can read the schema, the findings by xmlschema.

libxml2 compiles the edition's schema in a fifth of a second and judges a document in milliseconds,
but its messages are for programs. xmlschema takes most of a second to get ready and is asked only
about a document that is not valid: it names the faulty elements and the declarations they break.
What is wrong with them is then read off the declaration (``declarations``), never from a message.
"""

import copy
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.errors import SchemaError
from tei_pipeline.validators.declarations import Explainer
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
        except (xmlschema.XMLSchemaException, OSError, ValueError, KeyError):
            return None

    @cached_property
    def _schema(self) -> Any:
        import xmlschema

        if self._judge is None:
            return self._version_11
        # Unchecked, for libxml2 has checked it: that saves a third of the time.
        return self._read(xmlschema.XMLSchema10, validation="skip")

    def _read(self, reader: Any, **options: str) -> Any:
        with warnings.catch_warnings(action="ignore"):
            return reader(str(self._path), allow="local", defuse="always", **options)

    @cached_property
    def _known(self) -> frozenset[str]:
        from xmlschema.validators import XsdElement

        elements = self._schema.maps.iter_components(XsdElement)
        return frozenset(element.name for element in elements if element.name)

    def _explain(self, document: Document) -> Iterator[Diagnostic]:
        explainer = Explainer(document, self.name, self._schema.target_namespace, self._known)
        root = _without_comments(document.root)
        originals = dict(
            zip(root.iter(etree.Element), document.root.iter(etree.Element), strict=True)
        )
        declarations: dict[etree._Element, Any] = {}
        for element, reasons in self._faulty(root, declarations).items():
            declaration = declarations.get(element)
            if declaration is None:
                yield explainer.unknown(originals[element])
                continue
            findings = list(explainer.explain(element, originals[element], declaration))
            yield from findings or (explainer.other(originals[element], r) for r in reasons)

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
    """Let a schema include files; refuse everything that is not one."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        if urlsplit(system_url).scheme in ("", "file"):
            return None
        raise SchemaError(
            f"the schema includes {system_url}, and nothing is read from the network",
            mend="keep a copy beside the schema, and name that in schemaLocation",
        )


def _parse(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_LocalFiles())
    try:
        return etree.parse(path, parser)
    except OSError as error:
        raise SchemaError("the schema cannot be read", path=path, mend="check its name") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(
            f"the schema is not well-formed: {error.msg}",
            path=path,
            line=error.lineno,
            mend="mend the XML there first",
        ) from error


def _unusable(path: Path, error: etree.XMLSchemaParseError) -> SchemaError:
    first = next(iter(error.error_log), None)
    if first is None:
        return SchemaError(f"the schema cannot be used: {error}", path=path)
    file = Path(unquote(urlsplit(first.filename).path))
    message = first.message.replace("{http://www.w3.org/2001/XMLSchema}", "xs:")
    return SchemaError(
        f"the schema is not a valid XSD: {message}",
        path=file if file.is_file() else path,
        line=first.line or None,
        mend="mend the schema there",
    )


def _without_comments(root: etree._Element) -> etree._Element:
    # xmlschema takes a comment in plain text for a child element.
    twin = copy.deepcopy(root)
    etree.strip_tags(twin, etree.Comment, etree.ProcessingInstruction)
    return twin
