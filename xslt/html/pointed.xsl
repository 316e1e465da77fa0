<?xml version="1.0" encoding="UTF-8"?>
<!-- What a pointer without words says: the name of the place that it leads to. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The words of a reference that has none: what its target is called, or where it is; a canonical
       one (@cRef) in brackets. -->
  <xsl:function name="html:pointed" as="xs:string?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="tokenize($reference/@target)
      ! (key('f:id', substring-after(., '#'), root($reference))[1][html:local(.)]
      ! (html:called(.)[.], '→')[1], .)[1]"/>
    <xsl:sequence select="(string-join($names, ', ')[.], f:canonical($reference))[1]"/>
  </xsl:function>
  <!-- What a place of the text is called: its heading, its number, or its first words. -->
  <xsl:function name="html:called" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="string((if ($place[self::tei:pb | self::tei:cb]/@n) then html:break-name($place)
      else if (f:is-division($place)) then html:division-name($place)
      else if ($place/(self::tei:p | self::tei:ab)/@n) then f:label('paragraph', $place/@n)
      else if ($place/(self::tei:l | self::tei:lb)/@n) then f:label('line', $place/@n)
      else if ($place/self::tei:surface) then f:label('page', html:page-name($place))
      else ($place/tei:head[1] ! f:plain(.), $place[self::tei:note | self::tei:bibl | self::tei:item
        | self::tei:figure]/@n ! string(.))[.][1],
      html:beginning(f:plain($place), 40))[.][1])"/>
  </xsl:function>
  <!-- The beginning of some words, cut after one of them. -->
  <xsl:function name="html:beginning" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($words) le $length) then $words
      else replace(substring($words, 1, $length + 1), '[\s,;:.]+\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>
