"""Passages cut from a document: from where a unit begins to where one ends.

A place is the way to an element, numbers of children over elements and all else. What stands
around a passage is kept as far as its elements go, without their other content, so that languages,
types and numbers are known; ``dts:wrapper`` stands where the passage begins to be a part.
"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from tei_pipeline.catalogue.published import Unit
from tei_pipeline.names import TEI, TEI_ROOTS

Element = etree._Element

DTS = "https://w3id.org/api/dts#"
# The stubs know no default namespace.
_NAMESPACES: Any = {None: TEI, "dts": DTS}
WRAPPER = f"{{{DTS}}}wrapper"
_HEADER, _FILE = (f"{{{TEI}}}{name}" for name in ("teiHeader", "fileDesc"))
_TEXTS = (f"{{{TEI}}}text", f"{{{TEI}}}sourceDoc")
_WHOLE = f"{{{TEI}}}TEI"


class Span(NamedTuple):
    """A stretch of a document: from before ``first`` to behind ``last``, or to before it."""

    first: Element
    last: Element
    before: bool = False


def element_at(root: Element, path: str) -> Element:
    """Return the element that a unit's path leads to."""
    element = root
    for number in path.split("/") if path else ():
        element = next(
            child for n, child in enumerate(element.iterchildren("*")) if n == int(number)
        )
    return element


def span(root: Element, units: Sequence[Unit], first: int, last: int) -> Span:
    """Return the stretch of one unit, or of those from one to another, by their places.

    An empty element (``pb``, ``lb``, ``milestone``) stands for all up to the next unit of its level
    or a higher one, or to the end of its text.
    """
    start, end = (element_at(root, units[place].path) for place in (first, last))
    if not _is_empty(end):
        return Span(start, end)
    level = units[last].level
    for unit in units[last + 1 :]:
        if unit.level <= level:
            return Span(start, element_at(root, unit.path), before=True)
    return Span(start, next(end.iterancestors(*_TEXTS), root))


def _is_empty(element: Element) -> bool:
    return not len(element) and not (element.text or "").strip()


def cut(stretch: Span) -> Element:
    """Return a ``TEI`` with the stretch in ``dts:wrapper``, inside what stands around it."""
    first, last = _way(stretch.first), _way(stretch.last)
    shared = _shared(first, last)
    wrapper = etree.Element(WRAPPER, nsmap=_NAMESPACES)
    if len(first) == len(last) == len(shared):
        wrapper.append(_copy(stretch.first))
    elif len(shared) == len(last):
        wrapper.append(_from(first[len(shared) - 1 :]))
    elif len(shared) == len(first):
        wrapper.append(_until(last[len(shared) - 1 :], stretch.before))
    else:
        _between(wrapper, first[len(shared) - 1 :], last[len(shared) - 1 :], stretch.before)
        return _inside(wrapper, shared)
    return _inside(wrapper, shared[:-1])


def _way(element: Element) -> list[Element]:
    """Return the elements from the root to an element, with itself."""
    return [*reversed(list(element.iterancestors())), element]


def _shared(one: Sequence[Element], other: Sequence[Element]) -> list[Element]:
    return [a for a, b in zip(one, other, strict=False) if a is b]


def _shallow(element: Element) -> Element:
    names: Any = element.nsmap
    made = etree.Element(element.tag, nsmap=names)
    made.attrib.update(element.attrib)
    return made


def _copy(element: Element, *, tail: bool = False) -> Element:
    made = deepcopy(element)
    made.tail = element.tail if tail else None
    return made


def _from(way: Sequence[Element]) -> Element:
    """Return the first element of a way with what it holds from the last one on."""
    made = _copy(way[-1], tail=len(way) > 1)
    for number in range(len(way) - 2, -1, -1):
        around = _shallow(way[number])
        around.append(made)
        around.extend(_copy(one, tail=True) for one in way[number + 1].itersiblings())
        made = around
        made.tail = way[number].tail if number else None
    return made


def _until(way: Sequence[Element], before: bool) -> Element:
    """Return the first element of a way with what it holds up to the last one."""
    made = None if before else _copy(way[-1])
    for number in range(len(way) - 2, -1, -1):
        around = _shallow(way[number])
        around.text = way[number].text
        earlier = list(way[number + 1].itersiblings(preceding=True))
        around.extend(_copy(one, tail=True) for one in reversed(earlier))
        if made is not None:
            around.append(made)
        made = around
    assert made is not None
    return made


def _between(
    wrapper: Element, first: Sequence[Element], last: Sequence[Element], before: bool
) -> None:
    """Fill the wrapper with what stands in the element that two ways begin with."""
    left = _from(first[1:])
    left.tail = first[1].tail
    wrapper.append(left)
    for sibling in first[1].itersiblings():
        if sibling is last[1]:
            break
        wrapper.append(_copy(sibling, tail=True))
    if len(last) > 2 or not before:
        wrapper.append(_until(last[1:], before))


def _inside(wrapper: Element, around: Sequence[Element]) -> Element:
    """Return the root ``TEI`` that holds the wrapper inside the elements around it."""
    inner = wrapper
    for element in reversed(around):
        made = _shallow(element)
        if element.tag in TEI_ROOTS:
            _describe(made, element)
        made.append(inner)
        inner = made
    if inner.tag not in TEI_ROOTS:
        made = etree.Element(_WHOLE, nsmap=_NAMESPACES)
        made.append(inner)
        inner = made
    inner.tag = _WHOLE
    return inner


def _describe(made: Element, element: Element) -> None:
    """Give a copy of a ``TEI`` the description of its file, the one part a header must have."""
    header = element.find(_HEADER)
    description = header.find(_FILE) if header is not None else None
    if header is not None and description is not None:
        made.append(_shallow(header))
        made[0].append(_copy(description))


def as_tei(root: Element) -> Element:
    """Return a whole document as ``TEI``: a corpus holds others of its kind under either name."""
    if root.tag == _WHOLE:
        return root
    made = _copy(root)
    made.tag = _WHOLE
    return made
