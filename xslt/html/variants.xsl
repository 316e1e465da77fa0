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

  <xsl:template match="tei:app" mode="html:entry-of" as="element(li)">
    <xsl:variable name="base" as="element()?" select="f:base(.)"/>
    <li id="app:{f:id(.)}">
      <xsl:attribute name="class" select="'app-entry', html:type(.)"/>
      <xsl:sequence select="html:lang(@xml:lang)"/>
      <a class="app-n" href="#{f:id(.)}" aria-label="{f:label('app-back',
        $html:letters(generate-id(.)))}">
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="$html:letters(generate-id(.))"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:lemma(., $base)"/>
      <xsl:for-each select="* except $base">
        <xsl:sort select="number((self::tei:rdg/@varSeq,
          preceding-sibling::tei:rdg[1]/@varSeq, 0)[1])"/>
        <xsl:value-of select="
          if (position() gt 1 and (self::tei:rdg or self::tei:lem or self::tei:rdgGrp)) then ' · ' else ''"/>
        <xsl:apply-templates select="." mode="html:variant">
          <xsl:with-param name="base" as="element()?" tunnel="yes" select="$base"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- The words that the entry is about, and who has them: "word M V]". Where the text has none, the
       word before; where the place is not known, what the entry says of it. -->
  <xsl:function name="html:lemma" as="node()*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:param name="base" as="element()?"/>
    <xsl:variable name="words" as="xs:string" select="f:lemma-words($entry)"/>
    <xsl:variable name="before" as="xs:string" select="
      if ($words or f:is-apart($entry)) then '' else f:word-before($entry)"/>
    <xsl:if test="$entry/@loc">
      <span class="loc"><xsl:value-of select="$entry/@loc"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <span class="{if ($before) then 'of after' else 'of'}">
      <xsl:if test="$base">
        <xsl:attribute name="data-wit" select="f:witnesses($base)"/>
      </xsl:if>
      <xsl:value-of select="f:quoted-words(($words, $before)[.][1])"/>
    </span>
    <xsl:sequence select="$base ! html:attested(.)"/>
    <xsl:value-of select="if ($words or $before) then '] ' else ' '"/>
  </xsl:function>

  <!-- A reading: its words, or that it has none, and who has it. The words of the text are not said
       twice. -->
  <xsl:template match="tei:lem | tei:rdg" mode="html:variant" as="node()*">
    <xsl:param name="base" as="element()?" tunnel="yes" select="()"/>
    <xsl:if test="not(. is $base)">
      <xsl:variable name="name" as="xs:string" select="
        if (html:holds-blocks(.)) then 'div' else 'span'"/>
      <xsl:element name="{$name}">
        <xsl:sequence select="html:attributes(., 'rdg')"/>
        <xsl:attribute name="data-wit" select="f:witnesses(.)"/>
        <xsl:apply-templates mode="html:text">
          <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="$name eq 'span'"/>
          <xsl:with-param name="mention" as="element()?" tunnel="yes" select="()"/>
          <xsl:with-param name="in-heading" as="xs:boolean" tunnel="yes" select="false()"/>
        </xsl:apply-templates>
      </xsl:element>
      <xsl:sequence select="html:nature(.), html:attested(.)"/>
    </xsl:if>
  </xsl:template>
  <!-- Readings that belong together, after what they have in common. -->
  <xsl:template match="tei:rdgGrp" mode="html:variant" as="element(span)">
    <xsl:param name="base" as="element()?" tunnel="yes" select="()"/>
    <span>
      <xsl:sequence select="html:attributes(., 'rdgGrp')"/>
      <xsl:if test="@type or @cause">
        <xsl:sequence select="html:kind-of-reading((@type, @cause)[1])"/>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="* except $base">
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
      <xsl:sequence select="html:sigla(@wit)"/>
    </span>
  </xsl:template>

  <!-- What kind of reading it is, where that is said; of one without words that it omits. -->
  <xsl:function name="html:nature" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="empty" as="xs:boolean" select="not(normalize-space($reading))
      and empty($reading//(tei:gap | tei:space | tei:g | tei:graphic))"/>
    <xsl:variable name="kinds" as="attribute()*" select="$reading/(@type, @cause)[normalize-space()]"/>
    <xsl:variable name="said" as="item()*" select="
      if ($empty and empty($kinds[. = ('illegible', 'lacuna', 'unclear', 'transposition')]))
      then ('omission', $kinds[not(. = ('omission', 'om'))]) else $kinds"/>
    <xsl:for-each select="$said">
      <xsl:value-of select="if (position() gt 1 or not($empty)) then ' ' else ''"/>
      <xsl:sequence select="html:kind-of-reading(.)"/>
    </xsl:for-each>
  </xsl:function>
  <!-- The word for a kind of reading. -->
  <xsl:function name="html:kind-of-reading" as="element(span)">
    <xsl:param name="kind" as="item()"/>
    <span class="kind-of">
      <xsl:sequence select="html:interface-lang()"/>
      <xsl:value-of select="f:term('reading', string($kind), $f:interface)"/>
    </span>
  </xsl:function>

  <!-- Who has a reading: witnesses, hands, editors, editions; none where the source writes them out. -->
  <xsl:function name="html:attested" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:if test="not($reading/following-sibling::*[1]/self::tei:wit)">
      <xsl:sequence select="html:sigla($reading/@wit), html:sigla($reading/@hand),
        html:sigla($reading/@resp), html:sigla($reading/@source)"/>
    </xsl:if>
  </xsl:function>
  <!-- The sigla that an attribute points to. -->
  <xsl:function name="html:sigla" as="node()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:if test="normalize-space($pointers)">
      <xsl:text> </xsl:text>
      <span class="sigla">
        <xsl:for-each select="tokenize($pointers)">
          <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
          <xsl:sequence select="if ($pointers[name() = 'hand'])
            then html:text(f:label('app-hand', f:siglum(., $pointers))) else html:siglum(., $pointers)"/>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:function>
  <!-- One siglum, with what it stands for where that is said. -->
  <xsl:function name="html:siglum" as="node()">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="target" as="element()?" select="f:target($pointer, $document)"/>
    <xsl:variable name="siglum" as="xs:string" select="f:siglum($pointer, $document)"/>
    <xsl:variable name="meaning" as="xs:string" select="
      if ($target[self::tei:witness or self::tei:listWit]) then f:described($target)
      else normalize-space($target)"/>
    <xsl:choose>
      <xsl:when test="$meaning and $meaning ne $siglum">
        <abbr title="{replace($meaning, '^(.{70}\S*).*$', '$1 …', 's')}">
          <xsl:value-of select="$siglum"/>
        </abbr>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$siglum"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- In a line (in a note, in another reading) all readings stand in a row. -->
  <xsl:template match="tei:lem | tei:rdg" mode="html:text" as="node()+">
    <xsl:variable name="row" as="xs:boolean" select="
      not(map:contains($html:letters, generate-id(ancestor::tei:app[1])))"/>
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="'lem'[not($row)], local-name()[$row]"/>
      <xsl:with-param name="attributes" as="attribute()*" select="
        .[$row] ! html:wit-attribute(.)"/>
    </xsl:apply-templates>
    <xsl:if test="$row">
      <xsl:sequence select="html:nature(.), html:attested(.)"/>
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
