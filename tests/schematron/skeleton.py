"""The reference: the ISO skeleton that lxml carries, run by Saxon, which writes full SVRL.

It is a transpiler of another house, for XSLT 1. Saxon runs what it makes in XPath 2 and later, so
that it can judge by schemas whose query language is xslt2.
"""

import re
from collections import Counter
from pathlib import Path

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from tei_pipeline.document import Document

_SHEETS = Path(etree.__file__).parent / "isoschematron/resources/xsl/iso-schematron-xslt1"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_VERSION = re.compile(r'(<\w+:stylesheet\b[^>]*?\bversion=)"1\.0"')
_SCHEMA = re.compile(r"(<(\w+:)?schema\b[^>]*>)")
_XS = 'prefix="xs" uri="http://www.w3.org/2001/XMLSchema"'

_MENDS = (
    ('select="@*|*" mode', 'select="@*|node()" mode'),
    ('select="." mode="schematron-get', 'select="ancestor-or-self::*[1]" mode="schematron-get'),
)
"""It visits elements and attributes only, and knows no path to a text."""

Failures = Counter[tuple[str | None, str]]
"""How often a message was given at an element (or at what it has), by the element's XPath."""


class Skeleton:
    """A schema as the skeleton compiles it."""

    def __init__(self, schema: Path) -> None:
        self._processor = PySaxonProcessor(license=False)
        self._xslt = self._processor.new_xslt30_processor()
        text = schema.read_text(encoding="utf-8").replace(' queryBinding="xslt2"', "")
        if 'prefix="xs"' not in text:  # real schemas use it undeclared
            text = _SCHEMA.sub(
                lambda found: f"{found[1]}<{found[2] or ''}ns {_XS}/>", text, count=1
            )
        for step in ("iso_dsdl_include", "iso_abstract_expand", "iso_svrl_for_xslt1"):
            node = self._processor.parse_xml(xml_text=text)
            sheet = self._xslt.compile_stylesheet(stylesheet_file=str(_SHEETS / f"{step}.xsl"))
            text = sheet.transform_to_string(xdm_node=node)
        made = _VERSION.sub(r'\1"2.0"', text)
        for old, new in _MENDS:
            made = made.replace(old, new)
        self._sheet = self._xslt.compile_stylesheet(stylesheet_text=made)

    def svrl(self, text: str) -> str:
        """Return the full report on a document; raises ``PySaxonApiError`` where a rule breaks."""
        node = self._processor.parse_xml(xml_text=text)
        return str(self._sheet.transform_to_string(xdm_node=node))

    def failures(self, document: Document) -> Failures | None:
        """Return the failures in a document; None where one of its rules broke, and all with it."""
        try:
            svrl = self.svrl(document.text)
        except PySaxonApiError:
            return None
        report = etree.fromstring(svrl.encode(), etree.XMLParser(huge_tree=True))
        found: Failures = Counter()
        for failure in report.iter(f"{_SVRL}failed-assert", f"{_SVRL}successful-report"):
            text = " ".join((failure.findtext(f"{_SVRL}text") or "").split())
            path = failure.get("location") or "/*"
            (element,) = document.root.getroottree().xpath(path)  # type: ignore[misc, str-unpack]
            assert isinstance(element, etree._Element)
            found[document.location(element).path, text] += 1
        return found
