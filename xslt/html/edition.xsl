<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages ask: languages, registers and where they are, the ids of times, names in a row. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- From the page being made to the folder of pages: "" or "../". -->
  <xsl:param name="root" as="xs:string" select="''"/>

  <!-- The language of an element, as HTML may be told. -->
  <xsl:function name="html:lang" as="attribute()?">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:if test="f:language-tag($language)">
      <xsl:attribute name="lang" select="f:language-tag($language)"/>
    </xsl:if>
  </xsl:function>
  <!-- The same where it is not the language that the page speaks. -->
  <xsl:function name="html:other-lang" as="attribute()?">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="html:lang($language)[. ne $f:interface]"/>
  </xsl:function>
  <!-- Words of a header or an entry, marked where the page speaks another language. -->
  <xsl:function name="html:said" as="node()">
    <xsl:param name="words" as="element()"/>
    <xsl:variable name="record" as="element(rec:record)" select="$words/ancestor::rec:record"/>
    <xsl:variable name="lang" as="attribute()?" select="html:other-lang(
      if ($words/ancestor::rec:entry) then ($words/ancestor::rec:entry/@lang, $record/@lang)[1]
      else $record/@header-lang)"/>
    <xsl:choose>
      <xsl:when test="$lang">
        <span><xsl:sequence select="$lang, string($words)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The kind of a mention is that of its entry, whatever element the mention is. -->
  <xsl:function name="html:kind" as="xs:string">
    <xsl:param name="mention" as="element(rec:mention)"/>
    <xsl:sequence select="string((f:entry($mention/@entry)/@kind, $mention/@kind)[1])"/>
  </xsl:function>

  <!-- Registers: their file names by kind, in the order in which pages list them. -->
  <xsl:variable name="html:kinds" as="xs:string+" select="
    'person', 'place', 'organisation', 'event', 'date', 'work'"/>
  <xsl:variable name="html:files" as="map(xs:string, xs:string)" select="map {
    'person': 'persons', 'place': 'places', 'organisation': 'organisations', 'event': 'events',
    'date': 'dates', 'work': 'references'}"/>
  <!-- The page of a register. -->
  <xsl:function name="html:register" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="$root || 'registers/' || $html:files($kind) || '.html'"/>
  </xsl:function>

  <!-- The id of a time in the register of dates ("date:1962-10-27", "date:1962-11-01..."). -->
  <xsl:function name="html:date-anchor" as="xs:string">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="'date:' || translate((
      $dated/@when, string-join(($dated/(@from, @not-before)[1], '..', $dated/(@to, @not-after)[1]))
      )[1], ' ', '')"/>
  </xsl:function>

  <!-- Several of them in a row: "a, b and c", each with its affiliation. -->
  <xsl:function name="html:in-a-row" as="node()*">
    <xsl:param name="names" as="element()*"/>
    <xsl:variable name="and" as="xs:string" select="f:around('and', $f:interface)[2]"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1">
        <xsl:value-of select="if (position() eq last()) then $and else ', '"/>
      </xsl:if>
      <xsl:sequence select="html:named(.)"/>
      <xsl:value-of select="@affiliation ! (', ' || .)"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
