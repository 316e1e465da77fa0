"""Name classes in compact syntax: from tokens to nodes."""

from collections.abc import Generator

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_annotations import (
    NONE,
    Annotations,
    Initial,
    Item,
    add,
    annotate,
)
from tei_pipeline.relaxng.compact_names import Names
from tei_pipeline.relaxng.compact_stream import Stream
from tei_pipeline.relaxng.compact_tokens import IN_NAMESPACE, KEYWORDS, NAME, QUALIFIED
from tei_pipeline.relaxng.source import Raw
from tei_pipeline.relaxng.steps import Steps

_OPEN = {"*": "anyName", IN_NAMESPACE: "nsName"}
_BEGINS = KEYWORDS | {NAME, QUALIFIED}
_Class = Generator[Steps[Item], list[Item], tuple[list[Item], bool]]


class NameClasses:
    """Reads the name classes of one file; ``ns`` is the namespace of names without prefix."""

    def __init__(self, stream: Stream, names: Names, annotations: Annotations) -> None:
        self._stream = stream
        self._names = names
        self._annotations = annotations

    def read(self, ns: str | None) -> Steps[Item]:
        """Read the name class of an element or attribute."""
        return self._inner(ns, NONE)

    def single(self, ns: str | None) -> Raw | None:
        """Return the name that is the whole name class; None where it is more than a name."""
        stream = self._stream
        if stream.kind in _BEGINS and stream.next_kind == "{":
            return self._name(ns)
        return None

    def _inner(self, ns: str | None, initial: Initial) -> Steps[Item]:
        """Read what may stand in parentheses, with what stands before them."""
        stream = self._stream
        line = stream.line
        items, excepts = yield from self._annotated(ns, may_except=True)
        if stream.kind != "|":
            if stream.kind == "-":
                raise self._misplaced(excepts)
            if not initial:
                return items
        choice = Raw("choice", stream.path, line, self._names.default)
        while stream.kind == "|":
            if excepts:
                raise self._misplaced(excepts)
            stream.take()
            more, excepts = yield from self._annotated(ns, may_except=True)
            if excepts or stream.kind == "-":
                raise self._misplaced(excepts)
            items += more
        add(choice, items)
        return annotate(choice, initial)

    def _misplaced(self, excepts: bool) -> SchemaError:
        if not excepts:
            message = "“-” stands behind “*” and “prefix:*” alone"
            return self._stream.error(message, "2", "write * - name")
        message = "“-” cannot be mixed with another “-” or “|” in a name class"
        mend = "put parentheses around what belongs together: * - (a | b)"
        return self._stream.error(message, "2", mend)

    def _annotated(self, ns: str | None, may_except: bool) -> _Class:
        """Read a name class that no “|” is in; tell whether “-” is in it."""
        items, excepts = yield from self._leading(ns, may_except)
        return items + self._annotations.following(), excepts

    def _leading(self, ns: str | None, may_except: bool) -> _Class:
        stream = self._stream
        initial = self._annotations.initial()
        if stream.kind == "(":
            opener = stream.take()
            items = yield self._inner(ns, initial)
            stream.close(")", opener, "“|”")
            return items, False
        if stream.kind in _BEGINS:
            return annotate(self._name(ns), initial), False
        raw = self._open()
        excepts = may_except and stream.kind == "-"
        if excepts:
            but = Raw("except", stream.path, stream.take().line, self._names.default)
            items, _ = yield from self._leading(ns, may_except=False)
            add(but, items)
            raw.children.append(but)
        return annotate(raw, initial), excepts

    def _name(self, ns: str | None) -> Raw:
        token = self._stream.take()
        local = token.text
        if token.kind == QUALIFIED:
            ns, local = self._names.qualified(token)
        return Raw("name", self._stream.path, token.line, ns, text=local)

    def _open(self) -> Raw:
        """Read “*” or “prefix:*”."""
        stream = self._stream
        if stream.kind not in _OPEN:
            raise stream.unexpected("a name, “prefix:*” or “*”")
        token = stream.take()
        ns = self._names.default
        if token.kind == IN_NAMESPACE:
            ns = self._names.namespace(token.text, token.line)
        return Raw(_OPEN[token.kind], stream.path, token.line, ns)
