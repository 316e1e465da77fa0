"""The client's side of OAI-PMH 2.0, over ``oaipmh-scythe``.

Of scythe the requests, the errors and the headers are used. How it is sent (``asking``) and how
an answer is read (``parsing``) is ours: scythe's own client has no limits, and its parser is lax.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import httpx2
from oaipmh_scythe import Scythe
from oaipmh_scythe import exceptions as errors
from oaipmh_scythe.models import Header
from oaipmh_scythe.response import OAIResponse

from tei_pipeline.app.harvester.asking import Asker, Got, printable
from tei_pipeline.app.harvester.keeping import Folder
from tei_pipeline.app.harvester.parsing import OAI, Element, documents, oai_root, without_location
from tei_pipeline.app.harvester.state import Running, State
from tei_pipeline.errors import InputError
from tei_pipeline.names import TEI

_XML = "text/xml, application/xml"
_CODES = frozenset(
    {"badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist",
     "noMetadataFormats", "noRecordsMatch", "noSetHierarchy"}
)  # fmt: skip
_MENDS = {
    "badArgument": "look at --from, --until and --set",
    "cannotDisseminateFormat": "name another format with --prefix",
    "noSetHierarchy": "leave --set out: the provider has no sets",
}
_RESTARTS = 2
_IDLE = 5
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Answered(OAIResponse):
    """An answer, parsed once and by our own parser."""

    def __init__(self, got: Got, query: dict[str, str]) -> None:
        super().__init__(httpx2.Response(got.status, content=got.content), query)
        self.content = got.content
        self._root = oai_root(got)

    @property
    def xml(self) -> Element:
        """Return the root of the answer."""
        return self._root


class Provider(Scythe):
    """A provider of records, asked by our own asker; ``date`` is what its last answer says."""

    date = ""

    def __init__(self, address: str, asker: Asker) -> None:
        super().__init__(address)
        self._asker = asker

    def harvest(self, query: dict[str, str]) -> Answered:
        """Return what one request is answered; raises scythe's errors, and ``InputError``."""
        answered = Answered(self._asker.ask(self.endpoint, query.items(), _XML), query)
        self.date = answered.xml.findtext(f"{OAI}responseDate", "").strip()
        error = answered.xml.find(f"{OAI}error")
        if error is not None and error.get("code") not in _CODES:
            raise InputError(f"the provider gives an error that the protocol has not: {_of(error)}")
        answered.raise_for_oaipmh_error()
        return answered

    def root(self, query: dict[str, str]) -> Element:
        """Return the root of an answer that is to be none of the protocol's errors."""
        try:
            return self.harvest(query).xml
        except errors.OAIPMHException as error:
            raise in_words(error) from error


class Repository(NamedTuple):
    """What a provider says of itself: its name, its granularity, its formats by prefix.

    ``remembers``: it tells for ever of what it has withdrawn.
    """

    name: str
    seconds: bool
    remembers: bool
    formats: dict[str, str]
    locations: dict[str, str]

    @classmethod
    def of(cls, provider: Provider) -> "Repository":
        """Ask for it; raises ``InputError``."""
        said = provider.root({"verb": "Identify"}).find(f"{OAI}Identify")
        listed = provider.root({"verb": "ListMetadataFormats"})
        name, granularity, deleted = (
            "" if said is None else said.findtext(f"{OAI}{part}", "").strip()
            for part in ("repositoryName", "granularity", "deletedRecord")
        )
        formats: dict[str, str] = {}
        locations: dict[str, str] = {}
        for one in listed.iterfind(f"{OAI}ListMetadataFormats/{OAI}metadataFormat"):
            prefix, namespace, schema = (
                one.findtext(f"{OAI}{part}", "").strip()
                for part in ("metadataPrefix", "metadataNamespace", "schema")
            )
            formats[prefix], locations[prefix] = namespace, f"{namespace} {schema}"
        seconds = "T" in granularity.upper()
        return cls(name, seconds, deleted == "persistent", formats, locations)

    def prefix(self, wanted: str) -> str:
        """Return the format to ask for: the one that is wanted, TEI, or Dublin Core."""
        if wanted:
            if wanted not in self.formats:
                known = ", ".join(sorted(filter(None, self.formats))) or "none"
                raise InputError(f"the provider has no format {wanted}", mend=f"known: {known}")
            return wanted
        named = [prefix for prefix, uri in self.formats.items() if uri == TEI]
        return "tei" if "tei" in self.formats else next(iter(named), "oai_dc")

    def dated(self, date: str, *, end: bool = False) -> str:
        """Return a date in the provider's granularity."""
        if not self.seconds or not date:
            return date[:10]
        return date if "T" in date else f"{date}T{'23:59:59' if end else '00:00:00'}Z"


