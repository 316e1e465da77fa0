<?xml version="1.0" encoding="UTF-8"?>
<!--
  Which nodes a rule can match at all, seen from the last step of its context: an expression that
  selects them (and perhaps others) below a node. Only these are tried against a pattern's rules: a
  document is not walked for each pattern, and no walk goes as deep as the document does.
-->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei-pipeline="urn:tei-pipeline:schematron"
  exclude-result-prefixes="#all">

  <xsl:variable name="tei-pipeline:every" as="xs:string"
    select="'(. | descendant::node() | descendant-or-self::*/@*)'"/>

  <xsl:variable name="tei-pipeline:name" as="xs:string"
    select="'(Q\{[^{}]*\})?(\*|\*:[\i-[:]][\c-[:]]*|[\i-[:]][\c-[:]]*(:\*|:[\i-[:]][\c-[:]]*)?)'"/>

  <!-- Any element, or any of a namespace or of a local name: what its predicates ask for. -->
  <xsl:variable name="tei-pipeline:any-element" as="xs:string" select="
    '^\s*/{0,2}([\c*]+/{1,2})*(\*|[\i-[:]][\c-[:]]*:\*|\*:[\i-[:]][\c-[:]]*)\s*((\[[^\[\]]*\]\s*)+)$'"/>

  <xsl:variable name="tei-pipeline:attribute-asked" as="xs:string"
    select="'^\s*@(([\i-[:]][\c-[:]]*:)?[\i-[:]][\c-[:]]*)(\s+and\s.*)?\s*$'"/>

  <!-- The expressions for the alternatives of a context. It is asked for so often that kept answers
       save a third of the time that a schema takes to be transpiled. -->
  <xsl:function name="tei-pipeline:candidates" as="xs:string*" cache="yes">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="unquoted" as="xs:string"
      select="replace($context, $tei-pipeline:quoted, '''''', 's')"/>
    <xsl:variable name="bare" as="xs:string" select="
      tei-pipeline:without-groups(tei-pipeline:without-predicates($unquoted))"/>
    <xsl:variable name="having" as="xs:string?" select="tei-pipeline:having($unquoted)"/>
    <xsl:sequence select="
      if (exists($having)) then $having
      else if (matches($bare, '\s(except|intersect)\s')) then $tei-pipeline:every
      else distinct-values(tokenize($bare, '\||\sunion\s') ! tei-pipeline:below(.))"/>
  </xsl:function>

  <!-- One expression that selects at least what some candidates do. -->
  <xsl:function name="tei-pipeline:together" as="xs:string">
    <xsl:param name="candidates" as="xs:string*"/>
    <xsl:variable name="tests" as="xs:string*"
      select="$candidates ! substring-after(., 'descendant-or-self::')"/>
    <xsl:sequence select="
      if ($candidates = $tei-pipeline:every or $tests ! starts-with(., '*/@') = true()
        or $candidates = 'self::document-node()')
      then $tei-pipeline:every
      else if ($tests ! ends-with(., ')') = true()) then 'descendant-or-self::node()'
      else 'descendant-or-self::*'"/>
  </xsl:function>

  <!-- An expression without what stands in brackets. -->
  <xsl:function name="tei-pipeline:without-predicates" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:variable name="shorter" as="xs:string" select="replace($expression, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="
      if ($shorter = $expression) then $expression else tei-pipeline:without-predicates($shorter)"/>
  </xsl:function>

  <!-- An expression without the steps in parentheses that others follow. -->
  <xsl:function name="tei-pipeline:without-groups" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:variable name="shorter" as="xs:string"
      select="replace($expression, '\([^()]*\)(\s*/)', '$1')"/>
    <xsl:sequence select="
      if ($shorter = $expression) then $expression else tei-pipeline:without-groups($shorter)"/>
  </xsl:function>

  <!-- What can be matched by a context about elements of any name that have an attribute. -->
  <xsl:function name="tei-pipeline:having" as="xs:string?">
    <xsl:param name="context" as="xs:string"/>
    <xsl:analyze-string select="$context" regex="{$tei-pipeline:any-element}">
      <xsl:matching-substring>
        <xsl:variable name="element" as="xs:string" select="regex-group(2)"/>
        <xsl:variable name="asked" as="xs:string*" select="
          tokenize(replace(regex-group(3), '^\[|\]\s*$', ''), '\]\s*\[')
            [matches(., $tei-pipeline:attribute-asked, 's')][not(matches(., '\sor\s'))]"/>
        <xsl:sequence select="
          head($asked) ! ('descendant-or-self::' || $element || '[@'
            || replace(., $tei-pipeline:attribute-asked, '$1', 's') || ']')"/>
      </xsl:matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- What one alternative can match: by its last step. -->
  <xsl:function name="tei-pipeline:below" as="xs:string">
    <xsl:param name="alternative" as="xs:string"/>
    <xsl:variable name="step" as="xs:string"
      select="tokenize(normalize-space($alternative), '/')[last()] => normalize-space()"/>
    <xsl:variable name="test" as="xs:string" select="
      replace($step, '^(@|(child|descendant|descendant-or-self|self|attribute)\s*::)\s*', '')"/>
    <xsl:variable name="attribute" as="xs:boolean" select="matches($step, '^(@|attribute\s*::)')"/>
    <xsl:sequence select="
      if (normalize-space($alternative) = '/') then 'self::document-node()'
      else if (matches($test, '^' || $tei-pipeline:name || '$'))
      then (if ($attribute) then 'descendant-or-self::*/@' else 'descendant-or-self::') || $test
      else if (matches($test, '^(text|comment|processing-instruction)\(\)$') and not($attribute))
      then 'descendant-or-self::' || $test
      else $tei-pipeline:every"/>
  </xsl:function>
</xsl:transform>
