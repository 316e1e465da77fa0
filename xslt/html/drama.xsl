<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: who plays whom, who speaks, what happens on the stage. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A group of roles: what is said of all of them stands beside a bracket. -->
  <xsl:template match="tei:castGroup" mode="html:text" priority="2">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else $item}">
      <xsl:sequence select="html:attributes(., ('castGroup', 'box'[$phrasing]))"/>
      <xsl:choose>
        <xsl:when test="$phrasing">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="tei:head" mode="#current"/>
          <xsl:apply-templates select="." mode="html:cast"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <xsl:template match="*" mode="html:cast" as="element()*">
    <xsl:variable name="roles" as="element()*" select="tei:castItem | tei:castGroup"/>
    <xsl:variable name="shared" as="node()*" select="
      node()[not(self::text()[not(normalize-space())])] except ($roles, tei:head)"/>
    <div class="{if ($shared) then 'bracket' else 'roles'}">
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="$roles" mode="html:text">
            <xsl:with-param name="item" as="xs:string" select="'li'"/>
          </xsl:apply-templates>
        </ul>
      </xsl:where-populated>
      <xsl:where-populated>
        <div class="shared">
          <xsl:apply-templates select="$shared" mode="html:text"/>
        </div>
      </xsl:where-populated>
    </div>
  </xsl:template>
  <!-- A role: where the source has no marks between its parts, a style sets a comma. -->
  <xsl:template match="tei:castItem" mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else $item}">
      <xsl:sequence select="html:attributes(., ('castItem', html:type(.),
        'bare'[not(current()/text()[normalize-space()])]))"/>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- What happens: a line of its own between speeches and lines, else among the words. -->
  <xsl:template match="tei:stage | tei:camera | tei:sound | tei:tech | tei:view
    | tei:caption[not(parent::tei:figure)]" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and not(html:in-line(.))"/>
    <xsl:variable name="classes" as="xs:string*" select="local-name(), html:type(.), 'box'[$apart]"/>
    <xsl:choose>
      <xsl:when test="$apart">
        <div>
          <xsl:sequence select="html:attributes(., $classes)"/>
          <xsl:apply-templates mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="html:wrap">
          <xsl:with-param name="classes" as="xs:string*" select="$classes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An entrance or exit that no stage direction tells of is a mark that the words do not show. -->
  <xsl:template match="tei:move" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="'move', html:type(.)"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
