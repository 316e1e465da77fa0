"""Which version of XSD a schema is written in, read off what only version 1.1 has.

A schema without any sign of 1.1 may still be one (its content models may be ambiguous in 1.0);
then no engine for 1.0 compiles it.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from lxml import etree

from tei_pipeline.names import local, namespace
from tei_pipeline.validators.xsd.files import XS, line_of

_VERSIONING = "http://www.w3.org/2007/XMLSchema-versioning"
_ELEMENTS = frozenset(
    {
        "alternative", "assert", "assertion", "defaultOpenContent", "explicitTimezone",
        "openContent", "override",
    }
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {
        "defaultAttributes", "defaultAttributesApply", "inheritable", "notNamespace", "notQName",
        "xpathDefaultNamespace",
    }
)  # fmt: skip
_TYPES = frozenset(
    {
        "anyAtomicType", "dateTimeStamp", "dayTimeDuration", "error", "untypedAtomic",
        "yearMonthDuration",
    }
)  # fmt: skip
_SEVERAL_IN_ALL = frozenset({"any", "group"})


def sign_of_11(root: etree._Element) -> tuple[str, int] | None:
    """Return what in a schema document only XSD 1.1 has, and its line; none where there is none."""
    if _least(root) >= Decimal("1.1"):
        return "vc:minVersion", line_of(root)
    for element in root.iter(f"{{{XS}}}*"):
        sign = next(filter(None, (test(element) for test in _TESTS)), None)
        if sign:
            return sign, line_of(element)
    return None


def _least(root: etree._Element) -> Decimal:
    try:
        return Decimal(root.get(f"{{{_VERSIONING}}}minVersion", "0").strip())
    except InvalidOperation:
        return Decimal(0)


def _element(element: etree._Element) -> str | None:
    name = local(str(element.tag))
    return f"xs:{name}" if name in _ELEMENTS else None


def _attribute(element: etree._Element) -> str | None:
    for name in map(str, element.attrib):
        if name in _ATTRIBUTES:
            return name
        if namespace(name) == _VERSIONING and local(str(element.tag)) != "schema":
            return f"vc:{local(name)}"
    return None


def _all_group(element: etree._Element) -> str | None:
    parent = element.getparent()
    name = local(str(element.tag))
    inside = parent is not None and parent.tag == f"{{{XS}}}all"
    if inside and (name in _SEVERAL_IN_ALL or element.get("maxOccurs", "1") not in ("0", "1")):
        return "xs:all with a member that may come more than once"
    return None


def _local_target(element: etree._Element) -> str | None:
    name = local(str(element.tag))
    return "targetNamespace" if name != "schema" and element.get("targetNamespace") else None


def _heads(element: etree._Element) -> str | None:
    several = len(str(element.get("substitutionGroup", "")).split()) > 1
    return "substitutionGroup with several heads" if several else None


def _identity(element: etree._Element) -> str | None:
    name = local(str(element.tag))
    return "ref" if name in ("key", "keyref", "unique") and element.get("ref") else None


def _type(element: etree._Element) -> str | None:
    for attribute in ("type", "base", "itemType", "memberTypes"):
        for name in str(element.get(attribute, "")).split():
            prefix, _, rest = name.rpartition(":")
            if rest in _TYPES and element.nsmap.get(prefix or None) == XS:
                return f"xs:{rest}"
    return None


_TESTS: tuple[Callable[[etree._Element], str | None], ...] = (
    _element,
    _attribute,
    _all_group,
    _local_target,
    _heads,
    _identity,
    _type,
)
