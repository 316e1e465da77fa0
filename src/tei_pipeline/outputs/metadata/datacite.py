"""DataCite 4.6; only of documents that have all that it requires."""

from collections.abc import Iterable, Iterator

from tei_pipeline.outputs.metadata.dates import year
from tei_pipeline.outputs.metadata.markup import element, field, fields, language, wrapped
from tei_pipeline.outputs.metadata.properties import spans
from tei_pipeline.outputs.metadata.uris import chosen, recognised, sure
from tei_pipeline.outputs.metadata.values import Agent, Description, Place, Said, Same, When

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
_ROOT = {
    "xmlns": NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
}
_ROLES = {"editor": "Editor", "translator": "Translator", "recipient": "RelatedPerson"}
_SCHEMES = {
    "gnd": "https://d-nb.info/gnd/",
    "viaf": "http://viaf.org/",
    "isni": "https://isni.org/",
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
    "wikidata": "https://www.wikidata.org/",
}


def datacite(d: Description) -> str:
    """Return a description in DataCite; empty where a required property is not there.

    Required are an identifier (a DOI, else the address), creators, a title, a publisher, and the
    year of publication (DataCite 4.6, properties 1 to 5).
    """
    creators = d.writers or d.those("editor")
    published = year(d.issued.span[0])
    if not (creators and d.publisher and published and (d.doi or d.address)):
        return ""
    return element("resource", "".join(_parts(d, creators, published)), _ROOT)


def _parts(d: Description, creators: Iterable[Agent], published: str) -> Iterator[str]:
    kind = "DOI" if d.doi else "URL"
    yield field("identifier", d.doi or d.address, {"identifierType": kind})
    yield element("creators", "".join(_creator(agent) for agent in _once(creators)))
    yield element("titles", "".join(_titles(d)))
    yield field("publisher", d.publisher)
    yield field("publicationYear", published)
    said = {"resourceTypeGeneral": "Text"}
    yield field("resourceType", "Letter" if d.is_letter else "Text", said)
    yield wrapped("subjects", "".join(_subjects(d)))
    yield wrapped("contributors", "".join(_contributors(d)))
    yield wrapped("dates", "".join(_dates(d)))
    yield field("language", d.language)
    yield wrapped("alternateIdentifiers", "".join(_other_identifiers(d)))
    yield wrapped("relatedIdentifiers", "".join(_related(d)))
    yield wrapped("sizes", fields("size", d.extents))
    yield wrapped("formats", fields("format", ("text/html", "application/tei+xml")))
    yield field("version", d.version)
    yield wrapped("rightsList", "".join(_rights(d)))
    yield wrapped("descriptions", "".join(_descriptions(d)))
    yield wrapped("geoLocations", "".join(_places(d)))
    yield wrapped("fundingReferences", "".join(map(_funder, d.funders)))
    yield wrapped("relatedItems", _edition(d))


def _once(agents: Iterable[Agent]) -> list[Agent]:
    return list({(agent.key, agent.name): agent for agent in agents}.values())


def _creator(agent: Agent) -> str:
    return element("creator", _name("creatorName", agent))


def _name(tag: str, agent: Agent) -> str:
    kind = {"person": "Personal", "organisation": "Organizational"}.get(agent.kind, "")
    return (
        field(tag, agent.inverted, {"nameType": kind})
        + field("givenName", agent.given)
        + field("familyName", agent.family)
        + "".join(map(_name_identifier, (same for same in agent.same if not same.uncertain)))
        + field("affiliation", agent.affiliation)
    )


def _name_identifier(same: Same) -> str:
    found = recognised(same.uri)
    scheme = found[0].name.upper() if found else same.kind or "URL"
    scheme = "Wikidata" if scheme == "WIKIDATA" else scheme
    address = _SCHEMES.get(found[0].name, "") if found else ""
    said = {"nameIdentifierScheme": scheme, "schemeURI": address}
    return field("nameIdentifier", same.uri, said)


def _titles(d: Description) -> Iterator[str]:
    yield field("title", d.title.words, language(d.title.language))
    for title in d.subtitles:
        said = {"titleType": "AlternativeTitle", **language(title.language)}
        yield field("title", title.words, said)


