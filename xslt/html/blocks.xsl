<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists, tables, figures, cast lists, and registers that stand in the text. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- A register in the back of the text has pages of its own; here it is folded away. -->
  <xsl:template match="(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent
    | tei:listBibl)[ancestor::tei:back][not(ancestor::tei:p)][.//@xml:id]" mode="html:text" priority="2">
    <xsl:choose>
      <xsl:when test="ancestor::tei:listPerson | ancestor::tei:listPlace | ancestor::tei:listOrg
        | ancestor::tei:listEvent | ancestor::tei:listBibl">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <details class="folded">
          <summary>
            <xsl:value-of select="(f:plain(tei:head)[.], f:label('list-' || local-name()))[1]"/>
          </summary>
          <xsl:next-match/>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A list of pairs (label, item) is a dl; heads and page breaks between items stay where they are,
       outside the list element, which may hold items only. -->
  <xsl:template match="tei:list | tei:castList | tei:listBibl | tei:listPerson | tei:listPlace
    | tei:listOrg | tei:listEvent | tei:listWit | tei:listApp" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
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
            <xsl:apply-templates select="current-group()" mode="html:text"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:template>
  <!-- Whether a child of a list is one of its items. -->
  <xsl:function name="html:is-item" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::*[not(self::tei:head or self::tei:pb or self::tei:lb
      or self::tei:cb or self::tei:milestone or self::tei:trailer or self::tei:headLabel
      or self::tei:headItem or self::tei:desc or self::tei:note)]])"/>
  </xsl:function>
  <xsl:template match="*" mode="html:items" as="element()">
    <xsl:param name="items" as="element()+"/>
    <xsl:variable name="pairs" as="xs:boolean" select="exists($items/self::tei:label)"/>
    <xsl:element name="{if ($pairs) then 'dl'
      else if ((@rend, @type) = ('numbered', 'ordered')) then 'ol' else 'ul'}">
      <xsl:apply-templates select="$items" mode="html:text">
        <xsl:with-param name="item" as="xs:string" tunnel="yes" select="
          if ($pairs) then 'dd' else 'li'"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:item | tei:castItem | tei:person | tei:personGrp | tei:place | tei:org
    | tei:event | tei:witness | tei:listBibl/tei:bibl | tei:listBibl/tei:biblStruct
    | tei:listBibl/tei:msDesc | tei:list/tei:label | tei:castList/tei:castGroup
    | tei:listPerson/tei:listPerson | tei:listPlace/tei:listPlace | tei:listBibl/tei:listBibl
    | tei:relation | tei:listRelation" mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" tunnel="yes" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else if (self::tei:label and $item eq 'dd') then 'dt'
      else $item}">
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="item" as="xs:string" tunnel="yes" select="'div'"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- Tables scroll in their own box where the column is too narrow for them. -->
  <xsl:template match="tei:table" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing">
        <span class="table">
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="* except (tei:head, tei:row)" mode="#current"/>
        <div class="scroll" tabindex="0" role="region"
          aria-label="{(f:plain(tei:head)[.], f:label('table'))[1]}">
          <table>
            <xsl:sequence select="html:attributes(., ())"/>
            <xsl:if test="tei:head">
              <caption>
                <xsl:apply-templates select="tei:head/node()" mode="#current"/>
              </caption>
            </xsl:if>
            <tbody>
              <xsl:apply-templates select="tei:row" mode="#current"/>
            </tbody>
          </table>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:row | tei:cell" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="heading" as="xs:boolean" select="(@role, ../@role)[1] = 'label'"/>
    <xsl:element name="{if ($phrasing) then 'span' else if (self::tei:row) then 'tr'
      else if ($heading) then 'th' else 'td'}">
      <xsl:sequence select="html:attributes(., ())"/>
      <xsl:if test="self::tei:cell and not($phrasing)">
        <xsl:sequence select="html:span('colspan', @cols), html:span('rowspan', @rows)"/>
      </xsl:if>
      <xsl:apply-templates select="if (self::tei:row) then * else node()" mode="#current"/>
    </xsl:element>
  </xsl:template>
  <!-- How many columns or rows a cell spans, where that is more than one and a number. -->
  <xsl:function name="html:span" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="attribute()?"/>
    <xsl:if test="matches($value, '^([2-9]|[1-9]\d{1,2})$')">
      <xsl:attribute name="{$name}" select="$value"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="tei:figure" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'figure'}">
      <xsl:sequence select="html:attributes(., 'figure')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <!-- Pictures are not copied into the edition: the page says which picture is meant. -->
  <xsl:template match="tei:graphic | tei:media | tei:binaryObject" mode="html:text">
    <xsl:variable name="name" as="xs:string" select="
      (tokenize(@url, '[/\\]')[last()], local-name())[1]"/>
    <span class="graphic">
      <xsl:sequence select="html:interface-lang()"/>
      <xsl:value-of select="f:label('picture', $name)"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
