<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of the whole say to machines: the edition as a collection and as data, each entity as
     what it is, every page by its place in the site. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The address of the site with a slash at its end; empty where the settings do not tell it. -->
  <xsl:variable name="html:base" as="xs:string" select="
    string-join($f:edition/@base-url[. ne ''] ! (replace(., '/+$', '') || '/'))"/>

  <!-- The elements of the head of a page; "thing" is what it is about, as members of an object of
       schema.org. -->
  <xsl:function name="html:page-metadata" as="element()+">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="description" as="xs:string?"/>
    <xsl:param name="thing" as="xs:string*"/>
    <xsl:variable name="address" as="xs:string" select="
      if ($html:base) then $html:base || replace($path, '^index\.html$', '') else ''"/>
    <xsl:sequence select="html:meta('description', $description),
      html:open-graph('website', $title, $address, $description)"/>
    <xsl:if test="$address">
      <link rel="canonical" href="{$address}"/>
    </xsl:if>
    <link rel="alternate" type="application/atom+xml" title="{f:label('feed')}" href="{$root}feed.xml"/>
    <xsl:variable name="above" as="xs:string?" select="html:register-above($kind)"/>
    <xsl:variable name="place" as="xs:string" select="html:breadcrumbs(
      (string($f:edition/@title), $above, $title[$kind ne 'start']), if ($html:base) then ($html:base,
        $above ! ($html:base || 'registers/' || $html:files(tokenize($kind)[2]) || '.html'),
        $address) else ())"/>
    <script type="application/ld+json">
      <xsl:value-of select="html:object((html:pair('@context', 'https://schema.org'),
        if (exists($thing)) then ($thing, html:pair('@id', $address), html:pair('url', $address),
          html:member('mainEntityOfPage', html:object((html:pair('@type', 'WebPage'),
            html:member('breadcrumb', $place)))))
        else (html:pair('@type', html:page-type($kind)), html:pair('name', $title),
          html:pair('url', $address), html:pair('inLanguage', $f:interface),
          html:member('isPartOf', html:thing('Collection', $f:collection, html:pair('@id', $html:base))),
          html:member('breadcrumb', $place))))"/>
    </script>
  </xsl:function>
  <!-- The name of the register that a page of an entity belongs to. -->
  <xsl:function name="html:register-above" as="xs:string?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if (starts-with($kind, 'entity ')) then f:label('register-' || tokenize($kind)[2])
      else ()"/>
  </xsl:function>
  <!-- What kind of page it is, in the terms of schema.org. -->
  <xsl:function name="html:page-type" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($kind eq 'about-edition') then 'AboutPage'
      else if ($kind = ('documents', 'chronology') or starts-with($kind, 'register ')) then 'CollectionPage'
      else 'WebPage'"/>
  </xsl:function>

  <!-- The edition: a collection of documents, and as such data that can be taken away. -->
  <xsl:function name="html:edition-members" as="xs:string+">
    <xsl:param name="description" as="xs:string"/>
    <xsl:variable name="licence" as="xs:string*" select="
      distinct-values($html:documents ! string(rec:licence[@target][1]/@target))"/>
    <xsl:variable name="archive" as="xs:string" select="
      html:object((html:pair('@type', 'DataDownload'), html:pair('contentUrl', $html:base || 'edition.zip'),
        html:pair('encodingFormat', 'application/zip')))"/>
    <xsl:sequence select="
      '&quot;@type&quot;:[&quot;Collection&quot;,&quot;Dataset&quot;]',
      html:pair('name', $f:edition/@title), html:pair('description', $description),
      html:array('inLanguage', distinct-values($html:documents ! f:language-tag(@lang)[.]) ! html:quoted(.)),
      html:member('collectionSize', string(count($html:documents))),
      html:array('editor', html:edition-editors() ! html:thing('Person', ., ())),
      html:member('publisher', html:thing('Organization', $f:edition/@publisher, ())),
      html:pair('dateModified', html:known-date()),
      html:pair('temporalCoverage', string-join(distinct-values((min($html:years), max($html:years))
        [. gt 0] ! format-integer(., '0000')), '/')),
      html:pair('license', $licence[count($licence) eq 1]),
      html:array('distribution', $archive)"/>
  </xsl:function>
  <!-- Those who edited every document, by name. -->
  <xsl:function name="html:edition-editors" as="xs:string*">
    <xsl:for-each-group select="$html:documents/rec:agent[@role = 'editor'][not(@resp)]"
      group-by="normalize-space()">
      <xsl:sequence select="current-grouping-key()[count(current-group()/..) eq count($html:documents)]"/>
    </xsl:for-each-group>
  </xsl:function>
  <!-- The day of the newest change, where there is one. -->
  <xsl:function name="html:known-date" as="xs:string?">
    <xsl:sequence select="string($f:edition/@date)[. ne '1970-01-01'][.]"/>
  </xsl:function>

  <!-- A person, place, body, event or work, as members of an object; nothing for a year. -->
  <xsl:function name="html:entity-members" as="xs:string*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entry" as="element(rec:entry)?"/>
    <xsl:for-each select="$entry[rec:name]">
      <xsl:variable name="geo" as="xs:string*" select="
        tokenize(rec:geo[1])[matches(., '^[+-]?\d+(\.\d+)?$')]"/>
      <xsl:sequence select="html:pair('@type', html:type-of($kind)), html:pair('name', rec:name[1]),
        html:array('alternateName', distinct-values(rec:variant) ! html:quoted(.)),
        html:same-as(.)"/>
      <xsl:sequence select="if ($kind eq 'person') then (html:pair('birthDate', rec:born[1]/@when),
          html:pair('deathDate', rec:died[1]/@when))
        else if ($kind eq 'organisation') then (html:pair('foundingDate', rec:existence[1]/@from),
          html:pair('dissolutionDate', rec:existence[1]/@to))
        else if ($kind eq 'place' and count($geo) eq 2) then html:member('geo', html:object((
          html:pair('@type', 'GeoCoordinates'), html:member('latitude', string(number($geo[1]))),
          html:member('longitude', string(number($geo[2]))))))
        else ()"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The facts of the edition as citations have them (see citations.xsl). -->
  <xsl:variable name="html:edition-cited" as="map(xs:string, xs:string*)" select="map {
    'id': 'edition', 'kind': 'edition', 'title': string($f:edition/@title), 'container': (),
    'publisher': string($f:edition/@publisher), 'address': $html:base,
    'language': $f:interface, 'archive': (), 'date': html:known-date(), 'authors': (),
    'editors': html:edition-editors(), 'translators': (), 'recipients': () }"/>
  <xsl:variable name="html:edition-entries" as="map(xs:string, xs:string)" select="
    html:entries-of($html:edition-cited)"/>
  <!-- The files that hold them, as pages are given back. -->
  <xsl:function name="html:edition-files" as="element(page)+">
    <xsl:for-each select="$html:endings">
      <page path="edition.{.}"><xsl:value-of select="$html:edition-entries(.)"/></page>
    </xsl:for-each>
  </xsl:function>

  <!-- The files of the whole. -->
  <xsl:function name="html:edition-downloads" as="element(ul)">
    <ul class="downloads">
      <li>
        <a href="{$root}edition.zip"><xsl:value-of select="f:label('download-archive')"/></a>
      </li>
      <li>
        <a href="{$root}feed.xml"><xsl:value-of select="f:label('download-feed')"/></a>
      </li>
      <li>
        <a href="{$root}build-info.json"><xsl:value-of select="f:label('download-build')"/></a>
      </li>
    </ul>
  </xsl:function>

  <!-- What the archive of the sources says of them: title, citation, terms. -->
  <xsl:function name="html:readme" as="xs:string">
    <xsl:variable name="terms" as="xs:string*">
      <xsl:for-each-group select="$html:documents/rec:licence[not(@said-in)]"
        group-by="string-join((., @target), ' ')">
        <xsl:sequence select="'- ' || normalize-space(current-grouping-key())"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="string-join((string($f:edition/@title),
      replace($f:edition/@title, '.', '=', 's'), '',
      f:label('documents', html:number(count($html:documents))), '',
      f:label('cite') || ':', normalize-space(html:cite-edition()), '',
      if (exists($terms)) then (f:label('licence') || ':', $terms) else (),
      'tei-pipeline ' || $f:edition/@version), '&#10;')"/>
  </xsl:function>
</xsl:stylesheet>
