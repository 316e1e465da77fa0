"""The XML syntax: from the bytes of a file to nodes (``source.Raw``), checked against section 3.

Read with expat, which gives the line in which a start tag begins and reads nothing from outside:
entities of the file's own are expanded within expat's bounds, all others are refused.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from tei_pipeline.document.reading import as_utf8
from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng import syntax
from tei_pipeline.relaxng.bases import joined
from tei_pipeline.relaxng.datatypes.library import XSD
from tei_pipeline.relaxng.source import ANNOTATIONS, RELAXNG, XML, Raw, broken, broken_at, meant
from tei_pipeline.relaxng.uris import is_uri
from tei_pipeline.relaxng.written import is_library, is_ncname, is_reference, spaces_trimmed

_OURS = RELAXNG + "}"
_DOCUMENTATION = ANNOTATIONS + "}documentation"
_BASE = XML + "}base"
_BLANK = re.compile(r"[ \t\r\n]*")
_IF_COMPACT = "a schema in compact syntax has a name that ends with .rnc"
# Kinds whose documentation stands behind them, since they hold text alone.
_DOCUMENTED_BEHIND = ("param", "value")


@dataclass(slots=True)
class _Open:
    """A node whose end tag has not come yet."""

    raw: Raw
    inside: str
    base: str = ""  # what addresses in it are relative to, itself relative to the file
    text: list[str] = field(default_factory=list)


def read_xml(path: Path, source: bytes, section: str = "3") -> Raw:
    """Return the pattern that a file in XML syntax holds.

    Raises ``SchemaError`` where the file is not well-formed or not correct by section 3, or by
    ``section`` where it is no schema at all.
    """
    reader = _Reader(path, section)
    try:
        return reader.read(_decoded(path, source))
    except expat.ExpatError as error:
        if not reader.open and reader.root is None:
            message, line = _no_xml(source), error.lineno
            raise NoXmlError(message, path=path, line=line, mend=_IF_COMPACT) from error
        raise _malformed(path, error) from error


class NoXmlError(SchemaError):
    """A file that is to be a schema in XML syntax is no XML at all."""


def _no_xml(source: bytes) -> str:
    no_xml = "the schema is no XML: it does not begin with an element"
    return no_xml if source.strip() else "the schema is empty"


def _malformed(path: Path, error: expat.ExpatError) -> SchemaError:
    reason = expat.ErrorString(error.code)
    return SchemaError(f"the schema is not well-formed XML: {reason}", path=path, line=error.lineno)


def _decoded(path: Path, source: bytes) -> bytes:
    """Return a file's text in UTF-8: expat knows few encodings, and asks Python for too many."""
    try:
        return as_utf8(source)
    except (LookupError, UnicodeError) as error:
        found = re.search(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", source[:200])
        name = found.group(1).decode() if found else "UTF-8"
        raise SchemaError(f"the encoding “{name}” cannot be read", path=path, line=1) from error


class _Reader:
    """Builds nodes from expat's events."""

    def __init__(self, path: Path, section: str) -> None:
        self.path = path
        self.section = section
        self.open: list[_Open] = []
        self.root: Raw | None = None
        self.foreign = 0  # depth within elements of other namespaces
        self.documentation: list[str] | None = None
        self.prefixes: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator="}")

    def read(self, source: bytes) -> Raw:
        parser = self.parser = expat.ParserCreate("utf-8", namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._prefix
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped
        parser.Parse(source, True)
        assert self.root is not None
        return self.root

    def _external(self, context: str, base: str | None, system: str | None, public: object) -> int:
        raise self._error(
            f"the entity in “{system}” is not read: a schema is read from its own file", "3"
        )

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise self._error(f"the entity “{name}” is not declared in this file", "3")

    def _error(self, message: str, section: str, mend: str | None = None) -> SchemaError:
        return broken_at(self.path, self.parser.CurrentLineNumber, message, section, mend)

    def _prefix(self, prefix: str | None, uri: str | None) -> None:
        self.prefixes[prefix or ""] = uri or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.foreign or not name.startswith(_OURS):
            self._start_foreign(name)
            return
        raw, inside = self._raw(name[len(_OURS) :])
        name_attribute = self._take_attributes(raw, attributes)
        base = self._base(attributes.get(_BASE, ""))
        if "href" in attributes:
            raw.text = joined(base, attributes["href"])
        if name_attribute is not None:
            raw.children.append(name_attribute)
        if self.open:
            self.open[-1].raw.children.append(raw)
        self.open.append(_Open(raw, inside, base))

    def _base(self, written: str) -> str:
        """Return what addresses in an element are relative to."""
        outer = self.open[-1].base if self.open else ""
        if not written:
            return outer
        if not is_uri(written):
            raise self._error(f"the xml:base “{written}” is no address", "4.5")
        return joined(outer, written)

    def _start_foreign(self, name: str) -> None:
        if not self.foreign:
            if not self.open:
                local = name.rpartition("}")[2]
                declare = f'declare the namespace: xmlns="{RELAXNG}"'
                mend = declare if local in syntax.PATTERNS else None
                raise self._error(
                    f"“{local}” is no pattern of RELAX NG ({RELAXNG})", self.section, mend
                )
            parent = self.open[-1].raw
            if parent.kind in syntax.TEXTS:
                raise self._error(f"“{parent.kind}” holds text only", "3")
            self.documentation = [] if name == _DOCUMENTATION else None
        self.foreign += 1
        self.prefixes = {}

    def _raw(self, kind: str) -> tuple[Raw, str]:
        """Return a new node, with what it takes from its parent, and what it stands in."""
        line = self.parser.CurrentLineNumber
        if kind not in syntax.KINDS:
            mend = meant(kind, syntax.KINDS)
            raise self._error(f"“{kind}” is no element of RELAX NG", "3", mend)
        if not self.open:
            if kind not in syntax.PATTERNS:
                raise self._error(
                    f"a schema cannot begin with “{kind}”: a pattern was expected",
                    self.section,
                    f"put the {kind} in a grammar" if kind in syntax.IN_GRAMMARS else None,
                )
            return Raw(kind, self.path, line, namespaces={"xml": XML, **self._declared()}), ""
        within = self.open[-1]
        parent = within.raw
        names = parent.namespaces
        if self.prefixes:
            names = {**names, **self._declared()}
        raw = Raw(kind, self.path, line, parent.ns, parent.library, names)
        return raw, _inside(within, kind)

    def _declared(self) -> dict[str, str]:
        declared, self.prefixes = self.prefixes, {}
        return declared

    def _take_attributes(self, raw: Raw, attributes: dict[str, str]) -> Raw | None:
        """Read the attributes of a node; return the ``name`` node that one of them stands for."""
        allowed = {name.rstrip("*"): name for name in syntax.ATTRIBUTES.get(raw.kind, ())}
        for name, value in attributes.items():
            if name == "ns":
                raw.ns = value
            elif name == "datatypeLibrary":
                if not is_library(value):
                    raise self._error(f"the datatypeLibrary “{value}” is no absolute address", "3")
                raw.library = value
            elif name not in allowed and ("}" not in name or name.startswith(_OURS)):
                local = name.rpartition("}")[2]
                mend = meant(local, [*allowed, "ns", "datatypeLibrary"])
                raise self._error(f"“{raw.kind}” has no attribute “{local}”", "3", mend)
        for name, written in allowed.items():
            if written.endswith("*") and name not in attributes:
                raise self._error(f"“{raw.kind}” needs an attribute “{name}”", "3")
        own = {name: attributes[name] for name in allowed if name in attributes}
        return self._take_own(raw, own, "ns" in attributes)

    def _take_own(self, raw: Raw, own: dict[str, str], has_ns: bool) -> Raw | None:
        for name, value in own.items():
            if name == "href":
                if not is_reference(value):
                    raise self._error(f"“{value}” is no address, or has a fragment (“#”)", "4.5")
                continue
            trimmed = spaces_trimmed(value)
            if name == "name" and raw.kind in ("element", "attribute"):
                return self._name(raw, trimmed, has_ns)
            if not is_ncname(trimmed):
                raise self._error(
                    f"the {name} “{trimmed}” of “{raw.kind}” is no name", "3", _unprefixed(trimmed)
                )
            if name == "combine" and trimmed not in ("choice", "interleave"):
                mend = meant(trimmed, ("choice", "interleave"))
                raise self._error("combine is either “choice” or “interleave”", "3", mend)
            if name == "name" and raw.kind != "param":
                raw.text = trimmed
            else:
                raw.type = trimmed
        if raw.kind == "value" and "type" not in own:
            raw.type, raw.library = "token", ""
        return None

    def _name(self, raw: Raw, text: str, has_ns: bool) -> Raw:
        """Return the ``name`` node for a ``name`` attribute (section 4.8)."""
        ns = "" if raw.kind == "attribute" and not has_ns else raw.ns
        name = Raw("name", raw.path, raw.line, ns, raw.library, raw.namespaces, text)
        self._check_qname(name)
        return name

    def _check_qname(self, raw: Raw) -> None:
        prefix, colon, local = raw.text.rpartition(":")
        if not is_ncname(local) or (colon and not is_ncname(prefix)):
            raise broken(raw, f"“{raw.text}” is no name", "3")
        if colon and prefix not in raw.namespaces:
            raise broken(raw, f"the prefix “{prefix}” of “{raw.text}” is not declared", "4.10")

    def _text(self, text: str) -> None:
        if self.foreign:
            if self.documentation is not None:
                self.documentation.append(text)
            return
        within = self.open[-1]
        if within.raw.kind in syntax.TEXTS:
            within.text.append(text)
        elif not _BLANK.fullmatch(text):
            raise self._error(
                f"text cannot stand in “{within.raw.kind}”: “{text.strip()[:40]}”", "3"
            )

    def _end(self, name: str) -> None:
        if self.foreign:
            self.foreign -= 1
            if not self.foreign and self.documentation is not None:
                _document(self.open[-1].raw, " ".join("".join(self.documentation).split()))
                self.documentation = None
            return
        within = self.open.pop()
        raw = within.raw
        if raw.kind in syntax.TEXTS:
            raw.text = "".join(within.text)
        if raw.kind == "name":
            raw.text = spaces_trimmed(raw.text)
            self._check_qname(raw)
        syntax.check(raw, within.inside)
        if not self.open:
            self.root = raw


def _unprefixed(name: str) -> str | None:
    """Return how a datatype is named in XML syntax, where it is named as in compact syntax."""
    prefix, _, local = name.partition(":")
    return f'say type="{local}" datatypeLibrary="{XSD}"' if prefix in ("xs", "xsd") else None


def _inside(within: _Open, kind: str) -> str:
    """Return what a new child stands in: ``names``, ``include``, ``data`` or nothing special."""
    parent = within.raw.kind
    if kind in ("choice", "except"):
        named = parent in ("element", "attribute") and not within.raw.children
        return (
            "names" if named or parent in ("anyName", "nsName") or within.inside == "names" else ""
        )
    if kind == "div" and (parent == "include" or within.inside == "include"):
        return "include"
    return ""


def _document(raw: Raw, text: str) -> None:
    """Give documentation to a node, or to the value or parameter that it stands behind."""
    if raw.children and raw.children[-1].kind in _DOCUMENTED_BEHIND:
        raw = raw.children[-1]
    raw.documentation = f"{raw.documentation} {text}".strip()
