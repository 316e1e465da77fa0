"""What the DOCTYPE of a document adds to it: entities and attributes of its internal subset.

External subsets and external entities are never read. No tree yet, and no lxml.
"""

import re
from contextlib import suppress
from xml.parsers import expat

_CHUNK = 4096
_ENTITY = re.compile(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)")


def declares_nothing(text: bytes) -> bool:
    """Return whether a document in UTF-8 reads the same without its DOCTYPE, for certain.

    Where the DOCTYPE names an external subset, expat would pass over an entity that only that may
    declare: then the document must refer to none.
    """
    return _Prolog().declares_nothing(text) and _ENTITY.search(text) is None


class _Prolog:
    """Reads up to the root's start tag."""

    def __init__(self) -> None:
        self._declares = False
        self._over = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)  # of this file alone
        parser.EntityDeclHandler = self._declared
        parser.AttlistDeclHandler = self._declared
        parser.SkippedEntityHandler = self._declared  # a parameter entity
        parser.StartElementHandler = self._root

    def declares_nothing(self, text: bytes) -> bool:
        try:
            for start in range(0, len(text), _CHUNK):
                self._parser.Parse(text[start : start + _CHUNK], False)
                if self._over:
                    break
        except expat.ExpatError:
            return False
        return not self._declares

    def _declared(self, *about: object) -> None:
        self._declares = True

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        self._over = True


def outside(text: str) -> tuple[str, int, int] | None:
    """Return the first reference to an entity of another file, with its line and column.

    The name is written as in the document, as ``&name;`` or ``%name;``. None where there is none,
    or where the text is not well-formed before it.
    """
    found: list[tuple[str, int, int]] = []
    parameters: dict[tuple[str | None, str | None], str] = {}
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)

    def declared(name: str, is_parameter: bool, value: str | None, *about: str | None) -> None:
        if is_parameter and value is None:
            parameters.setdefault((about[1], about[2]), name)

    def subset(name: str, system: str | None, public: str | None, internal: int) -> None:
        parameters[system, public] = ""  # it comes last, and is passed over

    def referred(
        context: str | None, base: str | None, system: str | None, public: str | None
    ) -> int:
        name = parameters.get((system, public)) if context is None else None
        written = f"&{str(context).rpartition(chr(12))[2]};" if context else f"%{name};"
        if context or name:
            found.append((written, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
        return 1

    parser.EntityDeclHandler = declared
    parser.StartDoctypeDeclHandler = subset
    parser.ExternalEntityRefHandler = referred
    with suppress(expat.ExpatError):
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    return found[0] if found else None
