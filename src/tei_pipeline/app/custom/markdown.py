"""Pages in Markdown to HTML: CommonMark with tables, raw HTML shown as it is written.

Links and pictures go through a ``Resolve``, which says where they lead in the site.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tei_pipeline.errors import InputError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Resolve = Callable[[str, int], str]
"""From an address as it is written and its line to the attribute that leads there."""

_KEYS = ("title", "navigation", "position", "language")
_FRONT = "---"


class Written(NamedTuple):
    """A file of Markdown: what stands above its text, the text, and the line that it begins on."""

    front: dict[str, tuple[str, int]]
    text: str
    line: int


class Rendered(NamedTuple):
    """A page's content as HTML, its first heading (which is not in it), and the ids of headings."""

    content: str
    heading: str
    ids: frozenset[str]


def read(path: Path) -> Written:
    """Read a file; raises ``InputError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"the page cannot be read: {why}", path=path) from error
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != _FRONT:
        return Written({}, text, 1)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _FRONT), None)
    if end is None:
        mend = f"end what stands above the text with a line {_FRONT}"
        raise InputError("the page has a beginning without an end", path=path, line=1, mend=mend)
    front = dict(_entry(path, number, line) for number, line in enumerate(lines[1:end], 2) if line)
    return Written(front, "\n".join(lines[end + 1 :]), end + 2)


def _entry(path: Path, number: int, line: str) -> tuple[str, tuple[str, int]]:
    key, colon, value = line.partition(":")
    if not colon or key.strip() not in _KEYS:
        mend = f"write lines as title: Imprint; known: {', '.join(_KEYS)}"
        raise InputError(f"unknown key: {key.strip()}", path=path, line=number, mend=mend)
    return key.strip(), (value.strip().strip("\"'"), number)


def render(written: Written, link: Resolve, picture: Resolve) -> Rendered:
    """Return a page as HTML; what ``link`` and ``picture`` raise goes through."""
    tokens = _markdown().parse(_clean(written.text))
    heading = _take_heading(tokens)
    ids = frozenset(_name_headings(tokens))
    _quieten(tokens)
    for token, line in _with_lines(tokens, written.line):
        if token.type == "link_open":
            token.attrs = {"href": link(str(token.attrs["href"]), line)}
        elif token.type == "image":
            token.attrs["src"] = picture(str(token.attrs["src"]), line)
    content: str = _markdown().renderer.render(tokens, _markdown().options, {})
    return Rendered(_slots(content), heading, ids)


@cache
def _markdown() -> "MarkdownIt":
    # Imported where there are pages of one's own: it takes 40 ms.
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # Resolve says no
    return made


def _clean(text: str) -> str:
    """Return text without characters that HTML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")


def _slots(content: str) -> str:
    """Return links to documents as the slots that they are: with their target first."""
    return re.sub(r'<a href="slot:([^"]*)"', r'<a data-to="document:\1"', content)


def _take_heading(tokens: "list[Token]") -> str:
    if not tokens or (tokens[0].type, tokens[0].tag) != ("heading_open", "h1"):
        return ""
    heading = _words(tokens[1])
    del tokens[:3]
    return heading


def _words(inline: "Token") -> str:
    kept = ("text", "code_inline", "softbreak")
    parts = (one.content or " " for one in inline.children or () if one.type in kept)
    return " ".join("".join(parts).split())


def _name_headings(tokens: "Sequence[Token]") -> Iterator[str]:
    """Give headings ids made of their words, and the level below that of the page's title."""
    seen: set[str] = set()
    headings = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    lower = any(tokens[at].tag == "h1" for at in headings)
    for at in headings:
        opening, inline, closing = tokens[at : at + 3]
        if lower:
            opening.tag = closing.tag = f"h{min(6, int(opening.tag[1]) + 1)}"
        stem = re.sub(r"\W+", "-", _words(inline).lower()).strip("-") or "section"
        name, number = stem, 1
        while name in seen:
            number += 1
            name = f"{stem}-{number}"
        seen.add(name)
        opening.attrs["id"] = name
        yield name


def _quieten(tokens: "Sequence[Token]") -> None:
    """Write as classes what the library writes as styles, which the pages' policy forbids."""
    for token in tokens:
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = f"rend-{style.rpartition(':')[2]}"
        if token.type in ("fence", "code_block"):
            token.attrs["tabindex"] = "0"


def _with_lines(tokens: "Sequence[Token]", first: int) -> "Iterator[tuple[Token, int]]":
    """Yield links and pictures with the lines that they stand on."""
    for token in tokens:
        line = first + (token.map[0] if token.map else 0)
        for child in token.children or ():
            yield child, line
            line += child.type in ("softbreak", "hardbreak")
