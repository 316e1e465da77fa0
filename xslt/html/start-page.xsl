<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page of an edition: what it is, how much it holds, and the ways in. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="rec:edition[$page eq 'start']" mode="html:pages" as="element(page)">
    <xsl:variable name="said" as="xs:string" select="string-join((@title,
      f:label('documents', count($html:documents)), html:period())[. ne ''], ', ')"/>
    <xsl:sequence select="html:made(., 'index.html', string(@title), 'start', $said,
      html:edition-members($said))"/>
  </xsl:template>

  <xsl:template match="rec:edition[$page eq 'start']" mode="html:main" as="element()+">
    <header class="head">
      <h1><xsl:value-of select="@title"/></h1>
      <p class="publisher">
        <xsl:value-of select="string-join((@publisher, html:period())[. ne ''], ' · ')"/>
      </p>
    </header>
    <slot name="introduction"/>
    <xsl:sequence select="html:chart(), html:first-documents(), html:ways()"/>
  </xsl:template>

  <!-- From the first year to the last. -->
  <xsl:function name="html:period" as="xs:string">
    <xsl:sequence select="string-join(distinct-values((min($html:years), max($html:years))
      ! html:year-name(.)), '–')"/>
  </xsl:function>

  <!-- All documents where they are few, else those that come first; of more than twelve no header is
       given whole (see _FIRST in listing.py). -->
  <xsl:function name="html:first-documents" as="element(section)">
    <xsl:variable name="all" as="xs:integer" select="count($html:documents)"/>
    <section aria-labelledby="page:documents">
      <h2 id="page:documents"><xsl:value-of select="f:label('documents', html:number($all))"/></h2>
      <xsl:choose>
        <xsl:when test="$all eq 0">
          <p><xsl:value-of select="f:label('no-documents')"/></p>
        </xsl:when>
        <xsl:otherwise>
          <ol class="listing">
            <xsl:apply-templates mode="html:listing" select="
              if ($all le 12) then $html:documents else $html:documents[position() le 5]"/>
          </ol>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$all gt 12">
        <p class="more">
          <a href="{$root}documents.html">
            <xsl:value-of select="f:label('all-documents', html:number($all))"/>
          </a>
        </p>
      </xsl:if>
    </section>
  </xsl:function>

  <!-- One row: when, what, from whom to whom. -->
  <xsl:template match="rec:record" mode="html:listing" as="element(li)">
    <li>
      <span class="when"><xsl:value-of select="html:when(.)"/></span>
      <xsl:text> </xsl:text>
      <span class="what">
        <xsl:sequence select="html:document-link(.)"/>
        <xsl:sequence select="html:remark('from-to', html:who(.))"/>
        <xsl:if test="rec:summary">
          <xsl:text> </xsl:text>
          <span class="abstract"><xsl:sequence select="html:said(rec:summary)"/></span>
        </xsl:if>
      </span>
    </li>
  </xsl:template>

  <!-- The sections and registers, with how much each holds. -->
  <xsl:function name="html:ways" as="element(section)">
    <section aria-labelledby="page:ways">
      <h2 id="page:ways"><xsl:value-of select="f:label('ways')"/></h2>
      <dl class="registers">
        <xsl:for-each select="$html:sections">
          <xsl:sequence select="if (. eq 'registers') then $html:registers ! html:way(
              html:register(.), f:label('register-' || .), html:holding(.))
            else html:way($root || . || '.html', f:label('section-' || .), f:label('way-' || .))"/>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:function>
  <!-- One of them. -->
  <xsl:function name="html:way" as="element(div)">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <div>
      <dt><a href="{$address}"><xsl:value-of select="$name"/></a></dt>
      <dd><xsl:value-of select="$words"/></dd>
    </div>
  </xsl:function>
  <!-- "21 entries, 340 mentions", "4 years, 90 mentions". -->
  <xsl:function name="html:holding" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="register" as="element(rec:register)?" select="
      $f:edition/rec:register[@kind = $kind]"/>
    <xsl:sequence select="string-join(($register/@entities
      ! f:label(if ($kind eq 'date') then 'years-held' else 'entries', html:number(xs:integer(.))),
      $register/@mentions ! f:label('mentions', html:number(xs:integer(.)))), ', ')"/>
  </xsl:function>
</xsl:stylesheet>
