"""The kinds of editions in a browser: readable in light and dark, on wide and narrow screens."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tei_pipeline.resources import resource
from tests.browser.chromium import browser
from tests.outputs.rendering import stylesheets, written
from tests.outputs.test_kept import LINES
from tests.outputs.test_kinds import KINDS

__all__ = ["browser"]
SCREENS = [(1280, "light"), (390, "dark")]
READ = """() => {
  const text = document.querySelector(".text").cloneNode(true);
  for (const e of text.querySelectorAll(".apparatus, .app-ref, [hidden]")) e.remove();
  return text.textContent.replace(/\\s+/g, " ").trim();
}"""


def put(folder: Path, source: Path) -> None:
    """Make a page as a build does; what is filled in later is left out."""
    (page,) = stylesheets().render(source).pages.values()
    (folder / f"{source.stem}.html").write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    for path in KINDS:
        put(folder, path)
    return folder


def opened(browser: Browser, page: Path, width: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    shown = context.new_page()
    shown.goto(page.as_uri())
    return shown


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("name", [path.stem for path in KINDS])
def test_nothing_hinders_and_nothing_overflows(
    browser: Browser, site: Path, name: str, width: int, scheme: str
) -> None:
    page = opened(browser, site / f"{name}.html", width, scheme)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    page.context.close()


def test_a_note_in_a_table_opens_in_its_cell(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "tables.html", 1280)
    note = page.locator("td .note, th .note").first
    assert not note.is_visible()
    page.locator(":is(td, th) .note-ref").first.click()
    assert note.is_visible()
    box, table = note.bounding_box(), page.locator(".scroll").first.bounding_box()
    assert box
    assert table
    assert table["x"] <= box["x"]
    assert box["x"] + box["width"] <= table["x"] + table["width"]
    page.context.close()


def test_the_text_of_a_witness_changes_in_several_lines(browser: Browser, site: Path) -> None:
    listed = (
        '<listApp><app loc="1.11–13"><lem>fathom five</lem><rdg wit="#B">fathoms six</rdg></app>'
        '<app loc="12–13"><lem>thy father</lem><rdg wit="#B"/></app></listApp>'
    )
    put(site, written(site, LINES + listed, name="range"))
    page = opened(browser, site / "range.html", 1280)
    page.locator("#page\\:witness").select_option("B")
    assert page.evaluate(READ) == "Full fathoms six [omitted] lies"
    page.locator("#page\\:witness").select_option("")
    assert page.evaluate(READ) == "Full fathomfive thyfather lies"
    page.context.close()
