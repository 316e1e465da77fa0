"""Small schemas and documents made at random, for comparison with another engine.

A schema is made of tuples (kind, attributes, children), so that documents can be made from it: one
follows it where it can, and is then changed here and there.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

RELAXNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
NAMES = ("a", "b", "c", "d")
ATTRIBUTES = ("x", "y", "z")
NAMESPACE = "urn:n"
TYPES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("integer", (("minInclusive", "0"), ("maxInclusive", "20"))),
    ("token", (("pattern", "[a-c]+( [a-c]+)*"),)),
    ("NMTOKEN", ()),
    ("date", ()),
    ("string", (("maxLength", "3"),)),
    ("boolean", ()),
    ("ID", ()),
    ("IDREF", ()),
    ("IDREFS", ()),
    ("NMTOKENS", (("minLength", "2"),)),
    ("QName", ()),
    ("anyURI", ()),
)
TEXTS = (
    "",
    " ",
    "1",
    "2",
    "7",
    "99",
    "a",
    "ab c",
    "x y",
    "2020-02-30",
    "2020-02-29",
    "true",
    " 1 ",
)
MOST_DEPTH = 4
_WRAPPERS = ("optional", "zeroOrMore", "oneOrMore", "group", "choice", "interleave", "mixed")
_WEIGHTS = {
    "element": 8, "attribute": 5, "text": 2, "empty": 1, "notAllowed": 0.4, "data": 1.5,
    "value": 1.5, "list": 0.7, "ref": 4, "grammar": 0.2, "externalRef": 0.3, "optional": 2,
    "zeroOrMore": 2, "oneOrMore": 2, "group": 3, "choice": 4, "interleave": 3, "mixed": 1,
}  # fmt: skip

Node = tuple[str, dict[str, str], Any]


@dataclass
class Element:
    """An element of a document, in the namespace ``uri``."""

    name: str
    uri: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def written(self, around: str = "") -> str:
        """Return the element as XML, within an element of the namespace ``around``."""
        declared = "" if self.uri == around else f" xmlns={quoteattr(self.uri)}"
        attributes = "".join(f" {name}={quoteattr(text)}" for name, text in self.attributes.items())
        inner = "".join(
            one.written(self.uri) if isinstance(one, Element) else escape(one)
            for one in self.children
        )
        return f"<{self.name}{declared}{attributes}>{inner}</{self.name}>"


class Schemas:
    """Makes schemas; ``files`` lie beside one where it includes or refers to them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.files: dict[str, Node] = {}

    def schema(self) -> Node:
        """Return a grammar, perhaps one that includes another."""
        grammar = self._grammar()
        if self.random.random() < 0.25:
            self.files["included.rng"] = grammar
            overridden = [one for one in _parts(grammar) if self.random.random() < 0.4]
            if self._strange():
                overridden.append(("define", {"name": "p9"}, []))
            again = [(one[0], one[1], [self._pattern(2)]) for one in overridden]
            unique = list({one[1].get("name", ""): one for one in again}.values())
            ns = self.random.choice(({}, {"ns": NAMESPACE}))
            return ("grammar", {}, [("include", {"href": "included.rng", **ns}, unique)])
        return grammar

    def _grammar(self) -> Node:
        names = [f"p{n}" for n in range(3)]
        parts: list[Node] = [("start", {}, [self._wrapped(self._element(1))])]
        for name in names:
            combine = self.random.choice(("", "", "choice", "interleave"))
            attributes = {"name": name, **({"combine": combine} if combine else {})}
            parts.append(("define", attributes, [self._pattern(2)]))
            if (combine and self.random.random() < 0.5) or self._strange():
                plain = self.random.random() < 0.3
                again = {"name": name} if plain else attributes
                parts.append(("define", again, [self._pattern(3)]))
        if self.random.random() < 0.1:
            parts = [("div", self.random.choice(({}, {"ns": NAMESPACE})), parts)]
        ns = self.random.choice(({}, {}, {"ns": NAMESPACE}))
        return ("grammar", ns, parts)

    def _wrapped(self, node: Node) -> Node:
        if self.random.random() < 0.8:
            return node
        return ("choice", {}, [node, self._element(2)])

    def _pattern(self, depth: int) -> Node:
        kinds = list(_WEIGHTS)
        if depth >= MOST_DEPTH:
            kinds = [kind for kind in kinds if kind not in (*_WRAPPERS, "grammar", "externalRef")]
        kind = self.random.choices(kinds, [_WEIGHTS[kind] for kind in kinds])[0]
        if kind in ("text", "empty", "notAllowed"):
            return (kind, {}, [])
        if kind == "ref":
            return ("ref", {"name": f"p{self.random.randrange(3)}"}, [])
        if kind == "grammar":
            inner: Node = ("parentRef", {"name": f"p{self.random.randrange(3)}"}, [])
            start = self.random.choice((inner, self._pattern(depth + 1)))
            return ("grammar", {}, [("start", {}, [start]), ("define", {"name": "p0"}, [inner])])
        if kind == "externalRef":
            return self._external()
        if kind in _WRAPPERS:
            count = self.random.choice((1, 2, 2, 3))
            return (kind, {}, [self._pattern(depth + 1) for _ in range(count)])
        made: Node = getattr(self, f"_{kind}")(depth)
        return made

    def _external(self) -> Node:
        name = f"external{len(self.files)}.rng"
        self.files[name] = self._element(MOST_DEPTH)
        return ("externalRef", {"href": name, **self.random.choice(({}, {"ns": NAMESPACE}))}, [])

    def _element(self, depth: int) -> Node:
        count = self.random.choice((1, 1, 2, 3))
        inner = [self._pattern(depth + 1) for _ in range(count)]
        return ("element", {}, [self._name_class(NAMES, 0.12), *inner])

    def _attribute(self, depth: int) -> Node:
        name = self._name_class(ATTRIBUTES, 0.05)
        if name[0] != "name":
            return ("oneOrMore", {}, [("attribute", {}, [name, ("text", {}, [])])])
        if self._strange():
            return ("attribute", {}, [name, self._pattern(depth + 1)])
        kinds: list[Callable[[int], Node]] = [self._data, self._value, self._list, _text]
        values: list[Node] = [
            self.random.choice(kinds)(depth + 1) for _ in range(self.random.choice((1, 1, 2)))
        ]
        return ("attribute", {}, [name, values[0] if len(values) == 1 else ("choice", {}, values)])

    def _name_class(self, names: tuple[str, ...], wild: float, depth: int = 0) -> Node:
        one: Node = ("name", {}, self.random.choice(names))
        if self.random.random() < 0.1:
            one = ("name", {"ns": self.random.choice(("", NAMESPACE))}, one[2])
        kind = self.random.random()
        if kind < wild and depth < 2:
            but = [self._name_class(names, 0, depth + 1) for _ in range(self.random.randrange(2))]
            inner: list[Node] = [("except", {}, but)] if but else []
            return self.random.choice((("anyName", {}, inner), ("nsName", {}, inner)))
        if kind < wild + 0.1 and depth < 2:
            return ("choice", {}, [one, self._name_class(names, wild, depth + 1)])
        return one

    def _data(self, depth: int) -> Node:
        kind, params = self.random.choice(TYPES)
        inner: list[Node] = [("param", {"name": name}, text) for name, text in params]
        if self._strange():
            inner.append(("except", {}, [self._pattern(depth + 1)]))
        elif self.random.random() < 0.15:
            inner.append(("except", {}, [("value", {"type": "string"}, self._text())]))
        return ("data", {"type": kind}, inner)

    def _value(self, depth: int) -> Node:
        kind, text = self.random.choice(
            (
                ("token", self._text()),
                ("string", self._text()),
                ("integer", "1"),
                ("boolean", "1"),
                ("QName", "a"),
            )
        )
        return ("value", {"type": kind}, text)

    def _list(self, depth: int) -> Node:
        inner = [self.random.choice((self._data, self._value))(depth) for _ in range(2)]
        wrapper = self.random.choice(("oneOrMore", "optional", "choice", "group", "zeroOrMore"))
        if self._strange():
            inner.append(self._pattern(depth + 1))
        return ("list", {}, [(wrapper, {}, inner)])

    def _strange(self) -> bool:
        """Tell whether to write what is most likely against the rules."""
        return self.random.random() < 0.04

    def _text(self) -> str:
        return self.random.choice(TEXTS)


