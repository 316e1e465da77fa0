<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page of the edition has at its head: title, sections, choice of a theme; and at its
     foot. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:variable name="html:registers" as="xs:string*" select="tokenize($f:edition/@registers)"/>

  <!-- Whether the edition has a section. -->
  <xsl:function name="html:has" as="xs:boolean">
    <xsl:param name="section" as="xs:string"/>
    <xsl:sequence select="$section = ('documents', 'about', tokenize($f:edition/@features))"/>
  </xsl:function>

  <!-- The sections in the order of their links, those that the edition has; "registers" stands for
       all of these. -->
  <xsl:variable name="html:sections" as="xs:string*" select="
    let $asked := tokenize($f:edition/@sections) return
    (if (exists($asked)) then $asked
      else ('documents', 'registers', 'chronology', 'map', 'network', 'search', 'about'))
    [if (. eq 'registers') then exists($html:registers) else html:has(.)]"/>

  <xsl:template match="rec:edition" mode="html:masthead" as="element(header)">
    <xsl:param name="kind" as="xs:string" select="'document'"/>
    <header class="masthead">
      <xsl:if test="$kind ne 'start'">
        <a class="edition" href="{$root}index.html"><xsl:value-of select="@title"/></a>
      </xsl:if>
      <nav class="sections" aria-label="{f:label('sections')}">
        <ul>
          <xsl:sequence select="$html:sections ! html:section-item(., $kind),
            html:own-items('top', $kind)"/>
        </ul>
      </nav>
      <button type="button" class="theme" hidden="hidden" data-light="{f:label('theme-light')}"
        data-dark="{f:label('theme-dark')}">
        <xsl:value-of select="f:label('theme-dark')"/>
      </button>
    </header>
  </xsl:template>

  <!-- A section's link; the registers' links in a list that opens. -->
  <xsl:function name="html:section-item" as="element(li)">
    <xsl:param name="section" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <li>
      <xsl:choose>
        <xsl:when test="$section eq 'registers'">
          <details class="menu">
            <summary>
              <xsl:sequence select="html:current(tokenize($kind)[1] = ('register', 'entity'), 'true')"/>
              <xsl:value-of select="f:label('registers')"/>
            </summary>
            <ul>
              <xsl:for-each select="$html:registers">
                <li>
                  <a href="{html:register(.)}">
                    <xsl:sequence select="html:current($kind eq 'register ' || ., 'page'),
                      html:current($kind eq 'entity ' || ., 'true'), f:label('register-' || .)"/>
                  </a>
                </li>
              </xsl:for-each>
            </ul>
          </details>
        </xsl:when>
        <xsl:otherwise>
          <a href="{$root}{$section}.html">
            <xsl:sequence select="html:current($kind = ($section, $section || '-edition'), 'page'),
              html:current($section eq 'documents' and $kind eq 'document', 'true'),
              f:label('section-' || $section)"/>
          </a>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:function>

  <!-- The mark of where the reader is. -->
  <xsl:function name="html:current" as="attribute(aria-current)?">
    <xsl:param name="is" as="xs:boolean"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:if test="$is">
      <xsl:attribute name="aria-current" select="$what"/>
    </xsl:if>
  </xsl:function>
  <!-- Who made the page, with what, and of which day it is. -->
  <xsl:template match="rec:edition" mode="html:footer" as="element(footer)">
    <xsl:param name="kind" as="xs:string" select="'document'"/>
    <footer class="colophon">
      <p>
        <xsl:value-of select="string-join(($f:edition/@title, $f:edition/@publisher)
          [normalize-space()], ', ')"/>
        <xsl:text>. </xsl:text>
        <xsl:value-of select="f:label('made-by', (string($f:edition/@version),
          f:date($f:edition/@date, $f:interface))) || ' '"/>
        <a href="{$root}build-info.json"><xsl:value-of select="f:label('build-info')"/></a>
      </p>
      <xsl:sequence select="html:foot-links($kind)"/>
    </footer>
  </xsl:template>
</xsl:stylesheet>
