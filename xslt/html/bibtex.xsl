<?xml version="1.0" encoding="UTF-8"?>
<!-- What is to be cited as an entry of a BibTeX file; for its facts see citations.xsl. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <!-- The entry. Its title stands in braces of its own, which keep the capitals as they are. -->
  <xsl:function name="html:bibtex" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, xs:string*)"/>
    <!-- EDTF, as biblatex reads it. -->
    <xsl:variable name="date" as="xs:string" select="
      string-join($facts?date ! (html:iso(.) || '?'[$facts?circa]), '/')"/>
    <xsl:variable name="fields" as="xs:string*" select="
      html:bibtex-field('author', html:bibtex-names($facts?authors)),
      html:bibtex-field('editor', html:bibtex-names($facts?editors)),
      html:bibtex-field('title', '{' || html:tex($facts?title) || '}'),
      html:bibtex-field('date', $date),
      html:bibtex-field('year', $facts?date[1][not(starts-with(., '-'))] ! substring(., 1, 4)),
      html:bibtex-field('translator', html:bibtex-names($facts?translators)),
      html:bibtex-field('howpublished', html:tex($facts?container)),
      html:bibtex-field('publisher', html:tex($facts?publisher)),
      html:bibtex-field('url', $facts?address),
      html:bibtex-field('langid', $facts?language)"/>
    <xsl:sequence select="string-join(('@misc{' || $facts?id, $fields), ',&#10;') || '&#10;}'"/>
  </xsl:function>
  <!-- "  year        = {1962}"; nothing where there is no value. -->
  <xsl:function name="html:bibtex-field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($value)
      then '  ' || substring($name || '            ', 1, 12) || ' = {' || $value || '}' else ()"/>
  </xsl:function>
  <!-- Names with the surname first; one whose parts nobody told stays whole, in braces. -->
  <xsl:function name="html:bibtex-names" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names ! (if (contains(., '|'))
      then html:tex(replace(., '|', ', ', 'q')) else '{' || html:tex(.) || '}'), ' and ')"/>
  </xsl:function>
  <!-- A text in which no character means anything to TeX; braces are counted even after a backslash. -->
  <xsl:function name="html:tex" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="named" as="map(xs:string, xs:string)" select="map {
      '\': '\textbackslash{}', '~': '\textasciitilde{}', '^': '\textasciicircum{}',
      '{': '\textbraceleft{}', '}': '\textbraceright{}' }"/>
    <xsl:sequence select="if (not(matches($text, '[\\~\^{}#$%&amp;_]', ';j'))) then string($text)
      else string-join(analyze-string($text, '[\\~\^{}#$%&amp;_]', ';j')/*
        ! (if (self::fn:match) then ($named(.), '\' || .)[1] else string()))"/>
  </xsl:function>
</xsl:stylesheet>
