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

  <xsl:template match="tei:TEI" mode="print:colophon" as="element(colophon)">
    <colophon label="{f:label('colophon')}">
      <xsl:sequence select="print:lang($f:interface)"/>
      <xsl:apply-templates select="$print:record/rec:source[1]" mode="print:fact"/>
      <xsl:where-populated>
        <fact label="{f:label('field-state')}">
          <xsl:value-of select="print:sentences((print:edition(), print:editors()))"/>
        </fact>
      </xsl:where-populated>
      <fact label="{f:label('cite')}"><xsl:sequence select="print:citation()"/></fact>
      <xsl:apply-templates select="$print:record/rec:licence[1]" mode="print:fact"/>
      <xsl:where-populated>
        <fact label="{f:label('book-signs')}">
          <xsl:value-of select="print:sentences(f:signs(tei:text,
            ('supplied', 'unclear', 'add', 'del', 'gap', 'pb')) ! f:label('sign-' || .))"/>
        </fact>
      </xsl:where-populated>
      <fact label="{f:label('encoded')}">
        <xsl:value-of select="$source, f:label('attached')" separator=", "/>
        <xsl:if test="$digest">
          <xsl:text>; SHA-256 </xsl:text>
          <digest><xsl:value-of select="(0 to 7) ! substring($digest, 8 * . + 1, 8)"/></digest>
        </xsl:if>
      </fact>
      <fact label="{f:label('made-with')}" tools="yes"><xsl:value-of select="$maker"/></fact>
    </colophon>
  </xsl:template>

  <!-- All sources, or all terms, under one label. -->
  <xsl:template match="rec:source | rec:licence" mode="print:fact" as="element(fact)">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <fact label="{f:label($name)}">
      <xsl:for-each select="../*[local-name() = $name]">
        <xsl:variable name="addresses" as="node()*" select="@target, self::rec:source/../rec:url"/>
        <para>
          <xsl:sequence select="print:said(print:linked(., $addresses[f:followable(.)][1]))"/>
        </para>
      </xsl:for-each>
    </fact>
  </xsl:template>

  <!-- Words with an address: a link where they contain it, else followed by it. -->
  <xsl:function name="print:linked" as="node()*">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="within" as="xs:boolean" select="$address and contains($words, $address)"/>
    <xsl:value-of select="
      if ($within) then substring-before($words, $address) else $words || ' '[$address]"/>
    <xsl:if test="$address">
      <link href="{$address}"><xsl:value-of select="$address"/></link>
    </xsl:if>
    <xsl:value-of select="if ($within) then substring-after($words, $address) else ''"/>
  </xsl:function>

  <!-- Which edition it is, who published it and when. -->
  <xsl:function name="print:edition" as="xs:string">
    <xsl:sequence select="string-join(($print:record/rec:edition[1], $print:record/rec:publisher[1],
      $print:record/rec:published[1] ! f:when(.)), ', ')"/>
  </xsl:function>

  <!-- Who did what for the edition, in the header's words. -->
  <xsl:function name="print:editors" as="xs:string*">
    <xsl:for-each-group select="$print:record/rec:agent[@role = 'editor'][@resp]" group-by="@resp">
      <xsl:sequence select="upper-case(substring(@resp, 1, 1)) || substring(@resp, 2) || ': '
        || f:names(current-group())"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The citation, with the edition's title as a title; then what the numbers in the margin are for. -->
  <xsl:function name="print:citation" as="node()*">
    <xsl:variable name="citation" as="map(xs:string, xs:string)" select="f:citation($print:record)"/>
    <xsl:variable name="address" as="xs:string" select="f:address($print:record)"/>
    <xsl:value-of select="$citation?before"/>
    <xsl:where-populated>
      <emph kind="italic"><xsl:value-of select="$citation?collection"/></emph>
    </xsl:where-populated>
    <xsl:value-of select="$citation?after"/>
    <xsl:if test="$address">
      <xsl:text> </xsl:text>
      <link href="{$address}"><xsl:value-of select="$address"/></link>
    </xsl:if>
    <xsl:value-of select="($print:tei/tei:text//tei:p[@n])[1] ! (' ' || f:label('cite-numbers'))"/>
  </xsl:function>

  <!-- Statements as sentences. -->
  <xsl:function name="print:sentences" as="xs:string">
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:sequence select="string-join($parts[.] ! replace(., '([^.])$', '$1.'), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
