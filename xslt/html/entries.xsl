<?xml version="1.0" encoding="UTF-8"?>
<!-- An authority entry's facts, for its card and for its register. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- "1894 – 1971"; for a body the time it existed; empty where nothing is known. -->
  <xsl:function name="html:lifetime" as="xs:string">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:variable name="year" as="function(*)" select="function($fact as element()?) as xs:string {
      ($fact/(@when, @not-before, @not-after, @from, @to)[1]
        ! f:year(replace(., '^(-?\d+).*$', '$1'), html:interface()), '')[1] }"/>
    <xsl:variable name="born" as="xs:string" select="$year($entry/rec:born[1])"/>
    <xsl:variable name="died" as="xs:string" select="$year($entry/rec:died[1])"/>
    <xsl:variable name="existence" as="element()?" select="$entry/rec:existence[1]"/>
    <xsl:sequence select="
      if ($born or $died) then $born || '–' || $died
      else if ($existence/@from) then replace($existence/@from, '^(-?\d+).*$', '$1') || '–'
        || replace($existence/@to, '^(-?\d+).*$', '$1')
      else ''"/>
  </xsl:function>

  <!-- A table of two columns: what is known, fact by fact. -->
  <xsl:template name="html:facts">
    <xsl:param name="entry" as="element(rec:entry)" required="yes"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:apply-templates select="$entry" mode="html:fact"/>
    </xsl:variable>
    <xsl:if test="$rows">
      <dl class="facts">
        <xsl:sequence select="$rows"/>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rec:entry" mode="html:fact">
    <xsl:sequence select="html:row('variants', html:joined(rec:variant[not(. = ../rec:name)]))"/>
    <xsl:apply-templates select="rec:born, rec:died, rec:existence" mode="#current"/>
    <xsl:sequence select="html:row(if (@kind = 'person') then 'role' else 'description', rec:role ! html:role(.))"/>
    <xsl:if test="@kind = 'work'">
      <xsl:sequence select="html:row('author', html:in-a-row(rec:agent[@role = 'author']))"/>
      <xsl:apply-templates select="rec:date" mode="#current"/>
      <xsl:sequence select="html:row('printed-in', rec:source[@entry][html:entry(@entry)] ! html:named(.))"/>
    </xsl:if>
    <xsl:sequence select="html:row('identifiers', html:identifiers(.))"/>
    <xsl:sequence select="html:row('address', rec:source[@uri] ! html:outward(@uri, .))"/>
  </xsl:template>
  <xsl:template match="rec:born | rec:died | rec:date" mode="html:fact">
    <xsl:variable name="words" as="text()">
      <xsl:value-of select="(string(.)[.], f:time(., html:interface()))[1]"/>
    </xsl:variable>
    <xsl:sequence select="html:row(local-name(), $words)"/>
  </xsl:template>
  <xsl:template match="rec:existence" mode="html:fact">
    <xsl:variable name="words" as="text()">
      <xsl:value-of select="f:time(., html:interface())"/>
    </xsl:variable>
    <xsl:sequence select="html:row('existed', $words)"/>
  </xsl:template>

  <!-- One row: a term of the catalogue and what stands beside it; none where there is nothing. -->
  <xsl:function name="html:row" as="element(div)?">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content[normalize-space()])">
      <div>
        <dt><xsl:value-of select="html:say('fact-' || $term)"/></dt>
        <dd><xsl:sequence select="$content"/></dd>
      </div>
    </xsl:if>
  </xsl:function>
  <xsl:function name="html:joined" as="text()?">
    <xsl:param name="values" as="element()*"/>
    <xsl:value-of select="distinct-values($values ! string(.))" separator="; "/>
  </xsl:function>

  <xsl:function name="html:role" as="element(span)">
    <xsl:param name="role" as="element(rec:role)"/>
    <span class="line">
      <xsl:value-of select="$role"/>
      <xsl:if test="$role[@from or @to]">
        <span class="quiet">
          <xsl:text>, </xsl:text>
          <xsl:value-of select="f:time($role, html:interface())"/>
        </span>
      </xsl:if>
    </span>
  </xsl:function>

  <!-- Identifiers with their collection; ordinary links where we know where they lead. -->
  <xsl:function name="html:identifiers" as="node()*">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:for-each select="$entry/rec:idno">
      <span class="line">
        <xsl:value-of select="(f:term('authority', string(@type), html:interface())[normalize-space()], '')[1]"/>
        <xsl:text> </xsl:text>
        <xsl:sequence select="if (@uri) then html:outward(@uri, .) else text()"/>
        <xsl:if test="@cert and @cert ne 'high'">
          <span class="quiet"><xsl:value-of select="' (' || f:term('idno-cert', @cert, html:interface()) || ')'"/></span>
        </xsl:if>
      </span>
    </xsl:for-each>
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
