<?xml version="1.0" encoding="UTF-8"?>
<!-- The modes of the print tree, declared in this one place. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:print="urn:tei-pipeline:print">

  <!-- The parts of the book, each from the TEI element. -->
  <xsl:mode name="print:titleblock" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="print:registers" on-multiple-match="fail" on-no-match="fail"/>
  <xsl:mode name="print:colophon" on-multiple-match="fail" on-no-match="fail"/>

  <!-- TEI text to blocks and inlines; the last template of inline.xsl keeps what no other knows. -->
  <xsl:mode name="print:text" on-multiple-match="fail" on-no-match="shallow-skip"/>

  <!-- Elements of a record to facts of the title block or the colophon. -->
  <xsl:mode name="print:fact" on-multiple-match="fail" on-no-match="shallow-skip"/>

  <!-- Authority entries of the records to entries of an index. -->
  <xsl:mode name="print:entry" on-multiple-match="fail" on-no-match="fail"/>

</xsl:stylesheet>
