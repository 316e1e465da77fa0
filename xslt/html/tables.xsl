<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: they scroll in a box of their own where the column is too narrow for them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:template match="tei:table" mode="html:text">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$phrasing">
        <span>
          <xsl:sequence select="html:attributes(., ('table', 'box'))"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="node()[normalize-space() or self::*]
          except (tei:head[1], tei:row)" mode="#current"/>
        <xsl:choose>
          <xsl:when test="ancestor::tei:cell">
            <xsl:sequence select="html:table(.)"/>
          </xsl:when>
          <xsl:otherwise>
            <div class="scroll" tabindex="0" role="region" aria-label="{html:table-name(.)}">
              <xsl:sequence select="html:table(.)"/>
            </div>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- The table itself. -->
  <xsl:function name="html:table" as="element(table)">
    <xsl:param name="table" as="element(tei:table)"/>
    <table>
      <xsl:sequence select="html:attributes($table, html:type($table))"/>
      <xsl:apply-templates select="$table/tei:head[1]" mode="html:caption"/>
      <xsl:sequence select="html:rows($table)"/>
    </table>
  </xsl:function>
  <!-- The name of a table: its heading; with its number where several have the same, or none. -->
  <xsl:function name="html:table-name" as="xs:string">
    <xsl:param name="table" as="element(tei:table)"/>
    <xsl:variable name="heading" as="xs:string" select="f:plain($table/tei:head[1])"/>
    <xsl:variable name="same" as="element(tei:table)*" select="key('html:tables', $heading, $html:document)"/>
    <xsl:sequence select="string-join((($heading[.], f:label('table'))[1],
      if (exists($same[2])) then count($same[. &lt;&lt; $table]) + 1 else ()), ' ')"/>
  </xsl:function>
  <xsl:key name="html:tables" match="tei:table[not(ancestor::tei:cell)]" use="f:plain(tei:head[1])"/>
  <xsl:template match="tei:table/tei:head" mode="html:caption" as="element(caption)">
    <caption>
      <xsl:sequence select="html:attributes(., ())"/>
      <xsl:apply-templates mode="html:text">
        <xsl:with-param name="phrasing" as="xs:boolean" tunnel="yes" select="true()"/>
      </xsl:apply-templates>
    </caption>
  </xsl:template>

  <!-- The rows that a table begins with and that are labels are its head. -->
  <xsl:function name="html:rows" as="element()*">
    <xsl:param name="table" as="element(tei:table)"/>
    <xsl:variable name="first" as="element()?" select="$table/tei:row[not(html:is-label-row(.))][1]"/>
    <xsl:variable name="head" as="element()*" select="$table/tei:row[$first][. &lt;&lt; $first]"/>
    <xsl:where-populated>
      <thead>
        <xsl:apply-templates select="$head" mode="html:text"/>
      </thead>
    </xsl:where-populated>
    <xsl:where-populated>
      <tbody>
        <xsl:apply-templates select="$table/tei:row except $head" mode="html:text"/>
      </tbody>
    </xsl:where-populated>
  </xsl:function>
  <!-- Whether a row is one of labels. -->
  <xsl:function name="html:is-label-row" as="xs:boolean">
    <xsl:param name="row" as="element(tei:row)"/>
    <xsl:sequence select="$row/@role = 'label'
      or (exists($row/tei:cell) and (every $cell in $row/tei:cell satisfies $cell/@role = 'label'))"/>
  </xsl:function>

  <xsl:template match="tei:table/tei:row" mode="html:text" priority="1">
    <xsl:param name="phrasing" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:element name="{if ($phrasing) then 'span' else 'tr'}">
      <xsl:sequence select="html:attributes(., 'row'[$phrasing])"/>
      <xsl:choose>
        <xsl:when test="$phrasing">
          <xsl:apply-templates mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="*, text()[normalize-space()]">
            <xsl:sequence select="html:cell(.)"/>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <!-- What stands in a row, as a cell; so is what should stand in one. -->
  <xsl:function name="html:cell" as="element()">
    <xsl:param name="node" as="node()"/>
    <xsl:choose>
      <xsl:when test="$node/self::tei:cell">
        <xsl:apply-templates select="$node" mode="html:cell"/>
      </xsl:when>
      <xsl:otherwise>
        <td><xsl:apply-templates select="$node" mode="html:text"/></td>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:template match="tei:cell" mode="html:cell" as="element()">
    <xsl:variable name="row-label" as="xs:boolean" select="html:is-label-row(..)"/>
    <xsl:variable name="label" as="xs:boolean" select="$row-label or @role = 'label'"/>
    <xsl:element name="{if ($label) then 'th' else 'td'}">
      <xsl:sequence select="html:attributes(., 'number'[f:is-number(current())]),
        html:span('colspan', @cols, 100), html:span('rowspan', @rows,
          count(../following-sibling::tei:row[html:is-label-row(.) eq $row-label]) + 1)"/>
      <xsl:if test="$label">
        <xsl:attribute name="scope" select="if ($row-label) then 'col' else 'row'"/>
      </xsl:if>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>
  <!-- A row or a cell that stands elsewhere. -->
  <xsl:template match="tei:row | tei:cell" mode="html:text">
    <xsl:apply-templates select="." mode="html:wrap">
      <xsl:with-param name="classes" as="xs:string*" select="local-name()"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- How many columns or rows a cell spans, where that is more than one, and no more than there are. -->
  <xsl:function name="html:span" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="attribute()?"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:if test="matches($value, '^([2-9]|[1-9]\d{1,2})$') and $most gt 1">
      <xsl:attribute name="{$name}" select="min((xs:integer($value), $most))"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
