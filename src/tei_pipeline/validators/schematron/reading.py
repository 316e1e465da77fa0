"""Any schema that holds Schematron, to one Schematron schema.

That is a file of its own, or the rules that stand inside RELAX NG, XSD or ODD.
"""

from pathlib import Path

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import SCHEMATRON
from tei_pipeline.opening import OpenSchema
from tei_pipeline.validators.schematron.embedded import Extractor
from tei_pipeline.validators.schematron.marks import BEFORE_ISO
from tei_pipeline.validators.schematron.source import Source


def read_schema(path: Path, open_schema: OpenSchema) -> Source:
    """Return a schema with its includes in place, as ``Source.root``; raises ``SchemaError``."""
    source = Source(path, open_schema)
    root = source.first()
    name = etree.QName(root)
    if name.namespace == BEFORE_ISO or _holds(root, BEFORE_ISO):
        raise SchemaError(
            "this is Schematron 1.5, which came before the standard",
            path=path,
            line=_line_of(source, root),
            mend=f"write the namespace {SCHEMATRON} in place of {BEFORE_ISO}; key elements become"
            " xsl:key",
        )
    if name.namespace == SCHEMATRON and name.localname == "library":
        raise source.error(
            root,
            "a library judges nothing by itself",
            "name a schema that takes it over with <extends href=…/>",
        )
    if name.namespace != SCHEMATRON:
        root = Extractor(source).schema(root)
    source.root = root
    source.include(root, (path.resolve(),))
    return source


def _holds(root: etree._Element, namespace: str) -> bool:
    return next(root.iter(f"{{{namespace}}}*"), None) is not None


def _line_of(source: Source, root: etree._Element) -> int | None:
    old = next(root.iter(f"{{{BEFORE_ISO}}}*"), root)
    return source.error(old, "").line
