"""Turtle 1.1: terms and statements as text."""

import re
from collections.abc import Iterable

from tei_pipeline.outputs.metadata.dates import xsd_type

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# IRIREF, production 18 of the grammar.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f]")
# What STRING_LITERAL_QUOTE has no place for, and what is better seen than hidden.
_NOT_IN_LITERAL = re.compile(r'[\x00-\x1f\x7f-\x9f"\\\u2028\u2029\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*", re.ASCII)


def prefixes() -> str:
    """Return the declarations of the prefixes that terms may be written with."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def iri(address: str) -> str:
    """Return an address as a term, absolute or relative; what no address has is encoded."""
    return f"<{_NOT_IN_IRI.sub(_encoded, address)}>"


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def literal(words: str, language: str = "") -> str:
    """Return words as a term, in a language where that is known."""
    written = _NOT_IN_LITERAL.sub(_escaped, words)
    return f'"{written}"' + (f"@{language}" if _TAG.fullmatch(language) else "")


def _escaped(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"


def day(iso: str) -> str:
    """Return a day, month or year as a typed term; a span (``first/last``) as words."""
    return literal(iso) if "/" in iso else f"{literal(iso)}^^xsd:{xsd_type(iso)}"


def number(written: str) -> str:
    """Return a decimal number as a typed term."""
    return f"{literal(written)}^^xsd:decimal"


def statements(subject: str, said: Iterable[tuple[str, str]]) -> str:
    """Return what is said of a subject: predicates with their objects; nothing where none is."""
    objects: dict[str, list[str]] = {}
    for predicate, term in said:
        kept = objects.setdefault(predicate, [])
        if term not in kept:
            kept.append(term)
    if not objects:
        return ""
    lines = (f"{predicate} {' , '.join(terms)}" for predicate, terms in objects.items())
    return f"{subject} " + " ;\n  ".join(lines) + " .\n"
