"""From degrees to a map: two projections, and the coasts and borders within a frame.

Points are (longitude, latitude) in degrees; on the map y runs downwards, as in SVG. Whole turns are
kept apart: a frame may reach from 170 to 190 degrees.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import asin, cos, hypot, log, pi, radians, sin, sqrt, tan
from typing import NamedTuple, Protocol

from tei_pipeline.resources import resource

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle, of degrees or of units of a map; ``low`` is below ``high`` as a number."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Box":
        """Return the box that just holds points."""
        across, up = zip(*points, strict=True)
        return cls(min(across), min(up), max(across), max(up))

    def has(self, point: Point) -> bool:
        """Return whether a point is inside."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes have anything in common."""
        apart = self.right < other.left or self.left > other.right
        return not (apart or self.high < other.low or self.low > other.high)


class Projection(Protocol):
    """A way to draw the globe on paper."""

    def __call__(self, point: Point) -> Point:
        """Return where a point is on the map, in radians of the equator."""
        ...


class Mercator:
    """Keeps shapes at every scale, so that a town can be looked at as well as a country."""

    #: Beyond these latitudes there is little to show, and no end of paper.
    limits = (-62.0, 80.0)

    def __init__(self, centre: float) -> None:
        self._centre = centre

    def __call__(self, point: Point) -> Point:
        """Return where a point is on the map."""
        latitude = radians(min(self.limits[1], max(self.limits[0], point[1])))
        return radians(point[0] - self._centre), -log(tan(pi / 4 + latitude / 2))


class EqualEarth:
    """Shows the whole earth, all areas in proportion (Šavrič, Patterson and Jenny, 2018)."""

    _TERMS = (1.340264, -0.081106, 0.000893, 0.003796)

    def __init__(self, centre: float) -> None:
        self._centre = centre

    def __call__(self, point: Point) -> Point:
        """Return where a point is on the map."""
        a, b, c, d = self._TERMS
        t = asin(sqrt(3) / 2 * sin(radians(point[1])))
        slope = 9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a
        x = 2 * sqrt(3) * radians(point[0] - self._centre) * cos(t) / (3 * slope)
        return x, -(d * t**9 + c * t**7 + b * t**3 + a * t)


def coasts(frame: Box) -> Iterator[list[Point]]:
    """Yield the rings of land within a frame of degrees, cut at its edges."""
    for box, ring in _natural_earth("land"):
        for turn in (-360.0, 0.0, 360.0):
            moved = Box(box.left + turn, box.low, box.right + turn, box.high)
            if frame.meets(moved):
                points = [(x + turn, y) for x, y in ring]
                cut = points if _holds(frame, moved) else _cut(points, frame)
                if len(cut) > 2:
                    yield cut


def borders(frame: Box) -> Iterator[list[Point]]:
    """Yield the lines between countries that reach into a frame of degrees."""
    for box, line in _natural_earth("borders"):
        for turn in (-360.0, 0.0, 360.0):
            if frame.meets(Box(box.left + turn, box.low, box.right + turn, box.high)):
                yield from _within([(x + turn, y) for x, y in line], frame)


@cache
def _natural_earth(name: str) -> tuple[tuple[Box, list[Point]], ...]:
    """Return the lines of the map data (see ``scripts/make_map.py``), each with its box."""
    data = json.loads(gzip.decompress(resource("xslt", "html/natural-earth.json.gz").read_bytes()))
    return tuple((Box.around(line), line) for line in map(_points, data[name]))


def _points(distances: Sequence[int]) -> list[Point]:
    x = y = 0
    points = []
    for place in range(0, len(distances), 2):
        x, y = x + distances[place], y + distances[place + 1]
        points.append((x / 100, y / 100))
    return points


def _holds(frame: Box, box: Box) -> bool:
    return frame.has((box.left, box.low)) and frame.has((box.right, box.high))


def _cut(ring: list[Point], frame: Box) -> list[Point]:
    """Return a ring cut along the four edges of a frame (Sutherland and Hodgman's way)."""
    for number, edge in enumerate(frame):
        axis, sign = number % 2, 1 if number < 2 else -1
        kept: list[Point] = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = sign * (point[axis] - edge) >= 0
            if inside != (sign * (before[axis] - edge) >= 0):
                kept.append(_crossing(before, point, axis, edge))
            if inside:
                kept.append(point)
        ring = kept
    return ring


def _crossing(first: Point, last: Point, axis: int, edge: float) -> Point:
    part = (edge - first[axis]) / (last[axis] - first[axis])
    x, y = (a + part * (b - a) for a, b in zip(first, last, strict=True))
    return (edge, y) if axis == 0 else (x, edge)


def _within(line: list[Point], frame: Box) -> Iterator[list[Point]]:
    """Yield the parts of a line that are in a frame, as far as its edges."""
    part: list[Point] = []
    for before, point in pairwise(line):
        if frame.has(point):
            part = part or [_to_edge(point, before, frame)]
            part.append(point)
        elif frame.has(before):
            yield [*(part or [before]), _to_edge(before, point, frame)]
            part = []
    if part:
        yield part


def _to_edge(inside: Point, other: Point, frame: Box) -> Point:
    """Return the other end of a line, or where the line leaves the frame."""
    part = 1.0
    for axis, low, high in ((0, frame.left, frame.right), (1, frame.low, frame.high)):
        way = other[axis] - inside[axis]
        if other[axis] < low:
            part = min(part, (low - inside[axis]) / way)
        elif other[axis] > high:
            part = min(part, (high - inside[axis]) / way)
    x, y = (a + part * (b - a) for a, b in zip(inside, other, strict=True))
    return x, y


def path(lines: Iterable[list[Point]], fine: Box, coarse: float, *, closed: bool) -> str:
    """Return lines on the map as the data of an SVG path, in tenths of the map's units.

    Points that nobody could tell apart are left out: within ``fine``, where readers look closely,
    those nearer than a quarter of a unit, outside of it those nearer than ``coarse``.
    """
    return "".join(_drawn(line, fine, coarse, closed=closed) for line in lines)


def _drawn(line: list[Point], fine: Box, coarse: float, *, closed: bool) -> str:
    kept = [line[0]]
    for point in line[1:]:
        near = 0.25 if fine.has(point) else coarse
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= near:
            kept.append(point)
    if len(kept) < (3 if closed else 2):
        return ""
    whole = [(round(x * 10), round(y * 10)) for x, y in kept]
    steps = "".join(f"l{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}{steps}{'z' if closed else ''}"
