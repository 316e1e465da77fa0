"""Values of a RELAX NG schema in words: what is allowed, a sample of it, what was nearly right.

Reads patterns as the engine has them. Whatever is offered was tried against the pattern.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from tei_pipeline.relaxng.automaton import Automaton
from tei_pipeline.relaxng.patterns import (
    CHOICE,
    DATA,
    GROUP,
    LIST,
    ONE_OR_MORE,
    TEXT_KIND,
    VALUE,
    parts,
)
from tei_pipeline.validators.expectations import alternatives, listed
from tei_pipeline.validators.wording_names import sentence
from tei_pipeline.validators.wording_near import near

_SHORT = 40
_FEW = 5

_TYPES = {
    "anyURI": ("an address without spaces", "https://example.org/"),
    "boolean": ("true or false", "true"),
    "date": ("a date as 1962-10-30", "1962-10-30"),
    "dateTime": ("a moment as 1962-10-30T14:00:00", "1962-10-30T14:00:00"),
    "time": ("a time as 14:00:00", "14:00:00"),
    "gYear": ("a year as 1962", "1962"),
    "gYearMonth": ("a month as 1962-10", "1962-10"),
    "gMonth": ("a month of any year as --10", "--10"),
    "gMonthDay": ("a day of any year as --10-30", "--10-30"),
    "gDay": ("a day of any month as ---30", "---30"),
    "duration": ("a length of time as P1Y or PT6H", "P1Y"),
    "decimal": ("a number as 1.5", "1"),
    "double": ("a number as 1.5", "1"),
    "float": ("a number as 1.5", "1"),
    "integer": ("a whole number", "1"),
    "int": ("a whole number", "1"),
    "nonNegativeInteger": ("a whole number that is not negative", "1"),
    "positiveInteger": ("a whole number from 1 on", "1"),
    "unsignedInt": ("a whole number that is not negative", "1"),
    "language": ("a language tag as en or grc", "en"),
    "ID": ("a name that no other element has: a letter or _ first, no space", "x"),
    "IDREF": ("the id of an element of this document", ""),
    "IDREFS": ("ids of elements of this document, separated by spaces", ""),
    "Name": ("a name: a letter, _ or : first, no space", "x"),
    "NCName": ("a name: a letter or _ first, no space or colon", "x"),
    "NMTOKEN": ("a word without spaces", "x"),
    "QName": ("the name of an element or attribute", "x"),
    "ENTITY": ("the name of an unparsed entity that the DOCTYPE declares", ""),
    "ENTITIES": ("names of unparsed entities that the DOCTYPE declares", ""),
    "string": ("text", "…"),
    "token": ("text", "…"),
    "normalizedString": ("text", "…"),
}
"""What a value of a type looks like, and a sample."""

_PATTERNS = {
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "a word without spaces",
    r"\S+": "an address without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction as 1/2",
    r"(\-?[\d]+/\-?[\d]+|\-?[\d]+)": "a whole number or a fraction as 1/2",
    r"[0-9]+[0-9,\.]*[0-9]+": "a number",
    r"(\d+)|(\d+\.\d+)": "a version number as 4.9",
    r"[\d]+(\.[\d]+){0,2}": "a version number as 4.9.0",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": "a length as 12mm",
}
"""Patterns of TEI's datatypes in words."""

_BOUNDS = {
    "minInclusive": "from {}",
    "maxInclusive": "to {}",
    "minExclusive": "above {}",
    "maxExclusive": "below {}",
    "length": "of {} characters",
    "minLength": "of at least {} characters",
    "maxLength": "of at most {} characters",
}
_DATES = frozenset({"date", "gYear", "gYearMonth"})
_OF_TIME = _DATES | {"gMonth", "gMonthDay", "gDay", "time", "dateTime"}
_SAMPLES = ("1", "x", "a", "1.0", "text", "1962-10-30", "en", "#x", "https://example.org/", "")


