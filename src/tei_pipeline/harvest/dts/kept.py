"""What was asked for last, kept for who asks next: trees of documents and their units."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")
Key = tuple[str, ...]


class Kept(Generic[Value]):
    """Values by keys, up to a size of all together, and at least one; nobody changes them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], tuple[Value, int]]) -> Value:
        """Return the value of a key, which ``make`` makes, with its size, where it is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        value, size = make()
        with self._lock:
            self._held[key] = value, size
            while sum(one for _, one in self._held.values()) > self._most and len(self._held) > 1:
                self._held.popitem(last=False)
        return value
