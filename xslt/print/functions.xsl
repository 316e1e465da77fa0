<?xml version="1.0" encoding="UTF-8"?>
<!-- What several modules of the print tree ask. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:variable name="print:tei" as="element(tei:TEI)?" select="(/descendant-or-self::tei:TEI)[1]"/>

  <xsl:variable name="print:record" as="element(rec:record)" select="f:record($id)"/>

  <!-- The text's language, as a typesetter may be told; English where nothing says so. -->
  <xsl:variable name="print:language" as="xs:string" select="
    (f:language-tag($print:record/@lang)[.], 'en')[1]"/>

  <!-- The language of what stands around the text, or of some words of it. -->
  <xsl:function name="print:lang" as="attribute()?">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="tag" as="xs:string" select="f:language-tag($language)"/>
    <xsl:if test="$tag">
      <xsl:attribute name="lang" select="lower-case(tokenize($tag, '-')[1])"/>
    </xsl:if>
  </xsl:function>

  <!-- Words of the header, marked where the edition speaks another language. -->
  <xsl:function name="print:said" as="node()*">
    <xsl:param name="words" as="node()*"/>
    <xsl:variable name="lang" as="attribute()?" select="print:lang($print:record/@header-lang)"/>
    <xsl:choose>
      <xsl:when test="$lang ne print:lang($f:interface)">
        <foreign><xsl:sequence select="$lang, $words"/></foreign>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The beginning of a text, cut after a word. -->
  <xsl:function name="print:beginning" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="cut" as="xs:string"
      select="replace(substring($text, 1, $length + 1), '[\s,;:.]+\S*$', '')"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else $cut || ' …'"/>
  </xsl:function>

  <!-- Whether an element that may be either stands between paragraphs and not inside one. -->
  <xsl:function name="print:apart" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(tei:p | tei:ab | tei:lg | tei:l | tei:list | tei:sp
        | tei:table | tei:cit | tei:quote/tei:p))
      or (exists($element/parent::*[print:container(.)])
      and not($element/../text()[normalize-space()]))"/>
  </xsl:function>

  <!-- Whether an element holds blocks and no text of its own. -->
  <xsl:function name="print:container" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(local-name($element), '^(text|body|front|back|group|floatingText|'
      || 'div[1-7]?|sp|lg|list|epigraph|argument|postscript|figure|performance|castList)$')"/>
  </xsl:function>
</xsl:stylesheet>
