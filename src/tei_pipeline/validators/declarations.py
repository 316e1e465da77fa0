"""From a faulty element and its declaration to findings that a person can act on.

Reads the components that ``xsd`` hands it (declarations as xmlschema builds them); judges nothing
that xmlschema has found right.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document
from tei_pipeline.names import XML, XML_ID, XSI, local, namespace
from tei_pipeline.validators.content import ContentModel, Missing, NotAllowed
from tei_pipeline.validators.expectations import alternatives, grouped, listed, nearest

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
    "integer": "a whole number",
    "language": "a language tag such as en or ru",
    "nonNegativeInteger": "a whole number that is not negative",
    "positiveInteger": "a whole number from 1 on",
    "time": "a time as hh:mm:ss",
}
"""What a value of one of XSD's own types looks like."""


class Explainer:
    """Says what is wrong with the elements of one document by one schema."""

    def __init__(
        self, document: Document, schema: str, target_namespace: str, known: frozenset[str]
    ) -> None:
        self._document = document
        self._schema = schema
        self._namespace = target_namespace
        self._known = known

    def explain(
        self, element: etree._Element, original: etree._Element, declaration: Any
    ) -> Iterator[Diagnostic]:
        """Yield the findings on one element, which may be none.

        ``element`` has no comments in it; ``original`` is the same element in the document.
        """
        kind = declaration.type
        yield from self._attributes(original, declaration.get_attributes(kind))
        if not hasattr(kind.content, "model"):
            yield from self._simple_content(element, original, kind)
            return
        model = ContentModel(kind.content)
        beside_text: set[int] = set()
        if not kind.mixed:
            yield from self._text(element, original, model, beside_text)
        yield from self._children(original, kind, model, beside_text)

    def unknown(self, element: etree._Element) -> Diagnostic:
        """Return the finding on a root that the schema does not know."""
        roots = [name for name in ("TEI",) if f"{{{self._namespace}}}{name}" in self._known]
        names = roots or sorted(map(local, self._known))
        meant = nearest(local(str(element.tag)), names)
        return Diagnostic(
            "TPS101",
            f"{self._shown(str(element.tag))} is not an element of {self._schema}",
            self._document.location(element),
            expected=f"a root element of the schema: {listed(names)}",
            suggestion=f"did you mean {meant}?" if meant else None,
        )

    def other(self, element: etree._Element, reason: str) -> Diagnostic:
        """Return the finding on a rule beside content and attributes, in xmlschema's words."""
        message = f"{self._shown(str(element.tag))} breaks a rule of {self._schema}: {reason}"
        return Diagnostic("TPS106", message, self._document.location(element))

    def _attributes(self, element: etree._Element, uses: Any) -> Iterator[Diagnostic]:
        owner = local(str(element.tag))
        names = [_written(name) for name in reversed(list(uses)) if name]
        for name, value in element.attrib.items():
            if name == XML_ID or namespace(str(name)) == XSI:
                continue  # ids are the pointers validator's
            place = self._document.location(element, str(name))
            if name not in uses:
                if None not in uses or not uses[None].is_matching(name):
                    yield self._attribute_not_allowed(owner, str(name), names, place)
            elif not uses[name].type.is_valid(value):
                yield _wrong_value(
                    f'"{value}" is not allowed as {_written(str(name))} of {owner}',
                    str(value),
                    uses[name].type,
                    place,
                )
        for name in uses.iter_required():
            if name not in element.attrib:
                yield Diagnostic(
                    "TPS105",
                    f"{owner} lacks the attribute {_written(name)}",
                    self._document.location(element),
                    expected=f'{_written(name)}="…": {_described(uses[name].type)}',
                    suggestion=f"write {_written(name)} on this {owner}",
                )

    def _attribute_not_allowed(
        self, owner: str, name: str, names: Sequence[str], place: Location
    ) -> Diagnostic:
        meant = nearest(_written(name), names)
        return Diagnostic(
            "TPS104",
            f"the attribute {_written(name)} is not allowed on {owner}",
            place,
            expected=f"allowed on {owner}: {listed(names)}" if names else "no attribute",
            suggestion=f"did you mean {meant}?" if meant else None,
        )

    def _simple_content(
        self, element: etree._Element, original: etree._Element, kind: Any
    ) -> Iterator[Diagnostic]:
        owner = local(str(element.tag))
        for child in original.iterchildren(etree.Element):
            yield self._not_allowed(child, owner, "text only", None)
        value = element.text or ""
        if len(element) == 0 and not kind.content.is_valid(value):
            message = f'"{_cut(value)}" is not allowed in {owner}'
            yield _wrong_value(message, value, kind.content, self._document.location(original))

    def _text(
        self,
        element: etree._Element,
        original: etree._Element,
        model: ContentModel,
        beside_text: set[int],
    ) -> Iterator[Diagnostic]:
        """Say that text is not allowed; fill in the children that belong to such text."""
        texts = [(text or "").strip() for text in (element.text, *(c.tail for c in element))]
        if not any(texts):
            return
        owner, names = local(str(element.tag)), list(map(local, model.names()))
        if "p" in names:
            beside_text.update(i for i in range(len(element)) if texts[i] or texts[i + 1])
        yield Diagnostic(
            "TPS107",
            f'text is not allowed directly in {owner}: "{_cut(next(filter(None, texts)))}"',
            self._document.location(original),
            expected=f"elements: {listed(names)}" if names else _nothing(owner, model),
            suggestion="put the text into a p" if "p" in names else None,
        )

    def _children(
        self, element: etree._Element, kind: Any, model: ContentModel, beside_text: set[int]
    ) -> Iterator[Diagnostic]:
        owner = local(str(element.tag))
        children = list(element.iterchildren(etree.Element))
        names = [str(child.tag) for child in children]
        headings = _headings(kind.content)
        for fault in model.faults(names):
            if isinstance(fault, Missing):
                yield self._missing(element, fault, children, headings)
            elif fault.index not in beside_text or names[fault.index] not in self._known:
                # A phrase beside stray text is part of that finding: one p mends both.
                allowed = grouped(list(map(local, fault.allowed)), headings)
                if kind.mixed:
                    allowed = f"text · {allowed}" if allowed else "text only"
                yield self._not_allowed(
                    children[fault.index],
                    f"at this place in {owner}" if names[fault.index] in model.names() else owner,
                    allowed or _nothing(owner, model),
                    self._meant(fault, names, model),
                )

    def _meant(self, fault: NotAllowed, names: Sequence[str], model: ContentModel) -> str | None:
        """Return the allowed name that is near the wrong one, tried in its place."""
        wrong = names[fault.index]
        meant = nearest(local(wrong), map(local, fault.allowed))
        fitting = [name for name in fault.allowed if local(name) == meant]
        if fitting and model.fits(names, fault.index, fitting[0]):
            return f"did you mean {meant}?"
        if wrong in self._known:
            return None
        anywhere = nearest(local(wrong), sorted(map(local, self._known)))
        return f"did you mean {anywhere}? It is not allowed here either" if anywhere else None

    def _not_allowed(
        self, child: etree._Element, where: str, expected: str, suggestion: str | None
    ) -> Diagnostic:
        name = str(child.tag)
        place = self._document.location(child)
        if name in self._known:
            message = f"{local(name)} is not allowed {_in(where)}"
            return Diagnostic("TPS102", message, place, expected=expected, suggestion=suggestion)
        message = f"{self._shown(name)} is not an element of {self._schema}"
        if f"{{{self._namespace}}}{local(name)}" in self._known:
            suggestion = f'it is one in another namespace: xmlns="{self._namespace}"'
        return Diagnostic("TPS101", message, place, expected=expected, suggestion=suggestion)

    def _missing(
        self,
        element: etree._Element,
        fault: Missing,
        children: Sequence[etree._Element],
        headings: Sequence[tuple[str, Sequence[str]]],
    ) -> Diagnostic:
        owner = local(str(element.tag))
        lacking = " and ".join(map(local, fault.names))
        choice = list(map(local, fault.alternatives))
        before = ""
        if fault.index < len(children):
            before = f" before {local(str(children[fault.index].tag))}"
        return Diagnostic(
            "TPS103",
            f"{owner} lacks {'an element' if choice else lacking}{before}",
            self._document.location(element),
            expected=grouped(choice, headings)
            if len(choice) > 5
            else alternatives(choice) or lacking,
            suggestion=None if choice else f"add {lacking}{before}",
        )

    def _shown(self, name: str) -> str:
        """Return a name as it is written, with its namespace where that is not the schema's."""
        space = namespace(name)
        if space == (self._namespace or ""):
            return local(name)
        return (
            f"{local(name)} (in the namespace {space})"
            if space
            else f"{local(name)} (in no namespace)"
        )


