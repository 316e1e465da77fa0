"""A record taken apart: what lists, registers and pages each ask for, as plain values."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tei_pipeline.cache import digest
from tei_pipeline.names import RECORD

_DECLARED = f' xmlns="{RECORD}"'
_CHANGE = "change"
_UNLISTED = frozenset({"unit", "mention", "note", "entry", _CHANGE})
_OUTLINE = frozenset({"title", "date"})
_ROLES = ("sent", "created", "received")
_TIMES = ("when", "from", "not-before", "to", "not-after")
_BEFORE_ALL = 1_000_000  # years, so that no year is negative
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Entry(NamedTuple):
    """An entry of a register: ``key`` is file and id, ``body`` its XML without that key."""

    key: str
    kind: str
    id: str
    name: str
    idnos: tuple[str, ...]
    body: str


class Mention(NamedTuple):
    """A mention of an entry (its key) or of a year (``date:1962``), as XML."""

    key: str
    body: str


class Parts(NamedTuple):
    """A record taken apart.

    ``language`` is that of the text, ``header`` that of its header; ``row`` is the header part of
    the record as XML, ``roles`` what entries and years are in it (sender, place, date …); ``uses``
    are the keys of all entries it speaks of; ``outline`` is of the row what names and dates it,
    as XML; ``date`` is the first day of the document (ISO),
    ``sort`` orders documents by it; ``changes`` are the days of its changes (ISO), ``history`` what
    the header says of them, as XML.
    """

    id: str
    file: str
    kind: str
    title: str
    language: str
    header: str
    date: str
    sort: str
    words: int
    outline: str
    row: str
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[Mention, ...]
    changes: tuple[str, ...]
    history: str

    @property
    def uses(self) -> frozenset[str]:
        """Return the keys of all entries that the record speaks of."""
        return frozenset(part.key for part in (*self.mentions, *self.roles))

    def told(self) -> str:
        """Return a digest of what lists show of the document."""
        shown = (self.id, self.file, self.kind, self.title, self.language, self.header, self.date)
        return digest(*shown, self.sort, self.row)

    def named(self) -> str:
        """Return a digest of what registers show of the document.

        Of mentions they count how many there are; what is said there is none of it.
        """
        spoken = [part.key for part in (*self.mentions, *self.roles)]
        return digest(self.kind, self.date, *self._entries(), *spoken, str(len(self.roles)))

    def quoted(self) -> str:
        """Return a digest of what the page of an entity or a year shows of the document."""
        said = (part for one in (*self.mentions, *self.roles) for part in one)
        shown = (self.id, self.title, self.language, self.header, self.sort, self.outline)
        return digest(*shown, *self._entries(), *said, str(len(self.roles)))

    def _entries(self) -> Iterator[str]:
        return (part for entry in self.entries for part in map(str, entry))


def take_apart(record: str) -> Parts:
    """Return the parts of a record, given as XML."""
    root = etree.fromstring(record.encode())
    parts = {name: list(root.iterfind(f"{{{RECORD}}}{name}")) for name in ("entry", "mention")}
    language = root.get("lang", "")
    entries = tuple(_entry(element, language) for element in parts["entry"])
    mentions = tuple(_mentions(parts["mention"]))
    header = [child for child in root if etree.QName(child).localname not in _UNLISTED]
    title = root.findtext(f"{{{RECORD}}}title") or root.get("id") or ""
    history = list(_named(root, _CHANGE))
    changes = [(change.get("when") or "")[:10] for change in history]
    return Parts(
        id=root.get("id", ""),
        file=root.get("file", ""),
        kind=root.get("kind", ""),
        title=title,
        language=language,
        header=root.get("header-lang", ""),
        date=_first_day(root),
        sort=_in_order(_first_day(root)),
        words=int(root.get("words") or 0),
        outline="".join(_xml(one) for one in header if etree.QName(one).localname in _OUTLINE),
        row="".join(map(_xml, header)),
        entries=entries,
        mentions=mentions,
        roles=tuple(_roles(root)),
        changes=tuple(day for day in changes if _DAY.fullmatch(day)),
        history="".join(map(_xml, history)),
    )


def _entry(element: etree._Element, language: str) -> Entry:
    key = str(element.attrib.pop("key"))
    element.set("lang", language)
    idnos = {
        idno.get("uri") or f"{idno.get('type')}:{idno.text}" for idno in _named(element, "idno")
    }
    return Entry(
        key,
        element.get("kind", ""),
        element.get("id", ""),
        element.findtext(f"{{{RECORD}}}name") or "",
        tuple(sorted(idnos)),
        _xml(element),
    )


def _mentions(elements: list[etree._Element]) -> Iterator[Mention]:
    for element in elements:
        key = element.get("entry") or _year(element)
        if key:
            yield Mention(key, _xml(element))


def _roles(root: etree._Element) -> Iterator[Mention]:
    for name in ("agent", "place"):
        for element in _named(root, name):
            if element.get("entry"):
                yield Mention(element.get("entry", ""), _xml(element))
    for element in _named(root, "date"):
        if _year(element):
            yield Mention(_year(element), _xml(element))


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterfind(f"{{{RECORD}}}{name}")


def _year(element: etree._Element) -> str:
    """Return the key of the year that a time begins in; empty where it has no normal form."""
    year = re.match(r"-?\d{4,}", _earliest(element))
    return f"date:{year[0]}" if year else ""


def _earliest(element: etree._Element) -> str:
    return next((element.get(name, "") for name in _TIMES if element.get(name)), "")


def _first_day(root: etree._Element) -> str:
    """Return the first day of a document: when it was sent, made or received; else empty."""
    dates = list(_named(root, "date"))
    for role in (*_ROLES, None):
        for date in dates:
            if role in (None, date.get("role")) and _earliest(date):
                return _earliest(date)
    return ""


def _in_order(iso: str) -> str:
    """Return an ISO date so that texts sort as days do, those before Christ too."""
    found = re.match(r"(-?\d+)(.*)", iso)
    return f"{int(found[1]) + _BEFORE_ALL:07d}{found[2]}" if found else ""


def _xml(element: etree._Element) -> str:
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return written.replace(_DECLARED, "", 1)
