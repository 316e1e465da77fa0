<?xml version="1.0" encoding="UTF-8"?>
<!--
  Readings and the state of the text. The book prints the edited text: of a choice the corrected,
  regularised or expanded form, of an apparatus entry the lemma (the first reading where there is no
  lemma). What was corrected and what other witnesses read stands in a note; unregularised and
  abbreviated forms are in the attached TEI only.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:print="urn:tei-pipeline:print"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template mode="print:text" match="choice">
    <xsl:apply-templates mode="print:text" select="(corr, reg, expan, *)[1]"/>
    <xsl:if test="corr and sic">
      <note>
        <xsl:value-of select="print:label('correction')"/>
        <emph kind="italic"><xsl:apply-templates mode="print:text" select="sic/node()"/></emph>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template mode="print:text" match="app">
    <xsl:apply-templates mode="print:text" select="(lem, rdg, rdgGrp/rdg)[1]"/>
    <note>
      <xsl:apply-templates mode="print:text" select="(lem, rdg, rdgGrp/rdg)[1]/node()"/>
      <xsl:text>] </xsl:text>
      <xsl:for-each select="(lem, rdg, rdgGrp/rdg)[position() gt 1]">
        <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:apply-templates mode="print:text" select="node()"/>
        <emph kind="italic">
          <xsl:value-of select="' ' || translate(string-join((@wit, @source), ' '), '#', '')"/>
        </emph>
      </xsl:for-each>
      <xsl:apply-templates mode="print:text" select="note/node()"/>
    </note>
  </xsl:template>

  <xsl:template mode="print:text" match="del | secl | surplus" priority="1">
    <emph kind="strike"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" match="add" priority="1">
    <emph kind="addition"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" match="unclear" priority="1">
    <emph kind="unclear"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" priority="1"
    match="supplied[not(print:bracketed(.))]">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates mode="print:text"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Whether brackets are among the words of what is supplied. -->
  <xsl:function name="print:bracketed" as="xs:boolean">
    <xsl:param name="supplied" as="element(supplied)"/>
    <xsl:sequence select="matches(normalize-space($supplied), '^\[.*\]$')"/>
  </xsl:function>

  <xsl:template mode="print:text" match="gap">
    <xsl:text>[…]</xsl:text>
  </xsl:template>

</xsl:stylesheet>
