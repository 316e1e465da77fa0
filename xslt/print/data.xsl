<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries, feature structures and formulas, plain and readable. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What was said, and by whom. -->
  <xsl:template match="tei:u" mode="print:text">
    <para>
      <xsl:sequence select="@n"/>
      <xsl:if test="exists(f:speakers(.))">
        <emph kind="small-caps"><xsl:value-of select="f:speakers(.)" separator=", "/></emph>
        <xsl:text>: </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="print:text"/>
    </para>
  </xsl:template>

  <xsl:template match="tei:post | tei:tree | tei:graph | tei:forest | tei:listForest" mode="print:text">
    <display kind="description">
      <xsl:if test="self::tei:post and exists(f:speakers(.))">
        <emph kind="small-caps"><xsl:value-of select="f:speakers(.)" separator=", "/></emph>
        <xsl:text>: </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="print:spaced"/>
    </display>
  </xsl:template>

  <!-- An entry and each of its senses begin a line. -->
  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry | tei:hom | tei:sense | tei:dictScrap
    | tei:fLib | tei:fvLib" mode="print:text">
    <display kind="description">
      <xsl:if test="self::tei:sense">
        <xsl:value-of select="@n ! (. || ' ')"/>
      </xsl:if>
      <xsl:if test="self::tei:entry and @n and f:is-homograph(.)">
        <emph kind="superscript"><xsl:value-of select="@n"/></emph>
      </xsl:if>
      <xsl:apply-templates select="." mode="print:spaced"/>
    </display>
  </xsl:template>

  <!-- Their parts stand in the line. -->
  <xsl:template match="tei:form | tei:gramGrp | tei:etym | tei:xr | tei:re | tei:fs | tei:vColl
    | tei:vAlt | tei:vNot | tei:vMerge | tei:default" mode="print:text">
    <xsl:apply-templates select="." mode="print:spaced"/>
  </xsl:template>
  <xsl:template match="tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:def | tei:number
    | tei:per | tei:tns | tei:mood | tei:oRef | tei:pRef | tei:oVar | tei:pVar | tei:string"
    mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>
  <xsl:template match="tei:gram | tei:pos | tei:gen | tei:case | tei:iType | tei:subc | tei:colloc
    | tei:usg | tei:lbl" mode="print:text">
    <emph kind="italic"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <!-- Of a formula in MathML the book has the signs in a row. -->
  <xsl:template match="m:*" mode="print:text">
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <!-- A feature: its name and its value. -->
  <xsl:template match="tei:f | tei:vLabel" mode="print:text">
    <xsl:value-of select="@name ! (. || ' ')"/>
    <xsl:apply-templates select="." mode="print:spaced"/>
  </xsl:template>
  <xsl:template match="tei:symbol | tei:numeric | tei:binary" mode="print:text">
    <xsl:value-of select="@value"/>
    <xsl:apply-templates mode="print:text"/>
  </xsl:template>

  <!-- The content of an element; parts that touch in the encoding stand apart in the book. -->
  <xsl:template match="*" mode="print:spaced">
    <xsl:for-each select="node()">
      <xsl:apply-templates select="." mode="print:text"/>
      <xsl:if test="self::* and following-sibling::node()[1][self::*]"><xsl:text> </xsl:text></xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
