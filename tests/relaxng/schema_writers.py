"""Random patterns as nodes, and nodes written in either syntax: what readers are held against."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tei_pipeline.relaxng.compact_tokens import KEYWORDS
from tei_pipeline.relaxng.source import ANNOTATIONS, RELAXNG, Raw
from tei_pipeline.relaxng.values import XSD

PATH = Path("schema.rnc")
DEFAULT = "urn:default"
# The prefixes of a written schema; None is a namespace that is inherited.
PREFIXES: dict[str, str | None] = {"l": "", "a": "urn:a", "text": "urn:ä", "i": None, "d": DEFAULT}
LINE_FEED, ESCAPED = "\n", "\\x{A}"
_SIGNS = {"group": ", ", "choice": " | ", "interleave": "&"}
_REPEATS = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
_COMBINE = {"": "=", "choice": "|=", "interleave": "&="}
_LIBRARIES = {"": "", XSD: "xsd:"}

names = st.sampled_from([*sorted(KEYWORDS), "a", "b-c", "d.e", "ä", "_1"])
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))) | (
    st.text("\"'\n\r\t\\x{~# a")
)
words = st.just("") | st.lists(st.text("ab#ä-", min_size=1), max_size=3).map(" ".join)


def node(kind: str, *children: Raw, **more: str) -> Raw:
    """Return a node of a file whose default namespace is ``DEFAULT``."""
    raw = Raw(kind, PATH, 1, DEFAULT, children=list(children))
    for name, value in more.items():
        setattr(raw, name, value)
    return raw


def _in_namespace(raw: Raw, ns: str | None) -> Raw:
    raw.ns = ns
    return raw


def _open(kind: str, ns: str | None, but: Raw | None) -> Raw:
    return _in_namespace(node(kind, *([node("except", but)] if but else [])), ns)


_spaces = st.sampled_from(list(PREFIXES.values()))
_names = st.builds(_in_namespace, names.map(lambda text: node("name", text=text)), _spaces)
name_classes = st.recursive(
    _names,
    lambda inner: (
        st.builds(_open, st.sampled_from(["anyName", "nsName"]), _spaces, st.none() | inner)
        | st.lists(inner, min_size=2, max_size=3).map(lambda some: node("choice", *some))
    ),
    max_leaves=4,
)
_values = st.builds(
    lambda text, library, kind: node("value", text=text, library=library, type=kind),
    texts, st.sampled_from(["", XSD]), st.sampled_from(["string", "token"]),
)  # fmt: skip
_params = st.builds(lambda name, text: node("param", text=text, type=name), names, texts)


def _data(params: list[Raw], but: Raw | None) -> Raw:
    children = [*params, *([node("except", but)] if but else [])]
    return node("data", *children, library=XSD, type="string")


_leaves = (
    st.sampled_from(["empty", "text", "notAllowed"]).map(node)
    | names.map(lambda text: node("ref", text=text))
    | names.map(lambda text: node("parentRef", text=text))
    | _values
    | st.builds(_data, st.lists(_params, max_size=2), st.none() | _values)
    | _spaces.map(lambda ns: _in_namespace(node("externalRef", text="x"), ns))
)  # fmt: skip


def _definitions(inner: st.SearchStrategy[Raw]) -> st.SearchStrategy[Raw]:
    how = st.sampled_from(list(_COMBINE))
    one = st.builds(lambda p, c: node("start", p, type=c), inner, how) | st.builds(
        lambda p, c, n: node("define", p, type=c, text=n), inner, how, names
    )
    some = st.lists(one, max_size=2)
    return (
        one
        | some.map(lambda parts: node("div", *parts))
        | st.builds(_in_namespace, some.map(lambda it: node("include", *it, text="x")), _spaces)
    )  # fmt: skip


def _branches(inner: st.SearchStrategy[Raw]) -> st.SearchStrategy[Raw]:
    kinds = st.sampled_from([*_REPEATS, "list", "mixed"])
    return (
        st.builds(lambda kind, n, p: node(kind, n, p), st.sampled_from(["element", "attribute"]),
                  name_classes, inner)
        | st.builds(lambda kind, some: node(kind, *some), st.sampled_from(list(_SIGNS)),
                    st.lists(inner, min_size=2, max_size=3))
        | st.builds(lambda kind, p: node(kind, p), kinds, inner)
        | st.lists(_definitions(inner), max_size=3).map(lambda parts: node("grammar", *parts))
    )  # fmt: skip


def _documented(raw: Raw, text: str) -> Raw:
    raw.documentation = "" if raw.kind in ("ref", "parentRef") else text
    return raw


patterns = st.recursive(
    _leaves, lambda inner: st.builds(_documented, _branches(inner), words), max_leaves=12
)


class CompactWriter:
    """Writes nodes in compact syntax; ``layout`` chooses among ways to write a thing."""

    def __init__(self, layout: Callable[[list[str]], str]) -> None:
        self._layout = layout

    def schema(self, raw: Raw) -> str:
        """Return a whole schema."""
        heads = [f"default namespace = {self._literal(DEFAULT)}"]
        for prefix, uri in PREFIXES.items():
            value = "inherit" if uri is None else self._literal(uri)
            heads.append(f"namespace {prefix} = {value}")
        return "\n".join([*heads, self.pattern(raw)])

    def pattern(self, raw: Raw) -> str:
        """Return a pattern, in parentheses where it needs them."""
        return self._words(raw) + self._bare(raw)

    def _bare(self, raw: Raw) -> str:
        kind, blank = raw.kind, self._layout([" ", "\n", "\t# c\n", " #\r\n", "\\x{20}"])
        if kind in _SIGNS:
            return f"({_SIGNS[kind].join(self.pattern(one) for one in raw.children)})"
        if kind in _REPEATS:
            inner = f"({self.pattern(raw.children[0])}){_REPEATS[kind]}"
            return f"({inner})" if raw.documentation else inner
        if kind in ("element", "attribute"):
            name, content = raw.children
            return f"{kind}{blank}{self._class(name, kind)}{{{self.pattern(content)}}}"
        if kind in ("list", "mixed"):
            return f"{kind}{blank}{{{self.pattern(raw.children[0])}}}"
        if kind == "grammar":
            return f"grammar{{{self._content(raw)}}}"
        if kind in ("ref", "parentRef"):
            return f"{'parent' if kind == 'parentRef' else ''}{blank}{self._name(raw.text)}"
        return self._leaf(raw, blank)

    def _leaf(self, raw: Raw, blank: str) -> str:
        if raw.kind == "externalRef":
            return f"external{blank}{self._literal(raw.text)}{blank}{self._inherit(raw)}"
        if raw.kind == "value":
            plain = (raw.library, raw.type) == ("", "token") and self._layout(["", "typed"]) == ""
            kind = "" if plain else _LIBRARIES[raw.library] + raw.type
            return f"{kind}{blank}{self._literal(raw.text)}"
        if raw.kind == "data":
            params = [one for one in raw.children if one.kind == "param"]
            written = " ".join(f"{one.type}={self._literal(one.text)}" for one in params)
            text = f"{_LIBRARIES[raw.library]}{raw.type}{{{written}}}"
            if len(params) == len(raw.children):
                return text
            return f"({text} - {self.pattern(raw.children[-1].children[0])})"
        return raw.kind + blank

    def _content(self, raw: Raw) -> str:
        return "\n".join(self._words(one) + self._component(one) for one in raw.children)

    def _component(self, raw: Raw) -> str:
        if raw.kind == "include":
            head = f"include{self._literal(raw.text)} {self._inherit(raw)}"
            return f"{head}{{{self._content(raw)}}}"
        if raw.kind == "div":
            return f"div{{{self._content(raw)}}}"
        name = "start" if raw.kind == "start" else self._name(raw.text)
        return f"{name}{_COMBINE[raw.type]}{self.pattern(raw.children[0])}"

    def _inherit(self, raw: Raw) -> str:
        return f"inherit = {self._prefix(raw.ns)}"

    def _prefix(self, ns: str | None) -> str:
        return next(prefix for prefix, uri in PREFIXES.items() if uri == ns)

    def _class(self, raw: Raw, inside: str) -> str:
        if raw.kind == "choice":
            return f"({' | '.join(self._class(one, inside) for one in raw.children)})"
        if raw.kind == "name":
            if raw.ns == (DEFAULT if inside == "element" else ""):
                return self._layout(["", "\\"]) + raw.text
            return f"{self._prefix(raw.ns)}:{raw.text}"
        name = "*" if raw.kind == "anyName" else f"{self._prefix(raw.ns)}:*"
        if not raw.children:
            return name
        return f"({name} - {self._class(raw.children[0].children[0], inside)})"

    def _name(self, text: str) -> str:
        return f"\\{text}" if text in KEYWORDS else self._layout(["", "\\"]) + text

    def _words(self, raw: Raw) -> str:
        return f"\n## {raw.documentation}\n" if raw.documentation else ""

    def _literal(self, text: str) -> str:
        parts = [self._segment(part) for part in text.split("'")]
        return """ ~ "'" ~ """.join(parts)

    def _segment(self, text: str) -> str:
        text = text.replace("\\", "\\x{5C}").replace("\r", "\\x{D}")
        mark = self._layout(["'''", "'"])
        return f"{mark}{text if len(mark) > 1 else text.replace(LINE_FEED, ESCAPED)}{mark}"


def inherit(raw: Raw, ns: str) -> None:
    """Give a namespace to what inherits it: in XML syntax parts of a file cannot do so."""
    raw.ns = ns if raw.ns is None else raw.ns
    for child in raw.children:
        inherit(child, ns)


def xml(raw: Raw, root: bool = True) -> str:
    """Return a node in XML syntax; namespaces are given where a name or file needs them."""
    spaces = f" xmlns={quoteattr(RELAXNG)} xmlns:a={quoteattr(ANNOTATIONS)}" if root else ""
    attributes = dict(_attributes(raw))
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    content = "".join(xml(child, root=False) for child in raw.children)
    if raw.documentation:
        content = f"<a:documentation>{escape(raw.documentation)}</a:documentation>{content}"
    if raw.kind in ("name", "value", "param"):
        content = escape(raw.text, {"\r": "&#13;"})
    return f"<{raw.kind}{spaces}{written}>{content}</{raw.kind}>"


def _attributes(raw: Raw) -> Iterator[tuple[str, str]]:
    if raw.kind in ("name", "nsName", "value", "include", "externalRef") and raw.ns is not None:
        yield "ns", raw.ns
    if raw.kind in ("data", "value"):
        yield "datatypeLibrary", raw.library
        yield "type", raw.type
    elif raw.kind == "param":
        yield "name", raw.type
    elif raw.type:
        yield "combine", raw.type
    if raw.kind in ("ref", "parentRef", "define"):
        yield "name", raw.text
    elif raw.kind in ("include", "externalRef"):
        yield "href", raw.text
