"""Which other files a schema names: what has to be at hand for it to be read."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from tei_pipeline.document.reading import as_utf8, decode
from tei_pipeline.names import SCHEMATRON, XML
from tei_pipeline.schemas.addresses import absolute, escaped
from tei_pipeline.schemas.kinds import RELAXNG, XSD

# Elements that name a file: the attribute, and whether the schema is nothing without it. What an
# xs:import names is a hint (XSD 1.1, part 1, 4.2.6.1).
_NAMING = {
    f"{RELAXNG} include": ("href", True),
    f"{RELAXNG} externalRef": ("href", True),
    f"{XSD} include": ("schemaLocation", True),
    f"{XSD} redefine": ("schemaLocation", True),
    f"{XSD} override": ("schemaLocation", True),
    f"{XSD} import": ("schemaLocation", False),
    f"{SCHEMATRON} include": ("href", True),
    f"{SCHEMATRON} extends": ("href", True),
}
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)|(?P<text>\"{3}.*?\"{3}|'{3}.*?'{3}|"[^"\n]*"|'[^'\n]*')"""
    r"""|(?P<word>\\?[\w.:-]+)|(?P<join>~)|(?P<space>\s+)|(?P<other>.)""",
    re.DOTALL,
)


class Reference(NamedTuple):
    """An address that a schema names, made absolute; ``needed`` where nothing goes without it."""

    address: str
    line: int
    needed: bool


def references(source: bytes, address: str) -> list[Reference]:
    """Return what a schema in XML names, whose own address is ``address``.

    Raises ``ValueError`` in words where it is not well-formed.
    """
    reader = _Reader(address)
    try:
        reader.parser.Parse(as_utf8(source), True)
    except expat.ExpatError as error:
        reason = str(error).partition(":")[0]
        raise ValueError(f"it is not well-formed: line {error.lineno}: {reason}") from error
    except (LookupError, UnicodeError) as error:
        raise ValueError(f"its bytes are not in the encoding it declares: {error}") from error
    return reader.found


class _Reader:
    def __init__(self, address: str) -> None:
        self.found: list[Reference] = []
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._bases = [address]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        base = attributes.get(f"{XML} base")
        self._bases.append(absolute(base, self._bases[-1]) if base else self._bases[-1])
        attribute, needed = _NAMING.get(name, ("", False))
        value = attributes.get(attribute, "").strip()
        # An address that begins with # means a part of the same file.
        if value and not value.startswith("#"):
            line = self.parser.CurrentLineNumber
            self.found.append(Reference(absolute(value, self._bases[-1]), line, needed))

    def _end(self, name: str) -> None:
        self._bases.pop()


def compact_references(source: bytes, address: str) -> list[Reference]:
    """Return what a schema in compact syntax names by ``include`` and ``external``.

    Raises ``ValueError`` in words where it is no text.
    """
    try:
        text = decode(source)
    except (LookupError, UnicodeError) as error:
        raise ValueError(f"it is no text: {error}") from error
    return [
        Reference(absolute(value if value.isprintable() else escaped(value), address), line, True)
        for value, line in _named(text)
        if value
    ]


def _named(text: str) -> Iterator[tuple[str, int]]:
    """Yield the literals after ``include`` and ``external``, joined where ``~`` joins them."""
    value: str | None = None
    joined = True
    line = 1
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind in ("space", "comment"):
            continue
        if value is not None and kind == "text" and joined:
            value, joined = value + token[0].strip(token[0][0]), False
        elif value is not None and kind == "join" and not joined:
            joined = True
        else:
            if value is not None and not joined:
                yield value, line
            value, joined = None, True
            if token[0] in ("include", "external"):
                value, line = "", text.count("\n", 0, token.start()) + 1
    if value is not None and not joined:
        yield value, line
