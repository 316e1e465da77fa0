"""References to ids (``xs:IDREF``), which libxml2 does not follow.

A quick look by names alone: where it is not sure that all is sound, xmlschema is asked.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from tei_pipeline.names import local
from tei_pipeline.validators.xsd.files import XS

_TYPED = (f"{{{XS}}}attribute", f"{{{XS}}}element")
_REFERENCES = frozenset({"IDREF", "IDREFS"})


class References:
    """The names of the attributes and elements of a schema that hold references, or ids."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        files = list(roots)
        self._referring = _typed(files, _REFERENCES)
        self._ids = _typed(files, frozenset({"ID"}))

    def sound(self, root: etree._Element) -> bool:
        """Return whether all that may be references lead to what is an id for certain."""
        if not self._referring:
            return True
        tokens = {token for _, value in _values(root, self._referring) for token in value.split()}
        return not tokens or tokens <= {value.strip() for _, value in _values(root, self._ids)}


def _typed(files: list[etree._Element], types: frozenset[str]) -> frozenset[str]:
    """Return the local names of what is declared with one of XSD's types, or one made of it."""
    made = set(types)
    while True:
        more = {name for root in files for name in _made_of(root, made, types)}
        if more <= made:
            break
        made |= more
    found = set()
    for element in (element for root in files for element in root.iter(*_TYPED)):
        inside = element.iter(f"{{{XS}}}restriction", f"{{{XS}}}list", f"{{{XS}}}union")
        if any(_uses(part, made, types) for part in (element, *inside)):
            found.add(element.get("name") or element.get("ref", "").rpartition(":")[2])
    return frozenset(found - {""})


def _made_of(root: etree._Element, made: set[str], types: frozenset[str]) -> Iterator[str]:
    for kind in root.iter(f"{{{XS}}}simpleType", f"{{{XS}}}complexType"):
        if kind.get("name") and any(_uses(part, made, types) for part in kind.iter(f"{{{XS}}}*")):
            yield kind.get("name", "")


def _uses(element: etree._Element, made: set[str], types: frozenset[str]) -> bool:
    names = [element.get(key, "") for key in ("type", "base", "itemType", "memberTypes")]
    for name in " ".join(names).split():
        prefix, _, rest = name.rpartition(":")
        of_xsd = element.nsmap.get(prefix or None) == XS
        if rest in types if of_xsd else rest in made - types:
            return True
    return False


def _values(root: etree._Element, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if local(str(name)) in names:
                yield str(name), str(value)
        if element.text and local(str(element.tag)) in names:
            yield str(element.tag), element.text
