<?xml version="1.0" encoding="UTF-8"?>
<!-- Which styles and scripts the text of a document needs, and which hosts its pages ask for images. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <xsl:variable name="html:texts" as="element()*" select="
    $html:document//(tei:text | tei:sourceDoc | tei:facsimile)"/>
  <!-- The styles. -->
  <xsl:function name="html:text-features" as="xs:string*">
    <xsl:sequence select="
      'drama'[exists(($html:texts//tei:sp, $html:texts//tei:castList, $html:texts//tei:stage))],
      'transcription'[exists(($html:hand-names, $html:texts//tei:surface, $html:texts//tei:delSpan))],
      'facsimile'[exists(($html:texts//tei:surface, $html:texts//tei:pb[@facs], $html:texts//tei:graphic))]"/>
  </xsl:function>
  <!-- Features without a script. -->
  <xsl:variable name="html:styles-only" as="xs:string+" select="'drama', 'transcription', 'parts'"/>
  <!-- Scripts without a style: pages of image services are looked at through OpenSeadragon. -->
  <xsl:function name="html:text-scripts" as="xs:string*">
    <xsl:sequence select="
      ('vendor/openseadragon', 'zoom')[exists($html:remote[html:is-service(.)])]"/>
  </xsl:function>

  <!-- Pictures on other hosts that are shown. -->
  <xsl:variable name="html:remote" as="element()*" select="if (empty($html:image-hosts)) then ()
    else $html:texts//(tei:graphic | tei:media | tei:pb | tei:surface)[html:is-remote(html:source-of(.))]
      [html:is-shown(.)]"/>
  <!-- Their hosts, for the policy of the pages. -->
  <xsl:function name="html:hosts" as="xs:string*">
    <xsl:sequence select="distinct-values($html:remote ! html:origin(html:source-of(.)))"/>
  </xsl:function>
</xsl:stylesheet>
