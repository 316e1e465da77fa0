<?xml version="1.0" encoding="UTF-8"?>
<!--
  An expanded schema as a stylesheet: a mode for each pattern, a template for each rule (the earlier
  the higher its priority), a try for each test. Prefixes of the schema are the stylesheet's own.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:variable name="tei-pipeline:description" as="xs:string"
    select="'$Q{http://www.w3.org/2005/xqt-errors}description'"/>
  <xsl:variable name="tei-pipeline:code" as="xs:string"
    select="'{local-name-from-QName($Q{http://www.w3.org/2005/xqt-errors}code)}'"/>

  <xsl:variable name="tei-pipeline:prefixes" as="map(xs:string, xs:string)" select="map{
    'xs': 'http://www.w3.org/2001/XMLSchema',
    'fn': 'http://www.w3.org/2005/xpath-functions',
    'map': 'http://www.w3.org/2005/xpath-functions/map',
    'array': 'http://www.w3.org/2005/xpath-functions/array',
    'math': 'http://www.w3.org/2005/xpath-functions/math'}"/>

  <xsl:template match="sch:schema" mode="stylesheet" as="element()">
    <xsl:variable name="patterns" as="element(sch:pattern)*" select="tei-pipeline:active(.)"/>
    <xsl:variable name="phase" as="element(sch:phase)?"
      select="sch:phase[@id = tei-pipeline:phase(..)]"/>
    <out:transform version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="tei-pipeline:namespaces(.)"/>
      <out:output method="xml" indent="no"/>
      <xsl:copy-of select="xsl:*"/>
      <xsl:apply-templates select="sch:let[not(@name = $phase/sch:let/@name)], $phase/sch:let"
        mode="global"/>
      <out:template match="/" as="element()">
        <tei-pipeline:report>
          <xsl:for-each select="1 to count($patterns)">
            <out:apply-templates select="/" mode="pattern-{.}"/>
          </xsl:for-each>
        </tei-pipeline:report>
      </out:template>
      <xsl:apply-templates select="$patterns" mode="pattern">
        <xsl:with-param name="patterns" as="element(sch:pattern)*" select="$patterns"/>
      </xsl:apply-templates>
    </out:transform>
  </xsl:template>

  <!-- The prefixes that the schema declares, and those of XPath's own namespaces: real schemas use
       xs without declaring it. -->
  <xsl:function name="tei-pipeline:namespaces" as="namespace-node()*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each-group select="$schema/sch:ns" group-by="@prefix">
      <xsl:namespace name="{@prefix}" select="@uri"/>
    </xsl:for-each-group>
    <xsl:for-each select="map:keys($tei-pipeline:prefixes)[not(. = $schema/sch:ns/@prefix)]">
      <xsl:namespace name="{.}" select="$tei-pipeline:prefixes(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="sch:pattern" mode="pattern" as="element()*">
    <xsl:param name="patterns" as="element(sch:pattern)*"/>
    <xsl:variable name="number" as="xs:integer" select="position()"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="
      map:merge(sch:let/@name[. = ($patterns except current())/sch:let/@name]
        ! map{string(.): '$' || . || '.' || $number})"/>
    <out:mode name="pattern-{$number}" on-no-match="shallow-skip"/>
    <xsl:apply-templates select="sch:let" mode="global">
      <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="sch:rule" mode="pattern">
      <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
      <xsl:with-param name="mode" as="xs:string" select="'pattern-' || $number"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A variable of schema, phase or pattern. If it cannot be computed it becomes a function, which
       no test can use: those that need it are reported as broken, the others run. -->
  <xsl:template match="sch:let" mode="global" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes" select="map{}"/>
    <out:variable name="{substring(($names(@name), '$' || @name)[1], 2)}">
      <xsl:copy-of select="@tei-pipeline:at, @as"/>
      <xsl:sequence select="tei-pipeline:content(., $names)"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:let[@value][not(@as)]" mode="global" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes" select="map{}"/>
    <out:variable name="{substring(($names(@name), '$' || @name)[1], 2)}" as="item()*">
      <xsl:copy-of select="@tei-pipeline:at"/>
      <out:try select="{tei-pipeline:scoped(@value, $names)}">
        <out:catch>
          <out:message select="'TPS202|{@tei-pipeline:at}|' || {$tei-pipeline:description}"/>
          <out:sequence select="function() as item()* {{ () }}"/>
        </out:catch>
      </out:try>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:rule" mode="pattern" as="element()">
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:template match="{tei-pipeline:scoped(@context, $names)}" mode="{$mode}"
      priority="{1 + count(following-sibling::sch:rule)}">
      <xsl:copy-of select="@tei-pipeline:at"/>
      <xsl:apply-templates select="." mode="rule">
        <xsl:with-param name="names" as="map(xs:string, xs:string)" tunnel="yes"
          select="map:remove($names, sch:let/@name ! string())"/>
      </xsl:apply-templates>
      <out:apply-templates select="@*, node()" mode="{$mode}"/>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule" mode="rule" as="element()*">
    <xsl:apply-templates select="sch:assert | sch:report" mode="rule"/>
  </xsl:template>

  <!-- Errors in a rule's variables pass by the tries of its tests. -->
  <xsl:template match="sch:rule[sch:let]" mode="rule" as="element()*">
    <out:try>
      <xsl:apply-templates select="sch:let | sch:assert | sch:report" mode="rule"/>
      <xsl:sequence select="tei-pipeline:catch(.)"/>
    </out:try>
  </xsl:template>

  <xsl:template match="sch:let" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:variable name="{@name}">
      <xsl:copy-of select="@tei-pipeline:at, @as"/>
      <xsl:sequence select="tei-pipeline:content(., $names)"/>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:assert" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:try>
      <xsl:copy-of select="@tei-pipeline:at"/>
      <out:choose>
        <out:when test="{tei-pipeline:scoped(@test, $names)}"/>
        <out:otherwise>
          <xsl:sequence select="tei-pipeline:failure(., $names)"/>
        </out:otherwise>
      </out:choose>
      <xsl:sequence select="tei-pipeline:catch(.)"/>
    </out:try>
  </xsl:template>

  <xsl:template match="sch:report" mode="rule" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:try>
      <xsl:copy-of select="@tei-pipeline:at"/>
      <out:if test="{tei-pipeline:scoped(@test, $names)}">
        <xsl:sequence select="tei-pipeline:failure(., $names)"/>
      </out:if>
      <xsl:sequence select="tei-pipeline:catch(.)"/>
    </out:try>
  </xsl:template>

  <!-- What the stylesheet reports where a test fails. -->
  <xsl:function name="tei-pipeline:failure" as="element()">
    <xsl:param name="check" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="root($check)"/>
    <xsl:variable name="subject" as="attribute()?" select="($check/@subject, $check/../@subject)[1]"/>
    <tei-pipeline:failure path="{{path()}}">
      <xsl:sequence select="tei-pipeline:identity($check)"/>
      <xsl:attribute name="role" select="tei-pipeline:literal(string-join(
        ($check, $check/.., $check/../..[self::sch:pattern]) ! (@severity, @role, @flag), ' '))"/>
      <xsl:if test="$subject">
        <xsl:attribute name="subject"
          select="'{(' || tei-pipeline:scoped($subject, $names) || ') ! path() => head()}'"/>
      </xsl:if>
      <tei-pipeline:text>
        <xsl:apply-templates select="$check/node()" mode="text">
          <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
        </xsl:apply-templates>
      </tei-pipeline:text>
      <xsl:apply-templates mode="note" select="
        for $id in tokenize($check/@diagnostics) return $schema//sch:diagnostic[@id = $id],
        for $id in tokenize($check/@properties) return $schema//sch:property[@id = $id]">
        <xsl:with-param name="names" as="map(xs:string, xs:string)" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </tei-pipeline:failure>
  </xsl:function>

  <xsl:template match="sch:diagnostic | sch:property" mode="note" as="element()">
    <xsl:element name="tei-pipeline:{local-name()}" namespace="urn:tei-pipeline:schematron">
      <xsl:copy-of select="@id, @xml:lang"/>
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
    <out:value-of select="{tei-pipeline:scoped((@path, 'name()')[1], $names)}"/>
  </xsl:template>

  <!-- XSLT and elements of other vocabularies in a message stand for themselves. -->
  <xsl:template match="*[not(self::sch:*)]" mode="text" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- What it reports where a test cannot be run. -->
  <xsl:function name="tei-pipeline:catch" as="element()">
    <xsl:param name="subject" as="element()"/>
    <out:catch errors="*">
      <tei-pipeline:broken path="{{path()}}" code="{$tei-pipeline:code}">
        <xsl:sequence select="tei-pipeline:identity($subject)"/>
        <out:value-of select="{$tei-pipeline:description}"/>
      </tei-pipeline:broken>
    </out:catch>
  </xsl:function>

  <!-- Which test it is, and where the schema has it. -->
  <xsl:function name="tei-pipeline:identity" as="attribute()*">
    <xsl:param name="subject" as="element()"/>
    <xsl:attribute name="assert" select="tei-pipeline:literal(string($subject/@id))"/>
    <xsl:attribute name="at" select="tei-pipeline:literal(string($subject/@tei-pipeline:at))"/>
  </xsl:function>

  <!-- What an xsl:variable holds: an attribute with the let's expression, or the let's content. -->
  <xsl:function name="tei-pipeline:content" as="node()*">
    <xsl:param name="let" as="element(sch:let)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="$let/@value">
      <xsl:attribute name="select" select="tei-pipeline:scoped(., $names)"/>
    </xsl:for-each>
    <xsl:copy-of select="$let[not(@value)]/node()"/>
  </xsl:function>

  <!-- An expression whose pattern variables have the names that are unique in the stylesheet;
       literals and comments are left alone. -->
  <xsl:function name="tei-pipeline:scoped" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" flags="s"
        regex="&quot;[^&quot;]*&quot;|'[^']*'|\(:.*?:\)">
        <xsl:matching-substring>
          <xsl:sequence select="."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="tei-pipeline:replace-names(., $names)"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- Text as it stands in an attribute value template. -->
  <xsl:function name="tei-pipeline:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>
</xsl:transform>