class Values:
    """The values of one schema.

    ``said`` is its documentation of single values, ``own`` that of those which have another in
    another attribute, by attribute and value.
    """

    def __init__(
        self,
        automaton: Automaton,
        said: Mapping[int, str],
        own: Mapping[tuple[int, int], str] | None = None,
    ) -> None:
        self._automaton = automaton
        self._own = own or {}
        self._enumerated: dict[int, list[str]] = {}
        self._nodes: list[Any] = automaton.patterns.nodes
        self._said = said

    def in_words(self, pattern: int, attributes: Collection[int] = ()) -> str:
        """Return what a good value looks like; ``attributes`` are the patterns that ask for it."""
        data: list[int] = []
        values: list[int] = []
        for one in self._members(pattern):
            (values if self._nodes[one][0] == VALUE else data).append(one)
        found = self._listed(values, attributes)
        names = {self._nodes[one][2] for one in data if self._nodes[one][0] == DATA}
        if names >= _DATES:
            found.append("a date as 1962-10-30, 1962-10 or 1962")
            found += ["a moment as 1962-10-30T14:00:00"] if "dateTime" in names else []
            data = [one for one in data if self._nodes[one][2] not in _OF_TIME]
        found += [self._one_in_words(one) for one in data]
        return alternatives(list(dict.fromkeys(one for one in found if one)))

    def enumerated(self, pattern: int) -> list[str]:
        """Return the values that a pattern spells out, of a list those of its tokens."""
        known = self._enumerated.get(pattern)
        if known is None:
            known = self._enumerated[pattern] = self._spelt_out(pattern)
        return known

    def _spelt_out(self, pattern: int) -> list[str]:
        found: dict[str, None] = {}
        waiting = [pattern]
        while waiting:  # a list may be as long as one likes
            node = self._nodes[waiting.pop()]
            if node[0] == VALUE:
                found[str(node[3])] = None
            waiting += reversed((node[1],) if node[0] == LIST else parts(node))
        return list(found)

    def sample(self, pattern: int) -> str | None:
        """Return a value that is allowed, if one can be thought of."""
        nodes = [self._nodes[one] for one in self._members(pattern)]
        types = [_TYPES[node[2]][1] for node in nodes if node[0] == DATA and node[2] in _TYPES]
        for value in (*self.enumerated(pattern), *types, *_SAMPLES):
            if self._holds(pattern, value):
                return value
        return None

    def meant(self, pattern: int, value: str) -> str | None:
        """Return the allowed value that was meant by a wrong one."""
        tried = [*near(value.strip(), self.enumerated(pattern)), *_rewritten(value)]
        if len(value.split()) > 1:
            tried += self._words_mended(pattern, value)
        return next((one for one in tried if one != value and self._holds(pattern, one)), None)

    def _words_mended(self, pattern: int, value: str) -> Iterator[str]:
        known = self.enumerated(pattern)
        yield " ".join(w if w in known else next(iter(near(w, known)), w) for w in value.split())

    def _holds(self, pattern: int, value: str) -> bool:
        return self._automaton.texts.holds(pattern, value, {})

    def _members(self, pattern: int) -> list[int]:
        """Return the alternatives of a pattern, in the order of the schema."""
        node = self._nodes[pattern]
        if node[0] == CHOICE:
            return [inner for one in node[1] for inner in self._members(one)]
        return [pattern]

    def _listed(self, values: list[int], attributes: Collection[int]) -> list[str]:
        texts = [str(self._nodes[one][3]) or '""' for one in values]
        if len(texts) > _FEW:
            return [listed(texts)]
        meanings = [_bare(sentence(self._meaning(one, attributes))) for one in values]
        return [
            f"{text} ({meaning})" if 0 < len(meaning) <= _SHORT else text
            for text, meaning in zip(texts, meanings, strict=True)
        ]

    def _meaning(self, value: int, attributes: Collection[int]) -> str:
        own = {self._own.get((attribute, value), "") for attribute in attributes}
        return (own.pop() if len(own) == 1 else "") or self._said.get(value, "")

    def _one_in_words(self, pattern: int) -> str:
        node = self._nodes[pattern]
        if node[0] == DATA:
            return self._data_in_words(node)
        if node[0] == LIST:
            return self._list_in_words(node[1])
        return "any text" if node[0] == TEXT_KIND else ""

    def _list_in_words(self, pattern: int) -> str:
        inside = dict.fromkeys(one for one in self._inside(pattern) if one != pattern)
        words = [self.in_words(one) for one in inside] or [self.in_words(pattern)]
        words = list(dict.fromkeys(word for word in words if word))
        said = alternatives(words) if len(words) <= _FEW else listed(words)
        number = self._number(pattern)
        many = f"{number} values" if number > 1 else "one or more"
        return f"{many}, separated by spaces: {said}" if said else "nothing"

    def _number(self, pattern: int) -> int:
        """Return how many tokens a list has; 0 where that is not certain."""
        number = 1
        while self._nodes[pattern][0] == GROUP:
            number += 1
            pattern = self._nodes[pattern][2]
        return number if self._nodes[pattern][0] in (DATA, VALUE) else 0

    def _inside(self, pattern: int) -> Iterator[int]:
        """Yield what a list is made of: data, values and choices of them."""
        waiting = [pattern]
        while waiting:
            one = waiting.pop()
            node = self._nodes[one]
            repeated = node[0] == CHOICE and any(
                self._nodes[part][0] == ONE_OR_MORE for part in node[1]
            )
            if repeated or (node[0] not in (DATA, VALUE, CHOICE) and parts(node)):
                waiting += reversed(parts(node))
            else:
                yield one

    def _data_in_words(self, node: Any) -> str:
        _, _, name, params, _ = node
        plain = _TYPES.get(name, (f"a value of the type {name}", ""))[0]
        limits = [_BOUNDS[facet].format(limit) for facet, limit in params if facet in _BOUNDS]
        plain = " ".join([plain, *limits])
        for facet, expression in params:
            if facet == "pattern":
                known = _PATTERNS.get(expression)
                plain = known or f"{plain} of the form {expression}"
        return plain


def _bare(meaning: str) -> str:
    inner = re.fullmatch(r"\(([^()]*)\)(.*)", meaning)
    return inner[1] if inner and not inner[2].strip() else meaning.replace("(", "").replace(")", "")


def _rewritten(value: str) -> Iterator[str]:
    """Yield a value in the forms that a person may have meant by it."""
    plain = " ".join(value.split())
    yield plain
    yield re.sub(r"(?<!\d)(\d)(?!\d)", r"0\1", plain)  # 1962-5-3
    if day := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", plain):  # 30.10.1962
        yield f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    if date := re.fullmatch(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", plain):  # 1962/10/30
        yield f"{date[1]}-{date[2]:0>2}-{date[3]:0>2}"
    yield re.sub(r"[.,;\s]+$", "", plain)
    yield plain.replace(",", ".")
    yield plain.replace("_", "-")
    yield re.sub(r"(\d{4}-\d\d-\d\d) (\d)", r"\1T\2", plain)
    yield {"yes": "true", "no": "false"}.get(plain.lower(), plain.lower())
    if re.search(r"[/#.:]", plain):
        yield quote(plain, safe=":/?#[]@!$&'()*+,;=%~")
