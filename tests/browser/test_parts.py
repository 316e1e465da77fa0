"""Long documents in a browser: addresses lead to the part, and Back leads back."""

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tei_pipeline.document import load
from tei_pipeline.names import RECORD
from tei_pipeline.outputs.made import read_made
from tei_pipeline.outputs.parts import joined
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Parameter, Saxon
from tests.outputs.rendering import written

BODY = "".join(
    f'<div xml:id="c{chapter}"><head>Chapter {chapter}</head>'
    + "".join(f'<p xml:id="p-{chapter}-{n}" n="{n}">{"Words of it. " * 40}</p>' for n in range(9))
    + "</div>"
    for chapter in range(1, 4)
)
EDITION = (
    f'<edition xmlns="{RECORD}" title="Novels" language="en" publisher="" base-url="" version="0"'
    ' targets="site" split-level="1" split-words="9"/>'
)


@functools.cache
def pages(path: Path) -> dict[str, str]:
    saxon = Saxon()
    sheet = saxon.compile_file(resource("xslt", "html/main.xsl"))
    document = load(path)
    node, edition = saxon.parse(document.text), saxon.parse(EDITION)
    parameters: dict[str, Parameter] = {"id": document.id, "file": path.name, "records": edition}
    made = read_made(sheet.transform(node, parameters).text)
    return {page.path: page.content for page in joined(made.pages)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    for name, content in pages(written(folder, BODY, name="novel")).items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(params=[1280, 320])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def test_an_address_of_the_whole_leads_to_the_paragraph_and_back(page: Page, site: Path) -> None:
    whole = (site / "novel.html").as_uri()
    page.goto(whole)
    page.goto(f"{whole}#p-2-7")
    page.wait_for_url("**/novel.c2.html#p-2-7")
    assert page.locator("#p-2-7").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    page.go_back()
    page.wait_for_url("**/novel.html")


def test_a_reader_goes_from_part_to_part_without_a_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "novel.html").as_uri())
    page.locator(".part-link a").first.click()
    page.locator("nav.parts a[rel=next]").first.click()
    assert page.url.endswith("novel.c2.html")
    page.locator("h1 a").click()
    assert page.url.endswith("novel.html")
    context.close()


def test_parts_can_be_used_by_everyone(page: Page, site: Path) -> None:
    for name in ("novel.html", "novel.c2.html"):
        page.goto((site / name).as_uri())
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_follows_a_number_is_told_that_its_address_was_copied(
    browser: Browser, site: Path
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = (site / "novel.c1.html").as_uri()
    page.goto(address)
    page.locator(".pn").nth(1).click()
    page.locator(".copied").wait_for(timeout=5000)
    assert page.locator(".copied").text_content() == "Copied"
    assert page.url == f"{address}#p-1-1"
    context.close()
