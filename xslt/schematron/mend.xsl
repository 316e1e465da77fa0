<?xml version="1.0" encoding="UTF-8"?>
<!-- A schema without what makes parts of it unusable: what is left judges as if it were alone. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:tei-pipeline="urn:tei-pipeline:schematron" xmlns:xi="http://www.w3.org/2001/XInclude"
  exclude-result-prefixes="#all">

  <!-- A schema without the elements that problems name. -->
  <xsl:function name="tei-pipeline:mended" as="element(sch:schema)">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:param name="problems" as="element(tei-pipeline:problem)*"/>
    <xsl:variable name="bad" as="xs:string*" select="$problems/@bad ! tokenize(.)"/>
    <xsl:choose>
      <xsl:when test="empty($bad)">
        <xsl:sequence select="$schema"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$schema" mode="mend">
          <xsl:with-param name="bad" as="xs:string*" select="$bad" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="sch:schema//*" mode="mend" as="element()?">
    <xsl:param name="bad" as="xs:string*" tunnel="yes"/>
    <xsl:if test="not(generate-id() = $bad)">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- Nodes that a rule was to judge, or what stands where a rule may, must not fall to later ones. -->
  <xsl:template match="sch:pattern/sch:rule[not(@abstract = 'true')]" mode="mend" priority="1"
    as="element()?">
    <xsl:param name="bad" as="xs:string*" tunnel="yes"/>
    <xsl:if test="not(preceding-sibling::*[tei-pipeline:is-rule(.)] ! generate-id() = $bad)">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- Whether a child of a pattern is a rule, or stands where one was meant. -->
  <xsl:function name="tei-pipeline:is-rule" as="xs:boolean">
    <xsl:param name="child" as="element()"/>
    <xsl:sequence select="
      exists($child[parent::sch:pattern][@context or self::sch:include or self::xi:include
        or self::sch:rule[not(@abstract = 'true')]
        or self::sch:*[not(local-name() = $tei-pipeline:elements)]])"/>
  </xsl:function>

  <!-- What becomes of a problem, to be said after what it is. -->
  <xsl:function name="tei-pipeline:became" as="xs:string">
    <xsl:param name="problem" as="element(tei-pipeline:problem)"/>
    <xsl:sequence select="
      '; ' || (if ($problem/@rule = 'true') then 'it and the rules after it in its pattern are'
        else 'this is') || ' left out, the other rules were run'"/>
  </xsl:function>
</xsl:transform>
