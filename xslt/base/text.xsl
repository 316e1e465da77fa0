<?xml version="1.0" encoding="UTF-8"?>
<!-- What the encoding of a text means, decided once for record, page and book: which reading counts,
     what is a note, what heads a division, which brackets and quotation marks the source lacks. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="joints.xsl"/>

  <!-- The reading of a place that has several: of a choice the corrected, regularised or expanded
       form, of an apparatus entry the lemma; the first where there is none of these. An entry about
       words that stand elsewhere has none. -->
  <xsl:function name="f:reading" as="element()?">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="if ($place/self::tei:app) then $place[not(f:is-apart(.))] ! f:base(.)
      else $place/(tei:corr, tei:reg, tei:expan, tei:ex, *)[1]"/>
  </xsl:function>

  <!-- The words of nodes as one line: of each place its reading, annotations left out. -->
  <xsl:function name="f:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <!-- Most need no templates: all their text is read as it stands. -->
      <xsl:when test="empty($nodes/descendant-or-self::*[self::tei:note | self::tei:choice
        | self::tei:app | self::tei:lb | self::tei:pb | self::tei:cb | self::tei:space
        | self::tei:p | self::tei:l | self::tei:item | self::tei:cell | self::tei:addrLine])">
        <xsl:sequence select="normalize-space(string-join($nodes))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words" as="xs:string*">
          <xsl:apply-templates select="$nodes" mode="f:plain"/>
        </xsl:variable>
        <xsl:sequence select="normalize-space(string-join($words))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:template match="text()" mode="f:plain" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>
  <xsl:template match="tei:subst/text()" mode="f:plain" as="xs:string?"/>
  <xsl:template match="tei:lb | tei:pb | tei:cb" mode="f:plain" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then '' else ' '"/>
  </xsl:template>
  <xsl:template match="tei:space" mode="f:plain" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>
  <!-- What stands on lines of its own is apart from its neighbours, written with a space or not. -->
  <xsl:template match="tei:p | tei:l | tei:item | tei:cell | tei:addrLine" mode="f:plain"
    as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '"/>
  </xsl:template>
  <xsl:template match="tei:note[f:is-annotation(.)] | tei:listApp" mode="f:plain" as="xs:string*"/>
  <xsl:template match="tei:choice | tei:app" mode="f:plain" as="xs:string*">
    <xsl:apply-templates select="f:reading(.)" mode="#current"/>
  </xsl:template>

  <!-- A note on the text: one that stands in it, and not inside another. -->
  <xsl:function name="f:is-annotation" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="f:in-text($note) and empty($note/ancestor::tei:note)"/>
  </xsl:function>

  <!-- Whether an element is a division, numbered or not. -->
  <xsl:function name="f:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:div | self::tei:div1 | self::tei:div2
      | self::tei:div3 | self::tei:div4 | self::tei:div5 | self::tei:div6 | self::tei:div7])"/>
  </xsl:function>

  <!-- What a division is called by: its head, or the label that opens its first paragraph. -->
  <xsl:function name="f:heading" as="element()?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/(tei:head,
      *[1][self::tei:p]/node()[normalize-space()][1][self::tei:label])[1]"/>
  </xsl:function>

  <!-- Whether brackets are among the words of what is supplied; if not, outputs add them. -->
  <xsl:function name="f:is-bracketed" as="xs:boolean">
    <xsl:param name="supplied" as="element(tei:supplied)"/>
    <xsl:sequence select="matches(normalize-space($supplied), '^\[.*\]$')"/>
  </xsl:function>

  <!-- Whether outputs add quotation marks: where the header says that the source's are left out, and
       in the header's own prose; never before a mark that is there. -->
  <xsl:function name="f:is-unmarked" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="header" as="element()?" select="root($quotation)/*/tei:teiHeader[1]"/>
    <xsl:sequence select="(exists($quotation/ancestor::tei:teiHeader)
        or $header/tei:encodingDesc/tei:editorialDecl/tei:quotation/@marks = 'none')
      and not(matches(normalize-space($quotation), '^[&quot;“„«‘‚‹]'))"/>
  </xsl:function>

  <!-- The marks before and after a quotation, in its own language. -->
  <xsl:function name="f:quotation-marks" as="xs:string+">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="inner" as="xs:boolean" select="
      exists($quotation/(ancestor::tei:q | ancestor::tei:quote | ancestor::tei:said))"/>
    <xsl:sequence select="
      f:around(if ($inner) then 'quoted-inner' else 'quoted', f:language($quotation))"/>
  </xsl:function>

  <!-- What outputs say of an element that none of their templates knows; its words are kept. -->
  <xsl:function name="f:unknown" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join(('TPB201', path($element), 'element ' || name($element)
      || ' has no rendering of its own: its words are kept without one'), '|')"/>
  </xsl:function>

  <!-- Whether an element that stands for a place, a break or a picture holds words or elements of a
       text, as in valid TEI none does. -->
  <xsl:function name="f:is-filled" as="xs:boolean">
    <xsl:param name="empty" as="element()"/>
    <xsl:sequence select="exists($empty/(text()[normalize-space()] | (* except (tei:desc, tei:gloss,
      tei:certainty, tei:precision, tei:respons, tei:model)))[normalize-space()])"/>
  </xsl:function>

  <!-- Whether a cell holds a number, or names a column of them: numbers stand under each other. -->
  <xsl:function name="f:is-number" as="xs:boolean">
    <xsl:param name="cell" as="element(tei:cell)"/>
    <xsl:variable name="below" as="element(tei:cell)?" select="
      $cell[../@role = 'label']/../following-sibling::tei:row[not(@role = 'label')][1]
      [count(tei:cell) eq count($cell/../tei:cell)]/tei:cell[1 + count($cell/preceding-sibling::tei:cell)]"/>
    <xsl:sequence select="matches(normalize-space(($below, $cell)[1]), '^[-+−–]?[\d.,’ ]*\d\s?%?$')"/>
  </xsl:function>

  <!-- Which of these elements a text has: their signs are explained. Each is looked for by its name
       alone, which ends at the first. -->
  <xsl:function name="f:signs" as="xs:string*">
    <xsl:param name="text" as="element(tei:text)*"/>
    <xsl:param name="elements" as="xs:string+"/>
    <xsl:sequence select="
      let $used := (($text//tei:supplied)[1], ($text//tei:unclear)[1], ($text//tei:add)[1],
        ($text//tei:del)[1], ($text//tei:gap)[1], ($text//tei:sic)[1], ($text//tei:abbr)[1],
        ($text//tei:milestone)[1], ($text//tei:app)[1], ($text//tei:pb)[1]) ! local-name()
      return $elements[. = $used]"/>
  </xsl:function>
</xsl:stylesheet>
