<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote it: hands, told apart by the line under their words and explained in a legend; the
     marks of a writer's work; passages that go on elsewhere. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:key name="html:span-to" match="tei:delSpan | tei:addSpan" use="substring-after(@spanTo, '#')"/>

  <!-- The hands that text is ascribed to, in the order in which they are met. -->
  <xsl:variable name="html:hand-names" as="xs:string*" select="distinct-values(
    ($html:document//@hand | $html:document//tei:handShift/@new)
      [ancestor::tei:text | ancestor::tei:sourceDoc][not(ancestor::tei:app)]
      ! tokenize(.)[contains(., '#')] ! replace(., '^.*#', ''))"/>
  <!-- The class of an element's hand: its number, for those of eight. -->
  <xsl:function name="html:hand-class" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="hand" as="xs:string?" select="
      tokenize($element/(@hand, self::tei:handShift/@new)[1])[1] ! replace(., '^.*#', '')"/>
    <xsl:sequence select="
      $hand ! index-of($html:hand-names, .)[1] ! ('hand-' || (. - 1) mod 8 + 1)"/>
  </xsl:function>
  <!-- What a hand is called. -->
  <xsl:function name="html:hand-name" as="xs:string">
    <xsl:param name="hand" as="xs:string"/>
    <xsl:variable name="note" as="element()?" select="key('f:id', $hand, $html:document)[1]"/>
    <xsl:variable name="words" as="xs:string" select="f:plain($note)"/>
    <xsl:sequence select="($note/@scribe/f:plain(key('f:id', substring-after(., '#'))[1]),
      $words, $hand)[.][1]"/>
  </xsl:function>
  <!-- The legend of the hands of a text. -->
  <xsl:function name="html:hands" as="element(details)?">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="used" as="xs:string*" select="
      $html:hand-names[empty($text/ancestor::tei:text)][key('f:id', ., $html:document)]"/>
    <xsl:if test="exists($used)">
      <details class="signs hands" open="open">
        <summary>
          <xsl:sequence select="html:interface-lang()"/>
          <xsl:value-of select="f:label('hands')"/>
        </summary>
        <ul>
          <xsl:for-each select="$used">
            <li>
              <span class="hand-{(index-of($html:hand-names, .)[1] - 1) mod 8 + 1}">
                <xsl:value-of select="html:hand-name(.)"/>
              </span>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- The classes of a writer's act: what, where, and by whom. -->
  <xsl:function name="html:act-classes" as="xs:string*">
    <xsl:param name="act" as="element()"/>
    <xsl:sequence select="local-name($act), html:type($act),
      $act[ancestor::tei:sourceDoc]/tokenize(@place)[1] ! ('place-' || html:place(.)),
      html:hand-class($act)"/>
  </xsl:function>
  <!-- The place of an addition, one of few words. -->
  <xsl:function name="html:place" as="xs:string">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="said" as="xs:string" select="lower-case($word)"/>
    <xsl:sequence select="if (matches($said, 'margin|left|right|side')) then 'margin'
      else if (matches($said, '^(above|sup(er|ra))')) then 'above'
      else if (matches($said, '^(below|sub|infra|under)')) then 'below'
      else if (matches($said, 'line|over')) then 'inline' else 'elsewhere'"/>
  </xsl:function>
  <!-- The same in words, for those who ask. -->
  <xsl:function name="html:act-title" as="attribute(title)?">
    <xsl:param name="act" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="string-join((
      $act/@place[normalize-space()] ! f:label('place-' || html:place(tokenize(.)[1])),
      $act/@hand[normalize-space()]
        ! f:label('hand-of', html:hand-name(replace(tokenize(.)[1], '^.*#', '')))), ', ')"/>
    <xsl:if test="$words">
      <xsl:attribute name="title" select="$words"/>
    </xsl:if>
  </xsl:function>

  <!-- Additions and deletions keep their HTML meaning. -->
  <xsl:template match="tei:add | tei:del" mode="html:text">
    <xsl:element name="{if (self::tei:add) then 'ins' else 'del'}">
      <xsl:sequence select="html:attributes(., html:act-classes(.)), html:act-title(.)"/>
      <xsl:if test="@place">
        <xsl:attribute name="data-place" select="@place"/>
      </xsl:if>
      <xsl:sequence select="html:chain(., 'prev')"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="html:chain(., 'next')"/>
    </xsl:element>
  </xsl:template>
  <!-- Other acts: changes as a whole, what was written over once more, restored, marked. -->
  <xsl:template match="tei:subst | tei:mod | tei:retrace | tei:restore | tei:redo | tei:undo
    | tei:metamark | tei:substJoin" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="not($phrasing) and html:holds-blocks(.)"/>
    <xsl:element name="{if ($apart) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., html:act-classes(.)), html:act-title(.)"/>
      <xsl:sequence select="html:chain(., 'prev')"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="not($apart)"/>
      </xsl:apply-templates>
      <xsl:sequence select="html:chain(., 'next')"/>
    </xsl:element>
  </xsl:template>

  <!-- What was to change places: links to each, in the order meant. -->
  <xsl:template match="tei:listTranspose | tei:transpose" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:apply-templates select="." mode="html:spaced">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>

  <!-- Another hand takes over. -->
  <xsl:template match="tei:handShift" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., ('handShift', html:hand-class(.))), html:interface-lang()"/>
      <xsl:value-of select="f:label('hand-of', (@new ! html:hand-name(replace(., '^.*#', '')),
        @scribe, @medium, '?')[normalize-space()][1])"/>
    </span>
  </xsl:template>

  <!-- Passages added or deleted as a whole stand between marks. -->
  <xsl:template match="tei:delSpan | tei:addSpan" mode="html:text">
    <span>
      <xsl:sequence select="html:attributes(., ('span-mark', html:act-classes(.))), html:act-title(.)"/>
      <xsl:value-of select="if (empty(html:span-end(.))) then ''
        else if (self::tei:delSpan) then '⟦' else '⟨'"/>
    </span>
  </xsl:template>
  <xsl:template match="tei:anchor" mode="html:text">
    <xsl:variable name="begun" as="element()*" select="
      @xml:id/key('html:span-to', ., root(.))[. &lt;&lt; current()]"/>
    <span>
      <xsl:sequence select="html:attributes(., ('anchor', 'span-mark'[exists($begun)]))"/>
      <xsl:value-of select="$begun ! (if (self::tei:delSpan) then '⟧' else '⟩')" separator=""/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>

  <!-- Where a passage comes from or goes on: an arrow that leads there. -->
  <xsl:function name="html:chain" as="element(a)?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="direction" as="xs:string"/>
    <xsl:variable name="other" as="element()?" select="$element/@*[local-name() = $direction]
      [starts-with(., '#')][html:may-link(..)]/key('f:id', substring(., 2), root($element))[1]
      [html:local(.)]"/>
    <xsl:if test="$other">
      <a class="chain" href="{html:local($other)}" aria-label="{f:label('chain-' || $direction)}">
        <xsl:sequence select="html:interface-lang()"/>
        <xsl:value-of select="if ($direction = 'next') then '↷' else '↶'"/>
      </a>
    </xsl:if>
  </xsl:function>
  <!-- Whether a link may stand here: not inside another, nor in what is one itself. -->
  <xsl:function name="html:may-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/ancestor::*[self::tei:ref | self::tei:persName
      | self::tei:placeName | self::tei:orgName | self::tei:rs | self::tei:name | self::tei:title
      | self::tei:geogName | self::tei:settlement | self::tei:country | self::tei:date])"/>
  </xsl:function>
</xsl:stylesheet>
