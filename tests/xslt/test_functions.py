"""The functions that record, page and book share, called one by one."""

import functools
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from tei_pipeline.errors import StylesheetError
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Saxon

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en"><teiHeader>
<encodingDesc><listPrefixDef><prefixDef ident="per" matchPattern="([a-z]+)"
replacementPattern="p.xml#$1"/></listPrefixDef>
<editorialDecl><quotation marks="none"/></editorialDecl></encodingDesc></teiHeader><text><body>
<div xml:id="one"><p><label>First.</label> <choice><sic>teh</sic><corr>the</corr></choice> <choice>
<orig>wch</orig><reg>which</reg></choice> <app><rdg wit="#a">x</rdg><rdg wit="#b">y</rdg></app>
<app><rdg>no</rdg><lem>yes</lem></app><note>A note.</note><lb/>end<lb break="no"/>ing</p></div>
<div xml:id="two"><head>A <hi>head</hi></head><p><label>Not first.</label></p></div>
<div xml:id="three"><p>Words <label>here.</label></p>
<p xml:lang="de"><q>a</q> <q>“b”</q> <q>c <q>d</q></q>
<supplied>[x]</supplied> <supplied>y</supplied> <persName ref="per:ada p.xml#b ../q.xml#c
https://example.org/x#y">A</persName></p></div></body></text></TEI>"""
RECORDS = """<edition xmlns="urn:tei-pipeline:record" title="Letters" language="en"
publisher="The Press" base-url="https://example.org/e/">
<record id="letter" file="tei/letter.xml" kind="document" lang="eng" header-lang="en">
<title>A letter of 27 October 1962</title><agent role="author">A</agent>
<agent role="sender">B</agent><agent role="sender">C</agent>
<agent role="translator" affiliation="A University">D</agent>
<language role="text" code="eng">English; corrected</language>
<language role="original" code="xx-YY">Xish: of old</language>
<date role="created">some time</date><date role="sent" when="1962-10-28"/>
<edition>Second edition</edition><published when="2026-11"/></record>
<record id="p" file="p.xml" kind="authority" lang="en">
<entry key="p#1" order="zorin"><born when="1902-01-01"/><died when="1986"/></entry>
<entry key="p#2" order="Äbel"><born>about 1800</born></entry>
<entry key="p#3" order="bohr"><died not-after="-0044-03-15"/></entry>
<entry key="p#4" order="abel"><existence from="1945-10-24"/></entry>
<entry key="p#5" order="abel"/></record></edition>"""
STYLESHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
xmlns:rec="urn:tei-pipeline:record" xmlns:f="urn:tei-pipeline:functions">{}
<xsl:template match="/"><results>{}</results></xsl:template></xsl:stylesheet>"""
IMPORTS = ("modes", "functions", "text", "pointers", "authorities", "mentions", "i18n", "records")
#: An expression, evaluated at the document's root, and the strings that it gives, with | between.
CASES = {
    # Dates
    "f:date('1962-10-27', 'en')": "27 October 1962",
    "f:date('1962-10-27', 'de')": "27. Oktober 1962",
    "f:date('1962-10-27', 'fr')": "27 octobre 1962",
    "f:date('1962-10-01', 'fr')": "1er octobre 1962",
    "f:date('1962-10-01', 'fr-CA')": "1er octobre 1962",
    "f:date('1962-10-01', 'de')": "1. Oktober 1962",
    "f:date('1962-10', 'de')": "Oktober 1962",
    "f:date('0079', 'en')": "79",
    "f:date('-0044-03-15', 'en')": "15 March 44 BC",
    "f:date('-0044', 'fr')": "44 av. J.-C.",
    "f:date('1962-10-27T12:00:00Z', 'en')": "27 October 1962",
    "f:date('1962-13-27', 'en')": "27 13 1962",
    "f:date('--10-27', 'en')": "--10-27",
    "f:date('yesterday', 'en')": "yesterday",
    "f:weekday('1962-10-27', 'en')": "Saturday",
    "f:weekday('1962-10-27', 'fr')": "samedi",
    "f:weekday('1962-10', 'en')": "",
    "f:weekday('1400-10-27', 'en')": "",
    # Messages
    "f:say('mentions', 'en', 1)": "1 mention",
    "f:say('mentions', 'en', 0)": "0 mentions",
    "f:say('mentions', 'fr', 0)": "0 mention",
    "f:say('mentions', 'fr', 2)": "2 mentions",
    "f:say('mentions', 'de', 2)": "2 Erwähnungen",
    "f:say('summary', 'xx')": "Summary",
    "f:say('from-to', 'en', ('{2}', '$1'))": "{2} to $1",
    "f:around('quoted', 'de')": "„|“",
    "f:around('and', 'en')": "| and |",
    "f:listed((), 'en')": "",
    "f:listed('a', 'en')": "a",
    "f:listed(('a', 'b'), 'de')": "a und b",
    "f:listed(('a', 'b', 'c'), 'fr')": "a, b et c",
    "f:term('status', 'draft', 'de')": "Entwurf",
    "f:term('status', 'inPreparation', 'de')": "In preparation",
    "f:term('authority', 'BnF', 'en')": "BnF",
    # Pointers
    "f:keys(//tei:persName/@ref, 'tei/letter.xml')": "tei/p.xml#ada|tei/p.xml#b|q.xml#c",
    "f:key('#x', 'tei/letter.xml')": "tei/letter.xml#x",
    "f:key('./a/../../b.xml#x', 'tei/letter.xml')": "b.xml#x",
    "f:unprefixed('per:ada', /)": "p.xml#ada",
    "f:unprefixed('per:Ada7', /)": "per:Ada7",
    "f:unprefixed('none:ada', /)": "none:ada",
    "('https://x', 'MAILTO:x', 'a/b.xml#c:d', 'javascript:x', ' java\tscript:x', '//x', '')"
    " ! f:followable(.)": "true|true|true|false|false|false|false",
    "f:authority('GND', '118540238')": "https://d-nb.info/gnd/118540238",
    "f:authority('GND', 'javascript:x y')": "",
    "f:authority('Own', '7')": "",
    "f:authority('Own', 'https://example.org/7')": "https://example.org/7",
    # Text
    "f:id(//tei:div[1])": "one",
    "f:id(//tei:div[1]/tei:p)": "one:1",
    "f:id(//tei:div[1]/tei:p/tei:choice[2])": "one:1.3",
    "f:plain(//tei:div[1])": "First. the which x yes ending",
    "f:plain(//tei:note)": "",
    "f:plain(//tei:note/node())": "A note.",
    "//tei:div ! f:plain(f:heading(.))": "First.|A head|",
    "//tei:supplied ! f:is-bracketed(.)": "true|false",
    "//tei:q ! f:is-unmarked(.)": "true|false|true|true",
    "//tei:q[not(tei:q)][f:is-unmarked(.)] ! string-join(f:quotation-marks(.))": "„“|‚‘",
    "tokenize(f:unknown(//tei:hi), '\\|')[1]": "TPB201",
    "f:signs(//tei:text, ('add', 'app', 'supplied'))": "app|supplied",
    "('ger', 'de-AT', 'x-y', 'und', '', 'grc') ! f:language-tag(.)": "de|de-AT||||grc",
    "('eng-GB', 'und-Latn', 'Grc') ! f:language-tag(.)": "en-GB||Grc",
    # Records
    "f:entry('p#2')/@order": "Äbel",
    "f:in-order($records//rec:entry) ! @key": "p#4|p#5|p#2|p#3|p#1",
    "$records//rec:entry ! f:lifetime(.)": "1902–1986|born about 1800|died 44 BC|1945–|",
    "f:names(f:writers($records//rec:record[1]))": "B and C",
    "f:credit($records//rec:agent[4])": "D, A University",
    "f:languages($records//rec:record[1])": "English, translated from Xish",
    "f:date-of($records//rec:record[1])/@when": "1962-10-28",
    "$records//rec:record[1]/rec:date ! f:when(.)": "some time|28 October 1962",
    "f:address($records//rec:record[1])": "https://example.org/e/letter.html",
    "f:citation($records//rec:record[1])?before": "B and C, “A letter of 27 October 1962”, "
    "28 October 1962, translated by D, in ",
    "f:citation($records//rec:record[1])?after": ", Second edition, The Press, November 2026.",
    "f:label('mentions', 3)": "3 mentions",
}


@functools.cache
def results() -> dict[str, str]:
    """Evaluate all cases, in one stylesheet."""
    base = resource("xslt", "base")
    files = [base / f"{name}.xsl" for name in IMPORTS]
    imports = "".join(f"<xsl:import href={quoteattr(file.as_uri())}/>" for file in files)
    cases = "".join(
        f'<case><xsl:value-of select={quoteattr(case)} separator="|"/></case>' for case in CASES
    )
    saxon = Saxon()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.xsl"
        path.write_text(STYLESHEET.format(imports, cases), encoding="utf-8")
        stylesheet = saxon.compile_file(path)
    records = saxon.parse(RECORDS)
    made = stylesheet.transform(saxon.parse(DOCUMENT), {"records": records}).text
    return dict(
        zip(CASES, (case.text or "" for case in etree.fromstring(made.encode())), strict=True)
    )


@pytest.mark.parametrize("case", CASES)
def test_a_function_gives_what_it_says(case: str) -> None:
    assert results()[case] == CASES[case]


def test_an_unknown_message_stops_the_run(tmp_path: Path) -> None:
    i18n = resource("xslt", "base/i18n.xsl").as_uri()
    path = tmp_path / "asks.xsl"
    call = "<case><xsl:value-of select=\"f:say('nothing', 'en')\"/></case>"
    path.write_text(STYLESHEET.format(f"<xsl:import href={quoteattr(i18n)}/>", call), "utf-8")
    saxon = Saxon()
    stylesheet = saxon.compile_file(path)
    with pytest.raises(StylesheetError, match="the catalogue lacks the message nothing"):
        stylesheet.transform(saxon.parse("<x/>"))
