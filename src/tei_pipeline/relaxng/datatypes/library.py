"""The types by name: RELAX NG's own, those of its DTD Compatibility, and XML Schema's."""

import functools

from tei_pipeline.relaxng.datatypes import dates, durations, numbers, strings
from tei_pipeline.relaxng.datatypes.facets import tests
from tei_pipeline.relaxng.datatypes.types import (
    PRESERVE,
    REPLACE,
    Datatype,
    DatatypeError,
    Kind,
    Test,
    anything,
)
from tei_pipeline.relaxng.uris import is_uri
from tei_pipeline.relaxng.written import is_ncname

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

_BUILT_IN = {
    "string": Kind(anything, PRESERVE),
    "token": Kind(anything),
}


def _name(lexical: object, id_type: str | None = None) -> Kind:
    return Kind(lexical, measure=len, id_type=id_type)  # type: ignore[arg-type]


def _list(lexical: object, id_type: str | None = None) -> Kind:
    return Kind(lexical, measure=strings.list_length, id_type=id_type)  # type: ignore[arg-type]


def _integer(low: str | None = None, high: str | None = None) -> Kind:
    bounds = [("minInclusive", low)] if low is not None else []
    bounds += [("maxInclusive", high)] if high is not None else []
    return Kind(
        numbers.is_integer,
        value=numbers.decimal,
        compare=numbers.compare_decimals,
        digits=numbers.decimal_digits,
        bounds=tuple(bounds),
    )


def _moment(name: str) -> Kind:
    read = dates.moment_reader(name)
    return Kind(read, value=read, compare=dates.compare_moments)


_XSD = {
    "string": Kind(anything, PRESERVE, measure=len),
    "normalizedString": Kind(anything, REPLACE, measure=len),
    "token": _name(anything),
    "language": _name(strings.is_language),
    "Name": _name(strings.is_name),
    "NCName": _name(is_ncname),
    "NMTOKEN": _name(strings.is_nmtoken),
    "NMTOKENS": _list(strings.is_nmtokens),
    "ID": _name(is_ncname, "ID"),
    "IDREF": _name(is_ncname, "IDREF"),
    "IDREFS": _list(strings.is_ncnames, "IDREFS"),
    "ENTITY": Kind(is_ncname, measure=len, entities=True),
    "ENTITIES": Kind(strings.is_ncnames, measure=strings.list_length, entities=True),
    "QName": Kind(strings.is_qname, context=True),
    "NOTATION": Kind(strings.is_qname, context=True),
    "anyURI": _name(is_uri),
    "boolean": Kind(numbers.is_boolean, value=numbers.boolean),
    "decimal": Kind(
        numbers.is_decimal,
        value=numbers.decimal,
        compare=numbers.compare_decimals,
        digits=numbers.decimal_digits,
    ),
    "float": Kind(numbers.is_float, value=numbers.single, compare=numbers.compare_floats),
    "double": Kind(numbers.is_float, value=numbers.double, compare=numbers.compare_floats),
    "hexBinary": Kind(numbers.is_hex, value=numbers.hex_value, measure=numbers.hex_length),
    "base64Binary": Kind(
        numbers.is_base64, value=numbers.base64_value, measure=numbers.base64_length
    ),
    "duration": Kind(
        durations.is_duration, value=durations.duration, compare=durations.compare_durations
    ),
    "integer": _integer(),
    "nonPositiveInteger": _integer(high="0"),
    "negativeInteger": _integer(high="-1"),
    "nonNegativeInteger": _integer("0"),
    "positiveInteger": _integer("1"),
    "long": _integer("-9223372036854775808", "9223372036854775807"),
    "int": _integer("-2147483648", "2147483647"),
    "short": _integer("-32768", "32767"),
    "byte": _integer("-128", "127"),
    "unsignedLong": _integer("0", "18446744073709551615"),
    "unsignedInt": _integer("0", "4294967295"),
    "unsignedShort": _integer("0", "65535"),
    "unsignedByte": _integer("0", "255"),
    **{name: _moment(name) for name in dates.PATTERNS},
}
_COMPATIBILITY = {
    "ID": Kind(is_ncname, id_type="ID"),
    "IDREF": Kind(is_ncname, id_type="IDREF"),
    "IDREFS": Kind(strings.is_ncnames, id_type="IDREFS"),
}
LIBRARIES = {"": _BUILT_IN, XSD: _XSD, COMPATIBILITY: _COMPATIBILITY}
_NAMES = {
    "": "RELAX NG’s own library",
    XSD: "XML Schema",
    COMPATIBILITY: "the library of RELAX NG DTD Compatibility",
}


@functools.lru_cache(maxsize=4096)
def datatype(library: str, name: str, params: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """Return a type of a library, restricted by parameters.

    Raises ``DatatypeError`` where the library, the type or a parameter is not known or not right.
    """
    kinds = LIBRARIES.get(library)
    if kinds is None:
        raise DatatypeError(f"the datatype library “{library}” is not known")
    kind = kinds.get(name)
    if kind is None:
        raise DatatypeError(f"{_NAMES[library]} has no type “{name}”")
    if params and library != XSD:
        raise DatatypeError(f"the type “{name}” of {_NAMES[library]} has no parameters")
    made: tuple[Test, ...] = ()
    if params or kind.bounds:
        made = tests(kind, name, (*kind.bounds, *params))
    return Datatype(kind, made)
