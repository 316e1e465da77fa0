"""What a datatype is: a primitive or derived type, with the facets that a schema puts on it.

``Kind`` says how texts of a type are read. A ``Datatype`` is one kind with its facets.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Namespaces = Mapping[str, str]

PRESERVE = 0  # white space stays
REPLACE = 1  # each white space character becomes a space
COLLAPSE = 2  # white space at the ends goes, any other becomes one space

_SPACE = " \t\r\n"
_TO_SPACES = str.maketrans("\t\r\n", "   ")


class DatatypeError(ValueError):
    """A datatype that is not known, or a parameter that it cannot have."""


def anything(text: str) -> bool:
    """Tell that every text belongs to a type."""
    return True


class Kind:
    """How the texts of a type are read.

    ``lexical`` tells whether a text, white space processed, belongs to the type; ``value`` gives
    what is compared of one that does; ``measure`` its length; ``compare`` returns -1, 0, 1 or None
    where two values have no order. ``digits`` gives the number of all digits and of those behind
    the point. A kind without one of these lacks the facets that need it. ``context`` tells whether
    a value depends on the prefixes that are declared, ``entities`` whether on unparsed entities.
    ``bounds`` are facets of the type itself.
    """

    def __init__(
        self,
        lexical: Callable[[str], object],
        space: int = COLLAPSE,
        *,
        value: Callable[[str], Any] | None = None,
        measure: Callable[[str], int] | None = None,
        compare: Callable[[Any, Any], int | None] | None = None,
        digits: Callable[[str], tuple[int, int]] | None = None,
        context: bool = False,
        entities: bool = False,
        id_type: str | None = None,
        bounds: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.lexical = lexical
        self.space = space
        self.value = value
        self.measure = measure
        self.compare = compare
        self.digits = digits
        self.context = context
        self.entities = entities
        self.id_type = id_type
        self.bounds = bounds


Test = Callable[[str], object]


def pattern(expression: str) -> Callable[[str], re.Match[str] | None]:
    """Return what matches whole texts; it is compiled at the first text.

    Compiling the patterns of all types would take longer than judging a document.
    """
    found: list[Callable[[str], re.Match[str] | None]] = []

    def match(text: str) -> re.Match[str] | None:
        if not found:
            found.append(re.compile(expression).fullmatch)
        return found[0](text)

    return match


class Datatype:
    """A type with its facets."""

    def __init__(self, kind: Kind, tests: tuple[Test, ...] = ()) -> None:
        self._kind = kind
        self._tests = tests
        self.context_dependent = kind.context or kind.entities
        self.id_type = kind.id_type
        self.is_anything = kind.lexical is anything and not tests

    def allows(self, text: str, namespaces: Namespaces | None) -> bool:
        """Tell whether a text belongs to the type, where these prefixes are declared.

        An unparsed entity that the document declares stands among them as ``&`` and its name.
        """
        kind = self._kind
        text = normalised(text, kind.space)
        if not kind.lexical(text):
            return False
        if kind.context and not _declared(_prefix(text), namespaces):
            return False
        if kind.entities and not _are_entities(text, namespaces):
            return False
        return not self._tests or all(test(text) for test in self._tests)

    def equal(
        self, first: str, namespaces_first: Namespaces | None, second: str,
        namespaces_second: Namespaces | None,
    ) -> bool:  # fmt: skip
        """Tell whether two texts that belong to the type have the same value."""
        kind = self._kind
        first, second = normalised(first, kind.space), normalised(second, kind.space)
        if kind.context:
            return _expanded(first, namespaces_first) == _expanded(second, namespaces_second)
        if first == second or kind.value is None:
            return first == second
        a, b = kind.value(first), kind.value(second)
        return a == b if kind.compare is None else kind.compare(a, b) == 0


def normalised(text: str, space: int) -> str:
    """Return a text with its white space processed."""
    if space == COLLAPSE:
        text = text.strip(_SPACE)
        if "  " in text or "\n" in text or "\t" in text or "\r" in text:
            words = text.translate(_TO_SPACES).split(" ")
            return " ".join(word for word in words if word)
        return text
    return text.translate(_TO_SPACES) if space == REPLACE else text


def _prefix(name: str) -> str:
    return name.rpartition(":")[0]


def _declared(prefix: str, namespaces: Namespaces | None) -> bool:
    return not prefix or prefix in (namespaces or ())


def _are_entities(text: str, namespaces: Namespaces | None) -> bool:
    return namespaces is not None and all("&" + word in namespaces for word in text.split(" "))


def _expanded(name: str, namespaces: Namespaces | None) -> tuple[str | None, str]:
    prefix, _, local = name.rpartition(":")
    return (namespaces or {}).get(prefix, None if prefix else ""), local
