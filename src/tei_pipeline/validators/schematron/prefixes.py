"""The prefixes of a schema that parts of other schemas are included into.

A part means by its prefixes what its own file declares. Those that are free are declared in the
schema; where one stands for something else there, the part's elements are marked with their own.
"""

from lxml import etree

from tei_pipeline.names import SCHEMATRON
from tei_pipeline.validators.schematron.marks import MIXED, PREFIXES

WHOLE = (f"{{{SCHEMATRON}}}schema", f"{{{SCHEMATRON}}}library")
_NS = f"{{{SCHEMATRON}}}ns"


def take_over(schema: etree._Element, whole: etree._Element, part: etree._Element) -> None:
    """Let prefixes mean in a part, which is to stand in a schema, what they mean in its file."""
    if whole.tag not in WHOLE:
        return
    declared = list(whole.iterchildren(_NS))
    known = _bindings(schema)
    own = _bindings(whole)
    mixed = any(known.get(prefix, uri) != uri for prefix, uri in own.items())
    if mixed:
        schema.set(MIXED, "true")
        bindings = " ".join(f"{prefix}={uri}" for prefix, uri in own.items())
        for element in part.iter(f"{{{SCHEMATRON}}}*"):
            element.set(PREFIXES, bindings)
    for ns in declared:
        prefix = ns.get("prefix", "")
        if prefix not in known:
            schema.insert(0, ns)
        elif mixed and known[prefix] != own[prefix]:
            whole.remove(ns)


def _bindings(schema: etree._Element) -> dict[str, str]:
    """Return the namespaces of a schema by their prefixes."""
    return {
        ns.get("prefix", ""): " ".join(ns.get("uri", "").split()) for ns in schema.iterchildren(_NS)
    }
