"""Map and network as a reader uses them: by pointer, by keys, without a script."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tei_pipeline.outputs.correspondence import network
from tei_pipeline.outputs.geography import on_map
from tei_pipeline.resources import resource
from tests.browser.serving import watched
from tests.oracles import vnu
from tests.outputs.test_map import place
from tests.outputs.wholes import Shape, documents, made

TOWNS = (
    ("Wien", "48.2083 16.3731", 600), ("Berlin", "52.52 13.405", 12), ("Paris", "48.85 2.35", 9),
    ("Rodaun", "48.1325 16.2622", 6), ("Venedig", "45.4386 12.3267", 4), ("Rom", "41.89 12.5", 3),
    ("Mödling", "48.085 16.283", 2), ("Hietzing", "48.183 16.289", 1), ("Nirgends", "", 1),
)  # fmt: skip
PAGES = ("map.html", "network.html")


def shape_of(xml: bytes) -> Shape:
    root = etree.fromstring(xml)
    return Shape("".join(etree.tostring(child, encoding="unicode") for child in root))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    places = "".join(place(*town) for town in TOWNS) + place("New York", "40.71 -74.01", 1)
    letters = network(documents(200).xml().encode())
    assert letters is not None
    pages = made(shape_of(on_map(Shape(places).xml().encode())), "map")
    for name, text in (pages | made(shape_of(letters), "network")).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "registers/places").mkdir(parents=True)
    for town, *_ in TOWNS:
        (folder / f"registers/places/{town}.html").write_text(f"<title>{town}</title>")
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, site: Path, name: str = "map.html") -> Page:
    page.goto((site / name).as_uri())
    return page


def view(page: Page) -> list[float]:
    return [float(part) for part in str(page.locator("svg").get_attribute("viewBox")).split()]


def names(page: Page) -> list[str]:
    shown = page.locator(".name text").all()
    return [text.text_content() or "" for text in shown if text.is_visible()]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_of_any_host_and_nothing_is_complained_of(
    page: Page, site: Path, name: str
) -> None:
    complaints = watched(page, site.as_uri())
    opened(page, site, name)
    page.wait_for_load_state("networkidle")
    assert not complaints


def test_the_map_grows_by_its_buttons_and_names_appear(page: Page, site: Path) -> None:
    opened(page, site)
    assert "Wien" in names(page)
    assert "Mödling" not in names(page)
    before = view(page)
    page.get_by_role("button", name="Larger").click()
    assert view(page)[2] == pytest.approx(before[2] / 2)
    page.get_by_role("button", name="Smaller").click()
    assert view(page) == pytest.approx(before)
    page.get_by_role("button", name="Whole map").click()
    assert "New York" in names(page)
    assert page.get_by_role("button", name="Smaller").is_disabled()


def test_circles_keep_their_size_at_every_scale(page: Page, site: Path) -> None:
    opened(page, site)
    circle = page.locator(".spot circle").first
    before = circle.bounding_box()
    page.get_by_role("button", name="Larger").click()
    after = circle.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"], abs=0.5)


def test_no_name_stands_on_another_at_any_scale(page: Page, site: Path) -> None:
    opened(page, site)
    for _ in range(8):
        boxes = [
            box
            for text in page.locator(".name text").all()
            if text.is_visible() and (box := text.bounding_box())
        ]
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                # The boxes hold room above and below the letters.
                assert (
                    one["x"] + one["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= one["x"] + 1
                    or abs(one["y"] - other["y"]) >= 13
                )
        if not page.get_by_role("button", name="Larger").is_disabled():
            page.get_by_role("button", name="Larger").click()


def test_the_map_is_moved_by_keys_and_the_page_stays(page: Page, site: Path) -> None:
    opened(page, site)
    canvas = page.locator(".canvas")
    canvas.focus()
    before = view(page)
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    after = view(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("0")
    assert view(page)[2] > before[2]
    assert "Arrow keys" in str(page.locator("#map\\:keys").text_content())
    assert canvas.get_attribute("aria-describedby") == "map:keys"


def test_the_wheel_is_the_pages_until_the_map_is_chosen(page: Page, site: Path) -> None:
    opened(page, site)
    box = page.locator(".canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 300)
    before = view(page)
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(100)
    assert view(page) == before
    page.mouse.click(box["x"] + 2, box["y"] + 2)
    page.mouse.move(box["x"] + 100, box["y"] + 300)
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(100)
    assert view(page)[2] < before[2]


def test_the_map_is_dragged_and_a_circle_is_a_link(page: Page, site: Path) -> None:
    opened(page, site)
    page.get_by_role("button", name="Larger").click()
    box = page.locator(".canvas").bounding_box()
    assert box
    before = view(page)
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 180, steps=4)
    page.mouse.up()
    assert view(page)[0] > before[0]
    page.get_by_role("button", name="Smaller").click()
    page.locator(".spot circle").nth(1).click()
    page.wait_for_url("**/registers/places/Berlin.html")


def test_a_row_of_the_list_lights_its_circle_and_brings_it_into_sight(
    page: Page, site: Path
) -> None:
    opened(page, site)
    row = page.locator(".located a", has_text="New York")
    row.focus()
    lit = page.locator(".spot.lit")
    assert "New York" in str(lit.text_content())
    x, y, width, height = view(page)
    at = [float(part) for part in str(lit.get_attribute("transform"))[10:-1].split()]
    assert x < at[0] < x + width
    assert y < at[1] < y + height


def test_an_address_may_name_a_place(page: Page, site: Path) -> None:
    opened(page, site)
    page.goto((site / "map.html").as_uri() + "#New-York")
    lit = page.locator(".spot.lit")
    assert "New York" in str(lit.text_content())
    assert "New York" in names(page)
    page.goto((site / "map.html").as_uri() + "#Wien")
    assert "Wien" in str(lit.text_content())


def test_on_a_phone_fewer_names_are_shown(browser: Browser, page: Page, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    small = opened(context.new_page(), site)
    assert set(names(small)) <= set(names(opened(page, site)))
    context.close()


def test_without_a_script_map_and_network_can_be_read(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), site)
    assert page.locator(".scales").is_hidden()
    assert page.locator(".spot circle").first.is_visible()
    page.get_by_role("link", name="Wien").click()
    page.wait_for_url("**/registers/places/Wien.html")
    opened(page, site, "network.html")
    assert page.locator(".arcs path").first.is_visible()
    context.close()


def test_a_correspondent_lights_the_arcs_and_those_they_lead_to(page: Page, site: Path) -> None:
    opened(page, site, "network.html")
    page.locator(".rows a").first.focus()
    lit = page.locator(".arcs path.lit").count()
    assert lit >= 1
    assert page.locator(".rows li.lit").count() == lit + 1
    page.keyboard.press("Tab")
    page.locator(".pairs a").first.focus()
    assert page.locator(".lit").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(
    browser: Browser, site: Path, name: str, width: int, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = opened(context.new_page(), site, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    found = [m for m in vnu(*(site / name for name in PAGES)) if "Content Security" not in m]
    assert not found
