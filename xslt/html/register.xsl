<?xml version="1.0" encoding="UTF-8"?>
<!-- The records of an edition to one register: persons, places, organisations, events, dates or
     references. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="entries.xsl"/>

  <!-- Which register: a kind of entry, or "date". -->
  <xsl:param name="kind" as="xs:string" required="yes"/>

  <xsl:template match="/" as="element(html)">
    <xsl:variable name="entries" as="element()*" select="
      if ($kind eq 'date') then html:days()
      else f:in-order(key('html:of-kind', $kind, $records)[key('html:use', @key, $records)])"/>
    <xsl:variable name="title" as="xs:string" select="f:label('register-' || $kind)"/>
    <xsl:variable name="lead" as="xs:string" select="
      f:label((if (exists($entries)) then 'about-' else 'empty-') || $kind)"/>
    <xsl:variable name="main" as="element()+">
      <header class="head">
        <h1><xsl:value-of select="$title"/></h1>
        <p class="lead"><xsl:value-of select="$lead"/></p>
        <xsl:sequence select="html:letters($entries)"/>
      </header>
      <div class="entries">
        <xsl:apply-templates select="$entries" mode="html:entry"/>
      </div>
    </xsl:variable>
    <xsl:sequence select="
      html:page($title, 'register ' || $kind, html:meta('description', $lead), $main, ())"/>
  </xsl:template>

  <!-- One element for each time that is named, in ISO order: the first mention or date of it. -->
  <xsl:function name="html:days" as="element()*">
    <xsl:for-each-group select="$records//rec:mention[@kind = 'date'],
      $html:documents/rec:date[@*[name() ne 'role']]" group-by="html:date-anchor(.)">
      <xsl:sort select="number(replace(html:earliest(.), '^(-?\d+).*$', '$1'))"/>
      <xsl:sort select="html:earliest(.)"/>
      <xsl:sort select="current-grouping-key()"/>
      <xsl:sequence select="current-group()[1]"/>
    </xsl:for-each-group>
  </xsl:function>
  <!-- The first day that a time names, in ISO form. -->
  <xsl:function name="html:earliest" as="xs:string">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="string($dated/(@when, @from, @not-before, @to, @not-after)[1])"/>
  </xsl:function>

  <!-- The letter, or the year, under which an entry stands. -->
  <xsl:function name="html:letter" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::rec:entry)
      then upper-case(substring(replace(normalize-unicode($entry/@order, 'NFD'), '^\P{L}+', ''), 1, 1))
      else replace(html:earliest($entry), '^(-?\d+).*$', '$1')"/>
  </xsl:function>
  <!-- Long registers open with their letters (or years). -->
  <xsl:function name="html:letters" as="element(nav)?">
    <xsl:param name="entries" as="element()*"/>
    <xsl:if test="count($entries) gt 12 and count(distinct-values($entries ! html:letter(.))) gt 1">
      <nav class="letters" aria-label="{f:label('letters')}">
        <ul>
          <xsl:for-each-group select="$entries" group-by="html:letter(.)">
            <li><a href="#{html:entry-id(.)}"><xsl:value-of select="current-grouping-key()"/></a></li>
          </xsl:for-each-group>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>
  <!-- The id of an entry, or of a time, on this page. -->
  <xsl:function name="html:entry-id" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::rec:entry) then html:anchor($entry)
      else html:date-anchor($entry)"/>
  </xsl:function>

  <xsl:template match="rec:entry" mode="html:entry" as="element(section)">
    <xsl:variable name="roles" as="element(rec:agent)*" select="
      key('html:use', @key, $records)[self::rec:agent][parent::rec:record/@kind = 'document']"/>
    <section class="entry {@kind}" id="{html:anchor(.)}">
      <h2>
        <xsl:value-of select="@sort"/>
        <xsl:sequence select="html:aside(f:lifetime(.))"/>
      </h2>
      <xsl:sequence select="html:facts(.)"/>
      <xsl:for-each select="rec:note">
        <p class="entry-note"><xsl:sequence select="html:said(.)"/></p>
      </xsl:for-each>
      <xsl:sequence select="html:roles($roles), html:mentions(html:mentions-of(.), empty($roles))"/>
    </section>
  </xsl:template>

  <xsl:template match="rec:mention | rec:date" mode="html:entry" as="element(section)">
    <xsl:variable name="anchor" as="xs:string" select="html:date-anchor(.)"/>
    <xsl:variable name="dated" as="element()+" select="key('html:dated', $anchor, $records)"/>
    <section class="entry date" id="{$anchor}">
      <h2>
        <xsl:value-of select="f:time(., $f:interface)"/>
        <xsl:sequence select="html:aside(f:weekday(string(@when), $f:interface))"/>
      </h2>
      <xsl:sequence select="html:roles($dated/self::rec:date),
        html:mentions($dated/self::rec:mention, false())"/>
    </section>
  </xsl:template>

  <!-- What documents an entry wrote, sent or received. -->
  <xsl:function name="html:roles" as="element(ul)?">
    <xsl:param name="roles" as="element()*"/>
    <xsl:if test="$roles">
      <ul class="roles">
        <xsl:for-each-group select="$roles" group-by="../@id">
          <li>
            <span class="quiet">
              <xsl:value-of select="distinct-values(current-group() ! f:label('as-' || @role))"
                separator=", "/>
            </span>
            <xsl:text> </xsl:text>
            <xsl:sequence select="html:document-link(..)"/>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
  </xsl:function>
  <!-- A document by its title. -->
  <xsl:function name="html:document-link" as="element(a)">
    <xsl:param name="record" as="element(rec:record)"/>
    <a href="{html:page-address($record)}">
      <xsl:sequence select="($record/rec:title ! html:said(.), f:title($record))[1]"/>
    </a>
  </xsl:function>

  <!-- Each mention in its sentence, by document; or that there is none, where nothing else is said. -->
  <xsl:function name="html:mentions" as="element()?">
    <xsl:param name="mentions" as="element(rec:mention)*"/>
    <xsl:param name="alone" as="xs:boolean"/>
    <xsl:choose>
      <xsl:when test="$mentions">
        <details class="mentions" open="open">
          <summary><xsl:value-of select="f:label('mentions', count($mentions))"/></summary>
          <xsl:variable name="basis" as="element(rec:basis)?" select="html:common-basis($mentions)"/>
          <xsl:if test="$basis">
            <p class="doubt">
              <xsl:value-of select="f:label('of-all') || ' '"/>
              <xsl:sequence select="html:said($basis)"/>
            </p>
          </xsl:if>
          <xsl:for-each-group select="$mentions" group-adjacent="../@id">
            <xsl:if test="count($html:documents) gt 1">
              <h3><xsl:sequence select="html:document-link(..)"/></h3>
            </xsl:if>
            <ul>
              <xsl:apply-templates select="current-group()" mode="html:mention">
                <xsl:with-param name="said" as="element(rec:basis)?" select="$basis"/>
              </xsl:apply-templates>
            </ul>
          </xsl:for-each-group>
        </details>
      </xsl:when>
      <xsl:when test="$alone">
        <p class="quiet"><xsl:value-of select="f:label('no-mentions')"/></p>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
  <!-- What is said of every mention alike is said once. -->
  <xsl:function name="html:common-basis" as="element(rec:basis)?">
    <xsl:param name="mentions" as="element(rec:mention)+"/>
    <xsl:sequence select="$mentions[1]/rec:basis[count($mentions) gt 1]
      [every $mention in $mentions satisfies $mention/rec:basis = .]"/>
  </xsl:function>

  <xsl:template match="rec:mention" mode="html:mention" as="element(li)">
    <xsl:param name="said" as="element(rec:basis)?" select="()"/>
    <li>
      <a class="where" href="{html:page-address(..)}#{@id}"><xsl:value-of select="html:where(.)"/></a>
      <span class="context">
        <xsl:sequence select="html:lang(../@lang)"/>
        <xsl:value-of select="rec:before"/>
        <mark><xsl:value-of select="rec:text"/></mark>
        <xsl:value-of select="rec:after"/>
      </span>
      <xsl:where-populated>
        <span class="doubt">
          <xsl:value-of select="@cert ! f:term('cert', ., $f:interface)"/>
          <xsl:value-of select="'. '[current()/@cert][current()/rec:basis[not(. = $said)]]"/>
          <xsl:sequence select="rec:basis[not(. = $said)] ! html:said(.)"/>
        </span>
      </xsl:where-populated>
    </li>
  </xsl:template>

  <!-- "§ 2", "heading", "§ 2, in a note". -->
  <xsl:function name="html:where" as="xs:string">
    <xsl:param name="mention" as="element(rec:mention)"/>
    <xsl:variable name="unit" as="element(rec:unit)?" select="
      key('html:unit', $mention/@unit, $mention/..)[1]"/>
    <xsl:variable name="above" as="element(rec:unit)?" select="
      key('html:unit', $unit/@parent, $mention/..)[1]"/>
    <xsl:sequence select="string-join((
      if ($mention/@n) then f:label('paragraph-short', $mention/@n)
      else f:term(if ($above and not($above/@n)) then 'division' else 'unit',
        string(($above[not(@n)]/@type, $unit/@type, 'paragraph')[1]), $f:interface),
      $mention[@note] ! f:label('in-note')), ', ')"/>
  </xsl:function>
</xsl:stylesheet>
