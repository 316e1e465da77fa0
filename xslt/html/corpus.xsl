<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts in texts: corpora, whose documents each show what their own header says; groups, texts
     within texts; and what stands off beside the text. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:teiCorpus" mode="html:text">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>
  <!-- One inside another: what is told of its own header is its title. -->
  <xsl:template match="tei:teiCorpus/tei:teiCorpus" mode="html:text" priority="1">
    <section class="div corpus" id="{f:id(.)}">
      <xsl:for-each select="tei:teiHeader[1]/tei:fileDesc/tei:titleStmt[f:plain(tei:title)]">
        <h2 class="head"><xsl:value-of select="f:plain(tei:title)"/></h2>
      </xsl:for-each>
      <xsl:next-match/>
    </section>
  </xsl:template>
  <xsl:template match="tei:group" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., 'group')"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Page images follow the text, wherever they are encoded. -->
  <xsl:template match="tei:TEI" mode="html:text">
    <xsl:apply-templates select="* except (tei:facsimile, tei:standOff)" mode="#current"/>
    <xsl:apply-templates select="tei:facsimile" mode="#current"/>
    <xsl:apply-templates select="tei:standOff" mode="#current"/>
  </xsl:template>
  <xsl:template match="tei:text" mode="html:text">
    <xsl:sequence select="html:hands(.), html:page-list(.)"/>
    <xsl:apply-templates select="* | text()[normalize-space()]" mode="#current"/>
    <xsl:sequence select="html:page-images(.)"/>
  </xsl:template>

  <!-- A document of a corpus: its title, and what its header says of it. -->
  <xsl:template match="tei:teiCorpus/tei:TEI | tei:TEI/tei:TEI" mode="html:text" priority="1">
    <xsl:variable name="header" as="element()?" select="(tei:teiHeader/tei:fileDesc)[1]"/>
    <section class="div corpus-text" id="{f:id(.)}">
      <xsl:sequence select="html:attributes(., ('div', 'corpus-text'))"/>
      <xsl:element name="{if (ancestor::tei:teiCorpus[2]) then 'h3' else 'h2'}">
        <xsl:attribute name="class" select="'head'"/>
        <xsl:value-of select="(f:plain($header/tei:titleStmt/tei:title)[.],
          f:label('text-number', 1 + count(preceding-sibling::tei:TEI)))[1]"/>
      </xsl:element>
      <xsl:where-populated>
        <dl class="facts">
          <xsl:sequence select="html:header-fact('field-author', $header/tei:titleStmt/tei:author),
            html:header-fact('field-editor', $header/tei:titleStmt/tei:editor),
            html:header-fact('source', $header/tei:sourceDesc/*)"/>
        </dl>
      </xsl:where-populated>
      <xsl:next-match/>
    </section>
  </xsl:template>
  <!-- One fact of a header; none where it has no words. -->
  <xsl:function name="html:header-fact" as="element(div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="element()*"/>
    <xsl:variable name="words" as="xs:string" select="string-join($said ! f:plain(.)[.], '; ')"/>
    <xsl:if test="$words">
      <div>
        <dt><xsl:value-of select="f:label($label)"/></dt>
        <dd><xsl:value-of select="$words"/></dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- A text in a group is a part with a place of its own. -->
  <xsl:template match="tei:group/tei:text | tei:group/tei:group" mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:sequence select="html:attributes(., 'grouped')"/>
      <xsl:apply-templates select="* | text()[normalize-space()]" mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:floatingText//tei:text" mode="html:text" priority="2">
    <xsl:apply-templates select="* | text()[normalize-space()]" mode="#current"/>
  </xsl:template>

  <!-- What stands off is folded away below the text, but for an apparatus, which stands at its places;
       where it is data without words there is nothing to show. -->
  <xsl:template match="tei:standOff" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="shown" as="node()*" select="node() except tei:listApp"/>
    <xsl:choose>
      <xsl:when test="not($shown[normalize-space()])"/>
      <xsl:when test="$phrasing">
        <xsl:apply-templates select="." mode="html:wrap"/>
      </xsl:when>
      <xsl:otherwise>
        <details class="folded standOff">
          <xsl:sequence select="html:attributes(., ('folded', 'standOff'))"/>
          <summary>
            <xsl:sequence select="html:interface-lang()"/>
            <xsl:value-of select="f:label('stand-off')"/>
          </summary>
          <xsl:for-each select="$shown">
            <xsl:apply-templates select="." mode="#current"/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
