"""The arguments of a request: which verb takes which, and what their values may be.

All that is wrong is told at once, each by an error of its own (OAI-PMH 2.0, 3.6). What only the
repository can tell (whether there is such an identifier, format or set) is not asked here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tei_pipeline.harvest.dates import by_second, span
from tei_pipeline.harvest.oai.refusals import (
    BAD_ARGUMENT,
    BAD_VERB,
    Refusal,
    RefusedError,
    refused,
)
from tei_pipeline.harvest.oai.writing import LEGAL, shown
from tei_pipeline.settings import SET_SPEC, SET_WORD

TOKEN = "resumptionToken"


class _Takes(NamedTuple):
    """What a verb takes; one that is ``listing`` takes a resumption token instead of all else."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    listing: bool = False

    @property
    def all(self) -> frozenset[str]:
        return self.required | self.optional | ({TOKEN} if self.listing else set())


_SELECTION = _Takes(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), True)
VERBS = {
    "Identify": _Takes(),
    "ListMetadataFormats": _Takes(optional=frozenset({"identifier"})),
    "ListSets": _Takes(listing=True),
    "ListIdentifiers": _SELECTION,
    "ListRecords": _SELECTION,
    "GetRecord": _Takes(frozenset({"identifier", "metadataPrefix"})),
}
_FORMS = {
    "metadataPrefix": SET_WORD,
    "set": SET_SPEC,
    "identifier": re.compile(r".+", re.DOTALL),
}


class Request(NamedTuple):
    """A request whose arguments are as the protocol wants them."""

    verb: str
    arguments: dict[str, str]


def read(query: Iterable[tuple[str, str]]) -> Request:
    """Return the request that parameters make; raises ``RefusedError``."""
    given = list(query)
    verbs = [value for name, value in given if name == "verb"]
    if not verbs:
        raise refused(BAD_VERB, f"verb is missing; it is one of {', '.join(VERBS)}")
    if len(verbs) > 1:
        raise refused(BAD_VERB, "verb is given more than once")
    if verbs[0] not in VERBS:
        raise refused(BAD_VERB, f"{shown(verbs[0])} is no verb; it is one of {', '.join(VERBS)}")
    arguments = [(name, value) for name, value in given if name != "verb"]
    wrong = tuple(Refusal(BAD_ARGUMENT, said) for said in _wrong(verbs[0], arguments))
    if wrong:
        raise RefusedError(*wrong)
    return Request(verbs[0], dict(arguments))


def _wrong(verb: str, given: list[tuple[str, str]]) -> Iterator[str]:
    takes = VERBS[verb]
    counted = Counter(name for name, _ in given)
    for name, times in counted.items():
        if name not in takes.all:
            yield f"{verb} takes no argument {shown(name)}"
        elif times > 1:
            yield f"{name} is given more than once"
    if takes.listing and TOKEN in counted:
        if len(counted) > 1:
            yield f"{TOKEN} allows no other argument beside it"
        return
    for name in sorted(takes.required - counted.keys()):
        yield f"{verb} needs the argument {name}"
    for name, value in given:
        if name in takes.all and not _legal(name, value):
            yield f"{shown(value)} cannot be the value of {name}{_EXPECTED.get(name, '')}"
    yield from _dates(dict(given))


_DATES = "; a day is written 2026-02-28, a second 2026-02-28T12:00:00Z"
_EXPECTED = {"from": _DATES, "until": _DATES}


def _legal(name: str, value: str) -> bool:
    if name in _EXPECTED:
        return span(value) is not None
    return bool(_FORMS[name].fullmatch(value) and LEGAL.fullmatch(value))


def _dates(given: dict[str, str]) -> Iterator[str]:
    first, last = given.get("from", ""), given.get("until", "")
    begins, ends = span(first), span(last)
    if begins is None or ends is None:
        return
    if by_second(first) != by_second(last):
        yield "from and until must both be days, or both be seconds"
    elif begins > ends:
        yield "from is later than until"
