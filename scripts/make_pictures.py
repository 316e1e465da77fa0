"""Renew the pictures of the README from ``build/``: the page in Chromium, the book's first spread.

Needs Chromium and poppler (``scripts/install-test-tools.sh``) and a finished ``make edition``.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DOCUMENT = "telegram-1962-10-30"


def main() -> None:
    """Write ``docs/images/site.png`` and ``docs/images/book.png``."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    _site(ROOT / "build" / "html" / f"{DOCUMENT}.html", IMAGES / "site.png")
    _book(ROOT / "build" / "pdf" / f"{DOCUMENT}.pdf", IMAGES / "book.png")


def _site(page_file: Path, image: Path) -> None:
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(page_file.as_uri())
        page.screenshot(path=image)
        browser.close()


def _book(pdf: Path, image: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "page"
        pdftoppm = ["pdftoppm", "-png", "-r", "110", "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run([*pdftoppm, str(pdf), str(pages)], check=True)
        shutil.copyfile(pages.with_suffix(".png"), image)


if __name__ == "__main__":
    main()
