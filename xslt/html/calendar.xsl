<?xml version="1.0" encoding="UTF-8"?>
<!-- A month as a table of weeks, whose days lead to the documents of that day. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The months of a year that have days with documents. -->
  <xsl:function name="html:calendars" as="element(div)?">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:param name="by-day" as="map(xs:string, element(rec:record)+)"/>
    <xsl:variable name="months" as="xs:string*" select="sort(distinct-values(
      map:keys($by-day)[. castable as xs:date][$year ge 1583] ! substring(., 1, 7)))"/>
    <xsl:if test="exists($months)">
      <div class="months">
        <xsl:sequence select="$months ! html:month(., $by-day)"/>
      </div>
    </xsl:if>
  </xsl:function>
  <!-- One month ("1912-03"); weeks begin on Monday. -->
  <xsl:function name="html:month" as="element(table)">
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="by-day" as="map(xs:string, element(rec:record)+)"/>
    <xsl:variable name="first" as="xs:date" select="xs:date($month || '-01')"/>
    <xsl:variable name="length" as="xs:integer" select="
      days-from-duration($first + xs:yearMonthDuration('P1M') - $first)"/>
    <xsl:variable name="before" as="xs:integer" select="html:day-of-week($first) - 1"/>
    <table class="month">
      <caption><xsl:value-of select="f:month(substring($month, 6, 2), $f:interface)"/></caption>
      <thead>
        <tr>
          <xsl:for-each select="1 to 7">
            <xsl:variable name="name" as="xs:string" select="f:label('weekday-' || .)"/>
            <th scope="col" abbr="{$name}"><xsl:value-of select="substring($name, 1, 2)"/></th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="0 to xs:integer(ceiling(($before + $length) div 7)) - 1">
          <tr>
            <xsl:for-each select="for $n in 1 to 7 return 7 * . + $n - $before">
              <td>
                <xsl:sequence select="html:day($month, ., $by-day)[current() = 1 to $length]"/>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>
  <!-- 1 for Monday. -->
  <xsl:function name="html:day-of-week" as="xs:integer">
    <xsl:param name="date" as="xs:date"/>
    <xsl:sequence select="xs:integer(format-date($date, '[F1]', (), 'ISO', ()))"/>
  </xsl:function>
  <!-- A day's number, a link to its document or to the first of them. -->
  <xsl:function name="html:day" as="node()">
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="day" as="xs:integer"/>
    <xsl:param name="by-day" as="map(xs:string, element(rec:record)+)"/>
    <xsl:variable name="date" as="xs:string" select="$month || '-' || format-integer($day, '00')"/>
    <xsl:variable name="documents" as="element(rec:record)*" select="$by-day($date)"/>
    <xsl:choose>
      <xsl:when test="$documents">
        <a class="n{min((count($documents), 4))}" href="{if ($documents[2]) then '#page:d' || $date
          else $root || $documents/@address}" aria-label="{$day}: {
          if ($documents[2]) then f:label('documents', count($documents)) else f:title($documents)}">
          <xsl:value-of select="$day"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$day"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
