"""The citation trees of a document: its citable units with their references (DTS 1.0).

What a document declares (``citation_plan``) is evaluated by Saxon, which can read no file; where
an expression is more than a plain path it runs in a process of its own and must end in time. A
document that declares nothing usable has the tree of ``citation_units``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from tei_pipeline.catalogue.published import Tree, Unit
from tei_pipeline.diagnostics import Diagnostic, Severity
from tei_pipeline.document.languages import language_tag
from tei_pipeline.errors import StylesheetError
from tei_pipeline.names import TEI
from tei_pipeline.outputs.citation_plan import (
    Declared,
    Element,
    Structure,
    as_xml,
    declarations,
    simple,
)
from tei_pipeline.outputs.citation_units import (
    Elements,
    Found,
    default_units,
    dublin_core,
    facts,
)
from tei_pipeline.outputs.protocol import Source
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Node, Saxon, Transformer
from tei_pipeline.saxon_apart import SaxonApart

#: Seconds that the expressions of a document may take where they are more than plain paths.
LIMIT = 20.0
#: Citable units of a document at most.
MOST = 200_000

_HEADER, _TEI, _CORPUS = (f"{{{TEI}}}{name}" for name in ("teiHeader", "TEI", "teiCorpus"))
_CODE = "TPB205"
#: Terms whose values are words of a language.
_WORDS = frozenset(
    {"title", "alternative", "description", "abstract", "subject", "tableOfContents", "rights",
     "bibliographicCitation", "provenance", "coverage"}
)  # fmt: skip
_FRAME = re.compile(r"(?: before \.\.\..*?)?\. Expression: \{")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class Cited(NamedTuple):
    """The citation trees of a document, the default one first, and the units of all of them."""

    trees: tuple[Tree, ...]
    units: tuple[Unit, ...]
    findings: tuple[Diagnostic, ...]


class CitationMaker:
    """Makes citation trees; to be constructed before the first document is parsed."""

    def __init__(self, saxon: Saxon) -> None:
        self.path = resource("xslt", "citation/main.xsl")
        self.saxon = saxon
        self.stylesheet = saxon.compile_file(self.path)
        self._apart: tuple[SaxonApart, Transformer] | None = None

    def make(self, source: Source) -> Cited:
        """Return the citation trees of one document."""
        return _Making(self, source).cited()

    def apart(self) -> tuple[SaxonApart, Transformer]:
        """Return the process for expressions that may not end, and the stylesheet in it."""
        if self._apart is None:
            saxon = SaxonApart(LIMIT)
            self._apart = saxon, saxon.compile_file(self.path)
        return self._apart


class _Row(NamedTuple):
    """A unit as the stylesheet gives it; ``place`` is the one that rows below it name."""

    place: int
    element: Element
    ref: str
    said: dict[str, list[object]]


_Rows = dict[tuple[str, int], list[_Row]]


class _Making:
    """One document on its way."""

    def __init__(self, maker: CitationMaker, source: Source) -> None:
        self._maker = maker
        self._source = source
        self._elements = Elements(source.document.root, source.document.ids)
        self._findings: list[Diagnostic] = []

    def cited(self) -> Cited:
        root = self._source.document.root
        trees: list[Tree] = []
        units: list[Unit] = []
        for declared in declarations(root.find(_HEADER)):
            found = self._declared(declared, root)
            if found:
                name = declared.name if trees else ""
                structure = json.dumps([_described(one) for one in declared.outer])
                trees.append(Tree(name, structure, declared.description))
                units.extend(self._units(found, name))
        if not trees:
            found = default_units(root, self._elements, self._of_member)
            units.extend(self._units(found, ""))
            if found:
                trees.append(Tree("", json.dumps(_structure_of(found))))
        return Cited(tuple(trees), tuple(units[:MOST]), tuple(self._findings))

    def _of_member(self, member: Element) -> list[Found] | None:
        """Return the units that a text of a corpus declares, under references of its own."""
        prefix = self._elements.id(member)
        for declared in declarations(member.find(_HEADER)):
            found = self._declared(declared, member)
            waiting = list(found)
            for one in waiting:
                one.ref = f"{prefix}.{one.ref}"
                waiting.extend(one.inner)
            if found:
                return found
        return None

    # What is declared.

    def _declared(self, declared: Declared, scope: Element) -> list[Found]:
        plan, known, data = as_xml(declared.outer)
        try:
            text = self._evaluated(plan, scope, plain=simple(declared.outer))
        except StylesheetError as error:
            self._say(known[0].source, None, f"it cannot be evaluated: {error.message}")
            return []
        result = etree.fromstring(text.encode(), _PARSER)
        for fault in result.iter("fault"):
            place = fault.get("structure")
            source = known[int(place)].source if place else data[int(fault.get("data", "0"))]
            self._say(source, fault.get("attribute"), _without_frame(fault.text or ""))
        for one in known:
            if one.match.strip().startswith("/") and all(one is not top for top in declared.outer):
                self._say(one.source, "match", "it is inside another and must not begin with /")
        found = self._assembled(declared.outer, self._rows(result, known, data, scope))
        if not found and not result.findall("fault"):
            self._say(known[0].source, "match", "nothing in the document is found by it")
        return found

    def _evaluated(self, plan: str, scope: Element, *, plain: bool) -> str:
        document = self._source.document
        whole = scope is document.root
        text = "" if plain and whole else _text_of(scope, document.text if whole else None)
        uri = document.path.as_uri()
        if plain:
            saxon = self._maker.saxon
            node = self._source.node if whole else saxon.parse(text, uri)
            return _transformed(self._maker.stylesheet, node, saxon.parse(plan))
        apart, stylesheet = self._maker.apart()
        return _transformed(stylesheet, apart.parse(text, uri), apart.parse(plan))

    def _rows(
        self, result: Element, known: Sequence[Structure], data: Sequence[Element], scope: Element
    ) -> tuple[dict[int, str], _Rows]:
        first = self._elements.places[scope]
        rows: _Rows = defaultdict(list)
        places: dict[str, int] = defaultdict(int)
        for unit in result.iterchildren("unit"):
            structure = unit.get("structure", "")
            places[structure] += 1
            element = self._elements.order[first + int(unit.get("at", "0"))]
            row = _Row(places[structure], element, unit.get("ref", ""), _said(unit, data))
            rows[structure, int(unit.get("parent", "0"))].append(row)
        return {id(one): str(number) for number, one in enumerate(known)}, rows

    def _assembled(
        self, outer: list[Structure], result: tuple[dict[int, str], _Rows]
    ) -> list[Found]:
        """Return the units in their order, each with those in it."""
        numbers, rows = result
        order = self._elements.places
        seen: set[str] = set()
        lost: dict[tuple[int, str], int] = defaultdict(int)
        sources = {}

        def gathered(structures: list[Structure], parent: int, above: str) -> list[Found]:
            made = []
            candidates = [
                (order[row.element], structure, row)
                for structure in structures
                for row in rows.get((numbers[id(structure)], parent), ())
            ]
            for _, structure, row in sorted(candidates, key=lambda entry: entry[0]):
                ref = f"{above}{structure.delim}{row.ref}" if above else row.ref
                if not row.ref or ref in seen:
                    sources[id(structure)] = structure.source
                    lost[id(structure), "twice" if row.ref else "none"] += 1
                    continue
                seen.add(ref)
                kind = structure.unit or etree.QName(row.element).localname
                inner = gathered(structure.inner, row.place, ref)
                made.append(Found(ref, kind, row.element, row.said, inner))
            return made

        found = gathered(outer, 0, "")
        for (structure, why), count in lost.items():
            reason = "give the reference of another" if why == "twice" else "give no reference"
            self._say(sources[structure], "use", f"{count} of the units found {reason}")
        return found

    def _say(self, source: Element, attribute: str | None, what: str) -> None:
        name = etree.QName(source).localname
        known = attribute if attribute is None or source.get(attribute) is not None else None
        written = f"@{known} of {name} “{source.get(known)}”" if known else name
        self._findings.append(
            Diagnostic(
                _CODE,
                f"{written}: {what}",
                self._source.document.location(source, known),
                Severity.WARNING,
                expected="an XPath for each unit, and a reference for it that no other has",
                suggestion="mend the declaration: what it does not find cannot be cited",
            )
        )

    # What comes of it.

    def _units(self, found: Iterable[Found], tree: str) -> Iterator[Unit]:
        waiting = [(one, 1, "") for one in reversed(list(found))]
        while waiting:
            one, level, parent = waiting.pop()
            path, anchor = self._elements.path(one.element), self._elements.id(one.element)
            yield Unit(one.ref, level, one.kind, path, parent, tree, facts(one.said), anchor=anchor)
            waiting.extend((inner, level + 1, one.ref) for inner in reversed(one.inner))


def _without_frame(text: str) -> str:
    """Return Saxon's words without those about what we put around an expression."""
    words = " ".join(text.split()).partition("evaluate: ")
    return _FRAME.split(words[2] or words[0])[0]


