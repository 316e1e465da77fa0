<?xml version="1.0" encoding="UTF-8"?>
<!-- The indexes: an entry for each person, place, body, event and document that the text mentions.
     The page numbers are the typesetter's. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:print="urn:tei-pipeline:print"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:TEI" mode="print:registers">
    <xsl:variable name="keys" as="xs:string*"
      select="distinct-values(tei:text//*[@ref | @target | @source] ! print:indexed(.))"/>
    <xsl:variable name="entries" as="element(rec:entry)*"
      select="$keys ! key('print:entry', ., $records)[1]"/>
    <xsl:variable name="names" as="element(rec:entry)*" select="$entries[not(@kind = 'work')]"/>
    <xsl:if test="$names">
      <registers label="{print:label('names')}" remark="{print:label('in-note')}">
        <xsl:for-each-group select="$names" group-by="@kind">
          <xsl:sort select="index-of(('person', 'place', 'organisation', 'event'), @kind)"/>
          <register label="{print:label(@kind)}">
            <xsl:apply-templates select="current-group()" mode="print:entry">
              <xsl:sort select="(@order, @sort, rec:name)[1]" lang="{$print:language}"/>
            </xsl:apply-templates>
          </register>
        </xsl:for-each-group>
      </registers>
    </xsl:if>
    <xsl:if test="$entries[@kind = 'work']">
      <references label="{print:label('work')}" remark="{print:label('in-note')}">
        <xsl:apply-templates select="$entries[@kind = 'work']" mode="print:entry">
          <xsl:sort select="(@order, @sort, rec:name)[1]" lang="{$print:language}"/>
        </xsl:apply-templates>
      </references>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rec:entry" mode="print:entry">
    <entry key="{@key}" name="{(@sort, rec:name)[1]}">
      <xsl:value-of select="print:life(.)[.] ! ('(' || . || ')')"/>
    </entry>
  </xsl:template>

  <xsl:template match="rec:entry[@kind = 'work']" mode="print:entry">
    <entry key="{@key}" name="{rec:name}"><xsl:value-of select="rec:note" separator=" "/></entry>
  </xsl:template>

  <!-- "1894–1971", "born 1926". -->
  <xsl:function name="print:life" as="xs:string">
    <xsl:param name="entry" as="element(rec:entry)"/>
    <xsl:variable name="born" as="xs:string" select="print:year($entry/rec:born)"/>
    <xsl:variable name="died" as="xs:string" select="print:year($entry/rec:died)"/>
    <xsl:sequence select="if ($born and $died) then $born || '–' || $died
      else if ($born) then print:label('born') || ' ' || $born
      else if ($died) then print:label('died') || ' ' || $died else ''"/>
  </xsl:function>

  <xsl:function name="print:year" as="xs:string">
    <xsl:param name="event" as="element()?"/>
    <xsl:sequence select="($event/@when[matches(., '^-?\d{4}')] ! f:date(replace(., '^(-?\d+).*', '$1'),
      $print:language), string($event))[1]"/>
  </xsl:function>
</xsl:stylesheet>
