<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts that stand in the text: each part on a line of its own. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag | tei:altIdentifier | tei:msContents
    | tei:msItem | tei:msItemStruct | tei:physDesc | tei:objectDesc | tei:supportDesc | tei:support
    | tei:collation | tei:condition | tei:foliation | tei:layoutDesc | tei:layout | tei:handDesc
    | tei:scriptDesc | tei:scriptNote | tei:typeDesc | tei:typeNote | tei:musicNotation
    | tei:decoDesc | tei:decoNote | tei:additions | tei:bindingDesc | tei:binding | tei:sealDesc
    | tei:accMat | tei:history | tei:origin | tei:provenance | tei:acquisition | tei:additional
    | tei:adminInfo | tei:recordHist | tei:custodialHist | tei:custEvent | tei:surrogates"
    mode="print:text">
    <display kind="description"><xsl:apply-templates mode="#current"/></display>
  </xsl:template>

  <xsl:template match="tei:msName | tei:institution | tei:collection | tei:dimensions | tei:source
    | tei:filiation | tei:colophon | tei:summary | tei:availability" mode="print:text">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>
