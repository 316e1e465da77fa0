"""From the attributes of a faulty element and their declarations to findings.

Reads declarations as xmlschema builds them. Attributes of XSD's own instance namespace are looked
at elsewhere (``instances``).
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.names import XML, XML_ID, XSI, local, namespace
from tei_pipeline.validators.expectations import cut, listed, nearest
from tei_pipeline.validators.xsd.descriptions import value_in_words, values


def attribute_findings(
    document: Document, element: etree._Element, uses: Any, *, draft: bool = False
) -> Iterator[Diagnostic]:
    """Yield what is wrong with an element's attributes, which ``uses`` declares.

    In a draft a value may still be to be written.
    """
    owner = local(str(element.tag))
    for name, value in ((str(n), str(v)) for n, v in element.attrib.items()):
        if namespace(name) == XSI:
            continue
        place = document.location(element, name)
        declared = uses.get(name)
        if declared is None or _prohibited(declared):
            yield from _by_wildcard(element, name, value, uses, place)
        elif draft and not value.strip():
            continue
        elif name != XML_ID:  # ids are the pointers validator's
            yield from _value(element, name, value, declared, place)
    for name in uses.iter_required():
        if name not in element.attrib:
            yield Diagnostic(
                "TPS105",
                f"{owner} lacks the attribute {written(name)}",
                document.location(element),
                expected=f'{written(name)}="…": {_good_value(uses[name])}',
                suggestion=f"write {written(name)} on this {owner}",
            )


def spaces_of(element: etree._Element) -> dict[str, str]:
    """Return the namespaces in scope by prefix, as xmlschema wants them."""
    return {prefix or "": uri for prefix, uri in element.nsmap.items()}


def written(name: str) -> str:
    """Return an attribute's name as people write it."""
    return f"xml:{local(name)}" if namespace(name) == XML else local(name)


def wrong_value(message: str, value: str, kind: Any, place: Location) -> Diagnostic:
    """Return the finding on a value that its type does not allow."""
    meant = nearest(value.strip(), values(kind))
    return Diagnostic(
        "TPS106",
        message,
        place,
        expected=value_in_words(kind),
        suggestion=f"did you mean {meant}?" if meant else None,
    )


def _prohibited(declared: Any) -> bool:
    return bool(declared.use == "prohibited" and declared.fixed is None)


def _by_wildcard(
    element: etree._Element, name: str, value: str, uses: Any, place: Location
) -> Iterator[Diagnostic]:
    wildcard = uses.get(None)
    if wildcard is None or not wildcard.is_matching(name):
        yield _not_allowed(element, name, uses, place)
    elif wildcard.process_contents != "skip":
        declared = uses.maps.attributes.get(name)
        if declared is not None:
            yield from _value(element, name, value, declared, place)
        elif wildcard.process_contents == "strict":
            yield _undeclared(element, name, place)


def _value(
    element: etree._Element, name: str, value: str, declared: Any, place: Location
) -> Iterator[Diagnostic]:
    kind, spaces = declared.type, spaces_of(element)
    message = f'"{cut(value)}" is not allowed as {written(name)} of {local(str(element.tag))}'
    if not kind.is_valid(value, namespaces=spaces):
        yield wrong_value(message, value, kind, place)
    elif declared.fixed is not None and not declared.is_valid(value, namespaces=spaces):
        yield Diagnostic(
            "TPS106",
            message,
            place,
            expected=f"{declared.fixed}: it is fixed",
            suggestion=f'write {written(name)}="{declared.fixed}"',
        )


def _good_value(declared: Any) -> str:
    return declared.fixed if declared.fixed is not None else value_in_words(declared.type)


def _undeclared(element: etree._Element, name: str, place: Location) -> Diagnostic:
    space = namespace(name)
    return Diagnostic(
        "TPS104",
        f"the attribute {written(name)} of {local(str(element.tag))} is declared in no schema",
        place,
        expected=f"an attribute that the schema of {space or 'no namespace'} declares",
        suggestion="name that schema too",
    )


def _not_allowed(element: etree._Element, name: str, uses: Any, place: Location) -> Diagnostic:
    owner = local(str(element.tag))
    # Declared last are the element's own, which tell more than those that every element has.
    allowed = [known for known in reversed(list(uses)) if known and not _prohibited(uses[known])]
    names = [written(known) for known in allowed if known not in element.attrib or known == name]
    meant = nearest(written(name), names)
    shown = [written(known) for known in allowed]
    return Diagnostic(
        "TPS104",
        f"the attribute {written(name)} is not allowed on {owner}",
        place,
        expected=f"one of {listed(shown)}" if shown else f"no attribute: {owner} has none",
        suggestion=f"did you mean {meant}?" if meant else None,
    )
