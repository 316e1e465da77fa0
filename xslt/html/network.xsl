<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of the network. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:function name="html:network-page" as="map(xs:string, xs:string)*">
    <xsl:sequence select="()"/>
  </xsl:function>
</xsl:stylesheet>
