<?xml version="1.0" encoding="UTF-8"?>
<!-- Cards: for each entry, date or pair of entries that a document mentions, one pop-over, closed
     until the script opens it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What one mention means, as one text: its entries or its date. -->
  <xsl:function name="html:card-key" as="xs:string">
    <xsl:param name="mentions" as="element(rec:mention)+"/>
    <xsl:sequence select="string-join(distinct-values($mentions !
      (if (html:entry(@entry)) then string(@entry) else html:date-anchor(.))), ' ')"/>
  </xsl:function>

  <!-- Groups of mentions that stand for one card: the first mention's element of each. -->
  <xsl:variable name="html:card-mentions" as="array(element(rec:mention)*)*">
    <xsl:variable name="by-element" as="array(element(rec:mention)*)*">
      <xsl:for-each-group select="$html:record/rec:mention[@kind = 'date' or html:entry(@entry)]"
        group-by="@id">
        <xsl:sequence select="[current-group()]"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:for-each-group select="$by-element" group-by="html:card-key(.(1))">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:variable>
  <xsl:variable name="html:cards" as="map(xs:string, xs:string)" select="
    map:merge(for-each-pair($html:card-mentions, 1 to count($html:card-mentions),
      function($mentions as array(*), $n as xs:integer) as map(*) {
        map:entry(html:card-key($mentions(1)), 'card:' || $n) }))"/>

  <xsl:template name="html:cards">
    <xsl:for-each select="$html:card-mentions">
      <xsl:variable name="mentions" as="element(rec:mention)+" select=".(1)"/>
      <xsl:variable name="id" as="xs:string" select="$html:cards(html:card-key($mentions))"/>
      <div class="card" id="{$id}" popover="auto" role="dialog" tabindex="-1"
        aria-label="{html:card-name($mentions)}">
        <xsl:for-each-group select="$mentions" group-by="(@entry, html:date-anchor(.))[1]">
          <div class="of {html:kind(.)}">
            <xsl:apply-templates select="." mode="html:card"/>
          </div>
        </xsl:for-each-group>
        <button type="button" class="close"><xsl:value-of select="html:say('close')"/></button>
      </div>
    </xsl:for-each>
  </xsl:template>
  <xsl:function name="html:card-name" as="xs:string">
    <xsl:param name="mentions" as="element(rec:mention)+"/>
    <xsl:sequence select="f:listed(distinct-values($mentions !
      (html:entry(@entry)/rec:name, f:time(., html:interface()))[1]), html:interface())"/>
  </xsl:function>

  <xsl:template match="rec:mention" mode="html:card">
    <xsl:variable name="entry" as="element(rec:entry)" select="html:entry(@entry)"/>
    <p class="card-name">
      <xsl:value-of select="$entry/rec:name"/>
      <xsl:if test="html:lifetime($entry)">
        <span class="quiet"><xsl:value-of select="' ' || html:lifetime($entry)"/></span>
      </xsl:if>
    </p>
    <xsl:for-each select="$entry/rec:role">
      <p class="card-role"><xsl:value-of select="."/></p>
    </xsl:for-each>
    <xsl:for-each select="$entry/rec:note[1]">
      <p class="card-note"><xsl:value-of select="."/></p>
    </xsl:for-each>
    <dl class="facts">
      <div class="sure">
        <dt><xsl:value-of select="html:say('fact-identification')"/></dt>
        <dd data-sure=""><xsl:value-of select="html:say('cert-none')"/></dd>
      </div>
      <xsl:sequence select="html:row('identifiers', html:identifiers($entry))"/>
    </dl>
    <p class="card-more">
      <a href="{html:entry-address($entry)}">
        <xsl:value-of select="html:counted(html:mentions-of($entry))"/>
      </a>
    </p>
  </xsl:template>

  <xsl:template match="rec:mention[@kind = 'date'][not(html:entry(@entry))]" mode="html:card"
    priority="1">
    <xsl:variable name="anchor" as="xs:string" select="html:date-anchor(.)"/>
    <p class="card-name">
      <xsl:value-of select="f:time(., html:interface())"/>
      <xsl:if test="f:weekday(string(@when), html:interface())">
        <span class="quiet"><xsl:value-of select="' ' || f:weekday(@when, html:interface())"/></span>
      </xsl:if>
    </p>
    <p class="card-note"><code><xsl:value-of select="substring-after($anchor, 'date:')"/></code></p>
    <p class="card-note" data-sure=""/>
    <p class="card-more">
      <a href="{html:register('date')}#{$anchor}">
        <xsl:value-of select="html:counted(key('html:dated', $anchor, $records)[self::rec:mention])"/>
      </a>
    </p>
  </xsl:template>

  <!-- "12 mentions here, 40 in all": the second only where it differs. -->
  <xsl:function name="html:counted" as="xs:string">
    <xsl:param name="mentions" as="element(rec:mention)*"/>
    <xsl:variable name="here" as="xs:integer" select="count($mentions[.. is $html:record])"/>
    <xsl:sequence select="html:say('mentions-here', $here)
      || (if (count($mentions) gt $here) then ', ' || html:say('mentions-in-all', count($mentions)) else '')"/>
  </xsl:function>
</xsl:stylesheet>
