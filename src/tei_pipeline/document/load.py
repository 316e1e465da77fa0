"""The hardened load: one lxml parse that reads no other file and no network.

What it refuses is a ``LoadError`` that carries a finding of family ``TPW``.
"""

import codecs
import errno
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import places
from tei_pipeline.document.syntax import syntax_fault
from tei_pipeline.names import XML, XML_ID

_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WITHOUT_BOM = (("<?".encode("utf-16-le"), "utf-16-le"), ("<?".encode("utf-16-be"), "utf-16-be"))


class LoadError(Exception):
    """The file has no tree; ``diagnostic`` says why and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Document:
    """A loaded XML file. Elements, attributes and paths all lead to a place in the file."""

    def __init__(self, path: Path, source: bytes, root: etree._Element) -> None:
        self.path = path
        self.source = source
        self.root = root

    @cached_property
    def id(self) -> str:
        """Return the ``xml:id`` of the root; the file's name without ending where it has none."""
        return self.root.get(XML_ID) or self.path.stem

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
        """Return the document as XML without DTD and entities, for Saxon."""
        return etree.tostring(self.root.getroottree().getroot(), encoding="unicode")

    @cached_property
    def lines(self) -> list[str]:
        """Return the file's lines as an editor shows them, without their ends."""
        return places.split_lines(self._decoded)

    def location(self, element: etree._Element, attribute: str | None = None) -> Location:
        """Return the place of an element's start tag, or of one of its attributes.

        ``attribute`` is a Clark name. The column is that of the ``<`` (or of the attribute's
        name); what is meant ends after the element's name (or the attribute's value).
        """
        place = self._places[element]
        line, column, end = place.line, place.column, place.name_end
        if attribute is not None:
            line, column, end = places.attribute_place(
                self.lines, place, _written_name(element, attribute)
            )
        path = places.xpath(element) + (
            f"/@{_written_name(element, attribute)}" if attribute else ""
        )
        return Location(self.path, line, column, end, path)

    def find(self, path: str) -> etree._Element | None:
        """Return the element that an XPath as ``fn:path()`` writes it leads to.

        A path to an attribute, a text or a comment leads to its element.
        """
        return places.follow(self.root, path)

    def at(self, path: str) -> Location:
        """Return the place of the node that ``fn:path()`` describes."""
        element = self.find(path)
        if element is None:
            return Location(self.path, path=path)
        return self.location(element, places.attribute_of(path))

    def words_after(self, place: Location, words: str) -> Location:
        """Return the place of the first occurrence of words from ``place`` on; else ``place``."""
        first = place.line or 1
        for number in range(first, len(self.lines) + 1):
            start = (place.column or 1) - 1 if number == first else 0
            column = self.lines[number - 1].find(words, start)
            if column >= 0:
                end = column + 1 + len(words)
                return Location(place.file, number, column + 1, end, place.path)
        return place

    @cached_property
    def _decoded(self) -> str:
        return decode(self.source)

    @cached_property
    def _places(self) -> dict[etree._Element, places.Place]:
        return places.element_places(self._decoded, self.root)


def decode(source: bytes) -> str:
    """Return a file's text by its byte order mark or XML declaration; UTF-8 without either.

    Raises ``UnicodeError`` or ``LookupError``.
    """
    for mark, encoding in (*_BOMS, *_WITHOUT_BOM):
        if source.startswith(mark):
            return source.decode(encoding)
    declared = _ENCODING.match(source)
    return source.decode(declared[1].decode("ascii") if declared else "utf-8")


def load(path: Path) -> Document:
    """Read and parse one file; raises ``LoadError``."""
    source = _read(path)
    if not source.strip():
        raise _failure("TPW102", path, "the file is empty", expected="a TEI document", line=1)
    try:
        text = decode(source)
    except (UnicodeError, LookupError) as error:
        raise _encoding_failure(path, source, error) from error
    try:
        root = etree.fromstring(source, _parser(), base_url=path.absolute().as_uri())
    except etree.XMLSyntaxError as error:
        fault = syntax_fault(error, text)
        raise _failure(
            fault.code,
            path,
            fault.message,
            line=fault.line,
            column=fault.column,
            suggestion=fault.suggestion,
        ) from error
    return Document(path, source, root)


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "it is not a regular file")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        mend = "check its name" if isinstance(error, FileNotFoundError) else "check what it is"
        raise _failure(
            "TPW100", path, f"the file cannot be read: {reason}", suggestion=mend
        ) from error


def _parser() -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # newer than the stubs
        no_network=True,
        load_dtd=False,
        collect_ids=False,
    )
    parser.resolvers.add(_Nothing())
    return parser


class _Nothing(etree.Resolver):
    """Answer every request for another file with an empty one."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        # resolve_empty would break the parse; the stubs are wrong about both signatures.
        return self.resolve_string("", context)  # type: ignore[call-arg]


def _failure(
    code: str,
    path: Path,
    message: str,
    *,
    expected: str | None = None,
    suggestion: str | None = None,
    line: int | None = None,
    column: int | None = None,
) -> LoadError:
    place = Location(path, line, column or (1 if line else None))
    return LoadError(Diagnostic(code, message, place, expected=expected, suggestion=suggestion))


def _encoding_failure(path: Path, source: bytes, error: Exception) -> LoadError:
    line = 1
    message = "the XML declaration names an encoding that does not exist"
    if isinstance(error, UnicodeDecodeError):
        before = source[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(error.encoding, "replace")) + 1
        byte = source[error.start]
        message = f"byte 0x{byte:02X} is not {error.encoding}"
        return _failure(
            "TPW103",
            path,
            message,
            line=line,
            column=column,
            expected=f"text in {error.encoding}, as the XML declaration (or its absence) says",
            suggestion="save the file as UTF-8, or name its true encoding in the XML declaration",
        )
    return _failure("TPW103", path, message, line=line, suggestion='write encoding="UTF-8"')


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
