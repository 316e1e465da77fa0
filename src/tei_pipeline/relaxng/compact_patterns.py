"""Patterns in compact syntax: from tokens to nodes.

A pattern is read as a list of nodes and annotation elements, for an annotation may put elements
behind it; it has one node.
"""

from collections.abc import Callable, Generator

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_annotations import (
    NONE,
    Annotations,
    Initial,
    Item,
    add,
    annotate,
)
from tei_pipeline.relaxng.compact_classes import NameClasses
from tei_pipeline.relaxng.compact_names import Names
from tei_pipeline.relaxng.compact_stream import Stream
from tei_pipeline.relaxng.compact_tokens import (
    DOCUMENTATION,
    KEYWORDS,
    LITERAL,
    NAME,
    QUALIFIED,
    Token,
)
from tei_pipeline.relaxng.source import Raw
from tei_pipeline.relaxng.steps import Steps
from tei_pipeline.relaxng.written import is_reference

OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
_REPEATS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
BRACED = ("element", "attribute", "list", "mixed", "grammar")
_HEADS = {
    "element": "the name of the element",
    "attribute": "the name of the attribute",
    "list": "“list”",
    "mixed": "“mixed”",
    "grammar": "“grammar”",
}
_DATATYPES = ("string", "token", QUALIFIED)
_SIMPLE = ("empty", "text", "notAllowed", "parent", "external", NAME)
STARTS = frozenset({*BRACED, *_DATATYPES, *_SIMPLE, LITERAL, "("})
BETWEEN = "put “,”, “|” or “&” between two patterns"
_PARAMETER = KEYWORDS | {NAME, DOCUMENTATION, "["}
_AFTER = "an operator (“,”, “|”, “&”, “?”, “*”, “+”)"

# How a pattern was written: some cannot be combined without parentheses.
_PRIMARY, _REPEATED, _EXCEPT = "primary", "repeated", "except"
_Operand = Generator[Steps[Item], list[Item], tuple[list[Item], str]]


