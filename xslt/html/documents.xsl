<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of all documents: a row each, above them the years, beside them what they can be chosen
     by. Without a script it is a list with links to its years; lists.js chooses and sorts. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'documents']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'documents.html', f:label('section-documents'), 'documents',
      $html:documents-lead, ())"/>
  </xsl:template>
  <xsl:variable name="html:documents-lead" as="xs:string" select="
    if ($html:documents) then string-join((f:label('documents', html:number(count($html:documents))),
      html:period()[.]), ', ')
    else f:label('no-documents')"/>

  <xsl:template match="rec:edition[$page eq 'documents']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('section-documents')"/></h1>
      <p class="lead"><xsl:value-of select="$html:documents-lead"/></p>
    </header>
    <xsl:sequence select="html:chart()"/>
    <xsl:if test="$html:documents">
      <div class="choosing">
        <xsl:sequence select="html:tools(('date', 'title', 'sender'[map:size($html:numbers?s) gt 0],
          'place'[map:size($html:numbers?p) gt 0])), html:facets(),
          html:list('rows', $html:documents)"/>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What the script works with, hidden until it runs: words to look for, the order, how many rows
       are shown. -->
  <xsl:function name="html:tools" as="element(div)">
    <xsl:param name="orders" as="xs:string+"/>
    <div class="tools" role="search" hidden="hidden" aria-label="{f:label('list-tools')}">
      <label>
        <span><xsl:value-of select="f:label('list-words')"/></span>
        <input type="search" name="q" autocomplete="off" aria-controls="page:rows"/>
      </label>
      <xsl:sequence select="html:year-inputs()[$orders = 'date']"/>
      <label>
        <span><xsl:value-of select="f:label('list-sort')"/></span>
        <select name="sort" aria-controls="page:rows">
          <xsl:for-each select="$orders">
            <option value="{.}"><xsl:value-of select="f:label('sort-' || .)"/></option>
          </xsl:for-each>
        </select>
      </label>
      <p class="shown" role="status" data-some="{f:label('list-shown', ('{1}', '{2}'))}"
        data-none="{f:label('list-none')}"/>
      <button type="button" class="clear" hidden="hidden">
        <xsl:value-of select="f:label('list-clear')"/>
      </button>
    </div>
  </xsl:function>

  <!-- The first year and the last one to be shown. -->
  <xsl:function name="html:year-inputs" as="element(div)?">
    <xsl:if test="count($html:spans) gt 1">
      <div class="span" role="group" aria-label="{f:label('years')}">
        <xsl:for-each select="'from', 'to'">
          <label>
            <span><xsl:value-of select="f:label('list-' || .)"/></span>
            <input type="number" name="{.}" min="{min($html:years)}" max="{max($html:years)}"
              aria-controls="page:rows"/>
          </label>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- A row for each of some documents or entities, in lists of a hundred: of those that are out of
       sight a browser makes nothing. -->
  <xsl:function name="html:list" as="element(div)">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="listed" as="element()*"/>
    <div id="page:rows" class="row-lists">
      <xsl:for-each-group select="$listed" group-adjacent="(position() - 1) idiv 100">
        <ol class="{$class}">
          <xsl:apply-templates select="current-group()" mode="html:row"/>
        </ol>
      </xsl:for-each-group>
    </div>
  </xsl:function>

  <!-- A row: when, what, from whom to whom, where. The first of each span of years has its id. -->
  <xsl:template match="rec:record" mode="html:row" as="element(li)">
    <li>
      <xsl:for-each select="$html:span-begun(generate-id())">
        <xsl:attribute name="id" select="html:span-id(.)"/>
      </xsl:for-each>
      <xsl:for-each select="html:year(.)">
        <xsl:attribute name="data-y" select="."/>
      </xsl:for-each>
      <xsl:attribute name="data-f" select="html:facet-numbers(.)"/>
      <span class="when"><xsl:value-of select="html:when(.)"/></span>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:document-link(.), html:remark('from-to', html:who(.)),
        html:remark('at', html:facet-elements('p', .)[1])"/>
    </li>
  </xsl:template>
  <!-- The spans of years, by the ids of those documents that are the first of one. -->
  <xsl:variable name="html:span-begun" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each-group select="$html:documents" group-by="html:year(.) ! html:span-of(.)">
        <xsl:map-entry key="generate-id()" select="current-grouping-key()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- What stands beside the title, with a space before it. -->
  <xsl:function name="html:remark" as="node()*">
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:if test="$words">
      <xsl:text> </xsl:text>
      <span class="{$class}"><xsl:value-of select="$words"/></span>
    </xsl:if>
  </xsl:function>

  <!-- The date of a document in words. -->
  <xsl:function name="html:when" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="(f:date-of($record) ! f:when(.), $record/rec:date[normalize-space()][1]
      ! string(.), f:label('undated'))[1]"/>
  </xsl:function>
  <!-- "Ada Lovelace to Charles Babbage". -->
  <xsl:function name="html:from-to" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="from" as="xs:string" select="f:names(f:writers($record))"/>
    <xsl:variable name="to" as="xs:string" select="f:names($record/rec:agent[@role = 'recipient'])"/>
    <xsl:sequence select="
      if ($from and $to) then f:label('from-to', ($from, $to)) else string(($from, $to)[.])"/>
  </xsl:function>
  <!-- The same where the title does not say it already, with the last word of every name. -->
  <xsl:function name="html:who" as="xs:string?">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:variable name="title" as="xs:string" select="f:title($record)"/>
    <xsl:sequence select="html:from-to($record)[.][not(every $name in (f:writers($record),
      $record/rec:agent[@role = 'recipient']) satisfies contains($title,
        (substring-before($name/@inverted, ',')[.], tokenize($name)[last()])[1]))]"/>
  </xsl:function>
</xsl:stylesheet>
