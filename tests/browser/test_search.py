"""The search as a reader uses it: served with Pagefind, from files with the index of our own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tei_pipeline.outputs.search import index_shard, manifest, shards
from tei_pipeline.outputs.searching import SearchPage
from tei_pipeline.resources import resource
from tests.browser.serving import served, watched
from tests.oracles import vnu
from tests.outputs.wholes import Shape, made

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="assets/theme.css"><script src="assets/marks.js"></script></head>
<body><main><h1>{title}</h1><div class="text" lang="{language}">{text}</div></main></body></html>"""
FILL = "<p>" + "Filling words that say nothing. " * 60 + "</p>"
#: id, language, date, person, place, text
LETTERS = (
    ("l1", "en", "1841-02-03", "Ada", "London", '<p id="p1">Nothing here.</p>' + FILL
     + '<p id="p2">The <i>engine</i> weaves patterns. It waits.</p>'),
    ("l2", "en", "1842-07-01", "Ada", "Turin", FILL + '<section id="s">' + FILL
     + "<p>An engine, first.</p>" + FILL + "<p>Two engines, second.</p></section>"),
    ("l3", "en", "1843", "Charles", "London", '<p id="p1">No machine at all.<span class="note"'
     ' id="n1">But an ENGINE in a note.</span> Rain.</p>'),
    ("l4", "de", "1843-05-06", "Charles", "Berlin", '<p id="p1">Die Straßen waren naß.</p>'),
    ("l5", "el", "", "Ada", "", '<p id="p1">Ἀχιλλεύς, ὁ ἥρως &lt;b&gt;.</p>'),
    *((f"m{n}", "en", f"{1850 + n}", f"Person {n}", "Oxford", f'<p id="p1">Common word {n}.</p>')
      for n in range(25)),
)  # fmt: skip


YEARS = (30, 512, 1140, 1159)


def searched(letter: tuple[str, ...]) -> SearchPage:
    identifier, language, date, person, place, text = letter
    title = f"Letter {identifier}"
    content = PAGE.format(title=title, policy=POLICY, language=language, text=text)
    facets = {"person": [person], "place": [place], "type": ["letter"]}
    return SearchPage(f"{identifier}.html", title, content, date, facets)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    files = {name: text.encode() for name, text in made(Shape(), "search").items()}
    pages = {letter[0]: searched(letter) for letter in LETTERS}
    parts = shards((letter[0], letter[1]) for letter in LETTERS)
    files["search/shards.js"] = manifest(parts)
    for shard, identifiers in parts.items():
        files |= index_shard([pages[name] for name in identifiers], shard)
    for page in pages.values():
        files[page.address] = page.content.encode()
    files["favicon.ico"] = b""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def ask(page: Page, base: str, query: str = "") -> Page:
    page.goto(f"{base}search.html{query}")
    settled(page)
    return page


def settled(page: Page) -> None:
    expect(page.locator(".results")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".found")).not_to_have_text("Searching …")


def shows(page: Page, count: int) -> None:
    expect(page.locator(".results li")).to_have_count(count)


def titles(page: Page) -> list[str]:
    return page.locator(".results h3").all_inner_texts()


def files(site: Path) -> str:
    return f"{site.as_uri()}/"


@pytest.mark.parametrize("where", ["served", "file"])
def test_a_word_is_found_in_every_document_that_has_it(
    page: Page, site: Path, address: str, where: str
) -> None:
    base = address if where == "served" else files(site)
    complaints = watched(page, base)
    ask(page, base, "?q=engine")
    assert sorted(titles(page)) == ["Letter l1", "Letter l2", "Letter l3"]
    assert page.locator(".found").inner_text() == "3 documents"
    page.wait_for_load_state("networkidle")
    assert not complaints
    assert page.locator(".limits").is_visible() is (where == "file")
    assert page.locator(".order").is_visible() is (where == "served")


def test_results_show_the_sentence_with_the_word_marked(page: Page, address: str) -> None:
    ask(page, address, "?q=weaves")
    assert page.locator(".hit").all_inner_texts() == ["The engine weaves patterns."]
    assert page.locator(".hit mark").all_inner_texts() == ["weaves"]


def test_the_title_of_a_result_finds_it_too(page: Page, address: str) -> None:
    ask(page, address, "?q=%22letter%20l4%22")
    assert "Letter l4" in titles(page)


@pytest.mark.parametrize("where", ["served", "file"])
def test_a_click_lands_on_the_paragraph_with_the_words_marked(
    page: Page, site: Path, address: str, where: str
) -> None:
    base = address if where == "served" else files(site)
    ask(page, base, "?q=weaves")
    page.locator(".results a").last.click()
    page.wait_for_url("**/l1.html?find=weaves*")
    assert page.locator("mark.sought").all_inner_texts() == ["weaves"]
    assert in_sight(page, "mark.sought")
    page.go_back()
    settled(page)
    assert page.locator("input[type=search]").input_value() == "weaves"
    assert titles(page) == ["Letter l1"]


def in_sight(page: Page, selector: str, number: int = 0) -> bool:
    page.wait_for_timeout(100)
    box = page.locator(selector).nth(number).bounding_box()
    return box is not None and 0 <= box["y"] <= 900


def test_a_sentence_without_an_address_of_its_own_is_found_in_its_section(
    page: Page, address: str
) -> None:
    ask(page, address, "?q=engine")
    page.get_by_role("link", name="Two engines, second.").click()
    page.wait_for_url("**at=1#s")
    assert page.locator("mark.sought").all_inner_texts() == ["engine", "engines"]
    assert in_sight(page, "mark.sought", 1)


