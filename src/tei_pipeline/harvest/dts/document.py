"""The document endpoint: a document or a passage of it, as TEI, HTML or plain text."""

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
from tei_pipeline.harvest.dts.kept import Kept
from tei_pipeline.harvest.dts.navigation import Units, state
from tei_pipeline.harvest.dts.reading import Reading, as_html, as_text
from tei_pipeline.names import TEI

Element = etree._Element

_BYTES = 40_000_000  # of documents whose trees are kept; a tree takes about six times as much
_UNITS = 200_000
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_METHOD = f"{{{TEI}}}variantEncoding"
_TEXTS = (f"{{{TEI}}}text", f"{{{TEI}}}sourceDoc")


class Texts:
    """The trees and units of the documents that were asked for last."""

    def __init__(self) -> None:
        self._trees = Kept[Element](_BYTES)
        self.units = Kept[Units](_UNITS)

    def tree(self, view: View, document: Document) -> Element:
        """Return the root of a document; raises ``ProblemError`` where its text is not there."""

        def make() -> tuple[Element, int]:
            content = view.content(document.id, "tei")
            if content is None:
                raise ProblemError("the text of this document is not published", 404)
            return _parsed(content), len(content)

        return self._trees.get(state(document), make)


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
    units = Units.of(view, one, given["tree"], texts.units)
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
