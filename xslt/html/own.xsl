<?xml version="1.0" encoding="UTF-8"?>
<!-- What an edition brings of its own: pages in the frame of the site, links to them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- All of them, each a map of address, title, language, place ("top", "bottom", "none"). -->
  <xsl:variable name="html:own-pages" as="map(*)*" select="
    ($f:edition/@own ! parse-json(.))?*"/>

  <!-- A page. -->
  <xsl:template match="rec:edition[$page eq 'own']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(rec:own, rec:own/@address, rec:own/@title,
      'own-page ' || rec:own/@address, rec:own/@title || ': ' || @title, ())"/>
  </xsl:template>

  <!-- What is written on it is put into the slot. -->
  <xsl:template match="rec:own" mode="html:main" as="element(article)">
    <article class="own">
      <xsl:sequence select="html:other-lang(@language)"/>
      <header class="head">
        <h1><xsl:value-of select="@title"/></h1>
      </header>
      <slot name="own"/>
    </article>
  </xsl:template>

  <!-- Links to those that stand at a place, as items of a list. -->
  <xsl:function name="html:own-items" as="element(li)*">
    <xsl:param name="place" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:for-each select="$html:own-pages[?place eq $place]">
      <li>
        <a href="{$root}{?address}">
          <xsl:sequence select="html:other-lang(?language),
            html:current($kind eq 'own-page ' || ?address, 'page'), ?title"/>
        </a>
      </li>
    </xsl:for-each>
  </xsl:function>

  <!-- The links in the foot of every page. -->
  <xsl:function name="html:foot-links" as="element(nav)">
    <xsl:param name="kind" as="xs:string"/>
    <nav aria-label="{f:label('further')}">
      <ul>
        <xsl:sequence select="html:own-items('bottom', $kind)"/>
        <li>
          <a href="{$root}accessibility.html">
            <xsl:sequence select="html:current($kind eq 'accessibility', 'page'),
              f:label('accessibility')"/>
          </a>
        </li>
      </ul>
    </nav>
  </xsl:function>
</xsl:stylesheet>
