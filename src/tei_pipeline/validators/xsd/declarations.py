"""From a faulty element and its declaration to findings that a person can act on.

Reads the components that ``xsd`` hands it (declarations as xmlschema builds them); judges nothing
that xmlschema has found right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.document import Document
from tei_pipeline.names import local, namespace
from tei_pipeline.validators.expectations import alternatives, cut, grouped, listed, nearest
from tei_pipeline.validators.xsd.attributes import attribute_findings, spaces_of, wrong_value
from tei_pipeline.validators.xsd.content import Fault, Missing, NotAllowed
from tei_pipeline.validators.xsd.descriptions import headings
from tei_pipeline.validators.xsd.instances import Instance, fixed_finding, instance_findings
from tei_pipeline.validators.xsd.models import Content, content_model
from tei_pipeline.validators.xsd.quick import undecided_type


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of a schema as a whole.

    ``elements`` are its global declarations, ``known`` the names of all elements it has.
    """

    schema: str
    namespace: str
    elements: Mapping[str, Any]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parent:
    """An element whose children are looked at; ``beside_text``: children next to stray text."""

    name: str
    element: etree._Element
    children: Sequence[etree._Element]
    names: Sequence[str]
    kind: Any
    model: Content
    beside_text: frozenset[int]


class Explainer:
    """Says what is wrong with the elements of one document by one schema."""

    def __init__(self, document: Document, vocabulary: Vocabulary, *, draft: bool = False) -> None:
        self._document = document
        self._draft = draft
        self._schema = vocabulary.schema
        self._namespace = vocabulary.namespace
        self._elements = vocabulary.elements
        self._known = vocabulary.known
        self._advised: dict[tuple[Any, str, tuple[str, ...]], str | None] = {}
        self.misplaced: set[etree._Element] = set()
        """Elements that stand where they may not; what is wrong inside their tags follows."""

    def explain(self, judged: Instance, original: etree._Element) -> Iterator[Diagnostic]:
        """Yield the findings on one element, which may be none.

        The element judged has no comments in it; ``original`` is the same one in the document.
        """
        element, kind = judged.element, judged.kind
        in_place = Instance(original, judged.declaration, kind, judged.wrong_type)
        said = list(instance_findings(self._document, in_place))
        yield from said
        undecided = self._draft and undecided_type(original, judged.declaration)
        if said or undecided:  # what its attributes and content should be is not known
            self.misplaced.update(original.iterchildren(etree.Element))
            return
        uses = judged.declaration.get_attributes(kind)
        yield from attribute_findings(self._document, original, uses, draft=self._draft)
        if judged.nil:
            return
        if not hasattr(getattr(kind, "content", None), "model"):
            yield from self._simple_content(judged, original)
            return
        owner, model = local(str(element.tag)), content_model(kind)
        texts = [(text or "").strip() for text in (element.text, *(c.tail for c in element))]
        beside: frozenset[int] = frozenset()
        if not kind.mixed and any(texts):
            yield self._text_not_allowed(owner, original, texts, model)
            if "p" in map(local, model.names()):
                beside = frozenset(i for i in range(len(element)) if texts[i] or texts[i + 1])
        children = list(original.iterchildren(etree.Element))
        names = [str(child.tag) for child in children]
        yield from self._children(_Parent(owner, original, children, names, kind, model, beside))

    def unknown(self, element: etree._Element) -> Diagnostic:
        """Return the finding on a root that the schema does not declare."""
        own = [name for name in self._elements if namespace(name) == self._namespace]
        names = sorted(map(local, own or self._elements))
        roots = ["TEI"] if "TEI" in names else names
        name = str(element.tag)
        meant = nearest(local(name), roots)
        return Diagnostic(
            "TPS101",
            f"{self._shown(name)} is not a root of {self._schema}",
            self._document.location(element),
            expected=f"a root of the schema: {listed(roots)}" if roots else None,
            suggestion=self._in_another_namespace(name)
            or (f"did you mean {meant}?" if meant else None),
        )

    def _simple_content(self, judged: Instance, original: etree._Element) -> Iterator[Diagnostic]:
        element, owner = judged.element, local(str(judged.element.tag))
        kind = getattr(judged.kind, "content", judged.kind)
        for child in original.iterchildren(etree.Element):
            self.misplaced.add(child)
            yield self._not_allowed(child, f"in {owner}", "text only", None)
        if self._draft and not (element.text or "").strip():
            return
        value = element.text or judged.declaration.value_constraint or ""
        if len(element) == 0 and not kind.is_valid(value, namespaces=spaces_of(original)):
            message = f'"{cut(value)}" is not allowed in {owner}'
            yield wrong_value(message, value, kind, self._document.location(original))
        elif len(element) == 0:
            in_place = Instance(original, judged.declaration, judged.kind)
            yield from fixed_finding(self._document, in_place)

    def _text_not_allowed(
        self, owner: str, original: etree._Element, texts: Sequence[str], model: Content
    ) -> Diagnostic:
        names = list(map(local, model.names()))
        number, text = next((i, text) for i, text in enumerate(texts) if text)
        children = list(original.iterchildren(etree.Element))
        before = self._document.location(children[number - 1] if number else original)
        place = self._document.words_after(before, text.splitlines()[0].strip())
        return Diagnostic(
            "TPS107",
            f'text is not allowed directly in {owner}: "{cut(text)}"',
            place._replace(path=self._document.location(original).path),
            expected=f"elements: {listed(names)}" if names else _nothing(owner, model),
            suggestion="put the text into a p" if "p" in names else None,
        )

    def _children(self, parent: _Parent) -> Iterator[Diagnostic]:
        covered = set(parent.beside_text)
        faults = list(parent.model.faults(parent.names))
        for number, fault in enumerate(faults):
            if isinstance(fault, Missing):
                yield self._missing(parent, fault)
                continue
            self.misplaced.add(parent.children[fault.index])
            known = parent.names[fault.index] in self._known
            if fault.index in covered and known:
                continue  # part of the finding on stray text, or on the sibling before
            run = [] if parent.kind.mixed or not known else self._run(parent, faults, number)
            covered.update(run)
            yield self._misplaced(parent, fault, len(run) - 1)

    def _run(self, parent: _Parent, faults: Sequence[Fault], number: int) -> list[int]:
        """Return the children that follow each other and are all wrong: one tag pair lacks."""
        places = (fault.index for fault in islice(faults, number, None) if not _lacks(fault))
        numbered = takewhile(
            lambda pair: pair[1] == pair[0], enumerate(places, faults[number].index)
        )
        return [i for _, i in numbered if parent.names[i] in self._known]

    def _misplaced(self, parent: _Parent, fault: NotAllowed, siblings: int) -> Diagnostic:
        name = parent.names[fault.index]
        allowed = grouped(list(map(local, fault.allowed)), headings(parent.kind.content))
        if parent.kind.mixed:
            allowed = f"text · {allowed}" if allowed else "text only"
        place = "at this place in" if name in parent.model.names() else "in"
        more = f", nor are the {siblings} siblings after it" if siblings > 1 else ""
        more = ", nor is the sibling after it" if siblings == 1 else more
        return self._not_allowed(
            parent.children[fault.index],
            f"{place} {parent.name}{more}",
            allowed or _nothing(parent.name, parent.model),
            self._advice(parent, fault),
        )

    def _advice(self, parent: _Parent, fault: NotAllowed) -> str | None:
        """Return advice on a wrong child; where the same is allowed, it is the same."""
        key = (parent.kind, parent.names[fault.index], fault.allowed)
        if key not in self._advised:
            self._advised[key] = self._meant(parent, fault) or self._holder(parent, fault)
        return self._advised[key]

    def _meant(self, parent: _Parent, fault: NotAllowed) -> str | None:
        """Return the allowed name that is near the wrong one, tried in its place."""
        wrong = parent.names[fault.index]
        anywhere = None
        if wrong not in self._known:
            anywhere = nearest(local(wrong), sorted(map(local, self._known)))
        meant = nearest(local(wrong), map(local, fault.allowed))
        fitting = [name for name in fault.allowed if local(name) == meant]
        if anywhere and anywhere.lower() == local(wrong).lower() and anywhere != meant:
            fitting = []  # a slip of the shift key, whatever else is near
        if fitting and parent.model.fits(parent.names, fault.index, fitting[0]):
            return f"did you mean {meant}?"
        return f"did you mean {anywhere}? It is not allowed here either" if anywhere else None

    def _holder(self, parent: _Parent, fault: NotAllowed) -> str | None:
        """Return advice to put a child into an allowed element that may hold it."""
        if parent.kind.mixed:
            return None
        wrong = parent.names[fault.index]
        found = [name for name in fault.allowed if wrong in self._inside(name)]
        # What holds no text is made to hold such elements; a note could hold anything.
        made_for_it = [name for name in found if not self._elements[name].type.mixed]
        holders = [local(name) for name in made_for_it or found]
        holders = ["p"] if "p" in holders else holders
        return f"put it into a {alternatives(holders)}" if 0 < len(holders) < 4 else None

    def _inside(self, name: str) -> set[str]:
        kind = self._elements[name].type if name in self._elements else None
        content: Any = getattr(kind, "content", None)
        if not hasattr(content, "model"):
            return set()
        return {element.name for element in content.iter_elements() if element.name}

    def _not_allowed(
        self, child: etree._Element, where: str, expected: str, suggestion: str | None
    ) -> Diagnostic:
        name = str(child.tag)
        unknown = ""
        if name not in self._known:
            unknown = f": {self._schema} has no element of this name"
            suggestion = self._in_another_namespace(name) or suggestion
        return Diagnostic(
            "TPS102",
            f"{self._shown(name)} is not allowed {where}{unknown}",
            self._document.location(child),
            expected=expected,
            suggestion=suggestion,
        )

    def _in_another_namespace(self, name: str) -> str | None:
        if f"{{{self._namespace}}}{local(name)}" in self._known:
            return f'it is one in another namespace: xmlns="{self._namespace}"'
        return None

    def _missing(self, parent: _Parent, fault: Missing) -> Diagnostic:
        lacking = " and ".join(map(local, fault.names))
        choice = list(map(local, fault.alternatives))
        expected = alternatives(choice) or lacking
        if len(choice) > 5:
            expected = grouped(choice, headings(parent.kind.content))
        before = ""
        if fault.index < len(parent.children):
            before = f" before {local(parent.names[fault.index])}"
        return Diagnostic(
            "TPS103",
            f"{parent.name} lacks {'an element' if choice else lacking}{before}",
            self._document.location(parent.element),
            expected=expected,
            suggestion=None if choice else f"add {lacking}{before}",
        )

    def _shown(self, name: str) -> str:
        """Return a name as it is written, with its namespace where that is not the schema's."""
        space = namespace(name)
        if space == self._namespace:
            return local(name)
        return f"{local(name)} (in {f'the namespace {space}' if space else 'no namespace'})"


def _lacks(fault: Fault) -> bool:
    return isinstance(fault, Missing)


def _nothing(owner: str, model: Content) -> str:
    return f"nothing more in {owner}" if model.names() else f"nothing: {owner} is empty"
