<?xml version="1.0" encoding="UTF-8"?>
<!--
  An expanded schema as a stylesheet: a mode for each pattern, a template for each rule (the earlier
  the higher its priority). Prefixes of the schema are the stylesheet's own. How the patterns get
  their nodes is in starts.xsl.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:variable name="tei-pipeline:prefixes" as="map(xs:string, xs:string)" select="map{
    'xs': 'http://www.w3.org/2001/XMLSchema',
    'fn': 'http://www.w3.org/2005/xpath-functions',
    'map': 'http://www.w3.org/2005/xpath-functions/map',
    'array': 'http://www.w3.org/2005/xpath-functions/array',
    'math': 'http://www.w3.org/2005/xpath-functions/math',
    'tei-pipeline': 'urn:tei-pipeline:schematron'}"/>

  <xsl:template match="sch:schema" mode="stylesheet" as="element()">
    <xsl:variable name="phase" as="element(sch:phase)?"
      select="sch:phase[@id = tei-pipeline:phase(..)]"/>
    <!-- The schema's own templates are not ours, and stand in the way of none. -->
    <out:transform version="3.0" exclude-result-prefixes="#all" default-mode="tei-pipeline:report">
      <xsl:sequence select="tei-pipeline:namespaces(.), tei-pipeline:declarations()"/>
      <xsl:apply-templates select="xsl:*" mode="own"/>
      <xsl:apply-templates select="sch:let[not(@name = $phase/sch:let/@name)], $phase/sch:let"
        mode="global"/>
      <xsl:choose>
        <xsl:when test="tei-pipeline:phase(.) = '#ANY'">
          <xsl:sequence select="tei-pipeline:choice(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="walked" as="element(sch:pattern)*"
            select="sch:pattern[empty($phase/@from)][tei-pipeline:is-walked(.)]"/>
          <xsl:apply-templates select="sch:pattern" mode="pattern"/>
          <xsl:sequence select="tei-pipeline:walk($walked)"/>
          <out:template match="/" as="element()">
            <tei-pipeline:report>
              <xsl:sequence select="tei-pipeline:walk-start($walked)"/>
              <xsl:apply-templates select="sch:pattern except $walked" mode="start">
                <xsl:with-param name="from" as="attribute()?" select="$phase/@from"/>
              </xsl:apply-templates>
            </tei-pipeline:report>
          </out:template>
        </xsl:otherwise>
      </xsl:choose>
    </out:transform>
  </xsl:template>

  <!-- The prefixes that the schema declares, and those of XPath's own namespaces: real schemas use
       xs without declaring it. -->
  <xsl:function name="tei-pipeline:namespaces" as="namespace-node()*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each-group select="$schema/sch:ns" group-by="@prefix">
      <xsl:namespace name="{@prefix}" select="normalize-space(@uri)"/>
    </xsl:for-each-group>
    <xsl:for-each select="map:keys($tei-pipeline:prefixes)[not(. = $schema/sch:ns/@prefix)]">
      <xsl:namespace name="{.}" select="$tei-pipeline:prefixes(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What prefixes stand for in an element of the schema, where parts of it have prefixes of their own. -->
  <xsl:function name="tei-pipeline:own-prefixes" as="namespace-node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="schema" as="element(sch:schema)?"
      select="$element/ancestor::sch:schema[@tei-pipeline:mixed]"/>
    <xsl:for-each-group select="$schema/sch:ns/@prefix" group-by="string()">
      <xsl:namespace name="{.}" select="tei-pipeline:uri(., $element)"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The namespace that a prefix stands for in an element of the schema. -->
  <xsl:function name="tei-pipeline:uri" as="xs:string?">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="own" as="xs:string?" select="
      tokenize($element/@tei-pipeline:prefixes)[substring-before(., '=') = $prefix]"/>
    <xsl:sequence select="
      if ($prefix = 'xml') then 'http://www.w3.org/XML/1998/namespace'
      else ($own ! substring-after(., '='),
        $element/ancestor::sch:schema/sch:ns[@prefix = $prefix]/@uri/normalize-space(),
        $tei-pipeline:prefixes($prefix))[1]"/>
  </xsl:function>

  <!-- A template that says which phase a document asks for: the first whose `when` is true. -->
  <xsl:function name="tei-pipeline:choice" as="element()">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <out:template match="/" as="element()">
      <out:choose>
        <out:when test="false()"/>
        <xsl:for-each select="$schema/sch:phase[@when]">
          <out:when test="{tei-pipeline:scoped(@when, map{})}">
            <xsl:copy-of select="@tei-pipeline:at"/>
            <tei-pipeline:phase>
              <xsl:attribute name="id" select="tei-pipeline:literal(@id)"/>
            </tei-pipeline:phase>
          </out:when>
        </xsl:for-each>
        <out:otherwise>
          <tei-pipeline:phase id="#ALL"/>
        </out:otherwise>
      </out:choose>
    </out:template>
  </xsl:function>

  <!-- XSLT of the schema's own reads documents through us too. -->
  <xsl:template mode="own" as="attribute()"
    match="xsl:*/(@select | @test | @use | @group-by | @group-adjacent)">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes" select="map{}"/>
    <xsl:attribute name="{name()}" select="tei-pipeline:scoped(., $names)"/>
  </xsl:template>

  <xsl:template match="sch:schema/xsl:*" mode="own" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="own"/>
      <xsl:if test="not(@default-mode)">
        <xsl:attribute name="default-mode" select="'#unnamed'"/>
      </xsl:if>
      <xsl:apply-templates mode="own"/>
    </xsl:copy>
  </xsl:template>

  <!-- The names in the stylesheet of a pattern's variables, where another pattern has the same. -->
  <xsl:function name="tei-pipeline:names" as="map(xs:string, xs:string)">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="
      map:merge($pattern/sch:let/@name[. = ($pattern/../sch:pattern except $pattern)/sch:let/@name]
        ! map{string(.): '$tei-pipeline:' || . || '.' || $pattern/@tei-pipeline:number})"/>
  </xsl:function>
</xsl:transform>
