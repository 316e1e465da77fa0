"""Parts of lists that were given last, kept within a bound: many ask for the same ones."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple


class Part(NamedTuple):
    """Records of a list, ``given`` in number; ``next`` is the place of the last one.

    ``next`` has no id where no other record follows.
    """

    content: bytes
    given: int
    next: tuple[int, str | None]


class Kept:
    """The parts asked for last, of ``size`` bytes at most; may be asked from any thread."""

    def __init__(self, size: int) -> None:
        self._left = size
        self._parts: OrderedDict[Hashable, Part] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Part | None:
        """Return the part that was put under a key, if it is still there."""
        with self._lock:
            if key not in self._parts:
                return None
            self._parts.move_to_end(key)
            return self._parts[key]

    def put(self, key: Hashable, part: Part) -> None:
        """Keep a part, and let go of those that were not asked for longest."""
        with self._lock:
            if key in self._parts:  # another thread was faster
                return
            self._parts[key] = part
            self._left -= len(part.content)
            while self._left < 0:
                self._left += len(self._parts.popitem(last=False)[1].content)
