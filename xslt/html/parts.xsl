<?xml version="1.0" encoding="UTF-8"?>
<!-- Long documents stand on several pages: each division of the level that the settings name on one of
     its own, the rest (head, front matter, what introduces the divisions, how to cite) on the
     document's page. Here links lead to ids alone: who takes the pages apart knows which page has
     which id, and completes the links from one to another. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Divisions down to which level get pages (0: none), and the number of words from which on. -->
  <xsl:variable name="html:split-level" as="xs:integer" select="
    xs:integer(($f:edition/@split-level, 0)[1])"/>
  <xsl:variable name="html:split-words" as="xs:integer" select="
    xs:integer(($f:edition/@split-words, 0)[1])"/>

  <!-- The divisions that have pages of their own: those of the level, and those above it that have none
       in them. Versions that stand side by side stay together. -->
  <xsl:variable name="html:parts" as="element()*">
    <xsl:variable name="found" as="element()*" select="
      if ($html:split-level gt 0 and xs:integer($html:record/@words) gt $html:split-words
        and empty($html:versions))
      then $html:document//(tei:body | tei:back)[not(ancestor::tei:floatingText)]
        /html:divisions(., $html:split-level) else ()"/>
    <xsl:sequence select="$found[count($found) gt 1]"/>
  </xsl:variable>
  <!-- The divisions of a level, or of the last one above it. -->
  <xsl:function name="html:divisions" as="element()*">
    <xsl:param name="above" as="element()"/>
    <xsl:param name="level" as="xs:integer"/>
    <xsl:for-each select="$above/*[f:is-division(.)]">
      <xsl:variable name="inner" as="element()*" select="
        if ($level gt 1) then html:divisions(., $level - 1) else ()"/>
      <xsl:sequence select="if ($inner) then $inner else ."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The names of their pages, by generated id: after the division's own id where files can be called
       so and no other is, else after its number, which no id of a source begins with. -->
  <xsl:variable name="html:part-pages" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="$html:parts" group-by="lower-case(f:id(.))">
        <xsl:variable name="own" as="xs:boolean" select="
          matches(f:id(.), '^[A-Za-z_][A-Za-z0-9_.-]*$') and f:id(.) ne 'parts'"/>
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="$id || '.' || (if ($own and position() eq 1)
            then f:id(.) else html:part-number(.)) || '.html'"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- Which of the parts a division is. -->
  <xsl:function name="html:part-number" as="xs:integer">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="count($html:parts[. &lt;&lt; $division]) + 1"/>
  </xsl:function>
  <!-- The page of a part. -->
  <xsl:function name="html:part-page" as="xs:string?">
    <xsl:param name="division" as="element()?"/>
    <xsl:sequence select="$division ! $html:part-pages(generate-id(.))"/>
  </xsl:function>

  <!-- On the document's page a part is a line that leads to it. -->
  <xsl:template match="(tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6
    | tei:div7)[exists($html:parts)][map:contains($html:part-pages, generate-id())]" mode="html:text"
    priority="30" as="element()">
    <xsl:param name="part" as="element()?" tunnel="yes" select="()"/>
    <xsl:choose>
      <xsl:when test="$part is .">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <p class="part-link">
          <a href="{html:part-page(.)}"><xsl:value-of select="html:division-name(.)"/></a>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The page of a part: whose part it is, what stands before and after it, its text. -->
  <xsl:template match="tei:*" mode="html:page" as="element(html)">
    <xsl:variable name="title" as="xs:string" select="html:division-name(.)"/>
    <html lang="{$f:interface}">
      <xsl:sequence select="html:first-view()"/>
      <head>
        <xsl:sequence select="html:head($title || ' · ' || f:title($html:record), 'document'),
          html:part-metadata(.)"/>
      </head>
      <body class="document part">
        <a class="skip" href="#page:main"><xsl:value-of select="f:label('skip')"/></a>
        <xsl:sequence select="html:slot('masthead')"/>
        <main id="page:main" tabindex="-1" data-copied="{f:label('copied')}">
          <article class="edition">
            <xsl:sequence select="html:part-head(.)"/>
            <div class="text" data-pagefind-body="">
              <xsl:sequence select="html:lang($html:record/@lang)"/>
              <xsl:apply-templates select="." mode="html:text">
                <xsl:with-param name="part" as="element()?" tunnel="yes" select="."/>
              </xsl:apply-templates>
            </div>
            <xsl:sequence select="html:part-steps(., f:label('parts-end'))"/>
          </article>
        </main>
        <xsl:sequence select="html:slot('footer'), html:card-list(., ())"/>
      </body>
    </html>
  </xsl:template>

  <!-- The document's title leads back to its page; the divisions around are named above the part's own
       heading. -->
  <xsl:function name="html:part-head" as="element(header)">
    <xsl:param name="division" as="element()"/>
    <header class="head">
      <h1><a href="{$id}.html"><xsl:value-of select="f:title($html:record)"/></a></h1>
      <xsl:sequence select="html:part-steps($division, f:label('parts-of-text'))"/>
      <xsl:for-each select="$division/ancestor::*[f:is-division(.)][tei:head]">
        <xsl:element name="h{min((6, 1 + position()))}">
          <a href="#{f:id(.)}"><xsl:value-of select="html:division-name(.)"/></a>
        </xsl:element>
      </xsl:for-each>
      <xsl:sequence select="html:legend(), html:view-panel(), html:witness-panel($division),
        html:signs()"/>
    </header>
  </xsl:function>
  <!-- The parts before and after one. -->
  <xsl:function name="html:part-steps" as="element(nav)">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="number" as="xs:integer" select="html:part-number($division)"/>
    <nav class="parts" aria-label="{$name}">
      <xsl:for-each select="$html:parts[$number - 1]">
        <a rel="prev" href="{html:part-page(.)}"><xsl:value-of select="html:division-name(.)"/></a>
      </xsl:for-each>
      <span class="quiet">
        <xsl:value-of select="f:label('part-of', ($number, count($html:parts)))"/>
      </span>
      <xsl:for-each select="$html:parts[$number + 1]">
        <a rel="next" href="{html:part-page(.)}"><xsl:value-of select="html:division-name(.)"/></a>
      </xsl:for-each>
    </nav>
  </xsl:function>
  <!-- What the page of a part says to machines. -->
  <xsl:function name="html:part-metadata" as="element()*">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="number" as="xs:integer" select="html:part-number($division)"/>
    <xsl:sequence select="html:part-description($division)"/>
    <link rel="up" href="{$id}.html"/>
    <xsl:for-each select="$html:parts[$number - 1]">
      <link rel="prev" href="{html:part-page(.)}"/>
    </xsl:for-each>
    <xsl:for-each select="$html:parts[$number + 1]">
      <link rel="next" href="{html:part-page(.)}"/>
    </xsl:for-each>
    <xsl:if test="f:address($html:record)">
      <link rel="canonical"
        href="{replace(f:address($html:record), '[^/]+$', '')}{html:part-page($division)}"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
