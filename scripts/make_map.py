"""Make the map data of the reading edition: coasts and borders of Natural Earth, small.

Natural Earth is in the public domain; the npm package ``world-atlas`` has it as TopoJSON (arcs that
polygons share, as whole numbers, each the distance from the one before). Written are closed rings
of land and the lines between two countries, in hundredths of a degree, in the same way. Needs the
unpacked package::

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python scripts/make_map.py package xslt/html/natural-earth.json.gz
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Numbers = tuple[int, int]

#: Points nearer to the line between their neighbours than this go, in degrees.
TOLERANCE = 0.012
#: Islands whose box is smaller than this go, in square degrees.
SMALLEST = 0.002


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a topology in degrees."""
    (width, height), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * width + left, y * height + bottom))
        made.append(points)
    return made


def rings(topology: dict[str, Any], name: str) -> Iterator[list[Point]]:
    """Yield the rings of an object's polygons, outer and inner ones alike."""
    drawn = arcs(topology)
    for ring in references(topology["objects"][name]):
        points: list[Point] = []
        for number in ring:
            arc = drawn[number] if number >= 0 else drawn[~number][::-1]
            points += arc[1:] if points else arc
        yield in_one_piece(points)


def in_one_piece(points: Sequence[Point]) -> list[Point]:
    """Return points that go on beyond 180 degrees instead of leaping to the other side.

    At the pole a leap is none: there the ring of the Antarctic is closed.
    """
    made = [points[0]]
    for x, y in points[1:]:
        before = made[-1]
        turns = 0 if min(y, before[1]) < -89 else round((before[0] - x) / 360)
        made.append((x + 360 * turns, y))
    return made


def references(thing: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the numbers of the arcs of each ring; those below zero are to be gone backwards."""
    if thing["type"] == "GeometryCollection":
        for part in thing["geometries"]:
            yield from references(part)
    elif thing["type"] == "Polygon":
        yield from thing["arcs"]
    elif thing["type"] == "MultiPolygon":
        for polygon in thing["arcs"]:
            yield from polygon


def borders(topology: dict[str, Any], name: str) -> Iterator[list[Point]]:
    """Yield the arcs that two countries share."""
    drawn = arcs(topology)
    used = Counter(
        number
        for country in topology["objects"][name]["geometries"]
        for number in {n if n >= 0 else ~n for ring in references(country) for n in ring}
    )
    yield from (in_one_piece(drawn[number]) for number, times in sorted(used.items()) if times > 1)


def simplified(points: Sequence[Point]) -> list[Point]:
    """Leave out the points that are hardly off the line (Douglas and Peucker's way)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:
        # A ring has no line from its first to its last point: go by the one that is farthest away.
        middle = max(range(len(points)), key=lambda n: distance(points[n], points[0], points[0]))
        kept.add(middle)
        waiting = [(0, middle), (middle, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        off = {n: distance(points[n], points[first], points[last]) for n in range(first + 1, last)}
        farthest = max(off, key=lambda n: off[n])
        if off[farthest] > TOLERANCE:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[number] for number in sorted(kept)]


def distance(point: Point, first: Point, last: Point) -> float:
    """Return how far a point is from the line between two others."""
    (x, y), (ax, ay), (bx, by) = point, first, last
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return float(((x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2) ** 0.5)


def size(points: Sequence[Point]) -> float:
    """Return the size of the box around points."""
    across, up = zip(*points, strict=True)
    return float((max(across) - min(across)) * (max(up) - min(up)))


def distances(points: Sequence[Point]) -> list[int]:
    """Return points as the numbers of the first, and of each one's way from the one before."""
    whole: list[Numbers] = [(round(x * 100), round(y * 100)) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    return [number for pair in (whole[0], *(s for s in steps if s != (0, 0))) for number in pair]


def main(package: Path, target: Path) -> None:
    """Write the map data."""
    land = json.loads((package / "land-50m.json").read_text(encoding="utf-8"))
    countries = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    coasts = [simplified(ring) for ring in rings(land, "land") if size(ring) > SMALLEST]
    made = {
        "land": [distances(ring) for ring in coasts if len(ring) > 3],
        "borders": [distances(simplified(line)) for line in borders(countries, "countries")],
    }
    text = json.dumps(made, separators=(",", ":"))
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target}: {sum(map(len, coasts))} points of coasts, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
