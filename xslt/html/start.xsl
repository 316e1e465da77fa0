<?xml version="1.0" encoding="UTF-8"?>
<!-- The records of an edition to its start page. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:import href="../base/modes.xsl"/>
  <xsl:import href="../base/functions.xsl"/>
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:import href="../base/records.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="page.xsl"/>

  <xsl:template match="/" as="element(html)">
    <xsl:variable name="main" as="element()+">
      <header class="head">
        <h1><xsl:value-of select="$f:edition/@title"/></h1>
        <xsl:if test="$f:edition/@publisher ne ''">
          <p class="publisher"><xsl:value-of select="$f:edition/@publisher"/></p>
        </xsl:if>
      </header>
      <xsl:sequence select="html:document-list(), html:register-list()"/>
      <section aria-labelledby="page:about">
        <h2 id="page:about"><xsl:value-of select="f:label('about-edition')"/></h2>
        <p><xsl:value-of select="f:label('start-reading')"/></p>
        <p><xsl:value-of select="f:label('start-files')"/></p>
      </section>
    </xsl:variable>
    <xsl:sequence select="html:page(string($f:edition/@title), 'start', (), $main, ())"/>
  </xsl:template>

  <!-- The documents of the edition, a row each. -->
  <xsl:function name="html:document-list" as="element(section)">
    <section aria-labelledby="page:documents">
      <h2 id="page:documents">
        <xsl:value-of select="f:label('documents', count($html:documents))"/>
      </h2>
      <xsl:choose>
        <xsl:when test="$html:documents">
          <ol class="listing">
            <xsl:apply-templates select="$html:documents" mode="html:listing"/>
          </ol>
        </xsl:when>
        <xsl:otherwise>
          <p><xsl:value-of select="f:label('no-documents')"/></p>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:function>

  <!-- One row: when, what, from whom to whom. -->
  <xsl:template match="rec:record" mode="html:listing" as="element(li)">
    <xsl:variable name="from" as="xs:string" select="f:names(f:writers(.))"/>
    <xsl:variable name="to" as="xs:string" select="f:names(rec:agent[@role = 'recipient'])"/>
    <li>
      <span class="when">
        <xsl:value-of select="(f:date-of(.) ! f:when(.), f:label('undated'))[1]"/>
      </span>
      <span class="what">
        <a href="{html:page-address(.)}">
          <xsl:sequence select="(rec:title ! html:said(.), f:title(.))[1]"/>
        </a>
        <xsl:if test="$from or $to">
          <span class="who">
            <xsl:value-of select="
              if ($from and $to) then f:label('from-to', ($from, $to)) else ($from, $to)[.]"/>
          </span>
        </xsl:if>
        <xsl:if test="rec:summary">
          <span class="abstract"><xsl:sequence select="html:said(rec:summary)"/></span>
        </xsl:if>
      </span>
    </li>
  </xsl:template>

  <!-- The registers, with how much each holds. -->
  <xsl:function name="html:register-list" as="element(section)">
    <section aria-labelledby="page:registers">
      <h2 id="page:registers"><xsl:value-of select="f:label('registers')"/></h2>
      <dl class="registers">
        <xsl:for-each select="$html:registers">
          <div>
            <dt><a href="{html:register(.)}"><xsl:value-of select="f:label('register-' || .)"/></a></dt>
            <dd><xsl:value-of select="html:holding(.)"/></dd>
          </div>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:function>
  <!-- "21 entries", "4 dates". -->
  <xsl:function name="html:holding" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="dates" as="element()*" select="
      $records//rec:mention[@kind = 'date'], $html:documents/rec:date[@*[name() ne 'role']]"/>
    <xsl:sequence select="if ($kind eq 'date')
      then f:label('days', count(distinct-values($dates ! html:date-anchor(.))))
      else f:label('entries', count(key('html:of-kind', $kind, $records)
        [key('html:use', @key, $records)]))"/>
  </xsl:function>
</xsl:stylesheet>