def _nothing(owner: str, model: ContentModel) -> str:
    return f"nothing more in {owner}" if model.names() else f"nothing: {owner} is empty"


def _in(where: str) -> str:
    return where if where.startswith("at ") else f"in {where}"


def _wrong_value(message: str, value: str, kind: Any, place: Location) -> Diagnostic:
    meant = nearest(value.strip(), list(map(str, kind.enumeration or ())))
    return Diagnostic(
        "TPS106",
        message,
        place,
        expected=_described(kind),
        suggestion=f"did you mean {meant}?" if meant else None,
    )


def _described(kind: Any) -> str:
    """Return what a good value looks like: the type's documentation, its values, or its kind."""
    said = _documentation(kind)
    if said:
        return said
    if kind.enumeration:
        return alternatives(list(map(str, kind.enumeration)))
    if kind.is_list():
        item = getattr(kind, "item_type", None) or kind.primitive_type
        return f"one or more, separated by spaces: {_described(item)}"
    if kind.is_union():
        return alternatives([_described(member) for member in kind.member_types])
    base = kind
    while base is not None:
        name = local(base.name or "")
        if name in _PLAIN:
            return _PLAIN[name]
        base = base.base_type
    return "a value of the type " + local(kind.name or kind.primitive_type.name or "string")


def _documentation(component: Any) -> str:
    annotation = component.annotation
    texts = annotation.documentation if annotation is not None else ()
    return " ".join(word for text in texts for word in "".join(text.itertext()).split())


def _headings(group: Any) -> list[tuple[str, list[str]]]:
    """Return the documented groups in a content model as headings with the names below them."""
    found: list[tuple[str, list[str]]] = []
    for part in group.ref or group:
        if not hasattr(part, "model"):
            continue
        heading = _documentation(part.ref or part)
        if heading:
            found.append((heading, [local(e.name) for e in part.iter_elements() if e.name]))
        else:
            found += _headings(part)
    return list(dict(found).items())


def _written(name: str) -> str:
    return f"xml:{local(name)}" if namespace(name) == XML else local(name)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
