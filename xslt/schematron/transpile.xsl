<?xml version="1.0" encoding="UTF-8"?>
<!--
  ISO Schematron to XSLT 3.0 that reports failures only.

  Input: a schema whose includes are resolved. Output: a stylesheet; applied to a document it gives
    <report xmlns="urn:tei-pipeline:schematron">
      <failure path="…" assert="id" role="…" at="…" subject="…">
        <text/> <diagnostic id="…"/> <property id="…"/>
      </failure>
      <broken path="…" assert="id" at="…" code="…">why the test could not be run</broken>
    </report>
  A schema that cannot be used gives no stylesheet but messages "TPS901|path|text".

  `at` is whatever the attribute of that name in our namespace says about an element of the schema:
  the caller writes its file and line there.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:import href="check.xsl"/>
  <xsl:import href="expand.xsl"/>
  <xsl:import href="generate.xsl"/>

  <!-- The phase to run: a phase's id, '#ALL', or '#DEFAULT' (also '') for the schema's own. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:output method="xml" indent="yes" omit-xml-declaration="yes"/>

  <xsl:mode on-multiple-match="fail" on-no-match="fail"/>
  <!-- check: schema to problems -->
  <xsl:mode name="check" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <!-- expand: schema to schema without abstract patterns and rules -->
  <xsl:mode name="expand" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <xsl:mode name="instantiate" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <!-- generate: expanded schema to stylesheet -->
  <xsl:mode name="stylesheet" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="global" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="pattern" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rule" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="note" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="text" on-multiple-match="fail" on-no-match="deep-skip"/>

  <xsl:template match="/" as="element()*">
    <xsl:variable name="problems" as="element(tei-pipeline:problem)*">
      <xsl:apply-templates select="*" mode="check"/>
    </xsl:variable>
    <xsl:for-each select="$problems">
      <xsl:message select="'TPS901|' || @path || '|' || ."/>
    </xsl:for-each>
    <xsl:if test="empty($problems)">
      <xsl:variable name="expanded" as="element(sch:schema)">
        <xsl:apply-templates select="sch:schema" mode="expand"/>
      </xsl:variable>
      <xsl:apply-templates select="$expanded" mode="stylesheet"/>
    </xsl:if>
  </xsl:template>

  <!-- The id of the phase that is run, or '#ALL'. -->
  <xsl:function name="tei-pipeline:phase" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:sequence select="
      if ($phase = ('', '#DEFAULT')) then string(($schema/@defaultPhase, '#ALL')[1]) else $phase"/>
  </xsl:function>

  <!-- The patterns that the phase runs, in order. -->
  <xsl:function name="tei-pipeline:active" as="element(sch:pattern)*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="id" as="xs:string" select="tei-pipeline:phase($schema)"/>
    <xsl:sequence select="
      $schema/sch:pattern[not(@abstract = 'true')]
        [$id = '#ALL' or @id = $schema/sch:phase[@id = $id]/sch:active/@pattern]"/>
  </xsl:function>
</xsl:transform>
