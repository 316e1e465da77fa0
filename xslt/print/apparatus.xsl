<?xml version="1.0" encoding="UTF-8"?>
<!-- Readings and the state of the text. The book prints one reading of each place (f:reading); what
     was corrected and what other witnesses read stands in a note; unregularised and abbreviated forms
     are in the attached TEI only. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:choice" mode="print:text">
    <xsl:apply-templates select="f:reading(.)" mode="#current"/>
    <xsl:if test="tei:corr and tei:sic">
      <note>
        <xsl:value-of select="f:label('correction') || ' '"/>
        <emph kind="italic"><xsl:apply-templates select="tei:sic/node()" mode="#current"/></emph>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:app" mode="print:text">
    <xsl:variable name="reading" as="element()?" select="f:reading(.)"/>
    <xsl:apply-templates select="$reading" mode="#current"/>
    <note>
      <xsl:apply-templates select="$reading/node()" mode="#current"/>
      <xsl:text>] </xsl:text>
      <xsl:for-each select="(tei:rdg, tei:rdgGrp/tei:rdg) except $reading">
        <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:apply-templates mode="print:text"/>
        <emph kind="italic">
          <xsl:value-of select="' ' || translate(string-join((@wit, @source), ' '), '#', '')"/>
        </emph>
      </xsl:for-each>
      <xsl:apply-templates select="tei:note/node()" mode="#current"/>
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

  <xsl:template match="tei:supplied[not(f:is-bracketed(.))]" mode="print:text" priority="1">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates mode="print:text"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:gap | tei:ellipsis" mode="print:text">
    <xsl:text>[…]</xsl:text>
  </xsl:template>
</xsl:stylesheet>
