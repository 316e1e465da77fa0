<?xml version="1.0" encoding="UTF-8"?>
<!-- Every mode of the record and the outputs, declared once. "fail" on multiple matches:
     two templates for one node are a mistake of ours, not a choice for the processor. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A TEI document or authority file, at its root. -->
  <xsl:mode on-multiple-match="fail" on-no-match="fail"/>

  <!-- record: the whole of it; header fields, citable units, mentions, editorial notes, authority
       entries. -->
  <xsl:mode name="rec:record" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rec:header" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="rec:unit" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rec:mention" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rec:note" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rec:entry" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="rec:fact" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <!-- rec:citation gives the words of a bibliographic description, with the punctuation it lacks;
       f:plain those of any piece of TEI (see f:plain in text.xsl). -->
  <xsl:mode name="rec:citation" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <!-- rec:around says in which unit a mention stands. -->
  <xsl:mode name="rec:around" on-multiple-match="fail" on-no-match="fail"/>
  <!-- rec:flow gives the words of a unit as strings, with the names among them. -->
  <xsl:mode name="rec:flow" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="f:plain" on-multiple-match="fail" on-no-match="shallow-skip"/>

  <!-- html: the text itself; the last template of structure.xsl takes what no other knows. The modes
       below it render one element in a certain way: without a rule of its own, in a wrapper, as a
       paragraph, as the items of a list, as a mention with others inside, with its number and note, as
       the note alone. -->
  <xsl:mode name="html:text" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:unrendered" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:wrap" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:paragraph" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:items" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: the same as a group of roles, a caption, a cell, a zone drawn over an image, a piece of a
       formula, and with blanks, or signs, between parts that touch. -->
  <xsl:mode name="html:cast" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:caption" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:cell" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:zone" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:math" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="html:spaced" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:apart" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:joined" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:nested-mention" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:annotation" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:note" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: the apparatus: where the line of an entry begins, the letter at its place, the entry, what
       it holds, the list of witnesses. -->
  <xsl:mode name="html:beginning" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:place" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:letter" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:apparatus" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:back" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:lemma" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:nature" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:attested" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:sigla" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:entry-of" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:variant" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:witnesses" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: one of several versions of a text, side by side. -->
  <xsl:mode name="html:version" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: a stretch of words that may be a link, or run over a break; the words inside a link. -->
  <xsl:mode name="html:own-words" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:words" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: an entry of a register that is folded away. -->
  <xsl:mode name="html:folded" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: a page of a document; the pages that are made from records, what each of them holds. -->
  <xsl:mode name="html:page" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:pages" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:main" on-multiple-match="fail" on-no-match="fail"/>
  <!-- html: the frame of a page, from the edition; the parts of a page made from records. -->
  <xsl:mode name="html:masthead" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:footer" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:head" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="html:principles" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="html:card" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:fact" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="html:mention" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:listing" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="html:row" on-multiple-match="fail" on-no-match="fail"/>

  <!-- print: the parts of the book, each from the TEI element. -->
  <xsl:mode name="print:titleblock" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="print:registers" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="print:colophon" on-multiple-match="fail" on-no-match="fail"/>
  <!-- print: TEI text to blocks and inlines; the last templates of inline.xsl keep what no other
       knows. -->
  <xsl:mode name="print:text" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <!-- print: the same with blanks, or signs, between parts that touch. -->
  <xsl:mode name="print:spaced" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="print:joined" on-multiple-match="fail" on-no-match="fail"/>
  <!-- print: what an entry of the apparatus says. -->
  <xsl:mode name="print:variants" on-multiple-match="fail" on-no-match="fail"/>
  <!-- print: elements of a record to facts of the title block or the colophon, authority entries to
       entries of an index. -->
  <xsl:mode name="print:fact" on-multiple-match="fail" on-no-match="shallow-skip"/>
  <xsl:mode name="print:entry" on-multiple-match="fail" on-no-match="fail"/>
</xsl:stylesheet>
