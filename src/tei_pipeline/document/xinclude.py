"""XInclude 1.1: what ``xi:include`` names is put in its place.

Read are only files within bounds; a file brings its root element, not the comments and
instructions around it. ``xml:base`` and ``xml:lang`` are not added (section 4.5): every included
element knows the file it comes from, and a schema that has no such attributes is not broken.
"""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei_pipeline.document.reading import LoadError, charset, failure, read_bytes, read_text
from tei_pipeline.document.xpointer import PointerError, select
from tei_pipeline.names import XML_BASE

if TYPE_CHECKING:
    from tei_pipeline.document.load import Bounds
    from tei_pipeline.document.tree import Tree

_XI = "{http://www.w3.org/2001/XInclude}"
INCLUDE = f"{_XI}include"
_FALLBACK = f"{_XI}fallback"
_DEEPEST = 100
_MOST_TIMES = 10_000
"""So often files are included, and ten times more for each file: many may share a few."""
_MOST_BYTES = 300_000_000
_MOST_COPIED = 20_000_000
"""Of parts of the same file; lxml moves copies of copies in a time that grows as the square."""
_ELEMENT = 50
"""So many bytes an element counts, for it takes memory however short it is."""

Parse = Callable[[Path, bytes], "Tree"]


class _UnavailableError(Exception):
    """A resource error (section 4.4): the fallback stands in where there is one."""


class _BrokenError(Exception):
    """A fatal error: no fallback helps."""


