"""The files of a schema: what its first files include and import, all of it at hand or an error.

Reads XML and follows addresses; what the components in the files mean is not looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.document import LoadError, tree
from tei_pipeline.errors import SchemaError
from tei_pipeline.names import XML, local
from tei_pipeline.opening import OpenSchema

XS = "http://www.w3.org/2001/XMLSchema"
_SCHEMA = f"{{{XS}}}schema"
_IMPORT = f"{{{XS}}}import"
_LINKS = tuple(f"{{{XS}}}{name}" for name in ("include", "import", "redefine", "override"))
_REFERENCES = ("ref", "type", "base", "itemType", "memberTypes", "substitutionGroup", "refer")
_XML_ATTRIBUTES = Path(__file__).with_name("xml.xsd")
_BUILT_IN = frozenset({XS, "http://www.w3.org/2001/XMLSchema-instance"})


@dataclass(slots=True, eq=False)
class SchemaFile:
    """One file; ``links`` lead from its include and import elements to the files they mean.

    An import that names no file leads to None where nothing that it could bring is used.
    """

    path: Path
    source: bytes
    root: etree._Element
    links: dict[etree._Element, Path | None] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        """Return the target namespace, empty where there is none."""
        return self.root.get("targetNamespace", "").strip()


def read_files(firsts: Sequence[Path], open_schema: OpenSchema) -> dict[Path, SchemaFile]:
    """Return the first files and all that they lead to; raises ``SchemaError``.

    Files that include each other are read once.
    """
    return _Reading(open_schema).all_of(firsts)


class _Reading:
    def __init__(self, open_schema: OpenSchema) -> None:
        self._open = open_schema
        self._files: dict[Path, SchemaFile] = {}
        self._waiting: list[tuple[SchemaFile, etree._Element]] = []

    def all_of(self, firsts: Sequence[Path]) -> dict[Path, SchemaFile]:
        for path in firsts:
            self._add(path.resolve(), _first_bytes(path))
        # What names no file may be in one that another link leads to.
        by_namespace: list[tuple[SchemaFile, etree._Element]] = []
        while self._waiting or by_namespace:
            file, link = (self._waiting or by_namespace).pop()
            if link.tag == _IMPORT and not _address(link) and self._waiting:
                by_namespace.append((file, link))
            else:
                file.links[link] = self._target(file, link)
                self._check(file, link)
        return self._files

    def _check(self, file: SchemaFile, link: etree._Element) -> None:
        """Refuse an import of a file that has another namespace than the import says."""
        target = file.links[link]
        said = link.get("namespace", "").strip()
        if link.tag == _IMPORT and target is not None and self._files[target].namespace != said:
            found = self._files[target].namespace
            raise SchemaError(
                f"{target.name} is imported for {said or 'no namespace'}, but has "
                f"{f'the namespace {found}' if found else 'none'}",
                path=file.path,
                line=line_of(link),
                mend="write the namespace of the file, or name another file",
            )

    def _add(self, path: Path, source: bytes) -> Path:
        if path not in self._files:
            file = self._files[path] = SchemaFile(path, source, parse(path, source))
            links = list(file.root.iterchildren(*_LINKS))
            self._waiting += [(file, link) for link in reversed(links)]
        return path

    def _target(self, file: SchemaFile, link: etree._Element) -> Path | None:
        address = _address(link)
        space = link.get("namespace", "").strip() if link.tag == _IMPORT else None
        try:
            if address:
                return self._linked(file, link, *self._open(address, file.path))
            if space:
                return self._by_namespace(file, space)
        except SchemaError as error:
            found = None if space is None else self._in_place_of(space, file)
            if found is None:
                raise _not_at_hand(error, file, link, address or space or "") from error
            return found
        if space is None:
            raise _nameless(file, link)
        return self._in_place_of(space, file)

    def _linked(self, file: SchemaFile, link: etree._Element, path: Path, source: bytes) -> Path:
        try:
            return self._add(path, source)
        except SchemaError as error:
            if XS.encode() in source:
                raise
            # Of what is no schema no line is shown: an address may lead to any file.
            raise SchemaError(
                f"“{_address(link)}” is no schema document of XSD",
                path=file.path,
                line=line_of(link),
                mend="name a file whose root is xs:schema",
            ) from error

    def _by_namespace(self, file: SchemaFile, space: str) -> Path | None:
        found = self._in_place_of(space, file)
        if found is not None or space in _BUILT_IN or not _mentions(file.root, space):
            return found
        return self._add(*self._open(space, file.path))

    def _in_place_of(self, space: str, file: SchemaFile) -> Path | None:
        """Return the file that a namespace has without an address, if any."""
        if space == XML:
            return self._add(_XML_ATTRIBUTES, _XML_ATTRIBUTES.read_bytes())
        others = (other for other in self._files.values() if other is not file)
        return next((other.path for other in others if other.namespace == space), None)


def parse(path: Path, source: bytes) -> etree._Element:
    """Return the root of a schema file; raises ``SchemaError``.

    Entities of the file itself are expanded; no other file is read.
    """
    try:
        root = tree.parse(path, source).root
    except LoadError as error:
        found = error.diagnostic
        malformed = found.message.startswith("not well-formed")
        raise SchemaError(
            f"the schema {'is' if malformed else 'cannot be read:'} {found.message}",
            path=path,
            line=found.location.line or 1,
            mend=found.suggestion,
        ) from error
    if root.tag != _SCHEMA:
        raise SchemaError(
            f"this is not a schema document of XSD: its root is {local(str(root.tag))}",
            path=path,
            line=line_of(root),
            mend="name a file whose root is xs:schema",
        )
    return root


def line_of(element: etree._Element) -> int:
    """Return the line of an element in its file."""
    line: Any = element.sourceline  # the stubs are wrong
    return int(line or 1)


def _first_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise SchemaError("the schema cannot be read", path=path, mend="check its name") from error


def _address(link: etree._Element) -> str:
    return link.get("schemaLocation", "").strip()


def _mentions(root: etree._Element, space: str) -> bool:
    """Return whether a schema refers to a component of a namespace."""
    for element in root.iter(f"{{{XS}}}*"):
        prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == space]
        for name in [str(element.get(key, "")) for key in _REFERENCES] if prefixes else ():
            if any((n.partition(":")[0] if ":" in n else None) in prefixes for n in name.split()):
                return True
    return False


def _not_at_hand(
    error: SchemaError, file: SchemaFile, link: etree._Element, address: str
) -> SchemaError:
    if error.line is not None:
        return error  # it is about the file that was found
    message = error.message
    if not _address(link):
        message = f"the import of the namespace {address} names no file, and none is at hand"
    elif address not in message:
        message = f"{message}: {address}"
    mend = error.mend or f"put the file there, or: tei-pipeline schema add {address}"
    return SchemaError(message, path=file.path, line=line_of(link), mend=mend)


def _nameless(file: SchemaFile, link: etree._Element) -> SchemaError:
    return SchemaError(
        f"{local(str(link.tag))} does not say which file: it lacks schemaLocation",
        path=file.path,
        line=line_of(link),
        mend='write schemaLocation="…"',
    )
