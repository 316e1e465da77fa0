"""Records and pages of letters, against the TEI Stylesheets on the same Saxon.

The stylesheets are no package of any registry here: who has them names their folder in
``TEI_STYLESHEETS``. A small stylesheet of our own, and Saxon's parse alone, show what part of the
time any page must take.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Case
from benchmarks.places import shared
from benchmarks.schemas import held

PAGES = "Pages: 150 letters, three times"
OURS = f"tei-pipeline ({PAGES})"
THEIRS = f"TEI Stylesheets, html5 ({PAGES})"
_HTML5 = "profiles/default/html5/to.xsl"
_MOST = 3


def make_cases() -> Iterator[Case]:
    """Yield the cases; none where the letters are absent."""
    material = shared()
    if material is None:
        return
    letters = sorted((material / "corpora" / "letters" / "editions").glob("*.xml"))
    yield Case(PAGES, OURS, _step("pages", letters), most=_MOST)
    folder = Path(os.environ.get("TEI_STYLESHEETS", ""))
    theirs = folder / _HTML5
    command = _step(str(theirs), letters) if folder.name and theirs.exists() else ()
    yield Case(PAGES, THEIRS, command, most=_MOST)
    yield Case(PAGES, "a small page without a record", _step("small", letters), most=_MOST)
    yield Case(PAGES, "Saxon's parse alone", _step("parse", letters), most=_MOST)


def _step(name: str, letters: list[Path]) -> tuple[str, ...]:
    step = ("-m", "benchmarks.page_step", name)
    return (*held(1), sys.executable, *step, *map(str, letters))