def _text(depth: int) -> Node:
    return ("text", {}, [])


def _parts(grammar: Node) -> list[Node]:
    """Return the definitions of a grammar or an ``include``."""
    parts: list[Node] = grammar[2]
    return parts[0][2] if parts and parts[0][0] == "div" else parts


def written(node: Node, root: bool = True) -> str:
    """Return a schema as XML."""
    kind, attributes, children = node
    declared = f" xmlns={quoteattr(RELAXNG)} datatypeLibrary={quoteattr(XSD)}" if root else ""
    given = "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
    if isinstance(children, str):
        inner = escape(children)
    else:
        inner = "\n".join(written(child, root=False) for child in children)
    return f"<{kind}{declared}{given}>{inner}</{kind}>"


class Documents:
    """Makes documents of a schema: ``follow`` is a walk through it, ``change`` makes mistakes."""

    def __init__(self, seed: int, schema: Node, files: dict[str, Node]) -> None:
        self.random = random.Random(seed)
        self.files = files
        self.grammar = files.get("included.rng", schema)
        self.schema = schema

    def document(self) -> str:
        """Return a document."""
        top = Element("top")
        self._follow(self._named("start"), top, 0)
        elements = [one for one in top.children if isinstance(one, Element)]
        root = elements[0] if elements else Element(self.random.choice(NAMES))
        for _ in range(self.random.choice((0, 0, 1, 1, 2))):
            self._change(root)
        return root.written()

    def _named(self, name: str) -> Node:
        holders = [self.grammar]
        if self.schema is not self.grammar:
            holders.insert(0, self.schema[2][0])
        for holder in holders:
            for part in _parts(holder):
                if part[1].get("name", part[0]) == name:
                    found: Node = part
                    return found
        return ("empty", {}, [])

    def _follow(self, node: Node, into: Element, depth: int) -> None:
        kind, attributes, children = node
        if depth > 25:
            return
        if kind == "element":
            uri = NAMESPACE if self.grammar[1] or self.random.random() < 0.1 else ""
            made = Element(self._name(children[0]), uri)
            for child in children[1:]:
                self._follow(child, made, depth + 1)
            into.children.append(made)
        elif kind == "attribute":
            inner = Element("x")
            self._follow(children[1], inner, depth + 1)
            text = "".join(one for one in inner.children if isinstance(one, str))
            into.attributes[self._name(children[0])] = text
        elif kind in ("data", "value", "text"):
            known = isinstance(children, str) and self.random.random() < 0.8
            into.children.append(children if known else self.random.choice(TEXTS))
        elif kind == "list":
            self._follow_list(children, into, depth)
        elif kind in ("ref", "parentRef"):
            self._follow(self._named(attributes["name"]), into, depth + 1)
        elif kind == "externalRef":
            self._follow(self.files[attributes["href"]], into, depth + 1)
        elif not isinstance(children, str):
            self._follow_all(kind, list(children), into, depth)

    def _follow_list(self, children: list[Node], into: Element, depth: int) -> None:
        inner = Element("x")
        for child in children:
            self._follow(child, inner, depth + 1)
            inner.children.append(" ")
        into.children.append("".join(one for one in inner.children if isinstance(one, str)))

    def _follow_all(self, kind: str, children: list[Node], into: Element, depth: int) -> None:
        if kind == "grammar":
            children = children[:1]
        times = {"optional": (0, 1), "zeroOrMore": (0, 1, 2), "oneOrMore": (1, 1, 2)}.get(
            kind, (1,)
        )
        for _ in range(self.random.choice(times)):
            if kind == "choice":
                children = [self.random.choice(children)]
            if kind in ("interleave", "mixed"):
                self.random.shuffle(children)
            for child in children:
                self._follow(child, into, depth + 1)
            if kind == "mixed" and self.random.random() < 0.5:
                into.children.append(self.random.choice(TEXTS))

    def _name(self, names: Node) -> str:
        kind, _, children = names
        if kind == "name":
            return str(children)
        if kind == "choice":
            return self._name(self.random.choice(children))
        return self.random.choice((*NAMES, *ATTRIBUTES))

    def _change(self, root: Element) -> None:
        """Change one thing somewhere in a document."""
        all_elements = [root]
        for one in all_elements:
            all_elements += [child for child in one.children if isinstance(child, Element)]
        one = self.random.choice(all_elements)
        what = self.random.randrange(8)
        if what == 0:
            one.name = self.random.choice(NAMES)
        elif what == 1:
            one.attributes[self.random.choice(ATTRIBUTES)] = self.random.choice(TEXTS)
        elif what == 2 and one.attributes:
            del one.attributes[self.random.choice(list(one.attributes))]
        elif what == 3 and one.children:
            del one.children[self.random.randrange(len(one.children))]
        elif what == 4:
            place = self.random.randrange(len(one.children) + 1)
            one.children.insert(place, Element(self.random.choice(NAMES), one.uri))
        elif what == 5:
            one.children.append(self.random.choice(TEXTS))
        elif what == 6:
            self.random.shuffle(one.children)
        else:
            one.uri = self.random.choice(("", NAMESPACE))
