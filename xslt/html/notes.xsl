<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes stand in the output where they stand in the text, after a numbered reference; styles set
     them in the margin beside it, or, on narrow pages, open them below the line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Notes on the text are numbered in one row; what stands inside a note, a variant or an entry of
       the apparatus stays there. -->
  <xsl:variable name="html:numbers" as="map(xs:string, xs:integer)" select="
    let $numbered := html:annotations($html:document)
    return map:merge(for-each-pair($numbered, 1 to count($numbered),
      function($note as element(), $n as xs:integer) as map(*) { map:entry(f:id($note), $n) }))"/>
  <!-- What gets a number, in order. -->
  <xsl:function name="html:annotations" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//tei:note[f:is-annotation(.)][not(ancestor::tei:app)
      or html:is-of-text(.)]"/>
  </xsl:function>

  <!-- Whether a note in an entry of the apparatus stands in words of the text. -->
  <xsl:function name="html:is-of-text" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="every $entry in $note/ancestor::tei:app
      satisfies exists($note/ancestor::* intersect f:reading($entry))"/>
  </xsl:function>

  <xsl:template match="tei:note" mode="html:text" as="element()+">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$html:numbers(f:id(.)) and not($linking)">
        <xsl:apply-templates select="." mode="html:annotation"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="html:wrap">
          <xsl:with-param name="classes" as="xs:string*" select="'inner-note'"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The reference, and the note itself; in a heading the reference alone. -->
  <xsl:template match="tei:note" mode="html:annotation" as="element()+">
    <xsl:param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="id" as="xs:string" select="f:id(.)"/>
    <xsl:variable name="number" as="xs:integer" select="$html:numbers($id)"/>
    <a class="note-ref" id="ref:{$id}" href="#{$id}" aria-label="{f:label('note', $number)}">
      <xsl:sequence select="html:interface-lang()"/>
      <xsl:value-of select="$number"/>
    </a>
    <xsl:if test="not($in-heading)">
      <xsl:apply-templates select="." mode="html:note"/>
    </xsl:if>
  </xsl:template>

  <!-- A heading's notes follow it: were they inside, they would be part of its name. -->
  <xsl:function name="html:heading-notes" as="element(div)?">
    <xsl:param name="heading" as="element()"/>
    <xsl:where-populated>
      <div class="heading-notes">
        <xsl:apply-templates select="$heading//tei:note[$html:numbers(f:id(.))]" mode="html:note"/>
      </div>
    </xsl:where-populated>
  </xsl:function>

  <!-- A numbered note. -->
  <xsl:template match="tei:note" mode="html:note" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="id" as="xs:string" select="f:id(.)"/>
    <xsl:variable name="number" as="xs:integer" select="$html:numbers($id)"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:attribute name="class" select="'note', html:type(.)"/>
      <xsl:attribute name="id" select="$id"/>
      <xsl:attribute name="role" select="'note'"/>
      <xsl:attribute name="aria-label" select="f:label('note', $number)"/>
      <xsl:sequence select="html:lang(@xml:lang)"/>
      <a class="note-n" href="#ref:{$id}" aria-label="{f:label('note-back', $number)}">
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="$number"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="mention" as="element()?" tunnel="yes" select="()"/>
        <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
      </xsl:apply-templates>
      <xsl:sequence select="html:note-basis(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- What @ana says of a note ("an inference of the editors"). -->
  <xsl:function name="html:note-basis" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="basis" as="xs:string" select="f:basis($note)"/>
    <xsl:if test="$basis">
      <span class="basis"><xsl:value-of select="$basis"/></span>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
