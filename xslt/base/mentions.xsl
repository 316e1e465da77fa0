<?xml version="1.0" encoding="UTF-8"?>
<!-- Which elements of a text are mentions, of what kind, and how sure. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Values of @type that projects write on rs and name, in lower case. -->
  <xsl:variable name="f:kinds" as="map(xs:string, xs:string)" select="map {
    'person': 'person', 'pers': 'person', 'people': 'person',
    'place': 'place', 'country': 'place', 'settlement': 'place', 'region': 'place', 'geog': 'place',
    'org': 'organisation', 'organisation': 'organisation', 'organization': 'organisation',
    'institution': 'organisation', 'government': 'organisation',
    'work': 'work', 'bibl': 'work', 'book': 'work', 'document': 'work',
    'event': 'event'
  }"/>

  <!-- The kind of mention that an element of a text is; nothing where it is none. -->
  <xsl:function name="f:mention-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="
      $f:mention-kinds(local-name($element)) ! .($element)"/>
    <xsl:sequence select="$kind[f:in-text($element)]"/>
  </xsl:function>

  <!-- What tells the kind of each element that can be a mention. -->
  <xsl:variable name="f:mention-kinds" as="map(xs:string, function(element()) as xs:string?)" select="
    let $pointing := function($kind as xs:string) as function(*) {
      function($e as element()) as xs:string? { $kind[$e[@ref or @corresp]] } }
    return map {
      'persName': $pointing('person'), 'placeName': $pointing('place'),
      'geogName': $pointing('place'), 'settlement': $pointing('place'),
      'country': $pointing('place'), 'orgName': $pointing('organisation'),
      'title': $pointing('work'), 'rs': f:typed-kind#1, 'name': f:typed-kind#1,
      'ref': f:reference-kind#1, 'date': f:date-kind#1
    }"/>

  <!-- The kind of a name without one of its own, by its type. -->
  <xsl:function name="f:typed-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($f:kinds(lower-case($element/@type)), 'unknown')[1]
      [$element[@ref or @corresp]]"/>
  </xsl:function>
  <!-- A reference is a mention where it leads into another file, or to a bibliographic entry; a
       link to a place in the text or on the web is none. -->
  <xsl:function name="f:reference-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="first" as="xs:string" select="
      (tokenize($element/@target)[1] ! f:unprefixed(., root($element)), '')[1]"/>
    <xsl:variable name="local" as="element()?" select="
      if (starts-with($first, '#')) then key('f:id', substring($first, 2), root($element))[1] else ()"/>
    <xsl:sequence select="'work'[$local/parent::tei:listBibl or
      matches($first, '^[^#:]+\.xml#')]"/>
  </xsl:function>
  <!-- A date is a mention where it has a normal form. -->
  <xsl:function name="f:date-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'date'[$element[@when or @from or @to or @notBefore or @notAfter or @when-iso
      or @from-iso or @to-iso or @notBefore-iso or @notAfter-iso]]"/>
  </xsl:function>

  <!-- What the categories that @ana points to say of an element. -->
  <xsl:function name="f:basis" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not($element/@ana)) then ''
      else string-join(tokenize($element/@ana)[starts-with(., '#')]
        ! key('f:id', substring(., 2), root($element))[1]/(tei:catDesc, tei:desc, tei:gloss)[1]
        ! f:plain(.), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
