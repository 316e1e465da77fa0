<?xml version="1.0" encoding="UTF-8"?>
<!-- What the program must know of an edition, one thing a line: its documents and authority files
     (kind, id, path), which are copied for those who take the TEI away, and its registers. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:include href="edition.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/" as="xs:string">
    <xsl:sequence select="string-join((
      rec:edition/rec:record ! (@kind || ' ' || @id || ' ' || @file),
      $html:registers ! ('register ' || . || ' ' || $html:files(.))), codepoints-to-string(10))"/>
  </xsl:template>
</xsl:stylesheet>
