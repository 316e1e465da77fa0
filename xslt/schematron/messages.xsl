<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheet reports: a test that fails, with its text and notes, or one that breaks. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:variable name="tei-pipeline:description" as="xs:string"
    select="'$Q{http://www.w3.org/2005/xqt-errors}description'"/>
  <xsl:variable name="tei-pipeline:code" as="xs:string"
    select="'$Q{http://www.w3.org/2005/xqt-errors}code'"/>

  <!-- What the stylesheet reports where a test fails. -->
  <xsl:function name="tei-pipeline:failure" as="element()">
    <xsl:param name="check" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="subject" as="attribute()?" select="($check/@subject, $check/../@subject)[1]"/>
    <tei-pipeline:failure kind="{local-name($check)}"
      place="{{tei-pipeline:place({tei-pipeline:node($check)})}}">
      <xsl:for-each select="tei-pipeline:identity($check)">
        <xsl:attribute name="{name()}" select="tei-pipeline:literal(.)"/>
      </xsl:for-each>
      <xsl:attribute name="role" select="string-join(
        ($check, $check/.., $check/../..[self::sch:pattern]) ! (@severity, @role, @flag)
          ! tei-pipeline:dynamic(., $names), ' ')"/>
      <xsl:if test="$subject">
        <xsl:attribute name="subject" select="
          '{((' || tei-pipeline:scoped($subject, $names) || ')[. instance of node()] ! '
            || 'tei-pipeline:place(.))[1]}'"/>
      </xsl:if>
      <tei-pipeline:text>
        <xsl:apply-templates select="$check/node()" mode="text">
          <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
        </xsl:apply-templates>
      </tei-pipeline:text>
      <xsl:apply-templates mode="note"
        select="$check/(@diagnostics, @properties) ! tokenize(.) ! tei-pipeline:note($check, .)">
        <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </tei-pipeline:failure>
  </xsl:function>

  <!-- The diagnostic or property of an id: its pattern's own instance before the schema's. -->
  <xsl:function name="tei-pipeline:note" as="element()?">
    <xsl:param name="check" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="
      ($check/ancestor::sch:pattern/(sch:diagnostic | sch:property)[@id = $id],
        $check/ancestor::sch:schema//(sch:diagnostic | sch:property)[@id = $id])[1]"/>
  </xsl:function>

  <xsl:template match="sch:diagnostic | sch:property" mode="note" as="element()">
    <xsl:element name="tei-pipeline:{local-name()}" namespace="urn:tei-pipeline:schematron">
      <xsl:copy-of select="@tei-pipeline:at"/>
      <xsl:for-each select="@id, (ancestor-or-self::*/@xml:lang)[last()]">
        <xsl:attribute name="{name()}" namespace="{namespace-uri()}"
          select="tei-pipeline:literal(.)"/>
      </xsl:for-each>
      <xsl:apply-templates select="node()" mode="text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()" mode="text" as="element()">
    <out:text>
      <xsl:sequence select="string()"/>
    </out:text>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="text" as="node()*">
    <xsl:apply-templates select="node()" mode="text"/>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="text" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:value-of select="{tei-pipeline:scoped(@select, $names)}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="text" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:value-of select="{(@path/tei-pipeline:scoped(., $names), 'name()')[1]}"/>
  </xsl:template>

  <!-- XSLT and elements of other vocabularies in a message stand for themselves. -->
  <xsl:template match="*[not(self::sch:*)]" mode="text" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- What it reports where a test cannot be run, at a node. There is one for each test: a call is
       compiled in half the time of an element. -->
  <xsl:function name="tei-pipeline:catch" as="element()">
    <xsl:param name="subject" as="element()"/>
    <xsl:param name="node" as="xs:string"/>
    <xsl:variable name="identity" as="xs:string*"
      select="tei-pipeline:identity($subject) ! ('''' || replace(., '''', '''''') || '''')"/>
    <out:catch errors="*" select="tei-pipeline:broken({$node}, {string-join($identity, ', ')}, {
      $tei-pipeline:code}, {$tei-pipeline:description})"/>
  </xsl:function>

  <!-- Which test it is, where the schema has it, and the number of its pattern. -->
  <xsl:function name="tei-pipeline:identity" as="attribute()+">
    <xsl:param name="subject" as="element()"/>
    <xsl:attribute name="assert" select="$subject/@id"/>
    <xsl:attribute name="at" select="$subject/@tei-pipeline:at"/>
    <xsl:attribute name="pattern"
      select="$subject/ancestor-or-self::sch:pattern/@tei-pipeline:number"/>
  </xsl:function>
</xsl:transform>
