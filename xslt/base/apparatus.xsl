<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus, understood once for page and book: which readings an entry has, which
     words of the text it is about in each of the TEI's three methods, and who attests a reading. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The readings of an entry in their order, lemma and groups included, those of entries inside it
       left out. -->
  <xsl:function name="f:readings" as="element()*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="$entry/(tei:lem | tei:rdg)
      | $entry/tei:rdgGrp//(tei:lem | tei:rdg)[ancestor::tei:app[1] is $entry]"/>
  </xsl:function>

  <!-- What an entry is about: its lemma; where it has none, and its words are the text, the first
       reading. -->
  <xsl:function name="f:base" as="element()?">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="readings" as="element()*" select="f:readings($entry)"/>
    <xsl:sequence select="($readings/self::tei:lem, $readings[not(f:is-apart($entry))])[1]"/>
  </xsl:function>

  <!-- Whether an entry is about words that stand elsewhere (location-referenced, or attached to two
       ends); if not, its lemma is the text (parallel segmentation). -->
  <xsl:function name="f:is-apart" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="method" as="xs:string?" select="
      ($entry/ancestor::*/tei:teiHeader/tei:encodingDesc/tei:variantEncoding/@method)[last()]"/>
    <xsl:sequence select="exists($entry/self::tei:app[@from or @to or parent::tei:listApp
      or ancestor::tei:standOff
      or $method ne 'parallel-segmentation' and not(ancestor::tei:app)
      or @loc and not($method = 'parallel-segmentation')])"/>
  </xsl:function>

  <!-- The element of this document that a pointer means. -->
  <xsl:function name="f:target" as="element()?">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="key('f:id', replace($pointer, '^.*#', ''), root($document))[1]"/>
  </xsl:function>

  <!-- Where the words of an entry that stands apart begin and end: one element or two; none where
       that is not known. An empty element marks a point; of two points the words between are meant,
       and what has no second is about the words up to the entry itself. -->
  <xsl:function name="f:ends" as="element()*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="from" as="element()?" select="
      f:target(tokenize($entry/@from)[1], $entry)[ancestor::tei:text]"/>
    <xsl:variable name="to" as="element()?" select="
      f:target(tokenize($entry/@to)[1], $entry)[ancestor::tei:text]"/>
    <xsl:sequence select="if ($from and $to) then ($from, $to)
      else if ($from[node()]) then $from
      else if ($from and $entry[ancestor::tei:text][not(parent::tei:listApp)]) then ($from, $entry)
      else if ($from or $to) then ($from, $to)[1] else f:numbered-places($entry)"/>
  </xsl:function>

  <!-- The node after which the letter or note of an entry stands: the last words of what it is about,
       or the empty element that it ends at; none where it stands at the entry itself. -->
  <xsl:function name="f:placed" as="node()?">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="end" as="element()?" select="
      if (f:is-apart($entry)) then f:ends($entry)[last()][not(. is $entry)] else ()"/>
    <xsl:sequence select="if ($end[node()])
      then ($end//text()[normalize-space()][f:is-read(.)])[last()]
      else (f:line($end[self::tei:lb][not($entry/@from)])[last()], $end)[1]"/>
  </xsl:function>

  <!-- The node before which the words begin that an entry is about without saying where in its line,
       paragraph or division. -->
  <xsl:function name="f:begun" as="text()?">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="end" as="element()?" select="
      if (f:is-apart($entry) and not($entry/@from)) then f:ends($entry)[1] else ()"/>
    <xsl:sequence select="
      ($end//text()[normalize-space()][f:is-read(.)], f:line($end[self::tei:lb]))[1]"/>
  </xsl:function>
  <!-- The words of a line of the source, from its break to the next. -->
  <xsl:function name="f:line" as="text()*">
    <xsl:param name="break" as="element()?"/>
    <xsl:variable name="next" as="element()?" select="$break/following::tei:lb[1]"/>
    <xsl:sequence select="$break/ancestor::*[self::tei:p | self::tei:ab | self::tei:lg or f:is-division(.)
      or self::tei:body][1]//text()[. >> $break][empty($next) or . &lt;&lt; $next][normalize-space()]
      [f:is-read(.)]"/>
  </xsl:function>

  <!-- What @loc means: what has it as id, or what its numbers say; of a range ("3.12–14", "112–4") the
       first and the last, where both are known. -->
  <xsl:function name="f:numbered-places" as="element()*">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="named" as="element()?" select="
      key('f:id', $entry/@loc, root($entry))[ancestor::tei:text][1]"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($entry/@loc, '\s*[-‐-―]\s*')"/>
    <xsl:variable name="first" as="xs:string*" select="tokenize($parts[1], '[.,:;/\s]+')[.]"/>
    <xsl:variable name="last" as="xs:string*" select="tokenize($parts[2], '[.,:;/\s]+')[.]"/>
    <xsl:variable name="start" as="element()?" select="
      if ($named) then $named else f:numbered-place($first, $entry)"/>
    <xsl:sequence select="$start, if ($named or empty($last)) then () else
      let $around := $first[position() le count($first) - count($last)],
        $begun := $first[count($around) + 1], $short := string-length($begun) - string-length($last[1])
      return (f:numbered-place(($around, $last), $entry),
        f:numbered-place(($around, substring($begun, 1, $short) || $last[1], tail($last)), $entry)
        )[. >> $start][1]"/>
  </xsl:function>
  <!-- The line, paragraph or division, if it is only one, whose number is the last and that stands in
       those with the numbers before; where there is none, the line of the source that begins so. -->
  <xsl:function name="f:numbered-place" as="element()?">
    <xsl:param name="numbers" as="xs:string*"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="within" as="function(*)" select="function($found as element()*) as element()* {
      $found[empty(fold-left(ancestor-or-self::*/@n/string(), $numbers, function($left, $n) {
        if ($n = head($left)) then tail($left) else $left }))] }"/>
    <xsl:variable name="parts" as="element()*" select="
      $within(key('f:numbered', $numbers[last()], root($document)))"/>
    <xsl:variable name="found" as="element()*" select="if (exists($parts)) then $parts
      else $within(key('f:numbered-lines', $numbers[last()], root($document)))"/>
    <xsl:sequence select="$found[count($found) eq 1]"/>
  </xsl:function>
  <xsl:key name="f:numbered" match="(tei:l | tei:p | tei:ab | tei:seg | tei:s | tei:lg | tei:div
    | tei:div1 | tei:div2 | tei:div3)[@n][ancestor::tei:text]" use="@n"/>
  <xsl:key name="f:numbered-lines" match="tei:lb[@n][ancestor::tei:text]" use="@n"/>

  <!-- The words that an entry is about, in one line. -->
  <xsl:function name="f:lemma-words" as="xs:string">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:variable name="ends" as="element()*" select="
      if (f:is-apart($entry) and $entry/@from) then f:ends($entry) else ()"/>
    <xsl:sequence select="if (f:base($entry)) then f:plain(f:base($entry)/node())
      else if (empty($ends)) then ''
      else f:plain(if (count($ends) eq 1) then $ends else f:between($ends[1], $ends[2]))"/>
  </xsl:function>
  <!-- The words between two points or elements, without those of notes and other readings. -->
  <xsl:function name="f:between" as="text()*">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="to" as="element()"/>
    <xsl:variable name="around" as="element()?" select="
      ($from/ancestor::* intersect $to/ancestor-or-self::*)[last()]"/>
    <xsl:variable name="last" as="node()" select="
      if ($to/self::tei:app) then $to else ($to/descendant-or-self::node())[last()]"/>
    <xsl:sequence select="$around//text()[. >> $from][not(. >> $last)][f:is-read(.)]"/>
  </xsl:function>
  <!-- Whether words belong to the text as it is read. -->
  <xsl:function name="f:is-read" as="xs:boolean">
    <xsl:param name="words" as="text()"/>
    <xsl:sequence select="empty($words/ancestor::tei:note)
      and (every $place in $words/ancestor::*[self::tei:app | self::tei:choice]
        satisfies exists($words/ancestor::* intersect f:reading($place)))"/>
  </xsl:function>

  <!-- Words as apparatus quote them: of more than four the first two and the last. -->
  <xsl:function name="f:quoted-words" as="xs:string?">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:variable name="all" as="xs:string*" select="tokenize($words)"/>
    <xsl:sequence select="if (count($all) le 4) then $words
      else string-join(($all[position() le 2], '…', $all[last()]), ' ')"/>
  </xsl:function>
  <!-- The word that an addition follows. -->
  <xsl:function name="f:word-before" as="xs:string">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="
      (tokenize($entry/preceding::text()[normalize-space()][f:is-read(.)][1])[last()], '')[1]"/>
  </xsl:function>

  <!-- Whether all that an entry says is where the text of a witness begins or ends. -->
  <xsl:function name="f:is-boundary" as="xs:boolean">
    <xsl:param name="entry" as="element(tei:app)"/>
    <xsl:sequence select="not(normalize-space($entry)) and exists($entry//(tei:witStart | tei:witEnd
      | tei:lacunaStart | tei:lacunaEnd))"/>
  </xsl:function>

  <!-- Witnesses -->
  <!-- The keys of all who attest a reading: ids of witnesses, of a group those of its members; what
       has no description keeps its own word. -->
  <xsl:function name="f:witnesses" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="f:witnesses(string($reading/(@wit,
      following-sibling::*[1]/self::tei:wit[not($reading/@wit)])[1]), root($reading))"/>
  </xsl:function>
  <!-- The same of a list of pointers. -->
  <xsl:function name="f:witnesses" as="xs:string*" cache="yes">
    <xsl:param name="pointers" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="distinct-values(tokenize($pointers) ! f:members(., $document))"/>
  </xsl:function>
  <!-- The witnesses that one pointer means. -->
  <xsl:function name="f:members" as="xs:string*">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="target" as="element()?" select="f:target($pointer, $document)"/>
    <xsl:sequence select="
      ($target//tei:witness[@xml:id][not(.//tei:witness)]/string(@xml:id))[$target],
      replace($pointer, '^.*#', '')[empty($target//tei:witness)]"/>
  </xsl:function>

  <!-- The sign that a pointer to a witness, an edition, a hand or a person stands for. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="document" as="node()"/>
    <xsl:variable name="target" as="element()?" select="f:target($pointer, $document)"/>
    <xsl:sequence select="($target/(tei:abbr[@type = 'siglum'], tei:idno[@type = 'siglum'], tei:head/tei:abbr
      [@type = 'siglum'], @n[not($target/self::tei:witness[tei:abbr])])[normalize-space()][1]
      ! normalize-space(), replace($pointer, '^.*#', ''))[1]"/>
  </xsl:function>

  <!-- What is said of a witness beside its siglum, in one line. -->
  <xsl:function name="f:described" as="xs:string">
    <xsl:param name="witness" as="element()?"/>
    <xsl:variable name="parts" as="node()*" select="
      $witness/(if (self::tei:listWit) then tei:head/node() else node())
      [not(self::tei:abbr[@type = 'siglum'] or self::tei:listWit)]"/>
    <xsl:sequence select="if ($parts[self::text()][normalize-space()]) then f:plain($parts)
      else string-join($parts[normalize-space()] ! f:plain(.), ', ')"/>
  </xsl:function>
</xsl:stylesheet>
