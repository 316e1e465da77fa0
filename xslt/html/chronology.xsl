<?xml version="1.0" encoding="UTF-8"?>
<!-- The documents in time: for each year its months as calendars, whose days lead to documents, and
     below them the documents by day. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'chronology']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'chronology.html', f:label('section-chronology'), 'chronology',
      $html:chronology-lead, ())"/>
  </xsl:template>
  <xsl:variable name="html:dated" as="element(rec:record)*" select="
    $html:documents[exists(html:year(.))]"/>
  <xsl:variable name="html:chronology-lead" as="xs:string" select="
    f:label(if ($html:dated) then 'about-chronology' else 'empty-chronology')"/>

  <xsl:template match="rec:edition[$page eq 'chronology']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('section-chronology')"/></h1>
      <p class="lead"><xsl:value-of select="$html:chronology-lead"/></p>
    </header>
    <xsl:sequence select="html:year-links()"/>
    <xsl:for-each-group select="$html:dated" group-by="html:year(.)">
      <xsl:sort select="current-grouping-key()"/>
      <xsl:sequence select="html:year-section(current-grouping-key(), current-group())"/>
    </xsl:for-each-group>
    <xsl:sequence select="html:undated($html:documents except $html:dated)"/>
  </xsl:template>

  <!-- The years that have documents. -->
  <xsl:function name="html:year-links" as="element(nav)?">
    <xsl:variable name="years" as="xs:integer*" select="sort(distinct-values($html:years))"/>
    <xsl:if test="count($years) gt 1">
      <nav class="letters" aria-label="{f:label('years')}">
        <ul>
          <xsl:for-each select="$years">
            <li><a href="#page:y{.}"><xsl:value-of select="html:year-name(.)"/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- A year: calendars of the months that have days with documents, then the documents. -->
  <xsl:function name="html:year-section" as="element(section)">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:param name="documents" as="element(rec:record)+"/>
    <xsl:variable name="by-day" as="map(xs:string, element(rec:record)+)">
      <xsl:map>
        <xsl:for-each-group select="$documents[f:date-of(.)/@when]"
          group-by="substring(f:date-of(.)/@when, 1, if ($year lt 0) then 11 else 10)">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <section class="year" aria-labelledby="page:y{$year}">
      <h2 id="page:y{$year}">
        <xsl:value-of select="html:year-name($year)"/>
        <xsl:sequence select="html:aside(f:label('documents', html:number(count($documents))))"/>
      </h2>
      <xsl:sequence select="html:calendars($year, $by-day)"/>
      <ol class="rows">
        <xsl:for-each select="$documents">
          <xsl:sequence select="html:day-row(., $by-day)"/>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:function>
  <!-- A document of a year; the first of a day has the day's id. -->
  <xsl:function name="html:day-row" as="element(li)">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:param name="by-day" as="map(xs:string, element(rec:record)+)"/>
    <xsl:variable name="day" as="xs:string" select="string(f:date-of($record)/@when)"/>
    <li>
      <xsl:if test="$by-day($day)[1] is $record">
        <xsl:attribute name="id" select="'page:d' || $day"/>
      </xsl:if>
      <span class="when"><xsl:value-of select="html:when($record)"/></span>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:document-link($record)"/>
    </li>
  </xsl:function>

  <!-- Documents of which nobody knows when they were made. -->
  <xsl:function name="html:undated" as="element(section)?">
    <xsl:param name="documents" as="element(rec:record)*"/>
    <xsl:if test="$documents">
      <section class="year" aria-labelledby="page:undated">
        <h2 id="page:undated"><xsl:value-of select="f:label('without-date')"/></h2>
        <ol class="rows">
          <xsl:for-each select="$documents">
            <li>
              <span class="when"><xsl:value-of select="html:when(.)"/></span>
              <xsl:text> </xsl:text>
              <xsl:sequence select="html:document-link(.)"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
