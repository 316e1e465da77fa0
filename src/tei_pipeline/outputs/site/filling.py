"""What a document's page cannot know, put into its slots.

A slot cannot be forged from a document's text: there ``<`` is escaped, and ``"`` in attributes.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

_SLOT = re.compile(
    r'<a data-to="(entry|document):([^"]*)"'
    r'|<slot name="([a-z-]+)"(?: data-of="([^"]*)" data-here="(\d+)")?></slot>'
)

Slot = tuple[str, str, str]
"""What a slot asks for: ``entry`` or ``document`` with a pointer, or the mentions of a key."""
MANIFEST: Slot = ("manifest", "", "")
"""The slot of a document that may have a manifest."""


class Filling(NamedTuple):
    """What is to be put in.

    ``entry`` gives the page of an entry by its key, ``document`` that of another document by file
    and id ("tei/a.xml#p-1"), each from the site's folder, or None. ``mentions`` counts those of an
    entry in the whole edition. ``fragments`` are the texts of slots by name; ``in_all`` is said
    of a number, as ", {1} in all".
    """

    entry: Callable[[str], str | None]
    document: Callable[[str], str | None]
    mentions: Callable[[str], int]
    fragments: Mapping[str, str]
    in_all: str

    def fill(self, page: str) -> str:
        """Return a page with its slots filled; a link that leads nowhere is none."""
        return _SLOT.sub(self._put, page)

    def _put(self, slot: re.Match[str]) -> str:
        kind, to, name, of, here = slot.groups()
        if kind:
            address = (self.entry if kind == "entry" else self.document)(html.unescape(to))
            return f'<a href="{html.escape(address)}"' if address else "<a"
        if name == "in-all":
            count = self.mentions(html.unescape(of or ""))
            return self.in_all.replace("{1}", str(count)) if count > int(here or 0) else ""
        return self.fragments.get(name, "")

    def answers(self, asked: Iterable[Slot]) -> Iterator[str]:
        """Yield what is put into slots, for telling whether it has changed."""
        for slot in asked:
            kind, to, of = slot
            if slot == MANIFEST:
                yield self.fragments.get("manifest", "")
            elif kind:
                yield (self.entry if kind == "entry" else self.document)(to) or ""
            else:
                yield str(self.mentions(of))


def slots(page: str) -> Iterator[Slot]:
    """Yield the slots of a page whose answers are its own."""
    for slot in _SLOT.finditer(page):
        kind, to, name, of, _ = slot.groups(default="")
        if name == "manifest":
            yield MANIFEST
        elif kind or name == "in-all":
            yield (kind, html.unescape(to), html.unescape(of))
