<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures: the picture where there is one, what it shows in its alternative text, its heading
     below it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:figure" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing or html:is-inset(.)">
        <span>
          <xsl:sequence select="html:attributes(., ('figure', html:type(.)))"/>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <figure>
          <xsl:sequence select="html:attributes(., ('figure', html:type(.)))"/>
          <xsl:apply-templates select="node() except tei:head[1]" mode="#current"/>
          <xsl:apply-templates select="tei:head[1]" mode="html:caption"/>
        </figure>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A picture among words is part of the line. -->
  <xsl:function name="html:is-inset" as="xs:boolean">
    <xsl:param name="figure" as="element()"/>
    <xsl:sequence select="exists($figure/self::tei:figure[not(tei:* except (tei:graphic, tei:figDesc))]
      [../text()[normalize-space()]])"/>
  </xsl:function>
  <xsl:template match="tei:figure/tei:head" mode="html:caption" as="element(figcaption)">
    <figcaption>
      <xsl:sequence select="html:attributes(., 'head')"/>
      <xsl:apply-templates mode="html:text"/>
    </figcaption>
  </xsl:template>

  <!-- What a picture shows is its alternative text; where the picture is not shown, it stands in its
       place. -->
  <xsl:template match="tei:figDesc" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="empty(../tei:graphic[html:is-shown(.)]) or html:marked(.)">
      <xsl:variable name="inset" as="xs:boolean" select="$phrasing and html:is-inset(..)"/>
      <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
        <xsl:sequence select="html:attributes(., ('figDesc', 'box'[not($inset)]))"/>
        <xsl:value-of select="'['[$inset]"/>
        <xsl:apply-templates mode="#current"/>
        <xsl:value-of select="']'[$inset]"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>
  <!-- Whether there is more in a description than words. -->
  <xsl:function name="html:marked" as="xs:boolean">
    <xsl:param name="description" as="element()"/>
    <xsl:sequence select="exists($description/descendant-or-self::*[@xml:id]) or exists($description/*)"/>
  </xsl:function>

  <!-- A picture: shown, or linked to where its host is not one that the edition names, or named. -->
  <xsl:template match="tei:graphic | tei:media | tei:binaryObject" mode="html:text">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="words" as="xs:string" select="f:label(html:kind-of-picture(.),
      (tokenize(@url, '[/\\]')[last()], local-name())[.][1])"/>
    <xsl:choose>
      <xsl:when test="html:is-shown(.)">
        <xsl:sequence select="html:picture(., html:alternative(.))"/>
      </xsl:when>
      <xsl:when test="not($linking) and html:may-link(.) and html:is-remote(@url)">
        <xsl:sequence select="html:picture-link(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="html:interface-lang(), html:attributes(., 'graphic')"/>
          <xsl:value-of select="$words"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="* | text()[normalize-space()]">
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
  </xsl:template>
  <!-- Whether something is a picture or, by its type or the ending of its name, sound or film. -->
  <xsl:function name="html:kind-of-picture" as="xs:string">
    <xsl:param name="picture" as="element()"/>
    <xsl:sequence select="if (matches($picture/@mimeType, '^(audio|video)/')
      or matches(html:plain-address($picture/@url), '\.(mp3|ogg|oga|wav|flac|m4a|mp4|webm|ogv|mov)$', 'i'))
      then 'recording' else 'picture'"/>
  </xsl:function>
  <!-- Where a picture is that the page does not show. -->
  <xsl:function name="html:picture-link" as="element(a)">
    <xsl:param name="picture" as="element()"/>
    <xsl:variable name="url" as="attribute()" select="html:source-of($picture)"/>
    <a href="{iri-to-uri(html:plain-address($url))}" rel="external noopener">
      <xsl:sequence select="html:interface-lang(),
        html:attributes($picture, 'graphic')[not($picture/self::tei:surface) or name() eq 'class']"/>
      <xsl:value-of select="f:label(if (html:kind-of-picture($picture) eq 'recording')
        then 'recording-at' else 'picture-at', html:host($url))"/>
    </a>
  </xsl:function>
  <!-- The picture of a surface that names none but says what it is the same as: shown, or linked to. -->
  <xsl:function name="html:own-picture" as="element()?">
    <xsl:param name="surface" as="element(tei:surface)"/>
    <xsl:if test="html:source-of($surface)">
      <xsl:sequence select="if (html:is-shown($surface))
        then html:picture($surface, f:label('image-of', html:page-name($surface)))
        else html:picture-link($surface)"/>
    </xsl:if>
  </xsl:function>

  <!-- What a picture shows, in words. -->
  <xsl:function name="html:alternative" as="xs:string">
    <xsl:param name="picture" as="element()"/>
    <xsl:sequence select="($picture/tei:desc ! f:plain(.), $picture/../tei:figDesc ! f:plain(.),
      $picture/parent::tei:surface ! f:label('image-of', html:page-name(.)),
      $picture/parent::tei:notatedMusic/(tei:label, tei:desc) ! f:plain(.),
      $picture/../tei:head ! f:plain(.), f:label('figure'))[.][1]"/>
  </xsl:function>
</xsl:stylesheet>
