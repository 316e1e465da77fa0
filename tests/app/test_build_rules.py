"""The examples on the pages of build rules are built."""

import re
from pathlib import Path

import pytest

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.resources import resource

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d"><text><body>{}</body></text></TEI>'
BLOCK = re.compile(r"^```xml (bad|good) in=(body|document)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = {
    path.stem: found
    for path in sorted(resource("rules").glob("TPB*.md"))
    if (found := BLOCK.findall(path.read_text(encoding="utf-8")))
}


def codes(folder: Path, place: str, text: str) -> set[str]:
    path = folder / "d.xml"
    path.write_text(TEI.format(text) if place == "body" else text, encoding="utf-8")
    return {d.code for d in build([path], BuildOptions(), folder=folder).report.diagnostics}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_is_found_and_the_good_one_is_clean(code: str, tmp_path: Path) -> None:
    bad, good = EXAMPLES[code]
    assert (bad[0], good[0]) == ("bad", "good")
    assert codes(tmp_path, *bad[1:]) == {code}
    assert codes(tmp_path, *good[1:]) == set()


def test_some_pages_have_examples() -> None:
    assert {"TPB201", "TPB203"} <= set(EXAMPLES)
