"""Page and book know the same elements: what one renders the other does not report as unknown."""

import re
from pathlib import Path

from tei_pipeline.config import Settings
from tei_pipeline.document import load
from tei_pipeline.names import TEI
from tei_pipeline.records import RecordExtractor, edition_attributes, gather
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Parameter, Saxon
from tests.pdf.making import written
from tests.xslt.sheets import sheets

#: Elements that never stand in a text.
APART = {
    "TEI", "teiCorpus", "teiHeader", "encodingDesc", "editorialDecl", "standOff", "text", "body",
    "front", "back", "group",
}  # fmt: skip


def known_names() -> list[str]:
    """Return the TEI elements that templates of the page or of the book name."""
    patterns = " ".join(
        template.get("match", "")
        for sheet in sheets()
        if sheet.folder in ("html", "print")
        for template in sheet.find("template")
    )
    return sorted(set(re.findall(r"tei:([A-Za-z]\w*)", patterns)) - APART)


def test_page_and_book_know_the_same_elements(tmp_path: Path) -> None:
    names = [*known_names(), "blazon"]
    document = load(written(tmp_path, "".join(f"<p><{name}>w</{name}></p>" for name in names)))
    saxon = Saxon()
    extractor = RecordExtractor(saxon)
    outputs = {
        name: saxon.compile_file(resource("xslt", f"{name}/main.xsl")) for name in ("html", "print")
    }
    node = saxon.parse(document.text)
    record = extractor.extract(document, node, "small.xml")
    records = saxon.parse(
        gather([record], {**edition_attributes(Settings(), "0.1"), "date": "2026-11-24"})
    )
    given: dict[str, dict[str, Parameter]] = {"html": {"file": "small.xml"}, "print": {}}
    reported = {
        name: {
            re.sub(rf".*/Q{{{re.escape(TEI)}}}(\w+)\[\d+\]$", r"\1", message.path or "")
            for message in stylesheet.transform(
                node, {"records": records, "id": document.id, **given[name]}
            ).messages
        }
        for name, stylesheet in outputs.items()
    }
    assert reported["html"] == {"blazon", "lem", "rdg"}
    assert reported["print"] == {"blazon", "lem", "rdg"}
