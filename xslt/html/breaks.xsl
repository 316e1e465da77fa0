<?xml version="1.0" encoding="UTF-8"?>
<!-- Where pages, columns and other divisions of the source begin. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A line of prose that has a number in a play shows it as a line of verse does. -->
  <xsl:template match="tei:sp//tei:lb[@n]" mode="html:text" priority="3">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:next-match/>
    <xsl:sequence select="html:line-link(., if ($linking or not(html:may-link(.))) then ''
      else html:line-number(.))"/>
  </xsl:template>

  <!-- A page with an image leads to it. -->
  <xsl:template match="tei:pb | tei:cb | tei:gb" mode="html:text">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="image" as="xs:string" select="
      if ($linking or not(html:may-link(.))) then '' else html:image-place(.)"/>
    <xsl:element name="{if ($image) then 'a' else 'span'}">
      <xsl:if test="@facs and self::tei:pb">
        <xsl:attribute name="id" select="f:id(.)"/>
      </xsl:if>
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:if test="$image">
        <xsl:attribute name="href" select="$image"/>
      </xsl:if>
      <xsl:if test="@n or $image">
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="html:break-name(.)"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>
  <!-- What a break is called. -->
  <xsl:function name="html:break-name" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break/@n) then f:label('mark-' || local-name($break), $break/@n)
      else f:label('page-image')"/>
  </xsl:function>
  <!-- Where the image of a page is: on this page, or, where its host is not one that the edition names,
       in the web; empty where there is none. -->
  <xsl:function name="html:image-place" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="surface" as="element()?" select="$break/@facs[starts-with(., '#')]
      /key('f:id', substring(tokenize(.)[1], 2), root(.))[1]/ancestor-or-self::tei:surface[last()]
      [ancestor::tei:facsimile]"/>
    <xsl:sequence select="if ($surface) then '#' || f:id($surface)
      else if ($break[self::tei:pb][html:is-shown(.)])
        then (if ($break/ancestor::tei:text) then '#facs:' || f:id($break) else '')
      else if ($break/@facs[html:is-image(.)][html:is-remote(.)])
        then iri-to-uri(html:plain-address($break/@facs)) else ''"/>
  </xsl:function>

  <xsl:template match="tei:milestone" mode="html:text">
    <span>
      <xsl:sequence select="html:interface-lang(), html:attributes(., 'milestone')"/>
      <xsl:attribute name="title" select="
        f:term('milestone', string((@unit, 'break')[1]), $f:interface)"/>
      <xsl:text>‖</xsl:text>
    </span>
  </xsl:template>

  <!-- The pages of a text that shows images of them. -->
  <xsl:function name="html:page-list" as="element(nav)?">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="html:pages($text[not(ancestor::tei:text)]//tei:pb[@n]
      [starts-with(html:image-place(.), '#')], function($break as element()) as xs:string {
        string($break/@n) })"/>
  </xsl:function>
</xsl:stylesheet>
