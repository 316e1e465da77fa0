"""Faults of the RELAX NG engine in words: what is wrong, what was allowed, which mend was tried.

What is said depends on names and states, not on the document, and is composed once. It has the
voice of the XSD findings, so that an edition may change from one to the other.
"""

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any

from tei_pipeline.names import local
from tei_pipeline.relaxng.faults import (
    Fault,
    Lacking,
    LackingAttribute,
    Misplaced,
    StrayText,
    Unfillable,
    WrongAttribute,
    WrongText,
    WrongValue,
)
from tei_pipeline.relaxng.grammar import Words
from tei_pipeline.relaxng.load import LoadedGrammar
from tei_pipeline.relaxng.tables import DATA, FREE, TURNING
from tei_pipeline.validators.expectations import alternatives, cut, listed
from tei_pipeline.validators.wording_attributes import AttributeWording
from tei_pipeline.validators.wording_mends import Mends
from tei_pipeline.validators.wording_names import Names
from tei_pipeline.validators.wording_near import near
from tei_pipeline.validators.wording_said import TRIED, Said
from tei_pipeline.validators.wording_values import Values

_Key = Callable[[Any], Any]
_Compose = Callable[[Any], "Said"]
_MOST_KEPT = 20_000
_FEW_HOLDERS = 3