class Patterns:
    """Reads the patterns of one file; ``content`` reads what stands in ``grammar {}``."""

    def __init__(
        self,
        stream: Stream,
        names: Names,
        annotations: Annotations,
        content: Callable[[Raw, Token | None], Steps[Item]],
    ) -> None:
        self._stream = stream
        self._names = names
        self._annotations = annotations
        self._content = content
        self._classes = NameClasses(stream, names, annotations)

    def raw(self, kind: str, line: int, text: str = "") -> Raw:
        """Return a new node."""
        names = self._names
        return Raw(
            kind, self._stream.path, line, names.default, namespaces=names.namespaces, text=text
        )

    def read(self, outer: Initial = NONE, first: Initial | None = None) -> Steps[Item]:
        """Read a pattern.

        ``outer`` stands before the parentheses around it; ``first`` stands before its first
        operand, where it has been read.
        """
        stream = self._stream
        line = stream.line
        items, form = yield from self._operand(first)
        sign = stream.kind
        if sign == "-" or (form == _EXCEPT and (sign in OPERATORS or sign in _REPEATS)):
            raise self._except_misplaced(form)
        if sign not in OPERATORS:
            if not outer:
                return items
            if form == _REPEATED and isinstance(items[0], Raw):
                return [*annotate(items[0], outer), *items[1:]]
        raw = self.raw(OPERATORS.get(sign, "group"), line)
        while stream.kind == sign and sign in OPERATORS:
            stream.take()
            more, form = yield from self._operand(None)
            if form == _EXCEPT or stream.kind == "-":
                raise self._except_misplaced(form)
            items += more
        if stream.kind in OPERATORS:
            raise self._mixed(sign)
        add(raw, items)
        return annotate(raw, outer)

    def _mixed(self, sign: str) -> SchemaError:
        other = self._stream.kind
        message = f"“{sign}” and “{other}” cannot be mixed"
        mend = f"put parentheses around what belongs together: (a {sign} b) {other} c"
        return self._stream.error(message, "2", mend)

    def _except_misplaced(self, form: str) -> SchemaError:
        if form != _EXCEPT:
            message = "“-” stands behind the name of a datatype and its parameters alone"
            return self._stream.error(message, "2")
        message = "“-” cannot be mixed with other operators"
        mend = 'put parentheses around what it belongs to: (string - "a")'
        return self._stream.error(message, "2", mend)

    def _operand(self, initial: Initial | None) -> _Operand:
        """Read a pattern without operator, with its annotations; tell how it is written."""
        stream = self._stream
        line = stream.line
        items, form = yield from self._leading(initial, may_except=True)
        items += self._annotations.following()
        if form == _PRIMARY and stream.kind in _REPEATS:
            form = _REPEATED
            raw = self.raw(_REPEATS[stream.take().kind], line)
            add(raw, items)
            items = [raw, *self._annotations.following()]
            if stream.kind in _REPEATS:
                message = f"“{stream.kind}” cannot stand behind another repetition"
                raise stream.error(message, "2", "one of “?”, “*” and “+” is enough")
        return items, form

    def _leading(self, initial: Initial | None, may_except: bool) -> _Operand:
        """Read what is in parentheses, or no operator but “-” is in."""
        stream = self._stream
        if initial is None:
            initial = self._annotations.initial()
        if stream.kind == "(":
            opener = stream.take()
            items = yield self.read(initial)
            self._close(")", opener)
            return items, _PRIMARY
        form = _PRIMARY
        if stream.kind in _DATATYPES:
            raw = self._data_or_value()
            if may_except and raw.kind == "data" and stream.kind == "-":
                form = _EXCEPT
                but = self.raw("except", stream.take().line)
                items, _ = yield from self._leading(None, may_except=False)
                add(but, items)
                raw.children.append(but)
        elif stream.kind in BRACED:
            raw = yield from self._braced()
        else:
            raw = self._simple()
        return annotate(raw, initial), form

    def _close(self, kind: str, opener: Token) -> None:
        if self._stream.kind != kind:
            mend = BETWEEN if self._stream.kind in STARTS else None
            raise self._stream.unclosed(kind, opener, _AFTER, mend)
        self._stream.take()

    def _braced(self) -> Generator[Steps[Item], list[Item], Raw]:
        """Read a pattern that holds others in braces."""
        stream = self._stream
        token = stream.take()
        raw = self.raw(token.kind, token.line)
        if token.kind in ("element", "attribute"):
            ns = self._names.default if token.kind == "element" else ""
            name = self._classes.single(ns)
            add(raw, [name] if name else (yield self._classes.read(ns)))
        opener = stream.expect("{", f"“{{” after {_HEADS[token.kind]}")
        if token.kind == "grammar":
            yield self._content(raw, opener)
        else:
            add(raw, (yield self.read()))
            self._close("}", opener)
        return raw

    def _simple(self) -> Raw:
        """Read a pattern that holds no other."""
        stream = self._stream
        if stream.kind == LITERAL:
            return self._value("token", "", stream.line)
        if stream.kind not in _SIMPLE or stream.begins_definition:
            raise self._no_pattern()
        token = stream.take()
        if token.kind == NAME:
            return self.raw("ref", token.line, token.text)
        if token.kind == "parent":
            name = stream.identifier("the name of a pattern after “parent”")
            return self.raw("parentRef", token.line, name.text)
        if token.kind == "external":
            return self.reference("externalRef", token)
        return self.raw(token.kind, token.line)

    def _no_pattern(self) -> SchemaError:
        stream = self._stream
        if stream.begins_definition:
            message = f"expected a pattern, but the definition of {stream.current} begins"
            return stream.error(message)
        if stream.kind in KEYWORDS and stream.next_kind not in ("{", LITERAL):
            return stream.keyword()
        return stream.unexpected("a pattern")

    def reference(self, kind: str, token: Token) -> Raw:
        """Read the address of another file, and the namespace that it inherits."""
        stream = self._stream
        href = stream.literal(f"the address of a schema after “{token.text}” in quotation marks")
        if not is_reference(href):
            message = f"“{href}” is no address, or has a fragment (“#”)"
            raise stream.error(message, "A.1", None, token.line)
        raw = self.raw(kind, token.line, href)
        if stream.kind == "inherit":
            stream.take()
            stream.expect("=", "“=” after “inherit”")
            prefix = stream.word("a prefix after “inherit =”")
            raw.ns = self._names.namespace(prefix.text, prefix.line)
        return raw

    def _data_or_value(self) -> Raw:
        stream = self._stream
        token = stream.take()
        library, name = self._names.datatype(token)
        if stream.kind == LITERAL:
            return self._value(name, library, token.line)
        raw = self.raw("data", token.line)
        raw.library, raw.type = library, name
        if stream.kind == "{":
            opener = stream.take()
            while stream.kind != "}":
                if stream.kind not in _PARAMETER:
                    mend = "parameters stand side by side without signs between them"
                    raise stream.unclosed("}", opener, "a parameter", mend)
                add(raw, self._parameter())
            stream.take()
        return raw

    def _parameter(self) -> list[Item]:
        stream = self._stream
        initial = self._annotations.initial()
        token = stream.word("the name of a parameter")
        stream.expect("=", f"“=” after the parameter “{token.text}”")
        value = stream.literal(f"the value of the parameter “{token.text}” in quotation marks")
        raw = self.raw("param", token.line, value)
        raw.type = token.text
        return annotate(raw, initial)

    def _value(self, name: str, library: str, line: int) -> Raw:
        raw = self.raw("value", line, self._stream.literal("a value"))
        raw.library, raw.type = library, name
        return raw
