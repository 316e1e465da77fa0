"""The compact syntax: from the bytes of a file to nodes (``source.Raw``), as from XML syntax.

RELAX NG Compact Syntax, OASIS Committee Specification of 21 November 2002; errors name its
sections. Every node has the namespace that names without prefix have in its file: in XML syntax it
would be the ``ns`` of the root.
"""

from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact_annotations import Annotations, Initial, Item, add, annotate
from tei_pipeline.relaxng.compact_names import DECLARATIONS, Names
from tei_pipeline.relaxng.compact_patterns import BETWEEN, STARTS, Patterns
from tei_pipeline.relaxng.compact_stream import ASSIGNMENTS, Stream
from tei_pipeline.relaxng.compact_tokens import END, KEYWORDS, NAME, QUALIFIED, Token
from tei_pipeline.relaxng.source import Raw
from tei_pipeline.relaxng.steps import Steps, run

_COMPONENTS = ("start", "div", "include")


def read_compact(path: Path, source: bytes) -> Raw:
    """Return the pattern that a file in compact syntax holds.

    Raises ``SchemaError`` where the file is not correct by the specification of the syntax.
    """
    return _Reader(path, source).read()


class _Reader:
    """Reads one file: its declarations, then a pattern or the content of a grammar."""

    def __init__(self, path: Path, source: bytes) -> None:
        self._stream = Stream(path, source)
        self._names = Names(self._stream)
        self._annotations = Annotations(self._stream, self._names)
        self._patterns = Patterns(self._stream, self._names, self._annotations, self._content)

    def read(self) -> Raw:
        """Return the pattern of the file."""
        stream = self._stream
        self._names.read()
        first = self._annotations.initial()
        if self._is_component() or (stream.kind == END and not first):
            raw = self._patterns.raw("grammar", stream.line)
            run(self._content(raw, None, first=first))
            return raw
        items = run(self._patterns.read(first=first))
        if stream.kind != END:
            raise stream.unexpected("an operator or the end of the file")
        pattern = items[0]
        if len(items) > 1 or not isinstance(pattern, Raw):
            message = "no annotation element can stand behind the pattern of a whole file"
            raise stream.error(message, "A.1")
        return pattern

    def _is_component(self) -> bool:
        stream = self._stream
        if stream.next_kind in ASSIGNMENTS:
            return stream.kind == NAME or stream.kind in KEYWORDS
        if stream.next_kind == "[":
            return stream.kind in (NAME, QUALIFIED)
        return stream.kind in _COMPONENTS or stream.kind in DECLARATIONS

    def _content(
        self,
        raw: Raw,
        opener: Token | None,
        within_include: bool = False,
        first: Initial | None = None,
    ) -> Steps[Item]:
        """Read the content of ``grammar``, ``div`` or ``include`` into its node, to its end."""
        stream = self._stream
        end = "}" if opener else END
        while stream.kind != end or first:
            initial = self._annotations.initial() if first is None else first
            first = None
            if stream.kind in (NAME, QUALIFIED) and stream.next_kind == "[":
                if initial:
                    message = "no annotation can stand before an annotation element"
                    raise stream.error(message, "5.4")
                add(raw, [self._annotations.element()])
            else:
                (component,) = yield self._component(opener, within_include)
                assert isinstance(component, Raw)
                add(raw, annotate(component, initial))
        stream.take()
        return []

    def _component(self, opener: Token | None, within_include: bool) -> Steps[Item]:
        stream = self._stream
        line = stream.line
        if stream.begins_definition:
            name = stream.take()
            raw = self._patterns.raw("start", line)
            if name.kind == NAME:
                raw = self._patterns.raw("define", line, name.text)
            raw.type = ASSIGNMENTS[stream.take().kind]
            add(raw, (yield self._patterns.read()))
        elif stream.kind == "div":
            stream.take()
            raw = self._patterns.raw("div", line)
            brace = stream.expect("{", "“{” after “div”")
            yield self._content(raw, brace, within_include)
        elif stream.kind == "include" and not within_include:
            raw = self._patterns.reference("include", stream.take())
            if stream.kind == "{":
                yield self._content(raw, stream.take(), within_include=True)
        else:
            raise self._no_component(opener, within_include)
        return [raw]

    def _no_component(self, opener: Token | None, within_include: bool) -> SchemaError:
        """Return the error for what cannot stand where a definition or the like could."""
        stream = self._stream
        if stream.kind in KEYWORDS and stream.next_kind in ASSIGNMENTS:
            return stream.keyword()
        if stream.kind in DECLARATIONS:
            message = f"{stream.current} begins a declaration, and they stand before all else"
            return stream.error(message, "4", "move it to the head of the file")
        if stream.kind == "include":
            return stream.error("“include” cannot stand in the braces of another “include”")
        if stream.kind == "}":
            return stream.error("“}” closes nothing", "2", "remove it, or look for a missing “{”")
        if stream.kind == END and opener:
            return stream.unclosed("}", opener, "")
        if stream.kind == "start" or stream.kind == NAME:
            return stream.unassigned()
        expected = "“start”, a name with “=” or “div”"
        if not within_include:
            expected = "“start”, a name with “=”, “div” or “include”"
        return stream.unexpected(expected, mend=BETWEEN if stream.kind in STARTS else None)