class Wording:
    """Says what is wrong by one schema, whose name is ``schema``."""

    def __init__(self, grammar: LoadedGrammar, schema: str) -> None:
        engine = grammar.engine
        self._words = words = Words(*grammar.words())
        self._schema = schema
        self._automaton = engine.automaton
        self._recovery = engine.recovery
        self._names = Names(engine.automaton.definitions, words)
        self._values = Values(engine.automaton, words.values, words.own_values)
        self._mends = Mends(engine.automaton, engine.recovery, self._values)
        self.attributes = AttributeWording(
            self._names, self._values, self._mends, self._said_of_attribute
        )
        self._kinds = self._composers()
        self._kept: dict[Hashable, Said] = {}
        self._spaces: dict[tuple[str, int], str] = {}
        self._around_text: dict[tuple[str, int], tuple[str, str | None]] = {}

    def said(self, fault: Fault) -> Said:
        """Return what is said of a fault, ids and references aside."""
        if isinstance(fault, WrongAttribute):
            return self.attributes.attribute(fault)
        key, compose = self._kinds[type(fault)]
        names: Any = (type(fault), key(fault))
        known = self._kept.get(names)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[names] = compose(fault)
        return known

    def _said_of_attribute(self, opening: int, attribute: int) -> str:
        definitions = self._automaton.openings[opening][0]
        own = {self._words.own_attributes.get((one, attribute), "") for one in definitions}
        return (own.pop() if len(own) == 1 else "") or self._words.attributes.get(attribute, "")

    def _composers(self) -> dict[type[Fault], tuple[_Key, _Compose]]:
        """Return, by the kind of fault, what its words depend on and what composes them."""
        of = self.attributes
        return {
            Misplaced: (
                attrgetter("element", "parent", "content", "known", "meant"),
                self.misplaced,
            ),
            Unfillable: (attrgetter("element"), self.unfillable),
            Lacking: (attrgetter("element", "needed", "before"), self.lacking),
            StrayText: (attrgetter("element", "text", "content"), self.stray_text),
            WrongText: (attrgetter("element", "text", "content"), self.text),
            LackingAttribute: (attrgetter("opening", "needed", "others"), of.attribute_lacking),
            WrongValue: (attrgetter("element", "attribute", "value", "patterns"), of.value),
        }

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
            self._expected(fault),
            self._meant(fault) or self._holder(fault),
            element=fault.meant if _is_misspelt(fault) else None,
        )

    def unfillable(self, fault: Unfillable) -> Said:
        """Say that no document can have an element."""
        shown = self._names.shown(fault.element)
        return Said(
            "TPS102",
            f"{shown} is not allowed: its content is notAllowed in {self._schema}",
        )

    def _expected(self, fault: Misplaced) -> str:
        allowed = self._allowed(fault.content)
        if not allowed:
            return self._nothing(fault.parent)
        names = self._recovery.expected.names(fault.content)
        return f"{allowed}{self._with_space(fault.element, names)}"

    def _root(self, fault: Misplaced) -> Said:
        names = self._recovery.expected.names(fault.content)
        roots = [name for name in names if local(name) == "TEI"] or list(names)
        several = listed([self._names.shown(name) for name in roots])
        return Said(
            "TPS101",
            f"{self._names.shown(fault.element)} is not a root of {self._schema}",
            f"a root of the schema: {several}{self._with_space(fault.element, roots)}",
            self._meant(fault),
            element=fault.meant if _is_misspelt(fault) else None,
        )

    def _with_space(self, name: str, allowed: Sequence[str]) -> str:
        space = _space_of(name, allowed)
        return f' · {local(name)} with xmlns="{space}"' if space else ""

    def other_namespace(self, fault: Misplaced) -> str:
        """Return the namespace in which an element of this name may stand here, if any."""
        key = (fault.element, fault.content)
        known = self._spaces.get(key)
        if known is None:
            names = self._recovery.expected.names(fault.content)
            known = self._spaces[key] = _space_of(fault.element, names)
        return known

    def in_namespace(self, fault: Misplaced, space: str) -> Said:
        """Say the same with the mend that another namespace is, which was tried."""
        said = self.said(fault)
        return said._replace(suggestion=_write_namespace(fault.element, space))

    def _elsewhere(self, fault: Misplaced) -> bool:
        expected = self._recovery.expected
        own = [self._automaton.definitions[d][1] for d in self._automaton.named(fault.parent)]
        inside = {one for content in own for one in expected.definitions(content)}
        return bool(inside & set(self._automaton.named(fault.element)))

    def _meant(self, fault: Misplaced) -> str | None:
        if not _in_same_namespace(fault):
            return (
                None  # a declaration would reach all that the element holds: see ``in_namespace``
            )
        meant = self._names.shown(fault.meant or "")
        if _is_misspelt(fault):
            return f"did you mean {meant}? {TRIED}"
        return f"{meant} would be allowed here {TRIED}"

    def _holder(self, fault: Misplaced) -> str | None:
        """Return advice to put a child into an element that may stand here and may hold it."""
        if not fault.known or self._text_allowed(fault.content):
            return None
        holders = self._mends.holders(fault.content, fault.element)
        paragraphs = [name for name in holders if local(name) == "p"]
        holders = paragraphs or holders
        if not 0 < len(holders) <= _FEW_HOLDERS:
            return None
        article = "an" if self._names.shown(holders[0])[0] in "aeiou" else "a"
        return f"put it into {article} {self._names.listed(holders)} {TRIED}"

    def lacking(self, fault: Lacking) -> Said:
        """Say which elements an element lacks."""
        names = self._names
        parent = names.shown(fault.element)
        before = f" before {names.shown(fault.before)}" if fault.before else ""
        single = [one[0] for one in fault.needed if len(one) == 1]
        certain = len(single) == len(fault.needed) > 0
        what = names.listed(single, last="and") if certain else "an element"
        shells = self._mends.inserted(fault.element, fault.needed) if certain else None
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
        shells = [self._mends.inserted(fault.element, [[name]]) for name in fault.needed[0]]
        found = [shell for shell in shells if shell]
        return f"add {alternatives(found)}{before} {TRIED}" if len(found) == len(shells) else None

    def text(self, fault: WrongText) -> Said:
        """Say that the text of an element is not what it is to be."""
        meant = self._mends.value([fault.content], fault.text)
        return Said(
            "TPS106",
            f'"{cut(fault.text)}" is not allowed in {self._names.shown(fault.element)}',
            self._values.in_words(fault.content) or self._allowed(fault.content),
            f'did you mean "{meant}"? {TRIED}' if meant else None,
            value=meant,
        )

    def stray_text(self, fault: StrayText) -> Said:
        """Say that text stands where only elements may."""
        parent = self._names.shown(fault.element)
        key = (fault.element, fault.content)
        if key not in self._around_text:
            self._around_text[key] = self._instead_of_text(*key)
        message = f'text is not allowed directly in {parent}: "{cut(fault.text)}"'
        return Said("TPS107", message, *self._around_text[key])

    def _instead_of_text(self, element: str, content: int) -> tuple[str, str | None]:
        """Return what may stand in place of a text, and what may hold it."""
        names = self._recovery.expected.names(content)
        space = element.rpartition("}")[0]
        paragraphs = [name for name in names if name == (f"{space}}}p" if space else "p")]
        fits = any(self._mends.holds_text(content, name) for name in paragraphs)
        return (
            f"elements: {self._names.grouped(names)}" if names else self._nothing(element),
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

    def _nothing(self, element: str) -> str:
        shown = self._names.shown(element)
        own = [self._automaton.definitions[d][1] for d in self._automaton.named(element)]
        empty = not any(self._recovery.expected.definitions(content) for content in own)
        return f"nothing: {shown} is empty" if empty else f"nothing more in {shown}"


def _in_same_namespace(fault: Misplaced) -> bool:
    """Return whether the name that was meant differs in its local part alone."""
    meant = fault.meant or ""
    return bool(meant) and meant.rpartition("}")[0] == fault.element.rpartition("}")[0]


def _is_misspelt(fault: Misplaced) -> bool:
    """Return whether the name that was meant is written alike."""
    meant = local(fault.meant or "")
    return _in_same_namespace(fault) and bool(near(local(fault.element), [meant]))


def _space_of(name: str, allowed: Sequence[str]) -> str:
    """Return the namespace that an element is to be in, if that is all that is wrong."""
    others = (one for one in allowed if local(one) == local(name) and one != name)
    return next(others, "").rpartition("}")[0]


def _write_namespace(name: str, space: str) -> str:
    wrong = name.rpartition("}")[0]
    found = f"in the namespace {wrong}" if wrong else "in no namespace"
    return f'the element is {found}: write xmlns="{space}" {TRIED}'
