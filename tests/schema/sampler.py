"""Documents that an XSD can generate: each pair of parent and child, each attribute, at least once.

Reads the schema as XML, so that what it makes does not depend on any validator's reading.
"""

import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
TEI = "http://www.tei-c.org/ns/1.0"

VALUES = {
    "word": "Wort-1", "words": "one two", "xmlName": "persName", "pointer": "a.xml#b",
    "pointers": "#a https://example.org/x?y=1", "date.w3c": "1962-10-30", "numeric": "1/2",
    "time.w3c": "10:30:00", "duration.w3c": "P1Y", "count": "3", "percentage": "100",
    "columnCount": "1 2", "length": "12cm", "versionNumber": "4.9.0", "languages": "en ru",
    "filledText": "x", "prefix": "ps", "coordinates": "55.75 37.62", "xs:string": "any text",
    "xs:language": "en", "xs:boolean": "true",
}  # fmt: skip


class Grammar:
    """The global components of a schema and what it includes, by name."""

    def __init__(self, schema: Path) -> None:
        self.parts: dict[tuple[str, str], etree._Element] = {}
        self._children: dict[etree._Element, frozenset[str]] = {}
        for path in [schema, *(schema.parent / name for name in _included(schema))]:
            for part in etree.parse(path).getroot().iterchildren(etree.Element):
                if part.get("name"):
                    kind = etree.QName(part).localname.replace("complexType", "type")
                    self.parts[kind.replace("simpleType", "type"), part.get("name", "")] = part

    def elements(self) -> list[str]:
        """Return the names of the global elements."""
        return [name for kind, name in self.parts if kind == "element"]

    def type_of(self, element: str) -> etree._Element:
        """Return the definition of an element's type."""
        part = self.parts["element", element]
        named = part.get("type")
        inline = part.find(f"{XS}complexType")
        if named:
            return self.parts["type", named]
        assert inline is not None
        return inline

    def model(self, kind: etree._Element) -> etree._Element | None:
        """Return the particle of a complex type, its base's where it only adds attributes."""
        for part in kind.iterchildren(etree.Element):
            if part.tag in (f"{XS}sequence", f"{XS}choice", f"{XS}group"):
                return part
        extension = kind.find(f"{XS}complexContent/{XS}extension")
        if extension is not None:
            return self.model(self.parts["type", extension.get("base", "")])
        return None

    def text(self, kind: etree._Element) -> str | None:
        """Return a good text of a type: none where only elements may stand."""
        simple = kind.find(f"{XS}simpleContent/{XS}extension")
        if simple is not None:
            return VALUES[simple.get("base", "")]
        return "text " if kind.get("mixed") == "true" else None

    def attributes(self, kind: etree._Element) -> Iterator[etree._Element]:
        """Yield the attribute uses of a type, those of groups and base types included."""
        for part in kind.iterchildren(etree.Element):
            if part.tag == f"{XS}attribute":
                yield part
            elif part.tag == f"{XS}attributeGroup":
                yield from self.attributes(self.parts["attributeGroup", part.get("ref", "")])
            elif part.tag in (f"{XS}complexContent", f"{XS}simpleContent", f"{XS}extension"):
                base = self.parts.get(("type", part.get("base", "")))
                if base is not None:
                    yield from self.attributes(base)
                yield from self.attributes(part)

    def value(self, attribute: etree._Element) -> str:
        """Return a good value of an attribute."""
        first = attribute.find(f".//{XS}enumeration")
        named = attribute.get("type", "")
        if first is None and ("type", named) in self.parts:
            first = self.parts["type", named].find(f"{XS}restriction/{XS}enumeration")
        return VALUES[named] if first is None else first.get("value", "")

    def children(self, particle: etree._Element | None) -> frozenset[str]:
        """Return the names that a particle mentions anywhere."""
        if particle is None:
            return frozenset()
        if particle not in self._children:
            inside = [self.children(part) for part in self._inside(particle)]
            own = {particle.get("ref", "")} if particle.tag == f"{XS}element" else set()
            self._children[particle] = frozenset(own.union(*inside))
        return self._children[particle]

    def derive(
        self, particle: etree._Element | None, chance: random.Random, must: str
    ) -> list[str]:
        """Return names that fit a particle, ``must`` among them if it can be, few beside it."""
        if particle is None:
            return []
        wanted = must if must in self.children(particle) else ""
        least, most = self._occurs(particle)
        times = max(least, 1) if wanted else least
        times = min(most, times + (chance.random() < 0.15))
        names: list[str] = []
        for turn in range(times):
            names += self._once(particle, chance, wanted if turn == 0 else "")
        return names

    def _once(self, particle: etree._Element, chance: random.Random, must: str) -> list[str]:
        if particle.tag == f"{XS}element":
            return [particle.get("ref", "")]
        parts = self._inside(particle)
        if particle.tag == f"{XS}choice":
            fitting = [part for part in parts if must in self.children(part)] if must else parts
            if not must:
                fitting = [min(parts, key=self._cost)]
            return self.derive(chance.choice(fitting), chance, must)
        names: list[str] = []
        for part in parts:
            names += self.derive(part, chance, must)
            must = "" if must in names else must
        return names

    def _inside(self, particle: etree._Element) -> list[etree._Element]:
        if particle.tag == f"{XS}element":
            return []
        if particle.tag == f"{XS}group" and particle.get("ref"):
            return self._inside(self.parts["group", particle.get("ref", "")])
        return [p for p in particle.iterchildren(etree.Element) if p.tag != f"{XS}annotation"]

    def _occurs(self, particle: etree._Element) -> tuple[int, int]:
        most = particle.get("maxOccurs", "1")
        return int(particle.get("minOccurs", "1")), 9 if most == "unbounded" else int(most)

    def _cost(self, particle: etree._Element) -> int:
        return min((self.depths.get(name, 99) for name in self.children(particle)), default=0)

    @cached_property
    def depths(self) -> dict[str, int]:
        """Return how deep the smallest instance of each element is."""
        found: dict[str, int] = {}
        for _ in range(12):
            for name in self.elements():
                depth = self._depth(self.model(self.type_of(name)), found)
                if depth < 99:
                    found.setdefault(name, depth + 1)
        return found

    def _depth(self, particle: etree._Element | None, known: dict[str, int]) -> int:
        if particle is None or particle.get("minOccurs") == "0":
            return 0
        if particle.tag == f"{XS}element":
            return known.get(particle.get("ref", ""), 99)
        depths = [self._depth(part, known) for part in self._inside(particle)]
        return min(depths) if particle.tag == f"{XS}choice" else max(depths, default=0)


