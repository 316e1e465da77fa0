<?xml version="1.0" encoding="UTF-8"?>
<!-- The authority files of an edition, one path a line, and the documents' with their ids: what the
     program copies beside the pages for those who take the TEI away. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-multiple-match="fail" on-no-match="fail"/>

  <xsl:template match="/" as="xs:string">
    <xsl:sequence select="string-join(rec:edition/rec:record ! (@kind || ' ' || @id || ' ' || @file),
      codepoints-to-string(10))"/>
  </xsl:template>
</xsl:stylesheet>
