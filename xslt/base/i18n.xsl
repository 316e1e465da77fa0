<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the interface, from the catalogues in locale/, and dates in words. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Read when the stylesheet is compiled: while it runs, no file can be read. By language and id each
       form of a message ("one", "other") as the words before, between and after its arguments, and
       the arguments' numbers. What a catalogue lacks is said in English. -->
  <xsl:variable name="f:catalogues" static="yes" as="map(xs:string, map(xs:string, map(*)))" select="
    let $read := map:merge(for $locale in ('en', 'de', 'fr') return map:entry($locale,
      map:merge(for $message in doc('../locale/' || $locale || '.xml')/*/message return
        map:entry(string($message/@id), map:merge((
          map { 'ones': tokenize($message/../@one) },
          for $count in ('one', 'other'),
            $form in ($message/form[@count = $count], $message)[1] ! normalize-space() return
          map:entry($count, map { 'words': tokenize($form, '\{\d\}'),
            'arguments': analyze-string($form, '\{(\d)\}')//fn:group ! xs:integer(.) })))))))
    return map:merge(for $locale in map:keys($read) return
      map:entry($locale, map:merge(($read($locale), $read?en))))"/>

  <!-- The catalogue of a language ("en-GB" has that of "en"), English where there is none. -->
  <xsl:function name="f:catalogue" as="map(xs:string, map(*))">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="($f:catalogues($language),
      $f:catalogues(lower-case(substring-before($language || '-', '-'))), $f:catalogues?en)[1]"/>
  </xsl:function>

  <!-- A message of a catalogue. An id that English does not have is a mistake of ours and stops the
       run. -->
  <xsl:function name="f:message" as="map(*)">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="catalogue" as="map(xs:string, map(*))"/>
    <xsl:sequence select="if (map:contains($catalogue, $id)) then $catalogue($id)
      else error(xs:QName('f:message'), 'the catalogue lacks the message ' || $id)"/>
  </xsl:function>

  <!-- The words of a message without arguments. -->
  <xsl:function name="f:say" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="f:said(f:message($id, f:catalogue($language)), ())"/>
  </xsl:function>

  <!-- The words of a message with its arguments for {1}, {2} …; a message with forms takes that for
       the number in {1}. -->
  <xsl:function name="f:say" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="arguments" as="xs:anyAtomicType*"/>
    <xsl:sequence select="f:said(f:message($id, f:catalogue($language)), $arguments)"/>
  </xsl:function>
  <!-- The same of a message that is at hand. -->
  <xsl:function name="f:said" as="xs:string">
    <xsl:param name="message" as="map(*)"/>
    <xsl:param name="arguments" as="xs:anyAtomicType*"/>
    <xsl:variable name="form" as="map(*)" select="
      if (exists($arguments) and string($arguments[1]) = $message?ones) then $message?one
      else $message?other"/>
    <xsl:variable name="words" as="xs:string*" select="$form?words"/>
    <xsl:variable name="numbers" as="xs:integer*" select="$form?arguments"/>
    <xsl:sequence select="if (empty($numbers)) then $words
      else normalize-space(string-join(($words[1], for $n in 1 to count($numbers)
        return (string($arguments[$numbers[$n]]), $words[$n + 1]))))"/>
  </xsl:function>

  <!-- What stands before, between and after the arguments of a message, where these are no strings. -->
  <xsl:function name="f:around" as="xs:string+">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="f:message($id, f:catalogue($language))?other?words"/>
  </xsl:function>

  <!-- Whether the catalogue has a message. -->
  <xsl:function name="f:is-message" as="xs:boolean">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="map:contains($f:catalogues?en, $id)"/>
  </xsl:function>

  <!-- A message if the catalogue has it, in capitals or not, else the word itself with a capital. -->
  <xsl:function name="f:term" as="xs:string">
    <xsl:param name="family" as="xs:string"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="id" as="xs:string?" select="
      (($word, lower-case($word)) ! ($family || '-' || .)[f:is-message(.)])[1]"/>
    <xsl:sequence select="if ($id) then f:say($id, $language)
      else if (matches($word, '^\p{Ll}')) then f:in-words($word) else $word"/>
  </xsl:function>

  <!-- "writingSession" and "writing_session" as "Writing session". -->
  <xsl:function name="f:in-words" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string" select="
      lower-case(replace(translate($name, '_-', '  '), '(\p{Ll})(\p{Lu})', '$1 $2'))"/>
    <xsl:sequence select="upper-case(substring($parts, 1, 1)) || substring($parts, 2)"/>
  </xsl:function>

  <!-- Names in a row: "a, b and c". -->
  <xsl:function name="f:listed" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if (count($names) lt 2) then string($names)
      else f:say('and', $language,
        (string-join($names[position() lt last()], ', '), $names[last()]))"/>
  </xsl:function>

  <!-- An ISO date (day, month or year) in words: "27 October 1962". -->
  <xsl:function name="f:date" as="xs:string" cache="yes">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="part" as="xs:string*" select="
      tokenize(replace($iso, '^(-?\d{4,})(-(\d\d))?(-(\d\d))?.*$', '$1 $3 $5', ';j'))"/>
    <xsl:sequence select="if (not(matches($iso, '^-?\d{4,}(-\d\d(-\d\d)?)?(T.*)?$', ';j'))) then $iso
      else if ($part[3]) then f:say('date-day', $language, (f:year($part[1], $language),
        f:month($part[2], $language), f:day($part[3], $language)))
      else if ($part[2]) then f:say('date-month', $language, (f:year($part[1], $language),
        f:month($part[2], $language)))
      else f:say('date-year', $language, f:year($part[1], $language))"/>
  </xsl:function>

  <!-- A year's digits without leading zeros; years before Christ say so. -->
  <xsl:function name="f:year" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="digits" as="xs:string" select="string(number(translate($year, '-', '')))"/>
    <xsl:sequence select="if (starts-with($year, '-')) then f:say('date-bc', $language, $digits)
      else $digits"/>
  </xsl:function>

  <!-- The name of a month by its two digits; digits that name none stay. -->
  <xsl:function name="f:month" as="xs:string">
    <xsl:param name="month" as="xs:string?"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if (number($month) = (1 to 12))
      then f:say('month-' || number($month), $language) else string($month)"/>
  </xsl:function>

  <!-- The day of a month; some languages have a form of their own for the first ("1er"). -->
  <xsl:function name="f:day" as="xs:string">
    <xsl:param name="day" as="xs:string?"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="f:say('day', $language, string(number($day)))"/>
  </xsl:function>

  <!-- What an element of a record says of a time (@when, @from, @to, @not-before, @not-after), in
       words. -->
  <xsl:function name="f:time" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="say" as="function(*)" select="function($id as xs:string,
      $dates as attribute()*) as xs:string { f:say($id, $language, $dates ! f:date(., $language)) }"/>
    <xsl:sequence select="if ($element/@when) then f:date($element/@when, $language)
      else if ($element[@from and @to]) then $say('time-range', ($element/@from, $element/@to))
      else if ($element/@from) then $say('time-from', $element/@from)
      else if ($element/@to) then $say('time-to', $element/@to)
      else if ($element[@not-before and @not-after])
        then $say('time-between', ($element/@not-before, $element/@not-after))
      else if ($element/@not-before) then $say('time-not-before', $element/@not-before)
      else if ($element/@not-after) then $say('time-not-after', $element/@not-after)
      else ''"/>
  </xsl:function>

  <!-- The weekday of a full date; empty for others. -->
  <xsl:function name="f:weekday" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if ($iso castable as xs:date and number(substring($iso, 1, 4)) ge 1583)
      then f:say('weekday-' || format-date(xs:date($iso), '[F1]', (), 'ISO', ()), $language) else ''"/>
  </xsl:function>
</xsl:stylesheet>
