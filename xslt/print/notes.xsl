<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: at the foot of the page; one that stands between paragraphs is a paragraph. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:print="urn:tei-pipeline:print"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template mode="print:text" match="note | noteGrp">
    <note><xsl:apply-templates mode="print:text"/></note>
  </xsl:template>

  <xsl:template mode="print:text" priority="1" match="note[parent::div | parent::body | parent::front
    | parent::back | parent::sp | parent::list | parent::lg] | note//note | note[parent::noteGrp]">
    <display kind="note"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

</xsl:stylesheet>
