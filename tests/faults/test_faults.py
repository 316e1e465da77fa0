"""Each seeded fault of the real edition is found: code, file and line, and nothing unrelated.

The faults are data, a file for each family. A fault is a set of edits of one file of the edition.
"""

import re
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tei_pipeline.app.validate import validate
from tei_pipeline.diagnostics import Diagnostic, Severity

ROOT = Path(__file__).resolve().parents[2]
TELEGRAM = "tei/telegram.xml"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mutation of the edition, and what is to be said of it."""

    name: str
    code: str
    file: str = TELEGRAM
    edits: tuple[tuple[str, str], ...] = ()
    content: str | None = None
    encoding: str = "utf-8"
    at: str | None = None
    also: tuple[str, ...] = ()

    def seed(self, folder: Path) -> int:
        """Make the mutation in ``folder`` and return the line in which it is to be found."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        mutated, place = self.content, 0
        if mutated is None:
            mutated, place = self._edited(text)
        path.write_bytes(mutated.encode(self.encoding))
        if self.at is not None:
            place = _only(self.at, mutated, self.file).start()
        return mutated.count("\n", 0, place) + 1

    def _edited(self, text: str) -> tuple[str, int]:
        """Return the mutated text and the place of the first difference."""
        place = None
        for old, new in self.edits:
            found = _only(old, text, self.file)
            if place is None:
                place = found.start() + _departure(found[0], new)
            text = text[: found.start()] + new + text[found.end() :]
        assert place is not None
        return text, place


def _only(words: str, text: str, file: str) -> re.Match[str]:
    """Return where words stand, once, in a text; lines may be filled anew."""
    pattern = r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))
    found = list(re.finditer(pattern, text))
    assert len(found) == 1, f"{words!r} stands {len(found)} times in {file}"
    return found[0]


def _departure(old: str, new: str) -> int:
    """Return the index in ``new`` where two texts differ first, white space aside."""
    words = iter("".join(old.split()))
    for index, character in enumerate(new):
        if not character.isspace() and character != next(words, None):
            return index
    return 0


def faults() -> list[Fault]:
    found = []
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            edits = tuple((old, new) for old, new in table.pop("edits", ()))
            found.append(Fault(name, edits=edits, also=tuple(table.pop("also", ())), **table))
    return found


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return a copy of the edition."""
    folder = tmp_path / "edition"
    for name in ("tei", "schema"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "tei-pipeline.toml", folder)
    return folder


def test_there_are_enough_faults_of_every_family() -> None:
    codes = [fault.code for fault in faults()]
    assert len(codes) >= 30
    assert {code[:4] for code in codes} >= {"TPW1", "TPS1", "TPR1", "TPE1"}


def test_the_edition_itself_is_clean(edition: Path) -> None:
    assert validate([], folder=edition).diagnostics == ()


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.name)
def test_a_fault_is_found_in_its_line(fault: Fault, edition: Path) -> None:
    line = fault.seed(edition)
    diagnostics = validate([], folder=edition).diagnostics
    said = [(d.code, d.location.file, d.location.line) for d in diagnostics]
    assert (fault.code, edition / fault.file, line) in said, diagnostics
    assert [d for d in diagnostics if unrelated(d, fault)] == []


def unrelated(diagnostic: Diagnostic, fault: Fault) -> bool:
    expected = (fault.code, *fault.also)
    return diagnostic.severity is Severity.ERROR and not diagnostic.code.startswith(expected)


def test_a_file_that_is_missing_is_said_and_the_others_are_judged(edition: Path) -> None:
    report = validate([edition / "tei/telegramm.xml", edition / TELEGRAM], folder=edition)
    assert [d.code for d in report.diagnostics] == ["TPW100"]
    assert edition / TELEGRAM in report.files


def test_a_schema_without_use_is_said_with_its_line(edition: Path) -> None:
    schema = edition / "schema/edition.sch"
    text = schema.read_text(encoding="utf-8")
    old = '<sch:assert id="TPE161" test="@type"'
    assert text.count(old) == 1
    schema.write_text(text.replace(old, old.replace("@type", "@type and")), encoding="utf-8")
    (found,) = validate([], folder=edition).diagnostics
    line = text[: text.index(old)].count("\n") + 1
    assert (found.code, found.location.file, found.location.line) == ("TPS901", schema, line)
