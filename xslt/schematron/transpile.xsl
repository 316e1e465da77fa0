<?xml version="1.0" encoding="UTF-8"?>
<!--
  ISO Schematron to XSLT 3.0 that reports failures only.

  Input: a schema whose includes are resolved. Output: a stylesheet; applied to a document it gives
    <report xmlns="urn:tei-pipeline:schematron">
      <failure kind="assert|report" place="…" subject="…" assert="id" at="…" pattern="…" role="…">
        <text/> <diagnostic id="…"/> <property id="…"/>
      </failure>
      <broken place="…" assert="id" at="…" pattern="…" code="…">why the test could not be run</broken>
      <matched/> for every node that a rule was applied to, if $count
    </report>
  Of what cannot be used of a schema messages say "TPS901|path|text"; it is left out. A schema that
  cannot be used at all gives no stylesheet.

  They stand in no order that means something; `pattern` is the number of a test's pattern. `at` is
  whatever the attribute of that name in our namespace says about an element of the schema: the
  caller writes the number of its file and its line there. For `place` see places.xsl. Where an
  element's file means something else by its prefixes, the caller writes them into `prefixes`
  ("a=urn:a b=urn:b"), and `mixed` on the schema.

  Parameters of the stylesheet, in our namespace: `run` (numbers of the rules to run, all if there
  are none), `count`, and `documents` (by their URI). A document that is needed and not among them
  is asked for by a message "wanted|URI".
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:import href="check.xsl"/>
  <xsl:import href="mend.xsl"/>
  <xsl:import href="expand.xsl"/>
  <xsl:import href="expressions.xsl"/>
  <xsl:import href="candidates.xsl"/>
  <xsl:import href="generate.xsl"/>
  <xsl:import href="starts.xsl"/>
  <xsl:import href="rules.xsl"/>
  <xsl:import href="messages.xsl"/>
  <xsl:import href="places.xsl"/>

  <!-- The phase to run: a phase's id, '#ALL', or '#DEFAULT' (also '') for the schema's own.
       '#ANY' gives a stylesheet that says which phase a document asks for. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <!-- The URIs of the schema's files, each in a line, in the order of their numbers from 0. -->
  <xsl:param name="bases" as="xs:string" select="''"/>

  <!-- What does not compile and is to be left out: "let:N", "check:N", "own:N" (a declaration of
       XSLT), "start:N" (a pattern), "body:N" (of a rule), "rule:N" (and the rules after it in its
       pattern, to which its nodes would fall). -->
  <xsl:param name="left-out" as="xs:string" select="''"/>

  <xsl:output method="xml" indent="yes" omit-xml-declaration="yes"/>

  <xsl:mode on-multiple-match="fail" on-no-match="fail"/>
  <!-- check: schema to problems -->
  <xsl:mode name="check" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <!-- mend: schema to schema without what has problems -->
  <xsl:mode name="mend" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <!-- expand: schema to schema without abstract patterns and rules, and without groups -->
  <xsl:mode name="expand" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <xsl:mode name="instantiate" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <!-- number: the same with the patterns of the phase alone, patterns and rules numbered -->
  <xsl:mode name="number" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <!-- generate: numbered schema to stylesheet -->
  <xsl:mode name="stylesheet" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="own" on-multiple-match="fail" on-no-match="shallow-copy"/>
  <xsl:mode name="global" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="start" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="pattern" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rule" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="note" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="text" on-multiple-match="fail" on-no-match="deep-skip"/>
  <xsl:mode name="literal" on-multiple-match="fail" on-no-match="deep-skip"/>

  <xsl:template match="/" as="element()*">
    <xsl:variable name="problems" as="element(tei-pipeline:problem)*">
      <xsl:apply-templates select="*" mode="check"/>
    </xsl:variable>
    <xsl:variable name="usable" as="xs:boolean"
      select="not($problems/@bad ! tokenize(.) = generate-id(*))"/>
    <xsl:for-each select="$problems[string()]">
      <xsl:message select="'TPS901|' || @path || '|' || . || tei-pipeline:became(.)[$usable]"/>
    </xsl:for-each>
    <xsl:if test="$usable">
      <xsl:variable name="expanded" as="element(sch:schema)">
        <xsl:apply-templates select="tei-pipeline:mended(sch:schema, $problems)" mode="expand"/>
      </xsl:variable>
      <xsl:variable name="numbered" as="element(sch:schema)">
        <xsl:apply-templates select="$expanded" mode="number"/>
      </xsl:variable>
      <xsl:apply-templates select="$numbered" mode="stylesheet"/>
    </xsl:if>
  </xsl:template>

  <!-- The id of the phase that is run, or '#ALL' or '#ANY'. -->
  <xsl:function name="tei-pipeline:phase" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:sequence select="
      if ($phase = ('', '#DEFAULT')) then string(($schema/@defaultPhase, '#ALL')[1]) else $phase"/>
  </xsl:function>
</xsl:transform>
