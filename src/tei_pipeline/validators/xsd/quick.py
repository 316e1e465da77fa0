"""A quick look at a document by a schema that only xmlschema reads: whether it is surely valid.

xmlschema judges one element after the other from scratch; here what was found out once of a type's
attributes, children and values is remembered. Every answer comes from xmlschema's components. What
is seldom met (``xsi:type``, wildcards, assertions …) is not looked at: then nothing is sure.
"""

import re
from collections.abc import Hashable
from typing import Any

from lxml import etree

from tei_pipeline.names import XSI, local, namespace
from tei_pipeline.validators.xsd.identities import are_unique, of_text
from tei_pipeline.validators.xsd.ids import Ids, about_ids, refers_to_ids

_HINTS = {f"{{{XSI}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation")}
_MOST_KEPT = 50_000
_LONGEST_KEPT = 200
_LITERAL = r"""'[^']*'|"[^"]*\""""
_TESTS_OF_ATTRIBUTES = re.compile(rf"(@[\w:.-]+|{_LITERAL}|\b(?:not|and|or)\b|[!=()\s])*")
_OF_CONTEXT = frozenset({"QName", "NOTATION", "ENTITY", "ENTITIES"})


class UnsureError(Exception):
    """Something is not valid, or of a kind that is not looked at."""


class Quick:
    """Accepts documents; what it does not accept may still be valid."""

    def __init__(self, schema: Any) -> None:
        self._globals = schema.maps.elements
        self._kept: dict[Hashable, Any] = {}

    def accepts(self, root: etree._Element) -> bool:
        """Return whether a document without comments is valid for certain."""
        declaration = self._globals.get(str(root.tag))
        try:
            return declaration is not None and self._walk(root, declaration)
        except UnsureError:
            return False

    def look(
        self, element: etree._Element, declaration: Any
    ) -> tuple[list[tuple[etree._Element, Any]], list[tuple[str, str]]]:
        """Return an element's children with their declarations, and its ids and references.

        Raises ``UnsureError`` where what the element itself holds is not valid for certain; its
        children are not looked into.
        """
        kind = self._type(element, declaration)
        about = self._attributes(element, declaration, kind)
        return self._content(element, declaration, kind), about

    def sure_of_keys(self, element: etree._Element, declaration: Any) -> bool:
        """Return whether the keys of an element are all right for certain."""
        for identity in declaration.identities:
            self._once(("text", identity), _make_sure_of_text, identity)
            if not are_unique(element, identity):
                return False
        return True

    def _walk(self, root: etree._Element, declaration: Any) -> bool:
        ids = Ids()
        waiting = [(root, declaration)]
        while waiting:
            element, declaration = waiting.pop()
            children, about = self.look(element, declaration)
            ids.note(about)
            waiting += children
            if not self.sure_of_keys(element, declaration):
                return False
        return ids.sound

    def _type(self, element: etree._Element, declaration: Any) -> Any:
        """Return the type of an element, which an alternative may give it."""
        self._once(("sure", declaration), _make_sure, declaration)
        if not declaration.alternatives:
            return declaration.type
        names = self._once(("names", declaration), _names_in_tests, declaration)
        if names is None:
            kind = declaration.get_alternative_type(element)
        else:
            values = tuple(element.get(name) for name in names)
            key = ("type", declaration, values)
            kind = self._once(key, declaration.get_alternative_type, element)
        self._once(("sure", kind), _make_sure_of_type, kind)
        return kind

    def _attributes(
        self, element: etree._Element, declaration: Any, kind: Any
    ) -> list[tuple[str, str]]:
        """Return the kinds and values of the attributes that are about ids; all are valid."""
        given = {str(name): str(value) for name, value in element.attrib.items()}
        key = ("attributes", declaration, kind, tuple(given))
        uses = self._once(key, _uses, declaration, kind, tuple(given))
        found = []
        for (declared, about), value in zip(uses, given.values(), strict=True):
            if declared is None:
                continue
            if not self._valid(declared, value):
                raise UnsureError
            if about:
                found.append((about, str(value)))
        return found

    def _content(
        self, element: etree._Element, declaration: Any, kind: Any
    ) -> list[tuple[etree._Element, Any]]:
        """Return the children with their declarations; the content is valid."""
        content = getattr(kind, "content", kind)
        children = list(element)
        if not hasattr(content, "model"):
            text = element.text or declaration.default or ""
            if children or not self._valid(content, text):
                raise UnsureError
            return []
        if not content.mixed and _has_text(element, children):
            raise UnsureError
        names = tuple([str(child.tag) for child in children])
        known = self._once(("one of", content), _one_of, content)
        if known is not None and len(names) >= content.min_occurs:
            declared = [known.get(name) for name in names]
            if None in declared:
                raise UnsureError
        else:
            declared = self._once(("children", content, names), _declared, content, names)
        return list(zip(children, declared, strict=True))

    def _valid(self, component: Any, value: str) -> bool:
        if len(value) > _LONGEST_KEPT:
            return bool(component.is_valid(value))
        return bool(self._once(("value", component, value), component.is_valid, value))

    def _once(self, key: Hashable, find: Any, *of: Any) -> Any:
        found = self._kept.get(key, UnsureError)
        if found is UnsureError:
            try:
                found = find(*of)
            except UnsureError as unsure:
                found = unsure
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        if isinstance(found, UnsureError):
            raise found
        return found


