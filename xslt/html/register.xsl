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
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="entries.xsl"/>

  <!-- Which register: a kind of entry, or "date". -->
  <xsl:param name="kind" as="xs:string" required="yes"/>

  <xsl:template match="/">
    <xsl:variable name="entries" as="element()*">
      <xsl:sequence select="if ($kind eq 'date') then html:days() else html:used()"/>
    </xsl:variable>
    <xsl:call-template name="html:page">
      <xsl:with-param name="title" select="html:say('register-' || $kind)"/>
      <xsl:with-param name="kind" select="'register ' || $kind"/>
      <xsl:with-param name="main" as="node()*">
        <header class="head">
          <h1><xsl:value-of select="html:say('register-' || $kind)"/></h1>
          <p class="lead">
            <xsl:value-of select="html:say((if (exists($entries)) then 'about-' else 'empty-') || $kind)"/>
          </p>
          <xsl:call-template name="html:letters">
            <xsl:with-param name="entries" select="$entries"/>
          </xsl:call-template>
        </header>
        <div class="entries">
          <xsl:apply-templates select="$entries" mode="html:entry"/>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The entries of this kind that something points to, in the order of their sort keys. -->
  <xsl:function name="html:used" as="element(rec:entry)*">
    <xsl:perform-sort select="key('html:of-kind', $kind, $records)
      [key('html:use', @key, $records)]">
      <xsl:sort select="string(@order)" collation="http://www.w3.org/2013/collation/UCA?lang={html:interface()}"/>
      <xsl:sort select="string(@key)"/>
    </xsl:perform-sort>
  </xsl:function>

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
  <xsl:function name="html:earliest" as="xs:string">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="string($dated/(@when, @from, @not-before, @to, @not-after)[1])"/>
  </xsl:function>

  <!-- Long registers open with their letters (or years). -->
  <xsl:function name="html:letter" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::rec:entry)
      then upper-case(substring(replace(normalize-unicode($entry/@order, 'NFD'), '^\P{L}+', ''), 1, 1))
      else replace(html:earliest($entry), '^(-?\d+).*$', '$1')"/>
  </xsl:function>
  <xsl:template name="html:letters">
    <xsl:param name="entries" as="element()*" required="yes"/>
    <xsl:if test="count($entries) gt 12 and count(distinct-values($entries ! html:letter(.))) gt 1">
      <nav class="letters" aria-label="{html:say('letters')}">
        <ul>
          <xsl:for-each-group select="$entries" group-by="html:letter(.)">
            <li><a href="#{html:entry-id(.)}"><xsl:value-of select="current-grouping-key()"/></a></li>
          </xsl:for-each-group>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>
  <xsl:function name="html:entry-id" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::rec:entry) then html:anchor($entry)
      else html:date-anchor($entry)"/>
  </xsl:function>

  <xsl:template match="rec:entry" mode="html:entry">
    <section class="entry {@kind}" id="{html:anchor(.)}">
      <h2>
        <xsl:value-of select="@sort"/>
        <xsl:if test="html:lifetime(.)">
          <span class="quiet"><xsl:value-of select="' ' || html:lifetime(.)"/></span>
        </xsl:if>
      </h2>
      <xsl:call-template name="html:facts">
        <xsl:with-param name="entry" select="."/>
      </xsl:call-template>
      <xsl:for-each select="rec:note">
        <p class="entry-note"><xsl:value-of select="."/></p>
      </xsl:for-each>
      <xsl:call-template name="html:mentions">
        <xsl:with-param name="mentions" select="html:mentions-of(.)"/>
        <xsl:with-param name="roles" select="key('html:use', @key, $records)[self::rec:agent]
          [parent::rec:record/@kind = 'document']"/>
      </xsl:call-template>
    </section>
  </xsl:template>

  <xsl:template match="rec:mention | rec:date" mode="html:entry">
    <xsl:variable name="anchor" as="xs:string" select="html:date-anchor(.)"/>
    <section class="entry date" id="{$anchor}">
      <h2>
        <xsl:value-of select="f:time(., html:interface())"/>
        <xsl:if test="f:weekday(string(@when), html:interface())">
          <span class="quiet"><xsl:value-of select="' ' || f:weekday(@when, html:interface())"/></span>
        </xsl:if>
      </h2>
      <xsl:call-template name="html:mentions">
        <xsl:with-param name="mentions" select="
          key('html:dated', $anchor, $records)[self::rec:mention]"/>
        <xsl:with-param name="roles" select="key('html:dated', $anchor, $records)[self::rec:date]"/>
      </xsl:call-template>
    </section>
  </xsl:template>

  <!-- What documents an entry wrote, sent or received, then each mention in its sentence. -->
  <xsl:template name="html:mentions">
    <xsl:param name="mentions" as="element(rec:mention)*" required="yes"/>
    <xsl:param name="roles" as="element()*" required="yes"/>
    <xsl:variable name="several" as="xs:boolean" select="count($html:documents) gt 1"/>
    <!-- What is said of every mention alike is said once. -->
    <xsl:variable name="of-all" as="xs:string?" select="string($mentions[1]/rec:basis)[.]
      [count($mentions) gt 1][every $mention in $mentions satisfies $mention/rec:basis = .]"/>
    <xsl:if test="$roles">
      <ul class="roles">
        <xsl:for-each-group select="$roles" group-by="../@id">
          <li>
            <span class="quiet"><xsl:value-of select="distinct-values(current-group() ! html:say('as-' || @role))"
              separator=", "/></span>
            <xsl:text> </xsl:text>
            <a href="{html:page(..)}"><xsl:value-of select="html:title(..)"/></a>
          </li>
        </xsl:for-each-group>
      </ul>
    </xsl:if>
    <xsl:if test="$mentions">
      <details class="mentions" open="open">
        <summary><xsl:value-of select="html:say('mentions', count($mentions))"/></summary>
        <xsl:if test="$of-all">
          <p class="doubt"><xsl:value-of select="html:say('of-all'), $of-all"/></p>
        </xsl:if>
        <xsl:for-each-group select="$mentions" group-adjacent="../@id">
          <xsl:if test="$several">
            <h3><a href="{html:page(..)}"><xsl:value-of select="html:title(..)"/></a></h3>
          </xsl:if>
          <ul>
            <xsl:apply-templates select="current-group()" mode="html:mention">
              <xsl:with-param name="said" as="xs:string?" select="$of-all"/>
            </xsl:apply-templates>
          </ul>
        </xsl:for-each-group>
      </details>
    </xsl:if>
    <xsl:if test="empty(($mentions, $roles))">
      <p class="quiet"><xsl:value-of select="html:say('no-mentions')"/></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rec:mention" mode="html:mention">
    <xsl:param name="said" as="xs:string?" select="()"/>
    <xsl:variable name="doubt" as="xs:string*" select="
      @cert ! f:term('cert', ., html:interface()), string(rec:basis[not(. = $said)])[.]"/>
    <li>
      <a class="where" href="{html:page(..)}#{@id}"><xsl:value-of select="html:where(.)"/></a>
      <span class="context">
        <xsl:sequence select="html:lang(../@lang)"/>
        <xsl:value-of select="rec:before"/>
        <mark><xsl:value-of select="rec:text"/></mark>
        <xsl:value-of select="rec:after"/>
      </span>
      <xsl:if test="exists($doubt)">
        <span class="doubt"><xsl:value-of select="$doubt" separator=". "/></span>
      </xsl:if>
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
      if ($mention/@n) then html:say('paragraph-short', $mention/@n)
      else f:term(if ($above and not($above/@n)) then 'division' else 'unit',
        string(($above[not(@n)]/@type, $unit/@type, 'paragraph')[1]), html:interface()),
      $mention[@note] ! html:say('in-note')), ', ')"/>
  </xsl:function>
</xsl:stylesheet>
