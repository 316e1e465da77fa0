"""CMIF: what letters were sent, by whom, to whom, when and where, for catalogues of correspondence.

It follows the schema of the TEI Correspondence SIG where its documentation or its examples say
otherwise. Mentions are those of its second version that its proposal spells out: persons and
places with an address in an authority file.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from tei_pipeline.names import TEI
from tei_pipeline.outputs.metadata.markup import element, field, text, wrapped
from tei_pipeline.outputs.metadata.uris import chosen
from tei_pipeline.outputs.metadata.values import (
    Agent,
    Description,
    Edition,
    Licence,
    Mention,
    Place,
    When,
)

SCHEMA = (
    "https://raw.githubusercontent.com/TEI-Correspondence-SIG/CMIF/master/schema/"
    "cmi-customization.rng"
)
_MENTIONS = {"person": "cmif:mentionsPerson", "place": "cmif:mentionsPlace"}


def cmif(d: Description) -> str:
    """Return a CMIF file of one letter; empty where it is no letter, or CMIF cannot have it."""
    return whole([d], f"{d.id}.cmif.xml", d.title.words)


def whole(letters: Sequence[Description], name: str, title: str = "") -> str:
    """Return a CMIF file of letters, which will stand as ``name``; what is no letter is left out.

    Empty where none is left, or where nobody is known who publishes them, or no date.
    """
    letters = [letter for letter in letters if letter.is_letter]
    if not letters:
        return ""
    return letters_file(letters, [describe_letter(letter) for letter in letters], name, title)


def letters_file(
    letters: Sequence[Description], described: Iterable[str], name: str, title: str = ""
) -> str:
    """Return a CMIF file of letters of which the descriptions are made already."""
    edition = letters[0].edition
    publishers = list(dict.fromkeys(d.publisher for d in letters if d.publisher))
    date = _date_of_file(letters, edition)
    if not publishers or not date:
        return ""
    editors = list(dict.fromkeys(a.name for d in letters for a in d.those("editor")))
    statements = element(
        "titleStmt",
        field("title", title or edition.title or publishers[0])
        + "".join(field("editor", name) for name in editors or publishers),
    ) + element(
        "publicationStmt",
        "".join(field("publisher", publisher) for publisher in publishers)
        + element("idno", text(_address_of(name, edition)), {"type": "url"})
        + element("date", "", {"when": date})
        + element("availability", "".join(_licences(letters)) or "<p/>"),
    )
    header = element("fileDesc", statements + element("sourceDesc", _source(edition)))
    header += element("profileDesc", "".join(described))
    body = element("text", "<body><p/></body>")
    return element("TEI", element("teiHeader", header) + body, {"xmlns": TEI})


def _date_of_file(letters: Sequence[Description], edition: Edition) -> str:
    """Return the newest day that the edition says something changed, or was published."""
    changed = max((d.changed for d in letters), default="")
    issued = max((d.issued.span[1] for d in letters), default="")
    return changed or issued or edition.date


def _address_of(name: str, edition: Edition) -> str:
    """Return the address of the file, beside the site; relative where nobody said where that is."""
    return urljoin(edition.base, f"../metadata/{name}")


def _licences(letters: Sequence[Description]) -> Iterator[str]:
    found: dict[str, Licence] = {}
    for letter in letters:
        for licence in letter.licences:
            found.setdefault(licence.uri or licence.words, licence)
    for licence in found.values():
        if licence.uri:
            yield element("licence", text(licence.words), {"target": licence.uri})
        else:
            yield field("p", licence.words)


def source_id(edition: Edition) -> str:
    """Return the edition's id in CMIF files: a UUID that begins with a letter, ever the same."""
    made = str(uuid.uuid5(uuid.NAMESPACE_URL, edition.base or f"urn:edition:{edition.title}"))
    return "abcdef"[int(made[0], 16) % 6] + made[1:]


def _source(edition: Edition) -> str:
    words = field("title", edition.title) + field("ref", edition.base, {"target": edition.base})
    return element("bibl", words, {"xml:id": source_id(edition), "type": "online"})


def describe_letter(d: Description) -> str:
    """Return the description of a letter; who is not known is “Unknown”, as CMIF wants it."""
    sent = [place for place in d.places if place.role == "sent"]
    received = [place for place in d.places if place.role == "received"]
    return element(
        "correspDesc",
        _action("sent", d.those("sender"), sent, d.sent)
        + _action("received", d.those("recipient"), received, d.received)
        + _mentions(d),
        {"ref": d.address, "source": f"#{source_id(d.edition)}"},
    )


def _action(
    kind: str, agents: Iterable[Agent], places: Iterable[Place], dates: Iterable[When]
) -> str:
    who = "".join(map(_agent, agents)) or field("persName", "Unknown")
    where = "".join(map(_place, places))
    when = "".join(map(_date, (date for date in dates if date.known)))
    return element("correspAction", who + where + when, {"type": kind})


def _agent(agent: Agent) -> str:
    name = "orgName" if agent.kind == "organisation" else "persName"
    return field(name, agent.inverted, _said(chosen(agent.same), agent.uncertain))


def _place(place: Place) -> str:
    return field("placeName", place.name, _said(chosen(place.same), place.uncertain))


def _said(address: str, uncertain: bool) -> dict[str, str]:
    """Return the attributes of a name; the schema knows no certainty but ``low``."""
    return {"ref": address, "cert": "low" if uncertain else ""}


def _date(date: When) -> str:
    return element(
        "date",
        text(date.words),
        {
            "when": date.when,
            "from": date.start,
            "to": date.end,
            "notBefore": date.not_before,
            "notAfter": date.not_after,
            "cert": "low" if date.uncertain else "",
        },
    )


def _mentions(d: Description) -> str:
    found = "".join(map(_mention, d.mentions))
    if d.address:
        source = f"{d.edition.base}{d.id}.xml"
        found += element("ref", "", {"type": "cmif:isAvailableAsTEIfile", "target": source})
    return wrapped("note", found)


def _mention(mention: Mention) -> str:
    address = chosen(mention.same)
    if mention.kind not in _MENTIONS or not address or mention.uncertain:
        return ""
    return field("ref", mention.name, {"type": _MENTIONS[mention.kind], "target": address})
