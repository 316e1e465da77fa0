<?xml version="1.0" encoding="UTF-8"?>
<!-- What several modules of the print tree ask. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:key name="print:entry" match="rec:entry" use="@key"/>

  <xsl:variable name="print:tei" as="element(tei:TEI)?" select="(/descendant-or-self::tei:TEI)[1]"/>

  <!-- The record of this document. -->
  <xsl:variable name="print:record" as="element(rec:record)?"
    select="$records//rec:record[@kind = 'document'][@id = $id][1]"/>

  <!-- The document's path from the project's folder: what its pointers are relative to. -->
  <xsl:variable name="print:file" as="xs:string" select="string($print:record/@file)"/>

  <!-- Several things named in a row: "A, B and C". -->
  <xsl:function name="print:series" as="xs:string">
    <xsl:param name="items" as="xs:string*"/>
    <xsl:variable name="before" as="xs:string*" select="$items[position() lt last()]"/>
    <xsl:sequence select="string-join((string-join($before, ', ')[.], $items[last()]),
      ' ' || print:label('and') || ' ')"/>
  </xsl:function>

  <!-- The beginning of a text, cut after a word. -->
  <xsl:function name="print:beginning" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="cut" as="xs:string"
      select="replace(substring($text, 1, $length + 1), '[\s,;:.]+\S*$', '')"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else $cut || ' …'"/>
  </xsl:function>

  <!-- Whether an element that may be either stands between paragraphs and not inside one. -->
  <xsl:function name="print:apart" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(tei:p | tei:ab | tei:lg | tei:l | tei:list | tei:sp | tei:table | tei:cit | tei:quote/tei:p))
      or (exists($element/parent::*[print:container(.)])
      and not($element/../text()[normalize-space()]))"/>
  </xsl:function>

  <!-- Whether an element holds blocks and no text of its own. -->
  <xsl:function name="print:container" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^(text|body|front|back|group|floatingText|'
      || 'div[1-7]?|sp|lg|list|epigraph|argument|postscript|figure|performance|castList)$')"/>
  </xsl:function>
</xsl:stylesheet>
