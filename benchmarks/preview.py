"""The preview: from saving one letter to the page that is loaded again, in Chromium.

``python -m benchmarks.preview sample FOLDER`` (or ``letters``) makes an edition and prints a line.
"""

import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.places import ROOT, shared

_SETTINGS = '[edition]\ntitle = "Letters"\nlanguage = "de"\n[build]\ntargets = ["site"]\n'
_TIMES = 9
_QUIET = 6.0  # seconds in which lists and search of an edition follow
_READY = "!window.before && document.readyState === 'complete'"


def _sample(folder: Path) -> tuple[Path, str]:
    for name in ("tei", "schema"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "tei-pipeline.toml", folder)
    return folder / "tei/telegram.xml", "telegram-1962-10-30.html"


def _letters(folder: Path) -> tuple[Path, str]:
    material = shared()
    if material is None:
        sys.exit("the letters are not there")
    shutil.copytree(material / "corpora/letters/editions", folder / "tei")
    shutil.copytree(material / "corpora/letters/meta", folder / "meta")
    (folder / "tei-pipeline.toml").write_text(_SETTINGS, encoding="utf-8")
    first = min((folder / "tei").glob("*.xml"))
    first.chmod(0o644)
    return first, f"{first.stem}.html"


def _saved(page: Page, file: Path, text: str) -> float:
    page.evaluate("window.before = true")
    started = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    while True:
        try:
            if page.evaluate(_READY):
                return (time.perf_counter() - started) * 1000
        except Error:
            continue  # the page is being loaded


def _measured(address: str, file: Path, name: str) -> list[float]:
    chromium = shutil.which("chromium")
    text = file.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}{name}")
        found = []
        for number in range(_TIMES):
            time.sleep(_QUIET)
            found.append(_saved(page, file, text.replace("</p>", f" {number}</p>", 1)))
        browser.close()
    return found


def measure(kind: str, folder: Path) -> str:
    """Return a line with the median and the extremes for one edition."""
    file, name = {"sample": _sample, "letters": _letters}[kind](folder)
    command = [sys.executable, "-m", "tei_pipeline", "serve", "--watch", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = ""
        for line in process.stdout:
            address = address or "".join(re.findall(r"serving (\S+)", line))
            if " made, " in line:
                break
        found = sorted(_measured(address, file, name))
        process.terminate()
    median = statistics.median(found)
    return f"{kind}: {median:.0f} ms ({found[0]:.0f} – {found[-1]:.0f} ms), {_TIMES} saves"


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir(parents=True)
    print(measure(sys.argv[1], place))
