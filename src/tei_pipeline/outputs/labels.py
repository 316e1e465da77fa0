"""Names on a map, so that none stands on another, at every scale that a reader may choose.

Sizes are those of the screen: circles and letters stay as they are while the map grows under them.
What is placed first stays, so places are to come in the order of their weight.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Scales as powers of two of the size that the map is made for.
LEVELS = range(-4, 8)
#: How many places get a name; further ones say it when they are pointed at.
NAMED = 600
#: How many of the first may run over small circles where there is no other room.
_FOREMOST = 12
_NAME = -1

SIZE = 15.0
_GAP = 3.0
_HEIGHT = 14.0
_CELL = 64.0
#: Parts of an em that letters take in a serif of the old style, on average.
_WIDE, _USUAL, _NARROW = 0.72, 0.45, 0.26


class Mark(NamedTuple):
    """A circle with a name: where it is on the map, how large it is on the screen."""

    x: float
    y: float
    radius: float
    name: str


class _Room(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    side: int = -1


def places_of_names(marks: Sequence[Mark], width: float, height: float) -> list[str]:
    """Return for each mark a digit for each of ``LEVELS``: on which side its name is to stand.

    0 right, 1 left, 2 above, 3 below, 4 to 7 in the corners (right above, right below, left above,
    left below); "." where there is no room. The map is ``width`` by ``height``.
    """
    sides = [_at_level(marks, 2.0**level, width, height) for level in LEVELS]
    return ["".join(level[number] for level in sides) for number in range(len(marks))]


class _Paper:
    """What is taken at one scale: by circles, and by the names placed so far."""

    def __init__(self, marks: Sequence[Mark], scale: float, edge: _Room | None) -> None:
        self._marks = marks
        self._scale = scale
        self._edge = edge
        self._taken: dict[tuple[int, int], list[tuple[int, _Room]]] = {}
        for number, mark in enumerate(marks):
            x, y, r = mark.x * scale, mark.y * scale, mark.radius
            self._take(number, _Room(x - r, y - r, x + r, y + r))

    def place(self, number: int) -> str:
        """Return the side on which there is room for a name, and take it."""
        mark = self._marks[number]
        x, y = mark.x * self._scale, mark.y * self._scale
        rooms = [room for room in _rooms(mark, x, y) if self._is_inside(x, y, room)]
        for smallest in (0.0, 4.0) if number < _FOREMOST else (0.0,):
            for room in rooms:
                if self._is_free(number, room, smallest):
                    self._take(_NAME, room)
                    return str(room.side)
        return "."

    def _is_inside(self, x: float, y: float, room: _Room) -> bool:
        """Return whether a name stays within the edge, unless its place is outside."""
        edge = self._edge
        if edge is None or not (edge.left <= x <= edge.right and edge.top <= y <= edge.bottom):
            return True
        across = edge.left <= room.left and room.right <= edge.right
        return across and edge.top <= room.top and room.bottom <= edge.bottom

    def _is_free(self, number: int, room: _Room, smallest: float) -> bool:
        """Return whether nothing is in a room but circles smaller than ``smallest``."""
        for cell in _cells(room):
            for owner, other in self._taken.get(cell, ()):
                small = owner != _NAME and self._marks[owner].radius < smallest
                if owner != number and not small and _meet(room, other):
                    return False
        return True

    def _take(self, owner: int, room: _Room) -> None:
        for cell in _cells(room):
            self._taken.setdefault(cell, []).append((owner, room))


def _at_level(marks: Sequence[Mark], scale: float, width: float, height: float) -> list[str]:
    edge = _Room(3, 3, width * scale - 3, height * scale - 3) if scale <= 1 else None
    paper = _Paper(marks, scale, edge)
    return [paper.place(number) if number < NAMED else "." for number in range(len(marks))]


def _rooms(mark: Mark, x: float, y: float) -> Iterator[_Room]:
    """Yield the rooms that a name may take, the best one first; ``map.js`` has the same."""
    width, half, far = text_width(mark.name) + 2, _HEIGHT / 2, mark.radius + _GAP
    near = mark.radius * 0.7 + 1
    yield _Room(x + far, y - half, x + far + width, y + half, 0)
    yield _Room(x - far - width, y - half, x - far, y + half, 1)
    yield _Room(x - width / 2, y - far - _HEIGHT, x + width / 2, y - far, 2)
    yield _Room(x - width / 2, y + far, x + width / 2, y + far + _HEIGHT, 3)
    for side, start in ((4, x + near), (6, x - near - width)):
        yield _Room(start, y - near - _HEIGHT, start + width, y - near, side)
        yield _Room(start, y + near, start + width, y + near + _HEIGHT, side + 1)


def text_width(name: str) -> float:
    """Return about how wide a name is on the screen."""
    ems = (
        _WIDE if c.isupper() or c in "mwMW—" else _NARROW if c in " ,.;:'’ijlt-()" else _USUAL
        for c in name
    )
    return sum(ems) * SIZE


def _cells(room: _Room) -> Iterator[tuple[int, int]]:
    for column in range(int(room.left // _CELL), int(room.right // _CELL) + 1):
        for row in range(int(room.top // _CELL), int(room.bottom // _CELL) + 1):
            yield column, row


def _meet(first: _Room, second: _Room) -> bool:
    across = first.left < second.right and second.left < first.right
    return across and first.top < second.bottom and second.top < first.bottom
