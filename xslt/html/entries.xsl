<?xml version="1.0" encoding="UTF-8"?>
<!-- An authority entry's facts, for its card and for its register. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What is said beside a name, quietly. -->
  <xsl:function name="html:aside" as="element(span)?">
    <xsl:param name="words" as="xs:string"/>
    <xsl:if test="$words">
      <span class="quiet"><xsl:value-of select="' ' || $words"/></span>
    </xsl:if>
  </xsl:function>

  <!-- A table of two columns: what is known of an entry, fact by fact. -->
  <xsl:function name="html:facts" as="element(dl)?">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:where-populated>
      <dl class="facts">
        <xsl:apply-templates select="$entry" mode="html:fact"/>
      </dl>
    </xsl:where-populated>
  </xsl:function>

  <xsl:template match="rec:entry" mode="html:fact" as="element(div)*">
    <xsl:sequence select="html:row('variants', html:joined(rec:variant[not(. = ../rec:name)]))"/>
    <xsl:apply-templates select="rec:born, rec:died, rec:existence" mode="#current"/>
    <xsl:sequence select="
      html:row(if (@kind = 'person') then 'role' else 'description', rec:role ! html:role(.))"/>
    <xsl:if test="@kind = 'work'">
      <xsl:sequence select="html:row('author', html:in-a-row(rec:agent[@role = 'author']))"/>
      <xsl:apply-templates select="rec:date" mode="#current"/>
      <xsl:sequence select="
        html:row('printed-in', rec:source[@to or f:entry(@entry)] ! html:named(.))"/>
    </xsl:if>
    <xsl:sequence select="html:row('identifiers', html:identifiers(.)),
      html:row('address', rec:source[@uri] ! html:outward(@uri, .))"/>
  </xsl:template>
  <!-- The entry's own words first: they may say more than a normal form can. A date in them that is
       that form is said in words. -->
  <xsl:template match="rec:born | rec:died | rec:date | rec:existence" mode="html:fact"
    as="element(div)?">
    <xsl:variable name="words" as="node()">
      <xsl:choose>
        <xsl:when test="@when and starts-with(., @when)">
          <xsl:value-of select="f:when(.) || substring-after(., @when)"/>
        </xsl:when>
        <xsl:when test="normalize-space() and not(self::rec:existence)">
          <xsl:sequence select="html:said(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="f:when(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="html:row(local-name(), $words)"/>
  </xsl:template>

  <!-- One row: a term of the catalogue and what stands beside it; none where there is nothing. -->
  <xsl:function name="html:row" as="element(div)?">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content[normalize-space()])">
      <div>
        <dt><xsl:value-of select="f:label('fact-' || $term)"/></dt>
        <dd><xsl:sequence select="$content"/></dd>
      </div>
    </xsl:if>
  </xsl:function>
  <!-- Different values, one after the other. -->
  <xsl:function name="html:joined" as="text()?">
    <xsl:param name="values" as="element()*"/>
    <xsl:value-of select="distinct-values($values ! string(.))" separator="; "/>
  </xsl:function>

  <!-- An office, or what a body is, and for how long. -->
  <xsl:function name="html:role" as="element(span)">
    <xsl:param name="role" as="element(rec:role)"/>
    <span class="line">
      <xsl:sequence select="html:said($role)"/>
      <xsl:if test="$role[@from or @to]">
        <span class="quiet">
          <xsl:text>, </xsl:text>
          <xsl:value-of select="f:time($role, $f:interface)"/>
        </span>
      </xsl:if>
    </span>
  </xsl:function>

  <!-- Identifiers with their collection; ordinary links where we know where they lead. Those that are
       nothing but an address are one line, each by the name of its collection. -->
  <xsl:function name="html:identifiers" as="element(span)*">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:variable name="addresses" as="element(rec:idno)*" select="
      $entry/rec:idno[@uri][starts-with(., 'http')]"/>
    <xsl:for-each select="$entry/rec:idno except $addresses">
      <span class="line">
        <xsl:value-of select="f:term('authority', string(@type), $f:interface)"/>
        <xsl:text> </xsl:text>
        <xsl:sequence select="if (@uri) then html:outward(@uri, .) else text(), html:sureness(.)"/>
      </span>
    </xsl:for-each>
    <xsl:where-populated>
      <span class="line">
        <xsl:for-each select="$addresses">
          <xsl:value-of select="if (position() gt 1) then ' · ' else ''"/>
          <xsl:sequence select="html:outward(@uri, html:collection(@uri)), html:sureness(.)"/>
        </xsl:for-each>
      </span>
    </xsl:where-populated>
  </xsl:function>
  <!-- How sure an identifier is, where it is not. -->
  <xsl:function name="html:sureness" as="element(span)?">
    <xsl:param name="identifier" as="element(rec:idno)"/>
    <xsl:sequence select="$identifier/@cert[. ne 'high']
      ! html:aside('(' || f:term('idno-cert', ., $f:interface) || ')')"/>
  </xsl:function>
  <!-- What a collection is called by its address: its name, or that of its host. -->
  <xsl:function name="html:collection" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="host" as="xs:string" select="
      replace($address, '^https?://(www\.)?([^/:?#]*).*$', '$2', ';j')"/>
    <xsl:variable name="known" as="xs:string?" select="map {
      'd-nb.info': 'gnd', 'viaf.org': 'viaf', 'wikidata.org': 'Wikidata', 'orcid.org': 'orcid',
      'geonames.org': 'geonames', 'sws.geonames.org': 'geonames' }($host)"/>
    <xsl:sequence select="if ($known) then f:term('authority', $known, $f:interface) else $host"/>
  </xsl:function>
  <!-- A link that leaves the edition. -->
  <xsl:function name="html:outward" as="element(a)">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <a class="outward" rel="external noopener" href="{iri-to-uri($address)}">
      <xsl:value-of select="$words"/>
    </a>
  </xsl:function>
</xsl:stylesheet>
