<?xml version="1.0" encoding="UTF-8"?>
<!-- The years of the edition's documents as spans of equal length, and as a chart of bars. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The year of a document; none where it has no date. -->
  <xsl:function name="html:year" as="xs:integer?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="html:year-in(html:first-day(f:date-of($record)))"/>
  </xsl:function>
  <!-- The year of an ISO date. -->
  <xsl:function name="html:year-in" as="xs:integer?">
    <xsl:param name="iso" as="xs:string?"/>
    <xsl:sequence select="replace($iso, '^(-?\d{1,9}).*$', '$1')[. castable as xs:integer]
      ! xs:integer(.)"/>
  </xsl:function>
  <!-- The first day that a time names, in ISO form. -->
  <xsl:function name="html:first-day" as="xs:string?">
    <xsl:param name="dated" as="element()?"/>
    <xsl:sequence select="$dated/(@when, @from, @not-before, @to, @not-after)[1] ! string(.)"/>
  </xsl:function>
  <!-- A year in words. -->
  <xsl:function name="html:year-name" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="f:date(html:iso-year($year), $f:interface)"/>
  </xsl:function>
  <!-- A year in ISO form. -->
  <xsl:function name="html:iso-year" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="'-'[$year lt 0] || format-integer(abs($year), '0001')"/>
  </xsl:function>

  <!-- Years with how many documents each has. -->
  <xsl:variable name="html:years" as="xs:integer*" select="$html:documents ! html:year(.)"/>
  <!-- How many years a bar stands for: so many that there are no more than sixty bars. -->
  <xsl:variable name="html:span-length" as="xs:integer" select="(
    let $length := max(($html:years, 0)) - min(($html:years, max(($html:years, 0)))) + 1
    return ((1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)[$length div . le 60], 5000))[1]"/>
  <!-- The first years of all spans, those without documents too. -->
  <xsl:variable name="html:spans" as="xs:integer*" select="
    if (empty($html:years)) then ()
    else for $n in xs:integer(floor(min($html:years) div $html:span-length))
        to xs:integer(floor(max($html:years) div $html:span-length))
      return $n * $html:span-length"/>
  <!-- The span that a year is in. -->
  <xsl:function name="html:span-of" as="xs:integer">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="xs:integer(floor($year div $html:span-length)) * $html:span-length"/>
  </xsl:function>
  <!-- "1912", "1910 – 1919". -->
  <xsl:function name="html:span-name" as="xs:string">
    <xsl:param name="span" as="xs:integer"/>
    <xsl:sequence select="if ($html:span-length eq 1) then html:year-name($span)
      else f:label('time-range', ($span, $span + $html:span-length - 1) ! html:year-name(.))"/>
  </xsl:function>
  <!-- The place in the list of documents where a year's span begins. -->
  <xsl:function name="html:span-address" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:sequence select="$root || 'documents.html#' || html:span-id(html:span-of($year))"/>
  </xsl:function>
  <!-- Its id there. -->
  <xsl:function name="html:span-id" as="xs:string">
    <xsl:param name="span" as="xs:integer"/>
    <xsl:sequence select="'page:y' || $span"/>
  </xsl:function>
  <!-- The last year of a document. -->
  <xsl:function name="html:last-year" as="xs:integer">
    <xsl:sequence select="max($html:years)"/>
  </xsl:function>

  <!-- How many documents each span has. -->
  <xsl:variable name="html:per-span" as="map(xs:integer, xs:integer)">
    <xsl:map>
      <xsl:for-each-group select="$html:years" group-by="html:span-of(.)">
        <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="html:most" as="xs:integer" select="max(($html:per-span?*, 1))"/>
  <!-- How high the bar of a span is, where the highest has the height given. -->
  <xsl:function name="html:height" as="xs:integer">
    <xsl:param name="span" as="xs:integer"/>
    <xsl:param name="full" as="xs:integer"/>
    <xsl:variable name="count" as="xs:integer" select="($html:per-span($span), 0)[1]"/>
    <xsl:sequence select="xs:integer(ceiling($full * $count div $html:most))"/>
  </xsl:function>

  <!-- The chart: each bar is a link to where its years begin in the list of documents. -->
  <xsl:function name="html:chart" as="element(div)?">
    <xsl:if test="count($html:spans) gt 1">
      <xsl:variable name="every" as="xs:integer" select="xs:integer(ceiling(count($html:spans) div 6))"/>
      <div class="years{' few'[count($html:spans) le 15]}" role="group" aria-label="{f:label('years')}">
        <svg width="{if (count($html:spans) le 6) then 40 * count($html:spans) else '100%'}" height="92">
          <svg viewBox="0 0 {10 * count($html:spans)} 64" preserveAspectRatio="none" width="100%"
            height="64">
            <xsl:for-each select="$html:spans">
              <xsl:sequence select="html:bar(., 10 * (position() - 1))"/>
            </xsl:for-each>
          </svg>
          <xsl:for-each select="$html:spans">
            <xsl:if test="(position() - 1) mod $every eq 0">
              <text y="84" x="{if (position() eq 1) then '0'
                  else format-number((position() - 0.5) div last() * 100, '0.##') || '%'}">
                <xsl:if test="position() eq 1">
                  <xsl:attribute name="class" select="'first'"/>
                </xsl:if>
                <xsl:value-of select="html:year-name(.)"/>
              </text>
            </xsl:if>
          </xsl:for-each>
        </svg>
      </div>
    </xsl:if>
  </xsl:function>
  <!-- One bar. -->
  <xsl:function name="html:bar" as="element(a)?">
    <xsl:param name="span" as="xs:integer"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:variable name="height" as="xs:integer" select="html:height($span, 62)"/>
    <xsl:for-each select="$html:per-span($span)">
      <a href="{html:span-address($span)}" data-from="{$span}"
        data-to="{$span + $html:span-length - 1}" aria-label="{f:label('bar', (., html:span-name($span)))}">
        <rect class="hit" x="{$at}" width="10" height="64"/>
        <rect class="all" x="{$at + 1}" y="{64 - $height}" width="8" height="{$height}"/>
      </a>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
