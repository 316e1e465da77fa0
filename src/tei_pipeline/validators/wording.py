"""Faults of the RELAX NG engine in words: what is wrong, what was allowed, which mend was tried.

What is said depends on names and states, not on the document, and is composed once. It has the
voice of the XSD findings, so that an edition may change from one to the other.
"""

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from tei_pipeline.names import local
from tei_pipeline.relaxng.automaton import DATA, FREE, TURNING
from tei_pipeline.relaxng.faults import (
    Fault,
    Lacking,
    LackingAttribute,
    Misplaced,
    StrayText,
    WrongAttribute,
    WrongText,
    WrongValue,
)
from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.relaxng.load import LoadedGrammar
from tei_pipeline.validators.expectations import alternatives, cut, listed
from tei_pipeline.validators.wording_mends import Mends
from tei_pipeline.validators.wording_names import Names, written
from tei_pipeline.validators.wording_near import near
from tei_pipeline.validators.wording_values import Values

TRIED = "(tried: this finding goes, none comes)"
_MOST_KEPT = 20_000
_FEW_HOLDERS = 3


class Said(NamedTuple):
    """What is said of a fault.

    ``attribute`` and ``element`` are new names for what stands at the fault's place, ``value`` is a
    new value: mends that are a change of the text there and nowhere else.
    """

    code: str
    message: str
    expected: str | None = None
    suggestion: str | None = None
    element: str | None = None
    attribute: str | None = None
    value: str | None = None


