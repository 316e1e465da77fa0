<?xml version="1.0" encoding="UTF-8"?>
<!-- What page and book ask of the edition's records alike: titles, names, dates, languages, the
     order of entries, the citation; and in which language the edition speaks. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- All records: a document with rec:edition at its root. -->
  <xsl:param name="records" as="document-node()" required="yes"/>

  <xsl:variable name="f:edition" as="element(rec:edition)" select="$records/rec:edition"/>

  <xsl:key name="f:record" match="rec:record" use="@id"/>
  <xsl:key name="f:entry" match="rec:entry" use="@key"/>

  <!-- The language of the edition's own words, on its pages as in its books: that of its settings,
       whatever language a text is in. Editors write for their readers, not for their authors. -->
  <xsl:variable name="f:interface" as="xs:string" select="(string($f:edition/@language)[.], 'en')[1]"/>

  <xsl:variable name="f:words" as="map(xs:string, map(*))" select="f:catalogue($f:interface)"/>

  <!-- A message of the catalogue in the edition's language. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="f:said(f:message($id, $f:words), ())"/>
  </xsl:function>
  <!-- The same with arguments. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="arguments" as="xs:anyAtomicType*"/>
    <xsl:sequence select="f:said(f:message($id, $f:words), $arguments)"/>
  </xsl:function>

  <!-- The record of a document; of an authority file where no document has the id. -->
  <xsl:function name="f:record" as="element(rec:record)">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="found" as="element(rec:record)+" select="key('f:record', $id, $records)"/>
    <xsl:sequence select="($found[@kind = 'document'], $found)[1]"/>
  </xsl:function>

  <!-- The entry with a key; of two with one key the first. -->
  <xsl:function name="f:entry" as="element(rec:entry)?">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="key('f:entry', $key, $records)[1]"/>
  </xsl:function>

  <!-- Entries in the order of their register. -->
  <xsl:function name="f:in-order" as="element(rec:entry)*">
    <xsl:param name="entries" as="element(rec:entry)*"/>
    <xsl:perform-sort select="$entries">
      <xsl:sort select="string(@order)"
        collation="http://www.w3.org/2013/collation/UCA?lang={$f:interface}"/>
      <xsl:sort select="string(@key)"/>
    </xsl:perform-sort>
  </xsl:function>

  <!-- The title of a document. -->
  <xsl:function name="f:title" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="(string($record/rec:title)[.], string($record/@id))[1]"/>
  </xsl:function>

  <!-- When a document was sent, or made; of dates without a normal form none. -->
  <xsl:function name="f:date-of" as="element(rec:date)?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="($record/rec:date[@role = 'sent'], $record/rec:date[@role = 'created'],
      $record/rec:date)[@*[name() ne 'role']][1]"/>
  </xsl:function>

  <!-- A date in the edition's words; one without a normal form in its own. -->
  <xsl:function name="f:when" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="(f:time($date, $f:interface)[.], string($date))[1]"/>
  </xsl:function>

  <!-- Who speaks in a document: its senders, else its authors. -->
  <xsl:function name="f:writers" as="element(rec:agent)*">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="senders" as="element(rec:agent)*" select="$record/rec:agent[@role = 'sender']"/>
    <xsl:sequence select="
      if ($senders) then $senders else $record/rec:agent[@role = 'author']"/>
  </xsl:function>

  <!-- Names in a row: "a, b and c". -->
  <xsl:function name="f:names" as="xs:string">
    <xsl:param name="named" as="element()*"/>
    <xsl:sequence select="f:listed($named ! string(.), $f:interface)"/>
  </xsl:function>

  <!-- A name with what it is credited to: "John Henriksen, Harvard University". -->
  <xsl:function name="f:credit" as="xs:string">
    <xsl:param name="agent" as="element(rec:agent)"/>
    <xsl:sequence select="string-join(($agent, $agent/@affiliation), ', ')"/>
  </xsl:function>

  <!-- "English, translated from Russian", "English, Russian". -->
  <xsl:function name="f:languages" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="languages" as="xs:string*" select="
      ($record/rec:language[@role = 'text'][1], $record/rec:language[@role = 'original'][1])
      ! f:language-name(.)"/>
    <xsl:sequence select="
      if (count($languages) gt 1 and $record/rec:agent[@role = 'translator'])
      then f:label('translated-from', $languages) else string-join(distinct-values($languages), ', ')"/>
  </xsl:function>
  <!-- The name of a language, whatever the region: the catalogue's, or what the header calls it,
       without explanations. -->
  <xsl:function name="f:language-name" as="xs:string">
    <xsl:param name="language" as="element(rec:language)"/>
    <xsl:variable name="code" as="xs:string" select="
      tokenize((f:language-tag($language/@code)[.], $language/@code)[1], '-')[1]"/>
    <xsl:variable name="described" as="xs:string" select="
      replace($language, '\s*[:.;,(].*$', '')"/>
    <xsl:sequence select="
      if (f:is-message('language-' || $code)) then f:label('language-' || $code)
      else ($described[.], $code)[1]"/>
  </xsl:function>

  <!-- "1894–1971", "born 1926"; for a body the time it existed; empty where nothing is known. -->
  <xsl:function name="f:lifetime" as="xs:string">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:variable name="born" as="xs:string" select="f:year-of($entry/rec:born[1])"/>
    <xsl:variable name="died" as="xs:string" select="f:year-of($entry/rec:died[1])"/>
    <xsl:variable name="existed" as="element()?" select="$entry/rec:existence[@from][1]"/>
    <xsl:sequence select="if ($born and $died) then $born || '–' || $died
      else if ($born) then f:label('life-born', $born)
      else if ($died) then f:label('life-died', $died)
      else if ($existed) then string-join(($existed/@from, ($existed/@to, '')[1]) ! f:only-year(.), '–')
      else ''"/>
  </xsl:function>
  <!-- The year of a fact, or its words where it has no normal form. -->
  <xsl:function name="f:year-of" as="xs:string">
    <xsl:param name="fact" as="element()?"/>
    <xsl:sequence select="($fact/(@when, @from, @not-before, @to, @not-after)[1] ! f:only-year(.),
      string($fact))[1]"/>
  </xsl:function>
  <!-- The year of an ISO date, in words. -->
  <xsl:function name="f:only-year" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="
      if ($iso) then f:date(replace($iso, '^(-?\d+).*$', '$1', ';j'), $f:interface) else ''"/>
  </xsl:function>

  <!-- The address of a document's page; empty where the settings do not say where the edition is. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="if ($f:edition/@base-url ne '')
      then replace($f:edition/@base-url, '/$', '') || '/' || $record/@id || '.html' else ''"/>
  </xsl:function>

  <!-- What the edition is called; empty where the settings do not name it. -->
  <xsl:variable name="f:collection" as="xs:string" select="
    string($f:edition/@title[normalize-space()][. ne 'Untitled edition'])"/>

  <!-- How a document is cited: what stands before the edition's title, that title, what follows it. -->
  <xsl:function name="f:citation" as="map(xs:string, xs:string)">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="title" as="xs:string" select="f:title($record)"/>
    <xsl:variable name="work" as="xs:string" select="string-join((
      f:names(f:writers($record))[.], f:label('quoted', $title),
      f:date-of($record) ! f:when(.)[not(contains($title, .))],
      f:names($record/rec:agent[@role = 'translator'])[.] ! f:label('translated-by', .)), ', ')"/>
    <xsl:variable name="edition" as="xs:string" select="string-join(($record/rec:edition[1],
      f:publisher($record), $record/rec:published[1]/@when ! f:date(., $f:interface))[.], ', ')"/>
    <xsl:sequence select="map {
      'before': $work || (if ($f:collection) then ', ' || f:label('in') || ' ' else ''),
      'collection': $f:collection,
      'after': (if ($edition) then ', ' || $edition else '') || '.' }"/>
  </xsl:function>

  <!-- Who publishes: as the settings say, else as the header says. -->
  <xsl:function name="f:publisher" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="
      (string($f:edition/@publisher)[.], string($record/rec:publisher[1]))[1]"/>
  </xsl:function>
</xsl:stylesheet>
