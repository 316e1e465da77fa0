"""Plays, transcriptions and page images in a browser, with and without a script, on any width."""

import base64
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tei_pipeline.resources import resource
from tests.outputs.rendering import made
from tests.outputs.test_text import PLAY
from tests.outputs.test_transcription import FACSIMILE, HANDS, HOST, SOURCE, WITH_HOST

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
WORDS = "".join(f'<p xml:id="x{n}">{"Words. " * 40}</p>' for n in range(12))
MORE = WORDS.replace('xml:id="x', 'xml:id="y')
VERSION = '<div type="textpart" n="1"><p n="1">Words.</p><p n="2">More.</p></div>'
TEXTS = {
    "play": {"text": PLAY},
    "parallel": {
        "text": f'<div type="edition" xml:lang="la">{VERSION}</div>'
        f'<div type="translation" xml:lang="en">{VERSION}</div>'
    },
    "verse": {"text": f"<lg>{'<l>A line of many words that go on and on.</l>' * 6}</lg>"},
    "letter": {
        "text": '<opener><seg type="letterhead"><seg rend="left">The Press</seg>'
        '<seg rend="right">Rue X</seg></seg></opener><p>God<ref cRef="Ps 45:11"/>.</p>'
    },
    "source": {"text": "", "beside": SOURCE.replace("HOST", HOST), "header": HANDS},
    "pages": {
        "text": f'<pb n="1" facs="#s"/><p xml:id="p" facs="#z">Here.</p>{WORDS}'
        f'<pb n="2" facs="#t"/>{MORE}',
        "beside": FACSIMILE.replace(
            "</facsimile>",
            '<surface xml:id="t"><graphic url="images/one.png"/></surface></facsimile>',
        ),
    },
    "table": {
        "text": "<table><head>Sums</head>"
        f'<row role="label">{"<cell>A column</cell>" * 9}</row>'
        f"<row>{'<cell>1,000</cell>' * 9}</row></table>"
    },
}
WIDTHS = {"wide": 1280, "narrow": 320}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("text")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    (folder / "files/images").mkdir(parents=True)
    (folder / "files/images/one.png").write_bytes(PICTURE)
    for name, parts in TEXTS.items():
        rendered = made(folder, settings=WITH_HOST, name=name, **parts)
        (folder / f"{name}.html").write_text(rendered.pages[f"{name}.html"], encoding="utf-8")
    return folder


def service(route: Route) -> None:
    """Answer as an image service does."""
    if route.request.url.endswith("/info.json"):
        route.fulfill(
            json={
                "@context": "http://iiif.io/api/image/2/context.json",
                "@id": route.request.url.removesuffix("/info.json"),
                "protocol": "http://iiif.io/api/image",
                "profile": ["http://iiif.io/api/image/2/level1.json"],
                "width": 600,
                "height": 800,
            },
            headers={"Access-Control-Allow-Origin": "*"},
        )
    else:
        route.fulfill(body=PICTURE, content_type="image/png")


def opened(browser: Browser, site: Path, name: str, **options: object) -> Page:
    settings = {"viewport": {"width": 1280, "height": 900}, **options}
    page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
    page.route(f"{HOST}/**", service)
    page.goto((site / f"{name}.html").as_uri())
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TEXTS)
def test_axe_finds_no_barrier_and_nothing_runs_over(
    browser: Browser, site: Path, name: str, width: str, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": WIDTHS[width], "height": 900}
    page = opened(browser, site, name, viewport=size, color_scheme=theme, reduced_motion="reduce")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    page.context.close()


def test_sides_of_a_letterhead_stand_at_the_sides(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "letter")
    left, right = (
        page.evaluate(
            """(name) => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector(name));
            return range.getBoundingClientRect().left;
            }""",
            name,
        )
        for name in (".rend-left", ".rend-right")
    )
    assert right - left > 300
    page.context.close()


def test_a_shared_line_begins_where_the_first_part_ended(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "play")
    end, beginning = page.evaluate(
        """() => [".part-i", ".part-f"].map((part) => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(part).lastChild);
          const box = range.getBoundingClientRect();
          return part === ".part-i" ? box.right : box.left;
        })"""
    )
    assert abs(end - beginning) < 24
    page.context.close()


def test_the_picture_of_the_page_that_is_read_stands_beside_it(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site, "pages")
    shown = page.locator(".leaf-image:visible")
    assert shown.count() == 1
    assert shown.get_attribute("id") == "s"
    page.locator("a.pb", has_text="2").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, 900)
    page.wait_for_selector("#t.current")
    box = shown.bounding_box()
    text = page.locator("#x0").bounding_box()
    assert box
    assert text
    assert box["x"] > text["x"] + text["width"]
    page.context.close()


def test_a_zone_and_its_words_light_each_other(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "pages")
    page.locator("#p").hover()
    assert "lit" in (page.locator("#z").get_attribute("class") or "")
    page.locator("#z").focus()
    assert "lit" in (page.locator("#p").get_attribute("class") or "")
    page.context.close()


def test_without_a_script_pictures_stand_below_and_links_lead_to_them(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site, "pages", java_script_enabled=False)
    assert page.locator(".leaf-image:visible").count() == 2
    page.locator("a.pb").first.click()
    assert page.url.endswith("#s")
    page.context.close()


def test_an_image_service_is_looked_at_closely(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "source")
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.reload()
    page.wait_for_selector(".viewer canvas")
    page.get_by_role("button", name="Enlarge").first.click()
    assert any(url.endswith("/info.json") for url in asked)
    assert all(url.startswith((site.as_uri(), HOST, "blob:", "data:")) for url in asked)
    assert complaints == []
    page.context.close()


def test_where_a_service_does_not_answer_the_picture_stays(browser: Browser, site: Path) -> None:
    page = browser.new_context().new_page()
    page.route(f"{HOST}/**/info.json", lambda route: route.abort())
    page.route(
        f"{HOST}/**/default.jpg",
        lambda route: route.fulfill(body=PICTURE, content_type="image/png"),
    )
    page.goto((site / "source.html").as_uri())
    page.wait_for_selector(".viewer", state="detached")
    assert page.locator("img[data-iiif]").first.is_visible()
    page.context.close()


def test_zones_stand_on_the_page_as_they_stand_in_the_source(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "source")
    top, low = (zone.bounding_box() for zone in page.locator(".placed > .zone").all())
    assert top
    assert low
    assert low["x"] > top["x"]
    assert low["y"] > top["y"]
    page.context.close()
