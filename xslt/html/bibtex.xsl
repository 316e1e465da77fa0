<?xml version="1.0" encoding="UTF-8"?>
<!-- The document as an entry of a BibTeX file. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The entry. Its title stands in braces of its own, which keep the capitals as they are. -->
  <xsl:function name="html:bibtex" as="xs:string">
    <xsl:variable name="date" as="xs:string" select="string(f:date-of($html:record)/@when)"/>
    <xsl:variable name="year" as="xs:string?" select="
      substring($date, 1, 4)[. castable as xs:integer]"/>
    <xsl:variable name="fields" as="xs:string*" select="
      html:bibtex-field('author', html:bibtex-names(f:writers($html:record))),
      html:bibtex-field('title', '{' || html:tex(f:title($html:record)) || '}'),
      html:bibtex-field('date', $date),
      html:bibtex-field('year', $year),
      html:bibtex-field('translator',
        html:bibtex-names($html:record/rec:agent[@role = 'translator'])),
      html:bibtex-field('howpublished', html:tex($f:collection)),
      html:bibtex-field('publisher', html:tex(f:publisher($html:record))),
      html:bibtex-field('url', f:address($html:record)),
      html:bibtex-field('langid', f:language-tag($html:record/@lang))"/>
    <xsl:sequence select="string-join(('@misc{' || $html:record/@id, $fields), ',&#10;') || '&#10;}'"/>
  </xsl:function>
  <!-- "  year        = {1962}"; nothing where there is no value. -->
  <xsl:function name="html:bibtex-field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="('  ' || substring($name || '            ', 1, 12) || ' = {' || $value || '}')
      [normalize-space($value)]"/>
  </xsl:function>
  <!-- Names with the surname first; one whose parts nobody told stays whole, in braces. -->
  <xsl:function name="html:bibtex-names" as="xs:string">
    <xsl:param name="agents" as="element(rec:agent)*"/>
    <xsl:sequence select="string-join($agents ! (
      let $inverted := (@inverted, f:entry(@entry)/@sort[contains(., ', ')])[1]
      return if ($inverted) then html:tex($inverted) else '{' || html:tex(.) || '}'), ' and ')"/>
  </xsl:function>
  <!-- A text in which no character means anything to TeX. -->
  <xsl:function name="html:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="named" as="map(xs:string, xs:string)" select="map {
      '\': '\textbackslash{}', '~': '\textasciitilde{}', '^': '\textasciicircum{}' }"/>
    <xsl:sequence select="string-join(analyze-string($text, '[\\~\^{}#$%&amp;_]', ';j')/*
      ! (if (self::fn:match) then ($named(.), '\' || .)[1] else string()))"/>
  </xsl:function>
</xsl:stylesheet>
