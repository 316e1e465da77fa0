"""Faults of attributes in words: not allowed, missing, of a wrong value."""

from collections.abc import Callable, Hashable, Sequence

from tei_pipeline.names import local
from tei_pipeline.relaxng.faults import LackingAttribute, WrongAttribute, WrongValue
from tei_pipeline.validators.expectations import alternatives, cut, listed
from tei_pipeline.validators.wording_mends import Mends
from tei_pipeline.validators.wording_names import Names, sentence, spelled, written
from tei_pipeline.validators.wording_near import near
from tei_pipeline.validators.wording_said import TRIED, Said
from tei_pipeline.validators.wording_values import Values

_MOST_KEPT = 20_000


class AttributeWording:
    """Says what is wrong with attributes by one schema."""

    def __init__(
        self, names: Names, values: Values, mends: Mends, said: Callable[[int, int], str]
    ) -> None:
        """Take what says names and values and tries mends.

        ``said`` gives the documentation of an attribute, by its element's opening and its pattern.
        """
        self._said = said
        self._kept: dict[Hashable, Said] = {}
        self._good: dict[Hashable, str] = {}
        self._names = names
        self._values = values
        self._mends = mends

    def attribute(self, fault: WrongAttribute) -> Said:
        """Say that an element may not have an attribute; composed once for all values."""
        meant = self._mends.attribute(fault.opening, fault.others, fault.attribute, fault.value)
        key = (fault.opening, fault.attribute, fault.others, meant)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[key] = self._not_allowed(fault, meant)
        return known

    def _not_allowed(self, fault: WrongAttribute, meant: str | None) -> Said:
        element, wrong = self._names.shown(fault.element), spelled(fault.attribute)
        there = set(fault.others)
        allowed = self._mends.attributes(fault.opening)
        names = [written(name) for name in allowed if name not in there]
        return Said(
            "TPS104",
            f"the attribute {wrong} is not allowed on {element}",
            _one_of(names) if names else f"no other attribute on {element}",
            f"did you mean {written(meant)}? {TRIED}" if meant else None,
            attribute=meant,
            certain=meant is not None and _is_misspelt(fault.attribute, meant),
        )

    def identifying(self, fault: WrongAttribute, said: Said) -> Said:
        """Say the same with the attribute of type ID, if the value may be an id."""
        names = fault.opening, fault.others, fault.attribute, fault.value
        meant = self._mends.attribute(*names, kind="ID")
        if meant is None:
            return said
        return said._replace(
            suggestion=f"did you mean {written(meant)}? {TRIED}",
            attribute=meant,
            certain=_is_misspelt(fault.attribute, meant),
        )

    def attribute_lacking(self, fault: LackingAttribute) -> Said:
        """Say which attributes an element lacks."""
        element = self._names.shown(fault.element)
        first = [spelled(several[0]) for several in fault.needed if several]
        either = alternatives([spelled(n) for n in fault.needed[0]]) if fault.needed else ""
        several = f"the attributes {' and '.join(first)}" if len(first) > 1 else ""
        single = f"the attribute {either}" if either else "an attribute"
        return Said(
            "TPS105",
            f"{element} lacks {several or single}",
            self._values_needed(fault),
            self._attribute_added(fault, element),
        )

    def _values_needed(self, fault: LackingAttribute) -> str | None:
        words = []
        for name in (name for several in fault.needed for name in several):
            patterns = self._mends.patterns(fault.opening, name)
            taken = self._mends.taken(fault.opening, name)
            value = alternatives([self._values.in_words(one, taken) for one in patterns])
            said = {self._said(fault.opening, one) for one in taken}
            meaning = sentence(said.pop()) if len(said) == 1 else ""
            words.append(f'{written(name)}="…": {value}{f" · {meaning}" if meaning else ""}')
        return " · ".join(words) or None

    def _attribute_added(self, fault: LackingAttribute, element: str) -> str | None:
        if len(fault.needed) != 1:
            return None
        for name in fault.needed[0]:
            value = self._mends.added(fault.opening, fault.others, name)
            patterns = self._mends.patterns(fault.opening, name)
            if value is not None:
                only = self._values.enumerated(patterns[0]) if len(patterns) == 1 else []
                shown = value if only == [value] else "…"
                return f'write {written(name)}="{shown}" on this {element} {TRIED}'
        return None

    def value(self, fault: WrongValue) -> Said:
        """Say that an attribute may not have a value."""
        name = written(fault.attribute)
        key = (fault.element, fault.attribute, fault.patterns)
        if key not in self._good:
            self._good[key] = self._good_values(*key)
        meant = self._mends.value(fault.patterns, fault.value)
        return Said(
            "TPS106",
            f'"{cut(fault.value)}" is not allowed as {name} of {self._names.shown(fault.element)}',
            self._good[key],
            f'did you mean "{meant}"? {TRIED}' if meant else None,
            value=meant,
        )

    def _good_values(self, element: str, attribute: str, patterns: tuple[int, ...]) -> str:
        taken = self._mends.named(element, attribute)
        words = (self._values.in_words(pattern, taken) for pattern in patterns)
        return alternatives(list(dict.fromkeys(words)))


def _is_misspelt(wrong: str, meant: str) -> bool:
    """Return whether names are written alike, their prefixes aside."""
    return local(wrong) == local(meant) or bool(near(local(wrong), [local(meant)]))


def _one_of(names: Sequence[str]) -> str:
    return f"one of {listed(names)}" if len(names) > 1 else names[0]
