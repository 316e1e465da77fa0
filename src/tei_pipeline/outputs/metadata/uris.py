"""Addresses of the web, and what those of well-known collections identify."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tei_pipeline.outputs.metadata.values import Same

# What RFC 3986 and Turtle's IRIREF have no place for; letters beyond ASCII may stay (RFC 3987).
_ADDRESS = re.compile(r"""https?://(?:[^\s<>"{}|\\^`\[\]%\x00-\x20\x7f-\x9f]|%[0-9A-Fa-f]{2})+""")


class Authority(NamedTuple):
    """A collection of identifiers: what its addresses look like, and the URI of a thing in it.

    ``identifies`` says whether that URI means the thing itself, not a text about it.
    """

    name: str
    pattern: re.Pattern[str]
    thing: str
    identifies: bool = True


def _authority(name: str, pattern: str, thing: str, identifies: bool = True) -> Authority:
    return Authority(name, re.compile(rf"https?://(?:www\.)?{pattern}/?"), thing, identifies)


AUTHORITIES = (
    _authority("gnd", r"d-nb\.info/gnd/([0-9]+(?:-[0-9])?[0-9X]?)", "https://d-nb.info/gnd/{}"),
    _authority("viaf", r"viaf\.org/viaf/([0-9]+)", "http://viaf.org/viaf/{}"),
    _authority(
        "lccn",
        r"id\.loc\.gov/authorities/names/([a-z]+[0-9]+)",
        "http://id.loc.gov/authorities/names/{}",
        False,
    ),
    _authority("bnf", r"data\.bnf\.fr/(?:fr/)?(ark:/12148/cb\w+)", "http://data.bnf.fr/{}#about"),
    _authority("ndl", r"id\.ndl\.go\.jp/auth/(ndlna/[0-9]+)", "http://id.ndl.go.jp/auth/{}", False),
    _authority("isni", r"isni\.org/isni/([0-9]{15}[0-9X])", "https://isni.org/isni/{}"),
    _authority("orcid", r"orcid\.org/([0-9-]{18}[0-9X])", "https://orcid.org/{}"),
    _authority("ror", r"ror\.org/(0[a-z0-9]{8})", "https://ror.org/{}"),
    _authority("geonames", r"geonames\.org/([0-9]+)(?:/[^/]*)?", "https://sws.geonames.org/{}/"),
    _authority(
        "wikidata", r"wikidata\.org/(?:wiki|entity)/(Q[0-9]+)", "http://www.wikidata.org/entity/{}"
    ),
)
"""In the order in which one is chosen where a format has room for one (CMIF's documentation)."""
_PLACES = {authority.name: place for place, authority in enumerate(AUTHORITIES)}


def web(text: str) -> str:
    """Return an address of the web; empty where the text is none that all formats can hold."""
    return text if _ADDRESS.fullmatch(text) else ""


def recognised(uri: str) -> tuple[Authority, str] | None:
    """Return the collection that an address belongs to, and the identifier in it."""
    for authority in AUTHORITIES:
        found = authority.pattern.fullmatch(uri)
        if found:
            return authority, found[1]
    return None


def sure(same: Iterable[Same]) -> list[str]:
    """Return the addresses that the editors are sure of."""
    return [identity.uri for identity in same if not identity.uncertain]


def chosen(addresses: Iterable[str]) -> str:
    """Return the address that tells best who or what is meant; empty where there is none."""
    return min(addresses, key=_place, default="")


def _place(address: str) -> int:
    found = recognised(address)
    return _PLACES[found[0].name] if found else len(_PLACES)
