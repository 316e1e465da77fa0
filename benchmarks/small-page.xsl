<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page costs that has no record, no cards, no search and no apparatus: a few templates, the
     notes at the end. A measure for the stylesheets of the site, not an output. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="element(html)">
    <xsl:variable name="title" as="xs:string" select="
      normalize-space((//tei:titleStmt/tei:title[@level = 'a'], //tei:titleStmt/tei:title)[1])"/>
    <html>
      <head>
        <title><xsl:value-of select="$title"/></title>
      </head>
      <body>
        <h1><xsl:value-of select="$title"/></h1>
        <xsl:apply-templates select="//tei:text[not(ancestor::tei:text)]"/>
        <ol>
          <xsl:for-each select="//tei:body//tei:note">
            <li id="n{position()}"><xsl:apply-templates/></li>
          </xsl:for-each>
        </ol>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="tei:div">
    <section><xsl:apply-templates/></section>
  </xsl:template>
  <xsl:template match="tei:head">
    <h2><xsl:apply-templates/></h2>
  </xsl:template>
  <xsl:template match="tei:p">
    <p><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:opener | tei:closer | tei:salute | tei:dateline | tei:signed | tei:postscript
    | tei:person | tei:place | tei:org | tei:bibl">
    <div class="{local-name()}"><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="tei:hi | tei:seg | tei:add | tei:del | tei:supplied | tei:unclear | tei:c">
    <span class="{local-name()}"><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template match="tei:rs[@ref] | tei:persName[@ref] | tei:placeName[@ref] | tei:ref[@target]">
    <a class="{local-name()}" href="{(@ref, @target)[1]}"><xsl:apply-templates/></a>
  </xsl:template>
  <xsl:template match="tei:lb">
    <br/>
  </xsl:template>
  <xsl:template match="tei:body//tei:note" priority="1">
    <sup><a href="#n{count(preceding::tei:note[ancestor::tei:body]) + 1}">*</a></sup>
  </xsl:template>
  <xsl:template match="text()">
    <xsl:value-of select="."/>
  </xsl:template>
</xsl:stylesheet>
