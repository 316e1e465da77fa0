<?xml version="1.0" encoding="UTF-8"?>
<!-- Mentions: what the text says of persons, places, bodies and documents that have an entry. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A mention is what it would be otherwise, in a name that the indexes find. -->
  <xsl:template match="*[@ref | @target | @source][exists(print:indexed(.))]"
    mode="print:text" priority="10">
    <name keys="{print:indexed(.)}"><xsl:next-match/></name>
  </xsl:template>

  <!-- The keys of an element's entries. Only the text is indexed, its notes included. -->
  <xsl:function name="print:indexed" as="xs:string*" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (f:in-text($element))
      then distinct-values(($element/@ref, $element/(self::tei:ref | self::tei:ptr)/@target,
        $element/(self::tei:quote | self::tei:q)/@source) ! f:keys(., $print:record/@file))
        [exists(f:entry(.))]
      else ()"/>
  </xsl:function>
</xsl:stylesheet>
