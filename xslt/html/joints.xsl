<?xml version="1.0" encoding="UTF-8"?>
<!-- Works, people, places and what else is data in a text: its parts stand apart on the page though they
     touch in the encoding. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The parts of works, with the signs that their encoding lacks. -->
  <xsl:template match="tei:biblStruct | tei:biblFull | tei:analytic | tei:monogr | tei:series | tei:imprint
    | tei:biblFull/* | tei:locusGrp | tei:langKnowledge" mode="html:text">
    <xsl:apply-templates select="." mode="html:apart">
      <xsl:with-param name="classes" as="xs:string*" select="
        (local-name(), html:type(.))[current()[self::tei:biblStruct | self::tei:biblFull]]"/>
    </xsl:apply-templates>
  </xsl:template>
  <!-- Those of what holds words of its own, too, only apart. -->
  <xsl:template match="tei:respStmt | tei:state | tei:trait | tei:location | tei:relatedItem | tei:birth
    | tei:death | tei:socecStatus | tei:residence | tei:affiliation | tei:education | tei:occupation
    | tei:population | tei:climate | tei:terrain | tei:root | tei:iNode | tei:leaf | tei:eTree | tei:eLeaf
    | tei:triangle | tei:node | tei:arc"
    mode="html:text">
    <xsl:apply-templates select="." mode="html:apart"/>
  </xsl:template>
  <xsl:template match="tei:bibl | tei:notatedMusic" mode="html:text">
    <xsl:apply-templates select="." mode="html:apart">
      <xsl:with-param name="classes" as="xs:string*" select="local-name(), html:type(.)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A wrapper whose content does not touch. -->
  <xsl:template match="*" mode="html:apart" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="classes" as="xs:string*" select="()"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and html:holds-blocks(.)"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., $classes)"/>
      <xsl:apply-templates select="." mode="html:joined">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- The content of an element: of most with a space between parts that touch; of those whose parts are
       data with a sign. -->
  <xsl:template match="*" mode="html:joined" as="node()*">
    <xsl:apply-templates select="." mode="html:spaced"/>
  </xsl:template>
  <xsl:template match="(tei:biblStruct | tei:biblFull | tei:biblFull/* | tei:analytic | tei:monogr
    | tei:series | tei:imprint | tei:locusGrp | tei:langKnowledge | tei:person | tei:personGrp | tei:place
    | tei:org | tei:nym)[not(text()[normalize-space()])]" mode="html:joined" as="node()*">
    <xsl:for-each select="*">
      <xsl:apply-templates select="." mode="html:text"/>
      <xsl:value-of select="following-sibling::*[1] ! f:joint(current(), .)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:address[not(tei:addrLine or text()[normalize-space()])]" mode="html:text"
    priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('address', html:type(.), 'box'))"/>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- What relation is between whom, where no words say so. -->
  <xsl:template match="tei:relation[not(normalize-space())]" mode="html:joined" as="node()*">
    <xsl:value-of select="f:relation(.)"/>
  </xsl:template>

  <!-- A list in the line. -->
  <xsl:template match="tei:list[f:is-run-in(.)]" mode="html:text" priority="2">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('run-in', html:type(.)))"/>
      <xsl:apply-templates select="." mode="html:spaced">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- A sign that is only pointed to. -->
  <xsl:template match="tei:g[not(node())]" mode="html:text" priority="1">
    <span>
      <xsl:sequence select="html:attributes(., ('g', html:type(.)))"/>
      <xsl:value-of select="f:glyph(.)"/>
    </span>
  </xsl:template>

  <!-- Words with a gloss above them. -->
  <xsl:template match="tei:ruby[tei:rt]" mode="html:text" priority="1" as="element(ruby)">
    <ruby>
      <xsl:sequence select="html:attributes(., ())"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </ruby>
  </xsl:template>
  <xsl:template match="tei:ruby/tei:rt" mode="html:text" priority="1" as="element(rt)">
    <rt>
      <xsl:sequence select="html:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </rt>
  </xsl:template>
</xsl:stylesheet>
