"""Elements of a schema that are written alike: they become one definition.

A schema that is made by a program may repeat a small ``element`` thousands of times. Compared is
what is written, documentation and all, so that nothing is said of one element that belongs to
another; only elements of the same name are looked at.
"""

from tei_pipeline.relaxng.patterns import NameClass
from tei_pipeline.relaxng.scopes import Place
from tei_pipeline.relaxng.source import Raw

_OF_THEIR_OWN = ("grammar", "externalRef")  # what they stand for is not in them

_Form = tuple[object, ...]


class Alike:
    """Finds the first of the elements that are written alike."""

    def __init__(self) -> None:
        self._forms: dict[_Form, int] = {}
        self._known: dict[Raw, int] = {}
        self._first: dict[tuple[NameClass, Place], tuple[Raw, int]] = {}
        self._numbers: dict[tuple[int, Place], int] = {}

    def definition(self, raw: Raw, place: Place, names: NameClass, number: int) -> int:
        """Return the definition of an element like this one in its place; ``number`` if none is."""
        first = self._first.setdefault((names, place), (raw, number))
        if first[0] is raw:
            return number
        self._numbers.setdefault((self._form(first[0]), place), first[1])
        return self._numbers.setdefault((self._form(raw), place), number)

    def _form(self, raw: Raw) -> int:
        """Return the number of what is written in a node, however deep."""
        waiting = [raw]
        while waiting:
            one = waiting[-1]
            new = [child for child in one.children if child not in self._known]
            if new:
                waiting += new
                continue
            waiting.pop()
            form = self._written(one)
            self._known[one] = self._forms.setdefault(form, len(self._forms))
        return self._known[raw]

    def _written(self, raw: Raw) -> _Form:
        if raw.kind in _OF_THEIR_OWN:
            return (raw,)
        prefixes = tuple(raw.namespaces.items()) if raw.kind in ("name", "value") else ()
        inner = tuple(self._known[child] for child in raw.children)
        written = (raw.kind, raw.ns, raw.library, raw.text, raw.type, raw.documentation)
        return (*written, prefixes, inner)
