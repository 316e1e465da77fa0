"""What stands in a book and where, by ``pdftotext``; and what should, by its TEI.

``pdftotext -bbox`` gives each word with its box. What a word is follows from the design of the page
(``xslt/print/design.typ``), so nothing has to be guessed:

- above the text block stand running heads and page numbers, below it the number of page 1, beside
  it the numbers of paragraphs: all these are left out;
- inside it, words of 8.5 pt or less are notes (and, behind the text, indexes and colophon), words
  of 9 pt on page 1 are the facts of the title block; all other words are the text;
- the mark of a note sticks to the word before it, so the words expected have it there too;
- a word divided at the end of a line ends there in a soft hyphen, which nothing else prints, or in
  the hyphen that it has anyhow; it is joined again.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tests import oracles

TEI = "{http://www.tei-c.org/ns/1.0}"
POINT = 72 / 25.4
INNER, OUTER, TOP = 170 / 9 * POINT, 340 / 9 * POINT, 240 / 9 * POINT
WIDTH, HEIGHT = 170 * POINT, 33 * 14.0
# Libertinus is 1.14 of its size from ascent to descent.
TALL = 1.14
SOFT_HYPHEN = "\u00ad"
MENTIONS = {f"{TEI}{name}": "ref" for name in ("persName", "placeName", "orgName", "rs")} | {
    f"{TEI}ref": "target",
    f"{TEI}quote": "source",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page inside the text block; ``size`` in points."""

    text: str
    page: int
    size: float


@dataclass(slots=True)
class Expected:
    """Words that should stand in a book, and by key which of them end a mention."""

    words: list[str] = field(default_factory=list)
    mentions: list[tuple[str, int]] = field(default_factory=list)


def block_words(pdf: Path) -> list[Word]:
    """Return the words inside the text block of each page, in order."""
    command = [oracles.program("pdftotext"), "-bbox", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True))
    pages = root.iter("{*}page")
    return [word for number, page in enumerate(pages, 1) for word in _inside(page, number)]


def _inside(page: etree._Element, number: int) -> Iterator[Word]:
    left = INNER if number % 2 else OUTER
    right = WIDTH - (OUTER if number % 2 else INNER)
    for word in page.iter("{*}word"):
        x, y, end, foot = (float(word.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax"))
        middle = (y + foot) / 2
        if left - 3 < x and end < right + 8 and TOP < middle < TOP + HEIGHT:
            yield Word(word.text or "", number, (foot - y) / TALL)


def text_words(words: list[Word]) -> list[Word]:
    """Return the words of the text (and the headings behind it)."""
    return [w for w in words if w.size > 9.5 or (w.size > 8.8 and w.page > 1)]


def note_words(words: list[Word], last_page: int) -> list[Word]:
    """Return the words of the notes on the pages of the text."""
    return [w for w in words if w.size < 8.8 and w.page <= last_page]


def joined(found: list[Word], expected: list[str]) -> list[Word]:
    """Return ``found`` with words that a line's end divided made whole, as far as ``expected``."""
    whole: list[Word] = []
    rest = iter(found)
    for wanted in expected:
        word = next(rest, Word("", 0, 0))
        text = word.text
        while text != wanted and text.endswith((SOFT_HYPHEN, "-")):
            text = text.removesuffix(SOFT_HYPHEN) + next(rest, Word("", 0, 0)).text
        whole.append(Word(text, word.page, word.size))
    return whole


def expected_words(text: etree._Element, remarks: int = 0) -> tuple[Expected, Expected]:
    """Return what ``text`` should give in the text block and in the notes.

    ``remarks`` is the number of notes in the title block, which stand after those of the heading.
    """
    collector = _Collector(remarks)
    collector.walk(text)
    return collector.body.finished(), collector.notes.finished()


class _Stream:
    """Characters in order; where a mention ends is kept as a position among them."""

    def __init__(self) -> None:
        self.characters = ""
        self.ends: list[tuple[str, int]] = []

    def finished(self) -> Expected:
        words = list(re.finditer(r"\S+", self.characters))
        places = [
            (key, next(i for i, word in enumerate(words) if end <= word.end()))
            for key, end in self.ends
        ]
        return Expected([word[0] for word in words], places)


class _Collector:
    """Walks TEI as a reader of the book meets it: notes apart, their numbers in their places."""

    def __init__(self, remarks: int) -> None:
        self.body, self.notes = _Stream(), _Stream()
        self._number = 0
        self._remarks = remarks

    def walk(self, element: etree._Element) -> None:
        stream = self.body
        if element.tag == f"{TEI}note":
            self._number += 1
            self.body.characters += str(self._number)
            self.notes.characters += f" {self._number} "
            stream = self.notes
            self._content(element, stream)
            self.notes.characters += " "
        else:
            self._content(element, stream)
        if element.tag == f"{TEI}head":
            self._number += self._remarks

    def _content(self, element: etree._Element, stream: _Stream) -> None:
        block = element.tag in {f"{TEI}{n}" for n in ("p", "head", "div", "signed", "dateline")}
        stream.characters += " " if block else ""
        stream.characters += element.text or ""
        for child in element:
            if stream is self.notes:
                self._content(child, stream)
            else:
                self.walk(child)
            stream.characters += child.tail or ""
        stream.characters += " " if block else ""
        attribute = MENTIONS.get(str(element.tag))
        for pointer in (element.get(attribute) or "").split() if attribute else ():
            stream.ends.append((pointer, len(stream.characters.rstrip())))
