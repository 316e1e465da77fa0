"""Entries of registers as things with names and identifiers."""

import re
from collections.abc import Iterable

from lxml import etree

from tei_pipeline.outputs.metadata.dates import day
from tei_pipeline.outputs.metadata.uris import web
from tei_pipeline.outputs.metadata.values import Same, Thing, When

# What XML 1.0 has no place for; settings may hold it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMES = ("when", "from", "to", "not-before", "not-after")
_DEGREES = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def cleaned(text: str) -> str:
    """Return a text that every format can hold, in one line."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def identities(found: Iterable[Same]) -> tuple[Same, ...]:
    """Return those of some identifiers that are addresses, each once."""
    by_uri = {same.uri: same for same in found if web(same.uri)}
    return tuple(by_uri.values())


def doubted(element: etree._Element) -> bool:
    """Return whether the editors are not sure: ``@cert`` is neither ``high`` nor 1."""
    return element.get("cert", "high") not in ("high", "1", "1.0")


def read_thing(key: str, entry: etree._Element) -> Thing:
    """Return the thing that an entry, in no namespace, is about."""
    name = cleaned(entry.findtext("name") or "") or entry.get("id", "")
    sort = entry.get("sort", "")
    found = (
        Same(idno.get("type", ""), idno.get("uri", ""), doubted(idno))
        for idno in entry.iterfind("idno")
    )
    variants = (cleaned(variant.text or "") for variant in entry.iterfind("variant"))
    return Thing(
        key=key,
        kind=entry.get("kind", ""),
        name=name,
        inverted=sort if ", " in sort and entry.get("kind") == "person" else "",
        variants=tuple(dict.fromkeys(v for v in variants if v and v != name)),
        same=identities(found),
        born=dated(entry.find("born")),
        died=dated(entry.find("died")),
        existed=dated(entry.find("existence")),
        geo=_coordinates(entry.findtext("geo") or ""),
        note=cleaned(entry.findtext("note") or ""),
    )


def dated(element: etree._Element | None) -> When:
    """Return the date that an element of a record has."""
    if element is None:
        return When()
    first, start, end, before, after = (day(element.get(name, "")) for name in _TIMES)
    words = " ".join((element.text or "").split())
    return When(first, start, end, before, after, words, doubted(element))


def _coordinates(geo: str) -> tuple[str, str] | None:
    """Return latitude and longitude (WGS 84, as TEI has them by default) if it is those two."""
    parts = geo.replace(",", " ").split()
    if len(parts) != 2 or not all(map(_DEGREES.fullmatch, parts)):
        return None
    latitude, longitude = parts
    return (
        (latitude, longitude) if abs(float(latitude)) <= 90 >= abs(float(longitude)) / 2 else None
    )
