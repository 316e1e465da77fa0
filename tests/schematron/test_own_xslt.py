"""XSLT that a schema brings along, and how its expressions reach other files."""

from pathlib import Path

import pytest

from tests.schematron.making import failing, judged, messages, rule

XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
OTHER = "<x><y>1</y><y>2</y></x>"


def said(folder: Path, schema: str, document: str = '<a n="1"><b/></a>', **more: str) -> list[str]:
    files = {"a.sch": schema, "a.xml": document, "d.xml": OTHER}
    found = judged(folder, files | {f"{name}.xsl": text for name, text in more.items()})
    assert {one.code for one in found} <= {"TPS201"}, found
    return messages(found)


def test_templates_of_a_schema_are_not_those_of_its_rules(tmp_path: Path) -> None:
    schema = (
        '<xsl:template match="/" priority="99"><x/></xsl:template>'
        '<xsl:mode on-no-match="deep-skip"/>'
        '<xsl:template match="a">A<xsl:apply-templates/></xsl:template>'
        '<xsl:template match="b">b</xsl:template><xsl:mode name="m"/>'
        '<xsl:template match="b" mode="m">B</xsl:template>'
    )
    body = '<xsl:apply-templates select="."/> <xsl:apply-templates select="b" mode="m"/>'
    assert said(tmp_path, schema + rule("a", failing(body))) == ["Ab B"]


def test_a_named_template_of_a_file_may_be_called_in_a_message(tmp_path: Path) -> None:
    sheet = (
        f'<xsl:transform version="3.0" {XSL}><xsl:variable name="v" select="5"/>'
        '<xsl:template name="t"><xsl:param name="p"/><xsl:value-of select="$p, $v"/></xsl:template>'
        "</xsl:transform>"
    )
    call = '<xsl:call-template name="t"><xsl:with-param name="p" select="@n"/></xsl:call-template>'
    schema = '<xsl:include href="f.xsl"/>' + rule("a", failing(call))
    assert said(tmp_path, schema, f=sheet) == ["1 5"]


def test_what_a_stylesheet_says_for_all_of_it_holds(tmp_path: Path) -> None:
    sheet = (
        f'<xsl:transform version="3.0" xpath-default-namespace="urn:t" expand-text="yes" {XSL}'
        ' xmlns:f="urn:f"><xsl:function name="f:n"><xsl:param name="node"/>'
        "<xsl:text>{count($node/b)}</xsl:text></xsl:function></xsl:transform>"
    )
    schema = (
        '<ns prefix="f" uri="urn:f"/><ns prefix="t" uri="urn:t"/><xsl:include href="f.xsl"/>'
        + rule("t:a", failing('<value-of select="f:n(.)"/>'))
    )
    assert said(tmp_path, schema, '<a xmlns="urn:t"><b/></a>', f=sheet) == ["1"]


@pytest.mark.parametrize(
    "test",
    [
        "doc('d.xml')//y",
        "('d.xml' => doc())//y",
        "'d.xml' =&gt; fn:doc() => exists()",
        "for-each('d.xml', doc#1)//y",
        "'d.xml' => doc-available()",
        "document('d.xml', /)//y",
        "exists((a, 'd.xml' ! doc(.))//y)",
    ],
)
def test_other_documents_are_read_however_they_are_asked_for(tmp_path: Path, test: str) -> None:
    assert said(tmp_path, rule("a", f'<report test="{test}">read</report>')) == ["read"]


def test_a_key_may_ask_for_another_document(tmp_path: Path) -> None:
    key = '<xsl:key name="k" match="a" use="doc(\'d.xml\')//y[. = current()/@n]"/>'
    schema = key + rule("a", "<report test=\"key('k', '1')\">found</report>")
    assert said(tmp_path, schema) == ["found"]


def test_a_function_without_an_end_is_said_in_words(tmp_path: Path) -> None:
    schema = (
        '<ns prefix="f" uri="urn:f"/><xsl:function name="f:x"><xsl:sequence select="f:x() + 1"/>'
        "</xsl:function>" + rule("a", '<report test="f:x() = 2">x</report>' + failing("runs"))
    )
    broken = judged(tmp_path, {"a.sch": schema, "a.xml": "<a/>"})[-1]
    assert broken.code == "TPS202"
    assert "could not be run here: Too many nested function calls" in broken.message
