<?xml version="1.0" encoding="UTF-8"?>
<!-- The id, the place and the language of an element: what record and outputs must answer alike. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:key name="f:id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The id of an element in every output: its xml:id, or its place below the nearest element that
       has one ("us-strategy:1.2"). The colon keeps made ids apart from written ones. Of a repeated
       xml:id only the first counts. -->
  <xsl:function name="f:id" as="xs:string" cache="yes">
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

  <!-- Whether an element stands in a text, not in a header or a register. -->
  <xsl:function name="f:in-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::tei:text)
      and empty($element/ancestor::*[self::tei:listPerson | self::tei:listPlace | self::tei:listOrg
        | self::tei:listBibl | self::tei:listEvent | self::tei:teiHeader])"/>
  </xsl:function>

  <!-- The language that an element is written in; empty where nothing says so. -->
  <xsl:function name="f:language" as="xs:string">
    <xsl:param name="element" as="node()"/>
    <xsl:sequence select="string($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- Some write codes of three letters where BCP 47 has two. -->
  <xsl:variable name="f:codes" as="map(xs:string, xs:string)" select="map { 'ara': 'ar', 'cze': 'cs',
    'ces': 'cs', 'dan': 'da', 'deu': 'de', 'ger': 'de', 'ell': 'el', 'eng': 'en', 'fra': 'fr',
    'fre': 'fr', 'heb': 'he', 'ice': 'is', 'isl': 'is', 'ita': 'it', 'lat': 'la', 'dut': 'nl',
    'nld': 'nl', 'nor': 'no', 'pol': 'pl', 'por': 'pt', 'rus': 'ru', 'spa': 'es', 'swe': 'sv' }"/>

  <!-- A language tag that browsers and typesetters may be told; empty where there is none. -->
  <xsl:function name="f:language-tag" as="xs:string" cache="yes">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="primary" as="xs:string" select="lower-case(tokenize($written, '-')[1])"/>
    <xsl:sequence select="
      if (matches($written, '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$', ';j') and $primary ne 'und')
      then ($f:codes($primary) ! (. || substring($written, string-length($primary) + 1)), $written)[1]
      else ''"/>
  </xsl:function>

  <!-- Whether a language is written from right to left: by its script, if the tag names one. -->
  <xsl:function name="f:is-right-to-left" as="xs:boolean" cache="yes">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="
      matches($tag, '-(Arab|Aran|Hebr|Syr[cejn]|Thaa|Samr|Mand|Avst|Phl[ipv])(-|$)', 'i')
      or matches($tag, '^(ar|ara|arc|ckb|dv|fa|fas|per|he|heb|ota|pal|ps|sam|syc|syr|ug|ur|yi|yid)(-|$)', 'i')
        and not(matches($tag, '-(Latn|Cyrl|Grek)(-|$)', 'i'))"/>
  </xsl:function>
</xsl:stylesheet>
