"""How a document says that it is cited (TEI P5, 16.2.5.4): its ``refsDecl`` as a plan to evaluate.

``citeStructure`` is taken as it stands. ``cRefPattern`` serves where it leads into the document
itself by a path whose steps take the parts of a reference one after another, as those do that were
written for Canonical Text Services. Declarations in prose and by ``refState`` name no elements.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tei_pipeline.names import TEI, XML_ID

XS = "http://www.w3.org/2001/XMLSchema"
Element = etree._Element

_STRUCTURE = f"{{{TEI}}}citeStructure"
_DATA = f"{{{TEI}}}citeData"
_REFS_DECL = f"{{{TEI}}}refsDecl"
_PATTERN = f"{{{TEI}}}cRefPattern"

_NAME = r"(?>@?(?:\*|[\w.-]++(?::(?:\*|[\w.-]++))?))"
_PATH = rf"(?>(?:\.//|(?:parent|self|child|descendant)::)?+{_NAME}(?:/{_NAME})*+)"
_TEST = rf"(?>(?:not\({_PATH}\)|{_PATH}(?:\s*+!?=\s*+(?:'[^']*+'|\"[^\"]*+\"|\d++))?+))"
_PREDICATE = rf"(?>\[\s*+(?:\d++|{_TEST}(?:\s++(?:and|or)\s++{_TEST})*+)\s*+\])"
_STEP = rf"(?>(?:(?:child|self|parent|descendant|attribute)::)?+(?:{_NAME}|\.){_PREDICATE}*+)"
_LEVELS = rf"(?>(?:\.?//?)?+{_STEP}(?://?{_STEP})*+)"
_SIMPLE = re.compile(rf"\s*+(?:position\(\)|{_LEVELS}(?:\s*+\|\s*+{_LEVELS})*+)\s*+")
_WIDE = re.compile(
    r"//|(?:^|/)parent|descendant"
)  # each may find all elements for every one before it
_LONGEST = 400  # characters of a simple expression

_DEEPEST = 20

_XPATH = re.compile(r"#xpath\((.*)\)\s*$", re.DOTALL)
_HOLE = re.compile(r"\[\s*(?:(@?[\w:.-]+)\s*=\s*)?(['\"]?)\$(\d+)\2\s*\]")
_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)")


@dataclass(slots=True)
class Structure:
    """A kind of unit: ``match`` finds its elements, ``use`` gives their part of a reference.

    ``data`` are pairs of a property's URI and an expression. ``source`` is the element that
    declares it, where findings belong.
    """

    unit: str
    match: str
    use: str
    delim: str
    source: Element
    data: list[tuple[str, str, Element]] = field(default_factory=list)
    inner: "list[Structure]" = field(default_factory=list)


@dataclass(slots=True)
class Declared:
    """A system of references: its name, what its author says of it, its outer structures."""

    name: str
    description: str
    outer: list[Structure]


def declarations(header: Element | None) -> list[Declared]:
    """Return the systems of a header that name elements; the default one first, without a name."""
    found: list[tuple[bool, Declared]] = []
    for number, one in enumerate(header.iter(_REFS_DECL) if header is not None else (), 1):
        outer = [_structure(child) for child in one.iterchildren(_STRUCTURE)]
        outer = outer or _patterns(one)
        if outer:
            name = one.get(XML_ID) or one.get("n") or f"tree-{number}"
            found.append((one.get("default") == "true", Declared(name, _words(one), outer)))
    found.sort(key=lambda entry: not entry[0])
    ordered = [declared for _, declared in found]
    if ordered:
        ordered[0].name = ""
    return _named_apart(ordered)


def _named_apart(found: list[Declared]) -> list[Declared]:
    seen: set[str] = set()
    for number, one in enumerate(found, 1):
        if one.name in seen:
            one.name = f"{one.name}-{number}"
        seen.add(one.name)
    return found


def _words(element: Element) -> str:
    parts = element.iter(f"{{{TEI}}}desc", f"{{{TEI}}}p")
    return " ".join(" ".join("".join(map(str, part.itertext("*"))).split()) for part in parts)


def _structure(element: Element, depth: int = 0) -> Structure:
    """Return a ``citeStructure`` with those in it, as deep as anybody cites."""
    made = Structure(
        element.get("unit", ""),
        element.get("match", "()"),
        element.get("use", "()"),
        element.get("delim", ""),
        element,
    )
    for child in element.iterchildren(_DATA):
        made.data.append((child.get("property", ""), child.get("use", "()"), child))
    if depth < _DEEPEST:
        made.inner = [_structure(child, depth + 1) for child in element.iterchildren(_STRUCTURE)]
    return made


def _patterns(declaration: Element) -> list[Structure]:
    """Return the structures that patterns of references amount to.

    The patterns for one part, two parts and so on describe one line of structures.
    """
    by_parts: dict[int, Structure] = {}
    for pattern in declaration.iterchildren(_PATTERN):
        made = _line(pattern)
        if made is not None:
            by_parts.setdefault(len(made), made[-1])
            longest = max(by_parts)
            if len(made) == longest:
                line = made
    if not by_parts:
        return []
    for number, structure in enumerate(line, 1):
        structure.unit = by_parts[number].unit if number in by_parts else structure.unit
        structure.inner = line[number : number + 1]
    return line[:1]


def _line(pattern: Element) -> list[Structure] | None:
    """Return a structure for each part of the references that a pattern is for."""
    found = _XPATH.search(pattern.get("replacementPattern", ""))
    if found is None:
        return None
    path, line, start = found[1], [], 0
    delims = _between(pattern.get("matchPattern", ""))
    for number, hole in enumerate(_HOLE.finditer(path), 1):
        if hole[3] != str(number):
            return None
        match = path[start : hole.start()]
        match = match if number == 1 else match.removeprefix("/")
        use = hole[1] or "position()"
        delim = delims[number - 2] if 0 <= number - 2 < len(delims) else ""
        unit = pattern.get("n") or f"level {number}"
        line.append(Structure(unit, match, use, delim, pattern))
        start = hole.end()
    return line if line and start == len(path.rstrip()) else None


def _between(expression: str) -> list[str]:
    """Return what stands between the groups of a pattern; ``.`` is meant as it is written."""
    pieces = _GROUP.split(expression)[1:-1]
    return [re.sub(r"\\s[+*]?", " ", piece).replace("\\", "") for piece in pieces]


def every(structures: Iterable[Structure]) -> Iterator[Structure]:
    """Yield structures and all that stand in them, each before those in it."""
    for one in structures:
        yield one
        yield from every(one.inner)


def simple(structures: Iterable[Structure]) -> bool:
    """Return whether all expressions are plain paths, which end soon whatever they are asked of."""
    expressions = (
        expression
        for one in every(structures)
        for expression in (one.match, one.use, *(use for _, use, _ in one.data))
    )
    return all(
        len(one) <= _LONGEST and len(_WIDE.findall(one)) <= 2 and _SIMPLE.fullmatch(one)
        for one in expressions
    )


def as_xml(structures: list[Structure]) -> tuple[str, list[Structure], list[Element]]:
    """Return the plan as ``xslt/citation`` takes it, the structures by their ids and the data."""
    known: list[Structure] = []
    data: list[Element] = []
    names: Any = {None: TEI, "tei": TEI, "xs": XS}  # the stubs know no default namespace
    root = etree.Element(f"{{{TEI}}}plan", nsmap=names)
    waiting = [(root, one, True) for one in reversed(structures)]
    while waiting:
        parent, one, outermost = waiting.pop()
        names = {key: uri for key, uri in one.source.nsmap.items() if key not in (None, "tei")}
        made = etree.SubElement(parent, f"{{{TEI}}}structure", nsmap=names)
        made.attrib.update(
            {"id": str(len(known)), "match": _relative(one.match, outermost), "use": one.use}
        )
        known.append(one)
        for _, use, source in one.data:
            etree.SubElement(made, f"{{{TEI}}}data", id=str(len(data)), use=use)
            data.append(source)
        waiting.extend((made, inner, False) for inner in reversed(one.inner))
    return etree.tostring(root, encoding="unicode"), known, data


def _relative(match: str, outermost: bool) -> str:
    """Return an expression that is relative unless it may be absolute."""
    written = match.strip()
    return f".{written}" if written.startswith("/") and not outermost else written
