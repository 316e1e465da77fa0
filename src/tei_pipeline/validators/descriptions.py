"""What a schema's components look like to a person: values in words, groups as headings.

Reads components as xmlschema builds them.
"""

from typing import Any

from tei_pipeline.names import local
from tei_pipeline.validators.expectations import alternatives

_PLAIN = {
    "anyURI": "an address without spaces",
    "boolean": "true or false",
    "date": "a date as YYYY-MM-DD",
    "dateTime": "a moment as YYYY-MM-DDThh:mm:ss",
    "decimal": "a number such as 1.5",
    "double": "a number such as 1.5",
    "duration": "a length of time such as P1Y or PT6H",
    "gYear": "a year as YYYY",
    "gYearMonth": "a month as YYYY-MM",
    "language": "a language tag such as en or ru",
    "nonNegativeInteger": "a whole number that is not negative",
    "positiveInteger": "a whole number from 1 on",
    "integer": "a whole number",
    "time": "a time as hh:mm:ss",
}
"""What a value of one of XSD's own types looks like."""


def value_in_words(kind: Any) -> str:
    """Return what a good value looks like: the type's documentation, its values, or its kind."""
    said = documentation(kind)
    if said:
        return said
    if kind.enumeration:
        return alternatives(values(kind))
    if kind.is_list():
        item = getattr(kind, "item_type", None) or kind.primitive_type
        return f"one or more, separated by spaces: {value_in_words(item)}"
    if kind.is_union():
        return alternatives([value_in_words(member) for member in kind.member_types])
    base = kind
    while base is not None:
        if local(base.name or "") in _PLAIN:
            return _PLAIN[local(base.name)]
        base = base.base_type
    return f"a value of the type {local(kind.name or kind.primitive_type.name or 'string')}"


def values(kind: Any) -> list[str]:
    """Return the values that a type enumerates; none where it does not."""
    return [str(value) for value in kind.enumeration or ()]


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
