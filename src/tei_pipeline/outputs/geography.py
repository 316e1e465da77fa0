"""Where places are on the map of an edition, and how large that map is.

Takes the register of places and gives it back with what ``xslt/html/map.xsl`` draws. The map shows
where most mentions are; places far away from all others lie outside of it, where readers get by
making the scale smaller.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, degrees, exp, pi, sqrt

from lxml import etree

from tei_pipeline.outputs.labels import Mark, places_of_names
from tei_pipeline.outputs.projection import (
    Box,
    EqualEarth,
    Mercator,
    Point,
    Projection,
    borders,
    coasts,
    path,
)

RECORD = "{urn:tei-pipeline:record}"
#: How many units wide the map is: as many as it has pixels on a wide screen.
WIDTH = 528.0

_NUMBER = r"([+-]?\d+(?:[.,]\d+)?)"
_SPACED = re.compile(rf"{_NUMBER}[,;]?\s+{_NUMBER}")
_COMMA = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)")
_TURNED = re.compile(r"(\d+)°\s*(?:([\d.]+)['′]\s*)?(?:([\d.]+)[\"″]\s*)?([NSEW])")
_LARGEST, _SMALLEST = 17.0, 2.5
#: Of a map of a single town there is to be seen where it lies, in radians of the equator.
_LEAST = 0.1


def coordinates(text: str) -> Point | None:
    """Return longitude and latitude of a TEI ``geo``, or nothing where it does not say them.

    By the Guidelines it holds latitude and longitude, with a space between; decimal commas, a comma
    between the two, and degrees with minutes and N, S, E, W are understood as well.
    """
    text = " ".join(text.split()).strip("()")
    turned = _TURNED.findall(text)
    if len(turned) == 2:
        latitude, longitude = (_turned(*parts) for parts in turned)
    elif found := _SPACED.fullmatch(text) or _COMMA.fullmatch(text):
        latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    else:
        return None
    return (longitude, latitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _turned(whole: str, minutes: str, seconds: str, side: str) -> float:
    value = int(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return -value if side in "SW" else value


@dataclass(frozen=True, slots=True)
class _Place:
    entity: etree._Element
    point: Point
    mentions: int


def is_located(entity: etree._Element) -> bool:
    """Return whether an ``entity`` or ``entry`` of a record says where it is."""
    return _point_of(entity) is not None


def _point_of(element: etree._Element) -> Point | None:
    found = (coordinates(geo.text or "") for geo in element.iter(f"{RECORD}geo"))
    return next(filter(None, found), None)


def on_map(register: bytes) -> bytes:
    """Return the register of places with a ``map`` of them.

    The root gets ``map`` with width, height and whole (the view box of all that is drawn) and, in
    tenths of a unit, land and borders (data of paths). Each ``entity`` with coordinates gets x, y,
    r and names (see ``places_of_names``); they come first, the most mentioned before the others.
    """
    root = etree.fromstring(register)
    places = _places(root)
    for place in reversed(places):
        root.insert(0, place.entity)
    if places:
        _draw(root, places)
    return etree.tostring(root, encoding="utf-8")


def _places(root: etree._Element) -> list[_Place]:
    found = []
    for entity in root.iter(f"{RECORD}entity"):
        point = _point_of(entity)
        if point:
            found.append(_Place(entity, point, int(entity.get("mentions", "0"))))
    return sorted(found, key=lambda p: (-p.mentions, _name(p.entity), p.entity.get("id", "")))


def _name(entity: etree._Element) -> str:
    return str(entity.findtext(f"{RECORD}entry/{RECORD}name") or entity.get("id", ""))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The paper: ``shown`` and ``whole`` in units of the projection, ``frame`` in degrees."""

    project: Projection
    shown: Box
    whole: Box
    frame: Box

    def place(self, point: Point) -> Point:
        """Return where a point is, in units of the map."""
        x, y = self.project(point)
        scale = WIDTH / (self.shown.right - self.shown.left)
        return (x - self.shown.left) * scale, (y - self.shown.low) * scale

    def box(self, box: Box) -> Box:
        """Return a box in units of the map."""
        scale = WIDTH / (self.shown.right - self.shown.left)
        left, top = (box.left - self.shown.left) * scale, (box.low - self.shown.low) * scale
        return Box(
            left, top, left + (box.right - box.left) * scale, top + (box.high - box.low) * scale
        )


