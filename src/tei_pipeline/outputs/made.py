"""What ``html/main.xsl`` and ``html/site.xsl`` give, taken apart: a record, pages, other files.

The stylesheets write all of it as one piece of XML: Saxon's XML method takes half the time of its
HTML method, and nothing is built in memory first. Here it becomes HTML, which writes elements
without content in another way. As ``<`` is escaped wherever a text holds it, nothing in a document
can be taken for the beginning of a page.
"""

import html
import re
from typing import NamedTuple

_PAGE = re.compile(r'<page path="([^"]*)"(?: title="([^"]*)")?(?:/>|>)')
_VOID = frozenset(
    ("br", "meta", "link", "input", "img", "hr", "wbr", "col", "source", "area", "base", "track")
)
_END = "</page>"
_FILES = "<files>"
_FILE = re.compile(r'<file path="([^"]*)"/>')


class MadePage(NamedTuple):
    """A page, a piece of one, or a text file beside it, by its path in the folder of pages."""

    path: str
    title: str
    content: str


class Made(NamedTuple):
    """A document's record as XML, its pages, and the files of the project that they show.

    Of pages of the whole the record is empty.
    """

    record: str
    pages: tuple[MadePage, ...]
    files: tuple[str, ...] = ()


def read_made(text: str) -> Made:
    """Return the parts of what the stylesheet wrote."""
    text, _, files = text.partition(_FILES)
    record, *parts = _PAGE.split(text)
    pages = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    return Made(
        record,
        tuple(
            MadePage(html.unescape(path), html.unescape(title or ""), _content(content))
            for path, title, content in pages
        ),
        tuple(html.unescape(path) for path in _FILE.findall(files)),
    )


def _content(written: str) -> str:
    content = written.removesuffix(_END)
    if content.startswith("<html"):
        return f"<!DOCTYPE html>\n{_as_html(content)}\n"
    if content.startswith("<"):
        return _as_html(content)
    return html.unescape(content)


def _as_html(content: str) -> str:
    """Return elements without content as HTML writes them; ``>`` is escaped wherever it is text."""
    *pieces, last = content.split("/>")
    written = []
    for piece in pieces:
        name = piece[piece.rindex("<") + 1 :].partition(" ")[0]
        written.append(f"{piece}>" if name in _VOID else f"{piece}></{name}>")
    return "".join([*written, last])
