"""Answers as XML, with the text of their records exactly as it was sent.

A parser of our own, since that of ``oaipmh-scythe`` mends what was cut off without a word and
drops white space. Neither files nor the network are read, and a DTD is refused.
"""

from xml.parsers import expat

from lxml import etree

from tei_pipeline.app.harvester.asking import Got, refused
from tei_pipeline.errors import InputError
from tei_pipeline.names import XSI

Element = etree._Element
OAI = "{http://www.openarchives.org/OAI/2.0/}"
_RECORD_DEPTH = 4  # OAI-PMH, ListRecords, record, metadata, and then what is described


def parse(content: bytes) -> Element:
    """Return the root of an answer; raises ``ValueError`` in words."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not well-formed XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares a DTD, which no answer needs and none is read for")
    return root


def oai_root(got: Got) -> Element:
    """Return the root of an answer of OAI-PMH; raises ``InputError``."""
    try:
        root = parse(got.content)
    except ValueError as error:
        if got.status != 200:
            raise refused(got) from error
        kind = got.media or "no known type"
        raise _not_oai(got, f"the answer ({kind}) cannot be used: {error}") from error
    if root.tag != f"{OAI}OAI-PMH":
        if got.status != 200:
            raise refused(got)
        raise _not_oai(got, f"the answer is no OAI-PMH but <{etree.QName(root).localname}>")
    return root


def _not_oai(got: Got, reason: str) -> InputError:
    mend = "run the command again; if that does not help, tell those who run the server"
    return InputError(f"“{got.address}” cannot be harvested: {reason}", mend=mend)


def documents(content: bytes, root: Element) -> dict[Element, bytes]:
    """Return for each record's content the XML that stands in the answer, character for character.

    Where it relies on prefixes that are declared around it, these are declared in it.
    """
    found = root.iterfind(f"{OAI}ListRecords/{OAI}record/{OAI}metadata/*")
    elements = [one for one in found if one.getprevious() is None or _first(one)]
    written = _Slices(_utf8(content, root)).found
    if len(written) != len(elements):
        written = [b""] * len(elements)
    return {
        element: own if _is_same(own, element) else etree.tostring(element, with_tail=False)
        for element, own in zip(elements, written, strict=True)
    }


def without_location(content: bytes, location: str) -> bytes:
    """Return a record's content without the schema location that the protocol has put into it.

    It is the announced one (OAI-PMH 2.0, 3.4), and would be taken for the document's own choice.
    """
    added = f' xmlns:xsi="{XSI}" xsi:schemaLocation="{location}"'.encode()
    start = content.find(added, 0, content.find(b">"))
    rest = content[start + len(added) :]
    return content if start < 0 or b"xsi:" in rest else content[:start] + rest


def _first(element: Element) -> bool:
    return next(element.itersiblings("*", preceding=True), None) is None


def _utf8(content: bytes, root: Element) -> bytes:
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding in ("UTF-8", "UTF8", "ASCII", "US-ASCII"):
        return content
    return b""  # written anew from the tree


def _is_same(written: bytes, element: Element) -> bool:
    if not written:
        return False
    try:
        alone = parse(written)
    except ValueError:
        return False
    return _canonical(alone) == _canonical(element)


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


class _Slices:
    """The parts of a text in UTF-8 that are the content of records."""

    def __init__(self, content: bytes) -> None:
        self.found: list[bytes] = []
        self._content = content
        self._names: list[str] = []
        self._start: int | None = None
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError:
            self.found = []

    def _open(self, name: str, _: dict[str, str]) -> None:
        names = self._names
        in_metadata = len(names) == _RECORD_DEPTH and names[-1].rpartition(":")[2] == "metadata"
        if in_metadata and self._start is None:
            self._start = self._parser.CurrentByteIndex
        names.append(name)

    def _close(self, name: str) -> None:
        self._names.pop()
        if self._start is None or len(self._names) != _RECORD_DEPTH:
            return
        place = self._parser.CurrentByteIndex
        if self._content[place : place + 2] == b"</":
            place = self._content.index(b">", place) + 1
        self.found.append(self._content[self._start : place])
        self._start = None
