<?xml version="1.0" encoding="UTF-8"?>
<!-- What is put into the slots of documents' pages: masthead, footer, what comes before and after a
     document. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The fragments, as pages whose paths are the names of slots. -->
  <xsl:template match="rec:edition[$page eq 'fragments']" mode="html:pages" as="element(page)+">
    <page path="masthead"><xsl:apply-templates select="." mode="html:masthead"/></page>
    <page path="footer"><xsl:apply-templates select="." mode="html:footer"/></page>
    <page path="in-all"><xsl:value-of select="', ' || f:label('mentions-in-all', '{1}')"/></page>
    <xsl:for-each select="$html:documents">
      <xsl:if test="@asked">
        <page path="sequence/{@id}"><xsl:sequence select="html:sequence(position())"/></page>
      </xsl:if>
    </xsl:for-each>
    <!-- The manifest of a document; {1} stands for its id. -->
    <xsl:variable name="manifest" as="xs:string" select="'iiif/{1}/manifest.json'"/>
    <page path="iiif-link">
      <link rel="item" type="application/ld+json" href="{$manifest}"/>
      <link rel="alternate" href="{$manifest}"
        type="application/ld+json;profile=&quot;http://iiif.io/api/presentation/3/context.json&quot;"/>
    </page>
    <page path="iiif">
      <li>
        <a href="{$manifest}" type="application/ld+json">
          <xsl:value-of select="f:label('download-iiif')"/>
        </a>
      </li>
    </page>
    <!-- Not of slots: what pages say that lead on, and what the archive says. -->
    <page path="moved"><xsl:value-of select="f:label('moved', '{1}')"/></page>
    <page path="readme"><xsl:value-of select="html:readme()"/></page>
  </xsl:template>

  <!-- The neighbours of a document, its place among all, and its year among theirs. -->
  <xsl:function name="html:sequence" as="element(nav)?">
    <xsl:param name="position" as="xs:integer"/>
    <xsl:variable name="all" as="xs:integer" select="count($html:documents)"/>
    <xsl:if test="$all gt 1">
      <nav class="sequence" aria-label="{f:label('sequence')}">
        <xsl:sequence select="
          html:neighbour('prev', $html:documents[$position - 1]),
          html:neighbour('next', $html:documents[$position + 1])"/>
        <p class="position">
          <xsl:value-of select="f:label('position', ($position, $all) ! html:number(.))"/>
        </p>
        <xsl:sequence select="html:year($html:documents[$position]) ! html:strip(.)"/>
      </nav>
    </xsl:if>
  </xsl:function>
  <!-- The link to a neighbour. -->
  <xsl:function name="html:neighbour" as="element(p)?">
    <xsl:param name="relation" as="xs:string"/>
    <xsl:param name="record" as="element(rec:record)?"/>
    <xsl:for-each select="$record">
      <p class="{$relation}">
        <span class="quiet"><xsl:value-of select="f:label('sequence-' || $relation)"/></span>
        <xsl:text> </xsl:text>
        <a rel="{$relation}">
          <xsl:sequence select="html:document-link(.)/(@*, node())"/>
        </a>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- All years as one line of bars, with a mark at one of them. -->
  <xsl:function name="html:strip" as="element(a)?">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:if test="count($html:spans) gt 2">
      <xsl:variable name="at" as="xs:integer" select="
        xs:integer(4 * (html:span-of($year) - $html:spans[1]) div $html:span-length)"/>
      <a class="strip" href="{html:span-address($year)}"
        title="{f:label('bar', ($html:per-span(html:span-of($year)), html:span-name(html:span-of($year))))}">
        <span><xsl:value-of select="html:year-name($html:spans[1])"/></span>
        <svg viewBox="0 0 {4 * count($html:spans)} 16" preserveAspectRatio="none" aria-hidden="true">
          <path class="bars" d="{$html:strip-bars}"/>
          <path class="mark" d="M{$at} 0h3v16h-3z"/>
        </svg>
        <span><xsl:value-of select="html:year-name(html:last-year())"/></span>
      </a>
    </xsl:if>
  </xsl:function>
  <xsl:variable name="html:strip-bars" as="xs:string" select="string-join(
    for $n in 1 to count($html:spans), $height in html:height($html:spans[$n], 14)[. gt 0]
    return 'M' || 4 * ($n - 1) || ' 16v-' || $height || 'h3v' || $height || 'z')"/>
</xsl:stylesheet>
