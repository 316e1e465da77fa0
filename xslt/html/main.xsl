<?xml version="1.0" encoding="UTF-8"?>
<!-- One TEI document to its record and its pages, in one run. Import this to change the pages:
     override a template or a function, and call xsl:next-match for what stays.

     The result is the record, and each page as the content of a page element with its path (its name
     in the folder of pages) and its title; last, the files of the project that the pages show, by their
     paths from its folder. What a page cannot know yet stands in it as a slot (see
     slots.xsl). It is written by the XML method, which takes half the time of the HTML method. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../record/main.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:import href="edition.xsl"/>
  <xsl:import href="page.xsl"/>
  <xsl:include href="slots.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="folded.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="joints.xsl"/>
  <xsl:include href="links.xsl"/>
  <xsl:include href="msdesc.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="variants.xsl"/>
  <xsl:include href="witnesses.xsl"/>
  <xsl:include href="readings.xsl"/>
  <xsl:include href="alignment.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="features.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="citations.xsl"/>
  <xsl:include href="cards.xsl"/>
  <xsl:include href="parts.xsl"/>
  <xsl:include href="metadata.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <!-- Whether the edition has PDFs beside its pages. -->
  <xsl:param name="pdf" as="xs:boolean" select="true()"/>

  <xsl:variable name="html:document" as="document-node()" select="root()"/>
  <!-- The document's record, made in this run. -->
  <xsl:variable name="html:record" as="element(rec:record)">
    <xsl:apply-templates select="$html:document" mode="rec:record"/>
  </xsl:variable>
  <!-- The entries of the registers that stand in the document itself. -->
  <xsl:variable name="html:own-entries" as="map(xs:string, element(rec:entry))" select="
    map:merge($html:record/rec:entry ! map:entry(string(@key), .))"/>

  <!-- The entry with a key: the document's own, or one of an authority file. -->
  <xsl:function name="f:entry" as="element(rec:entry)?">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="if ($key) then ($html:own-entries($key), key('f:entry', $key, $records)[1])[1]
      else ()"/>
  </xsl:function>

  <!-- Words of the page that stand among those of the text are in the page's language. -->
  <xsl:function name="html:interface-lang" as="attribute()?">
    <xsl:sequence select="$html:interface-attribute"/>
  </xsl:function>
  <xsl:variable name="html:interface-attribute" as="attribute()?" select="
    html:lang($f:interface)[f:language-tag($html:record/@lang) ne $f:interface]"/>

  <!-- What the text opens with, if it is the title over again: it is then shown as the page's head,
       with its names and notes, and not a second time. -->
  <xsl:variable name="html:opening" as="element()*">
    <xsl:variable name="head" as="element()?" select="(//tei:body)[1]/tei:head[1]
      [f:plain(.) = $html:record/rec:title]"/>
    <xsl:sequence select="$head/(preceding-sibling::*[not(html:is-block(.))], .)"/>
  </xsl:variable>

  <xsl:template match="/" as="element()+">
    <xsl:sequence select="$html:record"/>
    <page path="{$id}.html" title="{f:title($html:record)}">
      <xsl:apply-templates select="." mode="html:page"/>
    </page>
    <xsl:for-each select="$html:parts">
      <page path="{html:part-page(.)}" title="{html:division-name(.)} · {f:title($html:record)}">
        <xsl:apply-templates select="." mode="html:page"/>
      </page>
    </xsl:for-each>
    <xsl:for-each select="$html:endings">
      <page path="{$id}.{.}"><xsl:value-of select="$html:own-citations(.)"/></page>
    </xsl:for-each>
    <xsl:where-populated>
      <files>
        <xsl:for-each select="html:files()">
          <file path="{.}"/>
        </xsl:for-each>
      </files>
    </xsl:where-populated>
  </xsl:template>

  <!-- The document on one page. It is written as it is made: no part of it is kept in between. -->
  <xsl:template match="/" mode="html:page" as="element(html)">
    <html lang="{$f:interface}">
      <xsl:sequence select="html:first-view()"/>
      <head>
        <xsl:sequence select="html:head(f:title($html:record), 'document'), html:metadata()"/>
        <xsl:if test="exists($html:parts)">
          <script src="{$id}.parts.js"/>
        </xsl:if>
      </head>
      <body class="document">
        <a class="skip" href="#page:main"><xsl:value-of select="f:label('skip')"/></a>
        <xsl:sequence select="html:slot('masthead')"/>
        <main id="page:main" tabindex="-1" data-copied="{f:label('copied')}">
          <xsl:sequence select="html:slot('sequence')"/>
          <article class="edition">
            <xsl:sequence select="html:document-head()"/>
            <div class="text" data-pagefind-body="">
              <xsl:sequence select="html:lang($html:record/@lang)"/>
              <xsl:apply-templates select="*" mode="html:text"/>
            </div>
            <xsl:sequence select="html:about()"/>
          </article>
        </main>
        <xsl:sequence select="html:slot('footer'), html:card-list(/*, $html:parts)"/>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
