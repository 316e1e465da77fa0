<?xml version="1.0" encoding="UTF-8"?>
<!-- One TEI document to its page. Import this to change the page: override a template or a named
     part, and call xsl:next-match for what stays. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/text.xsl"/>
  <xsl:import href="../base/pointers.xsl"/>
  <xsl:import href="../base/mentions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="msdesc.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="about.xsl"/>
  <xsl:include href="bibtex.xsl"/>
  <xsl:include href="cards.xsl"/>
  <xsl:include href="metadata.xsl"/>

  <!-- The document's id: its record is found by it. -->
  <xsl:param name="id" as="xs:string" required="yes"/>
  <!-- Whether the edition has PDFs beside its pages. -->
  <xsl:param name="pdf" as="xs:boolean" select="true()"/>

  <xsl:variable name="html:record" as="element(rec:record)" select="f:record($id)"/>
  <xsl:variable name="html:document" as="document-node()" select="root()"/>

  <!-- Words of the page that stand among those of the text are in the page's language. -->
  <xsl:function name="html:interface-lang" as="attribute()?">
    <xsl:sequence select="
      html:lang($f:interface)[f:language-tag($html:record/@lang) ne $f:interface]"/>
  </xsl:function>

  <!-- What the text opens with, if it is the title over again: it is then shown as the page's head,
       with its names and notes, and not a second time. -->
  <xsl:variable name="html:opening" as="element()*">
    <xsl:variable name="head" as="element()?" select="(//tei:body)[1]/tei:head[1]
      [f:plain(.) = $html:record/rec:title]"/>
    <xsl:sequence select="$head/(preceding-sibling::*[not(html:is-block(.))], .)"/>
  </xsl:variable>

  <xsl:template match="/" as="element(html)">
    <xsl:variable name="main" as="element(article)">
      <article class="edition">
        <xsl:sequence select="html:document-head()"/>
        <div class="text">
          <xsl:sequence select="html:lang($html:record/@lang)"/>
          <xsl:apply-templates select="*" mode="html:text"/>
        </div>
        <xsl:sequence select="html:about()"/>
      </article>
    </xsl:variable>
    <xsl:sequence select="
      html:page(f:title($html:record), 'document', html:metadata(), $main, html:card-list())"/>
  </xsl:template>
</xsl:stylesheet>
