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

  <xsl:template match="tei:TEI" mode="print:registers" as="element()*">
    <xsl:variable name="keys" as="xs:string*" select="
      distinct-values(tei:text//*[@ref | @target | @source] ! print:indexed(.))"/>
    <xsl:variable name="entries" as="element(rec:entry)*" select="f:in-order($keys ! f:entry(.))"/>
    <xsl:variable name="works" as="element(rec:entry)*" select="$entries[@kind = 'work']"/>
    <xsl:if test="$entries except $works">
      <registers label="{f:label('index-of-names')}" remark="{f:label('index-note')}">
        <xsl:sequence select="print:lang($f:interface)"/>
        <xsl:for-each-group select="$entries[not(@kind = 'work')]" group-by="@kind">
          <xsl:sort select="index-of(('person', 'place', 'organisation', 'event'), @kind)"/>
          <register label="{f:label('register-' || @kind)}">
            <xsl:apply-templates select="current-group()" mode="print:entry"/>
          </register>
        </xsl:for-each-group>
      </registers>
    </xsl:if>
    <xsl:if test="$works">
      <references label="{f:label('register-work')}" remark="{f:label('index-note')}">
        <xsl:sequence select="print:lang($f:interface)"/>
        <xsl:apply-templates select="$works" mode="print:entry"/>
      </references>
    </xsl:if>
  </xsl:template>

  <xsl:template match="rec:entry" mode="print:entry" as="element(entry)">
    <entry key="{@key}" name="{@sort}">
      <xsl:value-of select="f:lifetime(.)[.] ! ('(' || . || ')')"/>
    </entry>
  </xsl:template>

  <xsl:template match="rec:entry[@kind = 'work']" mode="print:entry" priority="1"
    as="element(entry)">
    <entry key="{@key}" name="{rec:name}">
      <xsl:sequence select="print:lang(../@lang)"/>
      <xsl:value-of select="rec:note" separator=" "/>
    </entry>
  </xsl:template>
</xsl:stylesheet>
