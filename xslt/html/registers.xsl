<?xml version="1.0" encoding="UTF-8"?>
<!-- Which registers an edition has, one a line: its kind, and the name of its page. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:include href="edition.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/" as="xs:string">
    <xsl:sequence select="string-join(
      $html:registers ! (. || ' ' || $html:files(.)), codepoints-to-string(10))"/>
  </xsl:template>
</xsl:stylesheet>
