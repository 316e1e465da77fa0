"""What is remembered of an element in which something is wrong, until it is clear how to read it.

Written out, not made by ``dataclasses``: that would be felt at each start.
"""

from collections.abc import Sequence
from typing import Any

from tei_pipeline.relaxng.faults import Names
from tei_pipeline.relaxng.tables import Namespaces, Opening, State

_MOST_TEXT = 1_000


class Reading:
    """One way to read a wrong child.

    ``left`` is what may come after it, ``now`` what may come after its siblings up to here;
    ``needed`` is what lacks before it, None where the child itself is wrong.
    """

    __slots__ = ("left", "needed", "now")

    def __init__(self, left: int, needed: Names | None, now: int) -> None:
        self.left = left
        self.needed = needed
        self.now = now


class Wrong:
    """What is known of a name that does not fit: it depends on the content and the name alone.

    ``opening`` is what the child is judged by, with no definitions where its name is not known;
    ``near`` are the allowed names that are written alike.
    """

    __slots__ = ("near", "opening", "readings")

    def __init__(
        self, opening: Opening, readings: tuple[Reading, ...], near: tuple[str, ...]
    ) -> None:
        self.opening = opening
        self.readings = readings
        self.near = near


class Suspect:
    """A wrong child, recorded while it is open, so that other names can be tried for it.

    ``near`` are names to be tried at its end, ``place`` is then that of its fault in the list of
    faults. ``own`` are the places of those that are about the child's own attributes and content:
    they are gone where it is read under another name.
    """

    __slots__ = (
        "attributes",
        "children",
        "content",
        "name",
        "namespaces",
        "near",
        "own",
        "place",
        "text",
    )

    def __init__(
        self,
        name: str,
        attributes: Sequence[str],
        namespaces: Namespaces,
        content: int,
        near: tuple[str, ...] = (),
        place: int = -1,
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.namespaces = namespaces
        self.content = content
        self.near = near
        self.place = place
        self.children: list[str] = []
        self.text = ""
        self.own: list[int] = []

    def add_text(self, text: str) -> None:
        """Take a text that is not blank; of a long one only the beginning is kept."""
        if self.has_whole_text:
            self.text += text[:_MOST_TEXT]

    @property
    def has_whole_text(self) -> bool:
        """Return whether all of the text was kept."""
        return len(self.text) < _MOST_TEXT


class Waiting:
    """A wrong child on whose reading its siblings will decide; ``place`` is that of its fault."""

    __slots__ = ("parent", "place", "readings", "siblings", "suspect", "where", "wrong")

    def __init__(self, place: int, where: Any, parent: str, wrong: Wrong, suspect: Suspect) -> None:
        self.place = place
        self.where = where
        self.parent = parent
        self.wrong = wrong
        self.readings: Sequence[Reading] = wrong.readings
        self.suspect = suspect
        self.siblings: list[str] = []


class Frame:
    """An open element that is looked at more closely; ``state`` is the state of its content.

    ``skipped`` are names of children that came too early: where they lack later, that is no news.
    """

    __slots__ = ("skipped", "state", "suspect", "waiting")

    def __init__(self, state: State, suspect: Suspect | None = None) -> None:
        self.state = state
        self.suspect = suspect
        self.waiting: Waiting | None = None
        self.skipped: list[str] = []

    @property
    def settled(self) -> bool:
        """Return whether there is nothing more to be looked at."""
        return self.suspect is None and self.waiting is None and not self.skipped

    def news(self, needed: Names) -> Names:
        """Return what lacks, but for children that stand at another place."""
        return tuple(names for names in needed if not set(names).intersection(self.skipped))
