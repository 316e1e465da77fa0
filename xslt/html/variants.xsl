<?xml version="1.0" encoding="UTF-8"?>
<!-- What an entry of the apparatus says: the words of the text, then each reading with those who have
     it, in the order of the encoding or of @varSeq. data-wit names the witnesses of a reading, groups
     resolved, for the script that shows the text of one. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:app" mode="html:entry-of" as="element()">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="base" as="element()?" select="f:base(.)"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'li'}">
      <xsl:attribute name="id" select="'app:' || f:id(.)"/>
      <xsl:attribute name="class" select="'app-entry', html:type(.)"/>
      <xsl:sequence select="html:lang(@xml:lang)"/>
      <xsl:apply-templates select="." mode="html:back"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="html:lemma"/>
      <xsl:for-each select="
        let $said := (* | text()[normalize-space()]) except $base
        return if (tei:rdg/@varSeq) then sort($said, (), html:place-in-entry#1) else $said">
        <xsl:value-of select="
          if (position() gt 1 and (self::tei:rdg or self::tei:lem or self::tei:rdgGrp)) then ' · ' else ''"/>
        <xsl:apply-templates select="." mode="html:variant">
          <xsl:with-param name="base" as="element()?" tunnel="yes" select="$base"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- The letter of an entry, which leads back to its place, if it has one. -->
  <xsl:template match="tei:app" mode="html:back" as="element()">
    <xsl:variable name="letter" as="xs:string" select="$html:letters(generate-id(.))"/>
    <xsl:choose>
      <xsl:when test="(parent::tei:listApp or ancestor::tei:standOff) and empty(f:placed(.))">
        <span class="app-n"><xsl:value-of select="$letter"/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="app-n" href="#{f:id(.)}" aria-label="{f:label('app-back', $letter)}">
          <xsl:sequence select="html:interface-lang()"/>
          <xsl:value-of select="$letter"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where a reading, or a remark on one, comes by @varSeq. -->
  <xsl:function name="html:place-in-entry" as="xs:double">
    <xsl:param name="child" as="node()"/>
    <xsl:sequence select="number(($child/self::tei:rdg/@varSeq,
      $child/preceding-sibling::tei:rdg[1]/@varSeq, 0)[1])"/>
  </xsl:function>

  <!-- The words that the entry is about, and who has them: "word M V]". Where the text has none, the
       word before; where the place is not known, what the entry says of it. -->
  <xsl:template match="tei:app" mode="html:lemma" as="node()+">
    <xsl:variable name="base" as="element()?" select="f:base(.)"/>
    <xsl:variable name="words" as="xs:string" select="f:lemma-words(.)"/>
    <xsl:variable name="before" as="xs:string" select="
      if ($words or f:is-apart(.)) then '' else f:word-before(.)"/>
    <xsl:if test="@loc">
      <span class="loc"><xsl:value-of select="@loc"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <span class="of">
      <xsl:if test="$base">
        <xsl:attribute name="data-wit" select="f:witnesses($base)"/>
      </xsl:if>
      <xsl:value-of select="f:quoted-words(($words, $before)[.][1])"/>
    </span>
    <xsl:apply-templates select="$base" mode="html:attested"/>
    <xsl:value-of select="if ($words or $before) then '] ' else ' '"/>
  </xsl:template>

  <!-- A reading: its words, or that it has none, and who has it. The words of the text are not said
       twice. -->
  <xsl:template match="tei:lem | tei:rdg" mode="html:variant" as="node()*">
    <xsl:param name="base" as="element()?" tunnel="yes" select="()"/>
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:if test="not(. is $base)">
      <xsl:variable name="name" as="xs:string" select="
        if (not($phrasing) and html:holds-blocks(.)) then 'div' else 'span'"/>
      <xsl:element name="{$name}">
        <xsl:sequence select="html:attributes(., 'rdg')"/>
        <xsl:attribute name="data-wit" select="f:witnesses(.)"/>
        <xsl:apply-templates mode="html:text">
          <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="$name eq 'span'"/>
          <xsl:with-param name="mention" as="element()?" tunnel="yes" select="()"/>
          <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
        </xsl:apply-templates>
      </xsl:element>
      <xsl:apply-templates select="." mode="html:nature"/>
      <xsl:apply-templates select="." mode="html:attested"/>
    </xsl:if>
  </xsl:template>
  <!-- Readings that belong together, after what they have in common. -->
  <xsl:template match="tei:rdgGrp" mode="html:variant" as="element(span)">
    <xsl:param name="base" as="element()?" tunnel="yes" select="()"/>
    <span>
      <xsl:sequence select="html:attributes(., 'rdgGrp')"/>
      <xsl:if test="@type or @cause">
        <span class="kind-of">
          <xsl:sequence select="html:interface-lang()"/>
          <xsl:value-of select="html:kind-of-reading((@type, @cause)[1])"/>
        </span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="(* | text()[normalize-space()]) except $base">
        <xsl:value-of select="
          if (position() gt 1 and (self::tei:rdg or self::tei:lem)) then ', ' else ''"/>
        <xsl:apply-templates select="." mode="html:variant"/>
      </xsl:for-each>
    </span>
  </xsl:template>
  <!-- The sigla as the source writes them stand in place of ours. -->
  <xsl:template match="tei:wit" mode="html:variant" as="node()+">
    <xsl:text> </xsl:text>
    <span class="sigla">
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>
  <xsl:template match="tei:witDetail | tei:note | *" mode="html:variant" as="node()+" priority="-1">
    <xsl:text> </xsl:text>
    <span>
      <xsl:sequence select="html:attributes(., 'remark')"/>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="@wit" mode="html:sigla"/>
    </span>
  </xsl:template>

  <!-- Words beside the readings, where none may stand, are kept. -->
  <xsl:template match="text()" mode="html:variant" as="node()+">
    <xsl:text> </xsl:text>
    <span class="remark unrendered" data-tei="{local-name(..)}">
      <xsl:value-of select="normalize-space()"/>
    </span>
  </xsl:template>

  <!-- What kind of reading it is, where that is said; of one without words that it omits. -->
  <xsl:template match="tei:lem | tei:rdg" mode="html:nature" as="node()*">
    <xsl:variable name="empty" as="xs:boolean" select="not(normalize-space())
      and empty(.//(tei:gap | tei:space | tei:g | tei:graphic))"/>
    <xsl:variable name="kinds" as="xs:string*" select="(@type, @cause)[normalize-space()]"/>
    <xsl:for-each select="
      if ($empty and not($kinds = ('illegible', 'lacuna', 'unclear', 'transposition')))
      then ('omission', $kinds[not(. = ('omission', 'om'))]) else $kinds">
      <xsl:value-of select="if (position() gt 1 or not($empty)) then ' ' else ''"/>
      <span class="kind-of">
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="html:kind-of-reading(.)"/>
      </span>
    </xsl:for-each>
  </xsl:template>
  <!-- The word for a kind of reading. -->
  <xsl:function name="html:kind-of-reading" as="xs:string" cache="yes">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="f:term('reading', $kind, $f:interface)"/>
  </xsl:function>

  <!-- Who has a reading: witnesses, hands, editors, editions; not where the source writes that out. -->
  <xsl:template match="tei:lem | tei:rdg" mode="html:attested" as="node()*">
    <xsl:if test="not(following-sibling::*[1]/self::tei:wit)">
      <xsl:apply-templates select="@wit, @hand, @resp, @source" mode="html:sigla"/>
    </xsl:if>
  </xsl:template>
  <!-- The sigla that an attribute points to, each with what it stands for where that is said. -->
  <xsl:template match="@*" mode="html:sigla" as="node()*">
    <xsl:variable name="pointers" as="xs:string*" select="tokenize(.)"/>
    <xsl:variable name="hand" as="xs:boolean" select="name() eq 'hand'"/>
    <xsl:if test="exists($pointers)">
      <xsl:text> </xsl:text>
      <span class="sigla">
        <xsl:for-each select="$pointers">
          <xsl:variable name="siglum" as="xs:string+" select="html:siglum(.)"/>
          <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
          <xsl:choose>
            <xsl:when test="$siglum[2]">
              <abbr title="{$siglum[2]}"><xsl:value-of select="$siglum[1]"/></abbr>
            </xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="if ($hand) then f:label('app-hand', $siglum[1]) else $siglum[1]"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:template>
  <!-- A siglum and what it stands for. -->
  <xsl:function name="html:siglum" as="xs:string+" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="target" as="element()?" select="f:target($pointer, $html:document)"/>
    <xsl:variable name="siglum" as="xs:string" select="f:siglum($pointer, $html:document)"/>
    <xsl:variable name="meaning" as="xs:string" select="
      if ($target[self::tei:witness | self::tei:listWit]) then f:described($target)
      else normalize-space($target)"/>
    <xsl:sequence select="$siglum, replace($meaning, '^(.{70}\S*).*$', '$1 …', 's')[. ne $siglum][.]"/>
  </xsl:function>

  <!-- In a line (in a note, in another reading) all readings stand in a row. A reading of no entry has
       no rule of its own. -->
  <xsl:template match="tei:app//tei:lem | tei:app//tei:rdg" mode="html:text" as="node()+">
    <xsl:variable name="row" as="xs:boolean" select="
      not(map:contains($html:letters, generate-id(ancestor::tei:app[1])))"/>
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="'lem'[not($row)], local-name()[$row]"/>
      <xsl:with-param name="attributes" as="attribute()*" select="
        .[$row] ! html:wit-attribute(.)"/>
    </xsl:apply-templates>
    <xsl:if test="$row">
      <xsl:apply-templates select="." mode="html:nature"/>
      <xsl:apply-templates select="." mode="html:attested"/>
      <xsl:value-of select="if (empty(following-sibling::tei:rdg)) then ''
        else if (empty(preceding-sibling::*)) then '] ' else ' · '"/>
    </xsl:if>
  </xsl:template>
  <!-- The witnesses of a reading as an attribute. -->
  <xsl:function name="html:wit-attribute" as="attribute()">
    <xsl:param name="reading" as="element()"/>
    <xsl:attribute name="data-wit" select="f:witnesses($reading)"/>
  </xsl:function>
  <xsl:template match="tei:rdgGrp | tei:wit | tei:witDetail" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name()"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
