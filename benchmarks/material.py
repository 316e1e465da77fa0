"""What the PDF peers are given: one print tree, as ours, as XSL-FO and as HTML.

``python -m benchmarks.material FOLDER`` writes it: a process of its own, for it grows large.

The telegram of ``tei/`` is made into a print tree as ``BookMaker`` does it, and the book that comes
of the tree is compared with the book that ``BookMaker`` makes: the step that is timed is the real
one.
"""

import shutil
import sys
from pathlib import Path

from benchmarks.places import HERE, ROOT, TELEGRAM, Material
from benchmarks.typst_step import DATE, compile_book
from tei_pipeline import __version__
from tei_pipeline.config import Settings
from tei_pipeline.document import load
from tei_pipeline.outputs.pdf import BookMaker
from tei_pipeline.outputs.protocol import Artifact, Source
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Saxon


def prepare(material: Material) -> None:
    """Write the material; raises ``RuntimeError`` where the books differ."""
    saxon = Saxon()
    extractor, output = RecordExtractor(saxon), BookMaker(saxon)
    to_fo = saxon.compile_file(HERE / "print-tree-to-fo.xsl")
    to_html = saxon.compile_file(HERE / "print-tree-to-html.xsl")
    sources = [
        Source(
            document,
            saxon.parse(document.text, document.path.as_uri()),
            document.path.relative_to(ROOT).as_posix(),
        )
        for document in map(load, (TELEGRAM, *sorted(TELEGRAM.parent.glob("authority/*.xml"))))
    ]
    found = [extractor.extract(s.document, s.node, s.file) for s in sources]
    attributes = {**edition_attributes(Settings(), __version__), "date": DATE}
    records = saxon.parse(gather(found, attributes))
    telegram = sources[0].document
    tree = output.print_tree(sources[0], records).text
    _lay_out(material.folder, tree, telegram.source)
    node = saxon.parse(tree)
    material.fo.write_text(to_fo.transform(node).text, encoding="utf-8")
    material.html.write_text(to_html.transform(node).text, encoding="utf-8")
    (book,) = (m for m in output.make(sources[0], records, DATE) if isinstance(m, Artifact))
    if compile_book(str(material.folder), telegram.id) != book.content:
        raise RuntimeError("the step that is timed does not make the book that a build makes")


def _lay_out(folder: Path, tree: str, source: bytes) -> None:
    for pattern in ("*.typ", "fonts/*.ttf"):
        for file in resource("xslt", "print").glob(pattern):
            shutil.copyfile(file, folder / file.name)
    (folder / "tree.xml").write_text(tree, encoding="utf-8")
    (folder / "source.xml").write_bytes(source)


if __name__ == "__main__":
    prepare(Material(Path(sys.argv[1])))
