<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheet reports: a test that fails, with its text and notes, or one that breaks. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:variable name="tei-pipeline:description" as="xs:string"
    select="'$Q{http://www.w3.org/2005/xqt-errors}description'"/>
  <xsl:variable name="tei-pipeline:code" as="xs:string"
    select="'$Q{http://www.w3.org/2005/xqt-errors}code'"/>

  <!-- Whether a schema says that it is written for the edition of 2025. -->
  <xsl:function name="tei-pipeline:is-of-2025" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/ancestor::sch:schema[@schematronEdition ge '2025'])"/>
  </xsl:function>

  <!-- Whether messages may hold templates: in the query language xslt3 of 2025. -->
  <xsl:function name="tei-pipeline:has-templates" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      tei-pipeline:is-of-2025($node)
      and lower-case($node/ancestor::sch:schema/@queryBinding) = 'xslt3'"/>
  </xsl:function>

  <!-- The node that a subject selects, if it does. -->
  <xsl:function name="tei-pipeline:subject" as="xs:string">
    <xsl:param name="subject" as="attribute()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      '(' || tei-pipeline:scoped($subject, $names) || ')[. instance of node()][1]'"/>
  </xsl:function>

  <!-- What the stylesheet reports where a test fails. Words about a subject are in its context where
       the schema says that it is of 2025 (6.3 there); before, all took the rule's. -->
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
        <xsl:attribute name="subject"
          select="'{' || tei-pipeline:subject($subject, $names) || ' ! tei-pipeline:place(.)}'"/>
      </xsl:if>
      <xsl:variable name="text" as="node()*">
        <xsl:apply-templates select="$check/node()" mode="text">
          <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:variable>
      <tei-pipeline:text>
        <xsl:choose>
          <xsl:when test="$subject and tei-pipeline:is-of-2025($check)">
            <out:for-each select="({tei-pipeline:subject($subject, $names)}, .)[1]">
              <xsl:sequence select="$text"/>
            </out:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$text"/>
          </xsl:otherwise>
        </xsl:choose>
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
      <xsl:sequence select="tei-pipeline:own-prefixes(.)"/>
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

  <!-- Text with templates. -->
  <xsl:template mode="text" as="element()*" priority="1" match="
    text()[contains(., '{') or contains(., '}')][tei-pipeline:has-templates(.)]">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="element" as="element()" select=".."/>
    <xsl:for-each select="tei-pipeline:computed(.)">
      <xsl:choose>
        <xsl:when test="fn:group">
          <out:value-of select="{tei-pipeline:scoped(string(fn:group), $element, $names)}"/>
        </xsl:when>
        <xsl:otherwise>
          <out:text>
            <xsl:sequence select="replace(., '([{}])\1', '$1')"/>
          </out:text>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
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

  <!-- XSLT in a message is run; elements of other vocabularies are what they hold. -->
  <xsl:template match="xsl:*" mode="text" as="element()">
    <xsl:apply-templates select="." mode="own"/>
  </xsl:template>

  <xsl:template match="*[not(self::sch:* or self::xsl:*)]" mode="text" as="node()*">
    <xsl:apply-templates select="node()" mode="text"/>
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
