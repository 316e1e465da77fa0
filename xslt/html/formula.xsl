<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas: MathML through a list of what may pass, other notations as they are written. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:formula" mode="html:text">
    <xsl:variable name="display" as="xs:boolean" select="
      @rend = ('display', 'block') or not(html:in-line(.) or parent::tei:collation)"/>
    <xsl:element name="{if (not(*) and matches(@notation, '^(la)?tex', 'i')) then 'code' else 'span'}">
      <xsl:sequence select="html:attributes(., ('formula', 'box'[$display]))"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="html:math-elements" as="xs:string+" select="tokenize('math mrow mi mn mo ms mtext
    mspace mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup munder
    mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics annotation')"/>
  <xsl:variable name="html:math-attributes" as="xs:string+" select="tokenize('display displaystyle dir
    mathvariant form fence separator stretchy symmetric largeop movablelimits accent accentunder
    linethickness notation open close separators columnspan rowspan columnalign rowalign width height
    depth lspace rspace minsize maxsize encoding')"/>

  <xsl:template match="m:*[local-name() = $html:math-elements]" mode="html:text">
    <xsl:choose>
      <xsl:when test="self::m:math or ancestor::m:math">
        <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
          <xsl:sequence select="@*[local-name() = $html:math-attributes][namespace-uri() = '']
            [matches(., '^[\w .,;:()\[\]{}|%+/-]*$')]"/>
          <xsl:apply-templates select="node()" mode="html:math"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- Within a formula nothing but MathML stands, and words. -->
  <xsl:template match="m:*[local-name() = $html:math-elements]" mode="html:math">
    <xsl:apply-templates select="." mode="html:text"/>
  </xsl:template>
  <xsl:template match="*" mode="html:math" priority="-1">
    <xsl:message select="f:unknown(.)"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="text()" mode="html:math">
    <xsl:value-of select="."/>
  </xsl:template>
</xsl:stylesheet>
