<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: lines with their numbers, and where a line that several speakers share goes on. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A line; every fifth has its number in the margin, as a permalink. -->
  <xsl:template match="tei:l" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="part" as="xs:string?" select="lower-case(@part)[matches(., '^[imfy]$')]"/>
    <xsl:variable name="number" as="xs:string" select="if ($linking) then '' else html:line-number(.)"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('l', 'box', html:type(.), $part ! ('part-' || .)))"/>
      <xsl:sequence select="html:line-link(., $number), .[$part = ('m', 'f')] ! html:shared-line(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The number of a line as a link to it; of a line without an id of its own the link has it. -->
  <xsl:function name="html:line-link" as="element(a)?">
    <xsl:param name="line" as="element()"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:if test="$number">
      <a class="ln" href="#{f:id($line)}" aria-label="{f:label('line', $number)}">
        <xsl:if test="not($line/@xml:id)">
          <xsl:attribute name="id" select="f:id($line)"/>
        </xsl:if>
        <xsl:sequence select="html:interface-lang(), $number"/>
      </a>
    </xsl:if>
  </xsl:function>

  <!-- The number that a line shows: every fifth of those written, or, where a poem has none, of those
       counted. "1.1.35" shows 35. -->
  <xsl:function name="html:line-number" as="xs:string">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="written" as="xs:string" select="
      if (matches($line/@n, '^(.*\D)?\d{1,6}$')) then replace($line/@n, '^.*?(\d+)$', '$1') else ''"/>
    <xsl:variable name="number" as="xs:integer?" select="if ($written) then xs:integer($written)
      else if ($line/@n or $line/self::tei:lb) then () else $html:counted-lines(generate-id($line))"/>
    <xsl:sequence select="string($number[. mod 5 eq 0 and . gt 0])"/>
  </xsl:function>

  <!-- Lines counted poem by poem, or division by division; those quoted elsewhere are not. -->
  <xsl:variable name="html:counted-lines" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each-group group-by="generate-id(html:poem(.))" select="
        $html:document//tei:text//tei:l[not(matches(@part, '^[mf]$', 'i'))][not(ancestor::tei:quote
        or ancestor::tei:q or ancestor::tei:cit or ancestor::tei:epigraph or ancestor::tei:note
        or ancestor::tei:rdg or ancestor::tei:listBibl)]">
        <xsl:if test="empty(current-group()/@n)">
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="generate-id(.)" select="position()"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- What a line is counted in: the division, or the text without divisions. -->
  <xsl:function name="html:poem" as="element()?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:sequence select="$line/ancestor::*[f:is-division(.) or self::tei:body or self::tei:front
      or self::tei:back or self::tei:lg[parent::tei:body or tei:head]][1]"/>
  </xsl:function>

  <!-- The place where the line goes on: as wide as what others have said of it. A style shows the words
       in no colour; they are no text of the page. -->
  <xsl:function name="html:shared-line" as="element(span)?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="before" as="xs:string" select="html:said-before($line, 6)"/>
    <xsl:if test="$before">
      <span class="said-before" data-words="{$before}" aria-hidden="true"/>
    </xsl:if>
  </xsl:function>
  <!-- The words of a line's earlier parts, as far back as they may go. -->
  <xsl:function name="html:said-before" as="xs:string">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="previous" as="element(tei:l)?" select="
      $line/preceding::tei:l[1][matches(@part, '^[im]$', 'i')]"/>
    <xsl:sequence select="if (empty($previous) or $most eq 0) then ''
      else (if (matches($previous/@part, '^m$', 'i')) then html:said-before($previous, $most - 1) else '')
        || f:plain($previous) || ' '"/>
  </xsl:function>

  <!-- A pause within the line is a gap. -->
  <xsl:template match="tei:caesura" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., 'caesura')"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>
  <xsl:template match="tei:rhyme" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="'rhyme'"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