class Wording:
    """Says what is wrong by one schema, whose name is ``schema``."""

    def __init__(self, grammar: LoadedGrammar, schema: str) -> None:
        engine = grammar.engine
        words = Words(*grammar.words())
        self._schema = schema
        self._automaton = engine.automaton
        self._recovery = engine.recovery
        self._names = Names(engine.automaton.definitions, words)
        self._values = Values(engine.automaton, words.values)
        self._mends = Mends(engine.automaton, engine.recovery, self._names, self._values)
        self._said_of_attributes = words.attributes
        self._kept: dict[Hashable, Said] = {}

    def said(self, fault: Fault) -> Said:
        """Return what is said of a fault, ids and references aside."""
        key, compose = _KINDS[type(fault)]
        names: Any = (type(fault), key(fault))
        known = self._kept.get(names)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[names] = compose(self, fault)
        return known

    def misplaced(self, fault: Misplaced) -> Said:
        """Say that an element may not stand where it does."""
        if not fault.parent:
            return self._root(fault)
        shown, parent = self._names.shown(fault.element), self._names.shown(fault.parent)
        unknown = "" if fault.known else f": {self._schema} has no element of this name"
        place = "at this place in" if self._elsewhere(fault) else "in"
        return Said(
            "TPS102",
            f"{shown} is not allowed {place} {parent}{unknown}",
            self._allowed(fault.content) or self._nothing(fault),
            self._meant(fault) or self._holder(fault),
            element=fault.meant,
        )

    def _root(self, fault: Misplaced) -> Said:
        names = self._recovery.expected.names(fault.content)
        roots = [name for name in names if local(name) == "TEI"] or list(names)
        several = listed([self._names.shown(name) for name in roots])
        return Said(
            "TPS101",
            f"{self._names.shown(fault.element)} is not a root of {self._schema}",
            f"a root of the schema: {several}{self._space_of(fault.element, roots)}",
            self._meant(fault),
            element=fault.meant,
        )

    def _space_of(self, name: str, roots: Sequence[str]) -> str:
        """Return the namespace that a root lacks, if that is all."""
        for root in roots:
            if local(root) == local(name):
                return f' (xmlns="{root.rpartition("}")[0]}")'
        return ""

    def _elsewhere(self, fault: Misplaced) -> bool:
        expected = self._recovery.expected
        own = [self._automaton.definitions[d][1] for d in self._automaton.named(fault.parent)]
        inside = {one for content in own for one in expected.definitions(content)}
        return bool(inside & set(self._automaton.named(fault.element)))

    def _meant(self, fault: Misplaced) -> str | None:
        if fault.meant is None:
            return None
        if local(fault.meant) != local(fault.element):
            meant = self._names.shown(fault.meant)
            if near(local(fault.element), [local(fault.meant)]):
                return f"did you mean {meant}? {TRIED}"
            return f"a {meant} may stand here {TRIED}"
        space = fault.meant.rpartition("}")[0]
        wrong = fault.element.rpartition("}")[0]
        found = f"in the namespace {wrong}" if wrong else "in no namespace"
        return f'the element is {found}: write xmlns="{space}" {TRIED}'

    def _holder(self, fault: Misplaced) -> str | None:
        """Return advice to put a child into an element that may stand here and may hold it."""
        if not fault.known or self._text_allowed(fault.content):
            return None
        holders = self._mends.holders(fault.content, fault.element)
        paragraphs = [name for name in holders if local(name) == "p"]
        holders = paragraphs or holders
        if not 0 < len(holders) <= _FEW_HOLDERS:
            return None
        return f"put it into a {self._names.listed(holders)} {TRIED}"

    def lacking(self, fault: Lacking) -> Said:
        """Say which elements an element lacks."""
        names = self._names
        parent = names.shown(fault.element)
        before = f" before {names.shown(fault.before)}" if fault.before else ""
        single = [one[0] for one in fault.needed if len(one) == 1]
        certain = len(single) == len(fault.needed) > 0
        what = names.listed(single, last="and") if certain else "an element"
        shells = self._mends.inserted(fault.needed) if certain else None
        return Said(
            "TPS103",
            f"{parent} lacks {what}{before}",
            self._needed(fault.needed),
            f"add {shells}{before} {TRIED}" if shells else self._one_of(fault, before),
        )

    def _needed(self, needed: Sequence[Sequence[str]]) -> str:
        if len(needed) == 1 and len(needed[0]) == 1:
            return self._names.meaning(needed[0][0])
        return ", then ".join(self._either(one) for one in needed) or "another element"

    def _either(self, several: Sequence[str]) -> str:
        if len(several) <= _FEW_HOLDERS:
            return self._names.listed(several) or "another element"
        return f"one of {self._names.grouped(several)}"

    def _one_of(self, fault: Lacking, before: str) -> str | None:
        if len(fault.needed) != 1 or not 1 < len(fault.needed[0]) <= _FEW_HOLDERS:
            return None
        shells = [self._mends.inserted([[name]]) for name in fault.needed[0]]
        found = [shell for shell in shells if shell]
        return f"add {alternatives(found)}{before} {TRIED}" if len(found) == len(shells) else None

    def attribute(self, fault: WrongAttribute) -> Said:
        """Say that an element may not have an attribute."""
        element, wrong = self._names.shown(fault.element), written(fault.attribute)
        allowed = [n for n in self._mends.attributes(fault.opening) if n not in fault.others]
        meant = self._mends.attribute(fault.opening, fault.others, fault.attribute, fault.value)
        names = [written(name) for name in allowed]
        return Said(
            "TPS104",
            f"the attribute {wrong} is not allowed on {element}",
            f"one of {listed(names)}" if names else f"no other attribute on {element}",
            f"did you mean {written(meant)}? {TRIED}" if meant else None,
            attribute=meant,
        )

    def attribute_lacking(self, fault: LackingAttribute) -> Said:
        """Say which attributes an element lacks."""
        element = self._names.shown(fault.element)
        first = [written(several[0]) for several in fault.needed if several]
        either = alternatives([written(n) for n in fault.needed[0]]) if fault.needed else ""
        several = f"the attributes {' and '.join(first)}" if len(first) > 1 else ""
        return Said(
            "TPS105",
            f"{element} lacks {several or f'the attribute {either}'.strip()}",
            self._values_needed(fault),
            self._attribute_added(fault, element),
        )

    def _values_needed(self, fault: LackingAttribute) -> str | None:
        words = []
        for name in (name for several in fault.needed for name in several):
            patterns = self._mends.patterns(fault.opening, name)
            value = alternatives([self._values.in_words(one) for one in patterns])
            words.append(f'{written(name)}="…": {value}')
        return " · ".join(words) or None

    def _attribute_added(self, fault: LackingAttribute, element: str) -> str | None:
        if len(fault.needed) != 1:
            return None
        for name in fault.needed[0]:
            value = self._mends.added(fault.opening, fault.others, name)
            patterns = self._mends.patterns(fault.opening, name)
            if value is not None:
                only = self._values.enumerated(*patterns)
                shown = only[0] if len(only) == 1 else "…"
                return f'write {written(name)}="{shown}" on this {element} {TRIED}'
        return None

    def value(self, fault: WrongValue) -> Said:
        """Say that an attribute may not have a value."""
        name = written(fault.attribute)
        words = [self._values.in_words(pattern) for pattern in fault.patterns]
        meant = self._mends.value(fault.patterns, fault.value)
        return Said(
            "TPS106",
            f'"{cut(fault.value)}" is not allowed as {name} of {self._names.shown(fault.element)}',
            alternatives(list(dict.fromkeys(words))),
            f'did you mean "{meant}"? {TRIED}' if meant else None,
            value=meant,
        )

    def text(self, fault: WrongText) -> Said:
        """Say that the text of an element is not what it is to be."""
        meant = self._mends.value([fault.content], fault.text)
        return Said(
            "TPS106",
            f'"{cut(fault.text)}" is not allowed in {self._names.shown(fault.element)}',
            self._values.in_words(fault.content) or self._allowed(fault.content),
            f'did you mean "{meant}"? {TRIED}' if meant else None,
        )

    def stray_text(self, fault: StrayText) -> Said:
        """Say that text stands where only elements may."""
        parent = self._names.shown(fault.element)
        names = self._recovery.expected.names(fault.content)
        paragraphs = [name for name in names if local(name) == "p"]
        fits = any(self._mends.holds_text(fault.content, name) for name in paragraphs)
        return Said(
            "TPS107",
            f'text is not allowed directly in {parent}: "{cut(fault.text)}"',
            f"elements: {self._names.grouped(names)}" if names else f"nothing in {parent}",
            f"put the text into a p {TRIED}" if fits else None,
        )

    def _allowed(self, content: int) -> str:
        names = self._recovery.expected.names(content)
        parts = ["text"] if self._text_allowed(content) else []
        if self._automaton.state((content,)).text == DATA:
            parts.append(self._values.in_words(content))
        if names:
            parts.append(self._names.grouped(names))
        elif self._recovery.expected.first(content):
            parts.append("elements of another vocabulary")
        return "text only" if parts == ["text"] else " · ".join(part for part in parts if part)

    def _text_allowed(self, content: int) -> bool:
        return self._automaton.state((content,)).text in (FREE, TURNING)

    def _nothing(self, fault: Misplaced) -> str:
        parent = self._names.shown(fault.parent)
        own = [self._automaton.definitions[d][1] for d in self._automaton.named(fault.parent)]
        empty = not any(self._recovery.expected.definitions(content) for content in own)
        return f"nothing: {parent} is empty" if empty else f"nothing more in {parent}"


_Compose = Callable[[Wording, Any], Said]
_KINDS: dict[type[Fault], tuple[Callable[[Any], Any], _Compose]] = {
    Misplaced: (
        attrgetter("element", "parent", "content", "known", "meant"),
        Wording.misplaced,
    ),
    Lacking: (attrgetter("element", "needed", "before"), Wording.lacking),
    WrongAttribute: (
        attrgetter("opening", "attribute", "value", "others"),
        Wording.attribute,
    ),
    LackingAttribute: (attrgetter("opening", "needed", "others"), Wording.attribute_lacking),
    WrongValue: (attrgetter("element", "attribute", "value", "patterns"), Wording.value),
    StrayText: (attrgetter("element", "text", "content"), Wording.stray_text),
    WrongText: (attrgetter("element", "text", "content"), Wording.text),
}
