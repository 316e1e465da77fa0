<?xml version="1.0" encoding="UTF-8"?>
<!-- A line under or through words that have one already: accessible books may not have both, so the
     inner one becomes a sign. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <!-- Whether the book sets a line under or through the words of an element. -->
  <xsl:function name="print:is-lined" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:del or self::tei:secl or self::tei:surplus
      or self::tei:unclear or self::tei:hi[@rend | @rendition | @style][print:hand(
        string-join((@rend, @rendition, @style), ' ')) = ('underline', 'strike')]])"/>
  </xsl:function>

  <xsl:template match="(tei:del | tei:secl | tei:surplus | tei:unclear | tei:hi)[print:is-lined(.)]
    [ancestor::*[print:is-lined(.)]]" mode="print:text" priority="3">
    <emph kind="{if (self::tei:unclear) then 'doubtful' else if (self::tei:hi) then 'italic'
      else 'deleted'}">
      <xsl:apply-templates mode="print:text"/>
    </emph>
  </xsl:template>
</xsl:stylesheet>
