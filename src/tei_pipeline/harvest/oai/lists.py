"""Lists in parts: of records, headers and sets (OAI-PMH 2.0, 3.5).

A list is as it was when its first part was asked for (``Selection.as_of``); what it holds is as it
is now. So a publication in the midst of a harvest neither takes from it nor repeats.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tei_pipeline.catalogue.published import Header, Selection, Set
from tei_pipeline.harvest.dates import span, written
from tei_pipeline.harvest.oai.arguments import TOKEN, Request
from tei_pipeline.harvest.oai.kept import Kept, Part
from tei_pipeline.harvest.oai.refusals import RefusedError, refused
from tei_pipeline.harvest.oai.repository import Repository
from tei_pipeline.harvest.oai.tokens import State
from tei_pipeline.harvest.oai.writing import dublin_core, element, ids


class Limits(NamedTuple):
    """How much a part of a list holds, and for how many seconds its token is good.

    ``size`` bounds records in bytes: a part ends before it, but has one record at least; it ends
    too before a record with an id (``xml:id``) that is in the part already. ``kept`` bounds, in
    bytes too, what is held in memory of parts that were given. Checkers want tokens to be good for
    more than a day.
    """

    records: int = 100
    headers: int = 500
    sets: int = 500
    size: int = 1_000_000
    lifetime: int = 172_800
    kept: int = 48_000_000


class Lists:
    """Answers to the verbs that list."""

    def __init__(self, limits: Limits) -> None:
        """Say how much is given at once."""
        self._limits = limits
        self._kept = Kept(limits.kept)

    def sets(self, held: Repository, request: Request, now: int) -> Iterator[bytes]:
        """Yield sets; raises ``RefusedError``."""
        state = self._resumed(held, request, now)
        sets = held.sets()
        if not sets:
            raise refused("noSetHierarchy", "the repository has no sets")
        state = state or State("ListSets", "", 0, "", None, None, 0, "", 0, len(sets))
        rest = [one for one in sets if one.spec > state.id]
        part = rest[: self._limits.sets]
        for one in part:
            yield _set(one)
        last = part[-1].spec if len(part) < len(rest) else None
        yield self._ended(held, state, len(part), (0, last), now)

    def headers(self, held: Repository, request: Request, now: int) -> Iterator[bytes]:
        """Yield headers; raises ``RefusedError``."""
        state = self._begun(held, request, now)
        rows = self._rows(held, state, self._limits.headers + 1)
        part = rows[: self._limits.headers]
        for _, header in part:
            yield held.header(header)
        yield self._ended(held, state, len(part), _next(rows, len(part)), now)

    def records(self, held: Repository, request: Request, now: int) -> Iterator[bytes]:
        """Yield records; raises ``RefusedError``."""
        state = self._begun(held, request, now)
        # What decides on a part: its place, and what is published at this moment.
        key = (state[:8], held.view.last(), *held.about.items())
        part = self._kept.get(key)
        if part is None:
            part = self._part(held, state)
            self._kept.put(key, part)
        yield part.content
        yield self._ended(held, state, part.given, part.next, now)

    def _part(self, held: Repository, state: State) -> Part:
        rows = self._rows(held, state, self._limits.records + 1)
        records: list[bytes] = []
        known: set[bytes] = set()
        size = 0
        for _, header in rows[: self._limits.records]:
            record = held.record(header, state.format)
            size += len(record)
            own = ids(record)
            # An id stands once in an XML document, which a response is: many parsers insist.
            if records and (size > self._limits.size or not known.isdisjoint(own)):
                break
            known.update(own)
            records.append(record)
        return Part(b"\n".join(records), len(records), _next(rows, len(records)))

    # Where a list begins, goes on and ends.

    def _resumed(self, held: Repository, request: Request, now: int) -> State | None:
        """Return the state that a request goes on from; None where it begins."""
        token = request.arguments.get(TOKEN)
        if token is None:
            return None
        state = held.tokens.state(token, request.verb, now)
        if state is None or state.as_of > held.view.newest():
            raise refused(
                "badResumptionToken",
                "this token is not of this repository and verb, or too old: begin the list anew",
            )
        return state

    def _begun(self, held: Repository, request: Request, now: int) -> State:
        state = self._resumed(held, request, now)
        if state:
            return state
        told = request.arguments
        first, last = span(told.get("from", "")), span(told.get("until", ""))
        asked = Selection(
            *(told["metadataPrefix"], held.view.newest(), told.get("set", "")),
            first=first[0] if first else None,
            last=last[1] if last else None,
        )
        state = State(request.verb, *asked, 0, "", 0, 0)
        size = held.view.size(_selection(state))
        if not size:
            raise _nothing(held, state)
        return state._replace(size=size)

    def _rows(self, held: Repository, state: State, most: int) -> list[tuple[int, Header]]:
        return held.view.select(_selection(state), (state.build, state.id), most)

    def _ended(
        self, held: Repository, state: State, given: int, place: tuple[int, str | None], now: int
    ) -> bytes:
        """Return the token at the end of a part: none where the list is whole, empty at its end."""
        build, id = place
        if id is None and not state.cursor:
            return b""
        told = f'completeListSize="{state.size}" cursor="{state.cursor}"'
        if id is None:
            return f"<resumptionToken {told}/>".encode()
        expires = now + self._limits.lifetime
        after = state._replace(build=build, id=id, cursor=state.cursor + given, expires=expires)
        return (
            f'<resumptionToken expirationDate="{written(expires)}" {told}>'
            f"{held.tokens.token(after)}</resumptionToken>"
        ).encode()


def _selection(state: State) -> Selection:
    return Selection(*state[1:6])


def _next(rows: list[tuple[int, Header]], given: int) -> tuple[int, str | None]:
    """Return the place of the last record that was given; no id where no other follows."""
    if given >= len(rows):
        return 0, None
    build, header = rows[given - 1]
    return build, header.id


def _nothing(held: Repository, state: State) -> RefusedError:
    """Return why there is nothing in a list."""
    if state.format not in held.formats():
        return refused(
            "cannotDisseminateFormat",
            "the repository has no records in this format; ListMetadataFormats lists the others",
        )
    if state.set and not held.view.sets():
        return refused("noSetHierarchy", "the repository has no sets")
    return refused("noRecordsMatch", "no records are in this set and of this time")


def _set(one: Set) -> bytes:
    described = dublin_core((("description", one.description),)) if one.description else ""
    told = f"<setDescription>{described}</setDescription>" if described else ""
    named = element("setSpec", one.spec) + element("setName", one.name)
    return f"<set>{named}{told}</set>".encode()
