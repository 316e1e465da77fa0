<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes stand in the output where they stand in the text, after a numbered reference; styles set
     them in the margin beside it, or, on narrow pages, open them below the line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Notes and apparatus entries of the text shown are numbered in one row; what stands inside a
       note or a variant stays there. -->
  <xsl:variable name="html:numbered" as="element()*" select="html:annotations(root())"/>
  <xsl:variable name="html:numbers" as="map(xs:string, xs:integer)" select="
    map:merge(for-each-pair($html:numbered, 1 to count($html:numbered),
      function($note as element(), $n as xs:integer) as map(*) { map:entry(f:id($note), $n) }))"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  <xsl:function name="html:annotations" as="element()*">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="$document//(tei:note | tei:app)[f:in-text(.)]
      [not(ancestor::tei:note or ancestor::tei:rdg[not(html:shown(ancestor::tei:app[1]) is .)])]"/>
  </xsl:function>

  <xsl:template match="tei:note" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$html:numbers(f:id(.)) and not($linking)">
        <xsl:call-template name="html:annotation">
          <xsl:with-param name="phrasing" select="$phrasing"/>
          <xsl:with-param name="content" as="node()*" select="node()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="html:wrap">
          <xsl:with-param name="classes" select="'inner-note'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The reference, and the note itself; in a heading the reference alone (see html:heading-notes). -->
  <xsl:template name="html:annotation">
    <xsl:param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="phrasing" as="xs:boolean" required="yes"/>
    <xsl:param name="content" as="node()*" required="yes"/>
    <xsl:variable name="id" as="xs:string" select="f:id(.)"/>
    <xsl:variable name="number" as="xs:integer" select="$html:numbers($id)"/>
    <a class="note-ref" id="ref:{$id}" href="#{$id}" aria-label="{html:say('note', $number)}">
      <xsl:value-of select="$number"/>
    </a>
    <xsl:if test="not($in-heading)">
      <xsl:call-template name="html:note-box">
        <xsl:with-param name="phrasing" select="$phrasing"/>
        <xsl:with-param name="content" select="$content"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A heading's notes follow it: were they inside, they would be part of its name. -->
  <xsl:template name="html:heading-notes">
    <xsl:variable name="notes" as="element()*" select="
      .//(tei:note | tei:app)[$html:numbers(f:id(.))]"/>
    <xsl:if test="$notes">
      <div class="heading-notes">
        <xsl:for-each select="$notes">
          <xsl:call-template name="html:note-box">
            <xsl:with-param name="phrasing" select="false()"/>
            <xsl:with-param name="content" select="if (self::tei:app) then html:variants(.) else node()"/>
          </xsl:call-template>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="html:note-box">
    <xsl:param name="phrasing" as="xs:boolean" required="yes"/>
    <xsl:param name="content" as="node()*" required="yes"/>
    <xsl:variable name="id" as="xs:string" select="f:id(.)"/>
    <xsl:variable name="number" as="xs:integer" select="$html:numbers($id)"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:attribute name="class" select="'note', html:type(.)"/>
      <xsl:attribute name="id" select="$id"/>
      <xsl:attribute name="role" select="'note'"/>
      <xsl:attribute name="aria-label" select="html:say('note', $number)"/>
      <xsl:sequence select="html:lang(@xml:lang)"/>
      <a class="note-n" href="#ref:{$id}" aria-label="{html:say('note-back', $number)}">
        <xsl:value-of select="$number"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="$content" mode="html:text">
        <xsl:with-param name="mention" as="element()?" tunnel="yes" select="()"/>
        <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="$phrasing"/>
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

  <!-- Apparatus: the lemma (or the first reading) in the text, the others in the margin. -->
  <xsl:template match="tei:app" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="numbered" as="xs:boolean" select="exists($html:numbers(f:id(.)))"/>
    <xsl:call-template name="html:wrap">
      <xsl:with-param name="classes" select="'app'"/>
      <xsl:with-param name="named" select="not($numbered)"/>
      <xsl:with-param name="content" select="if ($numbered) then html:shown(.)/node() else *"/>
    </xsl:call-template>
    <xsl:if test="$numbered">
      <xsl:call-template name="html:annotation">
        <xsl:with-param name="phrasing" select="$phrasing"/>
        <xsl:with-param name="content" as="node()*" select="html:variants(.)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:function name="html:shown" as="element()?">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="($app/tei:lem, $app/tei:rdg, $app/tei:rdgGrp/tei:rdg)[1]"/>
  </xsl:function>
  <xsl:function name="html:variants" as="element()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="$app/* except html:shown($app)"/>
  </xsl:function>
  <xsl:template match="tei:lem | tei:rdg" mode="html:text">
    <xsl:variable name="sigla" as="element(span)?">
      <xsl:if test="@wit">
        <span class="sigla"><xsl:value-of select="' ', tokenize(@wit) ! replace(., '^.*#', '')"/></span>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="html:wrap">
      <xsl:with-param name="classes" select="local-name()"/>
      <xsl:with-param name="after" select="$sigla"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:rdgGrp | tei:wit | tei:witDetail" mode="html:text">
    <xsl:call-template name="html:wrap">
      <xsl:with-param name="classes" select="local-name()"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
