"""Data and values of a schema: their datatypes are known, their values belong to them (4.16)."""

from tei_pipeline.relaxng.datatypes import Datatype, DatatypeError, datatype, library
from tei_pipeline.relaxng.datatypes.facets import FACETS
from tei_pipeline.relaxng.patterns import Patterns
from tei_pipeline.relaxng.source import Raw, broken, meant

XSD = library.XSD
_NAMES_OF_NAMESPACES = ("QName", "NOTATION")

Params = tuple[tuple[str, str], ...]


def data_type(raw: Raw) -> Params:
    """Return the parameters of a ``data`` node, whose datatype was found to have them."""
    params = tuple((child.type, child.text) for child in raw.children if child.kind == "param")
    _datatype(raw, params)
    return params


def value_of(patterns: Patterns, raw: Raw, ns: str) -> int:
    """Return the pattern of a ``value`` node that inherits ``ns``."""
    kind = _datatype(raw, ())
    spaces: dict[str, str] = {}
    if raw.library == XSD and raw.type in _NAMES_OF_NAMESPACES:
        spaces = {**raw.namespaces, "": ns if raw.ns is None else raw.ns}
    if not kind.allows(raw.text, spaces):
        raise broken(raw, f"“{raw.text}” is no value of the type “{raw.type}”", "4.16")
    used = raw.text.strip().rpartition(":")[0]
    kept = ((used, spaces[used]),) if used in spaces else ()
    return patterns.value(raw.library, raw.type, raw.text, kept)


def _datatype(raw: Raw, params: Params) -> Datatype:
    try:
        return datatype(raw.library, raw.type, params)
    except DatatypeError as error:
        raise broken(raw, str(error), "4.16", _mend(raw)) from error


def _mend(raw: Raw) -> str | None:
    """Return what may help where a type is not known."""
    known = library.LIBRARIES.get(raw.library, {})
    if raw.type in known:
        params = (child.type for child in raw.children if child.kind == "param")
        odd = next((name for name in params if name not in FACETS), None)
        return None if odd is None else meant(odd, FACETS)
    if not raw.library and raw.type in library.LIBRARIES[XSD]:
        return f'say datatypeLibrary="{XSD}"'
    return meant(raw.type, known)
