"""Nodes of a schema in a form in which both syntaxes are alike, and grammars in simple form."""

from tei_pipeline.relaxng.grammar import Grammar
from tei_pipeline.relaxng.source import Raw

_GROUPING = ("element", "define", "start", "zeroOrMore", "oneOrMore", "optional", "list", "mixed")
_ASSOCIATIVE = {"group": "group", "choice": "choice", "interleave": "interleave"}
_NEEDS_NAMESPACES = ("QName", "NOTATION")

Tree = tuple[object, ...]


def tree(raw: Raw, documented: bool = True) -> Tree:
    """Return a node as the specification compares it: names resolved, groups made explicit."""
    words = raw.documentation if documented else ""
    if raw.kind == "name":
        prefix, colon, local = raw.text.rpartition(":")
        return "name", raw.namespaces[prefix] if colon else raw.ns, local
    if raw.kind == "nsName":
        return raw.kind, raw.ns, _members(raw, "choice", documented)
    if raw.kind == "value":
        space = _namespace(raw) if raw.type in _NEEDS_NAMESPACES else None
        return raw.kind, raw.library, raw.type, raw.text, space, words
    if raw.kind == "data":
        return raw.kind, raw.library, raw.type, _members(raw, "", documented), words
    if raw.kind == "param":
        return raw.kind, raw.type, raw.text
    if raw.kind in ("include", "externalRef"):
        href = raw.text.removesuffix(".rnc").removesuffix(".rng")
        return raw.kind, href, raw.ns, _members(raw, "", documented), words
    if raw.kind == "attribute":
        name, content = raw.children[0], raw.children[1:]
        pattern = tree(content[0], documented) if content else ("text", "", "", (), "")
        return raw.kind, tree(name, documented), pattern, words
    grouping = "group" if raw.kind in _GROUPING else "choice" if raw.kind == "except" else ""
    if raw.kind in _ASSOCIATIVE:
        members = _members(raw, raw.kind, documented)
        return members[0] if len(members) == 1 else (raw.kind, members)
    return raw.kind, raw.text, raw.type, _members(raw, grouping, documented), words


def _members(raw: Raw, flat: str, documented: bool) -> tuple[Tree, ...]:
    """Return the children of a node; a child of the kind ``flat`` gives way to its own."""
    found: list[Tree] = []
    waiting = raw.children[::-1]
    while waiting:
        child = waiting.pop()
        if child.kind == flat or (child.kind in _ASSOCIATIVE and len(child.children) == 1):
            waiting.extend(reversed(child.children))
        else:
            found.append(tree(child, documented))
    return tuple(found)


def _namespace(raw: Raw) -> str | None:
    prefix = raw.text.strip().rpartition(":")[0]
    return raw.namespaces.get(prefix, "undeclared") if prefix else raw.ns


def simple(grammar: Grammar) -> tuple[object, ...]:
    """Return what a grammar is, without files and places."""
    return grammar.patterns.nodes, grammar.definitions, grammar.start, grammar.id_types
