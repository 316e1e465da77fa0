"""The reading edition in a browser, opened from files, as a reader with a keyboard would use it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tests.oracles import vnu

ROOT = Path(__file__).resolve().parents[2]
TELEGRAM = "telegram-1962-10-30.html"
REGISTERS = tuple(
    f"registers/{name}.html"
    for name in ("persons", "places", "organisations", "dates", "references")
)
PAGES = ("index.html", TELEGRAM, *REGISTERS)
WIDTHS = {"wide": 1280, "narrow": 320}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    shutil.copytree(ROOT / "tei", folder / "tei")
    shutil.copy(ROOT / "tei-pipeline.toml", folder)
    build([], BuildOptions(output=folder / "out"), folder=folder)
    return folder / "out/html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, site: Path, name: str = TELEGRAM) -> Page:
    page.goto((site / name).as_uri())
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_of_any_host_and_nothing_is_complained_of(
    page: Page, site: Path, name: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, site, name)
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(site.as_uri()) for url in asked)
    assert any(url.endswith(".woff2") for url in asked)
    assert not complaints


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(
    browser: Browser, site: Path, name: str, width: str, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = opened(context.new_page(), site, name)
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_axe_finds_no_barrier_in_a_card_and_a_switched_on_kind(page: Page, site: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened(page, site)
    for box in page.locator(".legend input").all():
        box.check()
    page.locator("#m-c9kd").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_card_opens_with_enter_closes_with_escape_and_gives_the_focus_back(
    page: Page, site: Path
) -> None:
    opened(page, site)
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == "m-p2b2":
            break
    assert focused(page) == "m-p2b2"
    page.keyboard.press("Enter")
    card = page.locator(".card:popover-open")
    assert "Acting Secretary-General" in card.inner_text()
    assert page.locator("#m-p2b2").get_attribute("aria-expanded") == "true"
    assert focused(page) == card.get_attribute("id")
    page.keyboard.press("Escape")
    assert page.locator(".card:popover-open").count() == 0
    assert focused(page) == "m-p2b2"
    assert page.locator("#m-p2b2").get_attribute("aria-expanded") == "false"


def test_who_tabs_out_of_a_card_goes_on_from_the_mention(page: Page, site: Path) -> None:
    opened(page, site)
    page.locator("#m-p2b2").focus()
    page.keyboard.press("Enter")
    stops = page.locator(".card:popover-open").locator("a[href], button").count()
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
    assert page.locator(".card:popover-open").count() == 0
    assert focused(page) == "m-p9z8"


def test_a_card_opens_by_touch_and_says_how_sure_the_mention_is(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = opened(context.new_page(), site)
    page.locator("#m-qjp4").tap()
    card = page.locator(".card:popover-open")
    assert "probable, not certain" in card.inner_text()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_any_word_of_a_mention_with_others_inside_opens_its_card(page: Page, site: Path) -> None:
    opened(page, site)
    page.locator("#m-a4zm .to").last.click()
    names = page.locator(".card:popover-open .card-name").all_inner_texts()
    assert len(names) == 2
    assert all("Message to Nikita Khrushchev" in name for name in names)


def test_without_a_script_all_can_be_read_and_mentions_are_links(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = opened(context.new_page(), site)
    assert page.locator(".theme").is_hidden()
    note = page.locator("#n-fpc6")
    assert note.is_hidden()
    page.locator("#ref\\:n-fpc6").click()
    assert note.is_visible()
    page.locator("#m-p2b2").click()
    page.wait_for_url("**/registers/persons/u-thant.html")
    page.locator(".mentions .where").first.click()
    assert TELEGRAM in page.url
    context.close()


def test_a_note_opens_in_place_below_its_line_where_there_is_no_margin(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = opened(context.new_page(), site)
    reference, note = page.locator("#ref\\:n-fpc6"), page.locator("#n-fpc6")
    reference.scroll_into_view_if_needed()
    before = reference.bounding_box()
    reference.click()
    after, place = reference.bounding_box(), note.bounding_box()
    assert before == after
    assert place
    assert after
    assert place["y"] >= after["y"]
    assert reference.get_attribute("aria-expanded") == "true"
    reference.click()
    assert note.is_hidden()
    context.close()


def test_notes_stand_beside_their_references_in_the_margin(page: Page, site: Path) -> None:
    opened(page, site)
    bottom = 0.0
    for reference in page.locator(".text .note-ref").all():
        identifier = str(reference.get_attribute("href"))[1:]
        at, note = reference.bounding_box(), page.locator(f"[id='{identifier}']").bounding_box()
        assert at
        assert note
        assert note["x"] > at["x"]
        assert note["y"] >= bottom
        assert note["y"] == pytest.approx(max(at["y"], bottom), abs=40)
        bottom = note["y"] + note["height"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_at_320_pixels(browser: Browser, site: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = opened(context.new_page(), site, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_skip_link_comes_first(page: Page, site: Path) -> None:
    opened(page, site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert focused(page) == "page:main"


def test_the_theme_can_be_chosen_and_stays(page: Page, site: Path) -> None:
    opened(page, site)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == light


def test_a_kind_can_be_shown_in_the_text(page: Page, site: Path) -> None:
    opened(page, site)
    colour = "getComputedStyle(document.getElementById('m-edq2')).color"
    before = page.evaluate(colour)
    page.get_by_role("checkbox", name="places").check()
    assert page.evaluate(colour) != before


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    # It knows no origin for a file, so it takes 'self' of the policy for no file at all; that the
    # browser loads everything is tested above.
    found = [
        message
        for message in vnu(*(site / name for name in PAGES))
        if "Content Security Policy" not in message
    ]
    assert not found
