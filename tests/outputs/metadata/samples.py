"""Small documents whose headers say everything, or nothing, and what is described of them."""

import functools
from pathlib import Path

from lxml import etree

from tei_pipeline.document import Document
from tei_pipeline.names import RECORD
from tei_pipeline.outputs.metadata import Description, describe
from tei_pipeline.records import RecordExtractor
from tei_pipeline.saxon import Saxon

HOME = "https://example.org/e/"
ABOUT = {
    "title": "Letters & <engines>",
    "language": "en",
    "publisher": "The Press",
    "base-url": "https://example.org/e",
    "contact": "mail@example.org",
    "date": "2026-11-25",
}
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">
<teiHeader xml:lang="en"><fileDesc>{titles}<publicationStmt>{publication}</publicationStmt>
{series}<sourceDesc>{source}</sourceDesc></fileDesc>
<profileDesc>{profile}</profileDesc>{revision}</teiHeader>
<text xml:lang="{language}"><body>{body}</body></text></TEI>"""
TITLES = """<titleStmt>
<title type="main" xml:lang="en">Of “engines” &amp; &lt;wheels&gt; {100 %}</title>
<title type="sub" xml:lang="de">Ein Brief</title>
<author><persName ref="persons.xml#babbage">Charles Babbage</persName></author>
<editor><persName ref="https://orcid.org/0000-0002-1825-0097">Jo Editor</persName></editor>
<funder ref="https://ror.org/021nxhr62">A Fund</funder>
<respStmt><resp>translated by</resp><persName>Tr. Anslator</persName>
<orgName>A University</orgName></respStmt></titleStmt>
<editionStmt><edition>Second edition</edition></editionStmt>
<extent><measure unit="pages">3</measure></extent>"""
PUBLICATION = """<publisher>Another Press</publisher><distributor>A Server</distributor>
<pubPlace>London</pubPlace><date when="2024-05-06">6 May 2024</date>
<idno type="DOI">10.5072/letter-1</idno><idno type="handle">https://hdl.example/1/2</idno>
<availability><licence target="https://licence.example/by" xml:lang="en">CC BY</licence>
<p>Ask the archive.</p></availability>"""
SERIES = '<seriesStmt><title level="s" xml:lang="fr">Une série</title></seriesStmt>'
SOURCE = """<bibl type="citation">The manuscript
<ref target="https://archive.example/ms">seen in 2020</ref></bibl>
<msDesc><msIdentifier><settlement>London</settlement><repository>An Archive</repository>
<idno>MS 7</idno></msIdentifier>
<msContents><textLang mainLang="la">Latin</textLang></msContents>
<history><provenance>Bought in 1900.</provenance></history></msDesc>"""
PROFILE = """<abstract xml:lang="en"><p>On wheels.</p></abstract>
<creation><date when="1843-07-01">1 July</date></creation>
<langUsage><language ident="eng">English</language></langUsage>
<correspDesc><correspAction type="sent"><persName ref="persons.xml#babbage">Charles Babbage
</persName><placeName ref="persons.xml#london" cert="low">London</placeName>
<date when="1843-07-02" cert="medium">2 July 1843</date></correspAction>
<correspAction type="received"><orgName>The Society</orgName><placeName>Ockham</placeName>
<date when="1843-07-04">4 July</date></correspAction></correspDesc>
<textClass><keywords scheme="https://vocabulary.example/"><term
ref="https://vocabulary.example/wheels">wheels</term></keywords></textClass>"""
REVISION = '<revisionDesc><change when="2025-01-02">Mended.</change></revisionDesc>'
BODY = """<p>To <persName ref="persons.xml#ada">Ada</persName> of <placeName
ref="persons.xml#london">London</placeName>, from <orgName ref="persons.xml#society">us</orgName>
on the <rs ref="persons.xml#show">show</rs>, see <title ref="persons.xml#book">the book</title>;
perhaps <persName ref="persons.xml#babbage" cert="low">he</persName>.<note><persName
ref="persons.xml#noted">Noted</persName></note></p>"""
REGISTERS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Registers</title></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>
<person xml:id="babbage"><persName><forename>Charles</forename> <surname>Babbage</surname>
</persName><persName>C. "B."</persName><birth when="1791-12-26"/><death when="1871-10-18"/>
<idno type="Wikidata">Q46633</idno><idno type="GND">118505459</idno>
<idno type="VIAF" cert="low">19683083</idno></person>
<person xml:id="ada"><persName>Ada Lovelace</persName><idno type="GND">119232022</idno></person>
<person xml:id="noted"><persName>Noted Only</persName></person></listPerson>
<listPlace><place xml:id="london"><placeName>London</placeName><location><geo>51.5 -0.12</geo>
</location><idno type="GeoNames">2643743</idno></place></listPlace>
<listOrg><org xml:id="society"><orgName>The Society</orgName></org></listOrg>
<listEvent><event xml:id="show"><label>The Great Show</label></event></listEvent>
<listBibl><bibl xml:id="book"><title>The Book</title></bibl></listBibl></standOff></TEI>"""
FULL = {
    "titles": TITLES,
    "publication": PUBLICATION,
    "series": SERIES,
    "source": SOURCE,
    "profile": PROFILE,
    "revision": REVISION,
    "language": "en-GB",
    "body": BODY,
}
BARE = {
    "titles": "<titleStmt><title>Bare</title></titleStmt>",
    "publication": "<p/>",
    "series": "",
    "source": "<p/>",
    "profile": "",
    "revision": "",
    "language": "und",
    "body": "<p>Nothing.</p>",
}


@functools.cache
def engine() -> tuple[Saxon, RecordExtractor]:
    saxon = Saxon()
    return saxon, RecordExtractor(saxon)


def record(xml: str | bytes, file: str = "tei/letter.xml") -> str:
    """Return the record of a document."""
    source = xml if isinstance(xml, bytes) else xml.encode()
    document = Document(Path("/edition") / file, source)
    saxon, extractor = engine()
    return extractor.extract(document, saxon.parse(document.text), file)


@functools.cache
def entries() -> dict[str, str]:
    """Return the entries of the registers by their keys."""
    root = etree.fromstring(record(REGISTERS, "tei/persons.xml").encode())
    found = root.iterfind(f"{{{RECORD}}}entry")
    return {str(e.get("key")): etree.tostring(e, encoding="unicode") for e in found}


def document(**parts: str) -> str:
    """Return a document that says everything, with some of its parts changed."""
    return TEI.format(**{**FULL, **parts})


def bare(**parts: str) -> str:
    """Return a document that says next to nothing, with some parts added."""
    return TEI.format(**{**BARE, **parts})


def described(xml: str, **about: str) -> Description:
    """Return what is known of a document of the edition."""
    named = {name.replace("_", "-"): value for name, value in about.items()}
    return describe(record(xml), entries(), {**ABOUT, **named})


@functools.cache
def full() -> Description:
    """Return what is known of a document that says everything."""
    return described(document())
