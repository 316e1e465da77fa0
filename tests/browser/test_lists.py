"""Lists, registers, calendars in a browser: with the keyboard, on a phone, with 4,500 rows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tei_pipeline.resources import resource
from tests.oracles import vnu
from tests.outputs.wholes import (
    Person,
    Shape,
    day,
    documents,
    entities,
    made,
    mention,
    outlines,
    persons,
    use,
    years,
)

DOCUMENTS, REGISTER = "documents.html", "registers/persons.html"
PERSON, YEAR = "registers/persons/p1.html", "registers/dates/1833.html"
PAGES = (
    "index.html", DOCUMENTS, "chronology.html", "about.html", REGISTER, PERSON,
    "registers/dates.html", YEAR, "registers/places.html", "document.html",
)  # fmt: skip
WIDTHS = {"wide": 1280, "narrow": 320}


def a_year() -> Shape:
    days = "".join(
        use(number, f'<date role="sent" when="{day(number)}"/>' + mention(number))
        .replace('kind="person"', f'kind="date" when="{day(number // 2)}"')
        for number in range(20)
    )  # fmt: skip
    return Shape(
        '<entity kind="date" id="1833" address="registers/dates/1833.html" mentions="20"'
        f' documents="20">{days}</entity>'
    )


def write(folder: Path, pages: dict[str, str]) -> None:
    for path, content in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")


def site_of(folder: Path, count: int) -> Path:
    """Write an edition with so many letters and persons."""
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    shape = documents(count)
    for name in ("start", "documents", "chronology", "about"):
        write(folder, made(shape, name))
    write(folder, made(persons(count), "register", "../"))
    write(folder, made(Shape(), "register", "../", kind="place"))
    write(folder, made(years(1795, 60), "register", "../"))
    uses = [Person(1).agent("sender") + mention(n) for n in range(min(count, 60))]
    write(folder, made(entities(*uses, part="1", parts="2"), "entities", "../../"))
    write(folder, made(a_year(), "entities", "../../"))
    parts = made(outlines(min(count, 150)), "fragments")
    frame = (folder / "about.html").read_text(encoding="utf-8")
    (folder / "document.html").write_text(
        frame.partition("<header")[0].replace("about-edition", "document")
        + parts["masthead"] + "<main id='page:main' tabindex='-1'>" + parts["sequence/L00005"]
        + "<h1>A letter</h1></main>" + parts["footer"] + "</body></html>",
        encoding="utf-8",
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("lists"), 150)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("large"), 4500)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, site: Path, name: str = DOCUMENTS, hash: str = "") -> Page:
    page.goto((site / name).as_uri() + hash)
    return page


def shown(page: Page) -> str:
    return page.locator(".shown").inner_text().replace(",", "")


def first(page: Page) -> str:
    return str(page.locator(".row-lists li a").first.text_content())


# Everything


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


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_complained_of_and_nothing_sticks_out_at_320_pixels(
    browser: Browser, site: Path, name: str
) -> None:
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, site, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
    assert not complaints


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    found = [
        message
        for message in vnu(*(site / name for name in PAGES))
        if "Content Security Policy" not in message
    ]
    assert not found


def test_the_list_of_registers_opens_with_the_keyboard_and_closes_with_escape(
    page: Page, site: Path
) -> None:
    opened(page, site)
    menu = page.locator(".masthead .menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("a").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not menu.locator("a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_list_of_registers_closes_when_the_reader_goes_on(page: Page, site: Path) -> None:
    opened(page, site)
    menu = page.locator(".masthead .menu")
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


# Choosing


def test_a_ticked_value_leaves_its_rows_and_says_how_many(page: Page, site: Path) -> None:
    opened(page, site)
    assert shown(page) == "150 of 150 shown"
    page.get_by_role("checkbox", name="London").check()
    assert shown(page) == "30 of 150 shown"
    assert page.locator(".row-lists .at").all_text_contents() == ["London"] * 30
    page.get_by_role("checkbox", name="Turin").check()
    assert shown(page) == "60 of 150 shown", "values of one facet are alternatives"
    page.get_by_role("checkbox", name="Travel").check()
    assert shown(page) == "20 of 150 shown", "facets narrow each other"
    assert "Engines 20" in page.locator(".facet li", has_text="Engines").inner_text().replace(
        "\n", " "
    ), "what another value of the facet would give"


def test_words_are_found_without_accents_and_case(page: Page, site: Path) -> None:
    opened(page, site)
    page.get_by_role("searchbox").fill("öhMAN lodz")
    found = page.locator(".row-lists li").all_text_contents()
    assert found
    assert all("Öhman" in row and "Łódź" in row for row in found)
    page.get_by_role("searchbox").fill("nothing of the kind")
    assert "Take something back" in shown(page)
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == "150 of 150 shown"
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_bar_chooses_its_year_and_chosen_again_gives_it_back(page: Page, site: Path) -> None:
    opened(page, site)
    bar = page.get_by_role("button", name="1834: 38 documents")
    bar.focus()
    page.keyboard.press("Enter")
    assert shown(page) == "38 of 150 shown"
    assert bar.get_attribute("aria-pressed") == "true"
    assert page.get_by_label("From", exact=True).input_value() == "1834"
    page.keyboard.press("Space")
    assert shown(page) == "150 of 150 shown"


def test_bars_are_one_stop_of_the_tab_key_and_arrows_lead_through_them(
    page: Page, site: Path
) -> None:
    opened(page, site)
    page.locator(".years a").first.focus()
    page.keyboard.press("ArrowRight")
    assert "1834" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"


def test_years_can_be_written(page: Page, site: Path) -> None:
    opened(page, site)
    page.get_by_label("To", exact=True).fill("1833")
    assert shown(page) == "112 of 150 shown"


@pytest.mark.parametrize(
    ("order", "begins"),
    [("by date", "Letter 0 "), ("by title", "Letter 0 "), ("by place", "Letter 2 ")],
)
def test_rows_can_be_put_in_another_order(page: Page, site: Path, order: str, begins: str) -> None:
    opened(page, site)
    page.get_by_label("Order").select_option(order)
    assert first(page).startswith(begins)
    assert page.locator(".row-lists li").count() == 150


def test_an_order_by_sender_begins_with_the_first_name(page: Page, site: Path) -> None:
    opened(page, site)
    page.get_by_label("Order").select_option("by sender")
    assert str(page.locator(".row-lists .from-to").first.text_content()).startswith("Ada L")


def test_what_is_chosen_stays_in_the_address(page: Page, site: Path) -> None:
    opened(page, site)
    page.get_by_role("checkbox", name="London").check()
    page.get_by_label("Order").select_option("by title")
    page.locator(".row-lists li a").first.evaluate("link => link.removeAttribute('href')")
    page.reload()
    assert shown(page) == "30 of 150 shown"
    assert page.get_by_label("Order").input_value() == "title"
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Order").select_option("by date")
    assert "#" not in page.url


def test_a_register_is_ordered_by_mentions_and_searched(page: Page, site: Path) -> None:
    opened(page, site, REGISTER)
    page.get_by_label("Order").select_option("by number of mentions")
    counts = page.locator(".row-lists li").evaluate_all("rows => rows.map(row => +row.dataset.m)")
    assert counts == sorted(counts, reverse=True)
    page.get_by_role("searchbox").fill("angstrom")
    assert all("Ångström" in name for name in page.locator(".row-lists li a").all_text_contents())


def test_old_addresses_of_days_lead_to_the_page_of_their_year(page: Page, site: Path) -> None:
    opened(page, site, "registers/dates.html", "#date:1833-01-04")
    page.wait_for_url("**/registers/dates/1833.html#date:1833-01-04")


def test_without_a_script_bars_lead_to_rows_and_facets_to_registers(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = opened(context.new_page(), site)
    assert page.locator(".tools").is_hidden()
    page.locator(".years a").last.click()
    assert page.url.endswith("#page:y1834")
    page.locator(".facet summary").first.click()
    assert "registers/persons/" in str(page.locator(".facet a").first.get_attribute("href"))
    context.close()


# Size


def test_4500_rows_answer_at_once(page: Page, large: Path) -> None:
    """Only what takes long however fast the machine is fails: ten times the aim of 100 ms."""
    opened(page, large)
    page.wait_for_function("document.querySelector('.shown').textContent")
    taken = page.evaluate(
        """async () => {
          const field = document.querySelector('[name=q]');
          const started = performance.now();
          field.value = 'babbage';
          field.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - started;
        }"""
    )
    assert taken < 1000
    assert "of 4500" in shown(page)


def test_a_phone_reads_4500_rows(browser: Browser, large: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = opened(context.new_page(), large, DOCUMENTS, "#page:y1860")
    row = page.locator("[id='page:y1860']")
    assert row.bounding_box() is not None
    assert row.evaluate("row => Math.abs(row.getBoundingClientRect().top) < innerHeight")
    context.close()