def _subjects(d: Description) -> Iterator[str]:
    for term in d.terms:
        said = {"valueURI": term.uri, **language(term.language)}
        yield field("subject", term.words, said)
    for mention in d.mentions:
        if not mention.uncertain:
            yield field("subject", mention.name, {"valueURI": chosen(sure(mention.same))})


def _contributors(d: Description) -> Iterator[str]:
    distributors = [Agent("distributor", name) for name in d.distributors]
    for agent in _once(d.those("editor", "translator", "recipient")):
        yield _contributor(agent, _ROLES[agent.role])
    for agent in distributors:
        yield _contributor(agent, "Distributor")


def _contributor(agent: Agent, kind: str) -> str:
    return element("contributor", _name("contributorName", agent), {"contributorType": kind})


def _dates(d: Description) -> Iterator[str]:
    yield from _dated("Created", (*d.sent, *d.created))
    yield from _dated("Issued", [d.issued])
    yield from _dated("Updated", [When(d.changed)])
    yield from _dated("Other", d.received, "received")


def _dated(kind: str, dates: Iterable[When], information: str = "") -> Iterator[str]:
    for date in spans(dates):
        first, last = date.span
        # RKMS-ISO8601, which DataCite wants, leaves an open end empty.
        written = first if first == last else f"{first}/{last}"
        doubt = "uncertain" if date.uncertain else ""
        said = {"dateType": kind, "dateInformation": "; ".join(filter(None, (information, doubt)))}
        yield field("date", written, said)


def _other_identifiers(d: Description) -> Iterator[str]:
    if d.doi:
        yield field("alternateIdentifier", d.address, {"alternateIdentifierType": "URL"})
    yield field("alternateIdentifier", d.id, {"alternateIdentifierType": "local"})
    for identifier in d.identifiers:
        kind = identifier.kind or "other"
        if kind.lower() != "doi":
            yield field(
                "alternateIdentifier",
                identifier.uri or identifier.value,
                {"alternateIdentifierType": "other" if kind in ("URL", "local") else kind},
            )


def _related(d: Description) -> Iterator[str]:
    for address in d.source_addresses:
        said = {"relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
        yield field("relatedIdentifier", address, said)


def _rights(d: Description) -> Iterator[str]:
    for licence in d.licences:
        said = {"rightsURI": licence.uri, **language(licence.language)}
        yield field("rights", licence.words, said)


def _descriptions(d: Description) -> Iterator[str]:
    for kind, said in (("Abstract", d.summary), ("SeriesInformation", d.series)):
        yield _description(kind, said)


def _description(kind: str, said: Said) -> str:
    return field("description", said.words, {"descriptionType": kind, **language(said.language)})


def _places(d: Description) -> Iterator[str]:
    points = {thing.key: thing.geo for thing in d.things if thing.geo}
    for place in dict.fromkeys(p for p in d.places if p.role in ("sent", "created")):
        point = None if place.uncertain else points.get(place.key)
        yield element("geoLocation", _place(place, point))


def _place(place: Place, point: tuple[str, str] | None) -> str:
    latitude, longitude = point or ("", "")
    where = field("pointLongitude", longitude) + field("pointLatitude", latitude)
    return field("geoLocationPlace", place.name) + wrapped("geoLocationPoint", where)


def _funder(agent: Agent) -> str:
    uri = chosen(sure(agent.same))
    found = recognised(uri)
    kinds = {"ror": "ROR", "isni": "ISNI"}
    kind = kinds.get(found[0].name, "Other") if found else "Other"
    return element(
        "fundingReference",
        field("funderName", agent.name)
        + field("funderIdentifier", uri, {"funderIdentifierType": kind}),
    )


def _edition(d: Description) -> str:
    identifier = field(
        "relatedItemIdentifier", d.edition.base, {"relatedItemIdentifierType": "URL"}
    )
    titles = wrapped("titles", field("title", d.edition.title))
    said = {"relatedItemType": "Collection", "relationType": "IsPartOf"}
    return element("relatedItem", identifier + titles, said) if titles else ""
