"""The processor: transforms, reads messages, and stays shut once a document was read."""

from pathlib import Path

import pytest

from tei_pipeline.errors import StylesheetError
from tei_pipeline.saxon import Message, Saxon, Stylesheet

HEAD = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">'
)


def stylesheet(saxon: Saxon, body: str) -> Stylesheet:
    return saxon.compile_text(f"{HEAD}{body}</xsl:stylesheet>", "test.xsl")


def test_parameters_keep_their_types() -> None:
    saxon = Saxon()
    sheet = stylesheet(
        saxon,
        '<xsl:param name="s" as="xs:string"/><xsl:param name="b" as="xs:boolean"/>'
        '<xsl:param name="i" as="xs:integer"/><xsl:param name="n" as="document-node()"/>'
        '<xsl:output method="text"/><xsl:template match="/">'
        '<xsl:value-of select="$s, $b, $i + 1, name($n/*), name(*)"/></xsl:template>',
    )
    other = saxon.parse("<other/>")
    made = sheet.transform(saxon.parse("<a/>"), {"s": "x", "b": True, "i": 2, "n": other})
    assert made.text == "x true 3 other a"
    assert made.messages == ()


def test_parameters_of_one_run_are_gone_in_the_next() -> None:
    saxon = Saxon()
    sheet = stylesheet(
        saxon,
        '<xsl:param name="s" as="xs:string" select="\'default\'"/><xsl:output method="text"/>'
        '<xsl:template match="/"><xsl:value-of select="$s"/></xsl:template>',
    )
    node = saxon.parse("<a/>")
    assert sheet.transform(node, {"s": "given"}).text == "given"
    assert sheet.transform(node).text == "default"


def test_messages_with_a_code_are_told_from_others() -> None:
    saxon = Saxon()
    sheet = stylesheet(
        saxon,
        '<xsl:template match="/"><xsl:message>TPB201|/Q{}a[1]|two\n  words</xsl:message>'
        "<xsl:message>plain</xsl:message></xsl:template>",
    )
    assert sheet.transform(saxon.parse("<a/>")).messages == (
        Message("TPB201", "/Q{}a[1]", "two words"),
        Message(None, None, "plain"),
    )


def test_a_deep_document_is_parsed() -> None:
    saxon = Saxon()
    assert saxon.parse("<a>" * 250 + "</a>" * 250)


def test_an_error_in_a_stylesheet_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.xsl"
    path.write_text(
        f'{HEAD}\n<xsl:template match="/">\n<xsl:value-of select="foo("/></xsl:template>'
        "</xsl:stylesheet>",
        encoding="utf-8",
    )
    with pytest.raises(StylesheetError, match="XPST0003") as caught:
        Saxon().compile_file(path)
    assert caught.value.path == path
    assert caught.value.line == 3


def test_an_error_at_run_time_is_a_stylesheet_error(capfd: pytest.CaptureFixture[str]) -> None:
    saxon = Saxon()
    sheet = stylesheet(
        saxon, '<xsl:template match="/"><xsl:sequence select="1 div 0"/></xsl:template>'
    )
    with pytest.raises(StylesheetError, match=r"test\.xsl: .*on line 1 .*FOAR0001"):
        sheet.transform(saxon.parse("<a/>"))
    assert capfd.readouterr().err == ""


def test_a_stylesheet_from_a_file_comes_before_the_first_document(tmp_path: Path) -> None:
    path = tmp_path / "a.xsl"
    path.write_text(f"{HEAD}</xsl:stylesheet>", encoding="utf-8")
    saxon = Saxon()
    sheet = saxon.compile_file(path)
    saxon.parse("<a/>")
    assert saxon.compile_file(path) is sheet
    with pytest.raises(RuntimeError, match="before the first document"):
        saxon.compile_file(tmp_path / "b.xsl")


@pytest.mark.parametrize(
    "reading",
    [
        "doc('{uri}')",
        "unparsed-text('{uri}')",
        "json-doc('{uri}')",
        "collection('{folder}')",
        "transform(map{{'stylesheet-location': '{uri}', 'source-node': /}})?output",
        "doc('http://localhost:9/x')",
    ],
)
def test_nothing_that_runs_can_read_a_file_or_the_network(tmp_path: Path, reading: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>", encoding="utf-8")
    select = reading.format(uri=secret.as_uri(), folder=tmp_path.as_uri())
    saxon = Saxon()
    sheet = stylesheet(
        saxon, f'<xsl:template match="/"><xsl:sequence select="{select}"/></xsl:template>'
    )
    with pytest.raises(StylesheetError):
        sheet.transform(saxon.parse("<a/>"))


def test_no_entity_of_a_document_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    saxon = Saxon()
    with pytest.raises(StylesheetError, match="prohibited"):
        saxon.parse(f'<!DOCTYPE a [<!ENTITY f SYSTEM "{secret.as_uri()}">]><a>&f;</a>')


def test_a_stylesheet_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    saxon = Saxon()
    sheet = stylesheet(
        saxon,
        f'<xsl:template match="/"><xsl:result-document href="{target.as_uri()}"><x/>'
        "</xsl:result-document></xsl:template>",
    )
    with pytest.raises(StylesheetError, match="result document"):
        sheet.transform(saxon.parse("<a/>"))
    assert not target.exists()
