"""Random small grammars and documents, for the reference judge and for the engine alike."""

from random import Random
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.nameclasses import choice_of
from tei_pipeline.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, NameClass, Patterns
from tei_pipeline.relaxng.tables import Tables
from tei_pipeline.relaxng.validate import Engine
from tests.relaxng import reference
from tests.relaxng.reference import Element, Pattern

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_LEAVES = {"empty": EMPTY, "text": TEXT, "notAllowed": NOT_ALLOWED}
_DATA: tuple[Pattern, ...] = (
    ("data", XSD, "integer"),
    ("data", XSD, "date"),
    ("value", "a"),
    ("value", "1"),
    ("list", ("oneOrMore", ("data", XSD, "integer"))),
    ("list", ("group", ("value", "a"), ("value", "1"))),
)
_TEXTS = ("", " ", "a", "1", "a 1", "1 2", "1962-02-30", "1962-02-28", "<&>")
_KINDS = {"element", "choice", "group", "interleave", "oneOrMore"}


class SmallGrammar:
    """A grammar of some elements, as patterns of the reference judge."""

    def __init__(self, start: Pattern, contents: dict[str, Pattern]) -> None:
        self.start = start
        self.contents = contents

    def is_valid(self, root: Element) -> bool:
        return reference.is_valid(self.start, root, self.contents)

    def draft(self) -> "SmallGrammar":
        done: set[str] = set()
        for _ in self.contents:
            done |= {n for n, p in self.contents.items() if reference.can_match(p, done)}
        contents = {n: reference.feasible(p, done) for n, p in self.contents.items() if n in done}
        return SmallGrammar(reference.feasible(self.start, done), contents)

    def engine(self, *, draft: bool = False) -> Engine:
        """Return an engine for the grammar."""
        patterns, numbers = Patterns(), {name: n for n, name in enumerate(self.contents)}
        names: list[NameClass] = [("any", None)] * len(numbers)
        for p in (self.start, *self.contents.values()):
            _find_names(p, names, numbers)
        made = [_made(patterns, content, numbers) for content in self.contents.values()]
        start = _made(patterns, self.start, numbers)
        definitions = list(zip(names, made, strict=True))
        tables = Tables()
        automaton = Automaton(tables, patterns.nodes, definitions, start, {}, draft=draft)
        return Engine(tables, lambda: automaton, with_context=False, draft=draft)


def _find_names(p: Pattern, names: list[NameClass], numbers: dict[str, int]) -> None:
    if p[0] == "element":
        names[numbers[p[2]]] = _class(p[1])
    for part in p[1:]:
        if isinstance(part, tuple) and part and part[0] in _KINDS:
            _find_names(part, names, numbers)


def _class(names: tuple[str, ...]) -> NameClass:
    return ("any", None) if "*" in names else choice_of([("name", "", name) for name in names])


def _made(patterns: Patterns, p: Pattern, numbers: dict[str, int]) -> int:
    kind = p[0]
    if kind in _LEAVES:
        return _LEAVES[kind]
    if kind == "element":
        return patterns.element(numbers[p[2]])
    if kind == "data":
        return patterns.data(p[1], p[2], ())
    if kind == "value":
        return patterns.value("", "token", p[1])
    if kind == "attribute":
        return patterns.attribute(_class(p[1]), _made(patterns, p[2], numbers))
    inner = [_made(patterns, part, numbers) for part in p[1:]]
    if kind == "choice":
        return patterns.choice(inner)
    if kind == "interleave":
        return patterns.interleave(inner)
    if kind == "group":
        return patterns.group(*inner)
    return patterns.list_of(inner[0]) if kind == "list" else patterns.one_or_more(inner[0])


def small_grammar(chance: Random) -> SmallGrammar:
    """Return a random grammar of up to four definitions, some of the same name."""
    definitions: dict[str, tuple[str, ...]] = {
        f"d{n}": (chance.choice("abc"),) for n in range(chance.randint(1, 4))
    }
    if chance.random() < 0.2:
        definitions["d0"] = ("a", "b")
    if chance.random() < 0.1:
        definitions["d0"] = ("*",)
    elements: list[Pattern] = [("element", names, one) for one, names in definitions.items()]
    contents = {one: _content(chance, elements, 2) for one in definitions}
    start: Pattern = chance.choice(elements)
    if chance.random() < 0.3:
        start = ("choice", start, chance.choice(elements))
    return SmallGrammar(start, contents)


def _content(chance: Random, elements: list[Pattern], depth: int) -> Pattern:
    if depth and chance.random() < 0.25:
        first = _content(chance, elements, depth - 1)
        return ("choice", first, _content(chance, elements, depth - 1))
    if chance.random() < 0.25:
        inner = _data(chance)
    else:
        inner = _children(chance, elements, chance.randint(0, 3))
    return (chance.choice(("group", "interleave")), _attributes(chance, 2), inner)


def _data(chance: Random) -> Pattern:
    one = chance.choice(_DATA)
    return one if chance.random() < 0.7 else ("choice", one, chance.choice(_DATA))


