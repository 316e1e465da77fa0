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
  <xsl:import href="../base/i18n.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="page.xsl"/>

  <xsl:template match="/">
    <xsl:call-template name="html:page">
      <xsl:with-param name="title" select="string($html:edition/@title)"/>
      <xsl:with-param name="kind" select="'start'"/>
      <xsl:with-param name="main" as="node()*">
        <header class="head">
          <h1><xsl:value-of select="$html:edition/@title"/></h1>
          <xsl:if test="$html:edition/@publisher ne ''">
            <p class="publisher"><xsl:value-of select="$html:edition/@publisher"/></p>
          </xsl:if>
        </header>
        <xsl:call-template name="html:documents"/>
        <xsl:call-template name="html:register-list"/>
        <section aria-labelledby="page:about">
          <h2 id="page:about"><xsl:value-of select="html:say('about-edition')"/></h2>
          <p><xsl:value-of select="html:say('start-reading')"/></p>
          <p><xsl:value-of select="html:say('start-files')"/></p>
        </section>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:documents">
    <section aria-labelledby="page:documents">
      <h2 id="page:documents"><xsl:value-of select="html:say('documents', count($html:documents))"/></h2>
      <xsl:choose>
        <xsl:when test="$html:documents">
          <ol class="listing">
            <xsl:apply-templates select="$html:documents" mode="html:listing"/>
          </ol>
        </xsl:when>
        <xsl:otherwise>
          <p><xsl:value-of select="html:say('no-documents')"/></p>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- One row: when, what, from whom to whom. -->
  <xsl:template match="rec:record" mode="html:listing">
    <xsl:variable name="from" as="xs:string" select="f:listed((rec:agent[@role = 'sender'],
      rec:agent[@role = 'author'][not(../rec:agent/@role = 'sender')]) ! string(.), html:interface())"/>
    <xsl:variable name="to" as="xs:string" select="
      f:listed(rec:agent[@role = 'recipient'] ! string(.), html:interface())"/>
    <li>
      <span class="when">
        <xsl:value-of select="(html:date-of(.) ! f:time(., html:interface()), html:say('undated'))[1]"/>
      </span>
      <span class="what">
        <a href="{html:page(.)}">
          <xsl:value-of select="html:title(.)"/>
        </a>
        <xsl:if test="$from or $to">
          <span class="who">
            <xsl:value-of select="if ($from and $to) then html:say('from-to', ($from, $to)) else ($from, $to)[.]"/>
          </span>
        </xsl:if>
        <xsl:if test="rec:summary">
          <span class="abstract"><xsl:value-of select="rec:summary"/></span>
        </xsl:if>
      </span>
    </li>
  </xsl:template>

  <xsl:template name="html:register-list">
    <section aria-labelledby="page:registers">
      <h2 id="page:registers"><xsl:value-of select="html:say('registers')"/></h2>
      <dl class="registers">
        <xsl:for-each select="$html:registers">
          <xsl:variable name="kind" as="xs:string" select="."/>
          <div>
            <dt><a href="{html:register($kind)}"><xsl:value-of select="html:say('register-' || $kind)"/></a></dt>
            <dd>
              <xsl:value-of select="
                if ($kind eq 'date') then html:say('days', count(distinct-values(
                  ($records//rec:mention[@kind = 'date'], $html:documents/rec:date[@*[name() ne 'role']])
                  ! html:date-anchor(.))))
                else html:say('entries', count(key('html:of-kind', $kind, $records)
                  [key('html:use', @key, $records)]))"/>
            </dd>
          </div>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
