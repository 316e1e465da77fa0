"""What is put into the slots of documents' pages that have names: made anew only what has changed.

What comes before and after a document is told by a sequence of its own, which is made again only
where the document or a neighbour is named or dated differently.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tei_pipeline.app.packing import packed, unpacked
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.tasks import Lists
from tei_pipeline.cache import Cache, digest
from tei_pipeline.catalogue import Indexes
from tei_pipeline.records import gather

_PAGE = "fragments"
_STEP = "packed sequences"
_SEQUENCE = "sequence/"
_AT_ONCE = 1000  # sequences that are made in one call at most


class _Made(NamedTuple):
    """The texts of slots by name; those of sequences by document, with digests of what they say.

    Sequences are packed: each document has one of its own.
    """

    texts: Mapping[str, str]
    sequences: Mapping[str, tuple[str, bytes]]


class Fragments:
    """The fragments of the site."""

    def __init__(self, grounds: Grounds, indexes: Indexes) -> None:
        self._at = grounds
        self._indexes = indexes

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in the slots of all documents alike, by name."""
        return self._made.texts

    def sequence(self, identifier: str) -> str:
        """Return what comes before and after a document; nothing where it is unknown."""
        _, text = self._made.sequences.get(identifier, ("", b""))
        return str(unpacked(text)) if text else ""

    @cached_property
    def _made(self) -> _Made:
        ledger, cache = self._at.ledger, Cache()
        inputs = {"documents": self._indexes.told(), "program": self._at.program}
        before = next(iter(ledger.said_before(_STEP).get(_STEP, ())), "")
        kept = cache.get(_STEP, before) if before else None
        known = _Made(*unpacked(kept)) if kept else _Made({}, {})
        if ledger.is_fresh(_STEP, inputs) and kept:
            return known
        ledger.reasons.pop(_STEP, None)  # nothing is written in it
        made = self._make(known.sequences)
        content = packed(tuple(made))
        key = digest(content)
        cache.put(_STEP, key, content)
        ledger.note(_STEP, inputs, [], (key,))
        return made

    def _make(self, known: Mapping[str, tuple[str, bytes]]) -> _Made:
        """Make the fragments, but for sequences that are ``known``."""
        edition = digest(repr(self._indexes.attributes), self._at.program)
        places = self._indexes.listing.neighbourhoods().items()
        keys = {identifier: digest(edition, place) for identifier, place in places}
        asked = [one for one, key in keys.items() if known.get(one, ("",))[0] != key]
        chunks = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)] or [[]]
        texts: dict[str, str] = {}
        new: dict[str, tuple[str, bytes]] = {}
        for files in self._at.work(Lists(_PAGE, self._xml(chunk)) for chunk in chunks):
            for path, content in files:
                one = path.removeprefix(_SEQUENCE)
                if one == path:
                    texts[path] = content
                else:
                    new[one] = (keys[one], packed(content))
        return _Made(texts, {one: new.get(one) or known[one] for one in keys})

    def _xml(self, asked: Sequence[str]) -> str:
        outlines = self._indexes.listing.outlines(frozenset(asked))
        return gather([outlines], self._indexes.attributes)
