<?xml version="1.0" encoding="UTF-8"?>
<!-- The text's part of a record: citable units, mentions in their sentence, editorial notes. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <!-- Nothing of the header or of a register is part of the text. -->
  <xsl:template match="tei:teiHeader | tei:standOff" mode="rec:unit rec:mention rec:note"/>

  <!-- Units -->
  <xsl:template match="*[rec:is-unit(.)]" mode="rec:unit">
    <xsl:if test="f:in-text(.)">
      <unit id="{f:id(.)}" type="{rec:unit-type(.)}">
        <xsl:sequence select="rec:attribute('n', @n),
          rec:attribute('parent', ancestor::*[rec:is-unit(.)][1]/f:id(.)),
          rec:attribute('level', self::tei:div ! string(count(ancestor-or-self::tei:div)))"/>
        <xsl:value-of select=".[f:is-division(.)] ! f:plain(f:heading(.))"/>
      </unit>
    </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Whether something can be cited: divisions, paragraphs and what else stands beside them. -->
  <xsl:function name="rec:is-unit" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[f:is-division(.) or self::tei:p or self::tei:ab or self::tei:lg
      or self::tei:sp or self::tei:head or self::tei:docDate or self::tei:opener or self::tei:closer
      or self::tei:list or self::tei:table or self::tei:figure]
      [not(ancestor::tei:note)])"/>
  </xsl:function>
  <!-- What kind of unit an element is: a division by its type, all else by its name. -->
  <xsl:function name="rec:unit-type" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::tei:p) then 'paragraph'
      else if ($element/self::tei:div) then string(($element/@type, 'div')[1])
      else local-name($element)"/>
  </xsl:function>
  <!-- Mentions -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:rs | tei:name | tei:ref
    | tei:title | tei:geogName | tei:settlement | tei:country | tei:date" mode="rec:mention">
    <xsl:variable name="kind" as="xs:string?" select="f:mention-kind(.)"/>
    <xsl:if test="$kind">
      <xsl:variable name="element" as="element()" select="."/>
      <xsl:variable name="keys" as="xs:string*" select="f:keys((@ref, @target, @corresp)[1], $file)"/>
      <xsl:for-each select="if (exists($keys)) then $keys else ''">
        <xsl:sequence select="rec:mention($element, $kind, .)"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- A mention of one entry (or, without a key, of a time), in its sentence. -->
  <xsl:function name="rec:mention" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="unit" as="element()?" select="$element/ancestor::*[rec:is-unit(.)][1]"/>
    <xsl:variable name="note" as="element()?" select="$element/ancestor::tei:note[1]"/>
    <xsl:variable name="around" as="element()?" select="($note, $unit, $element/..)[1]"/>
    <mention kind="{$kind}" id="{f:id($element)}">
      <xsl:sequence select="rec:attribute('entry', $key), rec:attribute('unit', $unit/f:id(.)),
        rec:attribute('unit-type', $unit/rec:unit-type(.)), rec:attribute('n', $unit/@n),
        rec:attribute('above', $unit/ancestor::*[f:is-division(.)][1][not(@n)]/rec:unit-type(.)),
        rec:attribute('note', $note/f:id(.)),
        rec:attribute('cert', $element/@cert), rec:dates($element)"/>
      <before><xsl:value-of select="rec:sentence-before(rec:words($around, $element, true()))"/></before>
      <text><xsl:value-of select="f:plain($element)"/></text>
      <after><xsl:value-of select="rec:sentence-after(rec:words($around, $element, false()))"/></after>
      <xsl:sequence select="rec:element('basis', (), f:basis($element))"/>
    </mention>
  </xsl:function>

  <!-- The words of a unit before or after one of its elements, as they are read: without those of
       notes in it and of other readings. -->
  <xsl:function name="rec:words" as="xs:string">
    <xsl:param name="around" as="element()"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="before" as="xs:boolean"/>
    <xsl:variable name="within" as="text()*" select="$around//text()
      [not(ancestor::tei:note) or $around/self::tei:note]
      [every $place in ancestor::*[self::tei:choice or self::tei:app]
        satisfies ancestor::* intersect f:reading($place)]"/>
    <xsl:variable name="last" as="node()" select="($element/descendant-or-self::node())[last()]"/>
    <xsl:sequence select="replace(string-join(
      if ($before) then $within[. &lt;&lt; $element] else $within[. &gt;&gt; $last]), '\s+', ' ')"/>
  </xsl:function>

  <!-- A sentence ends at a full stop after a word (not after a capital or a short title: "N.S.",
       "D.C.", "Mr.") and before a space and a capital. Beyond 180 characters it is cut between words. -->
  <xsl:variable name="rec:stop" as="xs:string" select="
    '(?:\p{L}\p{Ll}\p{Ll}|(?:^|[^\p{L}])\p{Ll}\p{Ll}|[\d)\]])[.!?][&quot;”’)\]]*'"/>
  <xsl:variable name="rec:start" as="xs:string" select="'[\p{Lu}&quot;“\[(]'"/>
  <!-- The part of its sentence that stands before a mention. -->
  <xsl:function name="rec:sentence-before" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="own" as="xs:string" select="
      replace($words, '^.*' || $rec:stop || '\s+(' || $rec:start || ')', '$1', 's')"/>
    <xsl:sequence select="if (string-length($own) le 180) then $own
      else '… ' || replace(substring($own, string-length($own) - 179), '^\S*\s+', '')"/>
  </xsl:function>
  <!-- The part that stands after it. -->
  <xsl:function name="rec:sentence-after" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="own" as="xs:string" select="
      replace($words, '^(.*?' || $rec:stop || ')\s+' || $rec:start || '.*$', '$1', 's')"/>
    <xsl:sequence select="if (string-length($own) le 180) then $own
      else replace(substring($own, 1, 180), '\s+\S*$', '') || ' …'"/>
  </xsl:function>

  <!-- Notes -->
  <xsl:template match="tei:note[f:is-annotation(.)]" mode="rec:note">
    <note id="{f:id(.)}">
      <xsl:sequence select="rec:attribute('n', @n),
        rec:attribute('unit', ancestor::*[rec:is-unit(.)][1]/f:id(.))"/>
      <xsl:value-of select="f:plain(node())"/>
    </note>
  </xsl:template>
</xsl:stylesheet>
