"""Run the commands of a page of the documentation, and put what they print into it.

A comment ``<!-- edition: NAME -->`` begins with a fresh copy of ``tests/existing/NAME``, a block
with ``file=NAME`` is written into it, and a block of the kind ``console`` holds commands, each
followed by what it prints. ``python -m tests.schemas.pages`` writes the page anew.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.oracles import ROOT, shared
from tests.projects import run
from tests.schemas.material import Answer, serving

PAGE = ROOT / "docs/existing-project.md"
EDITIONS = ROOT / "tests/existing"
TEI_ALL = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!-- edition: (\w+) -->")
PART = re.compile(f"{BLOCK.pattern}|{MARK.pattern}", re.MULTILINE | re.DOTALL)


def replayed(text: str, folder: Path) -> str:
    """Return the page with what its commands print today, run below ``folder``."""
    with serving() as site:
        site.answers[TEI_ALL] = Answer(shared("tei/oracle/tei_all.rng").read_bytes())
        return PART.sub(_Replay(folder, site.address), text)


class _Replay:
    def __init__(self, folder: Path, proxy: str) -> None:
        self._folder = folder
        self._edition = folder
        self._code = 0
        self._number = 0
        keep = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        self._environment = {**keep, "http_proxy": proxy, "COLUMNS": "100"}

    def __call__(self, part: re.Match[str]) -> str:
        kind, file, content, edition = part.groups()
        if edition:
            self._begin(edition)
        elif file:
            (self._edition / file).write_text(content, encoding="utf-8")
        elif kind == "console":
            shown = "".join(self._run(line) for line in content.splitlines() if _is_command(line))
            return f"```console\n{shown}```"
        return part[0]

    def _begin(self, edition: str) -> None:
        self._number += 1
        self._edition = self._folder / f"{edition}-{self._number}"
        shutil.copytree(EDITIONS / edition, self._edition)
        home = self._folder / f"home-{self._number}"
        self._environment["XDG_DATA_HOME"] = str(home)

    def _run(self, line: str) -> str:
        words = shlex.split(line[2:])
        if words == ["echo", "$?"]:
            return f"{line}\n{self._code}\n"
        assert words[0] == "tei-pipeline"
        ran = run(self._edition, *words[1:], environment=self._environment)
        self._code = ran.code
        home = self._environment["XDG_DATA_HOME"]
        said = ran.said.replace(home, "~/.local/share")
        said = re.sub(r"\.\./home-\d+", "~/.local/share", said)
        return f"{line}\n{said}"


def _is_command(line: str) -> bool:
    return line.startswith("$ ")


def steady(text: str) -> str:
    """Return a page without what is another in each run: times, days, and the size of TEI All."""
    text = re.sub(r"\d+(\.\d+)? s$", "… s", text, flags=re.MULTILINE)
    text = re.sub(r"\b\d{4}-\d\d-\d\d\b", "…", text)
    return re.sub(r"(\d[\d.]* [kM]?B|sha256 [0-9a-f]+|\b[0-9a-f]{12}\b) *", "… ", text)


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of XML that a page shows, each with the edition that it is from."""
    edition = ""
    for part in PART.finditer(text):
        edition = part[4] or edition
        if part[1] == "xml":
            yield edition, part[3]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        page = replayed(PAGE.read_text(encoding="utf-8"), Path(made))
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}\n")
