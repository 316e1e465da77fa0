"""From a record and the entries that it speaks of to what is known of the document."""

from collections.abc import Iterator, Mapping

from lxml import etree

from tei_pipeline.document.languages import language_tag
from tei_pipeline.names import RECORD
from tei_pipeline.outputs.metadata.dates import day
from tei_pipeline.outputs.metadata.things import (
    cleaned,
    dated,
    doubted,
    identities,
    read_thing,
)
from tei_pipeline.outputs.metadata.uris import web
from tei_pipeline.outputs.metadata.values import (
    Agent,
    Description,
    Edition,
    Identifier,
    Licence,
    Mention,
    Place,
    Said,
    Same,
    Term,
    Thing,
    When,
)

_NAMESPACE = f' xmlns="{RECORD}"'
_NAMELESS = "Untitled edition"


def describe(record: str, entries: Mapping[str, str], about: Mapping[str, str]) -> Description:
    """Return what is known of a document.

    ``record`` is its record; ``entries`` are those of registers by their keys, at least the ones
    that the record uses (with or without the namespace of records); ``about`` are the attributes
    of the edition.
    """
    return _Reader(_parsed(record), entries, edition_of(about)).description()


def thing_of(key: str, entry: str) -> Thing:
    """Return what an entry is about."""
    return read_thing(key, _parsed(entry))


def _parsed(xml: str) -> etree._Element:
    """Return the tree of a record or an entry, in no namespace."""
    return etree.fromstring(xml.replace(_NAMESPACE, "", 1).encode())


def edition_of(about: Mapping[str, str]) -> Edition:
    """Return what is known of the edition."""
    said = {name: cleaned(about.get(name, "")) for name in about}
    title = said.get("title", "")
    base = web(said.get("base-url", ""))
    return Edition(
        title="" if title == _NAMELESS else title,
        publisher=said.get("publisher", ""),
        base=base.rstrip("/") + "/" if base else "",
        contact=said.get("contact", ""),
        language=language_tag(said.get("language", "")),
        date=day(said.get("date", "")),
        licence=web(said.get("licence", "")),
    )


