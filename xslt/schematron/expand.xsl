<?xml version="1.0" encoding="UTF-8"?>
<!--
  Abstract patterns and rules, written out (ISO/IEC 19757-3:2016, 5.4.12, 5.4.10 and 6.3); parameters
  of the schema as variables and groups as a pattern for each of their rules (2025).
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:template mode="expand" as="empty-sequence()"
    match="(sch:pattern | sch:group | sch:rule)[@abstract = 'true'] | sch:rules" priority="2"/>

  <xsl:template match="sch:schema/sch:param" mode="expand" as="element(sch:let)">
    <sch:let>
      <xsl:copy-of select="@*"/>
    </sch:let>
  </xsl:template>

  <xsl:template match="(sch:pattern | sch:group)[@is-a]" mode="expand" as="element(sch:pattern)*"
    priority="1">
    <xsl:variable name="model" as="element()" select="tei-pipeline:model(.)"/>
    <xsl:variable name="values" as="map(xs:string, xs:string)"
      select="map:merge(($model/sch:param[@value], sch:param) ! map{string(@name): string(@value)},
        map{'duplicates': 'use-last'})"/>
    <xsl:variable name="notes" as="xs:string*"
      select="$model//(@diagnostics | @properties) ! tokenize(.)"/>
    <xsl:variable name="body" as="element()*">
      <xsl:apply-templates select="$model/(* except sch:param)" mode="expand"/>
    </xsl:variable>
    <xsl:variable name="instance" as="element()">
      <xsl:copy>
        <xsl:copy-of select="@tei-pipeline:at, (., $model)/@tei-pipeline:prefixes => head()"/>
        <xsl:apply-templates mode="instantiate"
          select="$model/(@documents, @role), @* except (@is-a, @tei-pipeline:*), sch:let, $body,
            ../(sch:diagnostics, sch:properties)/*[@id = $notes]">
          <xsl:with-param name="values" as="map(xs:string, xs:string)" select="$values" tunnel="yes"/>
          <xsl:with-param name="texts" as="xs:boolean" select="tei-pipeline:has-templates(.)"
            tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:variable>
    <xsl:apply-templates select="$instance" mode="expand"/>
  </xsl:template>

  <xsl:template match="sch:group" mode="expand" as="element(sch:pattern)*">
    <xsl:variable name="group" as="element(sch:group)" select="."/>
    <xsl:for-each select="sch:rule[not(@abstract = 'true')]">
      <sch:pattern>
        <xsl:copy-of select="$group/@*"/>
        <xsl:apply-templates select="$group/(* except sch:rule), ." mode="expand"/>
      </sch:pattern>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="@*" mode="instantiate" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}"
      select="tei-pipeline:replace-names(., $values)"/>
  </xsl:template>

  <xsl:template match="text()" mode="instantiate" as="text()?">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:param name="texts" as="xs:boolean" tunnel="yes"/>
    <xsl:value-of separator="" select="
      if ($texts)
      then tei-pipeline:computed(.) ! (
        if (fn:group) then tei-pipeline:replace-names(., $values) else string())
      else ."/>
  </xsl:template>

  <xsl:template match="sch:extends" mode="expand" as="node()*">
    <xsl:apply-templates select="tei-pipeline:extended(.)/node()" mode="expand"/>
  </xsl:template>

  <!-- A pattern of the phase. Numbers are those in the whole schema. -->
  <xsl:template match="sch:pattern" mode="number" as="element(sch:pattern)?">
    <xsl:variable name="phase" as="xs:string" select="tei-pipeline:phase(..)"/>
    <xsl:variable name="number" as="xs:integer">
      <xsl:number count="sch:pattern"/>
    </xsl:variable>
    <xsl:if test="($phase = '#ALL' or @id = ../sch:phase[@id = $phase]/sch:active/@pattern)
      and not('start:' || $number = tokenize($left-out))">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:attribute name="tei-pipeline:number" select="$number"/>
        <xsl:apply-templates mode="number"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sch:rule" mode="number" as="element(sch:rule)?">
    <xsl:variable name="number" as="xs:integer">
      <xsl:number level="any" count="sch:rule"/>
    </xsl:variable>
    <xsl:variable name="first" as="xs:integer" select="$number - count(preceding-sibling::sch:rule)"/>
    <xsl:if test="not(($first to $number) ! ('rule:' || .) = tokenize($left-out))">
      <xsl:copy>
        <xsl:copy-of select="@* except @visit-each"/>
        <xsl:attribute name="tei-pipeline:rule" select="$number"/>
        <xsl:if test="not('body:' || $number = tokenize($left-out))">
          <xsl:copy-of select="@visit-each"/>
          <xsl:apply-templates mode="number"/>
        </xsl:if>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report | sch:let[not(parent::sch:rule)]" mode="number"
    as="element()?">
    <xsl:variable name="kind" as="xs:string" select="if (self::sch:let) then 'let' else 'check'"/>
    <xsl:variable name="number" as="xs:integer">
      <xsl:number level="any" count="sch:assert | sch:report | sch:let"/>
    </xsl:variable>
    <xsl:if test="not(($kind || ':' || $number) = tokenize($left-out))">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:attribute name="tei-pipeline:{$kind}" select="$number"/>
        <xsl:copy-of select="node()"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- A declaration of XSLT, in the schema's namespaces. -->
  <xsl:template match="sch:schema/xsl:*" mode="number" as="element()?">
    <xsl:variable name="number" as="xs:integer">
      <xsl:number count="xsl:*"/>
    </xsl:variable>
    <xsl:if test="not('own:' || $number = tokenize($left-out))">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:attribute name="tei-pipeline:own" select="$number"/>
        <xsl:copy-of select="node()"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- The abstract pattern or group that an instance names. -->
  <xsl:function name="tei-pipeline:model" as="element()?">
    <xsl:param name="instance" as="element()"/>
    <xsl:sequence select="
      $instance/../(sch:pattern | sch:group)[@abstract = 'true'][@id = $instance/@is-a] => head()"/>
  </xsl:function>

  <!-- The abstract rule that an extends names: one of its own pattern, or of the schema's rules. -->
  <xsl:function name="tei-pipeline:extended" as="element(sch:rule)?">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:variable name="scope" as="element()*" select="
      $extends/(ancestor::sch:pattern, ancestor::sch:group, ancestor::sch:schema/sch:rules)"/>
    <xsl:sequence select="$scope/sch:rule[@abstract = 'true'][@id = $extends/@rule] => head()"/>
  </xsl:function>
</xsl:transform>
