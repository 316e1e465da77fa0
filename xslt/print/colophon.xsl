<?xml version="1.0" encoding="UTF-8"?>
<!-- The last page: from what the book was made, under what terms, and how it is cited. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:TEI" mode="print:colophon">
    <colophon label="{print:label('colophon')}">
      <xsl:apply-templates select="$print:record/rec:source[1]" mode="print:fact"/>
      <xsl:where-populated>
        <fact label="{print:label('edition')}">
          <xsl:value-of select="print:sentences((print:edition(), print:editors()))"/>
        </fact>
      </xsl:where-populated>
      <fact label="{print:label('cite')}"><xsl:value-of select="print:citation()"/></fact>
      <xsl:apply-templates select="$print:record/rec:licence[1]" mode="print:fact"/>
      <xsl:where-populated>
        <fact label="{print:label('signs')}">
          <xsl:value-of select="print:sentences(print:signs(tei:text))"/>
        </fact>
      </xsl:where-populated>
      <fact label="{print:label('encoded')}">
        <xsl:value-of select="$source, print:label('attached')" separator=", "/>
        <xsl:if test="$digest">
          <xsl:text>; SHA-256 </xsl:text>
          <digest><xsl:value-of select="(0 to 7) ! substring($digest, 8 * . + 1, 8)"/></digest>
        </xsl:if>
      </fact>
      <fact label="{print:label('tools')}" tools="yes"><xsl:value-of select="$maker"/></fact>
    </colophon>
  </xsl:template>

  <xsl:template match="rec:source | rec:licence" mode="print:fact">
    <xsl:variable name="key" as="xs:string" select="local-name()"/>
    <fact label="{print:label($key)}">
      <xsl:for-each select="../*[local-name() = $key]">
        <xsl:variable name="addresses" as="node()*" select="@target, self::rec:source/../rec:url"/>
        <para><xsl:sequence select="print:linked(., $addresses[f:followable(.)][1])"/></para>
      </xsl:for-each>
    </fact>
  </xsl:template>

  <!-- Words with an address: a link where they contain it, else followed by it. -->
  <xsl:function name="print:linked" as="node()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="link" as="element()?">
      <xsl:if test="$address"><link href="{$address}"><xsl:value-of select="$address"/></link></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($address)"><xsl:value-of select="$words"/></xsl:when>
      <xsl:when test="contains($words, $address)">
        <xsl:value-of select="substring-before($words, $address)"/>
        <xsl:sequence select="$link"/>
        <xsl:value-of select="substring-after($words, $address)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words || ' '"/>
        <xsl:sequence select="$link"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="print:edition" as="xs:string">
    <xsl:variable name="published" as="xs:string*" select="$print:record/rec:published
      ! (string(.)[normalize-space()], f:time(., $print:language))[1]"/>
    <xsl:sequence select="string-join(($print:record/rec:edition, $print:record/rec:publisher[1],
      $published[1]), ', ')"/>
  </xsl:function>

  <xsl:function name="print:editors" as="xs:string*">
    <xsl:for-each-group select="$print:record/rec:agent[@role = 'editor'][@resp]" group-by="@resp">
      <xsl:sequence select="upper-case(substring(@resp, 1, 1)) || substring(@resp, 2) || ': '
        || print:series(current-group())"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Authors, “title”, date, and the edition; then what the numbers in the margin are for. -->
  <xsl:function name="print:citation" as="xs:string">
    <xsl:variable name="edition" as="element(rec:edition)?" select="$records/rec:edition"/>
    <xsl:variable name="collection" as="xs:string*"
      select="$edition/@title[normalize-space()][. ne 'Untitled edition'] ! string(.)"/>
    <xsl:sequence select="string-join((print:series($print:agents)[.], '“' || $print:title || '”',
      $print:date[.], $collection, print:edition()[.], $edition/@base-url[normalize-space()]), ', ')
      || '.' || ($print:tei/tei:text//tei:p[@n])[1] ! (' ' || print:label('paragraphs'))"/>
  </xsl:function>

  <xsl:function name="print:sentences" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:sequence select="string-join($parts[.] ! replace(., '([^.])$', '$1.'), ' ')"/>
  </xsl:function>

  <!-- What the marks mean that the book has set in the text. -->
  <xsl:function name="print:signs" as="xs:string*">
    <xsl:param name="text" as="element(tei:text)?"/>
    <xsl:sequence select="let $signs := map {
        'supplied': 'sign-supplied', 'gap': 'sign-gap', 'unclear': 'sign-unclear', 'add': 'sign-add',
        'del': 'sign-del', 'pb': 'sign-page' }
      return distinct-values($text//*[. except self::tei:supplied[print:bracketed(.)]] ! local-name())
        ! $signs(.) ! print:label(.)"/>
  </xsl:function>
</xsl:stylesheet>
