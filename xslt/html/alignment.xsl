<?xml version="1.0" encoding="UTF-8"?>
<!-- Which parts of two versions of a text belong together, and in which row each part stands. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- What divisions are called that are versions of one text. -->
  <xsl:variable name="html:version-types" as="xs:string+" select="'edition', 'translation',
    'transcription', 'transliteration', 'transcript', 'original', 'diplomatic', 'normalized',
    'normalised', 'interpretive', 'paraphrase', 'version'"/>

  <!-- The versions among the children of an element: divisions or texts called so, and those whose
       parts are said to correspond to each other's. None where there is only one. -->
  <xsl:function name="html:versions" as="element()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="$parent/(tei:text | *[f:is-division(.)])"/>
    <xsl:variable name="found" as="element()*" select="
      if ($parts/@type = 'translation' or count($parts[@type = 'edition']) gt 1)
      then $parts[@type = $html:version-types]
      else $parts[some $unit in (., html:units(.)) satisfies
        $html:linked(generate-id($unit))/ancestor-or-self::* intersect ($parts except .)]"/>
    <xsl:sequence select="if (count($found) = (2 to 4)) then $found else ()"/>
  </xsl:function>
  <!-- The parts of a version that may have a row of their own. -->
  <xsl:function name="html:units" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(if (self::tei:text) then tei:body else .)/*[f:is-division(.)
      or self::tei:p or self::tei:ab or self::tei:lg or self::tei:sp or self::tei:l]"/>
  </xsl:function>

  <!-- All versions of the document, the first of each set of them, and what they stand in. -->
  <xsl:variable name="html:versions" as="element()*" select="
    $html:document//(tei:body | tei:group | tei:div | tei:div1)[count(*) gt 1][not(ancestor::tei:note)]
    ! html:versions(.)"/>
  <xsl:variable name="html:has-versions" as="xs:boolean" select="exists($html:versions)"/>
  <xsl:variable name="html:first-of" as="map(xs:string, xs:boolean)" select="
    map:merge($html:versions[not(preceding-sibling::* intersect $html:versions)]
      ! map:entry(generate-id(.), true()))"/>
  <xsl:variable name="html:around" as="map(xs:string, xs:boolean)" select="
    map:merge($html:versions/.. ! map:entry(generate-id(.), true()))"/>
  <xsl:variable name="html:columns" as="map(xs:string, xs:integer)" select="
    map:merge($html:versions ! map:entry(generate-id(.),
      count(preceding-sibling::* intersect $html:versions) + 1))"/>

  <!-- What corresponds to an element by @corresp or by a link of translations, in both directions. -->
  <xsl:variable name="html:linked" as="map(xs:string, element()*)">
    <xsl:variable name="units" as="element()*" select="$html:document//tei:text//(tei:div | tei:div1
      | tei:div2 | tei:p | tei:ab | tei:lg | tei:l | tei:sp)[@corresp]"/>
    <xsl:variable name="pairs" as="array(element())*" select="
      $units ! (for $other in tokenize(@corresp)[starts-with(., '#')] ! f:target(., $html:document)
        return [., $other]),
      $html:document//tei:linkGrp[@type = ('translation', 'alignment', 'parallel')]/tei:link
        ! (let $ends := tokenize(@target)[starts-with(., '#')] ! f:target(., $html:document)
          return tail($ends) ! [$ends[1], .])"/>
    <xsl:sequence select="map:merge($pairs ! (map:entry(generate-id(?1), ?2),
      map:entry(generate-id(?2), ?1)), map { 'duplicates': 'combine' })"/>
  </xsl:variable>

  <!-- The parts of the first version (or of a division of it) and those of another that belong
       together, deeper ones too. -->
  <xsl:function name="html:pairs" as="array(element())*">
    <xsl:param name="one" as="element()"/>
    <xsl:param name="other" as="element()"/>
    <xsl:variable name="units" as="element()*" select="html:units($one)"/>
    <xsl:variable name="others" as="element()*" select="html:units($other)"/>
    <xsl:variable name="by-order" as="xs:boolean" select="count($units) eq count($others)
      and deep-equal($units ! local-name(), $others ! local-name())
      and empty(($units, $others)[@n or map:contains($html:linked, generate-id())])"/>
    <xsl:variable name="numbers" as="map(xs:string, element()+)" select="map:merge(
      $units[@n] ! map:entry(local-name() || ' ' || @n, .), map { 'duplicates': 'combine' })"/>
    <xsl:for-each select="$others">
      <xsl:variable name="place" as="xs:integer" select="position()"/>
      <xsl:variable name="linked" as="element()*" select="$html:linked(generate-id())"/>
      <xsl:variable name="numbered" as="element()*" select="
        @n ! $numbers(local-name(..) || ' ' || .)"/>
      <xsl:variable name="partner" as="element()?" select="
        ($linked[. intersect $units], $numbered[count($numbered) eq 1],
          $units[$place][$by-order], $units[map:size($html:linked) gt 0][f:is-division(.)]
          [.//* intersect current()//* ! $html:linked(generate-id())])[1]"/>
      <xsl:sequence select="$partner ! [., current()],
        $partner[f:is-division(.)] ! html:pairs(., current())"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The part of the first version that each part belongs to (those of the first to themselves). -->
  <xsl:variable name="html:aligned" as="map(xs:string, xs:string)">
    <xsl:variable name="pairs" as="array(element())*" select="
      for $first in $html:versions[map:contains($html:first-of, generate-id())],
        $version in $html:versions[.. is $first/..] except $first return html:pairs($first, $version)"/>
    <xsl:sequence select="map:merge($pairs ! (map:entry(generate-id(?1), generate-id(?1)),
      map:entry(generate-id(?2), generate-id(?1))), map { 'duplicates': 'use-first' })"/>
  </xsl:variable>
  <!-- The versions, and those of their divisions whose parts have rows. -->
  <xsl:variable name="html:opened" as="map(xs:string, xs:boolean)">
    <xsl:variable name="apart" as="element()*" select="$html:versions//*
      [map:contains($html:aligned, generate-id())]/ancestor::*[ancestor::* intersect $html:versions]"/>
    <xsl:sequence select="map:merge(($apart, $html:versions, $html:versions/self::tei:text/tei:body)
      ! map:entry(generate-id(.), true()))"/>
  </xsl:variable>

  <!-- The cells of a version in order, each as the key of its row and the key of its own: one begins
       with each part that belongs to another, with what stands before the first, and with what
       follows an opened division; the apparatus of an opened division is the last. -->
  <xsl:function name="html:cell-keys" as="xs:string*">
    <xsl:param name="parent" as="element()"/>
    <xsl:variable name="of" as="xs:string" select="
      ($html:aligned(generate-id($parent)), 'all')[1]"/>
    <xsl:for-each select="$parent/*">
      <xsl:variable name="key" as="xs:string" select="generate-id()"/>
      <xsl:variable name="before" as="element()?" select="preceding-sibling::*[1]"/>
      <xsl:sequence select="if (map:contains($html:opened, $key)) then html:cell-keys(.)
        else if (map:contains($html:aligned, $key)) then $html:aligned($key) || '|' || $key
        else if (empty($before)) then 'head ' || $of || '|' || $key
        else if (map:contains($html:opened, generate-id($before))) then $key || '|' || $key
        else ()"/>
    </xsl:for-each>
    <xsl:if test="map:contains($html:lists, generate-id($parent))">
      <xsl:sequence select="'foot ' || $of || '|foot ' || generate-id($parent)"/>
    </xsl:if>
  </xsl:function>

  <!-- Row and column of each cell; the first row has the names of the versions. -->
  <xsl:variable name="html:rows" as="map(xs:string, map(*))">
    <xsl:map>
      <xsl:for-each select="$html:versions[map:contains($html:first-of, generate-id())]">
        <xsl:variable name="versions" as="element()+" select="html:versions(..)"/>
        <xsl:variable name="keys" as="array(xs:string*)+" select="$versions ! array { html:cell-keys(.) }"/>
        <xsl:variable name="rows" as="xs:string*" select="fold-left($keys, (), html:with-rows#2)"/>
        <xsl:variable name="places" as="map(xs:string, xs:integer)" select="map:merge(
          for-each-pair($rows, 1 to count($rows), map:entry#2), map { 'duplicates': 'use-first' })"/>
        <xsl:for-each select="1 to count($versions)">
          <xsl:variable name="column" as="xs:integer" select="."/>
          <xsl:for-each select="$keys[$column]?*">
            <xsl:map-entry key="substring-after(., '|')" select="map { 'column': $column,
              'row': $places(substring-before(., '|')) + 1 }"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <!-- The rows so far, and those of one more version, which come after the row before them. -->
  <xsl:function name="html:with-rows" as="xs:string*">
    <xsl:param name="rows" as="xs:string*"/>
    <xsl:param name="cells" as="array(*)"/>
    <xsl:variable name="done" as="map(*)" select="fold-left($cells?*, map { 'rows': $rows, 'at': 0 },
      function($so-far as map(*), $cell as xs:string) as map(*) {
        let $key := substring-before($cell, '|'), $at := index-of($so-far?rows, $key)[1]
        return if ($at) then map { 'rows': $so-far?rows, 'at': $at }
          else map { 'rows': insert-before($so-far?rows, $so-far?at + 1, $key), 'at': $so-far?at + 1 } })"/>
    <xsl:variable name="known" as="map(xs:string, xs:boolean)" select="map:merge(
      $rows ! map:entry(., true()), map { 'duplicates': 'use-first' })"/>
    <xsl:sequence select="
      if (empty($rows)) then $cells?* ! substring-before(., '|')
      else if (every $cell in $cells?* satisfies map:contains($known, substring-before($cell, '|')))
      then $rows else $done?rows"/>
  </xsl:function>

  <!-- What a cell is beside: the part of the next version in its row, after the last that of the
       first. -->
  <xsl:variable name="html:counterparts" as="map(xs:string, element())">
    <xsl:map>
      <xsl:for-each-group select="$html:versions//*[map:contains($html:aligned, generate-id())]
        [map:contains($html:rows, generate-id())]" group-by="$html:aligned(generate-id())">
        <xsl:variable name="row" as="element()+" select="current-group()"/>
        <xsl:for-each select="$row[count($row) gt 1]">
          <xsl:map-entry key="generate-id()" select="($row[. &gt;&gt; current()], $row)[1]"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
</xsl:stylesheet>
