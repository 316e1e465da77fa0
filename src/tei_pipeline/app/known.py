"""What documents know of the whole: the edition's attributes, and entries of its authority files.

Of registers that are large, or large for so few documents as are read, a document is told what it
may speak of: no process then makes a tree of all of them.
"""

import html
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from tei_pipeline.catalogue import keyed
from tei_pipeline.records import gather

_LARGE = 20_000_000  # characters of entries from which on each document is told its own
_WORTH = 20_000  # of which the tree takes as long to make as what one document is told: 1 ms
_NAME = re.compile(r"[\w.\-]+")
_POINTING = re.compile(r' entry="([^"]*)"')


class Known:
    """The entries by their keys (file, ``#``, id), and the attributes of the edition.

    ``documents`` is how many are read in this run, and told of them.
    """

    def __init__(
        self, attributes: Mapping[str, str], entries: Mapping[str, str], documents: int
    ) -> None:
        self._attributes = dict(attributes)
        self._entries = dict(entries)
        size = sum(map(len, self._entries.values()))
        self._is_large = size > min(_LARGE, documents * _WORTH)

    def everything(self) -> str:
        """Return all of it as one XML document."""
        return self._gathered(self._entries)

    def part(self, text: str) -> str | None:
        """Return what a document, given as XML, may speak of; None where that is everything.

        An entry counts whose id stands in the document as a name. Prefixes of its own may make an
        id out of anything.
        """
        if not self._is_large or "<prefixDef" in text:
            return None
        names = self._ids.keys() & set(_NAME.findall(text))
        chosen: dict[str, None] = {}
        waiting = [key for name in names for key in self._ids[name]]
        while waiting:
            key = waiting.pop()
            if key in self._entries and key not in chosen:
                chosen[key] = None
                waiting += map(html.unescape, _POINTING.findall(self._entries[key]))
        return self._gathered(sorted(chosen, key=self._place.__getitem__))

    def _gathered(self, keys: Iterable[str]) -> str:
        entries = (keyed(key, self._entries[key]) for key in keys)
        known = f'<record id="" file="" kind="authority">{"".join(entries)}</record>'
        return gather([known], self._attributes)

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._entries:
            found.setdefault(key.rpartition("#")[2], []).append(key)
        return found

    @cached_property
    def _place(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self._entries)}
