<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands between parts that touch in the encoding, decided once for page and book: the parts of
     a work and of an entry are data, whose punctuation is not encoded; lists may run in the line; a
     character that Unicode lacks has a form elsewhere. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The sign between two parts of a work, a person, a place …; a space where the first ends with a
       sign of its own. -->
  <xsl:function name="f:joint" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="next" as="element()"/>
    <xsl:variable name="people" as="xs:boolean" select="f:is-people($part)"/>
    <xsl:sequence select="if (not(normalize-space($part)) or not(normalize-space($next))
        or matches(normalize-space($part), '[.,:;?!]$') or f:stands-apart($part)
        or f:stands-apart($next) or $next/self::tei:note[f:is-annotation(.)]) then ' '
      else if ($people and f:is-people($next)) then '; '
      else if ($people and $next/self::tei:title or $part/self::tei:pubPlace and $next/self::tei:publisher)
        then ': '
      else if ($next[self::tei:monogr | self::tei:series | self::tei:note | self::tei:seriesStmt
        | self::tei:publicationStmt] or $part/self::tei:title and $next/self::tei:title) then '. '
      else ', '"/>
  </xsl:function>
  <!-- Whether a part of a work says who made it. -->
  <xsl:function name="f:is-people" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part[self::tei:author | self::tei:editor | self::tei:respStmt])"/>
  </xsl:function>
  <!-- Whether a part of an entry is on lines of its own. -->
  <xsl:function name="f:stands-apart" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part[self::tei:p | self::tei:ab | self::tei:head | self::tei:event
      | self::tei:place | self::tei:person | self::tei:org | self::tei:address | self::tei:msDesc
      or starts-with(local-name(), 'list') or .//tei:p or .//tei:address])"/>
  </xsl:function>

  <!-- A relation that has no words: its name and those whom it is between ("Parent: Ann → Ben"). -->
  <xsl:function name="f:relation" as="xs:string">
    <xsl:param name="relation" as="element(tei:relation)"/>
    <xsl:variable name="names" as="function(*)" select="function($pointers as attribute()*) as xs:string? {
      string-join($pointers ! tokenize(.) ! (let $id := replace(., '^.*#', '') return (key('f:id', $id,
        root($relation))[1]/(tei:persName, tei:orgName, tei:placeName, tei:name)[1] ! f:plain(.)[.], $id)[1]),
        ', ')[.] }"/>
    <xsl:variable name="between" as="xs:string" select="string-join(($names($relation/@mutual),
      $names($relation/@active), $names($relation/@passive)), ' → ')"/>
    <xsl:sequence select="
      string-join((($relation/@name, $relation/@type)[1] ! f:in-words(.), $between)[.], ': ')"/>
  </xsl:function>

  <!-- The names of those who say something, or the ids that stand for them. -->
  <xsl:function name="f:speakers" as="xs:string*">
    <xsl:param name="speech" as="element()"/>
    <xsl:sequence select="tokenize($speech/(@who, parent::tei:annotationBlock/@who)[1])
      ! (let $id := replace(., '^.*#', '') return (key('f:id', $id, root($speech))[1]
        ! (f:plain((tei:persName, tei:name)[1])[.], string(@n)[.]), $id)[1])"/>
  </xsl:function>
  <!-- Whether the number of an entry tells it from others that are written alike. -->
  <xsl:function name="f:is-homograph" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="exists($entry[parent::tei:superEntry or starts-with(@type, 'hom')])"/>
  </xsl:function>

  <!-- Whether an element is a part of a description and not a word in a sentence. -->
  <xsl:function name="f:is-described" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="not($part/parent::*[self::tei:p | self::tei:ab | self::tei:note
      | self::tei:item | self::tei:cell | self::tei:head | self::tei:quote])
      and empty($part/../text()[normalize-space()])"/>
  </xsl:function>
  <!-- Whether a list is part of the line: its type says so, and it holds nothing that is not. -->
  <xsl:function name="f:is-run-in" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="
      tokenize(lower-case($list/@rend || ' ' || $list/@type)) = ('inline', 'run-in', 'runin', 'run-on')
      and empty($list//(tei:p | tei:ab | tei:table | tei:lg | tei:l | tei:figure | tei:quote
        | tei:list[not(f:is-run-in(.))]))"/>
  </xsl:function>

  <!-- What stands for a character that is only pointed to: what it maps to, or what it is called. -->
  <xsl:function name="f:glyph" as="xs:string">
    <xsl:param name="sign" as="element(tei:g)"/>
    <xsl:variable name="meant" as="element()?" select="f:target($sign/@ref, $sign)"/>
    <xsl:variable name="name" as="xs:string?" select="($meant/(tei:charName, tei:glyphName, tei:desc,
      (tei:localProp | tei:unicodeProp)[lower-case(@name) = 'name']/@value), $sign/@type, $sign/@n,
      $sign/@ref ! replace(., '^.*[#:/]', ''))[normalize-space()][1] ! normalize-space(.)"/>
    <xsl:sequence select="($meant/(tei:mapping[lower-case(@type) = ('standard', 'unicode')], tei:mapping)
      [normalize-space()][1] ! normalize-space(.), $name ! ('(' || lower-case(.) || ')'), '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
