<?xml version="1.0" encoding="UTF-8"?>
<!-- The accessibility statement: what was tested of the pages (accessibility.xml), what is known to
     fall short, whom to write to. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:function name="html:accessibility-page" as="map(xs:string, xs:string)">
    <xsl:variable name="title" as="xs:string" select="f:label('accessibility')"/>
    <xsl:variable name="main" as="element()*">
      <header class="head">
        <h1><xsl:value-of select="$title"/></h1>
      </header>
    </xsl:variable>
    <xsl:sequence select="html:made('accessibility.html', $title, 'accessibility',
      $title || ': ' || $f:edition/@title, $main)"/>
  </xsl:function>
</xsl:stylesheet>