class Includer:
    """Puts included files into trees; ``parse`` makes the tree of one file alone."""

    def __init__(self, bounds: "Bounds", parse: Parse) -> None:
        self._bounds = bounds
        self._parse = parse
        self._times = 0
        self._files: set[Path] = set()
        self._bytes = 0
        self._copied = 0

    def expand(self, tree: "Tree", chain: tuple[Path, ...] = ()) -> None:
        """Replace all ``xi:include`` of a tree; raises ``LoadError``.

        ``chain`` are the files that led to it.
        """
        chain = (*chain, tree.path.resolve())
        tree.hold_order()
        waiting = _outermost(tree.root)
        while waiting:
            element = waiting.pop(0)
            try:
                self._replace(tree, element, self._content(tree, element, chain))
            except _UnavailableError as error:
                fallback = element.find(_FALLBACK)
                if fallback is None:
                    raise _failure(tree, element, str(error)) from error
                waiting[:0] = [e for child in fallback for e in _outermost(child)]
                self._replace(tree, element, [fallback.text or "", *fallback])
            except (_BrokenError, PointerError) as error:
                raise _failure(tree, element, str(error)) from error

    def _content(
        self, tree: "Tree", element: etree._Element, chain: tuple[Path, ...]
    ) -> list["etree._Element | str"]:
        pointer = element.get("xpointer") or element.get("fragid")
        kind = element.get("parse", "xml")
        href = element.get("href", "")
        if "#" in href:
            raise _BrokenError(
                f"the href {href!r} has a fragment: what follows # belongs into xpointer"
            )
        if kind not in ("xml", "text") and not kind.startswith(("text/", "application/")):
            raise _BrokenError(f'parse="{kind}" is neither "xml" nor "text"')
        if not href:
            return self._own(tree, element, pointer)
        as_text = kind == "text" or (kind.startswith("text/") and not kind.endswith("xml"))
        bound = self._bounds.text if as_text else self._bounds.xml
        path = self._file(tree, element, href, bound.resolve())
        tree.sought.add(path)
        if as_text:
            return [self._text(path, element)]
        if path in chain:
            raise _BrokenError(f"{href} includes itself: {_loop(chain, path)}")
        if len(chain) > _DEEPEST:
            raise _BrokenError(f"files include one another more than {_DEEPEST} deep")
        part = self._parse(path, self._read(path))
        self.expand(part, chain)
        self._count(_ELEMENT * len(part.order or ()))
        tree.homes.update(dict.fromkeys(part.order or (), part))
        tree.homes.update(part.homes)
        tree.sought |= part.sought
        return list(select(part.root, pointer)) if pointer else [part.root]

    def _own(
        self, tree: "Tree", element: etree._Element, pointer: str | None
    ) -> list["etree._Element | str"]:
        """Return copies of elements of the same file."""
        if not pointer:
            raise _BrokenError("xi:include has neither href nor xpointer: it names nothing")
        made: list[etree._Element | str] = []
        for chosen in select(tree.root, pointer):
            if chosen in element.iterancestors():
                raise _BrokenError(f"{pointer} includes itself")
            originals = list(chosen.iter(etree.Element))
            written = etree.tostring(chosen, encoding="utf-8", with_tail=False)
            self._copied += len(written) + _ELEMENT * len(originals)
            if self._copied > _MOST_COPIED:
                raise _BrokenError(f"more than {_megabytes(_MOST_COPIED)} is copied")
            copy = deepcopy(chosen)
            for twin, original in zip(copy.iter(etree.Element), originals, strict=True):
                tree.twins[twin] = original
            made.append(copy)
        return made

    def _file(self, tree: "Tree", element: etree._Element, href: str, bound: Path) -> Path:
        base = tree.path.absolute().as_uri()
        try:
            for ancestor in reversed([element, *element.iterancestors()]):
                base = urljoin(base, ancestor.get(XML_BASE, ""))
            address = urlsplit(urljoin(base, href))
        except ValueError as error:
            raise _BrokenError(f"{href} is no address ({str(error).lower()})") from error
        if address.scheme != "file":
            raise _UnavailableError(f"{href} is not a file here, and nothing is fetched")
        try:
            path = Path(unquote(address.path)).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # no name, or links in a circle
            raise _UnavailableError(f"{href} leads to no file") from error
        if not path.is_relative_to(bound):
            raise _BrokenError(f"{href} lies outside {bound.name}/, where nothing is read")
        return path

    def _read(self, path: Path) -> bytes:
        self._times += 1
        self._files.add(path)
        most = _MOST_TIMES + 10 * len(self._files)
        if self._times > most:
            raise _BrokenError(f"files are included more than {most:,} times")
        try:
            source = read_bytes(path)
        except LoadError as error:
            raise _UnavailableError(f"{path.name}: {error.diagnostic.message}") from error
        self._count(len(source))
        return source

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > _MOST_BYTES:
            raise _BrokenError(f"more than {_megabytes(_MOST_BYTES)} is included")

    def _text(self, path: Path, element: etree._Element) -> str:
        source = self._read(path)
        encoding = element.get("encoding")
        try:
            return source.decode(charset(encoding)) if encoding else read_text(path, source)
        except (LookupError, UnicodeError, LoadError) as error:
            raise _UnavailableError(f"{path.name} is not text in {encoding or 'UTF-8'}") from error

    def _replace(
        self, tree: "Tree", element: etree._Element, content: list["etree._Element | str"]
    ) -> None:
        parent = element.getparent()
        if parent is None:
            elements = [node for node in content if not isinstance(node, str)]
            if len(elements) != 1 or not isinstance(elements[0].tag, str):
                raise _BrokenError("the root of a document is to be replaced by one element")
            elements[0].tail = None
            tree.root = elements[0]
            return
        tail = element.tail
        for node in content:
            if isinstance(node, str):
                _add_text(element, node)
            else:
                above = node.getparent()
                if above is None or above.tag != _FALLBACK:
                    node.tail = None
                element.addprevious(node)
        _add_text(element, tail or "")
        element.tail = None
        parent.remove(element)


def _outermost(root: etree._Element) -> list[etree._Element]:
    """Return the ``xi:include`` elements that stand in no other."""
    found = root.iter(INCLUDE)
    return [e for e in found if next(e.iterancestors(INCLUDE), None) is None or e is root]


def _add_text(element: etree._Element, text: str) -> None:
    """Put text before an element."""
    try:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + text
            return
        parent = element.getparent()
        if parent is not None:
            parent.text = (parent.text or "") + text
    except ValueError as error:
        raise _UnavailableError("the text holds characters that XML forbids") from error


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB (each element counts {_ELEMENT} bytes)"


def _loop(chain: tuple[Path, ...], path: Path) -> str:
    return " → ".join(one.name for one in (*chain[chain.index(path) :], path))


def _failure(tree: "Tree", element: etree._Element, message: str) -> LoadError:
    place = tree.location(element)
    return failure(
        "TPW108",
        tree.path,
        f"what is included here cannot be read: {message}",
        line=place.line,
        column=place.column,
        expected="a file of this folder, or an xi:fallback for what is missing",
        suggestion="mend the href, seen from this file; or validate the folder that holds both",
    )