def test_escape_takes_the_marks_away(page: Page, address: str) -> None:
    page.goto(f"{address}l1.html?find=engine#p2")
    assert page.locator("mark").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("mark").count() == 0
    assert page.locator("#p2").inner_text() == "The engine weaves patterns. It waits."


def test_words_are_found_by_their_stems_in_the_language_of_the_document(
    page: Page, address: str
) -> None:
    ask(page, address, "?q=Straße")
    assert titles(page) == ["Letter l4"]
    assert page.locator(".hit mark").all_inner_texts() == ["Straßen"]
    assert page.locator(".hit").get_attribute("lang") == "de"
    ask(page, address, "?q=αχιλλευς")
    assert page.locator(".hit").inner_text() == "Ἀχιλλεύς, ὁ ἥρως <b>."


def test_a_facet_narrows_down_and_the_address_says_so(page: Page, address: str) -> None:
    ask(page, address, "?q=engine")
    page.get_by_role("checkbox", name="Ada").check()
    shows(page, 2)
    assert "person=Ada" in page.url
    page.get_by_role("checkbox", name="Turin").check()
    shows(page, 1)
    assert titles(page) == ["Letter l2"]
    page.go_back()
    shows(page, 2)
    page.get_by_role("button", name="Remove these limits").click()
    shows(page, 3)


@pytest.mark.parametrize("where", ["served", "file"])
def test_facets_and_years_find_without_a_word(
    page: Page, site: Path, address: str, where: str
) -> None:
    base = address if where == "served" else files(site)
    ask(page, base, "?person=Charles")
    assert titles(page) == ["Letter l3", "Letter l4"]
    ask(page, base, "?from=1842&to=1843")
    assert titles(page) == ["Letter l2", "Letter l3", "Letter l4"]
    page.locator("select[name=to]").select_option("1842")
    shows(page, 1)
    assert titles(page) == ["Letter l2"]
    assert "1 July 1842" in page.locator(".results").inner_text()


def test_results_come_in_pieces_and_by_date_if_wanted(page: Page, address: str) -> None:
    ask(page, address, "?q=common&sort=date")
    assert titles(page)[:2] == ["Letter m0", "Letter m1"]
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Show more").click()
    shows(page, 20)
    assert page.evaluate("document.activeElement.textContent") == "Letter m10"
    page.get_by_role("button", name="Show more").click()
    shows(page, 25)
    assert page.get_by_role("button", name="Show more").is_hidden()


def test_long_facets_open_and_keep_the_focus(page: Page, address: str) -> None:
    ask(page, address)
    persons = page.get_by_role("group", name="Persons")
    assert persons.get_by_role("checkbox").count() == 8
    persons.get_by_role("button", name="Show all 27").click()
    assert persons.get_by_role("checkbox").count() == 27
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_typing_searches_and_the_keyboard_does_it_all(page: Page, address: str) -> None:
    ask(page, address)
    page.locator("input[type=search]").focus()
    page.keyboard.type("weaves")
    shows(page, 1)
    assert page.url.endswith("?q=weaves")
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.results a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/l1.html?find=weaves#p2")


def test_nothing_found_is_said(page: Page, address: str) -> None:
    ask(page, address, "?q=qqqq")
    assert page.locator(".found").inner_text().startswith("Nothing was found")
    assert page.locator(".results li").count() == 0


def test_text_of_an_address_or_a_document_never_becomes_markup(page: Page, address: str) -> None:
    complaints = watched(page, address)
    ask(page, address, "?q=%3Cimg%20src=x%20onerror=alert(1)%3E&person=%3Cb%3E&sort=x&from=y")
    assert page.locator("img, .facets b").count() == 0
    page.goto(f"{address}l1.html?find=engine+%3Cb%3E#%E0%A4%A")
    assert page.locator("mark").count() == 1
    assert not complaints


def test_without_the_index_and_without_a_script_the_page_says_so(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("search"))
    with served(tmp_path / "site") as base:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{base}search.html")
        expect(page.locator(".found")).to_contain_text("cannot be read")
        context.close()
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{base}search.html")
        assert "needs JavaScript" in page.locator("main").inner_text()
        context.close()


def test_where_pagefind_cannot_run_the_own_index_answers(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("*.pagefind"))
    with served(tmp_path / "site") as base:
        context = browser.new_context()
        page = ask(context.new_page(), base, "?q=engine")
        assert len(titles(page)) == 3
        assert page.locator(".limits").is_visible()
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("where", ["served", "file"])
def test_axe_finds_no_barrier(
    browser: Browser, site: Path, address: str, where: str, width: int, theme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    base = address if where == "served" else files(site)
    page = ask(context.new_page(), base, "?q=engine&person=Ada")
    page.evaluate("document.querySelector('.facets').open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    found = [m for m in vnu(site / "search.html") if "Content Security Policy" not in m]
    assert not found


def test_a_thousand_years_have_room_beside_the_results(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    files = {name: text.encode() for name, text in made(Shape(), "search").items()}
    early = [
        (f"e{n}", "en", f"{year:04}", "Ada", "Rome", "<p>Old.</p>") for n, year in enumerate(YEARS)
    ]
    parts = shards((letter[0], letter[1]) for letter in early)
    files["search/shards.js"] = manifest(parts)
    for shard in parts:
        files |= index_shard(map(searched, early), shard)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((folder / "search.html").as_uri())
    bars = page.locator(".bars span")
    expect(bars.first).to_have_attribute("title", "20–39: 1")
    expect(bars).to_have_count(57)
    expect(bars.last).to_have_attribute("title", "1140–1159: 2")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    page.close()
