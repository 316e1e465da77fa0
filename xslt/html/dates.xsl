<?xml version="1.0" encoding="UTF-8"?>
<!-- The register of dates: years with what happens in them, and a year's days. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The years that documents are of or speak of. -->
  <xsl:function name="html:years-in-order" as="element(rec:entity)*">
    <xsl:perform-sort select="$f:edition/rec:entity">
      <xsl:sort select="html:year-in(@id)"/>
    </xsl:perform-sort>
  </xsl:function>
  <!-- A row for every ten years: each year with how many documents are of it or speak of it. -->
  <xsl:function name="html:year-rows" as="element(div)">
    <xsl:param name="years" as="element(rec:entity)+"/>
    <xsl:variable name="most" as="xs:double" select="max($years/@documents ! number(.))"/>
    <div class="decades">
      <xsl:for-each-group select="$years" group-adjacent="floor(html:year-in(@id) div 10)">
        <ol class="decade">
          <xsl:for-each select="current-group()">
            <li id="{@id}" class="n{xs:integer(ceiling(4 * number(@documents) div $most))}">
              <a href="{$root}{@address}"><xsl:value-of select="html:year-name(html:year-in(@id))"/></a>
              <xsl:text> </xsl:text>
              <span class="count" title="{html:counts(.)}">
                <xsl:value-of select="html:number(xs:integer(@documents))"/>
              </span>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:for-each-group>
    </div>
  </xsl:function>

  <!-- What a year's page holds: its days (and longer times), each with the documents of that day and
       the mentions of it. -->
  <xsl:function name="html:days" as="element()*">
    <xsl:param name="entity" as="element(rec:entity)"/>
    <xsl:for-each-group select="$entity/rec:document/(rec:date | rec:mention)"
      group-by="html:date-anchor(.)">
      <xsl:sort select="html:first-day(.)"/>
      <xsl:sort select="current-grouping-key()"/>
      <section class="entry date" id="{current-grouping-key()}">
        <h2>
          <xsl:value-of select="f:time(., $f:interface)"/>
          <xsl:sequence select="html:aside(f:weekday(string(@when), $f:interface))"/>
        </h2>
        <xsl:variable name="basis" as="element(rec:basis)?" select="
          html:common-basis(current-group()/self::rec:mention)"/>
        <xsl:sequence select="html:basis-of-all($basis)"/>
        <ol class="uses">
          <xsl:for-each-group select="current-group()" group-by="generate-id(..)">
            <li>
              <xsl:sequence select="html:use(.., current-group()/self::rec:date,
                current-group()/self::rec:mention, $basis)"/>
            </li>
          </xsl:for-each-group>
        </ol>
      </section>
    </xsl:for-each-group>
  </xsl:function>
</xsl:stylesheet>
