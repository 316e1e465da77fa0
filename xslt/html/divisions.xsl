<?xml version="1.0" encoding="UTF-8"?>
<!-- What divisions are called. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A division without a heading is called by its type and number. -->
  <xsl:function name="html:division-name" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="heading" as="xs:string" select="
      replace(f:plain(f:heading($division)), '\.$', '')"/>
    <xsl:variable name="kind" as="xs:string" select="if (f:is-division($division))
      then string(($division/@subtype[$division/@type = 'textpart'], $division/@type,
        'div')[normalize-space()][1]) else local-name($division)"/>
    <xsl:sequence select="($heading[.], string-join((
      f:term('division', $kind, $f:interface), $division/@n), ' '))[1]"/>
  </xsl:function>

  <!-- Divisions without a heading, by their names. -->
  <xsl:key name="html:headless" match="(tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5
    | tei:div6 | tei:div7)[not(tei:head)]" use="html:division-name(.)"/>
  <!-- The name by which one is told from others: with those around it, where another has the same. -->
  <xsl:function name="html:region-name" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="html:division-name($division)"/>
    <xsl:sequence select="if (empty(key('html:headless', $name, root($division))[2])) then $name
      else string-join($division/ancestor-or-self::*[f:is-division(.)] ! html:sibling-name(.), ', ')"/>
  </xsl:function>
  <!-- The name of a division among those beside it: counted where several have the same. -->
  <xsl:function name="html:sibling-name" as="xs:string">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="html:division-name($division)"/>
    <xsl:variable name="same" as="element()*" select="
      key('html:headless', $name, root($division))[.. is $division/..]"/>
    <xsl:sequence select="if ($same intersect $division and exists($same[2]))
      then $name || ' (' || count($same[. &lt;&lt; $division]) + 1 || ')' else $name"/>
  </xsl:function>

  <!-- The name of a part that has no heading of its own and cannot be known by its words: text,
       translation, apparatus, commentary one after the other, and the parts of an inscription. -->
  <xsl:function name="html:division-label" as="element(p)?">
    <xsl:param name="division" as="element()"/>
    <xsl:if test="$division[@type = 'textpart'][lower-case(@subtype) = ('column', 'face', 'fragment',
      'recto', 'verso', 'side', 'part')] or $division[lower-case(@type) = ('edition', 'translation',
      'apparatus', 'commentary', 'bibliography')][exists(../* except (., ../tei:head, ../tei:pb))]">
      <p class="division-name" aria-hidden="true" data-pagefind-ignore="">
        <xsl:sequence select="html:lang($f:interface)"/>
        <xsl:value-of select="html:division-name($division)"/>
      </p>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
