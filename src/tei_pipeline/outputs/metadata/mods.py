"""MODS 3.8, as the Library of Congress has it."""

from collections.abc import Iterable, Iterator

from tei_pipeline.outputs.metadata.markup import element, field, fields, language, text, wrapped
from tei_pipeline.outputs.metadata.properties import spans
from tei_pipeline.outputs.metadata.uris import chosen, sure
from tei_pipeline.outputs.metadata.values import (
    Agent,
    Description,
    Licence,
    Mention,
    Place,
    Said,
    When,
)

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_ROOT = {
    "xmlns": NAMESPACE,
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
    "version": "3.8",
}
# MARC's codes for relators.
_ROLES = {
    "author": "aut",
    "sender": "crp",
    "recipient": "rcp",
    "editor": "edt",
    "translator": "trl",
    "funder": "fnd",
    "distributor": "dst",
}
_RELATORS = "http://id.loc.gov/vocabulary/relators"


def mods(d: Description) -> str:
    """Return a description in MODS."""
    return element("mods", "".join(_parts(d)), _ROOT)


def _parts(d: Description) -> Iterator[str]:
    yield _title(d.title)
    for subtitle in d.subtitles:
        yield _title(subtitle, {"type": "alternative"})
    yield from _names(d)
    yield element("typeOfResource", "text")
    if d.is_letter:
        yield field("genre", "letter", {"authority": "marcgt"})
    yield from _origins(d)
    yield from map(_language, d.languages)
    yield wrapped(
        "physicalDescription",
        fields("internetMediaType", ("text/html", "application/tei+xml"))
        + fields("extent", d.extents),
    )
    yield field("abstract", d.summary.words, language(d.summary.language))
    yield from _subjects(d)
    yield from _related(d)
    yield from _identifiers(d)
    yield wrapped("location", field("url", d.address, {"usage": "primary display"}))
    yield from map(_rights, d.licences)
    yield _about_record(d)


def _title(title: Said, attributes: dict[str, str] | None = None) -> str:
    return element(
        "titleInfo",
        field("title", title.words),
        {**(attributes or {}), **language(title.language)},
    )


def _names(d: Description) -> Iterator[str]:
    """Yield the names, each once with all its roles; the first who speaks is the primary one."""
    roles: dict[tuple[str, str], list[Agent]] = {}
    for agent in (*d.writers, *d.agents, *d.funders):
        roles.setdefault((agent.key, agent.name), []).append(agent)
    for number, agents in enumerate(roles.values()):
        codes = dict.fromkeys(_ROLES[agent.role] for agent in agents if agent.role in _ROLES)
        creator = ["cre"] if agents[0] in d.writers else []
        yield _name(agents[0], [*codes, *creator], primary=bool(creator) and number == 0)
    for name in d.distributors:
        yield _name(Agent("distributor", name), ["dst"], primary=False)


def _name(agent: Agent, codes: Iterable[str], *, primary: bool) -> str:
    parts = (
        field("namePart", agent.family, {"type": "family"})
        + field("namePart", agent.given, {"type": "given"})
        if agent.family
        else field("namePart", agent.name)
    )
    roles = "".join(element("role", _role(code)) for code in codes)
    return element(
        "name",
        parts
        + field("displayForm", agent.name)
        + field("affiliation", agent.affiliation)
        + roles
        + "".join(
            field("nameIdentifier", same.uri, {"type": same.kind.lower()})
            for same in agent.same
            if not same.uncertain
        ),
        {
            "type": {"person": "personal", "organisation": "corporate"}.get(agent.kind, ""),
            "usage": "primary" if primary else "",
            "valueURI": chosen(sure(agent.same)),
        },
    )


def _role(code: str) -> str:
    return field(
        "roleTerm",
        code,
        {
            "type": "code",
            "authority": "marcrelator",
            "authorityURI": _RELATORS,
            "valueURI": f"{_RELATORS}/{code}",
        },
    )


