<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and other objects that stand in the text: what the object is called, then
     each part on a line of its own under its name. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:msDesc | tei:msItem | tei:msItemStruct | tei:objectDesc | tei:supportDesc
    | tei:layout | tei:scriptNote | tei:typeNote | tei:decoNote | tei:binding | tei:adminInfo
    | tei:custEvent | tei:handDesc/tei:handNote" mode="print:text">
    <display kind="description">
      <xsl:if test="self::tei:msItem or self::tei:msItemStruct">
        <xsl:value-of select="@n ! (. || ' ')"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="print:spaced"/>
    </display>
  </xsl:template>

  <xsl:template match="tei:msPart | tei:msFrag | tei:altIdentifier | tei:msContents | tei:physDesc
    | tei:support | tei:collation | tei:condition | tei:foliation | tei:layoutDesc | tei:handDesc
    | tei:scriptDesc | tei:typeDesc | tei:musicNotation | tei:decoDesc | tei:additions | tei:bindingDesc
    | tei:sealDesc | tei:accMat | tei:history | tei:origin | tei:provenance | tei:acquisition
    | tei:additional | tei:recordHist | tei:custodialHist | tei:surrogates" mode="print:text">
    <xsl:sequence select="print:described(.)"/>
  </xsl:template>
  <xsl:template match="(tei:msContents/tei:summary | tei:msContents/tei:textLang | tei:msItem/tei:textLang
    | tei:supportDesc/tei:extent | tei:rubric | tei:incipit | tei:explicit | tei:finalRubric | tei:colophon
    | tei:filiation | tei:signatures | tei:catchwords | tei:secFol | tei:heraldry)[f:is-described(.)]"
    mode="print:text" priority="1">
    <xsl:sequence select="print:described(.)"/>
  </xsl:template>
  <!-- A part under its name, or, in a sentence, its words alone. -->
  <xsl:function name="print:described" as="element(display)">
    <xsl:param name="part" as="element()"/>
    <display kind="description">
      <xsl:if test="f:is-described($part)">
        <emph kind="small-caps">
          <xsl:value-of select="f:term('ms', local-name($part), $f:interface), $part/@n"/>
        </emph>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="$part" mode="print:spaced"/>
    </display>
  </xsl:function>

  <!-- What an object is called, and where: in a row, other numbers below it. -->
  <xsl:template match="tei:msIdentifier | tei:objectIdentifier" mode="print:text">
    <display kind="description">
      <xsl:sequence select="print:row((* | text()[normalize-space()]) except tei:altIdentifier, ', ')"/>
    </display>
    <xsl:apply-templates select="tei:altIdentifier" mode="print:text"/>
  </xsl:template>
  <xsl:template match="tei:dimensions" mode="print:text">
    <xsl:sequence select="print:row(* | text()[normalize-space()], ' × ')"/>
    <xsl:value-of select="@unit ! (' ' || .)"/>
  </xsl:template>
  <!-- Parts with a sign between them. -->
  <xsl:function name="print:row" as="node()*">
    <xsl:param name="parts" as="node()*"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:for-each select="$parts">
      <xsl:if test="position() gt 1"><xsl:value-of select="$sign"/></xsl:if>
      <xsl:apply-templates select="." mode="print:text"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="tei:msName | tei:institution | tei:collection | tei:source
    | tei:filiation | tei:colophon | tei:summary | tei:availability" mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>
</xsl:stylesheet>
