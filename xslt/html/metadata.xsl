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

  <xsl:template name="html:metadata">
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"/>
    <xsl:for-each select="$html:record">
      <xsl:sequence select="
        html:meta('DC.title', html:title(.)),
        rec:agent[@role = 'author'] ! html:meta('DC.creator', .),
        rec:agent[@role = ('translator', 'editor')] ! html:meta('DC.contributor', .),
        (html:date-of(.)/@when)[1] ! html:meta('DC.date', .),
        html:meta('DC.language', string(@lang)[. ne 'und']),
        html:meta('DC.description', rec:summary),
        rec:term ! html:meta('DC.subject', .),
        html:meta('DC.publisher', (string($html:edition/@publisher)[.], rec:publisher)[1]),
        html:meta('DC.source', rec:source),
        rec:licence[@target] ! html:meta('DC.rights', @target),
        html:meta('DC.identifier', (html:url()[.], string(@id))[1]),
        html:meta('DC.type', 'Text'), html:meta('DC.format', 'text/html'),
        html:meta('description', rec:summary)"/>
    </xsl:for-each>
    <xsl:if test="html:url()">
      <link rel="canonical" href="{html:url()}"/>
    </xsl:if>
    <link rel="alternate" type="application/tei+xml" href="{$html:record/@id}.xml"/>
    <script type="application/ld+json">
      <xsl:value-of select="html:json()"/>
    </script>
  </xsl:template>
  <xsl:function name="html:meta" as="element(meta)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="xs:string?"/>
    <xsl:if test="normalize-space($content)">
      <meta name="{$name}" content="{normalize-space($content)}"/>
    </xsl:if>
  </xsl:function>

  <!-- A script element is not escaped in HTML, so nothing in the JSON may end it. -->
  <xsl:function name="html:json" as="xs:string">
    <xsl:variable name="data" as="element(j:map)">
      <xsl:call-template name="html:work"/>
    </xsl:variable>
    <xsl:sequence select="replace(replace(replace(xml-to-json($data), '&lt;', '\\u003c'), '>', '\\u003e'),
      '&amp;', '\\u0026')"/>
  </xsl:function>

  <xsl:template name="html:work">
    <j:map>
      <xsl:for-each select="$html:record">
        <xsl:sequence select="
          html:string('@context', 'https://schema.org'),
          html:string('@type', if (rec:agent[@role = 'sender']) then 'Message' else 'CreativeWork'),
          html:string('@id', html:url()), html:string('url', html:url()),
          html:string('identifier', @id), html:string('name', html:title(.)),
          html:string('inLanguage', @lang), html:string('abstract', rec:summary),
          html:agents('author', rec:agent[@role = 'author']),
          html:agents('sender', rec:agent[@role = 'sender']),
          html:agents('recipient', rec:agent[@role = 'recipient']),
          html:agents('translator', rec:agent[@role = 'translator']),
          html:agents('editor', rec:agent[@role = 'editor']),
          html:string('dateCreated', (html:date-of(.)/@when)[1]),
          html:string('dateSent', rec:date[@role = 'sent'][1]/@when),
          html:string('datePublished', rec:published[1]/@when),
          html:string('publisher', (string($html:edition/@publisher)[.], rec:publisher)[1]),
          html:string('license', rec:licence[@target][1]/@target),
          html:string('isBasedOn', (rec:url, rec:source)[1]),
          html:string('isPartOf', $html:edition/@title),
          html:array('keywords', rec:term ! html:string((), .)),
          html:array('mentions', html:mentioned())"/>
      </xsl:for-each>
    </j:map>
  </xsl:template>

  <!-- The entries that the document mentions, each once. -->
  <xsl:function name="html:mentioned" as="element(j:map)*">
    <xsl:for-each select="distinct-values($html:record/rec:mention[not(@note)]/@entry) ! html:entry(.)">
      <xsl:sequence select="html:thing(@kind, ., rec:name)"/>
    </xsl:for-each>
  </xsl:function>
  <xsl:function name="html:agents" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="agents" as="element()*"/>
    <xsl:sequence select="html:array($key, $agents ! html:thing(
      (html:entry(@entry)/@kind, @kind)[1], html:entry(@entry), .))"/>
  </xsl:function>
  <xsl:variable name="html:types" as="map(xs:string, xs:string)" select="map { 'person': 'Person',
    'organisation': 'Organization', 'place': 'Place', 'work': 'CreativeWork', 'event': 'Event'}"/>
  <xsl:function name="html:thing" as="element(j:map)">
    <xsl:param name="kind" as="xs:string?"/>
    <xsl:param name="entry" as="element(rec:entry)?"/>
    <xsl:param name="name" as="xs:string"/>
    <j:map>
      <xsl:sequence select="html:string('@type', ($kind ! $html:types(.), 'Person')[1]),
        html:string('name', $name), html:array('sameAs', $entry/rec:idno[@uri] ! html:string((), @uri))"/>
    </j:map>
  </xsl:function>
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
  <xsl:function name="html:array" as="element(j:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="members" as="element()*"/>
    <xsl:if test="$members">
      <j:array key="{$key}"><xsl:sequence select="$members"/></j:array>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
