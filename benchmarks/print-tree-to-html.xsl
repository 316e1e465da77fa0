<?xml version="1.0" encoding="UTF-8"?>
<!--
  A print tree to plain HTML with the content of our PDF, for timing WeasyPrint only: foot notes,
  running heads, bookmarks, two-column indexes with page numbers, language.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-skip"/>
  <xsl:mode name="html" on-no-match="shallow-skip"/>
  <xsl:output method="html" version="5" indent="no"/>

  <xsl:key name="mention" match="name" use="tokenize(@keys)"/>
  <xsl:variable name="tree" as="document-node()" select="/"/>

  <xsl:template match="/document">
    <html lang="{@lang}">
      <head>
        <title><xsl:value-of select="@title"/></title>
        <meta name="author" content="{string-join(author, ', ')}"/>
        <style>
          @page { size: 170mm 240mm; margin: 26.7mm 37.8mm 50mm 18.9mm;
            @top-left { content: "<xsl:value-of select="@running-author"/>"; font: italic 8.5pt serif }
            @top-right { content: counter(page); font: 8.5pt serif } }
          html { font: 10.5pt/14pt serif; hyphens: auto; text-align: justify }
          body, p, dl, dd, h1, h2, h3 { margin: 0 }
          h1, h2, h3 { font-weight: normal; text-align: left }
          h1 { font-size: 16pt; line-height: 21pt } h2 { font-size: 13pt; margin: 28pt 0 10pt }
          p.indent { text-indent: 14pt } section { margin: 14pt 0 }
          .number { font-size: 8.5pt } .note { float: footnote; font: 8.5pt/11.3pt serif }
          .columns { columns: 2; font: 8.5pt/11.3pt serif } .columns p { text-align: left }
          .references { font: 8.5pt/11.3pt serif } dl { font: 9pt/12pt serif }
          .label { font-variant: small-caps; bookmark-level: 2; bookmark-label: attr(title) }
          a.page { color: inherit; text-decoration: none }
          a.page::after { content: target-counter(attr(href), page) }
        </style>
      </head>
      <body><xsl:apply-templates mode="html"/></body>
    </html>
  </xsl:template>

  <xsl:template mode="html" match="text()"><xsl:value-of select="."/></xsl:template>
  <xsl:template mode="html" match="*" priority="-1"><xsl:apply-templates mode="html"/></xsl:template>
  <xsl:template mode="html" match="document/author | keyword"/>

  <xsl:template mode="html" match="title"><h1><xsl:apply-templates mode="html"/></h1></xsl:template>
  <xsl:template mode="html" match="head"><h2><xsl:apply-templates mode="html"/></h2></xsl:template>
  <xsl:template mode="html" match="section"><section><xsl:apply-templates mode="html"/></section></xsl:template>
  <xsl:template mode="html" match="superior | summary | display | line | speaker">
    <p><xsl:apply-templates mode="html"/></p>
  </xsl:template>
  <xsl:template mode="html" match="fact">
    <dl><dt><xsl:value-of select="@label"/></dt><dd><xsl:apply-templates mode="html"/></dd></dl>
  </xsl:template>
  <xsl:template mode="html" match="para">
    <p class="{if (@indent) then 'indent' else ''}">
      <xsl:if test="@n"><span class="number"><xsl:value-of select="@n"/><xsl:text> </xsl:text></span></xsl:if>
      <xsl:apply-templates mode="html"/>
    </p>
  </xsl:template>
  <xsl:template mode="html" match="label">
    <span class="label" title="{@plain}"><xsl:apply-templates mode="html"/></span>
  </xsl:template>
  <xsl:template mode="html" match="emph"><em><xsl:apply-templates mode="html"/></em></xsl:template>
  <xsl:template mode="html" match="name">
    <span id="{generate-id()}"><xsl:apply-templates mode="html"/></span>
  </xsl:template>
  <xsl:template mode="html" match="note">
    <span class="note"><xsl:apply-templates mode="html"/></span>
  </xsl:template>
  <xsl:template mode="html" match="link">
    <a href="{@href}"><xsl:apply-templates mode="html"/></a>
  </xsl:template>

  <xsl:template mode="html" match="registers">
    <h2><xsl:value-of select="@label"/></h2>
    <div class="columns"><xsl:apply-templates mode="html"/></div>
  </xsl:template>
  <xsl:template mode="html" match="register">
    <h3><xsl:value-of select="@label"/></h3>
    <xsl:apply-templates mode="html"/>
  </xsl:template>
  <xsl:template mode="html" match="references | colophon">
    <h2><xsl:value-of select="@label"/></h2>
    <div class="{local-name()}"><xsl:apply-templates mode="html"/></div>
  </xsl:template>
  <xsl:template mode="html" match="entry">
    <p>
      <xsl:value-of select="@name, string(.)[.]" separator=", "/>
      <xsl:for-each select="key('mention', @key, $tree)">
        <xsl:text>, </xsl:text>
        <a class="page" href="#{generate-id()}"/>
      </xsl:for-each>
    </p>
  </xsl:template>

</xsl:stylesheet>
