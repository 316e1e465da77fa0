<?xml version="1.0" encoding="UTF-8"?>
<!--
  How the patterns get their nodes. Those whose rules are about elements or attributes by their names
  share one walk over the document, in which each node is handed to the patterns that know its name;
  the others select the candidates of their rules.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-pipeline:schematron:output" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <!-- A candidate that has a key, with the name in a group. -->
  <xsl:variable name="tei-pipeline:keyed" as="xs:string" select="
    '^(?:\*/@|[^\[\]/@]*\[@)?((?:[\i-[:]][\c-[:]]*:)?[\i-[:]][\c-[:]]*)\]?$'"/>

  <!-- So many steps over a document are faster than one look at all of its nodes. -->
  <xsl:variable name="tei-pipeline:few" as="xs:integer" select="3"/>

  <!-- Whether all of a pattern's rules are found in the walk, and no node is handed to it twice. -->
  <xsl:function name="tei-pipeline:is-walked" as="xs:boolean">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:variable name="keys" as="xs:string*" select="$pattern/sch:rule/tei-pipeline:keys(.)"/>
    <xsl:sequence select="
      empty($pattern/@documents) and exists($pattern/sch:rule)
      and (every $rule in $pattern/sch:rule satisfies exists(tei-pipeline:keys($rule)))
      and ((every $key in $keys satisfies not(starts-with($key, '@')))
        or (every $key in $keys satisfies starts-with($key, '@') and not(ends-with($key, '/..')))
        or count(distinct-values($keys)) = 1)"/>
  </xsl:function>

  <!-- What leads to the nodes that a rule can match: "Q{uri}local" for an element of that name,
       "@Q{uri}local" for an attribute, and "@Q{uri}local/.." for an element that has it. Nothing
       where the rule may match other nodes too. -->
  <xsl:function name="tei-pipeline:keys" as="xs:string*" cache="yes">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:variable name="candidates" as="xs:string*"
      select="tei-pipeline:candidates($rule/@context)"/>
    <xsl:variable name="keys" as="xs:string*"
      select="$candidates ! tei-pipeline:key(., $rule)"/>
    <xsl:sequence select="distinct-values($keys)[count($keys) = count($candidates)]"/>
  </xsl:function>

  <!-- The key of a candidate, if it asks for one name with a prefix that is known. -->
  <xsl:function name="tei-pipeline:key" as="xs:string?">
    <xsl:param name="candidate" as="xs:string"/>
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:variable name="parts" as="xs:string*" select="
      analyze-string(substring-after($candidate, 'descendant-or-self::'), $tei-pipeline:keyed)
        //fn:group/string()"/>
    <xsl:variable name="name" as="xs:string?" select="$parts[last()]"/>
    <xsl:variable name="prefix" as="xs:string?" select="substring-before($name, ':')"/>
    <xsl:variable name="uri" as="xs:string?"
      select="if ($prefix) then tei-pipeline:uri($prefix, $rule) else ''"/>
    <xsl:sequence select="
      $name ! $uri[not(matches(., '[{}]'))]
        ! ('@'[contains($candidate, '@')] || 'Q{' || . || '}' || tokenize($name, ':')[last()]
          || '/..'[contains($candidate, '[')])"/>
  </xsl:function>

  <!-- The walk's templates: one for each name. -->
  <xsl:function name="tei-pipeline:walk" as="element()*">
    <xsl:param name="patterns" as="element(sch:pattern)*"/>
    <xsl:if test="exists($patterns)">
      <out:mode name="tei-pipeline:walk" on-no-match="deep-skip" use-accumulators="#all"/>
    </xsl:if>
    <xsl:for-each-group select="$patterns/sch:rule"
      group-by="tei-pipeline:keys(.) ! replace(., '/\.\.$', '')">
      <out:template match="{current-grouping-key()}" mode="tei-pipeline:walk">
        <xsl:for-each-group select="current-group()" group-by="../@tei-pipeline:number">
          <out:if test="{tei-pipeline:wanted(current-group())}">
            <out:apply-templates mode="tei-pipeline:pattern-{current-grouping-key()}"
              select="{if (ends-with(tei-pipeline:keys(.)[1], '/..')) then '..' else '.'}"/>
          </out:if>
        </xsl:for-each-group>
      </out:template>
    </xsl:for-each-group>
  </xsl:function>

  <!-- How the walk begins. An error in a variable of the whole stylesheet passes by the tries of the
       tests: then each pattern goes by itself, so that the others lose nothing. -->
  <xsl:function name="tei-pipeline:walk-start" as="element()?">
    <xsl:param name="patterns" as="element(sch:pattern)*"/>
    <xsl:if test="exists($patterns)">
      <out:try>
        <xsl:for-each-group select="$patterns"
          group-by="starts-with(tei-pipeline:keys(sch:rule[1])[1], '@')">
          <out:if test="{tei-pipeline:wanted(current-group()/sch:rule)}">
            <out:apply-templates mode="tei-pipeline:walk"
              select="descendant-or-self::*{'/@*'[current-grouping-key()]}"/>
          </out:if>
        </xsl:for-each-group>
        <out:catch errors="*">
          <xsl:apply-templates select="$patterns" mode="start"/>
        </out:catch>
      </out:try>
    </xsl:if>
  </xsl:function>

  <!-- How a pattern begins: its rules' candidates, in the document or in those that it names. -->
  <xsl:template match="sch:pattern[sch:rule]" mode="start" as="element()">
    <xsl:param name="from" as="attribute()?"/>
    <out:if test="{tei-pipeline:wanted(sch:rule)}">
      <out:try>
        <xsl:sequence select="tei-pipeline:origin(.)"/>
        <xsl:attribute name="tei-pipeline:start" select="@tei-pipeline:number"/>
        <out:apply-templates mode="tei-pipeline:pattern-{@tei-pipeline:number}"
          select="{tei-pipeline:start(., $from)}{tei-pipeline:selection(sch:rule)}"/>
        <xsl:sequence select="tei-pipeline:catch(., '/')"/>
      </out:try>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="start" as="empty-sequence()"/>

  <!-- What goes before the candidates: nothing where they are those of the whole document. -->
  <xsl:function name="tei-pipeline:start" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:param name="from" as="attribute()?"/>
    <xsl:sequence select="
      if ($pattern/@documents)
      then 'tei-pipeline:document(''' || tei-pipeline:base($pattern) || ''', ('
        || tei-pipeline:scoped($pattern/@documents, tei-pipeline:names($pattern))
        || ') ! string(), /)/'
      else if (empty($from)) then ''
      else (if (starts-with($from, '/')) then '(' else 'descendant-or-self::node()/(')
        || tei-pipeline:scoped($from, map{}) || ')/'"/>
  </xsl:function>

  <!-- The candidates of a rule: all nodes, where its pattern has other prefixes. -->
  <xsl:function name="tei-pipeline:sought" as="xs:string*">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:sequence select="
      if (string($rule/@tei-pipeline:prefixes) = string($rule/../@tei-pipeline:prefixes))
      then tei-pipeline:candidates($rule/@context) else $tei-pipeline:every"/>
  </xsl:function>

  <!-- The candidates of rules; of those only that are to run. So many steps take longer than one
       look at all nodes that they may find. -->
  <xsl:function name="tei-pipeline:selection" as="xs:string">
    <xsl:param name="rules" as="element(sch:rule)*"/>
    <xsl:variable name="each" as="xs:string*">
      <xsl:for-each-group select="$rules" group-by="tei-pipeline:sought(.)">
        <xsl:sequence select="
          if (count(current-group()) = count($rules)) then current-grouping-key()
          else current-grouping-key() || '[' || tei-pipeline:wanted(current-group()) || ']'"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="together" as="xs:string"
      select="tei-pipeline:together(distinct-values($rules ! tei-pipeline:sought(.)))"/>
    <xsl:sequence select="
      if (count($each) gt 50) then $together
      else if (count($each) gt $tei-pipeline:few and $together ne $tei-pipeline:every)
      then '(if ($tei-pipeline:all) then ' || $together || ' else (' || string-join($each, ' | ')
        || '))'
      else '(' || string-join($each, ' | ') || ')'"/>
  </xsl:function>

  <!-- Whether one of some rules is to run: a call for each node would take longer than a test. -->
  <xsl:function name="tei-pipeline:wanted" as="xs:string">
    <xsl:param name="rules" as="element(sch:rule)*"/>
    <xsl:sequence select="
      '$tei-pipeline:all or $tei-pipeline:rules = ('
      || string-join($rules/@tei-pipeline:rule, ',') || ')'"/>
  </xsl:function>
</xsl:transform>
