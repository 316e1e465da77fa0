"""Namespaces, Clark names and the name of the settings; constants, nothing that computes."""

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
RECORD = "urn:tei-pipeline:record"

XML_ID = f"{{{XML}}}id"
XML_BASE = f"{{{XML}}}base"
SETTINGS = "tei-pipeline.toml"
TEI_ROOTS = frozenset({f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"})


def local(name: str) -> str:
    """Return the local part of a Clark name (``{namespace}local`` or ``local``)."""
    return name.rpartition("}")[2]


def namespace(name: str) -> str:
    """Return the namespace of a Clark name, empty where it has none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""
