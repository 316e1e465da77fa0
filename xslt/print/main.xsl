<?xml version="1.0" encoding="UTF-8"?>
<!--
  One TEI document to a print tree: XML in no namespace that a typesetter reads without knowing TEI.

  document     @title @short-title @running-author @date @lang @description: author* keyword*
    titleblock   @lang: superior* title @plain, fact* @label, summary? @label
    text         blocks
    registers?   @lang @label @remark: register+ @label: entry+ @key @name: what is said of it
    references?  @lang @label @remark: entry+ @key @name @lang
    colophon     @lang @label: fact+ @label @tools: inlines, digest, or para+

  @lang of the document is the text's language, of the parts around it the edition's.

  Blocks
    section      @level @kind: blocks; a section whose paragraph begins with a label has none of its own
    head         @level @plain (for bookmarks): inlines
    para         @n @indent: inlines and, where TEI has them inside a paragraph, blocks
    label        @level @plain: a heading that runs in at the beginning of a paragraph
    verse        stanzas: line @n @part
    speech       speaker?, blocks;  stage: inlines or blocks
    list         @ordered: caption?, item: item-label?, inlines or blocks
    table        @columns: caption?, row @header: cell @columns @rows
    quotation    blocks or inlines set apart;  figure: inlines;  display @kind: a line or more of its
                 own (byline, dateline, salute, signed, epigraph, title page …); closer: display+
  Inlines
    emph         @kind: italic, bold, small-caps, superscript, subscript, underline, strike, spaced,
                 addition, unclear, roman, deleted and doubtful (where a line would stand in a line)
    name         @keys: a mention, indexed by its keys
    link         @href;  note: a foot note, inlines or blocks;  break: a new line
    foreign      @lang: inlines or blocks in another language
    page         @n: a page of the source begins

  Every word of the TEI text is in it once, in order, but for what choice and app leave unread (see
  f:reading in base/text.xsl). Text is never code: the typesetter prints strings as they are.
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/text.xsl"/>
  <xsl:import href="../base/pointers.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:include href="functions.xsl"/>
  <xsl:include href="structure.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="inline.xsl"/>
  <xsl:include href="msdesc.xsl"/>
  <xsl:include href="data.xsl"/>
  <xsl:include href="joints.xsl"/>
  <xsl:include href="transcription.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="titleblock.xsl"/>
  <xsl:include href="index.xsl"/>
  <xsl:include href="colophon.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- The document's id: of its record, and of the file that is made. -->
  <xsl:param name="id" as="xs:string" required="yes"/>
  <!-- The name of the source file, as it is attached. -->
  <xsl:param name="source" as="xs:string" select="$id || '.xml'"/>
  <!-- SHA-256 of the source file. -->
  <xsl:param name="digest" as="xs:string" select="''"/>
  <!-- What made the book: name and version. -->
  <xsl:param name="maker" as="xs:string" select="'tei-pipeline'"/>

  <xsl:template match="/" as="element(document)">
    <document title="{$print:title}" short-title="{$print:short-title}" lang="{$print:language}"
      running-author="{$print:running-author}" date="{$print:date}"
      description="{$print:record/rec:summary}">
      <xsl:for-each select="f:writers($print:record)">
        <author><xsl:value-of select="."/></author>
      </xsl:for-each>
      <xsl:for-each select="$print:record/rec:term">
        <keyword><xsl:value-of select="."/></keyword>
      </xsl:for-each>
      <xsl:apply-templates select="$print:tei" mode="print:titleblock"/>
      <text>
        <!-- Of a corpus the texts of all its documents. -->
        <xsl:apply-templates mode="print:text"
          select="(/descendant-or-self::tei:teiCorpus//tei:TEI, $print:tei)/.
            ! (* except (tei:teiHeader, tei:TEI, tei:standOff), tei:standOff)"/>
      </text>
      <xsl:apply-templates select="$print:tei" mode="print:registers"/>
      <xsl:apply-templates select="$print:tei" mode="print:colophon"/>
    </document>
  </xsl:template>
</xsl:stylesheet>
