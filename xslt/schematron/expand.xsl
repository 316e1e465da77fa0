<?xml version="1.0" encoding="UTF-8"?>
<!-- Abstract patterns and rules, written out (ISO/IEC 19757-3, 5.4.12, 5.4.10 and 6.3). -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:template match="sch:pattern[@abstract = 'true'] | sch:rule[@abstract = 'true'] | sch:rules"
    mode="expand" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[@is-a]" mode="expand" as="element(sch:pattern)" priority="1">
    <xsl:variable name="model" as="element(sch:pattern)"
      select="../sch:pattern[@abstract = 'true'][@id = current()/@is-a]"/>
    <xsl:variable name="values" as="map(xs:string, xs:string)"
      select="map:merge(($model/sch:param, sch:param) ! map{string(@name): string(@value)},
        map{'duplicates': 'use-last'})"/>
    <xsl:variable name="instance" as="element(sch:pattern)">
      <xsl:copy>
        <xsl:copy-of select="@* except @is-a"/>
        <xsl:copy-of select="sch:let"/>
        <xsl:apply-templates select="$model/(* except sch:param)" mode="instantiate">
          <xsl:with-param name="values" as="map(xs:string, xs:string)" select="$values" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:copy>
    </xsl:variable>
    <xsl:apply-templates select="$instance" mode="expand"/>
  </xsl:template>

  <xsl:template match="@*" mode="instantiate" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}"
      select="tei-pipeline:replace-names(., $values)"/>
  </xsl:template>

  <xsl:template match="sch:extends" mode="expand" as="node()*">
    <xsl:apply-templates select="tei-pipeline:extended(.)/node()" mode="expand"/>
  </xsl:template>

  <!-- An expression with some of its $names replaced. Parameters of abstract patterns are replaced
       wherever they stand, as the standard has it, inside literals too. -->
  <xsl:function name="tei-pipeline:replace-names" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($values(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>
</xsl:transform>
