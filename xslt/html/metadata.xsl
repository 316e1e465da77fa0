<?xml version="1.0" encoding="UTF-8"?>
<!-- What the page of a document says to machines: Dublin Core, the tags that Zotero and Google Scholar
     read, Open Graph, and schema.org in JSON-LD. All of it is written as text, without a tree of it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The facts of the document as a citation has them, and its entries for bibliographies. -->
  <xsl:variable name="html:facts-cited" as="map(xs:string, xs:string*)" select="
    html:facts-of($html:record)"/>
  <xsl:variable name="html:own-citations" as="map(xs:string, xs:string)" select="
    html:entries-of($html:facts-cited)"/>

  <!-- The elements of the page's head that describe the document. -->
  <xsl:function name="html:metadata" as="element()+">
    <xsl:sequence select="html:dublin-core($html:record), html:citation-tags($html:record)"/>
    <xsl:sequence select="html:open-graph('article', $html:facts-cited?title, $html:facts-cited?address,
      string($html:record/rec:summary))"/>
    <xsl:if test="$html:facts-cited?address">
      <link rel="canonical" href="{$html:facts-cited?address}"/>
    </xsl:if>
    <link rel="alternate" type="application/tei+xml" href="{$id}.xml"/>
    <xsl:if test="$pdf">
      <link rel="alternate" type="application/pdf" href="../pdf/{$id}.pdf"/>
    </xsl:if>
    <xsl:for-each select="$html:endings">
      <link rel="alternate" type="{$html:formats(.)?type}" href="{$id}.{.}"/>
    </xsl:for-each>
    <xsl:if test="$html:facts-cited?address and tokenize($f:edition/@targets) = 'metadata'">
      <xsl:sequence select="html:signposts()"/>
    </xsl:if>
    <script type="application/ld+json">
      <xsl:value-of select="html:work($html:record)"/>
    </script>
  </xsl:function>

  <!-- Where the parts and the descriptions of the document are (FAIR Signposting Profile, level 1);
       the link sets have all of it. -->
  <xsl:function name="html:signposts" as="element()+">
    <link rel="cite-as" href="{($html:record/rec:identifier[lower-case(@type) = 'doi']
      /string((@uri, .)[1])[contains(., '10.')][contains(., '/')]
      ! ('https://doi.org/10.' || substring-after(., '10.')), $html:facts-cited?address)[1]}"/>
    <link rel="type" href="https://schema.org/AboutPage"/>
    <link rel="type" href="https://schema.org/{if ($html:record/rec:agent[@role = ('sender', 'recipient')])
      then 'Message' else 'CreativeWork'}"/>
    <xsl:for-each select="distinct-values(f:writers($html:record)[html:is-sure(.)] ! (@uri,
        f:entry(@entry)/rec:idno[html:is-sure(.)]/@uri)[matches(., '^https?://')][1])">
      <link rel="author" href="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="$html:record/rec:licence[matches(@target, '^https?://')][1]">
      <link rel="license" href="{@target}"/>
    </xsl:for-each>
    <xsl:for-each select="'oai_dc', 'mods'">
      <link rel="describedby" type="application/xml" href="../metadata/{$id}.{.}.xml"/>
    </xsl:for-each>
    <link rel="describedby" type="application/ld+json" href="../metadata/{$id}.jsonld"/>
    <xsl:for-each select="$html:endings">
      <link rel="describedby" type="{$html:formats(.)?type}" href="{$id}.{.}"/>
    </xsl:for-each>
    <link rel="item" type="application/tei+xml" href="{$id}.xml"/>
    <xsl:if test="$pdf">
      <link rel="item" type="application/pdf" href="../pdf/{$id}.pdf"/>
    </xsl:if>
    <xsl:sequence select="html:slot('manifest-link')"/>
    <link rel="collection" type="text/html" href="./"/>
    <link rel="linkset" type="application/linkset+json" href="linksets/{$id}.json"/>
    <link rel="linkset" type="application/linkset" href="linksets/{$id}.txt"/>
  </xsl:function>

  <!-- Dublin Core, and what only its newer terms can say. -->
  <xsl:function name="html:dublin-core" as="element()+">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string*)" select="$html:facts-cited"/>
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"/>
    <xsl:sequence select="
      html:meta('DC.title', $facts?title),
      f:writers($record) ! html:meta('DC.creator', .),
      $record/rec:agent[@role = ('translator', 'editor')] ! html:meta('DC.contributor', .),
      html:meta('DC.date', html:iso(f:date-of($record)/@when)),
      html:meta('DC.language', $facts?language),
      html:meta('DC.description', $record/rec:summary),
      $record/rec:term ! html:meta('DC.subject', .),
      html:meta('DC.publisher', $facts?publisher),
      html:meta('DC.source', $record/rec:source[1]),
      $record/rec:licence/@target ! html:meta('DC.rights', .),
      html:meta('DC.identifier', ($facts?address[.], $facts?id)[1]),
      html:meta('DC.type', 'Text'), html:meta('DC.format', 'text/html'),
      html:meta('DCTERMS.isPartOf', $facts?container),
      html:meta('DCTERMS.issued', $record/rec:published[1]/@when),
      html:meta('DCTERMS.modified', html:newest($record)),
      $record/rec:licence/@target ! html:meta('DCTERMS.license', .),
      html:meta('description', ($record/rec:summary, $facts?title)[1])"/>
  </xsl:function>
  <!-- The day of the newest change. -->
  <xsl:function name="html:newest" as="xs:string?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="max($record/rec:change/@when ! string())"/>
  </xsl:function>

  <!-- The tags that Zotero and Google Scholar read. The book's address is to be a whole one. -->
  <xsl:function name="html:citation-tags" as="element(meta)+">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string*)" select="$html:facts-cited"/>
    <xsl:sequence select="
      html:meta('citation_title', $facts?title),
      $facts?authors ! html:meta('citation_author', replace(., '|', ', ', 'q')),
      html:meta('citation_date', $facts?date[1] ! replace(., '(\d)-', '$1/', ';j')),
      html:meta('citation_publication_date', $record/rec:published[1]/@when ! translate(., '-', '/')),
      html:meta('citation_language', $facts?language),
      html:meta('citation_publisher', $facts?publisher),
      html:meta('citation_collection_title', $facts?container),
      $record/rec:term ! html:meta('citation_keywords', .),
      html:meta('citation_abstract', $record/rec:summary),
      html:meta('citation_fulltext_html_url', $facts?address),
      html:meta('citation_pdf_url', $facts?address[. and $pdf]
        ! string(resolve-uri('../pdf/' || $id || '.pdf', .)))"/>
  </xsl:function>

  <!-- The document in the terms of schema.org: a Message where someone sent it. -->
  <xsl:function name="html:work" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string*)" select="$html:facts-cited"/>
    <xsl:variable name="role" as="function(*)" select="function($name as xs:string) as xs:string? {
      html:array($name, $record/rec:agent[@role = $name] ! html:agent(.)) }"/>
    <!-- Whom a mention means is said to machines only where the editors are sure. -->
    <xsl:variable name="mentioned" as="element(rec:entry)*" select="
      distinct-values($record/rec:mention[not(@note)][html:is-sure(.)]/@entry) ! f:entry(.)"/>
    <xsl:sequence select="html:object((
      html:pair('@context', 'https://schema.org'),
      html:pair('@type', if ($facts?kind eq 'letter') then 'Message' else 'CreativeWork'),
      html:pair('@id', $facts?address), html:pair('url', $facts?address),
      html:pair('identifier', $facts?id), html:pair('name', $facts?title),
      html:pair('inLanguage', $facts?language), html:pair('abstract', $record/rec:summary),
      ('author', 'sender', 'recipient', 'translator', 'editor') ! $role(.),
      html:pair('dateCreated', html:iso(f:date-of($record)/@when)),
      html:pair('dateSent', html:iso($record/rec:date[@role = 'sent'][1]/@when)),
      html:pair('dateReceived', html:iso($record/rec:date[@role = 'received'][1]/@when)),
      html:pair('datePublished', $record/rec:published[1]/@when),
      html:pair('dateModified', html:newest($record)),
      html:member('publisher', html:thing('Organization', $facts?publisher, ())),
      html:pair('license', $record/rec:licence[@target][1]/@target),
      html:member('isBasedOn', html:thing('CreativeWork', $record/rec:source[1],
        html:pair('url', $record/rec:url[1]))),
      html:member('isPartOf', html:edition-thing()),
      html:array('hasPart', $html:parts ! html:part-thing(., ())),
      html:array('keywords', $record/rec:term ! html:quoted(.)),
      html:array('citation', $mentioned[@kind = 'work'] ! html:entry-thing(.)),
      html:array('mentions', $mentioned[not(@kind = 'work')] ! html:entry-thing(.)),
      html:member('mainEntityOfPage', html:place-of-page($facts?title, $facts?address))))"/>
  </xsl:function>
  <!-- The edition that it is part of. -->
  <xsl:function name="html:edition-thing" as="xs:string?">
    <xsl:sequence select="html:thing('Collection', $f:collection,
      string($f:edition/@base-url)[.] ! (replace(., '/$', '') || '/')
        ! (html:pair('@id', .), html:pair('url', .)))"/>
  </xsl:function>
  <!-- Where in the site a page stands: below the start page and the list of documents. -->
  <xsl:function name="html:place-of-page" as="xs:string">
    <xsl:param name="names" as="xs:string+"/>
    <xsl:param name="addresses" as="xs:string*"/>
    <xsl:variable name="above" as="xs:string?" select="
      string($f:edition/@base-url)[.] ! (replace(., '/$', '') || '/')"/>
    <xsl:sequence select="html:object((html:pair('@type', 'WebPage'),
      html:member('breadcrumb', html:breadcrumbs(
        (string($f:edition/@title), f:label('section-documents'), $names),
        ($above, $above || 'documents.html', $addresses)[exists($above)]))))"/>
  </xsl:function>

  <!-- Someone who did something, the same as the identifiers of the entry. -->
  <xsl:function name="html:agent" as="xs:string?">
    <xsl:param name="agent" as="element(rec:agent)"/>
    <xsl:variable name="entry" as="element(rec:entry)?" select="f:entry($agent/@entry)"/>
    <xsl:sequence select="html:thing(html:type-of(($entry/@kind, $agent/@kind, 'person')[1]), $agent,
      html:same-as(($agent, $entry)[html:is-sure($agent)]))"/>
  </xsl:function>
  <!-- An entry of a register as a thing. -->
  <xsl:function name="html:entry-thing" as="xs:string?">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:sequence select="html:thing(html:type-of($entry/@kind), $entry/rec:name[1], html:same-as($entry))"/>
  </xsl:function>

  <!-- A division that has a page of its own. -->
  <xsl:function name="html:part-thing" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:param name="more" as="xs:string*"/>
    <xsl:variable name="address" as="xs:string?" select="
      $html:facts-cited?address[.] ! (replace(., '[^/]+$', '', ';j') || html:part-page($division))"/>
    <xsl:sequence select="html:thing('CreativeWork', html:division-name($division),
      (html:pair('@id', $address), html:pair('url', $address),
      html:member('position', string(html:part-number($division))), $more))"/>
  </xsl:function>
  <!-- What the page of such a division says beside where it is. -->
  <xsl:function name="html:part-description" as="element()+">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string*)" select="$html:facts-cited"/>
    <xsl:variable name="name" as="xs:string" select="html:division-name($division)"/>
    <xsl:sequence select="html:meta('description', $name || ' · ' || $facts?title),
      html:meta('citation_title', $name || ' · ' || $facts?title),
      html:citation-tags($html:record)[not(@name = ('citation_title', 'citation_abstract',
        'citation_fulltext_html_url', 'citation_pdf_url'))]"/>
    <xsl:variable name="whole" as="xs:string?" select="html:thing('CreativeWork', $facts?title,
      (html:pair('@id', $facts?address), html:pair('url', ($facts?address[.], $id || '.html')[1])))"/>
    <script type="application/ld+json">
      <xsl:value-of select="'{' || html:pair('@context', 'https://schema.org') || ','
        || substring(html:part-thing($division, (html:member('isPartOf', $whole),
          html:pair('inLanguage', $facts?language),
          html:member('mainEntityOfPage', html:place-of-page(($facts?title, $name), $facts?address)))), 2)"/>
    </script>
  </xsl:function>
</xsl:stylesheet>
