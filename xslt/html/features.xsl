<?xml version="1.0" encoding="UTF-8"?>
<!-- What some documents need and others do not: styles and scripts in files of their own, which only
     the pages ask for that use them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <!-- The names of the styles in assets/ that this document needs, without ".css". -->
  <xsl:function name="html:features" as="xs:string*" cache="yes">
    <xsl:sequence select="'apparatus'[exists($html:entries)], 'readings'[$html:has-views],
      'parallel'[exists($html:versions)],
      'parts'[exists($html:parts)], html:text-features()"/>
  </xsl:function>
  <!-- Those of them that are scripts too, or need one; and what marks the words of a search. -->
  <xsl:function name="html:scripts" as="xs:string*">
    <xsl:sequence select="
      html:features()[not(. = $html:styles-only)], html:text-scripts(), 'marks'"/>
  </xsl:function>
</xsl:stylesheet>
