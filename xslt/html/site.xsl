<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a whole to its pages: start, lists, registers, and what else needs more than one
     document. What is read is made from the catalogue, all in urn:tei-pipeline:record; addresses are
     from the folder of pages. Its root:

     edition     title, language, publisher, base-url, date, version, targets, registers (the kinds of
                 entries that there are), features (map, network, search, chronology …)

     1. for start, documents, chronology, about:
       register  kind, entities, mentions: how much each register holds
       record    as record/main.xsl makes it, the part of the header only, without its changes, in the
                 edition's order; with address. Its agents and places have to: the address of their
                 entity. A licence in the words of an earlier record has said-in, the id of that one, in
                 place of the words. Where no stylesheet of the edition's own is used, a page is given
                 what it shows alone: listing.py in the catalogue says what that is.
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

     The result is page elements with their paths, as in main.xsl, written as they are made: what is in
     the modes html:pages and html:main is called directly, never by a variable or a map, for Saxon
     would first build it in memory. A page that is no HTML is the text of its element. -->
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

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <!-- Which pages: "start", "documents", "register", "entities", "chronology", "network", "map",
       "about", "search", "fragments", "own", "accessibility". -->
  <xsl:param name="page" as="xs:string" required="yes"/>
  <!-- Which register, where it may be empty. -->
  <xsl:param name="kind" as="xs:string" select="
    string(/rec:edition/rec:entity[1]/@kind)"/>

  <xsl:variable name="records" as="document-node()" select="root()"/>
  <xsl:variable name="html:documents" as="element(rec:record)*" select="$f:edition/rec:record"/>

  <xsl:template match="/" as="element(page)*">
    <xsl:apply-templates select="rec:edition" mode="html:pages"/>
  </xsl:template>

  <!-- A page with its address: its title, its kind ("start", "register person"), what it is in a
       sentence; the thing that it is about, as members of an object of schema.org. Its content comes
       of what it is made of, in the mode html:main. -->
  <xsl:function name="html:made" as="element(page)">
    <xsl:param name="of" as="element()"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="description" as="xs:string?"/>
    <xsl:param name="thing" as="xs:string*"/>
    <page path="{$path}">
      <html lang="{$f:interface}">
        <head>
          <xsl:sequence select="html:head($title, $kind),
            html:page-metadata($path, $title, $kind, $description, $thing)"/>
        </head>
        <body class="{$kind}">
          <a class="skip" href="#page:main"><xsl:value-of select="f:label('skip')"/></a>
          <xsl:apply-templates select="$f:edition" mode="html:masthead">
            <xsl:with-param name="kind" as="xs:string" select="$kind"/>
          </xsl:apply-templates>
          <main id="page:main" tabindex="-1">
            <xsl:apply-templates select="$of" mode="html:main"/>
          </main>
          <xsl:apply-templates select="$f:edition" mode="html:footer">
            <xsl:with-param name="kind" as="xs:string" select="$kind"/>
          </xsl:apply-templates>
        </body>
      </html>
    </page>
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
