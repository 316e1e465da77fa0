"""Units of a citation tree while it is made, and the tree that serves where none is declared.

That tree has divisions, groups of lines and speeches with what stands in them, each under the id
that pages know it by. All words of the text are in one of its lowest units.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tei_pipeline.document.languages import language_tag
from tei_pipeline.names import TEI, XML, XML_ID

Element = etree._Element

_LANG = f"{{{XML}}}lang"
_PASSED = frozenset({"front", "body", "back", "group", "teiCorpus", "sourceDoc", "surfaceGrp"})
_LEFT_OUT = frozenset({"teiHeader", "standOff", "facsimile", "fsdDecl"})
_DIVIDED = frozenset(
    {"TEI", "text", "div", *(f"div{n}" for n in range(1, 8)), "lg", "sp", "surface", "zone"}
)  # fmt: skip
_KINDS = {"p": "paragraph", "l": "line", "sp": "speech", "TEI": "text"}
_CHOSEN = tuple(f"{{{TEI}}}{name}" for name in ("corr", "reg", "expan", "lem"))
_TYPED = frozenset({"text", "lg", "div", *(f"div{n}" for n in range(1, 8))})


@dataclass(slots=True)
class Found:
    """A unit that was found: its element, and what is said of it by property."""

    ref: str
    kind: str
    element: Element
    said: dict[str, list[object]] = field(default_factory=dict)
    inner: "list[Found]" = field(default_factory=list)


class Elements:
    """The elements of a document: their ids on pages, and the ways that lead to them."""

    def __init__(self, root: Element, ids: Mapping[str, Element]) -> None:
        self._ids = ids
        self._root = root
        self._ways: dict[Element, tuple[str, str]] = {root: ("", root.get(XML_ID) or "at")}

    @cached_property
    def order(self) -> list[Element]:
        """Return all elements in the order of the document."""
        return list(self._root.iter("*"))

    @cached_property
    def places(self) -> dict[Element, int]:
        """Return the places of all elements in that order."""
        return {element: number for number, element in enumerate(self.order)}

    def _way(self, element: Element) -> tuple[str, str]:
        above = []
        while element not in self._ways:
            above.append(element)
            parent = element.getparent()
            assert parent is not None
            element = parent
        while above:
            self._number(element)
            element = above.pop()
        return self._ways[element]

    def _number(self, around: Element) -> None:
        """Note path and id of the elements that stand in one."""
        path, identifier = self._ways[around]
        between = "." if ":" in identifier else ":"
        for number, child in enumerate(around.iterchildren("*")):
            written = child.get(XML_ID)
            own = written if written and self._ids.get(written) is child else None
            way = f"{path}/{number}" if path else str(number)
            self._ways[child] = (way, own or f"{identifier}{between}{number + 1}")

    def path(self, element: Element) -> str:
        """Return the way to an element: numbers of children from the root on."""
        return self._way(element)[0]

    def id(self, element: Element) -> str:
        """Return the id of an element, as ``f:id`` of the stylesheets does."""
        return self._way(element)[1]


Members = Callable[[Element], "list[Found] | None"]


def default_units(root: Element, elements: Elements, declared: Members) -> list[Found]:
    """Return the units of a document that declares none.

    ``declared`` gives the units of a text of a corpus that does, or None.
    """
    top: list[Found] = []
    waiting = [(root, top)]
    while waiting:
        around, units = waiting.pop()
        for element in _parts(around):
            one = Found(elements.id(element), _kind(element), element)
            _say_title(one)
            units.append(one)
            own = declared(element) if etree.QName(element).localname == "TEI" else None
            if own is not None:
                one.inner = own
            elif _is_divided(element):
                waiting.append((element, one.inner))
    return top


def _parts(around: Element) -> Iterator[Element]:
    """Yield what stands in an element and can be cited, in order."""
    waiting = list(reversed(list(around.iterchildren("*"))))
    is_whole = etree.QName(around).localname == "TEI"
    while waiting:
        element = waiting.pop()
        name = etree.QName(element).localname
        if name in _LEFT_OUT:
            continue
        if name in _PASSED or (name == "text" and is_whole and element.getparent() is around):
            waiting.extend(reversed(list(element.iterchildren("*"))))
        elif name in ("TEI", "figure", "graphic", "surface") or _has_words(element):
            yield element


def _has_words(element: Element) -> bool:
    return any(piece.strip() for piece in element.itertext("*"))


def _is_divided(element: Element) -> bool:
    """Return whether all words of an element stand in its children, and these are cited."""
    if etree.QName(element).localname not in _DIVIDED:
        return False
    pieces = [element.text, *(child.tail for child in element)]
    return not any(piece and piece.strip() for piece in pieces)


def _kind(element: Element) -> str:
    name = etree.QName(element).localname
    return (element.get("type") if name in _TYPED else None) or _KINDS.get(name, name)


def _say_title(unit: Found) -> None:
    head = unit.element.find(f"{{{TEI}}}head")
    if head is None and unit.kind == "text":
        head = unit.element.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc//{{{TEI}}}title")
    words = " ".join(_read(head).split()) if head is not None else ""
    if words:
        said = {"lang": language(head), "value": words} if head is not None else {}
        unit.said["http://purl.org/dc/terms/title"] = [said if said.get("lang") else words]


def _read(head: Element) -> str:
    """Return the words of a heading, without notes and second readings in it."""
    pieces = [head.text or ""]
    for child in head.iterchildren():
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in ("lb", "pb", "cb"):
            pieces.append(" ")
        elif name in ("choice", "app"):
            chosen = next(child.iterchildren(*_CHOSEN), next(child.iterchildren("*"), child))
            pieces.append("".join(map(str, chosen.itertext("*"))))
        elif name and name != "note":
            pieces.append("".join(map(str, child.itertext("*"))))
        pieces.append(child.tail or "")
    return "".join(pieces)


def language(element: Element | None) -> str:
    """Return the language of an element as BCP 47 writes it; empty where nothing says so."""
    while element is not None:
        written = element.get(_LANG)
        if written is not None:
            return language_tag(written)
        element = element.getparent()
    return ""


def facts(said: dict[str, list[object]]) -> str:
    """Return what is said of a unit as the published catalogue keeps it."""
    sorted_: dict[str, dict[str, list[object]]] = {}
    for name, values in said.items():
        term = dublin_core(name)
        sorted_.setdefault("dublinCore" if term else "extensions", {}).setdefault(
            term or name, []
        ).extend(values)
    return json.dumps(sorted_, ensure_ascii=False) if sorted_ else ""


def dublin_core(name: str) -> str:
    """Return the term that a property of Dublin Core is; empty for any other."""
    found = re.fullmatch(
        r"(?:https?://purl\.org/dc/(?:terms|elements/1\.1)/|(?:dc|dct|dcterms):)(\w+)", name
    )
    return found[1] if found else ""
