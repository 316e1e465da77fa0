"""The preview as an editor sees it: the command, a browser, and files that are saved."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.outputs.editions import BABBAGE, write

PARAGRAPHS = "".join(
    f'<p xml:id="p{n}">Paragraph {n}: {"words and words " * 30}</p>' for n in range(1, 21)
)
BODY = PARAGRAPHS.replace(
    "Paragraph 12:",
    'Paragraph 12: <persName ref="authority/persons.xml#nobody">Nobody</persName>',
)
_WAIT = 20


class Preview:
    """The command at work; ``said`` are the lines that it has written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self._news = threading.Condition()
        command = [sys.executable, "-m", "tei_pipeline", "serve", "--watch", "--port", "0"]
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._news:
                self.said.append(line)
                self._news.notify_all()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Return where the command has said something, once it has."""

        def found() -> re.Match[str] | None:
            return re.search(pattern, "".join(self.said))

        with self._news:
            assert self._news.wait_for(lambda: found() is not None, _WAIT), "".join(self.said)
        said = found()
        assert said
        return said

    def change(self, old: str, new: str, name: str = "tei/letter.xml") -> None:
        """Save a file as editors do: a new one takes the place of the old."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(path)

    def end(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(20)

    def kill(self) -> None:
        """Let it end, whatever it is at."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(20)
        self._reader.join(20)
        assert self._process.stdout
        self._process.stdout.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    made = Preview(write(tmp_path, BODY, persons=BABBAGE))
    yield made
    made.kill()


@pytest.fixture
def open_page(browser: Browser, preview: Preview) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def opened(name: str, width: int = 1500) -> Page:
        address = preview.wait_for(r"serving (\S+)")[1]
        preview.wait_for(r"files? made")
        page = browser.new_page(viewport={"width": width, "height": 700}, reduced_motion="reduce")
        page.set_default_timeout(_WAIT * 1000)
        page.goto(f"{address}{name}")
        pages.append(page)
        return page

    expect.set_options(timeout=_WAIT * 1000)
    yield opened
    for page in pages:
        page.close()


def top(page: Page, id: str) -> int:
    return int(page.locator(f"#{id}").evaluate("e => Math.round(e.getBoundingClientRect().top)"))


def test_a_saved_letter_is_loaded_again_at_the_same_paragraph(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    page = open_page("letter.html")
    page.locator("#p9").evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 40)")
    before = top(page, "p9")
    preview.change("Paragraph 2:", "Paragraph 2: " + "more and more words " * 60)
    expect(page.locator("#p2")).to_contain_text("more and more words")
    assert abs(top(page, "p9") - before) <= 1
    preview.wait_for(r"letter\.xml · \d+ ms")
    written = (preview.folder / "build/html/letter.html").read_text(encoding="utf-8")
    assert "_preview" not in written
    assert "connect-src" not in written


def test_findings_stand_beside_their_paragraphs(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    page = open_page("letter.html")
    margin = page.get_by_role("complementary", name="Findings of the validator")
    expect(margin).to_contain_text("pointer-unresolved")
    expect(margin).to_contain_text("nobody")
    finding = margin.locator("li", has_text="nobody").first
    box, paragraph = finding.bounding_box(), page.locator("#p12").bounding_box()
    assert box
    assert paragraph
    assert paragraph["y"] - 10 <= box["y"] <= paragraph["y"] + paragraph["height"]
    results = Axe().run(page, {"include": [[".preview"]]})
    assert results.violations_count == 0, results.generate_report()
    preview.change("#nobody", "#babbage")
    expect(margin.locator("li", has_text="nobody")).to_have_count(0)


def test_what_is_broken_is_said_until_it_is_mended(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    page = open_page("letter.html", 800)
    preview.change("</body>", "</bdy>")
    margin = page.get_by_role("complementary", name="Findings of the validator")
    expect(margin).to_contain_text("tei/letter.xml:")
    expect(margin).to_contain_text("TPW101")
    expect(margin).to_contain_text("This page is as it was before.")
    expect(page.locator("#p20")).to_be_attached()
    preview.wait_for("error TPW101")
    preview.change("</bdy>", "</body>")
    expect(margin.get_by_text("TPW101")).to_have_count(0)
    preview.wait_for("mended")


def test_lists_follow_and_settings_start_the_builder_anew(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    page = open_page("documents.html")
    preview.change("<title>A letter</title>", "<title>Another letter</title>")
    expect(page.locator("main")).to_contain_text("Another letter")
    preview.change('title = "Letters"', 'title = "Notes"', "tei-pipeline.toml")
    expect(page).to_have_title(re.compile("Notes"))


def test_settings_that_are_wrong_are_said_and_mended(
    preview: Preview, open_page: Callable[..., Page]
) -> None:
    page = open_page("index.html")
    preview.change('title = "Letters"', 'titel = "Letters"', "tei-pipeline.toml")
    margin = page.get_by_role("complementary", name="Findings of the validator")
    expect(margin).to_contain_text("titel")
    preview.change('titel = "Letters"', 'title = "Mended"', "tei-pipeline.toml")
    expect(page).to_have_title(re.compile("Mended"))


def test_control_c_ends_it_well(preview: Preview) -> None:
    preview.wait_for("serving")
    preview.wait_for(r"files? made")
    assert preview.end() == 0
    preview.wait_for("ended")
    assert "Traceback" not in "".join(preview.said)
