"""What kind of schema a file is: by its ending, or else by its root element."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal
from xml.parsers import expat

from tei_pipeline.document.reading import as_utf8
from tei_pipeline.names import SCHEMATRON, TEI

Kind = Literal["relaxng", "xsd", "schematron"]

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema"
COMPACT_TYPE = "application/relax-ng-compact-syntax"

LABELS: Mapping[Kind, str] = {
    "relaxng": "RELAX NG",
    "xsd": "XSD",
    "schematron": "Schematron",
}
NAMESPACES: Mapping[str, Kind] = {RELAXNG: "relaxng", XSD: "xsd", SCHEMATRON: "schematron"}
ENDINGS: Mapping[str, Kind] = {
    ".rng": "relaxng",
    ".rnc": "relaxng",
    ".xsd": "xsd",
    ".sch": "schematron",
}
# Kinds that people name and that are not read, by the namespace of their root.
UNREAD: Mapping[str, str] = {
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "NVDL",
    "http://www.ascc.net/xml/schematron": "Schematron 1.5 (before ISO)",
    TEI: "TEI ODD (compile it to RELAX NG first)",
}


def kind_by_ending(name: str | PurePath) -> Kind | None:
    """Return the kind that the ending of a file's name or of an address says."""
    return ENDINGS.get(PurePath(str(name).partition("?")[0]).suffix.lower())


def root_of(source: bytes) -> tuple[str, str] | None:
    """Return namespace and local name of the root element; None where there is none to be read."""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8", " ")

    def element(name: str, attributes: dict[str, str]) -> None:
        found.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = element
    try:
        text = as_utf8(source)
        for start in range(0, len(text), 4096):
            parser.Parse(text[start : start + 4096], False)
            if found:
                break
    except (LookupError, ValueError, expat.ExpatError):
        pass  # what was found before is enough, and nothing is an answer
    if not found:
        return None
    namespace, _, local = found[0].rpartition(" ")
    return namespace, local


def kind_by_root(root: tuple[str, str] | None) -> Kind | None:
    """Return the kind of a schema with such a root."""
    if root is None:
        return None
    kind = NAMESPACES.get(root[0])
    return kind if kind == "relaxng" or root[1] == "schema" else None


def said_of(source: bytes) -> str:
    """Return, in words, what a file is that is no schema we read."""
    root = root_of(source)
    label = _unread(source, root)
    if label:
        return f"it is {label}, which is not read"
    if root is None:
        if source[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
            return "it is a web page"
        return "it is not XML" if source.strip() else "it is empty"
    namespace, local = root
    if local == "html":
        return "it is a web page"
    return f"its root is {local}" + (f" in the namespace {namespace}" if namespace else "")


def is_unread(source: bytes) -> bool:
    """Return whether a file is a schema of a kind that we know and do not read."""
    return _unread(source, root_of(source)) is not None


def _unread(source: bytes, root: tuple[str, str] | None) -> str | None:
    if root is not None:
        return UNREAD.get(root[0])
    return "a DTD" if b"<!element" in source.lower() else None


def has_rules(source: bytes) -> bool:
    """Return whether Schematron rules may stand inside a schema of another kind."""
    return SCHEMATRON.encode() in source
