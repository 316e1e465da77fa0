"""Seeded mutants of valid documents: one small change each, of every kind an encoder can make."""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from lxml import etree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ATTRIBUTES = (
    "type", "subtype", "ref", "target", "when", "notBefore", "cert", "resp", "n", "unit", "level",
    "place", "hand", "status", "quantity", "dur", "role", "key", "source", "rend", "foo",
)  # fmt: skip
VALUES = (
    "", " ", "two words", "#a", "1962", "1962-10", "1962-02-30", "30.X.62", "high", "m", "-1",
    "1/2", "P1Y", "a#b#c", "http://a b", "%zz", "1:2", "persName", "en", "x\u00a0y", "true",
)  # fmt: skip

Change: TypeAlias = Callable[[etree._Element, random.Random, Sequence[str]], None]


def delete(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Delete an element with its content."""
    _parent(node).remove(node)


def unwrap(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Delete an element's tags and keep its content."""
    parent, place = _parent(node), _parent(node).index(node)
    parent[place : place + 1] = list(node)


def duplicate(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Write an element twice."""
    node.addnext(_copy(node))


def rename(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Give an element another name."""
    node.tag = _named(node, chance.choice(names))


def misspell(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Write an element's name in small letters."""
    node.tag = node.tag.lower()


def move(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Put an element into another one."""
    others = [e for e in node.getroottree().iter(etree.Element) if node not in e.iterancestors()]
    target = chance.choice([e for e in others if e is not node])
    if node not in target.iterancestors() and target is not node:
        target.insert(chance.randint(0, len(target)), node)


def wrap(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Put an element into a new one that stands in its place."""
    outer = etree.Element(_named(node, chance.choice(names)))
    _parent(node).replace(node, outer)
    outer.append(node)


def insert(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Put a new empty element into one."""
    new = etree.Element(_named(node, chance.choice(names)))
    node.insert(chance.randint(0, len(node)), new)


def insert_text(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Write text at the beginning of an element."""
    node.text = "stray " + (node.text or "")


def drop_attribute(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Delete an attribute; an element without one loses nothing."""
    for name in list(node.attrib)[:1]:
        del node.attrib[name]


def add_attribute(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Write an attribute that may or may not be known there."""
    node.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))


def alter_attribute(node: etree._Element, chance: random.Random, names: Sequence[str]) -> None:
    """Give an attribute another value."""
    for name in [n for n in node.attrib if n != XML_ID][:1]:
        node.set(name, chance.choice(VALUES))


CHANGES: tuple[Change, ...] = (
    delete, unwrap, duplicate, rename, misspell, move, wrap, insert, insert_text,
    drop_attribute, add_attribute, alter_attribute,
)  # fmt: skip


def mutants(
    documents: Sequence[etree._Element], names: Sequence[str], count: int, seed: int
) -> Iterator[tuple[str, etree._Element]]:
    """Yield ``count`` mutants with a label; the same seed gives the same mutants."""
    chance = random.Random(seed)
    for number in range(count):
        change = CHANGES[number % len(CHANGES)]
        root = copy.deepcopy(documents[number // len(CHANGES) % len(documents)])
        # By name first: otherwise most mutants would be of the commonest elements.
        elements = list(root.iterdescendants(etree.Element))
        name = chance.choice(sorted({e.tag for e in elements}))
        node = chance.choice([e for e in elements if e.tag == name])
        label = f"{number}: {change.__name__} {etree.QName(node).localname}"
        change(node, chance, names)
        yield label, root


def _named(node: etree._Element, name: str) -> str:
    """Return a name in the namespace of an element."""
    return str(etree.QName(etree.QName(node).namespace, name))


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _copy(node: etree._Element) -> etree._Element:
    twin = copy.deepcopy(node)
    twin.tail = None
    for element in twin.iter(etree.Element):
        element.attrib.pop(XML_ID, "")
    return twin
