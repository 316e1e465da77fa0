<?xml version="1.0" encoding="UTF-8"?>
<!-- References: to a place in this text, to another document of the edition, to a page of the web, or,
     where an address could run something, nowhere. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:ref | tei:ptr" mode="html:text" as="element()">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="leading" as="attribute()*" select="if ($linking) then () else html:leads(.)"/>
    <xsl:element name="{if ($leading) then 'a' else 'span'}">
      <xsl:sequence select="$leading, html:attributes(., local-name())"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
        <xsl:with-param name="linking" as="xs:boolean" tunnel="yes" select="
          $linking or exists($leading)"/>
      </xsl:apply-templates>
      <xsl:if test="empty(node())">
        <xsl:value-of select="html:pointed(.)"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The attributes that make a reference lead somewhere; none where it may not be followed, or its
       target is not there. -->
  <xsl:function name="html:leads" as="attribute()*">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="target" as="xs:string" select="
      (tokenize($reference/@target)[1] ! f:unprefixed(., root($reference)), '')[1]"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:sequence select="
          key('f:id', substring($target, 2), root($reference))[1] ! html:href(html:local(.))"/>
      </xsl:when>
      <xsl:when test="not(f:followable($target))"/>
      <xsl:when test="matches($target, '^https?:', 'i;j')">
        <xsl:sequence select="html:href(iri-to-uri($target))"/>
        <xsl:attribute name="rel" select="'external noopener'"/>
      </xsl:when>
      <xsl:when test="matches($target, '^mailto:', 'i;j')">
        <xsl:sequence select="html:href(iri-to-uri($target))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="html:to-document(
          f:key(if (contains($target, '#')) then $target else $target || '#', $file))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- An address as an attribute; none where it is empty. -->
  <xsl:function name="html:href" as="attribute(href)?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:if test="$address">
      <xsl:attribute name="href" select="$address"/>
    </xsl:if>
  </xsl:function>
  <!-- Where an element of this document is; only what stands in the text has a place on a page. -->
  <xsl:function name="html:local" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/ancestor::*[self::tei:text | self::tei:sourceDoc
      | self::tei:facsimile | self::tei:standOff])
      then '#' || f:id($element) else ''"/>
  </xsl:function>
</xsl:stylesheet>
