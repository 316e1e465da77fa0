<?xml version="1.0" encoding="UTF-8"?>
<!--
  One TEI document or authority file to its record: what registers, lists, cards and indexes read
  in place of TEI. The shape, all in urn:tei-pipeline:record:

  record      id, file (project-relative), kind (document | authority), lang, header-lang, digest,
              words (how many the text has)
    title, subtitle, summary (lang), edition, status
    language    role (text | original), code; its text as the header describes it
    agent       role (author | editor | translator | sender | recipient), kind,
                resp (the header's words), inverted (Surname, Forename), affiliation, entry, uri (what
                the name itself points to on the web), cert
    place, date role (sent | received | created), cert; entry and uri, or when/from/to/not-before/
                not-after; of a date also sort, the first day that is meant
    remark      role (sent | received): what the editors say of the action
    source      the bibliographic citation;  url: an address in it
    archive     where the original is;  provenance;  contents: what is known of the original
    licence     target, lang;  publisher;  published;  change (when);  term (uri, scheme, lang)
    identifier  type, uri;  extent (unit);  series;  funder (uri);  published-in;  distributor
    unit        id, type (element or div type), n, parent, level; text: the label or head
    mention     kind (person | place | organisation | work | event | date | unknown), entry or uri, id, unit,
                unit-type and n of that unit, above (the type of the division that it is in, where
                that has no number), cert, note (the id of the note it stands in),
                when/from/to/not-before/not-after of a date; before, text, after, basis (what @ana
                says).  One element for each target: a mention of two entries occurs twice, same id.
    note        id, n, unit: the words of an editorial note
    entry       key (file#id), id, kind, type, sort (as a register prints it), order (as it sorts)
      name, variant, born, died, role (from, to, when), existence (from, to), agent, date, extent,
      idno (type, uri, cert), note, source (entry)
-->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/text.xsl"/>
  <xsl:import href="../base/pointers.xsl"/>
  <xsl:import href="../base/authorities.xsl"/>
  <xsl:import href="../base/mentions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="described.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="entries.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes" indent="no"/>

  <!-- The document's path from the project's folder, with "/". -->
  <xsl:param name="file" as="xs:string" required="yes"/>
  <!-- The document's id, as output files are named for it. -->
  <xsl:param name="id" as="xs:string" required="yes"/>
  <!-- The digest of the source file ("sha256:…"). -->
  <xsl:param name="digest" as="xs:string" select="''"/>

  <xsl:template match="/">
    <xsl:apply-templates select="." mode="rec:record"/>
  </xsl:template>
  <xsl:template match="/" mode="rec:record" as="element()">
    <record id="{$id}" file="{$file}" kind="{if (rec:has-text(*)) then 'document' else 'authority'}"
      lang="{(rec:text-language(*)[.], 'und')[1]}"
      header-lang="{(f:language((*/tei:teiHeader, *)[1])[.], 'und')[1]}" digest="{$digest}"
      words="{rec:number-of-words(*)}">
      <xsl:apply-templates select="*/tei:teiHeader[1]" mode="rec:header"/>
      <xsl:variable name="regions" as="element()*" select="rec:regions(*)"/>
      <xsl:apply-templates select="rec:units($regions)" mode="rec:unit"/>
      <xsl:apply-templates select="rec:names($regions)" mode="rec:mention"/>
      <xsl:apply-templates select="$regions/descendant-or-self::tei:note[f:is-annotation(.)]"
        mode="rec:note"/>
      <xsl:apply-templates select="*/descendant::*[@xml:id][rec:entry-kind(.)]" mode="rec:entry"/>
    </record>
  </xsl:template>

  <!-- A file without a text, or whose text is nothing but registers, is an authority file. -->
  <xsl:function name="rec:has-text" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="exists($root//tei:text//(tei:p | tei:ab | tei:l | tei:div[not(*)]
      | tei:u | tei:seg)[f:in-text(.)]) or empty($root//*[@xml:id][rec:entry-kind(.)])"/>
  </xsl:function>

  <!-- How many words the text has, with its notes and without its back matter. -->
  <xsl:function name="rec:number-of-words" as="xs:integer">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="sum(rec:texts($root)/(* except tei:back) ! count(tokenize(string(.))))"/>
  </xsl:function>

  <!-- An attribute of a record; empty ones are not written. -->
  <xsl:function name="rec:attribute" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:variable name="written" as="xs:string" select="normalize-space($value)"/>
      <xsl:if test="$written">
        <xsl:attribute name="{$name}" select="$written"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The normal forms of a date under the record's names; the earliest comes first. -->
  <xsl:function name="rec:dates" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="f:date-kind($element)">
      <xsl:sequence select="
        rec:attribute('when', ($element/@when, $element/@when-iso)[1]),
        rec:attribute('from', ($element/@from, $element/@from-iso)[1]),
        rec:attribute('not-before', ($element/@notBefore, $element/@notBefore-iso)[1]),
        rec:attribute('to', ($element/@to, $element/@to-iso)[1]),
        rec:attribute('not-after', ($element/@notAfter, $element/@notAfter-iso)[1])"/>
    </xsl:if>
  </xsl:function>

  <!-- An element of a record; one without words is not written. -->
  <xsl:function name="rec:element" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="$text">
      <xsl:element name="{$name}">
        <xsl:sequence select="$attributes, $text"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
