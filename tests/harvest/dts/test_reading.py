"""TEI as HTML and as plain text."""

import pytest
from lxml import etree, html

from tei_pipeline.harvest.dts.reading import Reading, as_html, as_text
from tei_pipeline.names import TEI


def reading(body: str, method: str = "") -> Reading:
    return Reading([etree.fromstring(f'<body xmlns="{TEI}">{body}</body>')], method)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a\n   b</p><p>c</p>", "a b\n\nc"),
        ("<lg><l>a</l>\n<l>b</l></lg><lg><l>c</l></lg>", "a\nb\n\nc"),
        ("<p>a<lb/>b <pb/>c<lb break='no'/>d</p>", "a b cd"),
        ("<p>a<note>b <hi>c</hi></note>, d</p>", "a [b c], d"),
        ("<p>a <choice><sic>x</sic><corr>b</corr></choice> c</p>", "a b c"),
        ("<p>a <choice>\n<abbr>x</abbr>\n<expan>b</expan>\n</choice>c</p>", "a bc"),
        ("<p><choice><unclear>a</unclear><unclear>x</unclear></choice></p>", "a"),
        ("<p>a <app><lem>b</lem><rdg>x</rdg></app> c</p>", "a b c"),
        ("<p>a <app><rdg>b</rdg><rdg>x</rdg></app></p>", "a b"),
        ("<p>a b<app from='#w'><lem>b</lem><rdg>x</rdg></app> c</p>", "a b c"),
        ("<p>a b<app loc='1'><lem>b</lem><rdg>x</rdg></app> c</p>", "a b c"),
        ("<listApp><app><lem>b</lem></app></listApp><p>a</p>", "a"),
        ("<p>a <!-- x -->b<?x y?> c</p>", "a b c"),
        ("<p>a <quote>b</quote> c</p><quote>d</quote>", "a b c\n\nd"),
        ("<list><item>a</item><item>b</item></list>", "a\nb"),
        ("<sp><speaker>A</speaker><l>b</l></sp>", "A\nb"),
        ("<p>a<unknown xmlns='urn:x'>b</unknown></p>", "ab"),
        ("", ""),
    ],
)
def test_words_are_those_that_are_read(body: str, text: str) -> None:
    assert as_text(reading(body)) == f"{text}\n"
    page = html.document_fromstring(as_html(reading(body), "T", "en"))
    shown = "".join(str(piece) for body in page.iter("body") for piece in body.itertext())
    assert "".join(shown.split()) == "".join(text.split())


def test_an_apparatus_at_the_end_of_words_is_not_in_the_text() -> None:
    apparatus = "<p>a b<app><lem>b</lem><rdg>x</rdg></app> c</p>"
    assert as_text(reading(apparatus, "double-end-point")) == "a b c\n"
    assert as_text(reading(apparatus, "parallel-segmentation")) == "a bb c\n"


def test_what_is_written_is_escaped() -> None:
    page = as_html(reading('<p xml:id="a-b" xml:lang="fre">1 &lt; 2 &amp; "3"</p>'), "<T>", "")
    assert '<p class="p" id="a-b" lang="fr">1 &lt; 2 &amp; "3"</p>' in page
    assert "<title>&lt;T&gt;</title>" in page
    assert "<html>" in page


def test_blocks_never_stand_in_paragraphs() -> None:
    page = as_html(reading("<p>a <list><item>b</item></list> <hi>c <p>d</p></hi></p>"), "T", "en")
    assert '<div class="p">a <div class="list"><div class="item">b</div></div>' in page
    assert '<span class="hi">c <span class="p">d</span></span>' in page
