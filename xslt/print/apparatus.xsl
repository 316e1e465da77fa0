<?xml version="1.0" encoding="UTF-8"?>
<!--
  Readings and the state of the text. The book prints the edited text: of a choice the corrected,
  regularised or expanded form, of an apparatus entry the lemma (the first reading where there is no
  lemma). What was corrected and what other witnesses read stands in a note; unregularised and
  abbreviated forms are in the attached TEI only.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:choice" mode="print:text">
    <xsl:apply-templates select="(tei:corr, tei:reg, tei:expan, *)[1]" mode="print:text"/>
    <xsl:if test="tei:corr and tei:sic">
      <note>
        <xsl:value-of select="print:label('correction')"/>
        <emph kind="italic"><xsl:apply-templates select="tei:sic/node()" mode="print:text"/></emph>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:app" mode="print:text">
    <xsl:apply-templates select="(tei:lem, tei:rdg, tei:rdgGrp/tei:rdg)[1]" mode="print:text"/>
    <note>
      <xsl:apply-templates select="(tei:lem, tei:rdg, tei:rdgGrp/tei:rdg)[1]/node()" mode="print:text"/>
      <xsl:text>] </xsl:text>
      <xsl:for-each select="(tei:lem, tei:rdg, tei:rdgGrp/tei:rdg)[position() gt 1]">
        <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:apply-templates select="node()" mode="print:text"/>
        <emph kind="italic">
          <xsl:value-of select="' ' || translate(string-join((@wit, @source), ' '), '#', '')"/>
        </emph>
      </xsl:for-each>
      <xsl:apply-templates select="tei:note/node()" mode="print:text"/>
    </note>
  </xsl:template>

  <xsl:template match="tei:del | tei:secl | tei:surplus" mode="print:text" priority="1">
    <emph kind="strike"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:add" mode="print:text" priority="1">
    <emph kind="addition"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:unclear" mode="print:text" priority="1">
    <emph kind="unclear"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:supplied[not(print:bracketed(.))]" mode="print:text" priority="1">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates mode="print:text"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Whether brackets are among the words of what is supplied. -->
  <xsl:function name="print:bracketed" as="xs:boolean">
    <xsl:param name="supplied" as="element(tei:supplied)"/>
    <xsl:sequence select="matches(normalize-space($supplied), '^\[.*\]$')"/>
  </xsl:function>

  <xsl:template match="tei:gap" mode="print:text">
    <xsl:text>[…]</xsl:text>
  </xsl:template>
</xsl:stylesheet>
