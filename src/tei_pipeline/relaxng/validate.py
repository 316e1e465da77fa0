"""Documents against a grammar: from a file's bytes as a stream, or from a tree.

A stream is read once and never held as a tree. It is refused (``NotStreamedError``) where expat
does not take it; then the tree decides.
"""

import marshal
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from tei_pipeline.relaxng.faults import Fault
from tei_pipeline.relaxng.judge import Judge
from tei_pipeline.relaxng.tables import (
    FREE,
    After,
    Lanes,
    Namespaces,
    Opening,
    Plan,
    State,
    Step,
    Tables,
)

if TYPE_CHECKING:
    from lxml import etree

    from tei_pipeline.relaxng.automaton import Automaton
    from tei_pipeline.relaxng.recovery import Recovery
    from tei_pipeline.relaxng.verdicts import Values

_UNDECLARED = {"": "", "xml": "http://www.w3.org/XML/1998/namespace"}


class NotStreamedError(Exception):
    """The bytes are not XML that can be read as a stream: the tree has the last word."""


class Engine:
    """Judges documents by one grammar, which grows an automaton on the way.

    As long as its ``tables`` tell all that is asked for, the automaton is not even loaded: that is
    what ``load`` does. ``with_context`` tells whether values depend on the prefixes that are
    declared; an engine for drafts passes over what is missing.
    """

    def __init__(
        self,
        tables: Tables,
        load: "Callable[[], Automaton]",
        *,
        with_context: bool,
        draft: bool = False,
    ) -> None:
        self.tables = tables
        self.draft = draft
        self.with_context = with_context
        self._load = load
        self._automaton: Automaton | None = None
        self._recovery: Recovery | None = None
        self._values: Values | None = None

    @property
    def automaton(self) -> "Automaton":
        """Return the automaton, which is loaded when it is asked for."""
        if self._automaton is None:
            self._automaton = self._load()
            self._values = self._automaton.texts
        return self._automaton

    @property
    def is_loaded(self) -> bool:
        """Return whether the automaton was asked for."""
        return self._automaton is not None

    # What is not needed for a valid document like those before it is imported where it is.
    @property
    def recovery(self) -> "Recovery":
        """Return what reads wrong children."""
        if self._recovery is None:
            from tei_pipeline.relaxng.recovery import Recovery

            self._recovery = Recovery(self.automaton)
        return self._recovery

    @property
    def values(self) -> "Values":
        """Return what judges values: most by their nodes alone, which earlier runs have kept."""
        if self._values is None and not self.tables.kept.values:
            self._values = self.automaton.texts
        if self._values is None:
            from tei_pipeline.relaxng.verdicts import Values

            nodes = marshal.loads(self.tables.kept.values)
            check = lambda pattern: self.automaton.texts.check(pattern)  # noqa: E731
            self._values = Values(nodes, self.tables.verdicts_of, check)
        return self._values

    def step(self, state: State, name: str) -> Step | None:
        """Return the step that a child makes; None where it is not allowed."""
        known = state.get(name) or self.tables.step(state, name)
        return known or self.automaton.grow(state, name)

    def join(self, after: After, places: Lanes | None = None) -> State:
        """Return the parent's state after a child of which some definitions may be true, or all."""
        known = self.tables.join(after, places)
        return self.automaton.join(after, places) if known is None else known

    def plan(self, opening: Opening, names: tuple[str, ...]) -> Plan:
        """Return what to do with an element that has attributes of these names."""
        return self.tables.plan(opening, names) or self.automaton.plan(opening, names)

    def judged(self, pattern: int, value: str, namespaces: Namespaces | None) -> bool:
        """Return whether a value of which no verdict is known matches a pattern."""
        return self.values.judged(pattern, value, namespaces)

    def surviving(self, state: State, text: str | None, namespaces: Namespaces) -> Lanes:
        """Return the places of the lanes in which an element may end here.

        ``text`` is its collected text where it had no children, else None.
        """
        if text is None:
            return state.ends
        holds = self._holds
        lanes = enumerate(state.lanes)
        return tuple(place for place, lane in lanes if lane and holds(lane, text, namespaces))

    def _holds(self, pattern: int, text: str, namespaces: Namespaces) -> bool:
        # known verdicts first: what judges need not be imported for them
        known = self.tables.verdicts_of(pattern).get(text)
        return self.judged(pattern, text, namespaces) if known is None else known

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

        judge = Judge(self, where, listen, array("q"))
        handlers += (None, judge.stray, judge.text, judge.text, judge.text)
        parser.StartElementHandler = judge.start
        parser.EndElementHandler = judge.end
        if self.with_context:
            scopes = _Scopes(judge)
            parser.StartNamespaceDeclHandler = scopes.declared
            parser.EndNamespaceDeclHandler = scopes.ended
            parser.UnparsedEntityDeclHandler = scopes.unparsed
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

        judge = Judge(self, lambda: tuple(place), listen, [])
        outer = {**_UNDECLARED, **_unparsed(root)} if self.with_context else {}
        for event, node, text in _events(root):
            if text and listening[0] != FREE:
                judge.text(text)
            place[:] = (node, event == "end")
            if event == "start":
                if self.with_context:
                    judge.namespaces = {**outer, **_declared(node)}
                judge.start(_expat_name(str(node.tag)), _flat(node))
            else:
                judge.end(_expat_name(str(node.tag)))
        return judge.finish()


class _Scopes:
    """Keeps the prefixes in scope for values that are qualified names, and unparsed entities."""

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

    def unparsed(self, name: str, *_: str | None) -> None:
        """Take the declaration of an unparsed entity: datatypes know it among the prefixes."""
        self._judge.namespaces = {**self._judge.namespaces, f"&{name}": ""}


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


def _unparsed(root: "etree._Element") -> dict[str, str]:
    """Return the unparsed entities that a document declares itself."""
    subset: Any = root.getroottree().docinfo.internalDTD
    entities = () if subset is None else subset.iterentities()
    # lxml has what NDATA names as the content of an entity that has an address
    return {f"&{one.name}": "" for one in entities if one.system_url and one.content}


def _declared(element: "etree._Element") -> dict[str, str]:
    return {prefix or "": str(uri) for prefix, uri in element.nsmap.items()}


def _expat_name(name: str) -> str:
    return name[1:] if name.startswith("{") else name


def _flat(element: "etree._Element") -> list[str]:
    flat: list[str] = []
    for name, value in element.items():
        flat += (_expat_name(str(name)), str(value))
    return flat
