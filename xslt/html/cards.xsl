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

  <!-- The mentions of each thing that a card is about, those of one element. -->
  <xsl:variable name="html:card-mentions" as="map(xs:string, element(rec:mention)+)" select="
    map:merge($html:record/rec:mention ! $html:meant(@id)[1]
      ! map:entry(html:card-key($html:meant(@id)), $html:meant(@id)))"/>
  <!-- The ids of the cards by what they are about, in the order of the text. -->
  <xsl:variable name="html:cards" as="map(xs:string, xs:string)" select="
    let $keys := distinct-values($html:record/rec:mention ! $html:meant(@id)[1]
      ! html:card-key($html:meant(@id)))
    return map:merge(for-each-pair($keys, 1 to count($keys),
      function($key as xs:string, $n as xs:integer) as map(*) { map:entry($key, 'card:' || $n) }))"/>
  <!-- How often each entry, and each time, is mentioned in the document. -->
  <xsl:variable name="html:counts" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each-group select="$html:record/rec:mention"
        group-by="(string(@entry)[.], html:date-anchor(.))[1]">
        <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- The cards that a page needs: of what is mentioned in an element, some parts of it left out. -->
  <xsl:function name="html:card-list" as="element(div)*">
    <xsl:param name="within" as="element()"/>
    <xsl:param name="without" as="element()*"/>
    <xsl:for-each select="if (empty($html:parts)) then map:keys($html:cards) else distinct-values(
      (rec:names($within) except rec:names($without)) ! html:mentions(.)[1]
      ! html:card-key($html:meant(@id)))">
      <xsl:sort select="xs:integer(substring-after($html:cards(.), 'card:'))"/>
      <xsl:variable name="mentions" as="element(rec:mention)+" select="$html:card-mentions(.)"/>
      <div class="card" id="{$html:cards(.)}" popover="auto" role="dialog" tabindex="-1"
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
      <xsl:sequence select="html:row('identifiers', html:authorities($entry))"/>
    </dl>
    <p class="card-more">
      <a>
        <xsl:sequence select="html:to-entry(@entry), html:counted(@entry, $html:counts(@entry))"/>
      </a>
    </p>
  </xsl:template>

  <!-- The authority files that know an entry, as links in a row; its page has all its identifiers. -->
  <xsl:function name="html:authorities" as="node()*">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:for-each select="$entry/rec:idno[@uri][map:contains($f:authorities, lower-case(@type))]">
      <xsl:value-of select="' · '[current()/preceding-sibling::rec:idno[@uri]
        [map:contains($f:authorities, lower-case(@type))]]"/>
      <xsl:sequence select="html:outward(@uri, f:term('authority', @type, $f:interface))"/>
    </xsl:for-each>
  </xsl:function>

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
      <a href="{html:time-address(.)}">
        <xsl:value-of select="f:label('mentions-here', $html:counts($anchor))"/>
      </a>
    </p>
  </xsl:template>
</xsl:stylesheet>
