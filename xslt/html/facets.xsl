<?xml version="1.0" encoding="UTF-8"?>
<!-- What the list of documents can be chosen by: sender, recipient, place, type and language, each value
     with its number of documents. Rows name their values by number (data-f). -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The facets, by the letter with which rows name their values. -->
  <xsl:variable name="html:facet-labels" as="map(xs:string, xs:string)" select="map {
    's': 'field-from', 'r': 'field-to', 'p': 'facet-place', 't': 'facet-type',
    'l': 'field-language' }"/>

  <!-- What a record says for a facet. -->
  <xsl:function name="html:facet-elements" as="element()*">
    <xsl:param name="facet" as="xs:string"/>
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="
      if ($facet eq 's') then f:writers($record)
      else if ($facet eq 'r') then $record/rec:agent[@role = 'recipient']
      else if ($facet eq 'p') then ($record/rec:place[@role = 'sent'],
        $record/rec:place[@role = 'created'])[1]
      else if ($facet eq 't') then $record/rec:term
      else $record/rec:language[@role = 'text']"/>
  </xsl:function>
  <!-- By what a value is the same as another one. -->
  <xsl:function name="html:facet-key" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:sequence select="string(($value/@to, $value/@entry, $value/@code, $value)[1])"/>
  </xsl:function>
  <!-- What it is called. -->
  <xsl:function name="html:facet-name" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:sequence select="if ($value/self::rec:language) then f:language-name($value)
      else string($value)"/>
  </xsl:function>

  <!-- The values of each facet by key, with their numbers; and the list of them. -->
  <xsl:variable name="html:facet-groups" as="map(xs:string, element(li)*)">
    <xsl:map>
      <xsl:for-each select="'s', 'r', 'p', 't', 'l'">
        <xsl:map-entry key="." select="html:facet-items(.)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="html:numbers" as="map(xs:string, map(xs:string, xs:string))">
    <xsl:map>
      <xsl:for-each select="'s', 'r', 'p', 't', 'l'">
        <xsl:map-entry key="." select="
          map:merge($html:facet-groups(.) ! map { string(@data-key): string(@data-v) })"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The values of a facet, the most frequent first. -->
  <xsl:function name="html:facet-items" as="element(li)*">
    <xsl:param name="facet" as="xs:string"/>
    <xsl:for-each-group select="$html:documents ! html:facet-elements($facet, .)"
      group-by="html:facet-key(.)">
      <xsl:sort select="count(current-group()/..)" order="descending"/>
      <xsl:sort select="html:facet-name(.)"
        collation="http://www.w3.org/2013/collation/UCA?lang={$f:interface}"/>
      <li data-v="{$facet}{position()}" data-key="{current-grouping-key()}">
        <xsl:choose>
          <xsl:when test="@to">
            <a href="{$root}{@to}"><xsl:value-of select="html:facet-name(.)"/></a>
          </xsl:when>
          <xsl:otherwise>
            <span><xsl:value-of select="html:facet-name(.)"/></span>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text>
        <span class="count"><xsl:value-of select="html:number(count(current-group()/..))"/></span>
      </li>
    </xsl:for-each-group>
  </xsl:function>
  <!-- The numbers of a row's values. -->
  <xsl:function name="html:facet-numbers" as="xs:string">
    <xsl:param name="record" as="element(rec:record)"/>
    <xsl:sequence select="string-join(distinct-values(for $facet in ('s', 'r', 'p', 't', 'l'),
      $value in html:facet-elements($facet, $record)
      return $html:numbers($facet)(html:facet-key($value))), ' ')"/>
  </xsl:function>

  <!-- All facets that tell documents apart. -->
  <xsl:function name="html:facets" as="element(aside)?">
    <xsl:where-populated>
      <aside class="facets" aria-label="{f:label('list-facets')}">
        <xsl:for-each select="('s', 'r', 'p', 't', 'l')[count($html:facet-groups(.)) gt 1]">
          <details class="facet">
            <summary><h2><xsl:value-of select="f:label($html:facet-labels(.))"/></h2></summary>
            <xsl:sequence select="html:facet-list($html:facet-groups(.))"/>
          </details>
        </xsl:for-each>
      </aside>
    </xsl:where-populated>
  </xsl:function>
  <!-- The values that occur most, and the others folded away. -->
  <xsl:function name="html:facet-list" as="element()+">
    <xsl:param name="items" as="element(li)+"/>
    <xsl:variable name="first" as="xs:integer" select="if (count($items) le 8) then 8 else 6"/>
    <ul>
      <xsl:sequence select="$items[position() le $first] ! html:facet-item(.)"/>
    </ul>
    <xsl:if test="count($items) gt $first">
      <details>
        <summary><xsl:value-of select="f:label('facet-more', count($items) - $first)"/></summary>
        <ul>
          <xsl:sequence select="$items[position() gt $first] ! html:facet-item(.)"/>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>
  <!-- A value as the page has it. -->
  <xsl:function name="html:facet-item" as="element(li)">
    <xsl:param name="item" as="element(li)"/>
    <li>
      <xsl:sequence select="$item/(@data-v, node())"/>
    </li>
  </xsl:function>
</xsl:stylesheet>
