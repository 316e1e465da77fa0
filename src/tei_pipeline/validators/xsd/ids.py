"""Ids and references to them (``xs:ID``, ``xs:IDREF``): what is one, and whether they are sound."""

from typing import Any

from lxml import etree

from tei_pipeline.names import local


class Ids:
    """The ids of a document and the references to them."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._references: set[str] = set()
        self._repeated = False

    def note(self, about: list[tuple[str, str]]) -> None:
        """Take the ids and references of one element."""
        for what, value in about:
            if what == "references":
                self._references.update(value.split())
            else:
                self._repeated |= value.strip() in self._ids
                self._ids.add(value.strip())

    @property
    def sound(self) -> bool:
        """Return whether each id stands once, and each reference leads to one."""
        return not self._repeated and self._references <= self._ids


def ids_of(element: etree._Element, declaration: Any, kind: Any) -> list[tuple[str, str]]:
    """Return the ids and references of an element which need not be valid."""
    uses = declaration.get_attributes(kind)
    found = []
    for name, value in ((str(n), str(v)) for n, v in element.attrib.items()):
        declared = uses.get(name) or uses.maps.attributes.get(name)
        if declared is not None and declared.type.is_valid(value):
            found.append((about_ids(declared.type), value))
    content = getattr(kind, "content", kind)
    if not hasattr(content, "model"):
        found.append((about_ids(content), element.text or ""))
    return [(about, value) for about, value in found if about]


def about_ids(kind: Any) -> str:
    """Return ``ids`` or ``references`` where the values of a type are such, else nothing."""
    if refers_to_ids(kind):
        return "references"
    return "ids" if kind.is_key() else ""


def refers_to_ids(kind: Any) -> bool:
    """Return whether the values of a simple type are references to ids, or lists of such."""
    base = kind
    while base is not None:
        if local(base.name or "") in ("IDREF", "IDREFS") and base.schema.meta_schema is None:
            return True
        item = getattr(base, "item_type", None)
        base = item if item is not None else base.base_type
    return False
