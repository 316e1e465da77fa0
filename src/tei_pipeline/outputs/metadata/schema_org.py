"""JSON-LD in the terms of schema.org; its context stands in it: nothing is to be fetched."""

import json
from collections.abc import Iterable
from typing import Any

from tei_pipeline.outputs.metadata.uris import chosen, sure
from tei_pipeline.outputs.metadata.values import Agent, Description, Mention, Place

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{
        name: {"@id": f"https://schema.org/{name}", "@type": "@id"}
        for name in ("url", "sameAs", "license")
    },
}
TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "work": "CreativeWork",
    "event": "Event",
}


def schema_org(d: Description) -> bytes:
    """Return a description as JSON-LD: a Message where someone sent it."""
    said = {"@context": CONTEXT, **document(d)}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def document(d: Description) -> dict[str, Any]:
    """Return what is said of a document, without the context."""
    return filled(
        {
            "@id": d.address,
            "@type": "Message" if d.is_letter else "CreativeWork",
            "identifier": [d.id, *_identifiers(d)],
            "url": d.address,
            "name": d.title.words,
            "alternativeHeadline": [title.words for title in d.subtitles],
            "inLanguage": d.languages,
            "abstract": d.summary.words,
            **_who(d),
            **_when_and_where(d),
            "license": [licence.uri for licence in d.licences if licence.uri],
            "encodingFormat": ["text/html", "application/tei+xml"],
            "version": d.version,
            "isBasedOn": thing("CreativeWork", d.source, url=d.source_addresses),
            "translationOfWork": _original(d),
            "isPartOf": _edition(d),
            "keywords": [term.words for term in d.terms],
            "citation": [_mention(m) for m in _sure(d.mentions) if m.kind == "work"],
            "mentions": [_mention(m) for m in _sure(d.mentions) if m.kind != "work"],
        }
    )


def _who(d: Description) -> dict[str, Any]:
    return {
        **{role: [_agent(agent) for agent in d.those(role)] for role in _ROLES},
        "funder": [_agent(agent) for agent in d.funders],
        "publisher": thing("Organization", d.publisher),
    }


def _when_and_where(d: Description) -> dict[str, Any]:
    return {
        "dateCreated": d.date.written,
        "dateSent": [date.written for date in d.sent if date.known],
        "dateReceived": [date.written for date in d.received if date.known],
        "datePublished": d.issued.written,
        "dateModified": d.changed,
        "locationCreated": [_place(p) for p in d.places if p.role in ("sent", "created")],
    }


def _original(d: Description) -> dict[str, Any] | None:
    """Return the work that a document translates, where it has a translator."""
    if not d.those("translator") or not d.original_language:
        return None
    return {"@type": "CreativeWork", "inLanguage": d.original_language}


_ROLES = ("author", "sender", "recipient", "translator", "editor")


def filled(members: dict[str, Any]) -> dict[str, Any]:
    """Return those members that have a value; a list of one is that one."""
    kept = {name: value for name, value in members.items() if value}
    return {
        name: value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
        for name, value in kept.items()
    }


def thing(kind: str, name: str, **more: Any) -> dict[str, Any] | None:
    """Return a thing by type and name, with what else is said of it; none without a name."""
    return filled({"@type": kind, "name": name, **more}) if name else None


def _identifiers(d: Description) -> Iterable[str]:
    return (identifier.uri or identifier.value for identifier in d.identifiers)


def _agent(agent: Agent) -> dict[str, Any]:
    kind = TYPES.get(agent.kind, "Person")
    affiliation = thing("Organization", agent.affiliation)
    names = {"familyName": agent.family, "givenName": agent.given}
    return thing(kind, agent.name, sameAs=sure(agent.same), affiliation=affiliation, **names) or {}


def _place(place: Place) -> dict[str, Any]:
    return thing("Place", place.name, sameAs=chosen(sure(place.same))) or {}


def _sure(mentions: Iterable[Mention]) -> Iterable[Mention]:
    return (mention for mention in mentions if not mention.uncertain)


def _mention(mention: Mention) -> dict[str, Any]:
    return thing(TYPES.get(mention.kind, "Thing"), mention.name, sameAs=sure(mention.same)) or {}


def _edition(d: Description) -> dict[str, Any] | None:
    address = {"@id": d.edition.base, "url": d.edition.base}
    return thing("Collection", d.edition.title, **address)
