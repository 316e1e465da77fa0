"""A small edition of letters and other texts, to be built and served as it is."""

from pathlib import Path

from tests.projects import Ran, run

SETTINGS = """[edition]
title = "Letters & <telegrams>"
language = "en"
publisher = "The Press & Sons"
base-url = "https://letters.example.org"
contact = "mailto:editors@letters.example.org"

[build]
targets = ["metadata"]

[[harvest.sets]]
spec = "war:sea"
name = "The war at sea"
files = ["tei/letter-[1-3].xml"]
"""
ADDRESS = 'xmlns="http://www.tei-c.org/ns/1.0"'
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-{n}" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>Letter {n}: {title}</title><author><persName ref="authority/persons.xml#ada">Ada
 Lovelace</persName></author></titleStmt>
<publicationStmt><publisher>The Press</publisher><date when="2026-01-0{n}"/>
<idno type="DOI">10.5072/letter-{n}</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence>
</availability></publicationStmt>
<sourceDesc><p>Made for a test.</p></sourceDesc></fileDesc>
<profileDesc><abstract><p>She writes &amp; asks.</p></abstract>
<langUsage><language ident="en">English</language></langUsage>
<textClass><keywords><term>letter</term></keywords></textClass>
<correspDesc><correspAction type="sent"><persName ref="authority/persons.xml#ada">Ada</persName>
<placeName ref="https://sws.geonames.org/2643743/">London</placeName>
<date when="1842-07-0{n}">July</date></correspAction>
<correspAction type="received"><persName ref="authority/persons.xml#babbage">Charles</persName>
</correspAction></correspDesc></profileDesc></teiHeader>
<text><body><p>{words}</p></body></text></TEI>
"""
ODD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<?xml-model href="none.rng"?>
<!DOCTYPE tei:TEI [<!ENTITY ed "The &#xE9;ditors &#38;#38; friends"><!ENTITY nbsp "&#160;">]>
<!-- before -->
<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0" xml:id="odd.one_" xml:lang="x-own">
<tei:teiHeader><tei:fileDesc><tei:titleStmt><tei:title>\xabOdd\xbb &ed; ]]&gt;</tei:title>
</tei:titleStmt><tei:publicationStmt><tei:p>No one</tei:p></tei:publicationStmt>
<tei:sourceDesc><tei:p>None</tei:p></tei:sourceDesc></tei:fileDesc>
<tei:xenoData><own at="1"><word>no&nbsp;namespace</word></own></tei:xenoData></tei:teiHeader>
<tei:text><tei:body><tei:p><?pi x?><![CDATA[<b> & ]]>&#x1F600;&#133;</tei:p></tei:body></tei:text>
</tei:TEI><!-- after -->
"""
PLAIN = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="plain" xml:lang="he"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.tei-c.org/ns/1.0 mine.xsd">
<teiHeader><fileDesc><titleStmt><title>\u05e9\u05dc\u05d5\u05dd</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p>\u05e9\u05dc\u05d5\u05dd</p></body></text></TEI>
"""
PERSON = '<person xml:id="{}"><persName>{}</persName><idno type="GND">{}</idno></person>'
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="persons" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>Persons</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>{}</listPerson></standOff>
</TEI>"""
PEOPLE = (("ada", "Lovelace, Ada", "119232022"), ("babbage", "Babbage, Charles", "118505734"))


def letter(folder: Path, n: int, words: str = "I beg you to tell me.") -> None:
    """Write a letter, or write it anew."""
    text = LETTER.format(n=n, title="a &lt;reply&gt;", words=words)
    (folder / f"tei/letter-{n}.xml").write_text(text, encoding="utf-8")


def edition(folder: Path, *, letters: int = 7) -> Path:
    """Write letters to which all formats apply, and two texts that are harder to give."""
    (folder / "tei/authority").mkdir(parents=True)
    (folder / "tei-pipeline.toml").write_text(SETTINGS, encoding="utf-8")
    people = PERSONS.format("".join(PERSON.format(*one) for one in PEOPLE))
    (folder / "tei/authority/persons.xml").write_text(people, encoding="utf-8")
    for n in range(1, letters + 1):
        letter(folder, n)
    (folder / "tei/odd.xml").write_bytes(ODD.encode("latin-1"))
    (folder / "tei/plain.xml").write_text(PLAIN, encoding="utf-8")
    return folder


def built(folder: Path) -> Path:
    """Build an edition and return its published catalogue."""
    done: Ran = run(folder, "build")
    assert done.code == 0, done.said
    return folder / "build/catalogue.sqlite"