def _text_of(scope: Element, whole: str | None) -> str:
    return (
        whole if whole is not None else etree.tostring(scope, encoding="unicode", with_tail=False)
    )


def _transformed(stylesheet: Transformer, node: Node, plan: Node) -> str:
    return stylesheet.transform(node, {"given": {"plan": plan}, "most": MOST}).text


def _said(unit: Element, data: Sequence[Element]) -> dict[str, list[object]]:
    said: dict[str, list[object]] = defaultdict(list)
    for one in unit.iterchildren("data"):
        name = data[int(one.get("id", "0"))].get("property", "")
        value, tag = one.text or "", language_tag(one.get("lang"))
        spoken = dublin_core(name) in _WORDS and tag
        said[name].append({"lang": tag, "value": value} if spoken else value)
    return dict(said)


def _described(structure: Structure) -> dict[str, object]:
    """Return a structure as DTS describes it."""
    inner = [_described(one) for one in structure.inner]
    kind = structure.unit or "unit"
    return {"citeType": kind, "citeStructure": inner} if inner else {"citeType": kind}


def _structure_of(found: Iterable[Found]) -> list[dict[str, object]]:
    """Return what kinds of units stand in which, each once where it can stand."""
    top: dict[str, dict[str, object]] = {}
    waiting = [(one, top) for one in reversed(list(found))]
    kinds: dict[int, dict[str, dict[str, object]]] = {}
    while waiting:
        one, around = waiting.pop()
        entry = around.setdefault(one.kind, {"citeType": one.kind})
        below = kinds.setdefault(id(entry), {})
        waiting.extend((inner, below) for inner in reversed(one.inner))
    every = [*top.values(), *(entry for below in kinds.values() for entry in below.values())]
    for entry in every:
        if kinds[id(entry)]:
            entry["citeStructure"] = list(kinds[id(entry)].values())
    return list(top.values())
