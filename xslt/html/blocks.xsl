<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and quotations. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A list of pairs (label, item) is a dl; heads and page breaks between items stay where they are,
       outside the list element, which may hold items only. -->
  <xsl:template match="tei:list | tei:castList | tei:listBibl | tei:listPerson | tei:listPlace
    | tei:listOrg | tei:listEvent | tei:listObject | tei:listNym | tei:listWit | tei:listApp
    | tei:listRelation" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else $item}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.), 'box'))"/>
      <xsl:for-each-group select="node()[not(self::text()[not(normalize-space())])]"
        group-adjacent="html:is-item(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key() and not($phrasing)">
            <xsl:apply-templates select=".." mode="html:items">
              <xsl:with-param name="items" as="element()+" select="current-group()"/>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="current-group()">
              <xsl:apply-templates select="." mode="html:text"/>
              <xsl:text> </xsl:text>
            </xsl:for-each>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:template>
  <!-- Whether a child of a list is one of its items. -->
  <xsl:function name="html:is-item" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::*[not(self::tei:head | self::tei:pb | self::tei:lb
      | self::tei:cb | self::tei:gb | self::tei:milestone | self::tei:trailer | self::tei:headLabel
      | self::tei:headItem | self::tei:desc | self::tei:note | self::tei:anchor)]])"/>
  </xsl:function>
  <xsl:template match="*" mode="html:items" as="element()">
    <xsl:param name="items" as="element()+"/>
    <xsl:variable name="pairs" as="xs:boolean" select="html:are-pairs($items)"/>
    <xsl:element name="{if ($pairs) then 'dl'
      else if (html:is-numbered(.)) then 'ol' else 'ul'}">
      <xsl:for-each select="$items">
        <xsl:sequence select="
          html:item(., if (not($pairs)) then 'li' else if (self::tei:label) then 'dt' else 'dd')"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>
  <!-- Whether the items of a list are numbered. -->
  <xsl:function name="html:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="tokenize($list/@rend || ' ' || $list/@type) = ('numbered', 'ordered')"/>
  </xsl:function>
  <!-- Whether each label is followed by an item, and each item follows a label. -->
  <xsl:function name="html:are-pairs" as="xs:boolean">
    <xsl:param name="items" as="element()+"/>
    <xsl:sequence select="count($items) mod 2 eq 0 and (every $n in 1 to count($items)
      satisfies exists(if ($n mod 2 eq 1) then $items[$n]/self::tei:label else $items[$n]/self::tei:item))"/>
  </xsl:function>
  <!-- One item; what is none by nature stands in one. -->
  <xsl:function name="html:item" as="element()">
    <xsl:param name="item" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates select="$item" mode="html:text">
        <xsl:with-param name="item" as="xs:string" select="$name"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="count($content) eq 1 and $content/local-name() = $name">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$name}">
          <xsl:sequence select="$content"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:template match="tei:item | tei:person | tei:personGrp | tei:place | tei:org
    | tei:event | tei:witness | tei:object | tei:nym | tei:relation | tei:listBibl/tei:bibl
    | tei:listBibl/tei:biblStruct | tei:listBibl/tei:biblFull | tei:list/tei:label" mode="html:text"
    priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else $item}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.)))"/>
      <xsl:if test="@n castable as xs:integer and $item eq 'li' and self::tei:item and html:is-numbered(..)">
        <xsl:attribute name="value" select="xs:integer(@n)"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="self::tei:item">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="html:joined"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- Quotations that hold paragraphs or verse are blocks; others stay in the line. -->
  <xsl:template match="tei:quote | tei:q | tei:said" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="
      not($phrasing) and (html:holds-blocks(.) or not(html:in-line(.)))"/>
    <xsl:element name="{if ($apart) then 'blockquote' else 'span'}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.)))"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <!-- A quotation with its source. -->
  <xsl:template match="tei:cit" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="
      not($phrasing) and (html:holds-blocks(.) or not(html:in-line(.)))"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., ('cit', html:type(.), 'box'[$apart]))"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <!-- Marks are added where the source's are left out; a block needs none. -->
  <xsl:template match="(tei:quote | tei:q | tei:said | tei:soCalled | tei:mentioned)
    [f:is-unmarked(.)][html:in-line(.)][not(html:holds-blocks(.))]" mode="html:text" priority="4">
    <xsl:variable name="marks" as="xs:string+" select="f:quotation-marks(.)"/>
    <xsl:value-of select="$marks[1]"/>
    <xsl:next-match/>
    <xsl:value-of select="$marks[2]"/>
  </xsl:template>
  <!-- Whether an element stands among words. -->
  <xsl:function name="html:in-line" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/../text()[normalize-space()])
      or exists($element/parent::*[self::tei:p | self::tei:l | self::tei:head | self::tei:cell
        | self::tei:item | self::tei:note | self::tei:ab | self::tei:speaker | self::tei:line
        | self::tei:seg | self::tei:hi | self::tei:stage | self::tei:u | self::tei:s])"/>
  </xsl:function>
</xsl:stylesheet>
