"""The site at size: ``python -m benchmarks.site [--letters 4500]`` prints a table as Markdown.

It is about builds of the letters replicated with ids and dates of their own, as whole processes.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.places import shared

REGISTERS = ("listbibl", "listevent", "listorg", "listplace")
_CHANGE = '<change when="2020-01-02">Durchgesehen</change>'
SETTINGS = '[edition]\ntitle = "Letters"\n[build]\ntargets = ["site"]\n'


def edition(folder: Path, number: int) -> Path:
    """Write an edition of so many letters and return its folder."""
    corpus = _corpus()
    authority = folder / "tei/authority"
    authority.mkdir(parents=True)
    (folder / "tei-pipeline.toml").write_text(SETTINGS, encoding="utf-8")
    for name in REGISTERS:
        shutil.copy(corpus / "indices" / f"{name}.xml", authority)
    letters = sorted((corpus / "editions").glob("*.xml"))
    for place in range(number):
        copy, path = divmod(place, len(letters))[0], letters[place % len(letters)]
        text = path.read_text(encoding="utf-8")
        name = f"{path.stem}-{copy}" if copy else path.stem
        (folder / f"tei/{name}.xml").write_text(_another(text, copy), encoding="utf-8")
    return folder


def _corpus() -> Path:
    material = shared()
    if material is None:
        sys.exit("the shared material is not there: set TEI_PIPELINE_SHARED")
    return material / "corpora/letters"


def _another(text: str, copy: int) -> str:
    """Return a letter with an id of its own, and its days as many years later."""
    if not copy:
        return text
    text = re.sub(r'xml:id="(L\d+)"', rf'xml:id="\1-{copy}"', text, count=1)
    return re.sub(
        r"\b(1[89])(\d\d)(-\d\d-\d\d)",
        lambda found: f"{found[1]}{(int(found[2]) + copy) % 100:02d}{found[3]}",
        text,
    )


def _edit(file: Path, old: str, new: str, after: str = "") -> None:
    text = file.read_text(encoding="utf-8")
    start = text.index(old, text.index(after))
    file.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds by the wall, and the most megabytes that a process of it held."""

    seconds: float
    megabytes: float


def builds(number: int) -> Iterator[str]:
    """Yield the table of builds, each clean one with caches of its own."""
    with tempfile.TemporaryDirectory(prefix="tei-pipeline-bench-") as name:
        folder = edition(Path(name, "edition"), number)
        two = _build(folder, Path(name, "two"), "--jobs", "2")
        one = _build(folder, Path(name, "one"), "--jobs", "1")
        nothing = _build(folder, Path(name, "one"))
        letter = sorted((folder / "tei").glob("L*.xml"))[number // 3]
        _edit(letter, "</p>", " und dies</p>", after="<body")
        word = _build(folder, Path(name, "one"))
        _edit(letter, "</revisionDesc>", _CHANGE + "</revisionDesc>")
        change = _build(folder, Path(name, "one"))
        _edit(letter, '<title level="a">', '<title level="a">Brief: ')
        title = _build(folder, Path(name, "one"))
        yield f"\n| site of {number} letters | time | memory |"
        yield "|---|--:|--:|"
        for what, run in (
            ("clean, one process", one),
            ("clean, two processes", two),
            ("nothing changed", nothing),
            ("a word of one letter changed", word),
            ("a change noted in its header", change),
            ("its title changed", title),
        ):
            yield f"| {what} | {run.seconds:.2f} s | {run.megabytes:.0f} MB |"
        yield f"\nTwo processes: {one.seconds / two.seconds:.2f} × one; 1.8 are asked."
        index = sum(
            f.stat().st_size for f in Path(name, "one/html/search").rglob("*") if f.is_file()
        )
        yield f"The search index has {index / 1_000_000:.1f} MB."


def _build(folder: Path, output: Path, *options: str) -> Run:
    command = [sys.executable, "-m", "tei_pipeline", "build", "--output", str(output), *options]
    environment = {
        **os.environ,
        "TEI_PIPELINE_CACHE": str(output.with_name(f"{output.name}.cache")),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the site at size.")
    parser.add_argument("--letters", type=int, default=4500, help="how many letters to build")
    letters = parser.parse_args().letters
    for line in builds(letters):
        print(line, flush=True)


if __name__ == "__main__":
    main()
