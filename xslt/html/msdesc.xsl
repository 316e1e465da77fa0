<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts that stand in the text: each part on a line of its own. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag | tei:msIdentifier | tei:altIdentifier
    | tei:msContents | tei:msItem | tei:msItemStruct | tei:physDesc | tei:objectDesc
    | tei:supportDesc | tei:support | tei:extent | tei:collation | tei:condition | tei:foliation
    | tei:layoutDesc | tei:layout | tei:handDesc | tei:handNote | tei:scriptDesc | tei:scriptNote
    | tei:typeDesc | tei:typeNote | tei:musicNotation | tei:decoDesc | tei:decoNote | tei:additions
    | tei:bindingDesc | tei:binding | tei:sealDesc | tei:accMat | tei:history | tei:origin
    | tei:provenance | tei:acquisition | tei:additional | tei:adminInfo | tei:recordHist
    | tei:custodialHist | tei:custEvent | tei:surrogates | tei:listObject | tei:object
    | tei:objectIdentifier" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('box', 'msdesc'))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:repository | tei:institution | tei:collection | tei:msName
    | tei:textLang | tei:incipit | tei:explicit | tei:colophon | tei:filiation | tei:origDate
    | tei:origPlace | tei:material | tei:signatures | tei:catchwords | tei:secFol | tei:heraldry
    | tei:source | tei:availability | tei:summary" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name()"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