class _Reader:
    """Reads one record; its elements are in no namespace."""

    def __init__(self, root: etree._Element, entries: Mapping[str, str], edition: Edition) -> None:
        self._parts: dict[str, list[etree._Element]] = {}
        for child in root:
            self._parts.setdefault(str(child.tag), []).append(child)
        self._root = root
        self._entries = entries
        self._edition = edition
        self._own = {entry.get("key", ""): entry for entry in self._all("entry")}
        self._things: dict[str, Thing | None] = {}

    def _all(self, name: str) -> list[etree._Element]:
        return self._parts.get(name, [])

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(text for text in map(_text, self._all(name)) if text)

    def _first(self, name: str) -> str:
        return next(iter(self._texts(name)), "")

    def description(self) -> Description:
        made = self._who_and_when(self._what())
        # Last, for it knows only what the others have asked for.
        return made._replace(things=tuple(filter(None, self._things.values())))

    def _what(self) -> Description:
        id, base = self._root.get("id", ""), self._edition.base
        return Description(
            id=id,
            title=self._said("title") if self._first("title") else Said(id),
            edition=self._edition,
            address=web(f"{base}{id}.html") if base else "",
            subtitles=tuple(map(_said, self._all("subtitle"))),
            summary=self._said("summary"),
            languages=self._languages("text"),
            original_language=next(iter(self._languages("original")), ""),
            terms=tuple(map(_term, self._all("term"))),
            mentions=tuple(self._mentions()),
            identifiers=tuple(map(_identifier, self._all("identifier"))),
            source=self._first("source"),
            source_addresses=tuple(filter(None, map(web, self._texts("url")))),
            archive=self._first("archive"),
            provenance=self._first("provenance"),
            version=self._first("edition"),
            series=self._said("series"),
            licences=tuple(map(_licence, self._all("licence"))),
            extents=tuple(map(_extent, self._all("extent"))),
        )

    def _who_and_when(self, described: Description) -> Description:
        agents = map(self._agent, self._all("agent"))
        return described._replace(
            agents=tuple(agent for agent in agents if agent.name),
            publisher=self._edition.publisher or self._first("publisher"),
            published_in=self._texts("published-in"),
            distributors=self._texts("distributor"),
            funders=tuple(map(self._agent, self._all("funder"))),
            sent=tuple(self._dates("sent")),
            received=tuple(self._dates("received")),
            created=tuple(self._dates("created")),
            issued=self._issued(),
            changed=max((day(c.get("when", "")) for c in self._all("change")), default=""),
            places=tuple(map(self._place, self._all("place"))),
        )

    def _said(self, name: str) -> Said:
        found = self._all(name)
        return _said(found[0]) if found else Said("")

    def _languages(self, role: str) -> tuple[str, ...]:
        said = (one.get("code") for one in self._all("language") if one.get("role") == role)
        return tuple(dict.fromkeys(filter(None, map(language_tag, said))))

    def _dates(self, role: str) -> Iterator[When]:
        for date in self._all("date"):
            if date.get("role") == role:
                yield dated(date)

    def _issued(self) -> When:
        """Return when it was published; a text that is a date of its own counts as one."""
        for published in self._all("published"):
            date = dated(published)
            return date if date.known else date._replace(when=day(date.words))
        return When()

    def _thing(self, key: str) -> Thing | None:
        if key not in self._things:
            element = self._own.get(key)
            if key in self._entries:
                element = _parsed(self._entries[key])
            self._things[key] = None if element is None else read_thing(key, element)
        return self._things[key]

    def _meant(self, element: etree._Element) -> tuple[Thing | None, tuple[Same, ...]]:
        """Return the entry that an element names, and all identifiers of what it means.

        Where the editors are not sure that it is meant, none of them is sure.
        """
        key = element.get("entry", "")
        thing = self._thing(key) if key else None
        same = identities([Same("", element.get("uri", "")), *(thing.same if thing else ())])
        if doubted(element):
            same = tuple(identity._replace(uncertain=True) for identity in same)
        return thing, same

    def _agent(self, element: etree._Element) -> Agent:
        thing, same = self._meant(element)
        if doubted(element):
            thing = None  # its name may be another's
        inverted = element.get("inverted", "")
        if ", " not in inverted:
            inverted = thing.inverted if thing else ""
        family, _, given = inverted.partition(", ")
        return Agent(
            role=element.get("role", "funder"),
            name=_text(element),
            kind=(thing.kind if thing else "") or element.get("kind", ""),
            family=family if given else "",
            given=given,
            affiliation=element.get("affiliation", ""),
            resp=element.get("resp", ""),
            key=element.get("entry", ""),
            same=same,
            uncertain=doubted(element),
        )

    def _place(self, element: etree._Element) -> Place:
        _, same = self._meant(element)
        return Place(
            role=element.get("role", ""),
            name=_text(element),
            key=element.get("entry", ""),
            same=same,
            uncertain=doubted(element),
        )

    def _mentions(self) -> Iterator[Mention]:
        """Yield what the text itself speaks of: entries, and what has an address on the web."""
        found: dict[str, list[etree._Element]] = {}
        for mention in self._all("mention"):
            meant = mention.get("entry") or mention.get("uri")
            if meant and mention.get("note") is None:
                found.setdefault(meant, []).append(mention)
        for elements in found.values():
            first = elements[0]
            thing, same = self._meant(first)
            if thing or same:
                yield Mention(
                    key=first.get("entry", ""),
                    kind=thing.kind if thing else first.get("kind", ""),
                    name=thing.name if thing else cleaned(first.findtext("text") or ""),
                    same=same,
                    times=len(elements),
                    uncertain=all(map(doubted, elements)),
                )


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _said(element: etree._Element) -> Said:
    return Said(_text(element), language_tag(element.get("lang", "")))


def _term(element: etree._Element) -> Term:
    return Term(*_said(element), web(element.get("uri", "")), element.get("scheme", ""))


def _identifier(element: etree._Element) -> Identifier:
    return Identifier(element.get("type", ""), _text(element), web(element.get("uri", "")))


def _licence(element: etree._Element) -> Licence:
    return Licence(
        _text(element), web(element.get("target", "")), language_tag(element.get("lang", ""))
    )


def _extent(element: etree._Element) -> str:
    unit = element.get("unit", "")
    words = _text(element)
    return f"{words} {unit}" if unit and unit not in words else words
