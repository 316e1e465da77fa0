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
      (if (f:entry(@entry)) then string(@entry) else html:date-anchor(.))), ' ')"/>
  </xsl:function>

  <!-- The first mention of each thing that a card is about. -->
  <xsl:variable name="html:card-mentions" as="element(rec:mention)*">
    <xsl:for-each-group select="$html:record/rec:mention[html:mentions-at(@id)]"
      group-by="html:card-key(html:mentions-at(@id))">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:variable>
  <!-- The ids of the cards by what they are about. -->
  <xsl:variable name="html:cards" as="map(xs:string, xs:string)" select="
    map:merge(for-each-pair($html:card-mentions, 1 to count($html:card-mentions),
      function($mention as element(), $n as xs:integer) as map(*) {
        map:entry(html:card-key(html:mentions-at($mention/@id)), 'card:' || $n) }))"/>

  <!-- All cards of the page. -->
  <xsl:function name="html:card-list" as="element(div)*">
    <xsl:for-each select="$html:card-mentions">
      <xsl:variable name="mentions" as="element(rec:mention)+" select="html:mentions-at(@id)"/>
      <xsl:variable name="id" as="xs:string" select="$html:cards(html:card-key($mentions))"/>
      <div class="card" id="{$id}" popover="auto" role="dialog" tabindex="-1"
        aria-label="{html:card-name($mentions)}">
        <xsl:for-each-group select="$mentions" group-by="(@entry, html:date-anchor(.))[1]">
          <div class="of {html:kind(.)}">
            <xsl:apply-templates select="." mode="html:card"/>
          </div>
        </xsl:for-each-group>
        <button type="button" class="close"><xsl:value-of select="f:label('close')"/></button>
      </div>
    </xsl:for-each>
  </xsl:function>
  <!-- What a card is about. -->
  <xsl:function name="html:card-name" as="xs:string">
    <xsl:param name="mentions" as="element(rec:mention)+"/>
    <xsl:sequence select="f:listed(distinct-values($mentions !
      (f:entry(@entry)/rec:name, f:time(., $f:interface))[1]), $f:interface)"/>
  </xsl:function>

  <xsl:template match="rec:mention" mode="html:card" as="element()+">
    <xsl:variable name="entry" as="element(rec:entry)" select="f:entry(@entry)"/>
    <p class="card-name">
      <xsl:value-of select="$entry/rec:name"/>
      <xsl:sequence select="html:aside(f:lifetime($entry))"/>
    </p>
    <xsl:for-each select="$entry/rec:role">
      <p class="card-role"><xsl:sequence select="html:said(.)"/></p>
    </xsl:for-each>
    <xsl:for-each select="$entry/rec:note[1]">
      <p class="card-note"><xsl:sequence select="html:said(.)"/></p>
    </xsl:for-each>
    <dl class="facts">
      <div class="sure">
        <dt><xsl:value-of select="f:label('fact-identification')"/></dt>
        <dd data-sure=""><xsl:value-of select="f:label('cert-none')"/></dd>
      </div>
      <xsl:sequence select="html:row('identifiers', html:identifiers($entry))"/>
    </dl>
    <p class="card-more">
      <a href="{html:entry-address($entry)}">
        <xsl:value-of select="html:counted(html:mentions-of($entry))"/>
      </a>
    </p>
  </xsl:template>

  <xsl:template match="rec:mention[@kind = 'date'][not(f:entry(@entry))]" mode="html:card"
    priority="1" as="element()+">
    <xsl:variable name="anchor" as="xs:string" select="html:date-anchor(.)"/>
    <p class="card-name">
      <xsl:value-of select="f:time(., $f:interface)"/>
      <xsl:sequence select="html:aside(f:weekday(string(@when), $f:interface))"/>
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
    <xsl:sequence select="f:label('mentions-here', $here)
      || (if (count($mentions) gt $here)
        then ', ' || f:label('mentions-in-all', count($mentions)) else '')"/>
  </xsl:function>
</xsl:stylesheet>
