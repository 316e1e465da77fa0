"""Who wrote to whom in an edition, and how a diagram of it is drawn.

Takes the documents and gives back what ``xslt/html/network.xsl`` makes a page of: correspondents
one below the other, those with most letters first, and arcs between them. Rows read better than a
cloud of points, and they are the same on every build.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt

from lxml import etree

from tei_pipeline.records import gather

RECORD = "{urn:tei-pipeline:record}"
#: With fewer there is no network to be shown.
LEAST = 3
#: How many correspondents the diagram holds; the table holds all.
SHOWN = 40

_WIDTH = 100.0
_THICKEST = 9.0


@dataclass(slots=True)
class _Correspondent:
    """One who wrote or received letters; known by the address of a page, or by the name alone."""

    name: str
    to: str
    sent: int = 0
    received: int = 0

    @property
    def letters(self) -> int:
        return self.sent + self.received


@dataclass(slots=True)
class _Pair:
    """The letters of one correspondent to another, and the days of the first and the last."""

    letters: int = 0
    days: list[str] = field(default_factory=list)


def network(documents: bytes) -> bytes | None:
    """Return an ``edition`` with the correspondence in place of its documents.

    It holds a ``correspondent`` for each that sent or received something: name, to (address of its
    page, or none), sent, received, row (where the diagram has it); a ``pair`` for each direction:
    from, to (places of correspondents, from 1), letters, first, last; and an ``arc`` for each two
    with rows: d, width, rows. Nothing, where there are fewer than ``LEAST`` correspondents.
    """
    root = etree.fromstring(documents)
    people: dict[str, _Correspondent] = {}
    pairs: dict[tuple[str, str], _Pair] = {}
    for record in root.iter(f"{RECORD}record"):
        _read(record, people, pairs)
    if len(people) < LEAST:
        return None
    made = etree.Element(f"{RECORD}edition", {str(k): str(v) for k, v in root.attrib.items()})
    ordered = sorted(people, key=lambda key: (-people[key].letters, people[key].name, key))
    number = {key: place for place, key in enumerate(ordered, 1)}
    _write_people(made, [people[key] for key in ordered])
    placed = {(number[a], number[b]): pair for (a, b), pair in pairs.items()}
    _write_pairs(made, placed)
    _write_arcs(made, placed, min(len(ordered), SHOWN))
    return etree.tostring(made, encoding="utf-8")


def is_network(records: Iterable[str]) -> bool:
    """Return whether documents, each as the XML of its record, have enough correspondents."""
    people: dict[str, _Correspondent] = {}
    for record in records:
        if 'role="sender"' in record and 'role="recipient"' in record:
            _read(etree.fromstring(gather([record], {}))[0], people, {})
            if len(people) >= LEAST:
                return True
    return False


def _read(
    record: etree._Element,
    people: dict[str, _Correspondent],
    pairs: dict[tuple[str, str], _Pair],
) -> None:
    senders, recipients = (list(_agents(record, role)) for role in ("sender", "recipient"))
    if not senders or not recipients:
        return
    day = _day(record)
    for agents, role in ((senders, "sent"), (recipients, "received")):
        for key, name, to in agents:
            person = people.setdefault(key, _Correspondent(name, to))
            setattr(person, role, getattr(person, role) + 1)
    for sender, *_ in senders:
        for recipient, *_ in recipients:
            pair = pairs.setdefault((sender, recipient), _Pair())
            pair.letters += 1
            pair.days += [day] if day else []


def _agents(record: etree._Element, role: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and address of those who sent or received, each once."""
    seen = set()
    for agent in record.iterchildren(f"{RECORD}agent"):
        name, to = " ".join((agent.text or "").split()), agent.get("to", "")
        key = to or agent.get("entry", "") or name
        if agent.get("role") == role and key and key not in seen:
            seen.add(key)
            yield key, name, to


def _day(record: etree._Element) -> str:
    dates = record.findall(f"{RECORD}date")
    sent = [date for date in dates if date.get("role") == "sent"] or dates
    return next((str(date.get("sort")) for date in sent if date.get("sort")), "")


def _write_people(made: etree._Element, people: list[_Correspondent]) -> None:
    for place, person in enumerate(people, 1):
        element = etree.SubElement(made, f"{RECORD}correspondent")
        element.set("name", person.name)
        if person.to:
            element.set("to", person.to)
        element.set("sent", str(person.sent))
        element.set("received", str(person.received))
        if place <= SHOWN:
            element.set("row", str(place))


def _write_pairs(made: etree._Element, pairs: dict[tuple[int, int], _Pair]) -> None:
    for (sender, recipient), pair in sorted(pairs.items(), key=lambda p: (-p[1].letters, p[0])):
        element = etree.SubElement(made, f"{RECORD}pair")
        element.set("from", str(sender))
        element.set("to", str(recipient))
        element.set("letters", str(pair.letters))
        if pair.days:
            element.set("first", min(pair.days, key=_in_time))
            element.set("last", max(pair.days, key=_in_time))


def _in_time(day: str) -> tuple[int, str]:
    """Return what days are ordered by; those before Christ have a sign."""
    sign = -1 if day.startswith("-") else 1
    return sign * int(day.lstrip("-").partition("-")[0]), day


def _write_arcs(made: etree._Element, pairs: dict[tuple[int, int], _Pair], rows: int) -> None:
    """Write half ellipses from row to row, in a space of 100 by the number of rows."""
    joined: dict[tuple[int, int], int] = {}
    for (sender, recipient), pair in pairs.items():
        ends = (min(sender, recipient), max(sender, recipient))
        if ends[0] != ends[1] and ends[1] <= rows:
            joined[ends] = joined.get(ends, 0) + pair.letters
    most = max(joined.values(), default=1)
    for (upper, lower), letters in sorted(joined.items()):
        height = (lower - upper) / 2
        reach = _WIDTH * 0.94 * sqrt((lower - upper) / max(rows - 1, 1))
        element = etree.SubElement(made, f"{RECORD}arc")
        element.set(
            "d", f"M{_WIDTH:g} {upper - 0.5}A{reach:.1f} {height:g} 0 0 0 {_WIDTH:g} {lower - 0.5}"
        )
        element.set("width", f"{max(1.0, _THICKEST * sqrt(letters / most)):.1f}")
        element.set("rows", f"{upper} {lower}")
