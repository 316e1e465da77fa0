"""What a schema's components look like to a person: values in words, groups as headings.

Reads components as xmlschema builds them.
"""

from collections.abc import Mapping
from typing import Any

from tei_pipeline.names import local
from tei_pipeline.validators.expectations import alternatives, listed

_PLAIN = {
    "anyURI": "an address without spaces",
    "base64Binary": "data in base64",
    "boolean": "true or false",
    "byte": "a whole number from -128 to 127",
    "date": "a date as YYYY-MM-DD",
    "dateTime": "a moment as YYYY-MM-DDThh:mm:ss",
    "dateTimeStamp": "a moment with its time zone as YYYY-MM-DDThh:mm:ssZ",
    "dayTimeDuration": "a length of time in days, hours and minutes such as P1D or PT6H",
    "decimal": "a number such as 1.5",
    "double": "a number such as 1.5",
    "duration": "a length of time such as P1Y or PT6H",
    "float": "a number such as 1.5",
    "gDay": "a day as ---DD",
    "gMonth": "a month as --MM",
    "gMonthDay": "a day of a year as --MM-DD",
    "gYear": "a year as YYYY",
    "gYearMonth": "a month as YYYY-MM",
    "hexBinary": "data in hexadecimal digits",
    "ID": "an id: a letter or _, then letters, digits, - . _",
    "IDREF": "the id of an element of this document",
    "int": "a whole number",
    "integer": "a whole number",
    "language": "a language tag such as en or ru",
    "Name": "an XML name",
    "NCName": "an XML name without a colon",
    "negativeInteger": "a whole number below 0",
    "NMTOKEN": "letters, digits, - . _ : without white space",
    "nonNegativeInteger": "a whole number that is not negative",
    "nonPositiveInteger": "a whole number that is not above 0",
    "positiveInteger": "a whole number from 1 on",
    "QName": "a name whose prefix is declared",
    "string": "text",
    "time": "a time as hh:mm:ss",
    "token": "text",
    "unsignedByte": "a whole number from 0 to 255",
    "yearMonthDuration": "a length of time in years and months such as P1Y6M",
}
"""What a value of one of XSD's own types looks like."""
_FACETS = {
    "length": "exactly {} long",
    "minLength": "at least {} long",
    "maxLength": "at most {} long",
    "minInclusive": "from {} on",
    "minExclusive": "more than {}",
    "maxInclusive": "at most {}",
    "maxExclusive": "less than {}",
    "totalDigits": "of at most {} digits",
    "fractionDigits": "with at most {} digits after the point",
    "explicitTimezone": "with a time zone: {}",
    "assertion": "for which {} is true",
}
_COUNTS = {
    "length": "exactly {} of them",
    "minLength": "at least {} of them",
    "maxLength": "at most {} of them",
    "assertion": "for which {} is true",
}
"""What facets say of a list."""
_LONGEST_PATTERN = 60


def value_in_words(kind: Any) -> str:
    """Return what a good value looks like: the type's documentation, its values, or its kind."""
    said = documentation(kind)
    if said:
        return said
    if kind.enumeration:
        found = values(kind)
        return alternatives(found) if len(found) <= 9 else f"one of {listed(found)}"
    if kind.is_list():
        plain = f"one or more, separated by spaces: {value_in_words(_item(kind))}"
        return _with(_in_words(_facets(kind), _COUNTS), plain)
    members = _members(kind)
    if members:
        return alternatives(list(dict.fromkeys(part for one in members for part in _parts(one))))
    return _with(_in_words(_facets(kind), _FACETS), _plainly(kind))


def _item(kind: Any) -> Any:
    while getattr(kind, "item_type", None) is None:
        kind = kind.base_type
    return kind.item_type


def _members(kind: Any) -> list[Any]:
    """Return the types of which a union, or a restriction of one, allows each."""
    while kind is not None and kind.is_union() and not getattr(kind, "member_types", None):
        kind = kind.base_type
    return list(getattr(kind, "member_types", None) or ())


def _parts(kind: Any) -> list[str]:
    listed_ones = kind.enumeration and not documentation(kind)
    return values(kind) if listed_ones else [value_in_words(kind)]


def plain_words(name: str) -> str | None:
    """Return what a value of one of XSD's own types looks like, if it is worth saying."""
    return _PLAIN.get(name)


def _plainly(kind: Any) -> str:
    base = kind
    while base is not None:
        if base is not kind and documentation(base) and not _built_in(base):
            return documentation(base)
        if _built_in(base) and local(base.name) in _PLAIN:
            return _PLAIN[local(base.name)]
        base = base.base_type
    return f"a value of the type {local(kind.name or kind.primitive_type.name or 'string')}"


def _built_in(kind: Any) -> bool:
    return bool(kind.name) and kind.schema.meta_schema is None


def _with(few: str, plain: str) -> str:
    return f"{plain}, {few}" if few else plain


def _facets(kind: Any) -> dict[str, Any]:
    """Return the facets that a schema of its own has put on a value, the nearest ones."""
    found: dict[str, Any] = {}
    while kind is not None and not _built_in(kind):
        for name, facet in (getattr(kind, "facets", None) or {}).items():
            found.setdefault(local(str(name)), facet)
        kind = kind.base_type
    return found


def _in_words(facets: Mapping[str, Any], words: Mapping[str, str]) -> str:
    said: list[str] = []
    for name, facet in facets.items():
        if name == "pattern":
            said += [_pattern(facet)]
        elif name == "assertion":
            said += [words[name].format(part.path) for part in _each(facet)]
        elif name in words and getattr(facet, "value", None) is not None:
            said.append(words[name].format(facet.value))
    return ", ".join(filter(None, said))


def _each(facet: Any) -> list[Any]:
    return list(facet) if isinstance(facet, list) else [facet]


def _pattern(facet: Any) -> str:
    patterns = [part.get("value", "") for part in facet]
    written = " or ".join(patterns)
    return f"in the form {written}" if 0 < len(written) <= _LONGEST_PATTERN else ""


def values(kind: Any) -> list[str]:
    """Return the values that a type enumerates; none where it does not."""
    found = list(kind.enumeration or ())
    for member in _members(kind) if not found else ():
        found += values(member)
    return [str(value) for value in found]


def documentation(component: Any) -> str:
    """Return a component's documentation on one line; empty where it has none."""
    annotation = component.annotation
    texts = annotation.documentation if annotation is not None else ()
    return " ".join(word for text in texts for word in "".join(text.itertext()).split())


def headings(group: Any) -> list[tuple[str, list[str]]]:
    """Return the documented groups in a content model as headings with the names below them."""
    found: list[tuple[str, list[str]]] = []
    for part in group.ref or group:
        if not hasattr(part, "model"):
            continue
        heading = documentation(part.ref or part)
        if heading:
            found.append((heading, [local(e.name) for e in part.iter_elements() if e.name]))
        else:
            found += headings(part)
    return list(dict(found).items())
