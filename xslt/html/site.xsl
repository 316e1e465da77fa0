<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a whole to its pages: start, lists, registers, and what else needs more than one
     document. What is read is made from the catalogue, all in urn:tei-pipeline:record; addresses are
     from the folder of pages. Its root:

     edition     title, language, publisher, base-url, date, version, targets, registers (the kinds of
                 entries that there are), features (map, network, search, chronology …)

     1. for start, documents, chronology, about:
       register  kind, entities, mentions: how much each register holds
       record    as record/main.xsl makes it, the part of the header only, without its changes, in the
                 edition's order; with address, mentions. Its agents and places have to: the address of
                 their entity. A licence in the words of an earlier record has said-in, the id of that
                 one, in place of the words.
     2. for fragments:
       record    id, header-lang, address; its titles and dates, each licence once; asked, where its
                 sequence is to be made, which may tell of all records their dates, and names of its
                 neighbours alone
     3. for register and map:
       entity    kind, id, address, mentions, documents, first, last (the years that mention it); its
                 first entry, with lang (the language of the file it is from)
     4. for entities:
       entity    kind, id, address (of its first part), mentions, documents, part, parts; its entries,
                 in which what points to an entry has to; then, by date:
         document  id, title, lang, header-lang, address; its date (dated), what the entity is in it
                   (agent, place, date), its mentions. An entity of the kind date is a year: its id
                   is that year, and it has no entry.
     5. for network, what network.xsl says; for search, accessibility, own no documents

     The result is { "pages": [ { "path": …, "content": … } ] }, as in main.xsl. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:import href="edition.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="citations.xsl"/>
  <xsl:include href="site-metadata.xsl"/>
  <xsl:include href="fragments.xsl"/>
  <xsl:include href="own.xsl"/>
  <xsl:include href="accessibility.xsl"/>
  <xsl:include href="years.xsl"/>
  <xsl:include href="start-page.xsl"/>
  <xsl:include href="documents.xsl"/>
  <xsl:include href="facets.xsl"/>
  <xsl:include href="register-list.xsl"/>
  <xsl:include href="dates.xsl"/>
  <xsl:include href="entity.xsl"/>
  <xsl:include href="uses.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="chronology.xsl"/>
  <xsl:include href="calendar.xsl"/>
  <xsl:include href="site-about.xsl"/>
  <xsl:include href="map.xsl"/>
  <xsl:include href="network.xsl"/>
  <xsl:include href="search.xsl"/>

  <xsl:output method="json" encoding="UTF-8" indent="no"/>

  <!-- Which pages: "start", "documents", "register", "entities", "chronology", "network", "map",
       "about", "search", "fragments", "own", "accessibility". -->
  <xsl:param name="page" as="xs:string" required="yes"/>
  <!-- Which register, where it may be empty. -->
  <xsl:param name="kind" as="xs:string" select="
    string(/rec:edition/rec:entity[1]/@kind)"/>

  <xsl:variable name="records" as="document-node()" select="root()"/>
  <xsl:variable name="html:documents" as="element(rec:record)*" select="$f:edition/rec:record"/>

  <xsl:template match="/" as="map(xs:string, array(*))">
    <xsl:variable name="made" as="map(xs:string, xs:string)*" select="$html:makers($page)()"/>
    <xsl:sequence select="map { 'pages': array { $made } }"/>
  </xsl:template>

  <!-- What makes the pages of each name. -->
  <xsl:variable name="html:makers" as="map(xs:string, function(*))" select="map {
    'start': html:start-page#0, 'documents': html:documents-page#0,
    'register': html:register-page#0, 'entities': html:entity-pages#0,
    'chronology': html:chronology-page#0, 'about': html:about-page#0,
    'map': html:map-page#0, 'network': html:network-page#0, 'search': html:search-page#0,
    'fragments': html:fragments#0, 'own': html:own-page#0,
    'accessibility': html:accessibility-page#0 }"/>

  <!-- A page with its address: its title, its kind, what it is in a sentence, its content. -->
  <xsl:function name="html:made" as="map(xs:string, xs:string)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="description" as="xs:string?"/>
    <xsl:param name="main" as="node()*"/>
    <xsl:sequence select="html:made($path, $title, $kind, $description, $main, ())"/>
  </xsl:function>
  <!-- The same of a page about something, told as members of an object of schema.org. -->
  <xsl:function name="html:made" as="map(xs:string, xs:string)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="description" as="xs:string?"/>
    <xsl:param name="main" as="node()*"/>
    <xsl:param name="thing" as="xs:string*"/>
    <xsl:sequence select="map { 'path': $path, 'title': $title, 'content': html:written(html:page($title,
      $kind, html:page-metadata($path, $title, $kind, $description, $thing), $main, ())) }"/>
  </xsl:function>
  <!-- A page, or what stands in pages, as text. -->
  <xsl:function name="html:written" as="xs:string">
    <xsl:param name="content" as="node()*"/>
    <xsl:sequence select="serialize($content, map { 'method': 'html', 'html-version': 5.0,
      'indent': false(), 'include-content-type': false(), 'escape-uri-attributes': false() })"/>
  </xsl:function>
  <!-- Styles and scripts that only some pages need. -->
  <xsl:function name="html:features" as="xs:string*">
    <xsl:sequence select="if ($page = ('map', 'network', 'search')) then $page else 'lists'"/>
  </xsl:function>

  <!-- What is at an address, from the page being made. -->
  <xsl:function name="html:at" as="attribute(href)">
    <xsl:param name="address" as="xs:string"/>
    <xsl:attribute name="href" select="$root || $address"/>
  </xsl:function>
  <!-- A name that is a link where it has a page. -->
  <xsl:function name="html:named" as="node()">
    <xsl:param name="name" as="element()"/>
    <xsl:choose>
      <xsl:when test="$name/@to">
        <a><xsl:sequence select="html:at($name/@to), string($name)"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$name"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- Words of a header or an entry, marked where the page speaks another language. -->
  <xsl:function name="html:said" as="node()">
    <xsl:param name="words" as="element()"/>
    <xsl:variable name="lang" as="attribute()?" select="html:other-lang((
      $words/ancestor::rec:entry/@lang, $words/ancestor::rec:record/@header-lang)[1])"/>
    <xsl:choose>
      <xsl:when test="$lang">
        <span><xsl:sequence select="$lang, string($words)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- A document by its title. -->
  <xsl:function name="html:document-link" as="element(a)">
    <xsl:param name="record" as="element(rec:record)"/>
    <a>
      <xsl:sequence select="html:at($record/@address), html:other-lang($record[rec:title]/@header-lang),
        f:title($record)"/>
    </a>
  </xsl:function>
  <xsl:variable name="html:thousands" as="xs:string" select="f:around('thousands', $f:interface)[2]"/>
  <!-- A number with its thousands apart, as the language writes it. -->
  <xsl:function name="html:number" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="translate(format-number($number, '#,##0'), ',', $html:thousands)"/>
  </xsl:function>
</xsl:stylesheet>
