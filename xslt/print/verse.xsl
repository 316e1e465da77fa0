<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse and drama. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:lg" mode="print:text">
    <verse><xsl:apply-templates mode="print:text"/></verse>
  </xsl:template>

  <xsl:template match="tei:l" mode="print:text">
    <line part="{@part}">
      <!-- Of "1.1.5", act, scene and line, the line. -->
      <xsl:variable name="number" as="xs:string" select="replace(@n, '^.*\D', '')"/>
      <xsl:if test="$number[. castable as xs:integer][xs:integer(.) mod 5 = 0]">
        <xsl:attribute name="n" select="$number"/>
      </xsl:if>
      <xsl:if test="ancestor::tei:lg">
        <xsl:attribute name="poem" select="'yes'"/>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </line>
  </xsl:template>

  <xsl:template match="tei:sp | tei:spGrp" mode="print:text">
    <speech><xsl:apply-templates mode="print:text"/></speech>
  </xsl:template>

  <xsl:template match="tei:speaker" mode="print:text">
    <speaker><xsl:apply-templates mode="print:text"/></speaker>
  </xsl:template>

  <xsl:template match="(tei:stage | tei:view | tei:sound | tei:camera | tei:caption | tei:tech | tei:incident
    | tei:kinesic | tei:vocal | tei:writing)[print:apart(.)][normalize-space()]" mode="print:text"
    priority="1">
    <stage><xsl:apply-templates mode="print:text"/></stage>
  </xsl:template>

  <xsl:template match="tei:stage | tei:roleDesc | tei:move | tei:view | tei:sound | tei:camera
    | tei:caption | tei:tech | tei:vocal | tei:kinesic | tei:incident | tei:writing" mode="print:text">
    <xsl:where-populated>
      <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
    </xsl:where-populated>
  </xsl:template>
  <xsl:template match="tei:writing//tei:p" mode="print:text" priority="1">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <!-- Who belongs together stands indented below what is said of them. -->
  <xsl:template match="tei:castGroup" mode="print:text">
    <xsl:apply-templates select="tei:head" mode="print:text"/>
    <display kind="group">
      <xsl:apply-templates select="node() except tei:head" mode="print:text"/>
    </display>
  </xsl:template>
  <xsl:template match="tei:castGroup/tei:head" mode="print:text" priority="2">
    <display kind="cast">
      <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
    </display>
  </xsl:template>

  <xsl:template match="tei:castList | tei:set | tei:prologue | tei:epilogue"
    mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <xsl:template match="tei:castItem | tei:castGroup/tei:roleDesc" mode="print:text">
    <display kind="cast"><xsl:apply-templates select="." mode="print:joined"/></display>
  </xsl:template>
</xsl:stylesheet>
