<?xml version="1.0" encoding="UTF-8"?>
<!-- Readings and the state of the text. The book prints one reading of each place (f:reading); what
     was corrected and what other witnesses read stands in a note; unregularised and abbreviated forms
     are in the attached TEI only. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:choice" mode="print:text">
    <xsl:apply-templates select="f:reading(.) | text()[normalize-space()]" mode="#current"/>
    <xsl:if test="tei:corr and tei:sic">
      <note>
        <xsl:value-of select="f:label('correction') || ' '"/>
        <emph kind="italic"><xsl:apply-templates select="tei:sic/node()" mode="#current"/></emph>
      </note>
    </xsl:if>
  </xsl:template>

  <!-- An entry of the apparatus: the words of the text, and a note with the readings. -->
  <xsl:template match="tei:app" mode="print:text">
    <xsl:apply-templates select="f:reading(.)" mode="#current"/>
    <xsl:if test="not(f:is-boundary(.))">
      <note><xsl:apply-templates select="." mode="print:variants"/></note>
    </xsl:if>
  </xsl:template>
  <!-- A list in a heading follows it. -->
  <xsl:template match="tei:head//tei:listApp[not(ancestor::tei:listApp)]" mode="print:text" priority="1">
    <xsl:param name="after" as="xs:boolean" select="false()"/>
    <xsl:if test="$after">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>
  <!-- Entries of a list are lines of that list. -->
  <xsl:template match="tei:listApp/tei:app" mode="print:text" priority="1">
    <display kind="note"><xsl:apply-templates select="." mode="print:variants"/></display>
  </xsl:template>
  <!-- Those beside the text are notes at the words that they are about. -->
  <xsl:variable name="print:beside" as="map(xs:string, element(tei:app)+)">
    <xsl:map>
      <xsl:for-each-group select="//tei:standOff//tei:app" group-by="f:placed(.) ! generate-id(.)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:template match="text()[map:contains($print:beside, generate-id())]
    | tei:*[not(node())][map:contains($print:beside, generate-id())]" mode="print:text" priority="25">
    <xsl:next-match/>
    <xsl:for-each select="$print:beside(generate-id())">
      <note><xsl:apply-templates select="." mode="print:variants"/></note>
    </xsl:for-each>
  </xsl:template>

  <!-- "words A] other words B; om. C": what the entry is about and who has it, then the readings and
       what is said of them. -->
  <xsl:template match="tei:app" mode="print:variants">
    <xsl:variable name="base" as="element()?" select="f:base(.)"/>
    <xsl:variable name="words" as="xs:string" select="f:lemma-words(.)"/>
    <xsl:value-of select="string-join((@loc, f:quoted-words(
      ($words, if (f:is-apart(.)) then () else f:word-before(.))[.][1])), ' ')"/>
    <xsl:sequence select="$base ! print:sigla(.)"/>
    <xsl:text>] </xsl:text>
    <xsl:for-each select="(f:readings(.) except $base) | (. | .//tei:rdgGrp)
      /((* | text()[normalize-space()]) except (tei:lem, tei:rdg, tei:rdgGrp))">
      <xsl:if test="position() gt 1">
        <xsl:value-of select="if (self::tei:rdg or self::tei:lem) then '; ' else ' '"/>
      </xsl:if>
      <xsl:if test="self::tei:rdg[not(normalize-space())]">
        <emph kind="italic"><xsl:value-of select="f:label('reading-omission')"/></emph>
      </xsl:if>
      <xsl:apply-templates select="if (self::text()) then . else node()" mode="print:text"/>
      <xsl:sequence select="self::* ! print:sigla(.)"/>
    </xsl:for-each>
  </xsl:template>
  <!-- Who has a reading. -->
  <xsl:function name="print:sigla" as="element(emph)?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="sigla" as="xs:string*" select="
      $reading/(@wit, @resp, @source) ! tokenize(.) ! f:siglum(., $reading)"/>
    <xsl:if test="exists($sigla)">
      <emph kind="italic"><xsl:value-of select="'', $sigla"/></emph>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:del | tei:secl | tei:surplus" mode="print:text" priority="1">
    <emph kind="strike"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:add" mode="print:text" priority="1">
    <emph kind="addition"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:unclear" mode="print:text" priority="1">
    <emph kind="unclear"><xsl:apply-templates mode="print:text"/></emph>
  </xsl:template>

  <xsl:template match="tei:supplied[not(f:is-bracketed(.))]" mode="print:text" priority="1">
    <xsl:text>[</xsl:text>
    <xsl:apply-templates mode="print:text"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="tei:gap | tei:ellipsis" mode="print:text">
    <xsl:text>[…</xsl:text>
    <xsl:for-each select="(tei:desc | tei:gloss | tei:metamark | tei:supplied)[normalize-space()]">
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="print:text"/>
    </xsl:for-each>
    <xsl:text>]</xsl:text>
  </xsl:template>
</xsl:stylesheet>
