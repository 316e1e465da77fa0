"""What is done to letters one after another in one process, three times over.

``python -m benchmarks.page_step parse|pages|small|STYLESHEET FILE…``: ``parse`` makes Saxon's tree,
``pages`` that and record and pages of the site, ``small`` that and a small page without a record;
a path is a stylesheet of others, which is given the file.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.places import HERE
from tei_pipeline.config import Settings
from tei_pipeline.document import load
from tei_pipeline.outputs.protocol import Source
from tei_pipeline.outputs.site.pages import PageMaker
from tei_pipeline.records import edition_attributes, gather
from tei_pipeline.saxon import Saxon

ROUNDS = 3


def main() -> int:
    """Do it, and print the milliseconds of CPU for a letter, start and stylesheets left out."""
    step, *names = sys.argv[1:]
    files = [Path(name) for name in names]
    work = {"parse": _parse, "pages": _pages, "small": _small}.get(step)
    do = work() if work else _theirs(Path(step))
    started = time.process_time()
    for path in files * ROUNDS:
        do(path)
    spent = time.process_time() - started
    print(f"{1000 * spent / ROUNDS / len(files):.2f} ms a letter")
    return 0


def _parse() -> Callable[[Path], object]:
    saxon = Saxon()
    return lambda path: saxon.parse(load(path).text)


def _small() -> Callable[[Path], object]:
    saxon = Saxon()
    sheet = saxon.compile_file(HERE / "small-page.xsl")
    return lambda path: sheet.transform(saxon.parse(load(path).text))


def _pages() -> Callable[[Path], object]:
    saxon = Saxon()
    maker = PageMaker(saxon)
    edition = saxon.parse(gather([], edition_attributes(Settings(), "0")))

    def do(path: Path) -> object:
        document = load(path)
        node = saxon.parse(document.text)
        return maker.make(Source(document, node, path.name), edition, pdf=True)

    return do


def _theirs(sheet: Path) -> Callable[[Path], object]:
    # Their stylesheets ask for the file of a document, so they are run without our Saxon, which
    # opens none.
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
    return lambda path: compiled.transform_to_string(source_file=str(path))


if __name__ == "__main__":
    sys.exit(main())
