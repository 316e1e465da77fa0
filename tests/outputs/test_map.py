"""Where places are on the map: coordinates, frames, names that never meet, the page."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_pipeline.outputs.geography import WIDTH, coordinates, is_located, on_map
from tei_pipeline.outputs.labels import LEVELS, Mark, places_of_names, text_width
from tei_pipeline.outputs.projection import Box, EqualEarth, Mercator, borders, coasts, path
from tests.outputs.wholes import Shape, made, tree, words

REC = "{urn:tei-pipeline:record}"
VIENNA, BERLIN, PARIS = "48.2083 16.3731", "52.52 13.40", "48.8534 2.3488"
ZERO = -LEVELS.start


def place(name: str, geo: str, mentions: int = 1, more: str = "") -> str:
    identifier = name.replace(" ", "-")
    location = f"<geo>{geo}</geo>" if geo else ""
    return (
        f'<entity kind="place" id="{identifier}" address="registers/places/{identifier}.html"'
        f' mentions="{mentions}"><entry key="p.xml#{identifier}" id="{identifier}" kind="place"'
        f' lang="de"><name>{name}</name>{more}{location}</entry></entity>'
    )


def drawn(*places: str, language: str = "en") -> Shape:
    """Return a register of places with its map."""
    root = etree.fromstring(on_map(Shape("".join(places)).xml().encode()))
    inner = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return Shape(inner, language=language)


def map_of(*places: str) -> tuple[etree._Element, dict[str, etree._Element]]:
    root = etree.fromstring(drawn(*places).xml())
    found = root.find(f"{REC}map")
    assert found is not None
    return found, {str(e.get("id")): e for e in root.iter(f"{REC}entity")}


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("48.20849 16.37208", (16.37208, 48.20849)),
        ("48,208333 16,373056", (16.373056, 48.208333)),
        (" 48,5,\n 16,25 ", (16.25, 48.5)),
        ("48.5, 16.25", (16.25, 48.5)),
        ("48.5,16.25", (16.25, 48.5)),
        ("48.5; -16.25", (-16.25, 48.5)),
        ("(-33.9 +18.4)", (18.4, -33.9)),
        ("48°12′30″N 16°22'W", (-16.366666666666667, 48.208333333333336)),
        ("46,0 2,0", (2.0, 46.0)),
        ("16 200", None),
        ("91 10", None),
        ("Vienna", None),
        ("48.2", None),
        ("48.2 16.3 171", None),
        ("", None),
    ],
)
def test_coordinates_are_read_as_editions_write_them(
    text: str, point: tuple[float, float] | None
) -> None:
    assert coordinates(text) == point


def test_a_place_is_where_the_first_readable_coordinates_are() -> None:
    entity = etree.fromstring(
        f'<entity xmlns="{REC[1:-1]}"><entry><geo>near Graz</geo><geo>47 15</geo></entry></entity>'
    )
    assert is_located(entity)
    entity.clear()
    assert not is_located(entity)


def test_projections_keep_their_centre_and_their_directions() -> None:
    for projection in (Mercator(10), EqualEarth(10)):
        assert projection((10, 0)) == pytest.approx((0, 0))
        assert projection((20, 40))[0] > 0
        assert projection((20, 40))[1] < 0
    # A quarter of the globe's width and its pole, as the authors of the projection give them.
    assert EqualEarth(0)((0, 90))[1] == pytest.approx(-1.3173, abs=1e-3)
    assert EqualEarth(0)((180, 0))[0] == pytest.approx(2.7066, abs=1e-3)
    assert Mercator(0)((0, 89)) == Mercator(0)((0, 80))


def test_land_is_cut_at_the_frame() -> None:
    frame = Box(5, 45, 17, 55)
    rings = list(coasts(frame))
    assert rings
    assert all(frame.has(point) for ring in rings for point in ring)
    assert list(coasts(Box(-40, 20, -39, 21))) == []
    # All land, and nothing of the open sea: corners of the frame are part of the ring.
    (inland,) = coasts(Box(20, 48, 24, 50))
    assert {(20, 48), (20, 50), (24, 48), (24, 50)} <= set(inland)


def test_the_date_line_is_no_edge() -> None:
    beyond = Box(170, 60, 195, 70)
    assert any(point[0] > 185 for ring in coasts(beyond) for point in ring)
    steps = (step for ring in coasts(Box(-180, -58, 180, 84)) for step in pairwise(ring))
    assert max(abs(a[0] - b[0]) for a, b in steps) < 60


def test_borders_end_at_the_frame() -> None:
    frame = Box(10, 46, 17, 49)
    lines = list(borders(frame))
    assert lines
    wider = Box(*(side + (-1e-9 if n < 2 else 1e-9) for n, side in enumerate(frame)))
    assert all(wider.has(point) for line in lines for point in line)
    ends = {point for line in lines for point in (line[0], line[-1])}
    assert any(point[0] == pytest.approx(10) for point in ends)


def test_a_path_leaves_out_what_nobody_sees() -> None:
    line = [(0.0, 0.0), (0.1, 0.0), (0.3, 0.0), (10.0, 0.0), (10.3, 0.0), (12.0, 3.0)]
    assert path([line], Box(0, 0, 5, 5), 1.0, closed=False) == "M0 0l3 0l97 0l20 30"
    assert path([line[:3]], Box(0, 0, 5, 5), 1.0, closed=True) == ""


def test_the_most_mentioned_place_comes_first_and_has_the_largest_circle() -> None:
    chart, places = map_of(
        place("Nowhere", ""), place("Paris", PARIS, 4), place("Wien", VIENNA, 16)
    )
    assert list(places) == ["Wien", "Paris", "Nowhere"]
    assert float(str(places["Wien"].get("r"))) == 2 * float(str(places["Paris"].get("r")))
    assert places["Nowhere"].get("x") is None
    x, y = (float(str(places["Paris"].get(name))) for name in "xy")
    assert 0 < x < float(str(places["Wien"].get("x"))) < WIDTH
    assert 0 < y < float(str(chart.get("height")))
    assert str(chart.get("land")).startswith("M")


def test_one_place_is_shown_with_the_country_around() -> None:
    chart, places = map_of(place("Wien", VIENNA))
    assert float(str(places["Wien"].get("x"))) == pytest.approx(WIDTH / 2)
    assert chart.get("borders")


def test_places_far_from_all_others_lie_outside_of_what_is_shown() -> None:
    many = [place(f"v{n}", f"{48 + n / 10} {12 + n / 5}", 50) for n in range(20)]
    chart, places = map_of(*many, place("New York", "40.7 -74.0", 2))
    assert float(str(places["New-York"].get("x"))) < 0
    left, top, width, height = map(float, str(chart.get("whole")).split())
    assert left < float(str(places["New-York"].get("x"))) < left + width
    assert top <= 0
    assert width / height == pytest.approx(WIDTH / float(str(chart.get("height"))), rel=0.05)


@pytest.mark.parametrize(
    "points",
    [
        ["35.7 139.7", "37.8 -122.4"],
        ["-36.8 174.8", "-17.7 -178.0"],
    ],
)
def test_an_edition_of_the_pacific_has_the_pacific_in_its_middle(points: list[str]) -> None:
    _, places = map_of(*(place(f"p{n}", point) for n, point in enumerate(points)))
    x = [float(str(places[name].get("x"))) for name in ("p0", "p1")]
    assert 0 < x[0] < x[1] < WIDTH


@pytest.mark.parametrize(
    "points",
    [
        ["48 16", "-33 151", "40 -74", "-34 -58", "35 139"],
        ["89.9 0", "-89.9 100"],
        ["0 0", "0 90", "0 180", "0 -90"],
    ],
)
def test_a_map_of_the_whole_earth_holds_all_places(points: list[str]) -> None:
    chart, places = map_of(*(place(f"p{n}", point) for n, point in enumerate(points)))
    height = float(str(chart.get("height")))
    for entity in places.values():
        assert -1 <= float(str(entity.get("x"))) <= WIDTH + 1
        assert -60 <= float(str(entity.get("y"))) <= height + 60
    assert len(str(chart.get("land"))) > 10000


def test_the_same_places_make_the_same_map_in_any_order() -> None:
    places = [place(f"p{n}", f"{40 + n % 7} {n % 11}", n % 3) for n in range(40)]
    assert drawn(*places) == drawn(*reversed(places))


coordinate = st.floats(0, 640, allow_nan=False)
marks = st.builds(
    Mark, coordinate, coordinate, st.floats(2.5, 17), st.text("abcdeWM ", min_size=1, max_size=20)
)


@given(st.lists(marks, min_size=1, max_size=30), st.sampled_from(list(LEVELS)))
def test_no_name_stands_on_another_at_any_scale(found: list[Mark], level: int) -> None:
    sides = places_of_names(found, 640, 640)
    rooms = [
        _room(mark, side[level + ZERO], 2.0**level)
        for mark, side in zip(found, sides, strict=True)
        if side[level + ZERO] != "."
    ]
    for (left, top, right, bottom), other in combinations(rooms, 2):
        apart = right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
        assert apart


def _room(mark: Mark, side: str, scale: float) -> tuple[float, float, float, float]:
    """Return where a name is drawn (see ``html:beside``), of its letters the middle part."""
    far, near, place = mark.radius + 3, 0.7 * mark.radius + 1, int(side)
    x = (far, -far, 0, 0, near, near, -near, -near)[place] + mark.x * scale
    y = (4.5, 4.5, -far - 2, far + 11, -near - 2, near + 11, -near - 2, near + 11)[place]
    width = text_width(mark.name)
    start = x - (0, width, width / 2, width / 2, 0, 0, width, width)[place]
    return start, y + mark.y * scale - 8, start + width, y + mark.y * scale


def test_names_beyond_many_are_left_to_the_pointer() -> None:
    found = [Mark(n * 2000.0 + 300, 200, 3, "Ort") for n in range(700)]
    sides = places_of_names(found, 640, 400)
    assert sides[599] == "0" * len(LEVELS)
    assert set("".join(sides[600:])) == {"."}


def test_the_page_has_map_and_list_of_the_same_places() -> None:
    shape = drawn(
        place("Wien", VIENNA, 1200, "<role>Hauptstadt</role>"),
        place("Berlin", BERLIN, 3, "<role>P.PPLC</role>"),
        place("Nirgends", ""),
    )
    page = tree(made(shape, "map"), "map.html")
    assert words(page.find_class("lead")) == [
        "2 places. The larger a circle, the more often the place is mentioned."
    ]
    spots = page.find_class("spot")
    rows = page.xpath("//section[@class='located']//li")
    assert words(rows) == ["Wien Hauptstadt 1,200", "Berlin 3"]
    assert [spot.get("href") for spot in spots] == [row.find("a").get("href") for row in rows]
    assert words(spots) == ["Wien, 1200 mentions", "Berlin, 3 mentions"]
    assert {spot.get("tabindex") for spot in spots} == {"-1"}
    (elsewhere,) = page.xpath("//section[@class='located']//p/a")
    assert elsewhere.get("href") == "registers/places.html"
    assert not page.xpath("//@style")


def test_the_page_speaks_the_language_of_the_edition() -> None:
    page = tree(made(drawn(place("Wien", VIENNA), language="de"), "map"), "map.html")
    assert words(page.iter("h1")) == ["Karte"]
    assert words(page.find_class("lead"))[0].startswith("1 Ort.")
