<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and other objects, in the text or in the header: what the object is
     called, then each part under its name. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:param name="item" as="xs:string" select="'div'"/>
    <xsl:element name="{if ($phrasing) then 'span' else $item}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.), 'box'))"/>
      <xsl:if test="self::tei:msPart | self::tei:msFrag">
        <xsl:sequence select="html:part-label(., @n)"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- Where the object is and what it is called there: its parts in a row. -->
  <xsl:template match="tei:msIdentifier | tei:altIdentifier | tei:objectIdentifier" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="others" as="element()*" select="tei:altIdentifier"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., (local-name(), html:type(.), 'box'))"/>
      <xsl:if test="self::tei:altIdentifier">
        <xsl:sequence select="html:part-label(., ())"/>
      </xsl:if>
      <span class="identifier">
        <xsl:for-each select="(* except $others), text()[normalize-space()]">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="#current">
            <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="$others" mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:repository | tei:institution | tei:collection | tei:msName
    | tei:msItem/tei:author" mode="html:text" priority="0.5">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name()"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The great parts, and the small ones inside them: a name, and what is said. -->
  <xsl:template match="tei:msContents | tei:physDesc | tei:history | tei:additional | tei:support
    | tei:collation | tei:condition | tei:foliation | tei:layoutDesc | tei:handDesc | tei:scriptDesc
    | tei:typeDesc | tei:musicNotation | tei:decoDesc | tei:additions | tei:bindingDesc | tei:sealDesc
    | tei:accMat | tei:origin | tei:provenance | tei:acquisition | tei:recordHist | tei:custodialHist
    | tei:surrogates | tei:rubric | tei:incipit | tei:explicit | tei:finalRubric | tei:colophon
    | tei:filiation | tei:signatures | tei:catchwords | tei:secFol | tei:heraldry
    | tei:supportDesc/tei:extent | tei:objectDesc/tei:p | tei:msContents/tei:textLang
    | tei:msItem/tei:textLang | tei:msContents/tei:summary | tei:msDesc//tei:adminInfo/tei:availability"
    mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="f:is-described(.)">
        <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
          <xsl:sequence select="
            html:attributes(., ('ms-part', local-name()[. ne 'summary'], html:type(.), 'box'))"/>
          <xsl:sequence select="html:part-label(., ())"/>
          <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
            <xsl:attribute name="class" select="'ms-said'"/>
            <xsl:apply-templates select="." mode="html:spaced"/>
          </xsl:element>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="html:wrap">
          <xsl:with-param name="classes" as="xs:string*" select="local-name()"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The name of a part, in the language of the page. -->
  <xsl:function name="html:part-label" as="node()+">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="number" as="xs:string?"/>
    <span class="ms-label">
      <xsl:sequence select="html:interface-lang()"/>
      <xsl:value-of select="f:term('ms', local-name($part), $f:interface), $number"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:function>

  <!-- Texts in the object, one in another. -->
  <xsl:template match="tei:msItem | tei:msItemStruct" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., ('msItem', 'box'))"/>
      <xsl:if test="@n">
        <span class="sense-n"><xsl:value-of select="@n"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- What holds the parts, and parts that need no name. -->
  <xsl:template match="tei:objectDesc | tei:supportDesc | tei:layout | tei:handNote | tei:scriptNote
    | tei:typeNote | tei:decoNote | tei:binding | tei:adminInfo | tei:custEvent | tei:change
    | tei:msItem/tei:note"
    mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'div'}">
      <xsl:sequence select="html:attributes(., (if (self::tei:note) then 'ms-note' else local-name(),
        html:type(.), 'box'))"/>
      <xsl:apply-templates select="." mode="html:spaced"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:dimensions" mode="html:text" priority="1">
    <span>
      <xsl:sequence select="html:attributes(., 'dimensions')"/>
      <xsl:for-each select="node()[self::* or normalize-space()]">
        <xsl:if test="position() gt 1 and self::*">
          <xsl:text> × </xsl:text>
        </xsl:if>
        <xsl:apply-templates select="." mode="#current">
          <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:value-of select="@unit ! (' ' || .)"/>
    </span>
  </xsl:template>

  <!-- The descriptions in the header, for the part of the page that says where the text comes from. -->
  <xsl:function name="html:manuscripts" as="element()*">
    <xsl:apply-templates mode="html:text" select="
      $html:document/*/tei:teiHeader/tei:fileDesc/tei:sourceDesc//tei:msDesc
        [not(ancestor::tei:msDesc)][* except tei:msIdentifier]"/>
  </xsl:function>
</xsl:stylesheet>
