"""The registers, to be searched by names and identifiers: what is exact is told from what is like.

A match is claimed only for one entity that alone bears the very name or identifier that was asked
for, and that no given property speaks against. A wrong identification is worse than a missing one.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tei_pipeline.catalogue.published import Entity
from tei_pipeline.harvest.reconciliation_properties import PROPERTIES

EXACT = 100.0
_VARIANT = 98.0
_SAME_WORDS = 90.0  # the same but for accents, punctuation, or the order of words
_LIKE = 80.0  # the most for what is only like it
_LEAST = 0.35  # of the trigrams of both names that they share
_LONGEST = 300  # characters that are compared


class Wanted(NamedTuple):
    """What is asked for: a name or identifier, types that it may have, and what else is known."""

    query: str = ""
    types: frozenset[str] = frozenset()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 10


class Candidate(NamedTuple):
    """An entity that may be meant; ``features`` are what the score is made from."""

    entity: Entity
    score: float
    match: bool
    features: tuple[tuple[str, float | bool], ...]


class Register:
    """Entities by all that they can be found by; never changed once it is made."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = tuple(entities)
        self.keys = {entity.key: entity for entity in self.entities}
        self._exact: dict[str, dict[int, float]] = defaultdict(dict)
        self._same: dict[str, set[int]] = defaultdict(set)
        self._trigrams: dict[str, list[int]] = defaultdict(list)
        self._names: list[tuple[int, int]] = []  # entity and number of trigrams, by name
        self._starts: list[tuple[str, int, int]] = []  # form, rank, entity
        for number, entity in enumerate(self.entities):
            self._add(number, entity)
        self._starts.sort()

    def _add(self, number: int, entity: Entity) -> None:
        for address in (entity.key, entity.id, *map(_address, entity.identifiers)):
            self._exact[address.casefold()][number] = EXACT
        for local in _locals(entity):
            self._exact[local.casefold()][number] = EXACT
        for rank, name in enumerate(entity.names):
            for form in _forms(name):
                score = _VARIANT if rank else EXACT
                known = self._exact[form].get(number, 0.0)
                self._exact[form][number] = max(known, score)
            words = plain(name)
            self._same[_sorted(words)].add(number)
            shapes = _shapes(words)
            for shape in shapes:
                self._trigrams[shape].append(len(self._names))
            self._names.append((number, len(shapes)))
            self._begin(number, rank, words)

    def _begin(self, number: int, rank: int, words: str) -> None:
        parts = words.split()
        for place in range(len(parts)):
            self._starts.append((" ".join(parts[place:]), 2 * min(rank, 1) + min(place, 1), number))

    def find(self, wanted: Wanted) -> list[Candidate]:
        """Return who may be meant, the best first."""
        exact, scores = self._scores(wanted.query)
        if not wanted.query:
            scores = dict.fromkeys(range(len(self.entities)), EXACT)
        found = []
        for number, score in scores.items():
            entity = self.entities[number]
            if wanted.types and entity.kind not in wanted.types:
                continue
            agreed = [(pid, _agrees(entity, pid, values)) for pid, values in wanted.properties]
            part = sum(same for _, same in agreed) / len(agreed) if agreed else 1.0
            if not wanted.query and not part:
                continue
            share = (0.5 + part / 2) if wanted.query else part
            sure = part == 1.0 and (number in exact or _identified(wanted))
            features = [("name", score)] if wanted.query else []
            rated = round(score * share, 1)
            found.append(Candidate(entity, rated, sure, (*features, *agreed)))
        found.sort(
            key=lambda one: (not one.match, -one.score, -one.entity.mentions, one.entity.key)
        )
        if sum(one.match for one in found) > 1:
            found = [one._replace(match=False) for one in found]
            found.sort(key=lambda one: (-one.score, -one.entity.mentions, one.entity.key))
        return found[: wanted.limit]

    def _scores(self, query: str) -> tuple[set[int], dict[int, float]]:
        """Return the entities that a query names exactly, and the scores of all that are like."""
        scores = self._like(query)
        words = plain(query)
        if words:
            scores.update(dict.fromkeys(self._same.get(_sorted(words), ()), _SAME_WORDS))
        exact: dict[int, float] = {}
        for form in {*_forms(query), _address(query).casefold()} - {""}:
            for number, score in self._exact.get(form, {}).items():
                exact[number] = max(score, exact.get(number, 0.0))
        return set(exact), {**scores, **exact}

    def _like(self, query: str) -> dict[int, float]:
        shapes = _shapes(plain(query))
        shared: Counter[int] = Counter()
        for shape in shapes:
            shared.update(self._trigrams.get(shape, ()))
        scores: dict[int, float] = {}
        for name, count in shared.items():
            number, size = self._names[name]
            part = 2 * count / (size + len(shapes))
            if part >= _LEAST:
                scores[number] = max(scores.get(number, 0.0), _LIKE * part)
        return scores

    def beginning(self, prefix: str) -> list[Entity]:
        """Return the entities with a name (or a word of it) or an identifier that begins so."""
        words = plain(prefix)
        ranks: dict[int, int] = {}
        for number in self._exact.get(prefix.strip().casefold(), ()):
            ranks[number] = -1
        place = bisect_left(self._starts, (words, -1, -1)) if words else len(self._starts)
        for form, rank, number in self._starts[place:]:
            if not form.startswith(words):
                break
            ranks[number] = min(rank, ranks.get(number, rank))
        found = sorted(ranks, key=lambda n: (ranks[n], -self.entities[n].mentions, n))
        return [self.entities[number] for number in found]


def plain(text: str) -> str:
    """Return the words of a name without case, accents and punctuation."""
    taken = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    kept = (c for c in taken if not unicodedata.combining(c))
    spaced = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in kept)
    return " ".join("".join(spaced).split())


def _forms(name: str) -> Iterator[str]:
    """Yield a name as it stands and, where it is turned round at a comma, the other way."""
    whole = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    yield whole
    last, comma, first = whole.partition(", ")
    if comma and "," not in first:
        yield f"{first} {last}"


def _sorted(words: str) -> str:
    return " ".join(sorted(words.split()))


def _shapes(words: str) -> set[str]:
    """Return the trigrams of all words, with their ends marked."""
    return {f" {word} "[n : n + 3] for word in words.split() for n in range(len(word))}


def _address(address: str) -> str:
    """Return a URI so that two ways to write it are one."""
    return address.strip().removeprefix("https://").removeprefix("http://").rstrip("/#")


def _locals(entity: Entity) -> Iterator[str]:
    for one in PROPERTIES.values():
        if one.identifies and one.id != "identifier":
            yield from map(str, one.values(entity))


def _agrees(entity: Entity, pid: str, values: Sequence[str]) -> bool:
    """Return whether a property has one of the values; what we know nothing of never agrees."""
    known = PROPERTIES.get(pid)
    if known is None:
        return False
    ours = {_address(str(value)).casefold() for value in known.values(entity)}
    theirs = {_address(value).casefold() for value in values}
    if known.identifies and known.id != "identifier":
        theirs |= {one.rpartition("/")[2] for one in theirs}
    if known.id == "name":
        ours = {form for name in entity.names[:1] for form in _forms(name)}
        theirs = {form for value in values for form in _forms(value)}
    return bool(ours & theirs)


def _identified(wanted: Wanted) -> bool:
    """Return whether properties alone tell who is meant, where no name was given."""
    given = (PROPERTIES.get(pid) for pid, _ in wanted.properties)
    return not wanted.query and any(one is not None and one.identifies for one in given)
