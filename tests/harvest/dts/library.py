"""A small library to ask: documents with trees of all kinds, published as a build would."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from tei_pipeline.catalogue.published import Deposit, Facts, Publication, Set
from tei_pipeline.document import Document, load
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.names import TEI
from tei_pipeline.outputs.citation import CitationMaker, Cited
from tei_pipeline.outputs.protocol import Source
from tei_pipeline.saxon import Saxon

BASE = "https://letters.example.org/dts"
SITE = "https://letters.example.org/"
ALL = f"{SITE}documents.html"

_FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>None.</p>
</publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc>
<encodingDesc>{refs}</encodingDesc></teiHeader>
{text}</TEI>
"""

#: The example of the specification in small: chapters, entries, paragraphs; and pages beside them.
DRACULA = _FRAME.format(
    id="dracula",
    title="Dracula",
    refs="""<refsDecl><citeStructure unit="Chapter" match="//body/div" use="concat('C', @n)">
<citeData property="http://purl.org/dc/terms/title" use="head"/>
<citeData property="https://example.org/terms/place" use=".//placeName"/>
<citeStructure unit="Journal Entry" match="div" use="concat('E', position())" delim=".">
<citeStructure unit="Paragraph" match="p" use="concat('P', @n)" delim=","/>
</citeStructure></citeStructure></refsDecl>
<refsDecl n="pages"><citeStructure unit="page" match="//pb" use="@n"/></refsDecl>""",
    text="""<text><body><head>DRACULA</head>
<div n="1" type="chapter"><pb n="1"/><head>Chapter 1</head>
<div type="entry"><p n="1"><date>3 May</date>. <placeName>Bistritz</placeName>.</p>
<p n="2">We left <hi rend="italic">in</hi> pretty<note>almost</note> good time.</p></div>
<div type="entry"><p n="1">4 May. I <pb n="2"/>found.</p></div></div>
<div n="2" type="chapter"><head>Chapter 2</head>
<div type="entry"><p n="1">5 May.</p><pb n="3"/><p n="2">I must have been asleep.</p></div>
<div type="entry"><p n="1">7 May.</p></div></div>
<div n="3" type="chapter"><head>Chapter 3</head><!-- to be continued --></div>
</body></text>""",
)
POEM = _FRAME.format(
    id="poem",
    title="A poem",
    refs="",
    text="""<text xml:lang="fr"><body><lg xml:id="s1"><l>Un</l><l xml:id="l2">deux,</l></lg>
<p>trois <choice><sic>quattre</sic><corr>quatre</corr></choice>.</p></body></text>""",
)
BLANK = _FRAME.format(id="blank", title="Nothing", refs="", text="<text><body/></text>")
CORPUS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="corpus"><teiHeader><fileDesc>
<titleStmt><title>All</title></titleStmt></fileDesc></teiHeader>
<TEI xml:id="c-one"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt></fileDesc>
</teiHeader><text><body><p xml:id="c-p">a</p></body></text></TEI>
<TEI xml:id="c-two"><teiHeader/><text><body><p>b</p></body></text></TEI></teiCorpus>"""
TEXTS = {"dracula": DRACULA, "poem": POEM, "blank": BLANK, "corpus": CORPUS}
SETS = {
    "dracula": ("type:novel", "project"),
    "poem": ("type:poem", "project:verse"),
    "blank": (),
    "corpus": ("type:poem",),
}
KNOWN = (
    Set("type:novel", "Novels", "All novels"),
    Set("type:poem", "Poems"),
    Set("project", "The project"),
    Set("project:verse", "Verse"),
)


def cited(path: Path, saxon: Saxon, maker: CitationMaker) -> tuple[Document, Cited]:
    """Return a document and its citation trees."""
    document = load(path.resolve())
    node = saxon.parse(document.text, document.path.as_uri())
    return document, maker.make(Source(document, node, path.name))


def deposit(document: Document, trees: Cited, sets: tuple[str, ...] = ()) -> Deposit:
    """Return a document as it is published."""
    title = document.root.findtext(f".//{{{TEI}}}title") or ""
    more = {"title": [{"lang": "en", "value": title}], "language": ["en"]}
    facts = Facts(
        title, "en", "1897", f"{document.id}.html", document.path.name, document.id, 9,
        json.dumps(more),
    )  # fmt: skip
    content = etree.tostring(document.root, encoding="utf-8")
    return Deposit(
        document.id, "", document.id, facts, sets, {"tei": content}, trees.trees, trees.units
    )


def publish(path: Path, folder: Path, texts: dict[str, str] = TEXTS) -> None:
    """Publish texts, written into a folder before."""
    saxon = Saxon()
    maker = CitationMaker(saxon)
    with Publication(path) as publication:
        publication.about(
            {"title": "A library", "language": "en", "publisher": "The editors", "licence": ""}
        )
        publication.sets(KNOWN)
        for name, text in texts.items():
            file = folder / f"{name}.xml"
            file.write_text(text, encoding="utf-8")
            publication.put(deposit(*cited(file, saxon, maker), SETS.get(name, ())))
        publication.finish()


class Client:
    """Asks an endpoint, by parameters or by addresses that it gave."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def __call__(self, path: str, method: str = "GET", **values: object) -> Answer:
        query = tuple((name, str(value)) for name, value in values.items())
        return self.endpoint(Asked(method, BASE, path, query))

    def json(self, path: str, **values: object) -> Any:
        """Return what an answer says; it is one."""
        answer = self(path, "GET", **values)
        assert (answer.status, answer.kind) == (200, "application/ld+json"), answer.content
        return json.loads(answer.content)

    def status(self, path: str, **values: object) -> int:
        """Return the status of an answer."""
        return self(path, "GET", **values).status

    def follow(self, address: str) -> Answer:
        """Return what an address of the service gives."""
        parts = urlsplit(address)
        assert address.startswith(BASE)
        path = parts.path.removeprefix("/dts").strip("/")
        query = tuple(parse_qsl(parts.query, keep_blank_values=True))
        return self.endpoint(Asked("GET", BASE, path, query))


def resource(name: str) -> str:
    """Return the identifier of a document."""
    return f"{SITE}{name}.html"


def refs(units: list[dict[str, Any]]) -> list[str]:
    """Return the references of units."""
    return [unit["identifier"] for unit in units]
