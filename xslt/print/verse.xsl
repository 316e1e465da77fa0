<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse and drama. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:print="urn:tei-pipeline:print"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template mode="print:text" match="lg">
    <verse><xsl:apply-templates mode="print:text"/></verse>
  </xsl:template>

  <xsl:template mode="print:text" match="l">
    <line part="{@part}">
      <xsl:sequence select="@n[. castable as xs:integer][xs:integer(.) mod 5 = 0]"/>
      <xsl:apply-templates mode="print:text"/>
    </line>
  </xsl:template>

  <xsl:template mode="print:text" match="sp | spGrp">
    <speech><xsl:apply-templates mode="print:text"/></speech>
  </xsl:template>

  <xsl:template mode="print:text" match="speaker">
    <speaker><xsl:apply-templates mode="print:text"/></speaker>
  </xsl:template>

  <xsl:template mode="print:text" match="stage[print:apart(.)]">
    <stage><xsl:apply-templates mode="print:text"/></stage>
  </xsl:template>

  <xsl:template mode="print:text" match="stage[not(print:apart(.))] | castItem/roleDesc | move
    | sound | camera | caption | tech">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template mode="print:text" match="castList | castGroup | set | prologue | epilogue">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template mode="print:text" match="castItem | castGroup/roleDesc">
    <display kind="cast"><xsl:apply-templates mode="print:text"/></display>
  </xsl:template>

</xsl:stylesheet>
