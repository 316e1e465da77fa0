"""TEI as readers and programs that know no TEI take it: HTML without styles, and plain text.

Of a place with several readings the text's own is given, as the edition's pages give it: the
corrected, regularised or expanded form, the lemma. Notes stand where they are, in square brackets.
All else is there in its order, whatever element it is in.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from tei_pipeline.document.languages import language_tag
from tei_pipeline.names import TEI, XML, XML_ID

Element = etree._Element

_LANG = f"{{{XML}}}lang"
_CHOSEN = tuple(f"{{{TEI}}}{name}" for name in ("corr", "reg", "expan", "ex", "lem"))
_APP = f"{{{TEI}}}app"
_SEVERAL = frozenset({f"{{{TEI}}}choice", _APP})
_BREAKS = frozenset({"lb", "pb", "cb", "gb"})
_BLOCKS = frozenset(
    {"p", "ab", "head", "lg", "sp", "list", "item", "table", "row", "listBibl", "biblStruct",
     "bibl", "listPerson", "listPlace", "listOrg", "person", "place", "org", "div", "body", "front",
     "back", "text", "group", "titlePage", "titlePart", "docTitle", "docAuthor", "docImprint",
     "docDate", "docEdition", "byline", "opener", "closer", "salute", "signed", "dateline",
     "address", "addrLine", "postscript", "trailer", "epigraph", "argument", "castList",
     "castGroup", "castItem", "set", "stage", "speaker", "figure", "figDesc", "floatingText",
     "entry", "entryFree", "u", "sourceDoc", "surface", "zone", "fw", "cit", "quote", "wrapper",
     *(f"div{number}" for number in range(1, 8))}
)  # fmt: skip
_LINES = frozenset({"l", "line", "addrLine", "item", "row", "castItem", "speaker", "bibl"})
_INLINE = ("q", "mentioned", "soCalled", "quote", "cit", "bibl", "stage", "fw")
_FACES = (("ital", "i"), ("bold", "b"), ("sup", "sup"), ("sub", "sub"), ("under", "u"))
_LINE, _PARAGRAPH = "\x01", "\x02"  # where a new one begins; no XML has these
_PHRASING = frozenset({"p", "span", "a", "h2", "i", "b", "sup", "sub", "u"})


def _name(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Reading(NamedTuple):
    """What is to be read: elements, and how the document attaches its apparatus.

    ``method`` is ``variantEncoding/@method``; empty where the header says nothing.
    """

    roots: list[Element]
    method: str = ""


def _walk(reading: Reading) -> Iterator[tuple[str, Element, str]]:
    """Yield ("start" | "end" | "tail", element, text after it): what is read, in order."""
    for root in reading.roots:
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: set[Element] = set()
        for event, element in walker:
            if event == "start" and _is_passed_over(element, reading.method):
                skipped.add(element)
                walker.skip_subtree()
            elif event in ("start", "end") and element not in skipped:
                text = element.text if event == "start" else None
                yield event, element, text or ""
            if event != "start" and element is not root and element.tail:
                around = element.getparent()
                if around is not None and around.tag not in _SEVERAL:
                    yield "tail", element, element.tail


def _is_passed_over(element: Element, method: str) -> bool:
    """Return whether an element is a reading that is not in the text, or about the text."""
    if element.tag == _APP and _is_apart(element, method):
        return True
    around = element.getparent()
    if around is None or around.tag not in _SEVERAL:
        return element.tag == f"{{{TEI}}}teiHeader"
    chosen = next(around.iterchildren(*_CHOSEN), next(around.iterchildren("*"), None))
    return element is not chosen


def _is_apart(entry: Element, method: str) -> bool:
    """Return whether an entry of the apparatus is about words that stand elsewhere."""
    around = entry.getparent()
    listed = around is not None and _name(around) == "listApp"
    if listed or entry.get("from") or entry.get("to"):
        return True
    if method == "parallel-segmentation":
        return False
    inner = next(entry.iterancestors(_APP), None) is not None
    return bool(entry.get("loc") or (method and not inner))


# Plain text.


def as_text(reading: Reading) -> str:
    """Return the words of elements: paragraphs apart from each other, lines one below the other."""
    pieces: list[str] = []
    for event, element, text in _walk(reading):
        name = _name(element)
        if event == "tail":
            pieces.append(_in_line(text))
            continue
        if name == "note":
            pieces.append(" [" if event == "start" else "] ")
        elif _is_block(element):
            pieces.append(_LINE if name in _LINES else _PARAGRAPH)
        elif name in _BREAKS and event == "start" and element.get("break") != "no":
            pieces.append(" ")
        elif name in _LINES:
            pieces.append(_LINE)
        elif name == "cell" and event == "end":
            pieces.append("\t")
        pieces.append(_in_line(text))
    return _tidy("".join(pieces))


def _in_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(r"\[ +", "[", re.sub(r" +\]", "]", re.sub(r" +", " ", text)))
    text = re.sub(r"\] ([.,;:!?])", r"]\1", text)
    text = re.sub(rf"[\s{_LINE}]*{_PARAGRAPH}[\s{_LINE}{_PARAGRAPH}]*", "\n\n", text)
    return re.sub(rf"\s*{_LINE}[\s{_LINE}]*", "\n", text).strip() + "\n"


def _is_block(element: Element) -> bool:
    name = _name(element)
    around = element.getparent()
    if name not in _BLOCKS:
        return False
    # What may stand in a line as well does so where text stands beside it.
    return name not in _INLINE or around is None or _holds_no_text(around)


def _holds_no_text(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return not any(text and text.strip() for text in texts)


# HTML.


def as_html(reading: Reading, title: str, language: str) -> str:
    """Return a page with the words of elements; ``class`` has the names of TEI's elements."""
    lang = f' lang="{escape(language)}"' if language else ""
    body = "".join(_marked_up(reading))
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _marked_up(reading: Reading) -> Iterator[str]:
    opened: list[str] = []
    for event, element, text in _walk(reading):
        name = _name(element)
        if event == "tail":
            yield escape(text, quote=False)
        elif event == "end":
            closed = opened.pop()
            if name == "note":
                yield "]"
            yield f"</{closed}>" if closed else ""
        else:
            in_line = any(tag in _PHRASING for tag in opened)
            tag = _tag(element, in_line=in_line)
            opened.append("" if tag == "br" else tag)
            yield f"<br{_attributes(element)}>" if tag == "br" else _opening(tag, element)
            yield "[" if name == "note" else ""
            yield escape(text, quote=False)


def _tag(element: Element, *, in_line: bool) -> str:
    name = _name(element)
    if name == "lb":
        return "br"
    if name == "hi":
        face = f"{element.get('rend', '')} {element.get('rendition', '')}".lower()
        return next((tag for word, tag in _FACES if word in face), "span")
    if not in_line and (_is_block(element) or name in ("l", "line")):
        if name in ("p", "head") and not _holds_blocks(element):
            return "p" if name == "p" else "h2"
        return "div"
    return "span"


def _holds_blocks(element: Element) -> bool:
    return any(_is_block(one) or _name(one) == "l" for one in element.iterdescendants("*"))


def _opening(tag: str, element: Element) -> str:
    return f"<{tag}{_attributes(element)}>"


def _attributes(element: Element) -> str:
    known = {
        "class": _name(element),
        "id": element.get(XML_ID),
        "lang": language_tag(element.get(_LANG)),
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in known.items() if value)