def _children(chance: Random, elements: list[Pattern], depth: int) -> Pattern:
    if not depth:
        return chance.choice((*elements, *elements, reference.TEXT, reference.EMPTY))
    kind = chance.choice(("choice", "group", "interleave", "oneOrMore", "optional"))
    one = _children(chance, elements, depth - 1)
    if kind == "oneOrMore":
        return (kind, one)
    if kind == "optional":
        return ("choice", one, reference.EMPTY)
    return (kind, one, _children(chance, elements, depth - 1))


def _attributes(chance: Random, depth: int) -> Pattern:
    if not depth or chance.random() < 0.4:
        if chance.random() < 0.4:
            return reference.EMPTY
        names = chance.choice((("x",), ("y",), ("x", "y"), ("*",)))
        made: Pattern = ("attribute", names, chance.choice((*_DATA, reference.TEXT)))
        return ("oneOrMore", made) if "*" in names else made
    kind = chance.choice(("choice", "group", "interleave", "optional"))
    one = _attributes(chance, depth - 1)
    if kind == "optional":
        return ("choice", one, reference.EMPTY)
    return (kind, one, _attributes(chance, depth - 1))


def document(chance: Random, grammar: SmallGrammar) -> Element:
    """Return a random document: what the grammar asks for, often with something changed."""
    made = _sample(chance, grammar, grammar.start, 3)
    root = next((one for one in made if isinstance(one, Element)), Element("a"))
    for _ in range(chance.choice((0, 0, 1, 2))):
        root = _changed(chance, root)
    return _merged(root)


def _sample(chance: Random, grammar: SmallGrammar, p: Pattern, depth: int) -> list[Any]:
    """Return attributes (as pairs), children and texts that a pattern may ask for."""
    kind = p[0]
    if kind == "element":
        return [_sample_element(chance, grammar, p, depth)]
    if kind == "attribute":
        name = chance.choice([one for one in p[1] if one != "*"] or ["w"])
        texts = [one for one in _sample(chance, grammar, p[2], 0) if isinstance(one, str)]
        return [(name, "".join(texts))]
    if kind in ("group", "interleave"):
        parts = [_sample(chance, grammar, part, depth) for part in p[1:]]
        if kind == "interleave" and chance.random() < 0.5:
            parts.reverse()
        return [one for part in parts for one in part]
    if kind == "choice":
        return _sample(chance, grammar, chance.choice(p[1:]), depth)
    if kind == "oneOrMore":
        times = chance.choice((1, 1, 2))
        return [one for _ in range(times) for one in _sample(chance, grammar, p[1], depth)]
    return [] if kind in ("empty", "notAllowed") else [chance.choice(_TEXTS)]


def _sample_element(chance: Random, grammar: SmallGrammar, p: Pattern, depth: int) -> Element:
    name = chance.choice([one for one in p[1] if one != "*"] or ["z"])
    if not depth:
        return Element(name)
    inner = _sample(chance, grammar, grammar.contents[p[2]], depth - 1)
    attributes = {one[0]: one[1] for one in inner if isinstance(one, tuple)}
    rest = tuple(one for one in inner if not isinstance(one, tuple))
    return Element(name, tuple(attributes.items()), rest[:4])


def _changed(chance: Random, root: Element) -> Element:
    """Return an element with something changed in it or below it."""
    children = list(root.children)
    inner = [n for n, one in enumerate(children) if isinstance(one, Element)]
    if inner and chance.random() < 0.6:
        place = chance.choice(inner)
        child = children[place]
        assert isinstance(child, Element)
        children[place] = _changed(chance, child)
        return Element(root.name, root.attributes, tuple(children))
    kind = chance.choice(("rename", "drop", "add", "text", "attribute", "bare", "swap"))
    if kind == "rename":
        return Element(chance.choice("abcz"), root.attributes, root.children)
    if kind == "attribute":
        given = dict(root.attributes) | {chance.choice("xyw"): chance.choice(_TEXTS)}
        return Element(root.name, tuple(given.items()), root.children)
    if kind == "bare":
        return Element(root.name, (), root.children)
    if kind == "drop" and children:
        del children[chance.randrange(len(children))]
    elif kind == "swap":
        chance.shuffle(children)
    else:
        new = chance.choice(_TEXTS) if kind == "text" else Element(chance.choice("abcz"))
        children.insert(chance.randint(0, len(children)), new)
    return Element(root.name, root.attributes, tuple(children))


def _merged(root: Element) -> Element:
    """Return an element in which no two texts stand beside each other, and none is empty."""
    children: list[Element | str] = []
    for one in root.children:
        if isinstance(one, Element):
            children.append(_merged(one))
        elif one and children and isinstance(children[-1], str):
            children[-1] += one
        elif one:
            children.append(one)
    return Element(root.name, root.attributes, tuple(children))


def written(root: Element) -> str:
    """Return an element as XML."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in root.attributes)
    inner = "".join(escape(one) if isinstance(one, str) else written(one) for one in root.children)
    return f"<{root.name}{attributes}>{inner}</{root.name}>"
