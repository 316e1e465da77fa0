"""What an instance says of its own type: ``xsi:type``, ``xsi:nil``; abstract and fixed elements.

Reads declarations as xmlschema builds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.names import XSI, local
from tei_pipeline.validators.expectations import alternatives, cut, listed, nearest
from tei_pipeline.validators.xsd.attributes import spaces_of

_TYPE = f"{{{XSI}}}type"
_NIL = f"{{{XSI}}}nil"
_HINTS = {f"{{{XSI}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation")}


@dataclass(frozen=True, slots=True)
class Instance:
    """An element with the declaration that it is judged by and the type that it has here."""

    element: etree._Element
    declaration: Any
    kind: Any
    wrong_type: bool = False

    @property
    def nil(self) -> bool:
        """Return whether the element says that it is nil, and may."""
        said = self.element.get(_NIL, "").strip()
        return bool(self.declaration.nillable) and said in ("1", "true")


def instance_of(element: etree._Element, declaration: Any) -> Instance:
    """Return an element with its type: the declared one, an alternative, or that of xsi:type."""
    kind = declaration.type
    if declaration.alternatives:
        kind = declaration.get_alternative_type(element, _inherited(element, declaration))
    named = element.get(_TYPE)
    if named is None:
        return Instance(element, declaration, kind)
    try:
        kind = declaration.maps.get_instance_type(named.strip(), kind, spaces_of(element))
    except (KeyError, TypeError, ValueError):
        return Instance(element, declaration, kind, wrong_type=True)
    return Instance(element, declaration, kind)


def instance_findings(document: Document, instance: Instance) -> Iterator[Diagnostic]:
    """Yield what is wrong with what an element says of itself."""
    element, declaration, kind = instance.element, instance.declaration, instance.kind
    name = local(str(element.tag))
    place = document.location(element)
    if declaration.abstract and declaration.name == element.tag:
        names = sorted(local(other.name) for other in declaration.iter_substitutes())
        yield Diagnostic(
            "TPS102",
            f"{name} is abstract: it only stands for others in the schema",
            place,
            expected=listed(names) if names else None,
            suggestion="write one of these in its place" if names else None,
        )
    elif instance.wrong_type:
        yield _wrong_type(document, instance)
    elif kind.abstract:
        yield _abstract_type(document, instance)
    yield from _nil(document, instance)
    for attribute in map(str, element.attrib):
        if attribute.startswith(f"{{{XSI}}}") and attribute not in {_TYPE, _NIL, *_HINTS}:
            yield Diagnostic(
                "TPS104",
                f"the attribute xsi:{local(attribute)} does not exist",
                document.location(element, attribute),
                expected="xsi:type, xsi:nil, xsi:schemaLocation, xsi:noNamespaceSchemaLocation",
            )


def fixed_finding(document: Document, instance: Instance) -> Iterator[Diagnostic]:
    """Yield the finding on an element whose text is not the one that is fixed for it."""
    fixed, element = instance.declaration.fixed, instance.element
    if fixed is None or instance.nil or (len(element) == 0 and _same(instance, fixed)):
        return
    name = local(str(element.tag))
    found = cut("".join(str(text) for text in element.itertext()))
    yield Diagnostic(
        "TPS106",
        f'"{found}" is not allowed in {name}',
        document.location(element),
        expected=f"{fixed}: it is fixed",
        suggestion=f'write "{fixed}" in it',
    )


def _same(instance: Instance, fixed: str) -> bool:
    text = instance.element.text
    if not text or text == fixed:
        return True
    try:
        return bool(instance.kind.text_decode(text) == instance.kind.text_decode(fixed))
    except (AttributeError, TypeError, ValueError):
        return False


def _inherited(element: etree._Element, declaration: Any) -> dict[str, str]:
    """Return the attributes that ancestors hand down to tests of alternatives (XSD 1.1)."""
    names = {
        name
        for attribute in declaration.maps.attributes.values()
        if (name := attribute.name) and getattr(attribute, "inheritable", False)
    }
    found: dict[str, str] = {}
    for ancestor in element.iterancestors():
        for name in names & set(map(str, ancestor.attrib)):
            found.setdefault(name, str(ancestor.attrib[name]))
    return found


def _wrong_type(document: Document, instance: Instance) -> Diagnostic:
    element = instance.element
    written = element.get(_TYPE, "")
    names = _derived(instance)
    meant = nearest(written.strip().rpartition(":")[2], names)
    return Diagnostic(
        "TPS106",
        f'"{cut(written)}" is not allowed as xsi:type of {local(str(element.tag))}',
        document.location(element, _TYPE),
        expected=_type_or_derived(instance, names),
        suggestion=f"did you mean {meant}?" if meant else None,
    )


def _abstract_type(document: Document, instance: Instance) -> Diagnostic:
    name = local(str(instance.element.tag))
    names = _derived(instance)
    return Diagnostic(
        "TPS105",
        f"{name} lacks the attribute xsi:type: its own type is abstract",
        document.location(instance.element),
        expected=f'xsi:type="…": {alternatives(names)}' if names else None,
        suggestion=f"write xsi:type on this {name}",
    )


def _derived(instance: Instance) -> list[str]:
    declared = instance.declaration.type
    types = instance.declaration.maps.types.values()
    own = [kind for kind in types if kind.schema.meta_schema is not None]
    fitting = [kind for kind in own if kind is not declared and kind.is_derived(declared)]
    return [local(kind.name) for kind in fitting if not kind.abstract]


def _type_or_derived(instance: Instance, names: list[str]) -> str:
    declared = local(instance.declaration.type.name or "")
    of = f"the type {declared}" if declared else "the declared type"
    return f"{of}, or one derived from it{f': {listed(names)}' if names else ''}"


def _nil(document: Document, instance: Instance) -> Iterator[Diagnostic]:
    element, name = instance.element, local(str(instance.element.tag))
    said = element.get(_NIL)
    if said is None:
        return
    place = document.location(element, _NIL)
    if not instance.declaration.nillable:
        yield Diagnostic(
            "TPS104",
            f"the attribute xsi:nil is not allowed on {name}: it may not be nil",
            place,
            expected=f"content in {name}",
            suggestion="delete xsi:nil",
        )
    elif said.strip() not in ("0", "1", "false", "true"):
        message = f'"{cut(said)}" is not allowed as xsi:nil of {name}'
        yield Diagnostic("TPS106", message, place, expected="true or false")
    elif instance.nil and (len(element) or element.text):
        yield Diagnostic(
            "TPS102" if len(element) else "TPS107",
            f"{name} says that it is nil, and has content",
            document.location(element[0] if len(element) else element),
            expected=f"nothing in {name}, or no xsi:nil",
            suggestion="delete xsi:nil, or the content",
        )
