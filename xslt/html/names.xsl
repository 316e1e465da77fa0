<?xml version="1.0" encoding="UTF-8"?>
<!-- Mentions: quiet links to the entry in its register, which a script turns into a card. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The mentions that can be followed, by the id of their element: those of a time, and those whose
       entry is known. -->
  <xsl:variable name="html:meant" as="map(xs:string, element(rec:mention)+)">
    <xsl:map>
      <xsl:for-each-group select="$html:record/rec:mention[@kind = 'date' or f:entry(@entry)]"
        group-by="string(@id)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- The mentions that an element of this document is: one for each entry that is meant. -->
  <xsl:function name="html:mentions" as="element(rec:mention)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$html:meant(f:id($element))"/>
  </xsl:function>

  <!-- A mention without another in it is a link as a whole. With names inside, a link would stand in
       a link: then each stretch of its own words is one, the first for the keyboard. -->
  <xsl:template match="(tei:persName | tei:placeName | tei:orgName | tei:rs | tei:name | tei:ref
    | tei:title | tei:geogName | tei:settlement | tei:country | tei:date)[@* and exists(html:mentions(.))]"
    mode="html:text" priority="5" as="element()">
    <xsl:param name="linking" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$linking">
        <xsl:apply-templates select="." mode="html:wrap"/>
      </xsl:when>
      <xsl:when test="exists(.//(tei:note | tei:ref | tei:app))
        or exists(rec:names(*)[html:mentions(.)])">
        <xsl:apply-templates select="." mode="html:nested-mention"/>
      </xsl:when>
      <xsl:otherwise>
        <a>
          <xsl:sequence select="html:link(., true())"/>
          <xsl:attribute name="id" select="f:id(.)"/>
          <xsl:sequence select="html:mention-attributes(., ())"/>
          <xsl:apply-templates select="." mode="html:words"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The attributes of a mention, its kind among the classes. -->
  <xsl:function name="html:mention-attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:sequence select="html:attributes($element,
      ('mention', $classes, html:mentions($element)[1]/html:kind(.)))"/>
  </xsl:function>

  <xsl:template match="*" mode="html:nested-mention" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="mention" as="element()" select="."/>
    <xsl:variable name="own" as="text()*" select="
      .//text()[matches(., '[\p{L}\p{N}]')][html:nearest(.) is $mention]"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and html:holds-blocks(.)"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:sequence select="html:mention-attributes(., 'around')"/>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
        <xsl:with-param name="mention" as="element()?" tunnel="yes" select="$mention"/>
        <xsl:with-param name="own" as="text()*" tunnel="yes" select="$own"/>
      </xsl:apply-templates>
      <xsl:if test="empty($own)">
        <a>
          <xsl:sequence select="html:link($mention, true())"/>
          <xsl:attribute name="class" select="'more'"/>
          <xsl:attribute name="aria-label" select="html:card-name(html:mentions($mention))"/>
          <xsl:text>°</xsl:text>
        </a>
      </xsl:if>
    </xsl:element>
  </xsl:template>
  <!-- What a stretch of words belongs to: the innermost mention, reference, note or apparatus. -->
  <xsl:function name="html:nearest" as="element()?">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="$text/ancestor::*[self::tei:note | self::tei:ref | self::tei:app
      or html:mentions(.)][1]"/>
  </xsl:function>

  <!-- Most words are written as they are. One rule without a condition decides it: each that has one
       takes longer than the words themselves. -->
  <xsl:template match="text()" mode="html:text">
    <xsl:param name="mention" as="element()?" tunnel="yes" select="()"/>
    <xsl:if test="$html:has-apart">
      <xsl:apply-templates select="key('html:begun', generate-id()) intersect $html:entries"
        mode="html:beginning"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$mention or $html:has-broken-words">
        <xsl:apply-templates select="." mode="html:own-words"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$html:has-apart">
      <xsl:apply-templates select="key('html:apart', generate-id()) intersect $html:entries"
        mode="html:place"/>
    </xsl:if>
  </xsl:template>
  <!-- The words of a mention with others inside are links to what it means. -->
  <xsl:template match="text()" mode="html:own-words">
    <xsl:param name="mention" as="element()?" tunnel="yes" select="()"/>
    <xsl:param name="own" as="text()*" tunnel="yes" select="()"/>
    <xsl:choose>
      <xsl:when test="$mention and exists($own intersect .)">
        <a>
          <xsl:sequence select="html:link($mention, . is $own[1])"/>
          <xsl:attribute name="class" select="'to'"/>
          <xsl:value-of select="."/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words inside a link: a date's with its normal form. -->
  <xsl:template match="*" mode="html:words">
    <xsl:apply-templates mode="html:text">
      <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      <xsl:with-param name="linking" as="xs:boolean" tunnel="yes" select="true()"/>
    </xsl:apply-templates>
  </xsl:template>
  <xsl:template match="*[@when]" mode="html:words" priority="1">
    <xsl:choose>
      <xsl:when test="matches(@when, '^\d{4}(-\d\d(-\d\d)?)?$', ';j')">
        <time datetime="{@when}">
          <xsl:next-match/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where a mention leads: its entry or its year without a script, the card with one; and what is
       said of this mention alone. -->
  <xsl:function name="html:link" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="stop" as="xs:boolean"/>
    <xsl:variable name="mentions" as="element(rec:mention)+" select="html:mentions($element)"/>
    <xsl:sequence select="html:leading($mentions[1])"/>
    <xsl:attribute name="data-card" select="$html:cards(html:card-key($mentions))"/>
    <xsl:if test="html:doubt($mentions[1])">
      <xsl:attribute name="data-doubt" select="html:doubt($mentions[1])"/>
    </xsl:if>
    <xsl:if test="not($stop)">
      <xsl:attribute name="tabindex" select="'-1'"/>
    </xsl:if>
  </xsl:function>
  <!-- The attribute that leads to what a mention means. -->
  <xsl:function name="html:leading" as="attribute()">
    <xsl:param name="mention" as="element(rec:mention)"/>
    <xsl:choose>
      <xsl:when test="f:entry($mention/@entry)">
        <xsl:sequence select="html:to-entry($mention/@entry)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="href" select="html:time-address($mention)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <!-- How sure a mention is, and on what that rests. -->
  <xsl:function name="html:doubt" as="xs:string">
    <xsl:param name="mention" as="element(rec:mention)"/>
    <xsl:sequence select="string-join(($mention/@cert ! f:term('cert', ., $f:interface),
      $mention/rec:basis), '. ')"/>
  </xsl:function>
</xsl:stylesheet>
