"""Documents against a grammar: from a file's bytes as a stream, or from a tree.

A stream is read once and never held as a tree. It is refused (``NotStreamedError``) where expat
does not take it; then the tree decides.
"""

from array import array
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from tei_pipeline.relaxng.automaton import FREE, Automaton
from tei_pipeline.relaxng.faults import Fault
from tei_pipeline.relaxng.judge import Judge
from tei_pipeline.relaxng.recovery import Recovery

if TYPE_CHECKING:
    from lxml import etree

_UNDECLARED = {"": "", "xml": "http://www.w3.org/XML/1998/namespace"}


class NotStreamedError(Exception):
    """The bytes are not XML that can be read as a stream: the tree has the last word."""


class Engine:
    """Judges documents by one grammar, which grows an automaton on the way.

    ``with_context`` tells whether values depend on the prefixes that are declared. An engine for
    drafts passes over what is missing.
    """

    def __init__(self, automaton: Automaton, *, with_context: bool) -> None:
        self.automaton = automaton
        self.recovery = Recovery(automaton)
        self._with_context = with_context

    def judge_bytes(self, data: Any) -> list[Fault]:
        """Return the faults of a document in UTF-8; their places are offsets of bytes.

        ``data`` is bytes or a memory map. Raises ``NotStreamedError``.
        """
        parser = expat.ParserCreate("utf-8", "}")
        parser.ordered_attributes = True
        parser.buffer_text = True
        handlers: list[Any] = []

        def listen(kind: int) -> None:
            parser.CharacterDataHandler = handlers[kind]

        def where() -> int:
            return parser.CurrentByteIndex

        judge = Judge(self.automaton, self.recovery, where, listen, array("q"))
        handlers += (None, judge.stray, judge.text, judge.text, judge.text)
        parser.StartElementHandler = judge.start
        parser.EndElementHandler = judge.end
        if self._with_context:
            scopes = _Scopes(judge)
            parser.StartNamespaceDeclHandler = scopes.declared
            parser.EndNamespaceDeclHandler = scopes.ended
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise NotStreamedError from error
        return judge.finish()

    def judge_tree(self, root: "etree._Element") -> list[Fault]:
        """Return the faults of a tree.

        Their places are elements, each with ``True`` at its end tag; that of a text is the element
        whose tag comes before it.
        """
        place: list[Any] = [root, False]
        listening = [FREE]

        def listen(kind: int) -> None:
            listening[0] = kind

        judge = Judge(self.automaton, self.recovery, lambda: tuple(place), listen, [])
        for event, node, text in _events(root):
            if text and listening[0] != FREE:
                judge.text(text)
            place[:] = (node, event == "end")
            if event == "start":
                if self._with_context:
                    judge.namespaces = {**_UNDECLARED, **_declared(node)}
                judge.start(_expat_name(str(node.tag)), _flat(node))
            else:
                judge.end(_expat_name(str(node.tag)))
        return judge.finish()


class _Scopes:
    """Keeps the prefixes in scope for values that are qualified names."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        judge.namespaces = _UNDECLARED
        self._before: list[Mapping[str, str]] = []

    def declared(self, prefix: str | None, uri: str | None) -> None:
        """Take a declaration: it comes before the start tag that it stands in."""
        self._before.append(self._judge.namespaces)
        self._judge.namespaces = {**self._judge.namespaces, prefix or "": uri or ""}

    def ended(self, prefix: str | None) -> None:
        """Take the end of a declaration: it comes after the end tag."""
        self._judge.namespaces = self._before.pop()


def _events(root: "etree._Element") -> Iterator[tuple[str, "etree._Element", str]]:
    """Yield the tags of a tree, however deep, each with the text that stands before it."""
    node: Any = root
    texts: list[str] = []
    while True:
        if isinstance(node.tag, str):
            yield "start", node, "".join(texts)
            texts = [node.text or ""]
            if len(node):
                node = node[0]
                continue
        while True:
            if isinstance(node.tag, str):
                yield "end", node, "".join(texts)
                texts = []
            if node is root:
                return
            texts.append(node.tail or "")
            following = node.getnext()
            if following is not None:
                node = following
                break
            node = node.getparent()


def _declared(element: "etree._Element") -> dict[str, str]:
    return {prefix or "": str(uri) for prefix, uri in element.nsmap.items()}


def _expat_name(name: str) -> str:
    return name[1:] if name.startswith("{") else name


def _flat(element: "etree._Element") -> list[str]:
    flat: list[str] = []
    for name, value in element.items():
        flat += (_expat_name(str(name)), str(value))
    return flat
