<?xml version="1.0" encoding="UTF-8"?>
<!-- What a document's page cannot know yet stands as a slot, which is filled when all documents are
     known: where an entry or another document is, how often something is mentioned in all, what the
     masthead and the footer hold. A slot begins with data-to, or is an element of that name: no text
     of a source can look like one. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A part of the frame: "masthead", "sequence" (what comes before and after), "footer". -->
  <xsl:function name="html:slot" as="element(slot)">
    <xsl:param name="name" as="xs:string"/>
    <slot name="{$name}"/>
  </xsl:function>
  <xsl:template match="rec:edition" mode="html:masthead" as="element(slot)">
    <xsl:sequence select="html:slot('masthead')"/>
  </xsl:template>
  <xsl:template match="rec:edition" mode="html:footer" as="element(slot)">
    <xsl:sequence select="html:slot('footer')"/>
  </xsl:template>

  <!-- Where an entry is: an attribute that becomes href, or goes where the entry has no page. It is to
       be the first of its element. -->
  <xsl:function name="html:to-entry" as="attribute(data-to)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:attribute name="data-to" select="'entry:' || $key"/>
  </xsl:function>
  <!-- The same for another document of the edition, by its file and the id of an element in it. -->
  <xsl:function name="html:to-document" as="attribute(data-to)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:attribute name="data-to" select="'document:' || $key"/>
  </xsl:function>

  <!-- "12 mentions here", and how many there are in all of the edition where those are more. -->
  <xsl:function name="html:counted" as="node()+">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="here" as="xs:integer"/>
    <xsl:value-of select="f:label('mentions-here', $here)"/>
    <slot name="in-all" data-of="{$key}" data-here="{$here}"/>
  </xsl:function>

  <!-- The page of a time: that of its year. -->
  <xsl:function name="html:time-address" as="xs:string">
    <xsl:param name="dated" as="element()"/>
    <xsl:variable name="first" as="xs:string" select="
      string($dated/(@when, @from, @not-before, @to, @not-after)[1])"/>
    <xsl:sequence select="'registers/dates/' || replace($first, '^(-?\d+).*$', '$1', ';j')
      || '.html#' || html:date-anchor($dated)"/>
  </xsl:function>

  <!-- A name that leads to its entry. -->
  <xsl:function name="html:named" as="node()">
    <xsl:param name="name" as="element()"/>
    <xsl:choose>
      <xsl:when test="$name/@entry">
        <a>
          <xsl:sequence select="html:to-entry($name/@entry), string($name)"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$name"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