def in_words(error: errors.OAIPMHException) -> InputError:
    """Return one of the protocol's errors in words."""
    name = type(error).__name__
    code = name[0].lower() + name[1:]
    told = printable(str(error))[:300]
    message = f"the provider refuses the request ({code}){': ' if told else ''}{told}"
    return InputError(message, mend=_MENDS.get(code, "ask those who run the provider"))


class Taking:
    """A harvest of records into a folder, in pages; each page is kept before the next is asked."""

    def __init__(self, provider: Provider, repository: Repository, folder: Folder) -> None:
        self._provider = provider
        self._seconds = repository.seconds
        self._location = repository.locations.get(folder.state.prefix, "")
        self._folder = folder
        self._state: State = folder.state
        self._tokens: set[str] = set()
        self._seen: set[str] = set()
        self._idle = self._restarts = 0
        self.problems: list[str] = []

    def pages(self, first: str, until: str) -> Iterator[tuple[int, int]]:
        """Take page after page; yield how many records came, and of how many.

        Goes on where an earlier run of the same dates was interrupted.
        """
        running = self._state.running
        if running is None or (running.first, running.until) != (first, until):
            running = self._state.running = Running(first=first, until=until)
        while True:
            try:
                answered = self._provider.harvest(self._query(running))
            except errors.NoRecordsMatch:
                running.began = running.began or self._clock()
                if not self._state.records:
                    self._folder.notes.append("the provider has nothing of what is asked for")
                break
            except errors.BadResumptionToken as error:
                self._restart(running, error)
                continue
            except errors.OAIPMHException as error:
                raise in_words(error) from error
            running.began = running.began or self._clock()
            token = answered.xml.find(f"{OAI}ListRecords/{OAI}resumptionToken")
            self._take(answered)
            running.token = "" if token is None else (token.text or "").strip()
            self._folder.remember()
            yield len(self._seen), _number(token)
            if not running.token:
                break
            self._watch(running)
        self._finish(running)

    def _query(self, running: Running) -> dict[str, str]:
        if running.token:
            return {"verb": "ListRecords", "resumptionToken": running.token}
        asked = {
            "metadataPrefix": self._state.prefix,
            "from": running.first,
            "until": running.until,
            "set": self._state.set,
        }
        return {"verb": "ListRecords"} | {name: value for name, value in asked.items() if value}

    def _take(self, answered: Answered) -> None:
        written = documents(answered.content, answered.xml)
        new = False
        for record in answered.xml.iterfind(f"{OAI}ListRecords/{OAI}record"):
            said = record.find(f"{OAI}header")
            header = None if said is None else Header(said)
            identifier = (header.identifier or "").strip() if header else ""
            if header is None or not identifier:
                self.problems.append("a record without identifier came: it was left out")
                continue
            new = new or identifier not in self._seen
            self._seen.add(identifier)
            stamp = (header.datestamp or "").strip()
            content = record.find(f"{OAI}metadata/*")
            if header.deleted:
                self._folder.withdraw(identifier, stamp)
            elif content is None:
                self.problems.append(f"the record {identifier} came without content")
            else:
                own = without_location(written[content], self._location)
                self._folder.put(identifier, _DECLARATION + own + b"\n", stamp)
        self._idle = 0 if new else self._idle + 1

    def _watch(self, running: Running) -> None:
        """Raise where a provider would have us ask for ever."""
        if running.token in self._tokens or self._idle >= _IDLE:
            self._state.running = None
            self._state.save(self._folder.root)
            raise InputError(
                "the provider's list has no end: it gives the same resumption token or the same "
                "records again",
                mend="what came is kept; tell those who run the provider",
            )
        self._tokens.add(running.token)

    def _restart(self, running: Running, error: errors.OAIPMHException) -> None:
        if not running.token or self._restarts >= _RESTARTS:
            raise in_words(error) from error
        self._restarts += 1
        running.token = ""
        self._tokens.clear()
        self._seen.clear()
        since = running.first or "the beginning"
        self._folder.notes.append(f"the provider forgot how far we were: asked again from {since}")

    def _clock(self) -> str:
        """Return the date from which the next harvest is to ask, by the provider's clock.

        One that cannot be, or lies in the future, is taken from our own, a day earlier.
        """
        now = datetime.now(UTC)
        said = self._provider.date
        ours = (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        limit = (now + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
        date = said if _STAMP.fullmatch(said) and said <= limit else ours
        if date != said:
            self._folder.notes.append("the provider's clock is wrong: a day more is asked again")
        return date if self._seconds and "T" in date else date[:10]

    def _finish(self, running: Running) -> None:
        state = self._state
        reached = min(filter(None, (running.began, running.until)))
        if not state.complete or running.first <= state.complete:
            state.complete = max(state.complete, reached)
        state.running = None


def _of(error: Element) -> str:
    return printable(f"{error.get('code', '')} {error.text or ''}")[:300]


def _number(token: Element | None) -> int:
    size = "" if token is None else token.get("completeListSize", "")
    return int(size[:9]) if size.isascii() and size.isdigit() else 0
