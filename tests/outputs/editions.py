"""Small editions written out for tests of outputs, and what a build makes of them."""

from dataclasses import dataclass
from pathlib import Path

from lxml import html

from tei_pipeline.app.build import build
from tei_pipeline.app.built import BuildOptions
from tei_pipeline.diagnostics import Diagnostic

SETTINGS = """[edition]
title = "Letters"
language = "{language}"
publisher = "The Press"
{settings}
[build]
targets = ["site"]
"""
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>{title}</title><author>Ada Lovelace</author></titleStmt>
<publicationStmt><publisher>The Press</publisher></publicationStmt>
<sourceDesc><p>Made for a test.</p></sourceDesc></fileDesc>{encoding}{profile}</teiHeader>
<text>{text}</text></TEI>
"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>Persons</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>{}</listPerson></standOff>
</TEI>
"""
BABBAGE = """<person xml:id="babbage"><persName><forename>Charles</forename>
<surname>Babbage</surname></persName><persName type="variant">B.</persName>
<birth when="1791-12-26">26 December 1791</birth><death when="1871-10-18">18 October 1871</death>
<state><label>Lucasian Professor</label></state><idno type="Wikidata">Q46633</idno>
<note>Built engines.</note></person>"""


@dataclass(frozen=True, slots=True)
class Site:
    """What a build made: files by their path below ``html/``, and its findings."""

    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...]

    def page(self, name: str = "letter.html") -> html.HtmlElement:
        """Return the tree of a page."""
        return html.document_fromstring(self.files[name].decode())

    @property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Return the trees of all pages."""
        return {name: self.page(name) for name in self.files if name.endswith(".html")}


def write(
    folder: Path,
    body: str,
    *,
    title: str = "A letter",
    profile: str = "",
    persons: str = BABBAGE,
    settings: str = "",
    language: str = "en",
    encoding: str = "",
) -> Path:
    """Write an edition of one letter and one authority file."""
    (folder / "tei/authority").mkdir(parents=True)
    (folder / "tei-pipeline.toml").write_text(
        SETTINGS.format(language=language, settings=settings), encoding="utf-8"
    )
    text = body if body.startswith("<body") else f"<body>{body}</body>"
    (folder / "tei/letter.xml").write_text(
        DOCUMENT.format(id="letter", title=title, encoding=encoding, profile=profile, text=text),
        encoding="utf-8",
    )
    if persons:
        file = folder / "tei/authority/persons.xml"
        file.write_text(PERSONS.format(persons), encoding="utf-8")
    return folder


def publish(folder: Path, *more: str) -> Site:
    """Build the site of an edition, and ``more`` targets, below its folder."""
    targets = ("site", *more)
    built = build([], BuildOptions(output=folder / "out", targets=targets), folder=folder)
    pages = folder / "out/html"
    files = {
        path.relative_to(pages).as_posix(): path.read_bytes()
        for path in sorted(pages.rglob("*"))
        if path.is_file()
    }
    return Site(files, built.report.diagnostics)
