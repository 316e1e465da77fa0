"""The properties of a document as the rows of the crosswalk have them: each a list of texts."""

from collections.abc import Callable, Iterable, Iterator

from tei_pipeline.outputs.metadata.values import Description, Said, When

Values = Callable[[Description], Iterable[Said]]


def _names(*roles: str) -> Values:
    return lambda d: [Said(agent.name) for agent in d.those(*roles)]


def _dates(*of: str) -> Values:
    return lambda d: [Said(date.written) for name in of for date in getattr(d, name)]


def _texts(name: str) -> Values:
    return lambda d: [Said(text) for text in getattr(d, name)]


def _text(name: str) -> Values:
    return lambda d: [Said(getattr(d, name))]


def title(d: Description) -> Iterable[Said]:
    """Return the title."""
    return [d.title]


def subtitles(d: Description) -> Iterable[Said]:
    """Return the other titles."""
    return d.subtitles


def creators(d: Description) -> Iterable[Said]:
    """Return who speaks in the document."""
    return [Said(agent.name) for agent in d.writers]


authors = _names("author")
senders = _names("sender")
recipients = _names("recipient")
editors = _names("editor")
translators = _names("translator")
distributors = _texts("distributors")
publisher = _text("publisher")
published_in = _texts("published_in")
sent = _dates("sent")
created = _dates("created")
received = _dates("received")
changed = _text("changed")
languages = _texts("languages")
original_language = _text("original_language")
address = _text("address")
identity = _text("id")
extents = _texts("extents")
source = _text("source")
source_addresses = _texts("source_addresses")
archive = _text("archive")
provenance = _text("provenance")
version = _text("version")
doi = _text("doi")


def funders(d: Description) -> Iterable[Said]:
    """Return who paid for the edition."""
    return [Said(agent.name) for agent in d.funders]


def date(d: Description) -> Iterable[Said]:
    """Return when it was sent, or made."""
    return [Said(d.date.written)]


def issued(d: Description) -> Iterable[Said]:
    """Return when it was published."""
    return [Said(d.issued.written)]


def places_sent(d: Description) -> Iterable[Said]:
    """Return where it was sent from, or made."""
    return [Said(place.name) for place in d.places if place.role in ("sent", "created")]


def places_received(d: Description) -> Iterable[Said]:
    """Return where it was received."""
    return [Said(place.name) for place in d.places if place.role == "received"]


def terms(d: Description) -> Iterable[Said]:
    """Return the keywords."""
    return [Said(term.words, term.language) for term in d.terms]


def mentioned(*kinds: str) -> Values:
    """Return what gives the names of those mentioned that are of some kinds."""
    return lambda d: [Said(m.name) for m in d.mentions if m.kind in kinds and not m.uncertain]


def identifiers(d: Description) -> Iterable[Said]:
    """Return the other identifiers that the header gives, as addresses where they have one."""
    return [Said(i.uri or i.value) for i in d.identifiers if i.kind.lower() != "doi"]


def identifier(d: Description) -> Iterable[Said]:
    """Return what tells it from all other documents: its address, else its id; and its DOI."""
    return [Said(d.address or d.id), Said(d.doi and f"https://doi.org/{d.doi}")]


def edition(d: Description) -> Iterable[Said]:
    """Return the edition that it is part of."""
    return [Said(d.edition.title)]


def series(d: Description) -> Iterable[Said]:
    """Return the series that the header names."""
    return [d.series]


def summary(d: Description) -> Iterable[Said]:
    """Return the abstract."""
    return [d.summary]


def rights(d: Description) -> Iterator[Said]:
    """Yield what may be done with it: of each licence its address, and its words."""
    for licence in d.licences:
        if licence.uri:
            yield Said(licence.uri)
        if licence.words != licence.uri:
            yield Said(licence.words, licence.language)


def licences(d: Description) -> Iterable[Said]:
    """Return the addresses of licences."""
    return [Said(licence.uri) for licence in d.licences if licence.uri]


def said(values: Iterable[Said]) -> list[Said]:
    """Return those of some values that say anything, each once."""
    return list(dict.fromkeys(value for value in values if value.words))


def constant(*words: str) -> Values:
    """Return what gives the same of every document."""
    found = [Said(word) for word in words]
    return lambda d: found


def spans(dates: Iterable[When]) -> list[When]:
    """Return the dates that have a normal form, each once."""
    return list(dict.fromkeys(date._replace(words="") for date in dates if date.known))
