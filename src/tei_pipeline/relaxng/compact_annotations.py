"""Annotations in compact syntax (section 5): checked, and left aside but for documentation.

An annotation element among nodes is kept as a text, its documentation; the text is empty for an
element that documents nothing.
"""

from dataclasses import dataclass, field

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
from tei_pipeline.relaxng.source import ANNOTATIONS, RELAXNG, Raw

Item = Raw | str
_XMLNS = "http://www.w3.org/2000/xmlns"
_NAMES = KEYWORDS | {NAME, QUALIFIED}
_DOCUMENTED = ("param", "value")  # what stands before its documentation, since it holds text


@dataclass(slots=True)
class Initial:
    """What stands before a node: documentation, and an annotation in square brackets.

    ``elements`` are annotation elements; ``attributes`` tells whether there are any.
    """

    documentation: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    attributes: bool = False
    line: int = 0

    def __bool__(self) -> bool:
        return bool(self.documentation or self.elements or self.attributes)


NONE = Initial()


def annotate(raw: Raw, initial: Initial) -> list[Item]:
    """Give a node what stands before it; return it, with the elements that must stand behind it."""
    if not initial:
        return [raw]
    texts = [*initial.documentation, *initial.elements]
    if raw.kind == "name":
        return [raw, *texts]
    raw.documentation = _joined([*texts, raw.documentation])
    if raw.kind in _DOCUMENTED:
        return [raw, *("" for _ in initial.elements)]
    return [raw]


def add(raw: Raw, items: list[Item]) -> None:
    """Give a node its children; documentation between them is its own, or that of a value."""
    for item in items:
        if isinstance(item, Raw):
            raw.children.append(item)
        elif item:
            last = raw.children[-1] if raw.children else raw
            documented = last if last.kind in _DOCUMENTED else raw
            documented.documentation = _joined([documented.documentation, item])


def _joined(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


class Annotations:
    """Reads the annotations of one file."""

    def __init__(self, stream: Stream, names: Names) -> None:
        self._stream = stream
        self._names = names

    def initial(self) -> Initial:
        """Read what may stand before a node."""
        stream = self._stream
        if stream.kind != DOCUMENTATION and stream.kind != "[":
            return NONE
        found = Initial(line=stream.line)
        while stream.kind == DOCUMENTATION:
            found.documentation.append(stream.take().text)
        if stream.kind == "[":
            opener = stream.take()
            found.attributes = self._attributes(foreign=True)
            while stream.kind == QUALIFIED or (stream.kind in _NAMES and stream.next_kind != "="):
                found.elements.append(self.element())
            stream.close("]", opener, "an annotation element")
        if stream.kind == DOCUMENTATION:
            raise stream.error("documentation (“##”) stands before an annotation in “[”", "5.2")
        return found

    def following(self) -> list[str]:
        """Read the annotation elements that “>>” puts behind a node."""
        found: list[str] = []
        while self._stream.kind == ">>":
            self._stream.take()
            if self._stream.kind not in _NAMES:
                raise self._stream.unexpected("an annotation element after “>>”", "5.3")
            found.append(self.element())
        return found

    def element(self) -> str:
        """Read an annotation element; return its text where it is documentation."""
        stream = self._stream
        uri, local = self._name(stream.take(), foreign=True)
        texts: list[str] = []
        openers = [self._opener()]
        self._attributes(foreign=False)
        while openers:
            if stream.kind == LITERAL:
                texts.append(stream.literal("a literal"))
            elif stream.kind in _NAMES:
                self._name(stream.take(), foreign=False)
                openers.append(self._opener())
                self._attributes(foreign=False)
            else:
                stream.close("]", openers.pop(), "a literal or an element of the annotation")
        return "".join(texts) if (uri, local) == (ANNOTATIONS, "documentation") else ""

    def _opener(self) -> Token:
        if self._stream.kind == "=" and self._stream.next_kind == LITERAL:
            message = "the attributes of an annotation stand before its elements and texts"
            raise self._stream.error(message, "5")
        return self._stream.expect("[", "“[” after the name of an annotation element", "5")

    def _attributes(self, foreign: bool) -> bool:
        """Read attributes, those of a node if ``foreign``; tell whether there are any."""
        stream = self._stream
        seen: set[tuple[str, str]] = set()
        while stream.kind in _NAMES and stream.next_kind == "=":
            token = stream.take()
            stream.take()
            name = self._attribute_name(token, foreign)
            if name in seen:
                message = f"the annotation has two attributes {token}"
                raise stream.error(message, "5", None, token.line)
            seen.add(name)
            stream.literal("the value of the attribute in quotation marks")
        return bool(seen)

    def _attribute_name(self, token: Token, foreign: bool) -> tuple[str, str]:
        uri, local = self._name(token, foreign)
        if foreign and not uri:
            message = f"the attribute {token} of an annotation needs a prefix with a namespace"
            raise self._stream.error(message, "5.1", None, token.line)
        if uri == _XMLNS or (local == "xmlns" and not uri):
            message = f"{token} would be a declaration of a namespace, and no attribute"
            raise self._stream.error(message, "5", None, token.line)
        return uri, local

    def _name(self, token: Token, foreign: bool) -> tuple[str, str]:
        """Return namespace and local name; RELAX NG's own where ``foreign`` are refused."""
        if token.kind != QUALIFIED:
            return "", token.text
        uri, local = self._names.qualified(token)
        if uri is None:
            message = f"{token} cannot be an annotation: its namespace is inherited"
            raise self._stream.error(message, "5", None, token.line)
        if foreign and uri == RELAXNG:
            message = f"{token} cannot be an annotation: its namespace is that of RELAX NG"
            raise self._stream.error(message, "5", None, token.line)
        return uri, local
