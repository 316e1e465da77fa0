"""The documents of an edition as XML: all that their headers say, or what one list shows of it."""

import html
import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property, partial
from itertools import pairwise

from tei_pipeline.cache import digest
from tei_pipeline.catalogue.store import Catalogue, Row
from tei_pipeline.records import written

_MANY_WORDS = 100_000
_LICENCE = re.compile(r"<licence([^>]*)>([^<]+)</licence>")
_POINTING = re.compile(r' entry="([^"]*)"')


def _elements(*names: str, **roles: str) -> re.Pattern[str]:
    """Return a pattern of elements of a header with these names, or with some of their roles."""
    having = [f'{name}(?=[^>]* role="(?:{some})")' for name, some in roles.items()]
    found = rf"<({'|'.join((*names, *having))})(?=[\s/>])[^>]*?(?:/>|>.*?</\1>)"
    return re.compile(found, re.DOTALL)


_TITLE = _elements("title")
_CORRESPONDENT = _elements(agent="sender|recipient")
_SHOWN = _elements(
    "title", "date", "term", agent="author|sender|recipient", place="sent|created", language="text"
)
_COUNTED = _elements(
    "status", "publisher", "licence", "date", agent="editor|translator", language="text"
)
_FIRST = 12  # so many documents stand on the start page at most (start-page.xsl)


class Pointers:
    """Says of what names an entry on which page that is; ``address`` gives it by the key."""

    def __init__(self, address: Callable[[str], str | None]) -> None:
        self._address = address

    def __call__(self, xml: str) -> str:
        """Return XML with addresses."""
        return _POINTING.sub(lambda found: found[0] + self._to(found[1]), xml)

    def instead(self, xml: str) -> str:
        """Return XML with addresses in place of the names of entries that have one."""
        return _POINTING.sub(lambda found: self._to(found[1]) or found[0], xml)

    def _to(self, pointer: str) -> str:
        address = self._address(html.unescape(pointer))
        return written({"to": address}) if address else ""


class Listing:
    """Writes the documents of a catalogue."""

    def __init__(self, catalogue: Catalogue, pointers: Pointers) -> None:
        self._catalogue = catalogue
        self._rows = catalogue.rows()
        self._pointers = pointers

    @cached_property
    def words(self) -> dict[str, str]:
        """How many words all documents have: many of them in thousands.

        So the page that tells it is the same after most changes of a text.
        """
        words = sum(row.words for row in self._rows)
        if words < _MANY_WORDS:
            return {"words": str(words)}
        return {"words-nearly": str(round(words, -3))}

    def records(self) -> Iterator[str]:
        """Yield each document as XML, with all that its header says.

        A licence in the words of an earlier document says in which one (``said-in``), not the words
        again: they can be half of all that is told.
        """
        said: dict[str, str] = {}

        def once(id: str, found: re.Match[str]) -> str:
            told = {"said-in": said.setdefault(found[0], id)}
            return found[0] if id in told.values() else f"<licence{found[1]}{written(told)}/>"

        for row, record in zip(self._rows, self.each(), strict=True):
            yield _LICENCE.sub(partial(once, row.id), record)

    def each(self) -> Iterator[str]:
        """Yield each document as XML, with the header part of its record."""
        headers = self._catalogue.headers()
        for (before, row, after), header in zip(self._in_sequence(), headers, strict=True):
            around = {"previous": before.id if before else "", "next": after.id if after else ""}
            told = {"file": row.file, "kind": "document", "lang": row.language, **around}
            yield _record(row, told, self._pointers(header))

    def counted(self) -> Iterator[str]:
        """Yield each document as XML, as ``records``, but what is not counted only of the first.

        These stand on the start page.
        """
        for place, record in enumerate(self.records()):
            if place < _FIRST:
                yield record
            else:
                opening, _, content = record.partition(">")
                yield f"{opening}>{_only(_COUNTED, content)}</record>"

    def rows(self) -> Iterator[str]:
        """Yield each document as XML, with what its row in the list of all shows alone."""
        for row, header in zip(self._rows, self._catalogue.headers(), strict=True):
            yield _record(row, {}, self._pointers.instead(_only(_SHOWN, header)))

    def dated(self) -> Iterator[str]:
        """Yield each document as XML, with its names and dates alone."""
        return (_record(row, {}, row.outline) for row in self._rows)

    def letters(self) -> str:
        """Return the documents with those who sent and received them and their dates alone."""
        made = []
        for row, header in zip(self._rows, self._catalogue.headers(), strict=True):
            people = _only(_CORRESPONDENT, header)
            made.append(f"<record>{self._pointers(people)}{_TITLE.sub('', row.outline)}</record>")
        return "".join(made)

    def _in_sequence(self) -> Iterator[tuple[Row | None, Row, Row | None]]:
        for (before, row), (_, after) in pairwise(pairwise([None, *self._rows, None])):
            if row:
                yield before, row, after

    # What stands in a sequence.

    def outlines(self, asked: Container[str]) -> str:
        """Return the documents with their names and dates alone, and each licence once.

        Those ``asked`` for, by their ids, are marked.
        """
        said: set[str] = set()
        made = []
        for row, header in zip(self._rows, self._catalogue.headers(), strict=True):
            licences = [one[0] for one in _LICENCE.finditer(header) if one[0] not in said]
            said.update(licences)
            told = {"asked": "asked" if row.id in asked else ""}
            made.append(_record(row, told, row.outline + "".join(licences)))
        return "".join(made)

    def neighbourhoods(self) -> dict[str, str]:
        """Return digests of all that the sequence of each document says, by ids of documents.

        It names its neighbours, and shows where it stands among the dates of all.
        """
        dates = digest(*(_TITLE.sub("", row.outline) for row in self._rows))
        return {
            row.id: digest(dates, str(place), *_named(before), *_named(row), *_named(after))
            for place, (before, row, after) in enumerate(self._in_sequence())
        }


def _only(elements: re.Pattern[str], header: str) -> str:
    return "".join(found[0] for found in elements.finditer(header))


def _named(row: Row | None) -> tuple[str, ...]:
    return (row.id, row.header, row.outline) if row else ("", "", "")


def _record(row: Row, told: dict[str, str], content: str) -> str:
    shown = {"id": row.id, "header-lang": row.header, "address": f"{row.id}.html", **told}
    filled = {name: value for name, value in shown.items() if value}
    return f"<record{written(filled)}>{content}</record>"
