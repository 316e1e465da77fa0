"""What the accessibility statement says was tested, on a page of every kind.

Small own editions have every kind of page; the telegram and, where they are at hand, some letters
of a real edition are looked at beside them.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.resources import resource
from tests.oracles import shared
from tests.outputs.test_languages import edition

ROOT = Path(__file__).resolve().parents[2]
OWN = {
    "pages/imprint.md": "---\nnavigation: bottom\nlanguage: de\n---\n# Impressum\n\n## Zwei\n\n"
    "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\n" + "code " * 40 + "\n```\n",
    "pages/introduction.md": "What [this](imprint.md) is.\n",
}
SETTINGS = '[site]\npages = ["pages/*.md"]\nintroduction = "pages/introduction.md"\n'
PAGES = (
    "small/index.html", "small/documents.html", "small/letter-1.html", "small/chronology.html",
    "small/map.html", "small/network.html", "small/search.html", "small/about.html",
    "small/accessibility.html", "small/imprint.html", "small/registers/persons.html",
    "small/registers/persons/p1.html", "small/registers/places/rome.html",
    "small/registers/dates.html", "small/registers/dates/1801.html",
    "telegram/telegram-1962-10-30.html", "telegram/registers/references.html",
)  # fmt: skip
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""
FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the small edition, with pages of its own, and the telegram."""
    folder = tmp_path_factory.mktemp("editions")
    edition(folder / "small-edition", "en")
    for name, text in OWN.items():
        path = folder / "small-edition" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = folder / "small-edition/tei-pipeline.toml"
    settings.write_text(f"{settings.read_text()}{SETTINGS}", encoding="utf-8")
    shutil.copytree(ROOT / "tei", folder / "telegram-edition/tei")
    shutil.copy(ROOT / "tei-pipeline.toml", folder / "telegram-edition")
    for name in ("small", "telegram"):
        options = BuildOptions(output=folder / "out", targets=("site",))
        build([], options, folder=folder / f"{name}-edition")
        (folder / "out/html").rename(folder / name)
    return folder


def opened(browser: Browser, address: Path, width: int = 1280, **options: Any) -> Page:
    options = {"reduced_motion": "reduce", **options}
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address.as_uri())
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(
    browser: Browser, site: Path, name: str, width: int, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, site / name, width, color_scheme=theme)
    results = Axe().run(page)
    page.context.close()
    assert results.violations_count == 0, results.generate_report()


