<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page says to machines: Dublin Core in meta elements, schema.org in JSON-LD. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:j="http://www.w3.org/2005/xpath-functions"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The elements of the page's head that describe the document. -->
  <xsl:function name="html:metadata" as="element()+">
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <xsl:for-each select="$html:record">
      <xsl:sequence select="
        html:meta('DC.title', f:title(.)),
        f:writers(.) ! html:meta('DC.creator', .),
        rec:agent[@role = ('translator', 'editor')] ! html:meta('DC.contributor', .),
        html:meta('DC.date', f:date-of(.)/@when),
        html:meta('DC.language', f:language-tag(@lang)),
        html:meta('DC.description', rec:summary),
        rec:term ! html:meta('DC.subject', .),
        html:meta('DC.publisher', f:publisher(.)),
        html:meta('DC.source', rec:source[1]),
        rec:licence[@target] ! html:meta('DC.rights', @target),
        html:meta('DC.identifier', (f:address(.)[.], string(@id))[1]),
        html:meta('DC.type', 'Text'), html:meta('DC.format', 'text/html'),
        html:meta('description', (rec:summary, f:title(.))[1])"/>
    </xsl:for-each>
    <xsl:if test="f:address($html:record)">
      <link rel="canonical" href="{f:address($html:record)}"/>
    </xsl:if>
    <link rel="alternate" type="application/tei+xml" href="{$id}.xml"/>
    <script type="application/ld+json">
      <xsl:value-of select="html:json()"/>
    </script>
  </xsl:function>

  <!-- A script element is not escaped in HTML, so nothing in the JSON may end it. -->
  <xsl:function name="html:json" as="xs:string">
    <xsl:sequence select="xml-to-json(html:work()) => replace('&lt;', '\\u003c')
      => replace('>', '\\u003e') => replace('&amp;', '\\u0026')"/>
  </xsl:function>

  <!-- The document in the terms of schema.org: a Message where someone sent it. -->
  <xsl:function name="html:work" as="element(j:map)">
    <j:map>
      <xsl:for-each select="$html:record">
        <xsl:sequence select="
          html:string('@context', 'https://schema.org'),
          html:string('@type', if (rec:agent[@role = 'sender']) then 'Message' else 'CreativeWork'),
          html:string('@id', f:address(.)), html:string('url', f:address(.)),
          html:string('identifier', @id), html:string('name', f:title(.)),
          html:string('inLanguage', f:language-tag(@lang)), html:string('abstract', rec:summary),
          html:agents('author', rec:agent[@role = 'author']),
          html:agents('sender', rec:agent[@role = 'sender']),
          html:agents('recipient', rec:agent[@role = 'recipient']),
          html:agents('translator', rec:agent[@role = 'translator']),
          html:agents('editor', rec:agent[@role = 'editor']),
          html:string('dateCreated', f:date-of(.)/@when),
          html:string('dateSent', rec:date[@role = 'sent'][1]/@when),
          html:string('dateReceived', rec:date[@role = 'received'][1]/@when),
          html:string('datePublished', rec:published[1]/@when),
          html:thing('publisher', 'Organization', f:publisher(.), (), ()),
          html:string('license', rec:licence[@target][1]/@target),
          html:thing('isBasedOn', 'CreativeWork', rec:source[1], rec:url[1], ()),
          html:thing('isPartOf', 'Collection', $f:collection, (), ()),
          html:array('keywords', rec:term ! html:string((), .)),
          html:array('mentions', html:mentioned())"/>
      </xsl:for-each>
    </j:map>
  </xsl:function>

  <!-- The entries that the document mentions, each once. -->
  <xsl:function name="html:mentioned" as="element(j:map)*">
    <xsl:for-each select="
      distinct-values($html:record/rec:mention[not(@note)]/@entry) ! f:entry(.)">
      <xsl:sequence select="html:thing((), html:type-of(@kind), rec:name, (), .)"/>
    </xsl:for-each>
  </xsl:function>
  <!-- Those who did something, by name, with their identifiers. -->
  <xsl:function name="html:agents" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="agents" as="element(rec:agent)*"/>
    <xsl:sequence select="html:array($key, $agents ! html:thing((),
      html:type-of((f:entry(@entry)/@kind, @kind, 'person')[1]), ., (), f:entry(@entry)))"/>
  </xsl:function>
  <!-- What schema.org calls a kind of entry. -->
  <xsl:function name="html:type-of" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="(map { 'person': 'Person', 'organisation': 'Organization', 'place': 'Place',
      'work': 'CreativeWork', 'event': 'Event' }($kind), 'Thing')[1]"/>
  </xsl:function>

  <!-- A thing by type, name and address, the same as its entry's identifiers; none without a name. -->
  <xsl:function name="html:thing" as="element(j:map)?">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="name" as="xs:string?"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:param name="entry" as="element(rec:entry)?"/>
    <xsl:if test="normalize-space($name)">
      <j:map>
        <xsl:if test="$key"><xsl:attribute name="key" select="$key"/></xsl:if>
        <xsl:sequence select="html:string('@type', $type), html:string('name', $name),
          html:string('url', $address),
          html:array('sameAs', $entry/rec:idno[@uri] ! html:string((), @uri))"/>
      </j:map>
    </xsl:if>
  </xsl:function>
  <!-- A string under a key, or, in an array, without one; none where it is empty. -->
  <xsl:function name="html:string" as="element(j:string)?">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="normalize-space($value)">
      <j:string>
        <xsl:if test="$key"><xsl:attribute name="key" select="$key"/></xsl:if>
        <xsl:value-of select="$value"/>
      </j:string>
    </xsl:if>
  </xsl:function>
  <!-- An array under a key; none without members. -->
  <xsl:function name="html:array" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="members" as="element()*"/>
    <xsl:if test="$members">
      <j:array key="{$key}"><xsl:sequence select="$members"/></j:array>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