def _draw(root: etree._Element, places: Sequence[_Place]) -> None:
    centre, weights = _middle(places), [place.mentions or 1 for place in places]
    points = [((x - centre + 540) % 360 - 180 + centre, y) for x, y in (p.point for p in places)]
    sheet = _sheet(points, weights, centre)
    shown, whole = sheet.box(sheet.shown), sheet.box(sheet.whole)
    most = max(weights)
    marks = [
        Mark(*sheet.place(point), max(_SMALLEST, _LARGEST * sqrt(weight / most)), _name(p.entity))
        for p, point, weight in zip(places, points, weights, strict=True)
    ]
    names = places_of_names(marks, shown.right, shown.high)
    for place, mark, sides in zip(places, marks, names, strict=True):
        place.entity.set("x", f"{mark.x:.2f}")
        place.entity.set("y", f"{mark.y:.2f}")
        place.entity.set("r", f"{mark.radius:.1f}")
        place.entity.set("names", sides)
    drawn = etree.SubElement(root, f"{RECORD}map")
    drawn.set("width", f"{WIDTH:.0f}")
    drawn.set("height", f"{shown.high:.0f}")
    size = (whole.left, whole.low, whole.right - whole.left, whole.high - whole.low)
    drawn.set("whole", " ".join(f"{number:.0f}" for number in size))
    coarse = 0.6 * (whole.right - whole.left) / WIDTH
    for name, lines in (("land", coasts(sheet.frame)), ("borders", borders(sheet.frame))):
        placed = ([sheet.place(point) for point in line] for line in lines)
        drawn.set(name, path(placed, shown, coarse, closed=name == "land"))


def _middle(places: Sequence[_Place]) -> float:
    """Return the meridian opposite of the widest stretch without any place."""
    around = sorted({place.point[0] for place in places})
    gaps = zip(around, [*around[1:], around[0] + 360], strict=True)
    west, east = max(gaps, key=lambda gap: gap[1] - gap[0])
    return ((west + east) / 2 + 360) % 360 - 180


def _sheet(points: Sequence[Point], weights: Sequence[int], centre: float) -> _Sheet:
    most = _most(points, weights)
    if most.right - most.left > 110 or most.high > Mercator.limits[1] or most.low < -60:
        earth = EqualEarth(centre)
        edges = [(centre + side, y) for side in (-180, 180) for y in (-60, 0, 84)]
        whole = Box.around(map(earth, edges))
        frame = Box(centre - 180, -58, centre + 180, 84)
        return _Sheet(earth, whole, whole, frame)
    flat = Mercator((most.left + most.right) / 2)
    shown = _spacious(Box.around(map(flat, (most[:2], most[2:]))))
    whole = _whole(shown, Box.around(map(flat, points)), flat)
    return _Sheet(flat, shown, whole, _in_degrees(whole, (most.left + most.right) / 2))


def _whole(shown: Box, every: Box, flat: Mercator) -> Box:
    """Return the box of all that is drawn, as wide for its height as what is shown at first."""
    margin = (shown.right - shown.left) * 0.06
    left, right = min(shown.left, every.left - margin), max(shown.right, every.right + margin)
    low, high = min(shown.low, every.low - margin), max(shown.high, every.high + margin)
    north, south = (flat((0, latitude))[1] for latitude in reversed(flat.limits))
    shape = (shown.high - shown.low) / (shown.right - shown.left)
    more = max((right - left) * shape - (high - low), 0) / 2
    low, high = min(low, max(north, low - more)), max(high, min(south, high + more))
    wider = max((high - low) / shape - (right - left), 0) / 2
    return Box(left - wider, low, right + wider, high)


def _most(points: Sequence[Point], weights: Sequence[int]) -> Box:
    """Return the box of all points, or of most mentions where that is much smaller."""
    every = Box.around(points)
    x, y = (_middle_part([p[axis] for p in points], weights) for axis in (0, 1))
    most = Box(x[0], y[0], x[1], y[1])
    small, large = ((b.right - b.left + 1) * (b.high - b.low + 1) for b in (most, every))
    return most if small < large * 0.4 else every


def _middle_part(numbers: Sequence[float], weights: Sequence[int]) -> tuple[float, float]:
    """Return the span of numbers without the hundredth part of the weight at either end."""
    ordered = sorted(zip(numbers, weights, strict=True))
    spare = sum(weights) * 0.01
    ends = []
    for row in (ordered, ordered[::-1]):
        passed = 0.0
        for number, weight in row:
            passed += weight
            if passed > spare:
                ends.append(number)
                break
    return ends[0], ends[1]


def _spacious(box: Box) -> Box:
    """Return a box with room around, neither very high nor very wide."""
    width = max((box.right - box.left) * 1.16, _LEAST)
    height = max((box.high - box.low) * 1.16, _LEAST)
    width, height = max(width, height * 1.1), max(height, width * 0.62)
    x, y = (box.left + box.right) / 2, (box.high + box.low) / 2
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _in_degrees(box: Box, centre: float) -> Box:
    """Return the frame of a box on Mercator's map; y runs downwards there."""
    south, north = (degrees(2 * _gudermann(-y)) for y in (box.high, box.low))
    return Box(centre + degrees(box.left), south, centre + degrees(box.right), north)


def _gudermann(y: float) -> float:
    return atan(exp(y)) - pi / 4
