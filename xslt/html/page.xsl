<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame that every page has: head, masthead, footer. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
    escape-uri-attributes="no"/>

  <!-- Nothing but the edition's own files, and no style or script in the page itself. -->
  <xsl:variable name="html:policy" as="xs:string" select="string-join((
    'default-src ''none''', 'style-src ''self''', 'script-src ''self''', 'font-src ''self''',
    'img-src ''self''', 'base-uri ''none''', 'form-action ''none'''), '; ')"/>

  <xsl:template name="html:page">
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <xsl:param name="metadata" as="element()*" select="()"/>
    <xsl:param name="main" as="node()*" required="yes"/>
    <xsl:param name="after" as="node()*" select="()"/>
    <html lang="{html:interface()}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$html:policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>
          <xsl:value-of select="string-join(distinct-values(($title, $html:edition/@title)), ' · ')"/>
        </title>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="tei-pipeline {$html:edition/@version}"/>
        <xsl:sequence select="$metadata"/>
        <link rel="stylesheet" href="{$root}assets/fonts.css"/>
        <xsl:for-each select="'theme', 'page', 'text', 'registers'">
          <link rel="stylesheet" href="{$root}assets/{.}.css"/>
        </xsl:for-each>
        <link rel="stylesheet" href="{$root}assets/print.css" media="print"/>
        <script src="{$root}assets/edition.js"/>
      </head>
      <body class="{$kind}">
        <a class="skip" href="#page:main"><xsl:value-of select="html:say('skip')"/></a>
        <xsl:call-template name="html:masthead">
          <xsl:with-param name="kind" as="xs:string" select="$kind"/>
        </xsl:call-template>
        <main id="page:main" tabindex="-1">
          <xsl:sequence select="$main"/>
        </main>
        <xsl:call-template name="html:footer"/>
        <xsl:sequence select="$after"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="html:masthead">
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <header class="masthead">
      <xsl:if test="$kind ne 'start'">
        <a class="edition" href="{$root}index.html"><xsl:value-of select="$html:edition/@title"/></a>
      </xsl:if>
      <nav aria-label="{html:say('navigation')}">
        <ul>
          <xsl:for-each select="$html:registers">
            <li>
              <a href="{html:register(.)}">
                <xsl:if test="$kind eq 'register ' || .">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:value-of select="html:say('register-' || .)"/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
      <button type="button" class="theme" hidden="hidden" data-light="{html:say('theme-light')}"
        data-dark="{html:say('theme-dark')}">
        <xsl:value-of select="html:say('theme-dark')"/>
      </button>
    </header>
  </xsl:template>

  <xsl:template name="html:footer">
    <footer class="colophon">
      <p>
        <xsl:value-of select="string-join(($html:edition/@title, $html:edition/@publisher)
          [normalize-space()], ', ')"/>
        <xsl:text>. </xsl:text>
        <xsl:value-of select="html:say('made-by', (string($html:edition/@version),
          f:date($html:edition/@date, html:interface())))"/>
      </p>
    </footer>
  </xsl:template>
</xsl:stylesheet>
