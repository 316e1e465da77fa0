"""Simple Dublin Core for OAI-PMH, and the newer terms; both straight from the table."""

from tei_pipeline.outputs.metadata.markup import element, field, language
from tei_pipeline.outputs.metadata.properties import said
from tei_pipeline.outputs.metadata.table import TABLE
from tei_pipeline.outputs.metadata.values import Description

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_ROOT = {
    "xmlns:oai_dc": NAMESPACE,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}
_ELEMENTS = tuple((row.dc, row.values) for row in TABLE if row.dc)
_TERMS = tuple((row.terms, row.values) for row in TABLE if row.terms)


def oai_dc(d: Description) -> str:
    """Return a description in simple Dublin Core."""
    found = dict.fromkeys((name, value) for name, values in _ELEMENTS for value in said(values(d)))
    content = (field(name, v.words, language(v.language)) for name, v in found)
    return element("oai_dc:dc", "".join(content), _ROOT)


def terms(d: Description) -> dict[str, list[str]]:
    """Return a description in the DCMI metadata terms: each term's values, in order."""
    found: dict[str, list[str]] = {}
    for name, values in _TERMS:
        words = [value.words for value in said(values(d))]
        if words:
            kept = found.setdefault(name, [])
            kept += [word for word in words if word not in kept]
    return found
