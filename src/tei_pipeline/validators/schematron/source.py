"""A Schematron schema as one tree: its files read, their includes in place.

Every element is marked with the file and line that it stands in. What Schematron means is in
``xslt/schematron``.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_pipeline.cache import digest
from tei_pipeline.document import LoadError, places
from tei_pipeline.document.reading import decode, read_bytes
from tei_pipeline.document.tree import parse
from tei_pipeline.errors import SchemaError
from tei_pipeline.names import SCHEMATRON, XML, XML_ID
from tei_pipeline.opening import OpenSchema
from tei_pipeline.saxon import Message
from tei_pipeline.validators.schematron.marks import MARK, UNREAD, XSLT
from tei_pipeline.validators.schematron.prefixes import WHOLE, take_over

_XML_BASE = f"{{{XML}}}base"
_DEPTH = 50
"""So many files may include one another: more are a mistake, if not a trap."""
_INCLUDING = {
    f"{{{SCHEMATRON}}}include",
    f"{{{SCHEMATRON}}}extends",
    f"{{{XSLT}}}include",
    f"{{{XSLT}}}import",
}
_IN_XSLT = f"{{{XSLT}}}"
_FOR_ALL = ("default-collation", "expand-text", "version", "xpath-default-namespace")
_EXTENDED = {WHOLE[0]: ("schema", "library"), WHOLE[1]: ("library",)}
"""What a schema and a library may take over; anything else extends a rule."""
_BEYOND = re.compile(
    r"(?<![\w.$-])(?:(?:doc|document|collection)\s*(?:\(|\#)"
    r"|(?:doc-available|json-doc|unparsed-text(?:-lines|-available)?|uri-collection"
    r"|available-environment-variables|environment-variable|system-property"
    r"|current-dateTime|current-time|implicit-timezone|random-number-generator"
    r"|default-language|function-lookup|load-xquery-module|transform)(?![\w.-]))"
)
"""What may answer otherwise another time, called or named, behind whatever prefix: better once too
often than an old verdict."""
_TODAY = re.compile(r"(?<![\w.$-])current-date(?![\w.-])")


@dataclass(slots=True)
class Source:
    """The files of a schema, in the order in which they were read."""

    path: Path
    open_schema: OpenSchema
    files: list[Path] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    faults: list[SchemaError] = field(default_factory=list)
    """What is left out of the schema, as it cannot be used."""
    root: etree._Element | None = None

    def first(self) -> etree._Element:
        """Return the root of the schema's first file; raises ``SchemaError``."""
        try:
            content = read_bytes(self.path)
        except LoadError as error:
            raise _unread(error, self.path) from error
        return self.tree(self.path, content)

    def tree(self, path: Path, content: bytes) -> etree._Element:
        """Return the root of a file, its elements marked; raises ``SchemaError``."""
        try:
            root = parse(path, content).root
        except LoadError as error:
            raise _unread(error, path) from error
        number = len(self.files)
        self.files.append(path)
        self.digests.append(digest(content))
        lines = places.element_places(decode(content))
        for element, place in zip(root.iter(etree.Element), lines, strict=True):
            element.set(MARK, f"{number}:{place.line}")
        return root

    def include(self, root: etree._Element, within: tuple[Path, ...]) -> None:
        """Put what a file's elements include in their places, where it can be."""
        for element in list(root.iter(*_INCLUDING)):
            if element.tag != f"{{{SCHEMATRON}}}extends" or element.get("href") is not None:
                try:
                    self._include(element, within)
                except SchemaError as error:
                    element.set(UNREAD, "true")
                    self.faults.append(left_out(error, element))

    @property
    def looks_beyond(self) -> bool:
        """Return whether the rules ask for more than the document: other files, or the time."""
        return self._asks(_BEYOND) or any(
            element.get("documents") for element in self._root.iter(f"{{{SCHEMATRON}}}*")
        )

    @property
    def looks_at_date(self) -> bool:
        """Return whether the rules ask what day it is."""
        return self._asks(_TODAY)

    def _asks(self, function: re.Pattern[str]) -> bool:
        for element in self._root.iter(etree.Element):
            if any(function.search(str(value)) for value in element.values()):
                return True
            if element.tag.startswith(_IN_XSLT) and function.search(
                "".join(map(str, element.itertext()))
            ):
                return True
        return False

    @property
    def _root(self) -> etree._Element:
        assert self.root is not None
        return self.root

    def place(self, at: str) -> tuple[Path, int | None]:
        """Return file and line of a mark."""
        number, _, line = at.partition(":")
        return (self.files[int(number)], int(line)) if line else (self.path, None)

    def unusable(self, message: Message, *, wholly: bool) -> SchemaError:
        """Return what the transpiler found as an error, of the whole schema or of a part."""
        element = places.follow(self._root, message.path or "")
        path, line = self.place("" if element is None else element.get(MARK, ""))
        text, mend = message.text, "mend the schema"
        if wholly:
            text, mend = f"is no usable Schematron: {text}", f"{mend}; nothing was judged by it"
        return SchemaError(text, path=path, line=line, mend=mend)

    def error(self, element: etree._Element, message: str, mend: str | None = None) -> SchemaError:
        """Return an error of the schema at one of its elements."""
        path, line = self.place(element.get(MARK, ""))
        return SchemaError(message, path=path, line=line, mend=mend)

    def _include(self, element: etree._Element, within: tuple[Path, ...]) -> None:
        name, _, fragment = str(element.get("href", "")).partition("#")
        if not name:
            raise self.error(element, "an include needs the name of a file in its href")
        path, content = self._opened(element, name, self._base(element))
        if path in within or len(within) > _DEPTH:
            raise self.error(element, f"the included file {name} includes itself")
        try:
            whole = self.tree(path, content)
        except SchemaError as error:
            raise self._unparsed(element, name, path, error) from error
        part = _part(whole, fragment)
        if part is None:
            raise self.error(element, f"{name} has no element {fragment}")
        take_over(self._root, whole, part)
        self.include(part, (*within, path))
        for node in self._content(element, part):
            element.addprevious(node)
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    def _base(self, element: etree._Element) -> Path:
        """Return the file that an address is relative to: the element's own, or its xml:base."""
        base, _ = self.place(element.get(MARK, ""))
        for one in (*reversed(list(element.iterancestors())), element):
            folder, _, _ = one.get(_XML_BASE, "").rpartition("/")
            base = base.parent / folder / base.name
        return base

    def _opened(self, element: etree._Element, name: str, base: Path) -> tuple[Path, bytes]:
        try:
            path, content = self.open_schema(name, base)
            return path.resolve(), content
        except SchemaError as error:
            mend = error.mend or "check its name, or leave the include out"
            message = f"what is included is missing: {error.message}"
            raise self.error(element, message, mend) from error
        except ValueError as error:
            message = f"what is included is missing: “{name}” is no address"
            raise self.error(element, message, "give the name of a file") from error

    def _unparsed(
        self, element: etree._Element, name: str, path: Path, error: SchemaError
    ) -> SchemaError:
        """Return that a file is no XML; no word of it is shown unless it lies with the schema."""
        message = f"the included file {name} is not well-formed XML"
        if path.is_relative_to(self.path.parent.resolve()):
            where = f" (line {error.line})" if error.line else ""
            message = f"{message}{where}: {error.message}"
        return self.error(element, message, "include a file that holds Schematron")

    def _content(self, element: etree._Element, part: etree._Element) -> list[etree._Element]:
        """Return what stands in place of an including element."""
        kind = etree.QName(element)
        language = etree.QName(part).namespace
        path, _ = self.place(part.get(MARK, ""))
        near = path.is_relative_to(self.path.parent.resolve())
        if language != kind.namespace and (kind.namespace == XSLT or not near):
            name = "XSLT" if kind.namespace == XSLT else "Schematron"
            raise self.error(element, f"the included file {element.get('href')} is no {name}")
        if kind.namespace == XSLT:
            return _declarations(part)
        if kind.localname == "include":
            if part.tag in WHOLE:
                message = "a whole schema cannot be included: only one of its elements can"
                mend = 'name it (href="FILE#ID"), or take over all with <extends href=…/>'
                raise self.error(element, message, mend)
            return [part]
        parent = element.getparent()
        wanted = ("rule",) if parent is None else _EXTENDED.get(str(parent.tag), ("rule",))
        if part.tag not in [f"{{{SCHEMATRON}}}{name}" for name in wanted]:
            raise self.error(element, f"what is extended here must be a {' or a '.join(wanted)}")
        return list(part)


def _declarations(stylesheet: etree._Element) -> list[etree._Element]:
    """Return what a stylesheet declares, with what its root says for all of it."""
    found = list(stylesheet)
    for declaration in stylesheet.iterchildren(f"{_IN_XSLT}*"):
        for name in _FOR_ALL:
            value = stylesheet.get(name)
            if value is not None and declaration.get(name) is None:
                declaration.set(name, value)
    return found


def left_out(error: SchemaError, element: etree._Element) -> SchemaError:
    """Return an error with what became of an element that includes, and of the rest."""
    parent = element.getparent()
    within = parent is not None and parent.tag == f"{{{SCHEMATRON}}}pattern"
    what = "it and the rules after it in its pattern are" if within else "this is"
    message = f"{error.message}; {what} left out, the other rules were run"
    return SchemaError(message, path=error.path, line=error.line, mend=error.mend)


def _part(root: etree._Element, fragment: str) -> etree._Element | None:
    if not fragment:
        return root
    return next((e for e in root.iter() if fragment in (e.get("id"), e.get(XML_ID))), None)


def _unread(error: LoadError, path: Path) -> SchemaError:
    found = error.diagnostic
    return SchemaError(found.message, path=path, line=found.location.line, mend=found.suggestion)
