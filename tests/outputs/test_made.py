"""What the stylesheets of pages give is taken apart, whatever stands in a document."""

from tei_pipeline.outputs.made import read_made


def test_record_and_pages_are_told_apart() -> None:
    made = read_made(
        '<record id="a"><title>x</title></record>'
        '<page path="a.html" title="A &amp; b"><html lang="en"><body>x</body></html></page>'
        '<page path="a.ris">TY  - A &amp; &lt;b&gt;\n</page>'
    )
    assert made.record == '<record id="a"><title>x</title></record>'
    page, citation = made.pages
    assert (page.path, page.title) == ("a.html", "A & b")
    assert page.content == '<!DOCTYPE html>\n<html lang="en"><body>x</body></html>\n'
    assert (citation.path, citation.title, citation.content) == ("a.ris", "", "TY  - A & <b>\n")


def test_elements_without_content_are_written_as_html_has_them() -> None:
    (page,) = read_made(
        '<record/><page path="a.html" title="a"><html><p/>a<br/><a id="x" title="b&gt;/c"/>'
        '<slot name="footer"/><script src="a.js"/><link href="a"/></html></page>'
    ).pages
    assert page.content.splitlines()[1] == (
        '<html><p></p>a<br><a id="x" title="b&gt;/c"></a>'
        '<slot name="footer"></slot><script src="a.js"></script><link href="a"></html>'
    )


def test_a_piece_of_a_page_is_html_and_a_text_is_a_text() -> None:
    piece, text, nothing = read_made(
        '<page path="masthead"><nav><a id="x"/>a &amp; b</nav></page>'
        '<page path="in-all">, &lt;1&gt; in all</page><page path="sequence/a"/>'
    ).pages
    assert piece.content == '<nav><a id="x"></a>a &amp; b</nav>'
    assert text.content == ", <1> in all"
    assert nothing.content == ""


def test_what_looks_like_a_page_in_a_text_is_none() -> None:
    text = '<record/><page path="a.html" title="a"><html>&lt;/page>&lt;page path="b"></html></page>'
    assert len(read_made(text).pages) == 1
