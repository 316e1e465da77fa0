"""XPointer, as far as XInclude asks for it: shorthand, ``element()``, ``xpointer()``, ``xpath()``.

XPointer Framework 3.1 to 3.3; the first part that finds something holds.
"""

import re
from collections.abc import Iterator

from lxml import etree

from tei_pipeline.names import XML_ID

_NAME = re.compile(r"[^\s()/]+")
_SCHEME = re.compile(r"\s*([A-Za-z_][\w.:-]*)\(")


class PointerError(Exception):
    """A pointer is malformed, of a scheme that is not known, or finds nothing."""


def select(root: etree._Element, pointer: str) -> list[etree._Element]:
    """Return the elements that a pointer finds; raises ``PointerError`` where there are none."""
    if _NAME.fullmatch(pointer):
        found = _by_id(root, pointer)
    else:
        namespaces: dict[str, str] = {}
        found = []
        for scheme, data in _parts(pointer):
            if scheme == "xmlns":
                prefix, _, uri = data.partition("=")
                namespaces[prefix.strip()] = uri.strip()
            elif not found:
                found = _part(root, scheme, data, namespaces)
    if not found:
        raise PointerError(f"the xpointer {pointer} finds no element")
    return found


def _part(
    root: etree._Element, scheme: str, data: str, namespaces: dict[str, str]
) -> list[etree._Element]:
    if scheme == "element":
        return _by_steps(root, data)
    if scheme not in ("xpointer", "xpath", "xpath1"):
        return []  # an unknown scheme is passed over (Framework 3.3)
    try:
        found = root.getroottree().xpath(data, namespaces=namespaces)
    except (etree.XPathError, TypeError, ValueError) as error:
        raise PointerError(
            f"the expression {data} of the xpointer is not XPath: {error}"
        ) from error
    nodes = found if isinstance(found, list) else []
    return [node for node in nodes if isinstance(node, etree._Element) and node.tag]


def _by_id(root: etree._Element, identifier: str) -> list[etree._Element]:
    return [e for e in root.iter(etree.Element) if e.get(XML_ID) == identifier][:1]


def _by_steps(root: etree._Element, data: str) -> list[etree._Element]:
    """Return the element that steps of the ``element()`` scheme lead to."""
    identifier, *steps = data.split("/")
    if identifier:
        here = _by_id(root, identifier)
    elif steps[:1] == ["1"]:
        here, steps = [root], steps[1:]
    else:
        return []
    for step in steps:
        number = int(step) if step.isascii() and step.isdigit() else 0
        children = list(here[0].iterchildren(etree.Element)) if here else []
        here = children[number - 1 : number] if number else []
    return here


def _parts(pointer: str) -> Iterator[tuple[str, str]]:
    """Yield scheme and data of each part; ``^`` escapes a parenthesis or itself."""
    at = 0
    while pointer[at:].strip():
        scheme = _SCHEME.match(pointer, at)
        if scheme is None:
            raise PointerError(f"the xpointer {pointer} is neither a name nor scheme(…)")
        data, at = _balanced(pointer, scheme.end())
        yield scheme[1], data


def _balanced(pointer: str, at: int) -> tuple[str, int]:
    depth, data = 1, []
    while at < len(pointer):
        character = pointer[at]
        if character == "^" and pointer[at + 1 : at + 2] in ("(", ")", "^"):
            data.append(pointer[at + 1])
            at += 2
            continue
        depth += {"(": 1, ")": -1}.get(character, 0)
        at += 1
        if not depth:
            return "".join(data), at
        data.append(character)
    raise PointerError(f"the xpointer {pointer} lacks a closing parenthesis")
