<?xml version="1.0" encoding="UTF-8"?>
<!-- What the document is, as a documentary edition prints it above the text; from its record. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The heading of the document itself; without one, the title that the header gives. -->
  <xsl:variable name="print:heading" as="element(tei:head)?" select="$print:tei/tei:text/tei:body/tei:head[1]"/>

  <xsl:variable name="print:title" as="xs:string" select="(f:plain($print:heading)[.],
    string($print:record/rec:title)[.],
    f:plain($print:tei/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1])[.], $id)[1]"/>

  <xsl:variable name="print:agents" as="element(rec:agent)*" select="
    let $senders := $print:record/rec:agent[@role = 'sender'] return
    if ($senders) then $senders else $print:record/rec:agent[@role = 'author']"/>

  <xsl:variable name="print:date" as="xs:string" select="string((
    let $dates := ($print:record/rec:date[@role = 'sent'], $print:record/rec:date[@role = 'created'])
    return $dates ! (string(.)[normalize-space()], f:time(., $print:language))[1])[1])"/>

  <!-- "Kuznetsov and Zorin": surnames where an entry tells them, for the running head. -->
  <xsl:variable name="print:running-author" as="xs:string">
    <xsl:variable name="names" as="xs:string*" select="$print:agents
      ! (key('print:entry', @entry, $records)/@sort/substring-before(., ','),
         @inverted/substring-before(., ','), string(.))[.][1]"/>
    <xsl:sequence select="if (count($names) gt 3) then $names[1] || ' ' || print:label('others')
      else print:series($names)"/>
  </xsl:variable>

  <!-- A title that fits a running head: a short one, the kind of text, or the title's beginning. -->
  <xsl:variable name="print:short-title" as="xs:string">
    <xsl:variable name="header" as="element(tei:teiHeader)?" select="$print:tei/tei:teiHeader"/>
    <xsl:variable name="classes" as="xs:string*"
      select="$header/tei:profileDesc/tei:textClass/tei:catRef/@target/tokenize(.)[starts-with(., '#')]"/>
    <xsl:variable name="kind" as="element()?"
      select="$header//tei:category[@xml:id = $classes ! substring(., 2)][1]/tei:catDesc"/>
    <xsl:sequence select="(f:plain($header//tei:titleStmt/tei:title[@type = 'short'][1])[.],
      $print:title[string-length(.) le 50], f:plain($kind)[.], print:beginning($print:title, 50))[1]"/>
  </xsl:variable>

  <xsl:template match="tei:TEI" mode="print:titleblock">
    <titleblock>
      <xsl:for-each select="tei:text/tei:body/tei:docDate[. &lt;&lt; $print:heading]">
        <superior><xsl:apply-templates mode="print:text"/></superior>
      </xsl:for-each>
      <title plain="{$print:title}">
        <xsl:apply-templates select="$print:heading/node()" mode="print:text"/>
        <xsl:if test="empty($print:heading)"><xsl:value-of select="$print:title"/></xsl:if>
      </title>
      <xsl:sequence select="$print:record/print:facts(.)"/>
      <xsl:for-each select="$print:record/rec:summary">
        <summary label="{print:label('summary')}"><xsl:value-of select="."/></summary>
      </xsl:for-each>
    </titleblock>
  </xsl:template>

  <!-- What the title block has printed is not printed again. -->
  <xsl:template match="tei:head[. is $print:heading]
    | tei:docDate[parent::tei:body][. &lt;&lt; $print:heading]" mode="print:text" priority="3"/>

  <xsl:function name="print:facts" as="element(fact)*">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="senders" as="xs:boolean" select="$print:agents/@role = 'sender'"/>
    <xsl:sequence select="
      print:fact(if ($senders) then 'from' else 'author', print:series($print:agents),
        $record/rec:place[@role = 'sent'], $record/rec:remark[@role = 'sent']),
      print:fact('to', print:series($record/rec:agent[@role = 'recipient']),
        $record/rec:place[@role = 'received'], $record/rec:remark[@role = 'received']),
      print:fact(if ($senders) then 'sent' else 'date', $print:date, (), ()),
      print:fact('received', string($record/rec:date[@role = 'received'][1]), (), ()),
      print:fact('language', print:languages($record/rec:language), (), ()),
      print:fact('translator', print:series($record/rec:agent[@role = 'translator']), (), ()),
      print:fact('archive', string($record/rec:archive), (), ())"/>
  </xsl:function>

  <!-- A fact with its place, and a note where the editors remark on it; nothing if nothing is known. -->
  <xsl:function name="print:fact" as="element(fact)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="places" as="element(rec:place)*"/>
    <xsl:param name="remarks" as="element(rec:remark)*"/>
    <xsl:variable name="words" as="xs:string" select="string-join(($value[.], $places), ', ')"/>
    <xsl:if test="normalize-space($words)">
      <fact label="{print:label($key)}">
        <xsl:value-of select="normalize-space($words)"/>
        <xsl:for-each select="$remarks">
          <note><xsl:value-of select="."/></note>
        </xsl:for-each>
      </fact>
    </xsl:if>
  </xsl:function>

  <!-- "English; original in Russian": what the header calls a language, up to its explanation. -->
  <xsl:function name="print:languages" as="xs:string">
    <xsl:param name="languages" as="element(rec:language)*"/>
    <xsl:variable name="names" as="xs:string*" select="$languages[normalize-space()] !
      ((if (@role = 'original') then print:label('original') || ' ' else '')
      || replace(normalize-space(.), '\s*[:.;,(].*$', ''))"/>
    <xsl:sequence select="string-join($names, '; ')"/>
  </xsl:function>
</xsl:stylesheet>
