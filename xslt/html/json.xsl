<?xml version="1.0" encoding="UTF-8"?>
<!-- JSON written as text, which takes a fraction of the time that a tree of it would. What is empty is
     left out. Nothing in it can end a script element, which HTML does not escape. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Controls that would be written as references, which mean nothing in a script. -->
  <xsl:variable name="html:controls" as="xs:string" select="codepoints-to-string(127 to 159)"/>
  <!-- A string, in quotes. -->
  <xsl:function name="html:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="html:line-quoted(normalize-space($text))"/>
  </xsl:function>
  <!-- The same of one whose white space is in order. -->
  <xsl:function name="html:line-quoted" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="'&quot;' || (if (matches($line, '[\\&quot;&lt;&gt;&amp;&#127;-&#159;]', ';j'))
      then replace($line, '([\\&quot;])', '\\$1', ';j') => replace('&lt;', '\u003c', 'q')
        => replace('&gt;', '\u003e', 'q') => replace('&amp;', '\u0026', 'q')
        => translate($html:controls, '')
      else $line) || '&quot;'"/>
  </xsl:function>
  <!-- A string under a key. -->
  <xsl:function name="html:pair" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="text" as="xs:string?"/>
    <xsl:variable name="line" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="if ($line) then '&quot;' || $key || '&quot;:' || html:line-quoted($line) else ()"/>
  </xsl:function>
  <!-- Something that is JSON already, under a key. -->
  <xsl:function name="html:member" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="json" as="xs:string?"/>
    <xsl:sequence select="if ($json) then '&quot;' || $key || '&quot;:' || $json else ()"/>
  </xsl:function>
  <!-- Several such things as an array, under a key. -->
  <xsl:function name="html:array" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="members" as="xs:string*"/>
    <xsl:sequence select="if (exists($members))
      then '&quot;' || $key || '&quot;:[' || string-join($members, ',') || ']' else ()"/>
  </xsl:function>
  <!-- Members as an object. -->
  <xsl:function name="html:object" as="xs:string">
    <xsl:param name="members" as="xs:string*"/>
    <xsl:sequence select="'{' || string-join($members, ',') || '}'"/>
  </xsl:function>

  <!-- A thing of schema.org by type and name, with what else is said of it; none without a name. -->
  <xsl:function name="html:thing" as="xs:string?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="name" as="xs:string?"/>
    <xsl:param name="more" as="xs:string*"/>
    <xsl:sequence select="if (normalize-space($name))
      then html:object((html:pair('@type', $type), html:pair('name', $name), $more)) else ()"/>
  </xsl:function>
  <!-- What schema.org calls a kind of entry. -->
  <xsl:function name="html:type-of" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="(map { 'person': 'Person', 'organisation': 'Organization', 'place': 'Place',
      'work': 'CreativeWork', 'event': 'Event' }($kind), 'Thing')[1]"/>
  </xsl:function>
  <!-- Whether the editors are sure of something that they say. -->
  <xsl:function name="html:is-sure" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(not(@cert) or @cert = ('high', '1', '1.0'))"/>
  </xsl:function>
  <!-- The identifiers of a name and of its entry that somebody is sure of. -->
  <xsl:function name="html:same-as" as="xs:string?">
    <xsl:param name="said" as="element()*"/>
    <xsl:sequence select="html:array('sameAs',
      distinct-values($said/(@uri, rec:idno[html:is-sure(.)]/@uri)) ! html:quoted(.))"/>
  </xsl:function>
  <!-- The way to a page as a list of names with the addresses that are known. -->
  <xsl:function name="html:breadcrumbs" as="xs:string">
    <xsl:param name="names" as="xs:string+"/>
    <xsl:param name="addresses" as="xs:string*"/>
    <xsl:variable name="items" as="xs:string+" select="
      for $n in 1 to count($names) return html:object((html:pair('@type', 'ListItem'),
        html:member('position', string($n)), html:pair('name', $names[$n]),
        html:pair('item', $addresses[$n])))"/>
    <xsl:sequence select="html:object((html:pair('@type', 'BreadcrumbList'),
      html:array('itemListElement', $items)))"/>
  </xsl:function>

  <!-- What those need to know who show a link to the page. -->
  <xsl:function name="html:open-graph" as="element(meta)+">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:param name="description" as="xs:string?"/>
    <xsl:variable name="said" as="map(xs:string, xs:string?)" select="map {
      'type': $type, 'title': $title, 'url': $address, 'description': $description,
      'site_name': string($f:edition/@title) }"/>
    <xsl:for-each select="('type', 'title', 'url', 'site_name', 'description')[normalize-space($said(.))]">
      <meta property="og:{.}" content="{normalize-space($said(.))}"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