def _included(schema: Path) -> list[str]:
    includes = etree.parse(schema).getroot().findall(f"{XS}include")
    return [part.get("schemaLocation", "") for part in includes]


class Sampler:
    """Makes documents from a grammar; the same seed gives the same documents."""

    def __init__(self, grammar: Grammar, seed: int) -> None:
        self.grammar = grammar
        self.chance = random.Random(seed)
        self.ids = 0

    def documents(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield a label and a document for each parent and child.

        Where a parent may hold children in any number and order, one document holds them all.
        """
        for name, path in sorted(self._paths("TEI").items()):
            model = self.grammar.model(self.grammar.type_of(name))
            children = sorted(self.grammar.children(model)) or [""]
            if model is not None and model.get("maxOccurs") == "unbounded":
                yield name, self._document(path, children)
            else:
                for child in children:
                    yield f"{name} with {child}", self._document(path, [child])

    def _paths(self, root: str) -> dict[str, list[str]]:
        paths = {root: [root]}
        queue = [root]
        for name in queue:
            model = self.grammar.model(self.grammar.type_of(name))
            for child in sorted(self.grammar.children(model)):
                if child not in paths:
                    paths[child] = [*paths[name], child]
                    queue.append(child)
        return paths

    def _document(self, path: list[str], children: list[str]) -> etree._Element:
        root = node = self._element(path[0])
        for step in path[1:]:
            below = self._fill(node, step)
            node = next(c for c in below if etree.QName(c).localname == step)
        for child in children:
            self._fill(node, child)
        self._decorate(node, everything=True)
        for other in list(root.iter(etree.Element)):
            if len(other) == 0 and other is not node:
                self._complete(other)
        return root

    def _element(self, name: str) -> etree._Element:
        node = etree.Element(f"{{{TEI}}}{name}", nsmap={None: TEI})  # type: ignore[dict-item]
        node.text = self.grammar.text(self.grammar.type_of(name))
        self._decorate(node, everything=False)
        return node

    def _fill(self, node: etree._Element, must: str) -> list[etree._Element]:
        kind = self.grammar.type_of(etree.QName(node).localname)
        names = self.grammar.derive(self.grammar.model(kind), self.chance, must)
        node.extend([self._element(name) for name in names])
        return list(node)

    def _complete(self, node: etree._Element) -> None:
        """Give an element the smallest content that its model asks for."""
        for child in self._fill(node, ""):
            self._complete(child)

    def _decorate(self, node: etree._Element, *, everything: bool) -> None:
        kind = self.grammar.type_of(etree.QName(node).localname)
        for attribute in self.grammar.attributes(kind):
            name = attribute.get("name") or attribute.get("ref") or ""
            if not (everything or attribute.get("use") == "required"):
                continue
            if name == "xml:id":
                self.ids += 1
                node.set("{http://www.w3.org/XML/1998/namespace}id", f"id-{self.ids}")
            elif name == "xml:lang":
                node.set("{http://www.w3.org/XML/1998/namespace}lang", "de")
            else:
                node.set(name, self.grammar.value(attribute))
