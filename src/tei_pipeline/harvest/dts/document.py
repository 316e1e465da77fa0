"""The document endpoint: a document or a passage of it, as TEI, HTML or plain text."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from lxml import etree

from tei_pipeline.catalogue.published import Document, View
from tei_pipeline.document.languages import language_tag
from tei_pipeline.exchange import Answer
from tei_pipeline.harvest.dts.addresses import Addresses
from tei_pipeline.harvest.dts.asking import Given, ProblemError
from tei_pipeline.harvest.dts.collection import found
from tei_pipeline.harvest.dts.cutting import WRAPPER, as_tei, cut, span
from tei_pipeline.harvest.dts.describing import MEDIA_TYPES
from tei_pipeline.harvest.dts.navigation import Units
from tei_pipeline.harvest.dts.reading import Reading, as_html, as_text
from tei_pipeline.names import TEI

Element = etree._Element

_HELD = 40_000_000  # bytes of documents whose trees are kept; a tree takes about six times as much
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_METHOD = f"{{{TEI}}}variantEncoding"
_TEXTS = (f"{{{TEI}}}text", f"{{{TEI}}}sourceDoc")


class Texts:
    """The trees of the documents that were asked for last; nobody changes them."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, ...], tuple[Element, int]] = OrderedDict()
        self._lock = Lock()

    def tree(self, view: View, document: Document) -> Element:
        """Return the root of a document; raises ``ProblemError`` where its text is not there."""
        key = (document.id, document.facts.source, str(document.stamp))
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        content = view.content(document.id, "tei")
        if content is None:
            raise ProblemError("the text of this document is not published", 404)
        root = _parsed(content)
        with self._lock:
            self._held[key] = root, len(content)
            while sum(size for _, size in self._held.values()) > _HELD and len(self._held) > 1:
                self._held.popitem(last=False)
        return root


def _parsed(content: bytes) -> Element:
    # What is published was loaded before, within its bounds; it has no entities left.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
    )
    return etree.fromstring(content, parser)


class _Passage(NamedTuple):
    """What was asked for: a ``TEI``, and what of it is to be read."""

    root: Element
    read: Reading


def document(view: View, at: Addresses, given: Given, texts: Texts) -> Answer:
    """Answer a request for a text; raises ``ProblemError``."""
    if not given["resource"]:
        raise ProblemError("resource must be given")
    given.passage()
    # In a query "+" stands for a space, which no media type has.
    wanted = given["mediaType"].partition(";")[0].strip().lower().replace(" ", "+")
    one = found(view, at, given["resource"])
    if wanted and wanted not in MEDIA_TYPES:
        raise ProblemError(f"a text can be had as {', '.join(MEDIA_TYPES)}", 404)
    passage = _passage(view, one, given, texts)
    link = f'<{at.call("collection", id=at.resource(one))}>; rel="collection"'
    content, kind = _written(passage, wanted, one, given)
    return Answer(content, kind, headers=(("Link", link),))


def _passage(view: View, one: Document, given: Given, texts: Texts) -> _Passage:
    whole = texts.tree(view, one)
    encoding = next(whole.iter(_METHOD), None)
    method = encoding.get("method", "") if encoding is not None else ""
    if not given["ref"] and not given["start"]:
        root = as_tei(whole)
        outer = [
            text for text in root.iter(*_TEXTS) if next(text.iterancestors(*_TEXTS), None) is None
        ]
        return _Passage(root, Reading(outer, method))
    units = Units.of(view, one.id, given["tree"])
    if given["ref"]:
        first = last = units.place(given["ref"])
    else:
        first, last, _ = units.span(given["start"], given["end"])
    root = cut(span(whole, units.all, first, last))
    return _Passage(root, Reading(list(root.iter(WRAPPER)), method))


def _written(passage: _Passage, wanted: str, one: Document, given: Given) -> tuple[bytes, str]:
    if wanted == "text/plain":
        return as_text(passage.read).encode(), "text/plain; charset=utf-8"
    if wanted == "text/html":
        asked = given["ref"] or "–".join(filter(None, (given["start"], given["end"])))
        title = ", ".join(filter(None, (one.facts.title or one.id, asked)))
        written = as_html(passage.read, title, language_tag(one.facts.language))
        return written.encode(), "text/html; charset=utf-8"
    return _DECLARATION + etree.tostring(passage.root, encoding="utf-8"), "application/tei+xml"
