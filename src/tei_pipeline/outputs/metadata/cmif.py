"""CMIF: what letters were sent, by whom, to whom, when and where, for catalogues of correspondence.

It follows the schema of the TEI Correspondence SIG where its documentation or its examples say
otherwise. Mentions are those of its second version that its proposal spells out: persons and
places with an address in an authority file.
"""

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from tei_pipeline.names import TEI
from tei_pipeline.outputs.metadata.markup import element, field, fields, text, wrapped
from tei_pipeline.outputs.metadata.uris import chosen, sure
from tei_pipeline.outputs.metadata.values import (
    Agent,
    Description,
    Edition,
    Licence,
    Mention,
    Place,
    When,
)

_MENTIONS = {"person": "cmif:mentionsPerson", "place": "cmif:mentionsPlace"}


def cmif(d: Description) -> str:
    """Return a CMIF file of one letter; empty where it is no letter, or CMIF cannot have it."""
    letters = Letters(d.edition, f"{d.id}.cmif.xml")
    listed = letters.listed(d)
    if listed:
        letters.add(listed)
    return letters.file(d.title.words)


class Listed(NamedTuple):
    """What a letter puts into a file: its description, and its part in what is said of them all.

    ``licences`` are as XML, by address or words.
    """

    described: str
    editors: tuple[str, ...]
    publisher: str
    licences: tuple[tuple[str, str], ...]
    changed: str
    issued: str


class Letters:
    """Letters that are to be listed in one file."""

    def __init__(self, edition: Edition, name: str) -> None:
        """Say of what edition they are, and as what the file will stand."""
        self._edition = edition
        self._address = f"{edition.beside}{name}"
        self._source = _source_id(edition, name)
        self._described: list[str] = []
        self._editors: dict[str, None] = {}
        self._publishers: dict[str, None] = {}
        self._licences: dict[str, str] = {}
        self._changed = self._issued = ""

    def listed(self, d: Description) -> Listed | None:
        """Return what a document puts into the file, if it is a letter."""
        if not d.is_letter:
            return None
        return Listed(
            _letter(d, self._source),
            tuple(agent.name for agent in d.those("editor")),
            d.publisher,
            tuple((licence.uri or licence.words, _licence(licence)) for licence in d.licences),
            d.changed,
            d.issued.span[1],
        )

    def add(self, letter: Listed) -> None:
        """List a letter."""
        self._described.append(letter.described)
        self._editors.update(dict.fromkeys(letter.editors))
        self._publishers.update({letter.publisher: None} if letter.publisher else {})
        self._licences.update(letter.licences)
        self._changed = max(self._changed, letter.changed)
        self._issued = max(self._issued, letter.issued)

    def file(self, title: str) -> str:
        """Return the file.

        Empty without letters, and where no publisher is known or no date: the schema wants both.
        """
        date = self._changed or self._issued or self._edition.date
        if not (self._described and self._publishers and date):
            return ""
        statements = element(
            "titleStmt",
            field("title", title) + fields("editor", self._editors or self._publishers),
        ) + element(
            "publicationStmt",
            fields("publisher", self._publishers)
            + element("idno", text(self._address), {"type": "url"})
            + element("date", "", {"when": date})
            + element("availability", "".join(self._licences.values()) or "<p/>"),
        )
        header = element(
            "fileDesc", statements + element("sourceDesc", _source(self._edition, self._source))
        )
        header += element("profileDesc", "".join(self._described))
        body = element("text", "<body><p/></body>")
        return element("TEI", element("teiHeader", header) + body, {"xmlns": TEI})


def _licence(licence: Licence) -> str:
    if not licence.uri:
        return field("p", licence.words)
    return element("licence", text(licence.words), {"target": licence.uri})


def _source_id(edition: Edition, name: str) -> str:
    """Return the edition's id in a CMIF file: a UUID that begins with a letter, ever the same.

    It is another one in each file, for harvesters are given many in one XML document.
    """
    known = edition.base or f"urn:edition:{edition.title}"
    made = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{known}\n{name}"))
    return "abcdef"[int(made[0], 16) % 6] + made[1:]


def _source(edition: Edition, source: str) -> str:
    words = field("title", edition.title) + field("ref", edition.base, {"target": edition.base})
    return element("bibl", words, {"xml:id": source, "type": "online"})


def _letter(d: Description, source: str) -> str:
    """Return the description of a letter; who is not known is “Unknown”, as CMIF wants it."""
    sent = [place for place in d.places if place.role == "sent"]
    received = [place for place in d.places if place.role == "received"]
    return element(
        "correspDesc",
        _action("sent", d.those("sender"), sent, d.sent)
        + _action("received", d.those("recipient"), received, d.received)
        + _mentions(d),
        {"ref": d.address, "source": f"#{source}"},
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
    return field(name, agent.inverted, _said(agent))


def _place(place: Place) -> str:
    return field("placeName", place.name, _said(place))


def _said(named: Agent | Place) -> dict[str, str]:
    """Return the attributes of a name; the schema knows no certainty but ``low``."""
    known = chosen(sure(named.same))
    address = known or chosen(same.uri for same in named.same)
    return {"ref": address, "cert": "low" if named.uncertain or address != known else ""}


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
    address = chosen(sure(mention.same))
    if mention.kind not in _MENTIONS or not address or mention.uncertain:
        return ""
    return field("ref", mention.name, {"type": _MENTIONS[mention.kind], "target": address})
