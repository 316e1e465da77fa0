"""Names on a map, so that none stands on another, at every scale that a reader may choose.

Sizes are those of the screen: circles and letters stay as they are while the map grows under them.
What is placed first stays, so places are to come in the order of their weight.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Scales as powers of two, from half the size that the map is made for (a phone) to 128 times.
LEVELS = range(-1, 8)
#: How many places get a name; further ones say it when they are pointed at.
NAMED = 600

SIZE = 15.0
_GAP = 3.0
_HEIGHT = 13.0
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


def places_of_names(marks: Sequence[Mark], width: float, height: float) -> list[str]:
    """Return for each mark a digit for each of ``LEVELS``: on which side its name is to stand.

    0 right, 1 left, 2 above, 3 below, 4 to 7 in the corners (right above, right below, left above,
    left below); "." where there is no room. The map is ``width`` by ``height``.
    """
    sides = [_at_level(marks, 2.0**level, width, height) for level in LEVELS]
    return ["".join(level[number] for level in sides) for number in range(len(marks))]


def _at_level(marks: Sequence[Mark], scale: float, width: float, height: float) -> list[str]:
    taken: dict[tuple[int, int], list[tuple[int, _Room]]] = {}
    for number, mark in enumerate(marks):
        if mark.radius >= 4:
            x, y, r = mark.x * scale, mark.y * scale, mark.radius
            _take(taken, number, _Room(x - r, y - r, x + r, y + r))
    # Names do not leave the part of the map that is shown, unless their place is outside.
    edge = _Room(0, 0, width * scale, height * scale) if scale <= 1 else None
    sides = []
    for number, mark in enumerate(marks):
        side = "."
        if number < NAMED:
            side = _place(mark, number, scale, edge, taken)
        sides.append(side)
    return sides


def _place(
    mark: Mark,
    number: int,
    scale: float,
    edge: _Room | None,
    taken: dict[tuple[int, int], list[tuple[int, _Room]]],
) -> str:
    x, y = mark.x * scale, mark.y * scale
    inside = edge is not None and edge.left <= x <= edge.right and edge.top <= y <= edge.bottom
    for side, room in enumerate(_rooms(mark, x, y)):
        if inside and edge is not None and not _holds(edge, room):
            continue
        if not any(_meet(room, other) for other in _near(taken, number, room)):
            _take(taken, -1, room)
            return str(side)
    return "."


def _rooms(mark: Mark, x: float, y: float) -> Iterator[_Room]:
    """Yield the rooms that a name may take, the best one first; see ``map.js`` for the same."""
    width, half, far = text_width(mark.name), _HEIGHT / 2, mark.radius + _GAP
    near = mark.radius * 0.7 + 1
    right, left = x + far, x - far - width
    yield _Room(right, y - half, right + width, y + half)
    yield _Room(left, y - half, left + width, y + half)
    yield _Room(x - width / 2, y - far - _HEIGHT, x + width / 2, y - far)
    yield _Room(x - width / 2, y + far, x + width / 2, y + far + _HEIGHT)
    for start in (x + near, x - near - width):
        yield _Room(start, y - near - _HEIGHT, start + width, y - near)
        yield _Room(start, y + near, start + width, y + near + _HEIGHT)


def text_width(name: str) -> float:
    """Return about how wide a name is on the screen."""
    ems = (
        _WIDE if c.isupper() or c in "mwMW—" else _NARROW if c in " ,.;:'’ijlt-()" else _USUAL
        for c in name
    )
    return sum(ems) * SIZE


def _take(taken: dict[tuple[int, int], list[tuple[int, _Room]]], owner: int, room: _Room) -> None:
    for cell in _cells(room):
        taken.setdefault(cell, []).append((owner, room))


def _near(
    taken: dict[tuple[int, int], list[tuple[int, _Room]]], number: int, room: _Room
) -> Iterator[_Room]:
    for cell in _cells(room):
        yield from (other for owner, other in taken.get(cell, ()) if owner != number)


def _cells(room: _Room) -> Iterator[tuple[int, int]]:
    for column in range(int(room.left // _CELL), int(room.right // _CELL) + 1):
        for row in range(int(room.top // _CELL), int(room.bottom // _CELL) + 1):
            yield column, row


def _meet(first: _Room, second: _Room) -> bool:
    across = first.left < second.right and second.left < first.right
    return across and first.top < second.bottom and second.top < first.bottom


def _holds(outer: _Room, inner: _Room) -> bool:
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom
