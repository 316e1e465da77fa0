<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of an entity: who or what it is, and every document that has to do with it, by date, with
     each mention in its sentence. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The pages. -->
  <xsl:template match="rec:edition[$page eq 'entities']" mode="html:pages" as="element(page)*">
    <xsl:for-each select="rec:entity">
      <xsl:variable name="entry" as="element(rec:entry)?" select="html:merged(rec:entry)"/>
      <xsl:variable name="title" as="xs:string" select="html:entity-title(., $entry)"/>
      <xsl:sequence select="html:made(., html:part-address(., xs:integer((@part, 1)[1])), $title,
        'entity ' || @kind, string-join(($title, html:counts(.)[.]), ': '),
        html:entity-members(@kind, $entry))"/>
    </xsl:for-each>
  </xsl:template>
  <!-- What an entity, or a year, is called. -->
  <xsl:function name="html:entity-title" as="xs:string">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:param name="entry" as="element(rec:entry)?"/>
    <xsl:sequence select="if ($entry) then string(($entry/@sort, $entry/rec:name, $entry/@id)[1])
      else html:year-name(html:year-in($entity/@id))"/>
  </xsl:function>

  <!-- What a page holds. -->
  <xsl:template match="rec:entity" mode="html:main" as="element()+">
    <xsl:variable name="entry" as="element(rec:entry)?" select="html:merged(rec:entry)"/>
    <p class="up">
      <a href="{html:register(@kind)}#{encode-for-uri(@id)}">
        <xsl:value-of select="f:label('register-' || @kind)"/>
      </a>
    </p>
    <header class="head">
      <h1>
        <xsl:sequence select="html:other-lang($entry/@lang), html:entity-title(., $entry),
          $entry ! html:aside(f:lifetime(.))"/>
      </h1>
    </header>
    <xsl:sequence select="$entry[not(current()/@part &gt; 1)] ! html:described(., current()/@id),
      html:uses(.)"/>
  </xsl:template>
  <!-- Where a part is. -->
  <xsl:function name="html:part-address" as="xs:string">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:param name="part" as="xs:integer"/>
    <xsl:sequence select="if ($part le 1) then string($entity/@address)
      else replace($entity/@address, '\.html$', '.' || $part || '.html')"/>
  </xsl:function>

  <!-- What several files say of an entity, each thing once; of single facts the first. -->
  <xsl:function name="html:merged" as="element(rec:entry)?">
    <xsl:param name="entries" as="element(rec:entry)*"/>
    <xsl:choose>
      <xsl:when test="count($entries) le 1">
        <xsl:sequence select="$entries"/>
      </xsl:when>
      <xsl:otherwise>
        <rec:entry>
          <xsl:copy-of select="$entries[1]/@*, $entries/rec:name[1]"/>
          <xsl:for-each-group select="$entries/(* except rec:name)" group-by="string-join(
            if (self::rec:born or self::rec:died or self::rec:existence) then local-name()
            else (local-name(), @type, ., @to), ' ')">
            <xsl:copy-of select="."/>
          </xsl:for-each-group>
        </rec:entry>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Facts, notes, the way to the map. -->
  <xsl:function name="html:described" as="element()*">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="html:facts($entry)"/>
    <xsl:for-each select="$entry/rec:note">
      <p class="entry-note"><xsl:sequence select="html:said(.)"/></p>
    </xsl:for-each>
    <xsl:if test="$entry/rec:geo and html:has('map')">
      <p>
        <a href="{$root}map.html#{encode-for-uri($id)}">
          <xsl:value-of select="f:label('on-map')"/>
        </a>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The documents, or of a year its days; with the way to further parts. -->
  <xsl:function name="html:uses" as="element()+">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:choose>
      <xsl:when test="$entity/@kind = 'date'">
        <xsl:sequence select="html:parts($entity), html:days($entity), html:part-links($entity)"/>
      </xsl:when>
      <xsl:when test="$entity/rec:document">
        <section aria-labelledby="page:uses">
          <h2 id="page:uses"><xsl:value-of select="html:counts($entity)"/></h2>
          <xsl:variable name="basis" as="element(rec:basis)?" select="
            html:common-basis($entity/rec:document/rec:mention)"/>
          <xsl:sequence select="html:basis-of-all($basis), html:parts($entity)"/>
          <ol class="uses">
            <xsl:for-each select="$entity/rec:document">
              <li>
                <xsl:sequence select="html:use(., (rec:agent, rec:place, rec:date), rec:mention, $basis)"/>
              </li>
            </xsl:for-each>
          </ol>
          <xsl:sequence select="html:part-links($entity)"/>
        </section>
      </xsl:when>
      <xsl:otherwise>
        <p class="quiet"><xsl:value-of select="f:label('no-mentions')"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- The parts of a long page, as a landmark above its content. -->
  <xsl:function name="html:parts" as="element(nav)?">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:where-populated>
      <nav class="parts" aria-label="{f:label('parts')}">
        <xsl:sequence select="html:part-links($entity)"/>
      </nav>
    </xsl:where-populated>
  </xsl:function>
  <!-- Their links. -->
  <xsl:function name="html:part-links" as="element(ul)?">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:if test="number($entity/@parts) gt 1">
      <ul class="part-links">
        <xsl:for-each select="1 to xs:integer($entity/@parts)">
          <li>
            <a href="{$root}{html:part-address($entity, .)}">
              <xsl:sequence select="html:current(. eq xs:integer($entity/@part), 'page'),
                f:label('part', .)"/>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