def _has_text(element: etree._Element, children: list[etree._Element]) -> bool:
    texts = [element.text, *[child.tail for child in children]]
    return any(text and not text.isspace() for text in texts)


def _make_sure(declaration: Any) -> None:
    """Raise where the elements of a declaration are not all looked at in the same, simple way."""
    keys = any(hasattr(identity, "refer") for identity in declaration.identities)
    if declaration.abstract or declaration.fixed is not None or declaration.inheritable or keys:
        raise UnsureError
    _make_sure_of_type(declaration.type)


def _make_sure_of_type(kind: Any) -> None:
    if kind.abstract or getattr(kind, "assertions", None):
        raise UnsureError
    content = getattr(kind, "content", kind)
    if hasattr(content, "model"):
        if not len(content) and content.model == "choice" and content.min_occurs:
            raise UnsureError
    elif _has_context(content) or content.is_key() or refers_to_ids(content):
        raise UnsureError


def _make_sure_of_text(identity: Any) -> None:
    if not of_text(identity):
        raise UnsureError


def undecided_type(element: etree._Element, declaration: Any) -> bool:
    """Return whether an attribute that is still to be written may choose another type."""
    if not declaration.alternatives:
        return False
    names = _names_in_tests(declaration)
    return names is None or any(name not in element.attrib for name in names)


def _names_in_tests(declaration: Any) -> tuple[str, ...] | None:
    """Return the attributes that the tests of alternatives ask for; None where for more."""
    names: list[str] = []
    for alternative in declaration.alternatives:
        path = alternative.path or ""
        if not _TESTS_OF_ATTRIBUTES.fullmatch(path):
            return None
        for name in re.findall(r"@([\w:.-]+)", re.sub(_LITERAL, "", path)):
            prefix, _, rest = name.rpartition(":")
            space = alternative.schema.namespaces.get(prefix, "") if prefix else ""
            names.append(f"{{{space}}}{rest}" if space else rest)
    return tuple(dict.fromkeys(names))


def _uses(declaration: Any, kind: Any, given: tuple[str, ...]) -> list[tuple[Any, str]]:
    """Return the declarations of attributes, and whether their values are ids or references."""
    uses = declaration.get_attributes(kind)
    if any(name not in given for name in uses.iter_required()):
        raise UnsureError
    found: list[tuple[Any, str]] = []
    for name in given:
        if namespace(name) == XSI:
            if name not in _HINTS:
                raise UnsureError
            found.append((None, ""))
            continue
        declared = uses.get(name)
        if declared is None or declared.use == "prohibited" or _has_context(declared.type):
            raise UnsureError
        found.append((declared, about_ids(declared.type)))
    if any(value.is_key() for value in _defaults(uses, given)):
        raise UnsureError
    return found


def _defaults(uses: Any, given: tuple[str, ...]) -> list[Any]:
    values = dict(uses.iter_value_constraints())
    return [uses[name].type for name in values if name not in given]


def _has_context(kind: Any) -> bool:
    """Return whether a value depends on namespaces or entities, which are not looked at."""
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if local(one.name or "") in _OF_CONTEXT and one.schema.meta_schema is None:
            return True
        inside = (getattr(one, "item_type", None), one.base_type)
        waiting += [part for part in inside if part is not None]
        waiting += list(getattr(one, "member_types", None) or ())
    return False


def _one_of(group: Any) -> dict[str, Any] | None:
    """Return the elements of a group in which they come in any order and number, if it is one."""
    if group.model != "choice" or group.max_occurs is not None or group.open_content is not None:
        return None
    found: dict[str, Any] = {}
    for particle in group:
        plain = not hasattr(particle, "model") and bool(particle.name)
        if not plain or particle.min_occurs > 1 or particle.max_occurs == 0 or particle.substitutes:
            return None
        if found.setdefault(particle.name, particle) is not particle:
            return None
    return found


def _declared(group: Any, names: tuple[str, ...]) -> list[Any]:
    """Return the declarations of children as xmlschema matches them with the model."""
    model = group.get_model_visitor()
    found = []
    for name in names:
        while True:
            if model.element is None:
                raise UnsureError
            declared = model.match_element(name)
            if next(iter(list(model.advance(declared is not None))), None) is not None:
                raise UnsureError
            if declared is not None:
                break
        found.append(declared)
    if model.element is not None and list(model.stop()):
        raise UnsureError
    if any(one.name != name for one, name in zip(found, names, strict=True)):
        raise UnsureError  # a wildcard
    return found
