"""The tree of a document: one hardened lxml parse that reads no network and no file unasked.

Entities are those of the file itself; what ``xi:include`` names is read from below a folder.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei_pipeline.diagnostics import Location
from tei_pipeline.document import places
from tei_pipeline.document.doctype import outside
from tei_pipeline.document.reading import LoadError, decode, failure, read_text, split_lines
from tei_pipeline.document.syntax import SyntaxFault, not_read, syntax_fault, undefined
from tei_pipeline.document.xinclude import INCLUDE, Includer
from tei_pipeline.names import XML, XML_ID

if TYPE_CHECKING:
    from tei_pipeline.document.load import Bounds


class Tree:
    """The tree of one file.

    ``homes`` has the trees that included elements were taken from; ``twins`` the elements that
    others are copies of, within this file; ``sought`` all files that were to be included, also
    those that are not there.
    """

    def __init__(self, path: Path, source: bytes, root: etree._Element) -> None:
        self.path = path
        self.source = source
        self.root = root
        self.order: list[etree._Element] | None = None
        self.homes: dict[etree._Element, Tree] = {}
        self.twins: dict[etree._Element, etree._Element] = {}
        self.sought: set[Path] = set()
        self._paths = places.Paths()

    def hold_order(self) -> None:
        """Keep the elements in the order of the file, before any is included or moved."""
        self.order = list(self.root.iter(etree.Element))

    @property
    def id(self) -> str | None:
        """Return the root's ``xml:id``."""
        return self.root.get(XML_ID)

    @cached_property
    def ids(self) -> dict[str, etree._Element]:
        """Return the elements by ``xml:id``; of a repeated one the first."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter(etree.Element):
            identifier = element.get(XML_ID)
            if identifier is not None:
                found.setdefault(identifier, element)
        return found

    @cached_property
    def text(self) -> str:
        """Return the tree as XML without DTD and entities."""
        return etree.tostring(self.root.getroottree().getroot(), encoding="unicode")

    @property
    def included(self) -> tuple[Path, ...]:
        """Return the files that elements were included from, each once."""
        return tuple(dict.fromkeys(tree.path for tree in self.homes.values()))

    @cached_property
    def _decoded(self) -> str:
        return decode(self.source)

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self._decoded)

    @cached_property
    def _places(self) -> dict[etree._Element, places.Place]:
        order = self.order or list(self.root.iter(etree.Element))
        return dict(zip(order, places.element_places(self._decoded), strict=True))

    def lines_of(self, file: Path) -> list[str]:
        """Return the lines of this file or of an included one."""
        for tree in (self, *self.homes.values()):
            if tree.path == file:
                return tree._lines
        return []

    def location(self, element: etree._Element, attribute: str | None = None) -> Location:
        """Return the place of a start tag or an attribute, in the file that it was written in."""
        home = self.homes.get(element, self)
        place = home._places[home.twins.get(element, element)]
        line, column, end = place.line, place.column, place.name_end
        path = self._paths.of(element)
        if attribute is not None:
            name = _written_name(element, attribute)
            line, column, end = places.attribute_place(home._lines, place, name)
            path = f"{path}/@{name}"
        return Location(home.path, line, column, end, path)

    def find(self, path: str) -> etree._Element | None:
        """Return the element at a path as ``fn:path()`` writes it."""
        return places.follow(self.root, path)

    def at(self, path: str) -> Location:
        """Return the place of the node at a path as ``fn:path()`` writes it."""
        element = self.find(path)
        if element is None:
            return Location(self.path, path=path)
        return self.location(element, places.attribute_of(path))


def read_tree(path: Path, source: bytes, bounds: "Bounds") -> Tree:
    """Return the tree of a file's bytes, with what it includes; raises ``LoadError``."""
    tree = parse(path, source)
    if next(tree.root.iter(INCLUDE), None) is not None:
        Includer(bounds, parse).expand(tree)
    return tree


def parse(path: Path, source: bytes) -> Tree:
    """Return the tree of one file alone; raises ``LoadError``."""
    text = read_text(path, source)
    uri = path.absolute().as_uri()
    try:
        try:
            return Tree(path, source, _parsed(source, uri, "internal"))
        except etree.XMLSyntaxError as error:
            # lxml refuses parameter entities, also those of the file itself.
            name = undefined(error)
            if name is None or f"%{name};" not in text:
                raise
            if (place := outside(text)) is not None:
                raise _refused(path, not_read(*place)) from error
            return Tree(path, source, _parsed(source, uri, True))
    except etree.XMLSyntaxError as error:
        raise _refused(path, syntax_fault(error, text)) from error


def _refused(path: Path, fault: SyntaxFault) -> LoadError:
    return failure(
        fault.code,
        path,
        fault.message,
        line=fault.line,
        column=fault.column,
        suggestion=fault.suggestion,
    )


def _parsed(source: bytes, uri: str, entities: bool | str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=entities,  # type: ignore[arg-type]  # newer than the stubs
        attribute_defaults=True,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
    )
    parser.resolvers.add(_Nothing())
    return etree.fromstring(source, parser, base_url=uri)


class _Nothing(etree.Resolver):
    """Answer every request for another file with an empty one."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        # resolve_empty would break the parse; the stubs are wrong about both signatures.
        return self.resolve_string("", context)  # type: ignore[call-arg]


def _written_name(element: etree._Element, attribute: str) -> str:
    name = etree.QName(attribute)
    if not name.namespace:
        return name.localname
    if name.namespace == XML:
        return f"xml:{name.localname}"
    for prefix, namespace in element.nsmap.items():
        if namespace == name.namespace and prefix:
            return f"{prefix}:{name.localname}"
    return name.localname