def _origins(d: Description) -> Iterator[str]:
    made = [place for place in d.places if place.role in ("sent", "created")]
    yield wrapped(
        "originInfo",
        _places(made) + "".join(_dates("dateCreated", (*d.sent, *d.created))),
        {"eventType": "production"},
    )
    received = [place for place in d.places if place.role == "received"]
    yield wrapped(
        "originInfo",
        _places(received) + "".join(_dates("dateOther", d.received, {"type": "received"})),
        {"eventType": "receipt"},
    )
    published = "".join(
        element("place", field("placeTerm", name, {"type": "text"})) for name in d.published_in
    )
    yield wrapped(
        "originInfo",
        published
        + field("publisher", d.publisher)
        + "".join(_dates("dateIssued", [d.issued]))
        + field("edition", d.version),
        {"eventType": "publication"},
    )


def _places(places: Iterable[Place]) -> str:
    terms = dict.fromkeys(
        field("placeTerm", place.name, {"type": "text", "valueURI": chosen(sure(place.same))})
        for place in places
    )
    return "".join(element("place", term) for term in terms)


def _dates(
    name: str, dates: Iterable[When], attributes: dict[str, str] | None = None
) -> Iterator[str]:
    """Yield the days of dates; of a span both ends, of what lies between two days too."""
    for date in spans(dates):
        first, last = date.span
        between = bool(date.not_before or date.not_after)
        qualifier = "questionable" if date.uncertain else "approximate" if between else ""
        ends = [(first, "")] if first == last else [(first, "start"), (last, "end")]
        for day, point in ends:
            # W3CDTF has no years before Christ.
            encoding = "edtf" if day.startswith(("-", "0000")) else "w3cdtf"
            said = {"encoding": encoding, "point": point, "qualifier": qualifier}
            yield field(name, day, {**(attributes or {}), **said})


def _language(tag: str) -> str:
    said = {"type": "code", "authority": "rfc5646"}
    return wrapped("language", field("languageTerm", tag, said))


def _subjects(d: Description) -> Iterator[str]:
    for term in d.terms:
        content = field("topic", term.words)
        said = {"valueURI": term.uri, **language(term.language)}
        yield wrapped("subject", content, said)
    for mention in d.mentions:
        if not mention.uncertain:
            yield _mention(mention)


def _mention(mention: Mention) -> str:
    uri = {"valueURI": chosen(sure(mention.same))}
    name = text(mention.name)
    if mention.kind in ("person", "organisation"):
        kind = "personal" if mention.kind == "person" else "corporate"
        return element("subject", element("name", element("namePart", name), {"type": kind, **uri}))
    if mention.kind == "work":
        return element("subject", element("titleInfo", element("title", name), uri))
    kind = "geographic" if mention.kind == "place" else "topic"
    return element("subject", element(kind, name, uri))


def _related(d: Description) -> Iterator[str]:
    host = d.edition
    yield wrapped(
        "relatedItem",
        wrapped("titleInfo", field("title", host.title))
        + (wrapped("location", field("url", host.base)) if host.title else ""),
        {"type": "host"},
    )
    yield wrapped(
        "relatedItem",
        wrapped("titleInfo", field("title", d.series.words), language(d.series.language)),
        {"type": "series"},
    )
    where = field("physicalLocation", d.archive) + fields("url", d.source_addresses)
    yield wrapped(
        "relatedItem",
        field("note", d.source)
        + field("note", d.provenance, {"type": "ownership"})
        + _language(d.original_language)
        + wrapped("location", where),
        {"type": "original"},
    )


def _identifiers(d: Description) -> Iterator[str]:
    yield field("identifier", d.doi, {"type": "doi"})
    for identifier in d.identifiers:
        if identifier.kind.lower() != "doi":
            kind = identifier.kind.lower() or ("uri" if identifier.uri else "local")
            yield field("identifier", identifier.uri or identifier.value, {"type": kind})


def _rights(licence: Licence) -> str:
    return element(
        "accessCondition",
        text(licence.words),
        {
            "type": "use and reproduction",
            "xlink:href": licence.uri,
            **language(licence.language),
        },
    )


def _about_record(d: Description) -> str:
    return element(
        "recordInfo",
        field("recordContentSource", d.publisher)
        + field("recordChangeDate", d.changed, {"encoding": "w3cdtf"})
        + field("recordIdentifier", d.id),
    )
