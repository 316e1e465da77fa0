<?xml version="1.0" encoding="UTF-8"?>
<!-- What is to be cited, a document or the edition, as entries for programs that keep bibliographies:
     BibTeX, RIS, CSL-JSON. Its facts are a map of texts:

     id, title, container (the edition that a document is in), publisher, address, language, archive,
     kind ("letter", "document", "edition"), date (as TEI has it; two of them are a span), circa (of a
     date that nobody is sure of), and the names of authors, editors, translators, recipients, as
     "Surname|Forename" where the parts are known. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:include href="bibtex.xsl"/>
  <xsl:include href="json.xsl"/>

  <!-- The formats, by the ends of their files' names. -->
  <xsl:variable name="html:formats" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'bib': map { 'name': 'BibTeX', 'type': 'application/x-bibtex' },
    'ris': map { 'name': 'RIS', 'type': 'application/x-research-info-systems' },
    'csl.json': map { 'name': 'CSL-JSON', 'type': 'application/vnd.citationstyles.csl+json' } }"/>
  <xsl:variable name="html:endings" as="xs:string+" select="'bib', 'ris', 'csl.json'"/>

  <!-- The facts of a document. -->
  <xsl:function name="html:facts-of" as="map(xs:string, xs:string*)">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="date" as="element(rec:date)?" select="f:date-of($record)"/>
    <xsl:sequence select="map {
      'id': string($record/@id), 'title': f:title($record), 'container': $f:collection,
      'kind': if ($record/rec:agent[@role = 'sender']) then 'letter' else 'document',
      'publisher': f:publisher($record), 'address': f:address($record),
      'language': f:language-tag($record/@lang), 'archive': string($record/rec:archive[1]),
      'date': ($date/@when, $date[@from and @to]/(@from, @to))[html:is-day(.)] ! string(),
      'circa': $date[not(html:is-sure(.))] ! 'true',
      'authors': f:writers($record) ! html:name-parts(.), 'editors': (),
      'translators': $record/rec:agent[@role = 'translator'] ! html:name-parts(.),
      'recipients': $record/rec:agent[@role = 'recipient'] ! html:name-parts(.) }"/>
  </xsl:function>
  <!-- A name with its parts where the encoding or the register tells them. -->
  <xsl:function name="html:name-parts" as="xs:string">
    <xsl:param name="agent" as="element(rec:agent)"/>
    <xsl:variable name="inverted" as="attribute()?" select="
      ($agent/@inverted, f:entry($agent[html:is-sure(.)]/@entry)/@sort)[contains(., ', ')][1]"/>
    <xsl:sequence select="if ($inverted)
      then substring-before($inverted, ', ') || '|' || substring-after($inverted, ', ')
      else normalize-space($agent)"/>
  </xsl:function>
  <!-- A day of TEI as ISO 8601 has it, whose year 0 is TEI's -0001 (1 BC). -->
  <xsl:function name="html:iso" as="xs:string?">
    <xsl:param name="tei" as="xs:string?"/>
    <xsl:variable name="before" as="xs:integer?" select="
      if (matches($tei, '^-\d{4}(-|$)', ';j')) then xs:integer(substring($tei, 2, 4)) - 1 else ()"/>
    <xsl:sequence select="if (exists($before))
      then '-'[$before gt 0] || format-integer($before, '0000') || substring($tei, 6) else $tei"/>
  </xsl:function>
  <!-- Whether a date is one that all formats can hold: a year, a month or a day. -->
  <xsl:function name="html:is-day" as="xs:boolean">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="matches($iso, '^-?\d{4}(-\d\d(-\d\d)?)?$', ';j')"/>
  </xsl:function>

  <!-- The entries, by the ends of their files' names. -->
  <xsl:function name="html:entries-of" as="map(xs:string, xs:string)">
    <xsl:param name="facts" as="map(xs:string, xs:string*)"/>
    <xsl:sequence select="map { 'bib': html:bibtex($facts), 'ris': html:ris($facts),
      'csl.json': '[' || html:csl($facts) || ']' }"/>
  </xsl:function>

  <!-- RIS: a field a line. -->
  <xsl:function name="html:ris" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, xs:string*)"/>
    <xsl:variable name="date" as="xs:string*" select="$facts?date[1] ! tokenize(., '-')[.]"/>
    <xsl:sequence select="string-join((
      html:ris-field('TY', if ($facts?kind eq 'letter') then 'PCOMM' else 'ELEC'),
      html:ris-names('AU', $facts?authors), html:ris-names('ED', $facts?editors),
      html:ris-names('A4', $facts?translators), html:ris-names('A3', $facts?recipients),
      html:ris-field('TI', $facts?title), html:ris-field('T2', $facts?container),
      html:ris-field('PY', $date[1][not(starts-with($facts?date[1], '-'))]),
      html:ris-field('DA', string-join(($date, '', '')[position() le 3], '/')
        [exists($date) and not(starts-with($facts?date[1], '-'))]),
      html:ris-field('PB', $facts?publisher), html:ris-field('LA', $facts?language),
      html:ris-field('DB', $facts?archive[$facts?kind eq 'letter']),
      html:ris-field('UR', $facts?address), html:ris-field('ID', $facts?id), 'ER  - '), '&#10;')"/>
  </xsl:function>
  <!-- One of them; none where there is no value. -->
  <xsl:function name="html:ris-field" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($value) then $tag || '  - ' || normalize-space($value) else ()"/>
  </xsl:function>
  <!-- One for each name. -->
  <xsl:function name="html:ris-names" as="xs:string*">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="$names ! html:ris-field($tag, replace(., '|', ', ', 'q'))"/>
  </xsl:function>

  <!-- CSL-JSON: an object. -->
  <xsl:function name="html:csl" as="xs:string">
    <xsl:param name="facts" as="map(xs:string, xs:string*)"/>
    <xsl:sequence select="html:object((html:pair('id', $facts?id),
      html:pair('type', if ($facts?kind eq 'letter') then 'personal_communication' else 'webpage'),
      html:pair('title', $facts?title), html:pair('container-title', $facts?container),
      html:array('author', $facts?authors ! html:csl-name(.)),
      html:array('editor', $facts?editors ! html:csl-name(.)),
      html:array('translator', $facts?translators ! html:csl-name(.)),
      html:array('recipient', $facts?recipients ! html:csl-name(.)),
      html:member('issued', $facts?date[1] ! html:object((
        html:array('date-parts', $facts?date ! html:csl-date(.)),
        html:member('circa', $facts?circa)))),
      html:pair('publisher', $facts?publisher), html:pair('archive', $facts?archive),
      html:pair('language', $facts?language), html:pair('URL', $facts?address)))"/>
  </xsl:function>
  <!-- A name: its parts, or the whole. -->
  <xsl:function name="html:csl-name" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="html:object(if (contains($name, '|'))
      then (html:pair('family', substring-before($name, '|')),
        html:pair('given', substring-after($name, '|')))
      else html:pair('literal', $name))"/>
  </xsl:function>
  <!-- A date as numbers: [1962,10,27]. -->
  <xsl:function name="html:csl-date" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:sequence select="'[' || '-'[starts-with($iso, '-')]
      || string-join(tokenize($iso, '-')[.] ! string(xs:integer(.)), ',') || ']'"/>
  </xsl:function>

  <!-- Entries to be read and copied, folded away, and the files that hold them, by their names without
       ends. -->
  <xsl:function name="html:entries-shown" as="element()+">
    <xsl:param name="entries" as="map(xs:string, xs:string)"/>
    <xsl:param name="files" as="xs:string"/>
    <xsl:variable name="copied" as="xs:string" select="f:label('copied')"/>
    <xsl:variable name="copy" as="xs:string+" select="f:around('copy-entry', $f:interface)"/>
    <xsl:for-each select="$html:endings">
      <xsl:variable name="name" as="xs:string" select="$html:formats(.)?name"/>
      <xsl:variable name="place" as="xs:string" select="'page:' || lower-case($name)"/>
      <details>
        <summary><xsl:value-of select="$name"/></summary>
        <pre id="{$place}" tabindex="0" role="region" aria-label="{$name}">
          <xsl:value-of select="$entries(.)"/>
        </pre>
        <button type="button" class="copy" hidden="hidden" data-copy="{$place}" data-done="{$copied}">
          <xsl:value-of select="$copy[1] || $name || $copy[2]"/>
        </button>
      </details>
    </xsl:for-each>
    <p class="quiet">
      <xsl:value-of select="f:label('entries-files') || ' '"/>
      <xsl:for-each select="$html:endings">
        <xsl:value-of select="if (position() gt 1) then ', ' else ''"/>
        <xsl:variable name="format" as="map(xs:string, xs:string)" select="$html:formats(.)"/>
        <a href="{$files}.{.}" type="{$format?type}" download="{$files}.{.}">
          <xsl:value-of select="$format?name"/>
        </a>
      </xsl:for-each>
    </p>
  </xsl:function>
</xsl:stylesheet>
