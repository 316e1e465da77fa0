"""The full syntax (section 3): which attributes and children an element of a schema may have."""

from tei_pipeline.relaxng.source import Raw, broken

NAME_CLASSES = frozenset({"name", "anyName", "nsName", "choice"})
PATTERNS = frozenset(
    {
        "element", "attribute", "group", "interleave", "choice", "optional", "zeroOrMore",
        "oneOrMore", "list", "mixed", "ref", "parentRef", "empty", "value", "data", "notAllowed",
        "externalRef", "grammar", "text",
    }
)  # fmt: skip
_DEFINITIONS = frozenset({"start", "define", "div"})

# Attributes besides ns and datatypeLibrary; those with a star must stand.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "element": ("name",),
    "attribute": ("name",),
    "ref": ("name*",),
    "parentRef": ("name*",),
    "define": ("name*", "combine"),
    "start": ("combine",),
    "param": ("name*",),
    "value": ("type",),
    "data": ("type*",),
    "externalRef": ("href*",),
    "include": ("href*",),
}
_OF_PATTERNS = ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list")
IN_GRAMMARS = _DEFINITIONS | {"include"}
KINDS = PATTERNS | NAME_CLASSES | _DEFINITIONS | {"include", "param", "except"}
TEXTS = frozenset({"name", "param", "value"})


def check(raw: Raw, inside: str) -> None:
    """Raise a ``SchemaError`` where the children of a node are not what its kind wants.

    ``inside`` is what the node stands in where its kind alone does not say what it holds:
    ``names`` (a name class), ``include`` or ``data``.
    """
    kind = raw.kind
    if kind in ("element", "attribute"):
        _check_named(raw)
    elif kind in ("choice", "except") and inside == "names":
        _check_all(raw, NAME_CLASSES, "name classes")
        _need(raw, 1, "a name class")
    elif kind in _OF_PATTERNS or kind in ("mixed", "define", "start", "except"):
        _check_all(raw, PATTERNS, "patterns")
        _need(raw, 1, "a pattern")
        if kind == "start" and len(raw.children) > 1:
            raise broken(raw.children[1], "“start” holds exactly one pattern", "3")
    elif kind in ("anyName", "nsName"):
        _check_all(raw, frozenset({"except"}), "one “except”")
        if len(raw.children) > 1:
            raise broken(raw.children[1], f"“{kind}” may hold one “except” only", "3")
    elif kind == "data":
        _check_data(raw)
    elif kind == "grammar" or (kind == "div" and inside != "include"):
        _check_all(raw, _DEFINITIONS | {"include"}, "“start”, “define”, “div” and “include”")
    elif kind in ("include", "div"):
        _check_all(raw, _DEFINITIONS, "“start”, “define” and “div”")
    else:
        _check_all(raw, frozenset(), "no other elements")


def _check_all(raw: Raw, kinds: frozenset[str], expected: str) -> None:
    for child in raw.children:
        if child.kind not in kinds:
            raise broken(
                child, f"“{child.kind}” cannot stand in “{raw.kind}”: it may hold {expected}", "3"
            )


def _need(raw: Raw, count: int, expected: str) -> None:
    if len(raw.children) < count:
        raise broken(raw, f"“{raw.kind}” must hold {expected}", "3")


def _check_named(raw: Raw) -> None:
    _need(raw, 1, "a name: an attribute “name” or a name class")
    first = raw.children[0]
    if first.kind not in NAME_CLASSES:
        raise broken(
            first, f"“{raw.kind}” must have a name: an attribute “name” or a name class first", "3"
        )
    for child in raw.children[1:]:
        if child.kind not in PATTERNS:
            raise broken(
                child,
                f"“{child.kind}” cannot stand in “{raw.kind}” behind the name: only patterns can",
                "3",
            )
    if raw.kind == "element":
        _need(raw, 2, "a pattern for its content, be it “empty”")
    elif len(raw.children) > 2:
        raise broken(raw.children[2], "“attribute” may hold one pattern only", "3")


def _check_data(raw: Raw) -> None:
    last = raw.children[-1] if raw.children else None
    for child in raw.children:
        if child.kind not in ("param", "except"):
            raise broken(
                child,
                f"“{child.kind}” cannot stand in “data”: it may hold “param” and “except”",
                "3",
            )
        if child.kind == "except" and child is not last:
            raise broken(child, "“data” may hold one “except” only, after every “param”", "3")
