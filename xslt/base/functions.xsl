<?xml version="1.0" encoding="UTF-8"?>
<!-- Identity, words and findings: what record and outputs must answer alike. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:key name="f:id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The id of an element in every output: its xml:id, or its place below the nearest element that
       has one ("us-strategy:1.2"). The colon keeps made ids apart from written ones. Of a repeated
       xml:id only the first counts. -->
  <xsl:function name="f:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="written" as="xs:string" select="string($element/@xml:id)"/>
    <xsl:variable name="parent" as="element()?" select="$element/parent::*"/>
    <xsl:choose>
      <xsl:when test="$written and key('f:id', $written, root($element))[1] is $element">
        <xsl:sequence select="$written"/>
      </xsl:when>
      <xsl:when test="empty($parent)">
        <xsl:sequence select="'at'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="above" as="xs:string" select="f:id($parent)"/>
        <xsl:sequence select="$above || (if (contains($above, ':')) then '.' else ':')
          || count($element/preceding-sibling::*) + 1"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The words of nodes as one line, editorial notes left out. -->
  <xsl:function name="f:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="rec:plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:template match="text()" mode="rec:plain" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>
  <xsl:template match="tei:lb | tei:pb | tei:cb" mode="rec:plain" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then '' else ' '"/>
  </xsl:template>
  <xsl:template match="tei:note[not(ancestor::tei:note)][f:in-text(.)]" mode="rec:plain"/>
  <!-- Of two readings of one place the edited one is the word. -->
  <xsl:template match="tei:choice[tei:corr | tei:reg | tei:expan]" mode="rec:plain" as="xs:string*">
    <xsl:apply-templates select="(tei:corr, tei:reg, tei:expan)[1]" mode="#current"/>
  </xsl:template>
  <xsl:template match="tei:app[tei:lem]" mode="rec:plain" as="xs:string*">
    <xsl:apply-templates select="tei:lem" mode="#current"/>
  </xsl:template>

  <!-- Whether an element stands in a text, not in a header or a register. -->
  <xsl:function name="f:in-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::tei:text)
      and empty($element/ancestor::*[self::tei:listPerson or self::tei:listPlace or self::tei:listOrg
        or self::tei:listBibl or self::tei:listEvent or self::tei:teiHeader])"/>
  </xsl:function>

  <!-- The language that an element is written in; empty where nothing says so. -->
  <xsl:function name="f:language" as="xs:string">
    <xsl:param name="element" as="node()"/>
    <xsl:sequence select="string($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>
</xsl:stylesheet>
