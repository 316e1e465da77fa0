"""Which elements of a document break a schema, and by which declarations: as xmlschema judges it.

It is asked about single elements where it can be; then a quick look (``quick``) spares it most of
them. Where keys or inherited attributes tie places together, it judges the document as a whole, by
recursion: a deep one in slices, so that depth is no matter.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from tei_pipeline.errors import SchemaError
from tei_pipeline.names import XSI
from tei_pipeline.validators.xsd.attributes import spaces_of
from tei_pipeline.validators.xsd.declarations import Vocabulary
from tei_pipeline.validators.xsd.identities import of_text
from tei_pipeline.validators.xsd.ids import Ids, ids_of
from tei_pipeline.validators.xsd.instances import instance_of
from tei_pipeline.validators.xsd.quick import Quick, UnsureError

_TYPE = f"{{{XSI}}}type"
_SLICE = 100
"""So many levels are judged at once; the limit of Python is at about 250."""


@dataclass(slots=True)
class Fault:
    """What xmlschema has against one element, beside what its declaration shows."""

    reasons: list[str] = field(default_factory=list)
    assertions: list[Any] = field(default_factory=list)
    undeclared: bool = False
    of_ids: bool = False


@dataclass(slots=True)
class Judgement:
    """The faults of a document; its elements are those of ``root``, a copy without comments.

    ``declared`` has the declaration of every element that was judged, ``untyped`` those whose
    ``xsi:type`` names no type. ``keys`` says that keys are still to be looked at.
    """

    root: etree._Element
    faults: dict[etree._Element, Fault] = field(default_factory=dict)
    declared: dict[etree._Element, Any] = field(default_factory=dict)
    untyped: set[etree._Element] = field(default_factory=set)
    keys: bool = False


class Engine:
    """Judges documents by one schema."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema
        self._maps = schema.maps
        self._quick = Quick(schema)

    def vocabulary(self, name: str, namespace: str) -> Vocabulary:
        """Return what is known of the schema; ``namespace`` is that of its first file."""
        from xmlschema.validators import XsdElement

        known = frozenset(
            element.name
            for element in self._maps.iter_components(XsdElement)
            if element.name and element.schema.meta_schema is not None  # not XSD's own
        )
        elements = {
            name: self._maps.elements[name] for name in known if name in self._maps.elements
        }
        return Vocabulary(name, namespace, elements, known)

    def accepts(self, root: etree._Element) -> bool:
        """Return whether a document is valid for certain, which is found out quickly."""
        try:
            return self._quick.accepts(_without_comments(root))
        except Exception:  # the engine's edge: whatever it stumbles over is judged in full
            return False

    def judge(self, root: etree._Element) -> Judgement:
        """Return the faults of a document, all of them; raises ``SchemaError``."""
        judgement = Judgement(_without_comments(root))
        self._take_unknown_types(judgement)
        start = self._maps.elements.get(str(judgement.root.tag))
        if start is None and _TYPE not in judgement.root.attrib:
            judgement.faults[judgement.root] = Fault()
            return judgement
        if start is None or self._as_a_whole:
            self._judge_all(judgement)
        else:
            self._judge_each(judgement, start)
        return judgement

    def _judge_all(self, judgement: Judgement) -> None:
        judgement.keys = _deepest(judgement.root) > _SLICE
        self._judge(judgement, judgement.root, None)
        for element, declaration in self._passed_over(judgement):
            self._judge(judgement, element, declaration)

    def _judge_each(self, judgement: Judgement, start: Any) -> None:
        """Judge each element by itself: by xmlschema only where the quick look is not sure."""
        ids = Ids()
        self._walk(judgement, judgement.root, start, ids)
        for element, declaration in self._passed_over(judgement):
            self._walk(judgement, element, declaration, ids)
        if not ids.sound:
            judgement.faults.setdefault(judgement.root, Fault()).of_ids = True
        for element, declaration in judgement.declared.items():
            if declaration.identities and not self._quick.sure_of_keys(element, declaration):
                judgement.keys = True
                judgement.faults.setdefault(element, Fault())

    @cached_property
    def _as_a_whole(self) -> bool:
        """Whether what is valid at one place depends on another, beside ids and simple keys."""
        from xmlschema.validators import Xsd11Attribute, XsdIdentity

        keys = list(self._maps.iter_components(XsdIdentity))
        attributes = self._maps.iter_components(Xsd11Attribute)
        return any(hasattr(key, "refer") or not of_text(key) for key in keys) or any(
            attribute.inheritable for attribute in attributes
        )

    def _walk(self, judgement: Judgement, root: etree._Element, declaration: Any, ids: Ids) -> None:
        waiting = [(root, declaration)]
        while waiting:
            element, by = waiting.pop()
            judgement.declared[element] = by
            try:
                children, about = self._quick.look(element, by)
            except UnsureError:
                children = self._alone(judgement, element, by)
                by = judgement.declared[element]
                about = ids_of(element, by, instance_of(element, by).kind)
            ids.note(about)
            waiting += reversed(children)

    def _alone(
        self, judgement: Judgement, element: etree._Element, declaration: Any
    ) -> list[tuple[etree._Element, Any]]:
        """Judge an element by itself; return its children with their declarations."""
        children: list[tuple[etree._Element, Any]] = []

        def remember(found: etree._Element, by: Any) -> bool:
            if found is element:
                judgement.declared[found] = by
                return False
            children.append((found, by))
            return True  # not now

        # Two levels: the keys of deeper ones are not looked for.
        options: dict[str, Any] = {"max_depth": 2, "validation_hook": remember}
        try:
            errors = declaration.iter_errors(element, namespaces=spaces_of(element), **options)
            for error in errors:
                self._note(judgement, error, element)
        except Exception as error:  # the engine's edge: whatever it stumbles over
            raise _stumbled(error) from error
        return children

    def _take_unknown_types(self, judgement: Judgement) -> None:
        """Take away each ``xsi:type`` that names no type: xmlschema would stop at it."""
        if not any(_TYPE in element.attrib for element in judgement.root.iter(etree.Element)):
            return
        judgement.root = copy.deepcopy(judgement.root)
        for element in judgement.root.iter(etree.Element):
            if _TYPE in element.attrib and self._type(element) not in self._maps.types:
                del element.attrib[_TYPE]
                judgement.untyped.add(element)
                judgement.faults[element] = Fault()

    def _type(self, element: etree._Element) -> str:
        prefix, _, name = element.get(_TYPE, "").strip().rpartition(":")
        space = element.nsmap.get(prefix or None)
        return f"{{{space}}}{name}" if space else name

    def _judge(self, judgement: Judgement, root: etree._Element, declaration: Any) -> None:
        """Judge an element and all below it, slice by slice."""
        waiting = [(root, declaration)]
        for element, declared in waiting:
            last = _depth(element) + _SLICE if judgement.keys else None

            def remember(found: etree._Element, by: Any, last: int | None = last) -> bool:
                judgement.declared[found] = by
                if last is None or _depth(found) < last:
                    return False
                waiting.append((found, by))
                return True  # not now

            judge = self._schema if declared is None else declared
            try:
                for error in judge.iter_errors(element, validation_hook=remember):
                    self._note(judgement, error, judgement.root)
            except Exception as error:  # the engine's edge: whatever it stumbles over
                raise _stumbled(error) from error

    def _note(self, judgement: Judgement, error: Any, judged: etree._Element) -> None:
        from xmlschema.validators import XsdAnyElement, XsdAssert, XsdElement, XsdSimpleType

        element = judged if error.elem is None else error.elem
        fault = judgement.faults.setdefault(element, Fault())
        by = error.validator
        if isinstance(by, XsdAssert):
            fault.assertions.append(by)
        elif isinstance(by, XsdAnyElement):
            fault.undeclared = True
        elif isinstance(by, XsdElement):
            fault.reasons.append(str(error.reason))
        elif by is self._schema or (isinstance(by, XsdSimpleType) and _of_ids(by)):
            fault.of_ids = True

    def _passed_over(self, judgement: Judgement) -> Iterator[tuple[etree._Element, Any]]:
        """Yield known elements in places where the schema has none, with their declarations."""
        waiting = list(judgement.root)[::-1]
        while waiting:
            element = waiting.pop()
            parent = element.getparent()
            if element in judgement.declared or element in judgement.faults:
                waiting += list(element)[::-1]
            elif parent in judgement.faults or parent not in judgement.declared:
                declaration = self._maps.elements.get(str(element.tag))
                if declaration is not None and not declaration.abstract:
                    yield element, declaration
                waiting += list(element)[::-1]


def _stumbled(error: Exception) -> SchemaError:
    reason = str(error).strip().partition("\n")[0] or type(error).__name__
    return SchemaError(
        f"the engine for XSD cannot judge this document: {reason}",
        mend="please report it, with the schema and the document",
    )


def _of_ids(kind: Any) -> bool:
    return bool(kind.name) and kind.name.rpartition("}")[2] in ("ID", "IDREF", "IDREFS")


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _deepest(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_comments(root: etree._Element) -> etree._Element:
    # xmlschema takes a comment in plain text for a child element.
    if next(root.iter(etree.Comment, etree.ProcessingInstruction), None) is None:
        return root
    twin = copy.deepcopy(root)
    etree.strip_tags(twin, etree.Comment, etree.ProcessingInstruction)
    return twin
