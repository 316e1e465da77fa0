<?xml version="1.0" encoding="UTF-8"?>
<!-- Patterns, rules and tests as modes, templates and tries; the variables of all levels. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:template match="sch:pattern" mode="pattern" as="element()*">
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="tei-pipeline:names(.)"/>
    <out:mode name="tei-pipeline:pattern-{@tei-pipeline:number}" on-no-match="deep-skip"
      use-accumulators="#all"/>
    <!-- A document node that is skipped would have its children tried again. -->
    <out:template match="/" mode="tei-pipeline:pattern-{@tei-pipeline:number}" priority="0"/>
    <xsl:apply-templates select="sch:let" mode="global">
      <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="sch:rule" mode="pattern">
      <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A variable of schema, phase or pattern. One that cannot be computed breaks what uses it. -->
  <xsl:template match="sch:let" mode="global" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes" select="map{}"/>
    <out:variable name="{substring(($names(@name), '$' || @name)[1], 2)}">
      <xsl:sequence select="tei-pipeline:origin(.)"/>
      <xsl:copy-of select="@as, @tei-pipeline:let"/>
      <xsl:sequence select="tei-pipeline:content(., $names)"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:rule" mode="pattern" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:template match="{tei-pipeline:scoped(@context, $names)}"
      mode="tei-pipeline:pattern-{../@tei-pipeline:number}"
      priority="{1 + count(following-sibling::sch:rule)}" default-mode="#unnamed">
      <xsl:sequence select="tei-pipeline:origin(.)"/>
      <xsl:copy-of select="@tei-pipeline:rule"/>
      <xsl:attribute name="tei-pipeline:pattern" select="../@id"/>
      <out:if test="{tei-pipeline:wanted(.)}">
        <out:if test="$tei-pipeline:count">
          <tei-pipeline:matched/>
        </out:if>
        <xsl:apply-templates select="." mode="rule">
          <xsl:with-param name="names" as="map(xs:string, xs:string)" tunnel="yes"
            select="map:remove($names, sch:let/@name ! string())"/>
        </xsl:apply-templates>
      </out:if>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule" mode="rule" as="element()*">
    <xsl:apply-templates select="sch:assert | sch:report" mode="rule"/>
  </xsl:template>

  <!-- Errors in a rule's variables pass by the tries of its tests. -->
  <xsl:template match="sch:rule[sch:let or @visit-each]" mode="rule" as="element()+">
    <out:variable name="tei-pipeline:node" as="node()" select="."/>
    <out:try>
      <xsl:apply-templates mode="rule"
        select="sch:let, if (@visit-each) then @visit-each else (sch:assert | sch:report)"/>
      <xsl:sequence select="tei-pipeline:catch(., '.')"/>
    </out:try>
  </xsl:template>

  <xsl:template match="@visit-each" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:for-each select="{tei-pipeline:scoped(., $names)}">
      <xsl:apply-templates select="../(sch:assert | sch:report)" mode="rule"/>
    </out:for-each>
  </xsl:template>

  <xsl:template match="sch:let" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:variable name="{@name}">
      <xsl:sequence select="tei-pipeline:origin(.)"/>
      <xsl:copy-of select="@as"/>
      <xsl:sequence select="tei-pipeline:content(., $names)"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:assert" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:try>
      <xsl:sequence select="tei-pipeline:origin(.)"/>
      <xsl:copy-of select="@tei-pipeline:check"/>
      <out:choose>
        <out:when test="{tei-pipeline:scoped(@test, $names)}"/>
        <out:otherwise>
          <xsl:sequence select="tei-pipeline:failure(., $names)"/>
        </out:otherwise>
      </out:choose>
      <xsl:sequence select="tei-pipeline:catch(., tei-pipeline:node(.))"/>
    </out:try>
  </xsl:template>

  <xsl:template match="sch:report" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:try>
      <xsl:sequence select="tei-pipeline:origin(.)"/>
      <xsl:copy-of select="@tei-pipeline:check"/>
      <out:if test="{tei-pipeline:scoped(@test, $names)}">
        <xsl:sequence select="tei-pipeline:failure(., $names)"/>
      </out:if>
      <xsl:sequence select="tei-pipeline:catch(., tei-pipeline:node(.))"/>
    </out:try>
  </xsl:template>

  <!-- The node that a test is about: what a rule visits may be no node. -->
  <xsl:function name="tei-pipeline:node" as="xs:string">
    <xsl:param name="check" as="element()"/>
    <xsl:sequence select="
      if ($check/../@visit-each) then 'if (. instance of node()) then . else $tei-pipeline:node'
      else '.'"/>
  </xsl:function>

  <!-- What an xsl:variable holds: an attribute with the let's expression, or the let's content. -->
  <xsl:function name="tei-pipeline:content" as="node()*">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="$let/@value">
      <xsl:attribute name="select" select="tei-pipeline:scoped(., $names)"/>
    </xsl:for-each>
    <xsl:apply-templates select="$let[not(@value)]/node()" mode="literal"/>
  </xsl:function>

  <!-- The content of a variable is data, even where it looks like XSLT. -->
  <xsl:template match="*" mode="literal" as="element()">
    <out:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:for-each select="@* except @tei-pipeline:*">
        <out:attribute name="{name()}" namespace="{namespace-uri()}">
          <out:text>
            <xsl:sequence select="string()"/>
          </out:text>
        </out:attribute>
      </xsl:for-each>
      <xsl:apply-templates mode="literal"/>
    </out:element>
  </xsl:template>

  <xsl:template match="text()[normalize-space()]" mode="literal" as="element()">
    <out:text>
      <xsl:sequence select="string()"/>
    </out:text>
  </xsl:template>

  <!-- Where an element of the stylesheet comes from, and the XPath that holds there: that of
       XPath 1.0 where the schema asks for it, or for nothing. -->
  <xsl:function name="tei-pipeline:origin" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="binding" as="xs:string"
      select="lower-case(string(($element/ancestor::sch:schema/@queryBinding, 'xslt')[1]))"/>
    <xsl:sequence select="tei-pipeline:own-prefixes($element)"/>
    <xsl:copy-of select="$element/@tei-pipeline:at"/>
    <xsl:if test="$binding = $tei-pipeline:first">
      <xsl:attribute name="version" select="'1.0'"/>
    </xsl:if>
  </xsl:function>
</xsl:transform>
