"""What is known of a document, as plain values: the same for every format that it is written in.

Nothing here is invented: what a header does not say is an empty text or tuple.
"""

from typing import NamedTuple
from urllib.parse import urljoin

from tei_pipeline.outputs.metadata.dates import iso


class Said(NamedTuple):
    """Words, and the language that they are in (BCP 47) where that is said."""

    words: str
    language: str = ""


class When(NamedTuple):
    """A date: ``when``, or the ends of a span, or of what it lies between; all as TEI has them.

    Each is a day, a month or a year of the calendar, or empty; ``words`` are the header's own.
    """

    when: str = ""
    start: str = ""
    end: str = ""
    not_before: str = ""
    not_after: str = ""
    words: str = ""
    uncertain: bool = False

    @property
    def span(self) -> tuple[str, str]:
        """Return first and last day (ISO 8601); one that is not known is empty."""
        return (
            iso(self.when or self.start or self.not_before),
            iso(self.when or self.end or self.not_after),
        )

    @property
    def known(self) -> bool:
        """Return whether any of it has a normal form."""
        return any(self.span)

    @property
    def written(self) -> str:
        """Return it as one text: a day, or both ends (ISO 8601; an open end is ``..``, EDTF)."""
        first, last = self.span
        if first == last:
            return first
        return f"{first or '..'}/{last or '..'}"


class Same(NamedTuple):
    """An identifier of the same thing in another collection; ``kind`` as the header names it."""

    kind: str
    uri: str
    uncertain: bool = False


class Thing(NamedTuple):
    """An entry of a register; ``kind`` as in records. ``geo`` is latitude and longitude."""

    key: str
    kind: str
    name: str
    inverted: str = ""
    variants: tuple[str, ...] = ()
    same: tuple[Same, ...] = ()
    born: When = When()
    died: When = When()
    existed: When = When()
    geo: tuple[str, str] | None = None
    note: str = ""


class Agent(NamedTuple):
    """Someone who did something: ``role`` as in records, ``resp`` in the header's own words.

    ``family`` and ``given`` are empty where nobody tells the parts of a name.
    """

    role: str
    name: str
    kind: str = ""
    family: str = ""
    given: str = ""
    affiliation: str = ""
    resp: str = ""
    key: str = ""
    same: tuple[Same, ...] = ()
    uncertain: bool = False

    @property
    def inverted(self) -> str:
        """Return the name with the surname first, where its parts are known."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name


class Place(NamedTuple):
    """Where something was done."""

    role: str
    name: str
    key: str = ""
    same: tuple[Same, ...] = ()
    uncertain: bool = False


class Mention(NamedTuple):
    """An entry that the text speaks of, and how often; not what only notes speak of."""

    key: str
    kind: str
    name: str
    same: tuple[Same, ...] = ()
    times: int = 1
    uncertain: bool = False


class Term(NamedTuple):
    """A keyword; ``uri`` and ``scheme`` where it is one of a vocabulary."""

    words: str
    language: str = ""
    uri: str = ""
    scheme: str = ""


class Identifier(NamedTuple):
    """An identifier of the document: ``kind`` as the header names it, ``uri`` if it has one."""

    kind: str
    value: str
    uri: str = ""


class Licence(NamedTuple):
    """What may be done with a document: words, an address, or both."""

    words: str
    uri: str = ""
    language: str = ""


class Edition(NamedTuple):
    """What is known of the edition; ``base`` ends with ``/`` where there is one."""

    title: str = ""
    publisher: str = ""
    base: str = ""
    contact: str = ""
    language: str = ""
    date: str = ""
    licence: str = ""

    @property
    def beside(self) -> str:
        """Return the address of the folder of metadata, which stands beside the site's."""
        return urljoin(self.base, "../metadata/")


class Description(NamedTuple):
    """All that formats say of a document."""

    id: str
    title: Said
    edition: Edition
    address: str = ""
    subtitles: tuple[Said, ...] = ()
    summary: Said = Said("")
    agents: tuple[Agent, ...] = ()
    publisher: str = ""
    published_in: tuple[str, ...] = ()
    distributors: tuple[str, ...] = ()
    funders: tuple[Agent, ...] = ()
    sent: tuple[When, ...] = ()
    received: tuple[When, ...] = ()
    created: tuple[When, ...] = ()
    issued: When = When()
    changed: str = ""
    places: tuple[Place, ...] = ()
    languages: tuple[str, ...] = ()
    original_language: str = ""
    terms: tuple[Term, ...] = ()
    mentions: tuple[Mention, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    source: str = ""
    source_addresses: tuple[str, ...] = ()
    archive: str = ""
    provenance: str = ""
    version: str = ""
    series: Said = Said("")
    licences: tuple[Licence, ...] = ()
    extents: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()

    def those(self, *roles: str) -> tuple[Agent, ...]:
        """Return the agents with one of some roles, in the header's order."""
        return tuple(agent for agent in self.agents if agent.role in roles)

    @property
    def writers(self) -> tuple[Agent, ...]:
        """Return who speaks in the document: its senders, else its authors."""
        return self.those("sender") or self.those("author")

    @property
    def is_letter(self) -> bool:
        """Return whether someone sent it or was to receive it."""
        return bool(self.those("sender", "recipient"))

    @property
    def language(self) -> str:
        """Return the language of the text, if it is one."""
        return self.languages[0] if len(self.languages) == 1 else ""

    @property
    def date(self) -> When:
        """Return when it was sent, or made; of dates without a normal form none."""
        dates = (*self.sent, *self.created, *self.received)
        return next((date for date in dates if date.known), When())

    @property
    def doi(self) -> str:
        """Return its DOI (``10.…``), if the header has one."""
        found = (i.uri or i.value for i in self.identifiers if i.kind.lower() == "doi")
        return next((d[d.index("10.") :] for d in found if "10." in d and "/" in d), "")
