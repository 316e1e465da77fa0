<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: at the foot of the page; one that stands between paragraphs is a paragraph. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:note | tei:noteGrp" mode="print:text">
    <note><xsl:apply-templates mode="print:text"/></note>
  </xsl:template>

  <xsl:template match="tei:note[parent::tei:div | parent::tei:body | parent::tei:front
    | parent::tei:back | parent::tei:sp | parent::tei:list | parent::tei:lg] | tei:note//tei:note
    | tei:note[parent::tei:noteGrp]" mode="print:text" priority="1">
    <display kind="note"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>
</xsl:stylesheet>