def test_the_statement_names_the_version_of_axe(browser: Browser, site: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, site / PAGES[0])
    version = Axe().run(page).response["testEngine"]["version"]
    tested = etree.parse(resource("xslt", "html/accessibility.xml")).getroot()
    assert tested.get("axe") == version
    assert len(tested) == 55
    for criterion in tested:
        assert (criterion.get("result") == "none") == (criterion.get("by") is None)
    page.goto((site / "small/accessibility.html").as_uri())
    assert page.locator("#page\\:criteria ~ ul li").count() == 55
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_are_named_apart(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name)
    named = page.evaluate(
        """() => [...document.querySelectorAll('nav, [role=region], section[aria-label], '
        + 'section[aria-labelledby], main, body > header, body > footer')].filter((one) =>
        one.offsetParent).map((one) => one.tagName + ' ' + (one.getAttribute('aria-label')
        ?? one.getAttribute('aria-labelledby')))"""
    )
    page.context.close()
    assert len(named) == len(set(named))
    assert {"MAIN null", "HEADER null", "FOOTER null"} <= set(named)


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_seen_and_follows_the_page(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name)
    places = []
    for number in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const one = document.activeElement;
            if (!one || one === document.body) return null;
            const style = getComputedStyle(one), box = one.getBoundingClientRect();
            const all = [...document.querySelectorAll('*')];
            return { at: all.indexOf(one), seen: style.outlineStyle !== 'none'
              && parseFloat(style.outlineWidth) >= 2, text: one.outerHTML.slice(0, 120),
              inside: box.bottom > 0 && box.top < innerHeight }; }"""
        )
        if told is None:
            break
        assert told["seen"], told["text"]
        assert told["inside"], told["text"]
        if number == 0:
            assert 'class="skip"' in told["text"]
        places.append(told["at"])
    page.context.close()
    assert places == sorted(places)


def test_the_first_stop_leads_past_the_frame(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "small/letter-1.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page:main"
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_320_pixels(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_wider_spacing_cuts_nothing_off(
    browser: Browser, site: Path, name: str, width: int
) -> None:
    page = opened(browser, site / name, width, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
        const style = getComputedStyle(one);
        return style.overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 2
          && one.textContent.trim() && one.checkVisibility()
          && !one.closest('svg, .said-before, .prev, .next, .unseen'); })
        .map((one) => one.outerHTML.slice(0, 100))"""
    )
    page.context.close()
    assert not cut


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_what_can_be_pressed_is_large_enough(
    browser: Browser, site: Path, name: str, width: int
) -> None:
    """WCAG 2.5.8: 24 px, or so far from others that circles of 24 px do not meet, or in a line."""
    page = opened(browser, site / name, width)
    small = page.evaluate(
        """(focusable) => {
        const all = [...document.querySelectorAll(focusable)].filter((one) =>
          one.checkVisibility() && one.getBoundingClientRect().width > 0
          && one.getBoundingClientRect().right > 0 && one.getBoundingClientRect().bottom > 0);
        const box = (one) => (one.closest('label') ?? one).getBoundingClientRect();
        const near = (a, b) => Math.hypot(a.left + a.width / 2 - b.left - b.width / 2,
          a.top + a.height / 2 - b.top - b.height / 2) < 24;
        const inline = (one) => { const parent = one.parentElement.closest('p, dd, td, li,'
          + ' figcaption, h1, h2, h3, h4, .text, svg, summary, legend, .what, pre');
          return parent && (parent.closest('.text, svg') || [...parent.childNodes].some((node) =>
          node.nodeType === 3 && node.textContent.trim())); };
        return all.filter((one) => { const mine = box(one);
          if (Math.min(mine.width, mine.height) >= 23.5 || inline(one)) return false;
          return all.some((other) => other !== one && !one.contains(other) && !other.contains(one)
            && (one.closest('label') === null || one.closest('label') !== other.closest('label'))
            && near(mine, box(other))); }).map((one) => one.outerHTML.slice(0, 140)
            + ' ' + Math.round(box(one).width) + 'x' + Math.round(box(one).height)); }""",
        FOCUSABLE,
    )
    page.context.close()
    assert not small


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_where_motion_is_to_be_reduced(
    browser: Browser, site: Path, name: str
) -> None:
    page = opened(browser, site / name)
    page.wait_for_load_state()
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01
          || style.scrollBehavior === 'smooth'
          || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01); })
        .map((one) => one.outerHTML.slice(0, 100))"""
    )
    page.context.close()
    assert not moving


def test_a_choice_in_the_register_menu_is_made_with_the_keyboard(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "small/letter-1.html")
    summary = page.locator(".masthead .menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.menu ul') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/persons.html")
    page.context.close()


def test_cards_notes_and_apparatus_are_walked_with_the_keyboard(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "small/letter-1.html")
    mention = page.locator(".text a.mention").first
    mention.press("Enter")
    card = page.locator(".card:popover-open")
    assert card.count() == 1
    assert page.evaluate("document.activeElement.closest('.card') !== null")
    page.keyboard.press("Escape")
    assert mention.evaluate("one => one === document.activeElement")
    assert mention.get_attribute("aria-expanded") == "false"
    for name in (".text .note-ref", ".text .app-ref"):
        page.locator(name).first.press("Enter")
        assert page.evaluate("document.activeElement !== document.body"), name
        page.keyboard.press("Escape")
    page.context.close()


def test_the_map_has_a_list_that_needs_no_pointer(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "small/map.html")
    link = page.locator("main a[href='registers/places/rome.html']").last
    link.press("Enter")
    page.wait_for_url("**/registers/places/rome.html")
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_language_of_each_part_is_known(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name)
    tags = page.evaluate("[...document.querySelectorAll('[lang]')].map((one) => one.lang)")
    page.context.close()
    assert all(tags)
    assert page_language(site / name) == "en"


def page_language(path: Path) -> str:
    return str(etree.parse(path, etree.HTMLParser()).getroot().get("lang"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_letters_of_a_real_edition_have_no_barrier(
    browser: Browser, letters: Path, width: int, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for name in (
        "index.html",
        "documents.html",
        *sorted(one.name for one in letters.glob("L*.html"))[:3],
    ):
        page = opened(browser, letters / name, width, color_scheme=theme)
        results = Axe().run(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()
        assert results.violations_count == 0, results.generate_report()


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a handful of letters of a real edition, in German."""
    folder = tmp_path_factory.mktemp("letters")
    found = sorted(shared("corpora/letters/editions").glob("*.xml"))[:6]
    (folder / "tei").mkdir()
    for path in found:
        shutil.copy(path, folder / "tei")
    (folder / "tei-pipeline.toml").write_text('[edition]\nlanguage = "de"\n', encoding="utf-8")
    build([], BuildOptions(output=folder / "out", targets=("site",)), folder=folder)
    return folder / "out/html"


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_read_at_400_per_cent(browser: Browser, site: Path, name: str) -> None:
    """A window of 1280 by 1024 has 320 by 256 pixels then; nothing may cover the text."""
    page = opened(browser, site / name, 320)
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    fixed = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => one.checkVisibility()
        && ['fixed', 'sticky'].includes(getComputedStyle(one).position)
        && one.getBoundingClientRect().height > 64).map((one) => one.outerHTML.slice(0, 100))"""
    )
    page.context.close()
    assert not fixed


@pytest.mark.parametrize("name", PAGES)
def test_text_may_be_twice_as_large(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name, 1280, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.context.close()
