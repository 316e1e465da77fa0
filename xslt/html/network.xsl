<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote to whom: a diagram and a table of all pairs, from what outputs/correspondence.py counts. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:variable name="html:correspondents" as="element(rec:correspondent)*" select="
    $f:edition/rec:correspondent"/>

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'network']" mode="html:pages" as="element(page)">
    <xsl:sequence select="html:made(., 'network.html', f:label('network'), 'network',
      f:label('network-lead'), ())"/>
  </xsl:template>

  <xsl:template match="rec:edition[$page eq 'network']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="f:label('network')"/></h1>
      <p class="lead"><xsl:value-of select="f:label('network-lead')"/></p>
    </header>
    <xsl:sequence select="html:diagram(), html:pairs()"/>
  </xsl:template>

  <!-- The correspondents, a row each, and arcs between the rows; these say nothing that the table does
       not say. -->
  <xsl:function name="html:diagram" as="element(section)">
    <xsl:variable name="rows" as="element(rec:correspondent)*" select="$html:correspondents[@row]"/>
    <xsl:variable name="others" as="xs:integer" select="count($html:correspondents) - count($rows)"/>
    <section aria-labelledby="network:diagram">
      <h2 id="network:diagram"><xsl:value-of select="f:label('network-diagram')"/></h2>
      <div class="rows">
        <svg class="arcs" viewBox="0 0 100 {count($rows)}" preserveAspectRatio="none" aria-hidden="true"
          focusable="false">
          <xsl:for-each select="$f:edition/rec:arc">
            <path d="{@d}" stroke-width="{@width}" data-rows="{@rows}"/>
          </xsl:for-each>
        </svg>
        <ol>
          <xsl:sequence select="$rows ! html:correspondent(.)"/>
        </ol>
      </div>
      <xsl:if test="$others">
        <p class="quiet"><xsl:value-of select="f:label('network-others', $others)"/></p>
      </xsl:if>
    </section>
  </xsl:function>

  <!-- A correspondent with the number of letters sent and received. -->
  <xsl:function name="html:correspondent" as="element(li)">
    <xsl:param name="correspondent" as="element(rec:correspondent)"/>
    <li>
      <span class="correspondent"><xsl:sequence select="html:correspondent-link($correspondent)"/></span>
      <xsl:text> </xsl:text>
      <span class="numbers">
        <xsl:value-of select="
          $correspondent/@sent[. ne '0'] ! (f:label('network-sent') || ' ' || html:number(xs:integer(.))),
          $correspondent/@received[. ne '0'] ! (f:label('network-received') || ' '
            || html:number(xs:integer(.)))" separator=" · "/>
      </span>
    </li>
  </xsl:function>
  <!-- The name, as a link where there is a page. -->
  <xsl:function name="html:correspondent-link" as="node()">
    <xsl:param name="correspondent" as="element(rec:correspondent)"/>
    <xsl:choose>
      <xsl:when test="$correspondent/@to">
        <a href="{$root}{$correspondent/@to}"><xsl:value-of select="$correspondent/@name"/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$correspondent/@name"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- All pairs, those with most letters first. -->
  <xsl:function name="html:pairs" as="element(section)">
    <section aria-labelledby="network:pairs">
      <h2 id="network:pairs"><xsl:value-of select="f:label('network-pairs')"/></h2>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="network:pairs">
        <table class="pairs">
          <thead>
            <tr>
              <xsl:for-each select="'field-from', 'field-to', 'network-letters', 'network-time'">
                <th scope="col"><xsl:value-of select="f:label(.)"/></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$f:edition/rec:pair">
              <tr>
                <xsl:for-each select="@from, @to">
                  <td>
                    <xsl:sequence select="
                      html:correspondent-link($html:correspondents[xs:integer(current())])"/>
                  </td>
                </xsl:for-each>
                <td class="number"><xsl:value-of select="html:number(xs:integer(@letters))"/></td>
                <td><xsl:value-of select="html:from-first-to-last(.)"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:function>
  <!-- When a pair wrote: a day, or from the first to the last. -->
  <xsl:function name="html:from-first-to-last" as="xs:string">
    <xsl:param name="pair" as="element(rec:pair)"/>
    <xsl:variable name="days" as="xs:string*" select="
      distinct-values($pair/(@first, @last)) ! f:date(., $f:interface)"/>
    <xsl:sequence select="if (count($days) eq 2) then f:label('time-range', $days) else string($days)"/>
  </xsl:function>
</xsl:stylesheet>
