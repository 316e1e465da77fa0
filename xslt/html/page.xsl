<?xml version="1.0" encoding="UTF-8"?>
<!-- What the head of every page holds. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:rec="urn:tei-pipeline:record"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- Nothing but the edition's own files, and no style or script in the page itself. The search reads
       its index, and runs what is compiled for it. -->
  <xsl:function name="html:policy" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="string-join(('default-src ''none''', 'style-src ''self''',
      'script-src ''self''' || (if ($kind eq 'search') then ' ''wasm-unsafe-eval''' else ''),
      'connect-src ''self'''[$kind eq 'search'],
      string-join(html:hosts(), ' ')[.] ! ('connect-src ' || .), 'font-src ''self''',
      string-join(('img-src ''self''', html:hosts()), ' '), 'base-uri ''none''',
      'form-action ''none'''), '; ')"/>
  </xsl:function>
  <!-- Other hosts that a page may ask for images: none, but where a kind of page names some. -->
  <xsl:function name="html:hosts" as="xs:string*">
    <xsl:sequence select="()"/>
  </xsl:function>

  <!-- Styles and scripts beyond those of every page, by the names of their files; a kind of page that
       needs some says so in a function of its own. -->
  <xsl:function name="html:features" as="xs:string*">
    <xsl:sequence select="()"/>
  </xsl:function>

  <!-- What the head of every page holds. -->
  <xsl:function name="html:head" as="element()+">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="{html:policy($kind)}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>
      <xsl:value-of select="distinct-values(($title, $f:edition/@title))" separator=" · "/>
    </title>
    <meta name="color-scheme" content="light dark"/>
    <meta name="generator" content="tei-pipeline {$f:edition/@version}"/>
    <xsl:for-each select="'fonts', 'theme', 'page', 'frame', 'text', 'registers', html:features()">
      <link rel="stylesheet" href="{$root}assets/{.}.css"/>
    </xsl:for-each>
    <link rel="stylesheet" href="{$root}assets/print.css" media="print"/>
    <xsl:for-each select="tokenize($f:edition/@styles)">
      <link rel="stylesheet" href="{$root}{.}"/>
    </xsl:for-each>
    <xsl:for-each select="'edition', 'frame', html:scripts()">
      <script src="{$root}assets/{.}.js"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Those of them that are scripts. -->
  <xsl:function name="html:scripts" as="xs:string*">
    <xsl:sequence select="html:features()"/>
  </xsl:function>

  <!-- A meta element; none without content. -->
  <xsl:function name="html:meta" as="element(meta)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="xs:string?"/>
    <xsl:variable name="line" as="xs:string" select="normalize-space($content)"/>
    <xsl:if test="$line">
      <meta name="{$name}" content="{$line}"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
