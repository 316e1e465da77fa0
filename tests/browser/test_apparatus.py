"""Apparatus, views and versions in a browser: from files, with keys, and without a script."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tei_pipeline.resources import resource
from tests.oracles import shared
from tests.outputs.rendering import stylesheets, written

MASTHEAD = (
    '<button type="button" class="theme" hidden data-light="Light" data-dark="Dark"></button>'
)
WITNESSES = """</p><listWit><witness xml:id="A"><abbr type="siglum">A</abbr>
<name>Ambrosianus</name></witness><listWit xml:id="beta"><witness xml:id="B">Berlin</witness>
<witness xml:id="C">Cambridge</witness></listWit></listWit><p>"""
CRITICAL = """<div><p>One <app xml:id="x"><lem wit="#A">two</lem><rdg wit="#beta">too</rdg></app>
<app><rdg wit="#C"><witEnd/></rdg></app> three <app><lem>four</lem><rdg wit="#A"/></app>
<app><lem>five <app><lem>six</lem><rdg wit="#B">sax</rdg></app></lem><rdg wit="#A">fix <app>
<lem wit="#C">wrong</lem><rdg wit="#A">right</rdg></app></rdg></app> seven
<app><rdg wit="#C"><witStart/></rdg></app> eight <anchor xml:id="a1"/>nine <hi>ten</hi><app
from="#a1"><rdg wit="#B">twenty</rdg></app>.</p></div>"""
APART = """<div><lg n="1"><l n="1">Full <hi>fathom</hi> five, full five</l>
<l n="2" xml:id="two">thy father lies</l></lg><p n="3"><seg xml:id="s">of <w xml:id="w1">his</w>
bones</seg> are <w xml:id="w2">coral</w> <anchor xml:id="a1"/>made</p></div>"""
LISTED = """<listApp><app loc="1.1"><lem>Full fathom</lem><rdg wit="#B">Ful fadom</rdg></app>
<app loc="1.1"><lem>five</lem><rdg wit="#B #C">fife</rdg></app>
<app loc="two"><lem>father</lem><rdg wit="#B">fader</rdg></app>
<app loc="1.2"><lem>father lies</lem><rdg wit="#B">f. lyes</rdg></app>
<app loc="9"><lem>lost</lem><rdg wit="#B">loft</rdg></app>
<app loc="1.2"><lem>at</lem><rdg wit="#C">et</rdg></app>
<app from="#w1" to="#w2"><lem>his … coral</lem><rdg wit="#C">corals</rdg></app>
<app from="#a1"><lem/><rdg wit="#B">well</rdg></app></listApp>"""
VIEWS = """<div><p>It is <choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>Dr</abbr>
<expan>Doctor</expan></choice> who was <del>here</del> <add place="above">there</add> and a
fo-<lb break="no"/>ur <restore><del>kept</del></restore>.</p></div>"""
VERSIONS = """<div type="edition" xml:lang="syc"><p n="1">ܒܗܢܐ ܙܒܢܐ ܗܘܐ</p>
<p n="2">ܒܝܢܬ ܡܗܝܡܢܐ</p></div>
<div type="translation" xml:lang="en"><p n="1">At that time <note>Long ago.</note> there was, and
this is so long that it needs many lines wherever it stands, and then some more, and more.</p>
<p n="2">between believers</p></div>"""
PAGES = {"critical": CRITICAL, "apart": APART + LISTED, "views": VIEWS, "versions": VERSIONS}
READ = """() => {
  const text = document.querySelector(".text").cloneNode(true);
  for (const e of text.querySelectorAll(".apparatus, .app-ref, [hidden]")) e.remove();
  return text.textContent.replace(/\\s+/g, " ").trim();
}"""


def put(folder: Path, name: str, source: Path) -> None:
    """Make a page as a build does; what is filled in later is left out."""
    done = stylesheets().render(source)
    (page,) = done.pages.values()
    whole = page.replace('<slot name="masthead"></slot>', MASTHEAD)
    (folder / f"{name}.html").write_text(whole, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(resource("xslt", "html/assets"), folder / "assets")
    for name, body in PAGES.items():
        put(folder, name, written(folder, body, source=WITNESSES, name=name))
    beside = f"<standOff>{LISTED}</standOff>"
    put(folder, "beside", written(folder, APART, source=WITNESSES, name="beside", beside=beside))
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def opened(page: Page, site: Path, name: str, query: str = "") -> Page:
    page.goto(f"{(site / f'{name}.html').as_uri()}{query}")
    return page


def axe(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


# Entries


def test_an_entry_opens_beside_its_place_and_gives_the_focus_back(page: Page, site: Path) -> None:
    opened(page, site, "critical")
    letter = page.locator("#x > .app-ref")
    letter.focus()
    page.keyboard.press("Enter")
    card = page.locator(".app-card")
    assert card.inner_text().split() == ["a", "two", "A]", "too", "beta", "Close"]
    assert letter.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.hash") == "#app:x"
    assert letter.get_attribute("aria-expanded") == "false"
    assert page.locator("#app\\:x").count() == 1


def test_who_tabs_out_of_an_entry_goes_on_from_its_place(page: Page, site: Path) -> None:
    opened(page, site, "critical")
    page.locator("#x > .app-ref").focus()
    for key in ("Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    assert not page.locator(".app-card").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "b"


def test_place_and_entry_light_up_together(page: Page, site: Path) -> None:
    opened(page, site, "critical")
    page.locator("#x > .lem").hover()
    assert page.locator("#app\\:x.lit").count() == 1
    page.locator("#app\\:x .app-n").focus()
    assert page.locator("#x.lit").count() == 1
    page.locator("h1").hover()
    page.evaluate("document.activeElement.blur()")
    assert page.locator(".lit").count() == 0


def test_without_a_script_letters_lead_to_entries_and_back(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), site, "critical")
    assert not page.locator(".witness-choice").is_visible()
    page.locator("#x > .app-ref").click()
    assert page.url.endswith("#app:x")
    page.locator("#app\\:x .app-n").click()
    assert page.url.endswith("#x")
    context.close()


# Witnesses


@pytest.mark.parametrize(
    ("witness", "places", "text"),
    [
        ("A", 2, "One two three [omitted] fix right seven eight nine ten."),
        ("B", 3, "One too three four five sax seven eight twenty."),
    ],
)
def test_the_text_of_a_witness(
    page: Page, site: Path, witness: str, places: int, text: str
) -> None:
    opened(page, site, "critical")
    before = page.locator(".text").inner_html()
    page.get_by_label("Show the text of").select_option(witness)
    assert page.evaluate(READ) == text
    told = page.get_by_role("status").first.inner_text()
    assert told.startswith(
        f"Text of witness {witness}. It differs from the edited text at {places} "
    )
    assert page.url.endswith(f"?wit={witness}")
    page.get_by_role("button", name="Back to the edited text").click()
    assert page.get_by_role("status").first.inner_text() == ""
    assert page.locator(".text").inner_html().replace(' class=""', "") == before
    assert "wit=" not in page.url


@pytest.mark.parametrize("name", ["apart", "beside"])
def test_the_text_of_a_witness_where_the_apparatus_stands_apart(
    page: Page, site: Path, name: str
) -> None:
    opened(page, site, name)
    before = page.locator(".text").inner_html()
    lines = page.locator(".text > .body > section").first
    told = page.get_by_role("status").first
    wanted = {
        "B": ("Ful fadom five, full five thy fader liesof his bones are coral wellmade", 3, 3),
        "C": ("Full fathom five, full five thy father liesof corals made", 1, 2),
    }
    for witness, (text, places, unclear) in wanted.items():
        page.get_by_label("Show the text of").select_option(witness)
        assert page.evaluate(READ).replace("[omitted] ", "").startswith(text)
        assert f" at {places} places" in told.inner_text()
        assert f"or more than once: {unclear}." in told.inner_text()
    assert lines.count()
    page.get_by_role("button", name="Back to the edited text").click()
    assert page.evaluate(READ).startswith("Full fathom five, full five thy father liesof his bones")
    assert page.locator(".variant").count() == 0
    assert before.count("app-ref") == page.locator(".text .app-ref").count()


def test_a_witness_can_be_asked_for_in_the_address(page: Page, site: Path) -> None:
    opened(page, site, "critical", "?wit=B")
    assert "too" in page.evaluate(READ)
    assert page.get_by_label("Show the text of").input_value() == "B"
    opened(page, site, "critical", "?wit=nobody")
    assert "too" not in page.evaluate(READ)


def test_where_a_witness_lacks_the_text_it_is_dimmed_and_said(page: Page, site: Path) -> None:
    opened(page, site, "critical", "?wit=C")
    assert page.evaluate(READ) == (
        "One too [C lacks what follows] three four five six seven [C begins here] eight nine ten."
    )
    lacked = "".join(page.locator(".lacks").all_text_contents())
    assert "".join(lacked.split()) == "threefourfivesixseven"


def test_places_where_a_witness_is_not_named_are_counted(page: Page, site: Path) -> None:
    opened(page, site, "critical", "?wit=C")
    assert "does not name it" not in page.get_by_role("status").first.inner_text()


# Views


def displayed(page: Page) -> dict[str, bool]:
    return {
        name: page.locator(f".text {name}").first.is_visible()
        for name in (
            ".sic",
            ".corr",
            ".abbr",
            ".expan",
            "del >> nth=0",
            ".line-end",
            ".restore del",
        )
    }


def test_each_view_shows_one_reading_of_a_place(page: Page, site: Path) -> None:
    opened(page, site, "views")
    assert list(displayed(page).values()) == [False, True, False, True, False, False, True]
    page.get_by_label("as in the source").check()
    assert list(displayed(page).values()) == [True, False, True, False, True, True, True]
    assert "are those of the source" in page.get_by_role("status").first.inner_text()
    assert page.url.endswith("?view=source")
    lines = page.evaluate(
        "[...document.querySelector('.lb').parentNode.childNodes].length"
        " && document.querySelector('.lb').getBoundingClientRect().height"
    )
    assert lines > 0


def test_a_view_is_kept_and_can_be_asked_for(page: Page, site: Path) -> None:
    opened(page, site, "views", "?view=source")
    assert displayed(page)[".sic"]
    page.get_by_label("to be read").check()
    assert not displayed(page)[".sic"]
    page.get_by_label("as in the source").check()
    opened(page, site, "views")
    assert displayed(page)[".sic"]


def test_without_a_script_both_readings_are_seen(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), site, "views")
    assert list(displayed(page).values()) == [True, True, True, True, True, False, True]
    assert not page.locator(".views").is_visible()
    context.close()


# Versions


def tops(page: Page) -> list[list[float]]:
    """Return how far down the cells of the two rows of the text begin."""
    rows = [page.locator(f".cell[data-row='{row}']").all() for row in (2, 3)]
    boxes = [[cell.bounding_box() for cell in row] for row in rows]
    return [[box["y"] for box in row if box] for row in boxes]


def test_versions_stand_side_by_side_where_there_is_room(page: Page, site: Path) -> None:
    opened(page, site, "versions")
    for one, other in tops(page):
        assert one == other
    assert not page.locator(".counterpart").first.is_visible()
    note = page.locator(".note")
    assert not note.is_visible()
    page.locator(".note-ref").click()
    assert note.is_visible()


def test_versions_follow_each_other_on_narrow_screens(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = opened(context.new_page(), site, "versions")
    (first, second), (third, _) = tops(page)
    assert first < third < second
    page.locator(".counterpart").first.click()
    assert page.url.endswith("#beside:versions:2.1.2.1")
    context.close()


# All


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("name", "query"),
    [("critical", ""), ("critical", "?wit=C"), ("views", "?view=source"), ("versions", "")],
)
def test_axe_finds_no_barrier_and_nothing_sticks_out(
    browser: Browser, site: Path, name: str, query: str, width: int, theme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = opened(context.new_page(), site, name, query)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_axe_finds_no_barrier_in_an_open_entry(browser: Browser, site: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = opened(context.new_page(), site, "critical")
    page.locator("#x > .app-ref").click()
    axe(page)
    context.close()


def test_paper_has_the_apparatus_and_no_choices(page: Page, site: Path) -> None:
    opened(page, site, "critical")
    page.emulate_media(media="print")
    assert page.locator(".apparatus").is_visible()
    assert not page.locator(".witness-choice").is_visible()
    assert "two A] too beta" in " ".join(page.locator("#app\\:x").inner_text().split())


def test_an_edition_of_many_entries_changes_at_once(page: Page, tmp_path: Path) -> None:
    name = "pta0022.pta002.pta-grc1"
    shutil.copytree(resource("xslt", "html/assets"), tmp_path / "assets")
    put(tmp_path, name, shared(f"corpora/critical/{name}.xml"))
    opened(page, tmp_path, name)
    took = page.evaluate(
        """() => {
          const select = document.querySelector(".witness-choice select");
          const times = [];
          for (const witness of ["H", "S", ""]) {
            const start = performance.now();
            select.value = witness;
            select.dispatchEvent(new Event("change"));
            document.body.offsetHeight;
            times.push(performance.now() - start);
          }
          return times;
        }"""
    )
    # About 60 ms on a machine with nothing else to do.
    assert max(took) < 1000
