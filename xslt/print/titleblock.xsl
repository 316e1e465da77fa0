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
  <xsl:variable name="print:heading" as="element(tei:head)?" select="
    $print:tei/tei:text/tei:body/tei:head[1]"/>

  <xsl:variable name="print:title" as="xs:string" select="
    (f:plain($print:heading)[.], f:title($print:record))[1]"/>

  <xsl:variable name="print:date" as="xs:string" select="
    (f:date-of($print:record) ! f:when(.), '')[1]"/>

  <!-- "Kuznetsov and Zorin": surnames where an entry tells them, for the running head. -->
  <xsl:variable name="print:running-author" as="xs:string">
    <xsl:variable name="names" as="xs:string*" select="f:writers($print:record)
      ! (f:entry(@entry)/@sort/substring-before(., ','),
         @inverted/substring-before(., ','), string(.))[.][1]"/>
    <xsl:sequence select="if (count($names) gt 3) then f:label('and-others', $names[1])
      else f:listed($names, $f:interface)"/>
  </xsl:variable>

  <!-- A title that fits a running head: a short one, the kind of text, or the title's beginning. -->
  <xsl:variable name="print:short-title" as="xs:string">
    <xsl:variable name="header" as="element(tei:teiHeader)?" select="$print:tei/tei:teiHeader[1]"/>
    <xsl:variable name="classes" as="xs:string*"
      select="$header/tei:profileDesc/tei:textClass/tei:catRef/@target/tokenize(.)[starts-with(., '#')]"/>
    <xsl:variable name="kind" as="element()?"
      select="($header//tei:category[@xml:id = $classes ! substring(., 2)]/tei:catDesc)[1]"/>
    <xsl:sequence select="(f:plain(($header//tei:titleStmt/tei:title[@type = 'short'])[1])[.],
      $print:title[string-length(.) le 50], f:plain($kind)[.], print:beginning($print:title, 50))[1]"/>
  </xsl:variable>

  <xsl:template match="tei:TEI" mode="print:titleblock" as="element(titleblock)">
    <titleblock>
      <xsl:sequence select="print:lang($f:interface)"/>
      <xsl:for-each select="tei:text/tei:body/tei:docDate[. &lt;&lt; $print:heading]">
        <superior><xsl:apply-templates mode="print:text"/></superior>
      </xsl:for-each>
      <title plain="{$print:title}">
        <xsl:apply-templates select="$print:heading/node()" mode="print:text"/>
        <xsl:if test="empty($print:heading)"><xsl:value-of select="$print:title"/></xsl:if>
      </title>
      <xsl:sequence select="print:facts($print:record)"/>
      <xsl:for-each select="$print:record/rec:summary">
        <summary label="{f:label('summary')}"><xsl:sequence select="print:said(text())"/></summary>
      </xsl:for-each>
    </titleblock>
  </xsl:template>

  <!-- What the title block has printed is not printed again. -->
  <xsl:template match="tei:head[. is $print:heading]
    | tei:docDate[parent::tei:body][. &lt;&lt; $print:heading]" mode="print:text" priority="3"/>

  <!-- The form: from, to, sent … -->
  <xsl:function name="print:facts" as="element(fact)*">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="writers" as="element(rec:agent)*" select="f:writers($record)"/>
    <xsl:variable name="sent" as="xs:boolean" select="$writers/@role = 'sender'"/>
    <xsl:sequence select="
      print:fact(if ($sent) then 'from' else 'author', (f:names($writers),
        $record/rec:place[@role = 'sent']), $record/rec:remark[@role = 'sent']),
      print:fact('to', (f:names($record/rec:agent[@role = 'recipient']),
        $record/rec:place[@role = 'received']), $record/rec:remark[@role = 'received']),
      print:fact(if ($sent) then 'sent' else 'created', $print:date, ()),
      print:fact('received', $record/rec:date[@role = 'received'][1] ! f:when(.), ()),
      print:fact('language', f:languages($record), ()),
      print:fact('translator', f:listed(
        $record/rec:agent[@role = 'translator'] ! f:credit(.), $f:interface), ()),
      print:fact('archive', $record/rec:archive, ())"/>
  </xsl:function>

  <!-- A fact with its parts in a row, and a note where the editors remark on it; nothing if nothing is
       known. -->
  <xsl:function name="print:fact" as="element(fact)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="parts" as="xs:string*"/>
    <xsl:param name="remarks" as="element(rec:remark)*"/>
    <xsl:variable name="words" as="xs:string" select="
      normalize-space(string-join($parts[.], ', '))"/>
    <xsl:if test="$words">
      <fact label="{f:label('field-' || $key)}">
        <xsl:value-of select="$words"/>
        <xsl:for-each select="$remarks">
          <note><xsl:sequence select="print:said(text())"/></note>
        </xsl:for-each>
      </fact>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
