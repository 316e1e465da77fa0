<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a header only descriptions for libraries ask for: identifiers, extent, series, funders;
     in what language something is said; what elsewhere on the web a name is said to mean. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <!-- The language of an element, where it is said. -->
  <xsl:function name="rec:language" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="rec:attribute('lang', f:language($element))"/>
  </xsl:function>

  <!-- The address that a name itself gives for what it means: one of the web, or an identifier with
       the prefix of a collection that we know ("viaf:34551336"). -->
  <xsl:function name="rec:uri" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="pointers" as="attribute()?" select="($name/@ref, $name/@target)[1]"/>
    <xsl:sequence select="
      (tokenize($pointers)[contains(., ':')] ! rec:address(f:unprefixed(., root($name))))[.][1]"/>
  </xsl:function>
  <!-- One such pointer, written out; empty where nobody knows where it leads. -->
  <xsl:function name="rec:address" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="if (matches($pointer, '^https?://\S+$', ';j')) then $pointer
      else f:authority(substring-before($pointer, ':'), substring-after($pointer, ':'))"/>
  </xsl:function>

  <!-- Identifiers of the document; some write its DOI as a reference. -->
  <xsl:template match="tei:publicationStmt//tei:idno[not(*)]" mode="rec:header">
    <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
    <xsl:sequence select="rec:element('identifier', (rec:attribute('type', @type),
      rec:attribute('uri', f:authority(string(@type), $words))), $words)"/>
  </xsl:template>
  <xsl:template match="tei:publicationStmt/tei:ref[lower-case(@type) = 'doi']" mode="rec:header">
    <xsl:sequence select="rec:element('identifier', (rec:attribute('type', 'DOI'),
      rec:attribute('uri', @target)), (normalize-space()[.], @target, '')[1])"/>
  </xsl:template>

  <xsl:template match="tei:publicationStmt/(tei:pubPlace | tei:distributor)" mode="rec:header">
    <xsl:sequence select="
      rec:element(if (self::tei:pubPlace) then 'published-in' else 'distributor', (), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:fileDesc/tei:extent" mode="rec:header">
    <xsl:for-each select="if (tei:measure) then tei:measure else .">
      <xsl:sequence select="rec:element('extent', rec:attribute('unit', @unit),
        (f:plain(.)[.], string(@quantity))[1])"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="tei:seriesStmt" mode="rec:header">
    <xsl:sequence select="(if (tei:title) then tei:title else tei:p)[1]
      ! rec:element('series', rec:language(.), f:plain(.))"/>
  </xsl:template>
  <xsl:template match="tei:titleStmt/(tei:funder | tei:sponsor)" mode="rec:header">
    <xsl:sequence select="
      rec:element('funder', rec:attribute('uri', rec:uri(.)), f:plain(.))"/>
  </xsl:template>
</xsl:stylesheet>
