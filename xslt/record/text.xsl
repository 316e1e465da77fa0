<?xml version="1.0" encoding="UTF-8"?>
<!-- The text's part of a record: citable units, mentions in their sentence, editorial notes. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  xmlns="urn:tei-pipeline:record"
  exclude-result-prefixes="#all">

  <!-- The texts of a document that stand in no other. -->
  <xsl:function name="rec:texts" as="element(tei:text)*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root/descendant-or-self::tei:text[not(ancestor::tei:text)]"/>
  </xsl:function>

  <!-- What stands in their front, body and back, without the registers there. -->
  <xsl:function name="rec:regions" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="rec:texts($root)/*/*[not(self::tei:listPerson | self::tei:listPlace
      | self::tei:listOrg | self::tei:listBibl | self::tei:listEvent)]"/>
  </xsl:function>

  <!-- Units: what can be cited, divisions, paragraphs and what else stands beside them. -->
  <xsl:function name="rec:units" as="element()*">
    <xsl:param name="regions" as="element()*"/>
    <xsl:sequence select="$regions/descendant-or-self::*[rec:is-unit(.)][f:in-text(.)]
      [not(ancestor::tei:note)]"/>
  </xsl:function>
  <!-- Whether an element is of a kind that is cited. -->
  <xsl:function name="rec:is-unit" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:p | self::tei:ab | self::tei:head | self::tei:lg
      | self::tei:sp | self::tei:docDate | self::tei:opener | self::tei:closer
      | self::tei:list | self::tei:table | self::tei:figure]) or f:is-division($element)"/>
  </xsl:function>
  <!-- The unit that an element stands in; of a note the one that it belongs to. -->
  <xsl:function name="rec:unit-of" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::tei:note[last()], $element)[1]
      /ancestor::*[rec:is-unit(.)][1]"/>
  </xsl:function>
  <!-- What kind of unit an element is: a division by its type, all else by its name. -->
  <xsl:function name="rec:unit-type" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::tei:p) then 'paragraph'
      else if ($element/self::tei:div) then string(($element/@type, 'div')[1])
      else local-name($element)"/>
  </xsl:function>

  <xsl:template match="*" mode="rec:unit" as="element()">
    <unit id="{f:id(.)}" type="{rec:unit-type(.)}">
      <xsl:sequence select="rec:attribute('n', @n), rec:attribute('parent', rec:unit-of(.)/f:id(.)),
        rec:attribute('level', self::tei:div/string(count(ancestor-or-self::tei:div)))"/>
      <xsl:value-of select=".[f:is-division(.)] ! f:plain(f:heading(.))"/>
    </unit>
  </xsl:template>

  <!-- Mentions: one element for each entry that is meant, or one for a time, with what is said of it
       whatever it means: its place, its certainty, its sentence. -->
  <xsl:template match="*" mode="rec:mention" as="element()*">
    <xsl:variable name="kind" as="xs:string?" select="f:mention-kind(.)"/>
    <xsl:if test="$kind">
      <xsl:variable name="element" as="element()" select="."/>
      <xsl:variable name="keys" as="xs:string*" select="f:keys((@ref, @target, @corresp)[1], $file)"/>
      <xsl:variable name="unit" as="element()?" select="rec:unit-of(.)"/>
      <xsl:variable name="note" as="element()?" select="ancestor::tei:note[1]"/>
      <xsl:variable name="flow" as="map(*)" select="rec:flow(($note, $unit, .., .)[1])"/>
      <xsl:variable name="at" as="xs:integer*" select="$flow?places(generate-id())"/>
      <xsl:for-each select="if (exists($keys)) then $keys else ''">
        <mention kind="{$kind}" id="{f:id($element)}">
          <xsl:sequence select="rec:attribute('entry', .),
            if (. eq '') then rec:attribute('uri', rec:uri($element)) else ()"/>
          <xsl:apply-templates select="$unit" mode="rec:around"/>
          <xsl:sequence select="$note ! rec:attribute('note', f:id(.)), $element/@cert,
            rec:dates($element)"/>
          <before><xsl:value-of select="rec:sentence-before($flow, $at[1])"/></before>
          <text><xsl:value-of select="rec:mentioned($element, $flow, $at)"/></text>
          <after><xsl:value-of select="rec:sentence-after($flow, $at[last()])"/></after>
          <xsl:sequence select="rec:element('basis', (), f:basis($element))"/>
        </mention>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
  <!-- The words of a mention; deleted ones where it has no others. -->
  <xsl:function name="rec:mentioned" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="flow" as="map(*)"/>
    <xsl:param name="at" as="xs:integer*"/>
    <xsl:sequence select="(if ($element//tei:del and exists($at)) then normalize-space(
      substring($flow?words, $at[1] + 1, $at[last()] - $at[1]))[.] else (), f:plain($element))[1]"/>
  </xsl:function>
  <!-- What a mention says of the unit that it stands in. -->
  <xsl:template match="*" mode="rec:around" as="attribute()*">
    <xsl:variable name="division" as="element()?" select="ancestor::*[f:is-division(.)][1]"/>
    <xsl:attribute name="unit" select="f:id(.)"/>
    <xsl:attribute name="unit-type" select="rec:unit-type(.)"/>
    <xsl:sequence select="@n"/>
    <xsl:if test="$division[not(@n)]">
      <xsl:attribute name="above" select="rec:unit-type($division)"/>
    </xsl:if>
  </xsl:template>

  <!-- The words of a unit as they are read, without those of notes in it and of other readings; and
       where each name in it begins and ends in them. -->
  <xsl:function name="rec:flow" as="map(*)" cache="yes">
    <xsl:param name="around" as="element()"/>
    <xsl:variable name="items" as="item()*">
      <xsl:apply-templates select="$around/node()" mode="rec:flow"/>
    </xsl:variable>
    <xsl:variable name="places" as="map(xs:string, xs:integer)*">
      <xsl:iterate select="$items">
        <xsl:param name="at" as="xs:integer" select="0"/>
        <xsl:choose>
          <xsl:when test=". instance of xs:string">
            <xsl:next-iteration>
              <xsl:with-param name="at" as="xs:integer" select="$at + string-length(.)"/>
            </xsl:next-iteration>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="map:entry(generate-id(.), $at)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="words" as="xs:string" select="string-join($items[. instance of xs:string])"/>
    <xsl:sequence select="map { 'words': $words, 'starts': rec:starts($words),
      'places': map:merge($places, map { 'duplicates': 'combine' }) }"/>
  </xsl:function>
  <!-- Where in the words of a unit its sentences begin, and the end of all. -->
  <xsl:function name="rec:starts" as="xs:integer+">
    <xsl:param name="words" as="xs:string"/>
    <xsl:iterate select="tokenize($words, $rec:between, ';j')">
      <xsl:param name="at" as="xs:integer" select="0"/>
      <xsl:on-completion select="$at"/>
      <xsl:sequence select="$at"/>
      <xsl:next-iteration>
        <xsl:with-param name="at" as="xs:integer" select="$at + string-length(.) + 1"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>
  <!-- Words are strings; an element that can be a mention stands before and after its words. -->
  <xsl:template match="text()" mode="rec:flow" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:rs | tei:name | tei:ref
    | tei:title | tei:geogName | tei:settlement | tei:country | tei:date" mode="rec:flow" as="item()+">
    <xsl:sequence select="."/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="tei:lb | tei:pb | tei:cb" mode="rec:flow" as="xs:string?">
    <xsl:sequence select="' '[not(current()/@break = 'no')]"/>
  </xsl:template>
  <xsl:template match="tei:space" mode="rec:flow" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>
  <!-- What stands on lines of its own is apart from its neighbours, written with a space or not. -->
  <xsl:template match="tei:p | tei:l | tei:head | tei:item | tei:cell | tei:addrLine | tei:dateline
    | tei:salute | tei:signed | tei:speaker | tei:opener//tei:seg" mode="rec:flow" as="item()*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '"/>
  </xsl:template>
  <xsl:template match="tei:note[f:is-annotation(.)]" mode="rec:flow"/>
  <xsl:template match="tei:subst/text()" mode="rec:flow"/>
  <!-- Names in what was deleted, and in running heads, stand where that does. -->
  <xsl:template match="tei:del[not(ancestor::tei:restore)] | tei:fw | tei:listApp" mode="rec:flow"
    as="element()*">
    <xsl:sequence select="rec:names(*)"/>
  </xsl:template>
  <!-- Names in readings that are not in the text stand where the text's reading does. -->
  <xsl:template match="tei:choice | tei:app" mode="rec:flow" as="item()*">
    <xsl:variable name="reading" as="element()?" select="f:reading(.)"/>
    <xsl:apply-templates select="$reading" mode="#current"/>
    <xsl:sequence select="rec:names(* except $reading)"/>
  </xsl:template>
  <!-- The elements in others that can be mentions. -->
  <xsl:function name="rec:names" as="element()*">
    <xsl:param name="around" as="element()*"/>
    <xsl:sequence select="$around/descendant-or-self::*[self::tei:persName | self::tei:placeName
      | self::tei:orgName | self::tei:rs | self::tei:name | self::tei:ref | self::tei:title
      | self::tei:geogName | self::tei:settlement | self::tei:country | self::tei:date]"/>
  </xsl:function>

  <!-- A sentence ends at a full stop after a word (not after a capital or a short title: "N.S.",
       "D.C.", "Mr.") and before a space and a capital. An expression of Java, for it must look behind;
       it looks first at the sign before a space, which tells of most that no sentence ends there. -->
  <xsl:variable name="rec:between" as="xs:string" select="
    '\s(?&lt;=[.!?&quot;”’)\]]\s)(?&lt;=(?:\p{L}\p{Ll}\p{Ll}|(?:^|[^\p{L}])\p{Ll}\p{Ll}|[\d)\]])'
    || '[.!?][&quot;”’)\]]{0,3}\s)(?=\s*[\p{Lu}&quot;“\[(])'"/>
  <!-- The part of its sentence that stands before a place in the words of a unit. Beyond 180 characters
       it is cut between words. -->
  <xsl:function name="rec:sentence-before" as="xs:string">
    <xsl:param name="flow" as="map(*)"/>
    <xsl:param name="place" as="xs:integer?"/>
    <xsl:variable name="start" as="xs:integer" select="
      max(($flow?starts[. le $place][last()], $place - 400, 0))"/>
    <xsl:variable name="own" as="xs:string" select="
      rec:in-line(substring($flow?words, $start + 1, ($place, 0)[1] - $start))"/>
    <xsl:sequence select="if (string-length($own) gt 180)
      then '… ' || replace(substring($own, string-length($own) - 179), '^\S*\s+', '', ';j')
      else if (starts-with($own, ' ')) then substring($own, 2) else $own"/>
  </xsl:function>
  <!-- The part that stands after it. -->
  <xsl:function name="rec:sentence-after" as="xs:string">
    <xsl:param name="flow" as="map(*)"/>
    <xsl:param name="place" as="xs:integer?"/>
    <xsl:variable name="end" as="xs:integer?" select="
      ($flow?starts[. gt $place][1] - 1, $place)[1]"/>
    <xsl:variable name="own" as="xs:string" select="if (empty($place)) then ''
      else rec:in-line(substring($flow?words, $place + 1, min(($end - $place, 400))))"/>
    <xsl:sequence select="if (string-length($own) le 180) then $own
      else replace(substring($own, 1, 180), '\s+\S*$', '', ';j') || ' …'"/>
  </xsl:function>
  <!-- Words with single spaces, those at the ends kept. -->
  <xsl:function name="rec:in-line" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="between" as="xs:string" select="normalize-space('|' || $words || '|')"/>
    <xsl:sequence select="substring($between, 2, string-length($between) - 2)"/>
  </xsl:function>

  <!-- Notes -->
  <xsl:template match="tei:note" mode="rec:note" as="element()">
    <note id="{f:id(.)}">
      <xsl:sequence select="rec:attribute('n', @n), rec:attribute('unit', rec:unit-of(.)/f:id(.))"/>
      <xsl:value-of select="f:plain(node())"/>
    </note>
  </xsl:template>
</xsl:stylesheet>
