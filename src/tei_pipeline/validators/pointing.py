"""Where TEI points, and at what: the attributes that hold pointers, and the kinds of entries.

The table follows the attribute and element declarations of TEI P5 4.9 with the datatype
``teidata.pointer``; ``xml:base`` and ``citeData/@property``, which name no node, are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_pipeline.names import TEI, local, namespace

_ANYWHERE = frozenset(
    {
        "ana", "calendar", "change", "copyOf", "corresp", "datcat", "datingMethod",
        "datingPoint", "decls", "domains", "edRef", "end", "exclude", "facs", "given", "hand",
        "inst", "lemmaRef", "mergedIn", "next", "nymRef", "period", "prev", "ref", "rendition",
        "require", "resp", "sameAs", "scribeRef", "scriptRef", "select", "source", "spanTo",
        "start", "synch", "target", "targetDatcat", "targetEnd", "toWhom", "unitRef", "url",
        "valueDatcat", "where", "who", "wit"
    }
)  # fmt: skip
_ONLY_ON = {
    "active": {"relation"},
    "adj": {"node"},
    "adjFrom": {"node"},
    "adjTo": {"node"},
    "children": {"root", "iNode"},
    "class": {"msDesc", "msItem", "msItemStruct", "msContents"},
    "code": {"occupation", "socecStatus"},
    "fVal": {"f"},
    "feats": {"fs"},
    "follow": {"iNode", "leaf"},
    "from": {"rt", "app", "span", "arc"},
    "fromUnit": {"conversion"},
    "mutual": {"relation"},
    "new": {"handShift"},
    "origin": {"timeline"},
    "parent": {"iNode", "leaf"},
    "parts": {"nym"},
    "passive": {"relation"},
    "perf": {"move", "tech"},
    "replyTo": {"post"},
    "scheme": {
        "keywords", "classCode", "catRef", "locus", "locusGrp", "occupation", "socecStatus"
    },
    "since": {"when"},
    "to": {"rt", "app", "span", "arc"},
    "toUnit": {"conversion"},
}  # fmt: skip
_NEVER_ON = {
    ("move", "where"),
    ("schemaSpec", "start"),
    ("anyElement", "require"),
    ("space", "resp"),
}

_PERSON = frozenset({"person", "personGrp", "persona"})
_PLACE = frozenset({"place"})
_ORG = frozenset({"org", "personGrp"})
_NAMES = {
    "persName": _PERSON,
    "placeName": _PLACE,
    "settlement": _PLACE,
    "region": _PLACE,
    "country": _PLACE,
    "district": _PLACE,
    "bloc": _PLACE,
    "geogName": _PLACE,
    "orgName": _ORG,
    "repository": _ORG,
}
_WORK = frozenset({"bibl", "biblStruct", "biblFull"})
_TYPES = {
    "person": _PERSON,
    "place": _PLACE,
    "org": _ORG,
    "event": frozenset({"event"}),
    "work": _WORK,
    "object": frozenset({"object"}),
}

MENTIONS = frozenset({"persName", "placeName", "orgName", "rs"})
"""The elements whose ``ref`` is to lead to an entry of an authority file."""

ENTRIES = frozenset({kind for kinds in _TYPES.values() for kind in kinds})
"""The elements that are entries of an authority file."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """One of the pointers of an attribute. ``attribute`` is a Clark name."""

    element: etree._Element
    attribute: str
    value: str


def pointers(root: etree._Element) -> Iterator[Pointer]:
    """Yield every pointer of a tree, in document order."""
    for element in root.iter(f"{{{TEI}}}*"):
        name = local(str(element.tag))
        for attribute, value in element.items():
            if _holds_pointers(name, str(attribute)):
                for one in str(value).split():
                    yield Pointer(element, str(attribute), one)


def entry_kinds(element: etree._Element) -> frozenset[str] | None:
    """Return the kinds of entry that a mention may point to; None where any will do."""
    name = local(str(element.tag))
    if name in ("rs", "name"):
        return _TYPES.get(element.get("type", ""))
    return _NAMES.get(name)


def entry_kind(element: etree._Element) -> str | None:
    """Return the kind of entry that an element is, if it is one."""
    name = str(element.tag)
    return local(name) if namespace(name) == TEI and local(name) in ENTRIES else None


def _holds_pointers(element: str, attribute: str) -> bool:
    if attribute in _ANYWHERE:
        return (element, attribute) not in _NEVER_ON
    return element in _ONLY_ON.get(attribute, ())
