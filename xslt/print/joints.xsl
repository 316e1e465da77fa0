<?xml version="1.0" encoding="UTF-8"?>
<!-- Works, people, places and what else is data in a text: its parts stand apart in the book though they
     touch in the encoding. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:biblStruct | tei:biblFull | tei:biblFull/* | tei:analytic | tei:monogr
    | tei:series | tei:imprint | tei:locusGrp | tei:langKnowledge | tei:respStmt | tei:state | tei:trait
    | tei:location | tei:relatedItem | tei:birth | tei:death | tei:socecStatus | tei:residence
    | tei:affiliation | tei:education | tei:occupation
    | tei:population | tei:climate | tei:terrain | tei:root | tei:iNode | tei:leaf | tei:eTree | tei:eLeaf
    | tei:triangle | tei:node | tei:arc | tei:event | tei:interpGrp | tei:spanGrp | tei:linkGrp | tei:joinGrp
    | tei:join | tei:entry//tei:cit | tei:bibl | tei:notatedMusic" mode="print:text">
    <xsl:apply-templates select="." mode="print:joined"/>
  </xsl:template>

  <!-- The content of an element: of most with a space between parts that touch; of those whose parts are
       data with a sign. -->
  <xsl:template match="*" mode="print:joined">
    <xsl:apply-templates select="." mode="print:spaced"/>
  </xsl:template>
  <xsl:template match="(tei:biblStruct | tei:biblFull | tei:biblFull/* | tei:analytic | tei:monogr
    | tei:series | tei:imprint | tei:locusGrp | tei:langKnowledge | tei:person | tei:personGrp | tei:place
    | tei:org | tei:nym | tei:castItem)[not(text()[normalize-space()])]" mode="print:joined">
    <xsl:for-each select="*">
      <xsl:apply-templates select="." mode="print:text"/>
      <xsl:value-of select="following-sibling::*[1] ! f:joint(current(), .)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:address[not(tei:addrLine)]/*[not(preceding-sibling::node()[1][self::text()])]"
    mode="print:text" priority="0.6">
    <xsl:value-of select="preceding-sibling::*[1] ! ' '"/>
    <xsl:next-match/>
  </xsl:template>
  <!-- A picture in the line. -->
  <xsl:template match="tei:figure[../text()[normalize-space()]][not(* except (tei:graphic, tei:figDesc))]"
    mode="print:text" priority="1">
    <xsl:value-of select="'[' || f:label('figure')"/>
    <xsl:for-each select="(* | text())[normalize-space()]">
      <xsl:value-of select="if (position() eq 1) then ': ' else ' '"/>
      <xsl:apply-templates select="." mode="print:text"/>
    </xsl:for-each>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- A list in the line. -->
  <xsl:template match="tei:list[f:is-run-in(.)]" mode="print:text" priority="1">
    <xsl:variable name="words" as="node()*">
      <xsl:for-each select="node()">
        <xsl:apply-templates mode="print:text" select="
          if (self::tei:item or self::tei:label or self::tei:head) then node() else ."/>
        <xsl:if test="self::* and following-sibling::node()[1][self::*]"><xsl:text> </xsl:text></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="print:apart(.)">
        <para><xsl:sequence select="$words"/></para>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A sign that is only pointed to; words with a gloss. -->
  <xsl:template match="tei:g[not(node())]" mode="print:text" priority="1">
    <xsl:value-of select="f:glyph(.)"/>
  </xsl:template>
  <xsl:template match="tei:ruby/tei:rt" mode="print:text" priority="1">
    <xsl:text>(</xsl:text>
    <xsl:apply-templates mode="print:text"/>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <!-- Of words that may be read in more than one way all are printed, the likelier first. -->
  <xsl:template match="tei:choice[not(tei:sic or tei:corr or tei:orig or tei:reg or tei:abbr or tei:expan
    or tei:am or tei:ex)]" mode="print:text" priority="1">
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:if test="position() gt 1"><xsl:text> / </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="print:text"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
