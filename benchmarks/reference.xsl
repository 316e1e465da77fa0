<?xml version="1.0" encoding="UTF-8"?>
<!-- A small reading page of a letter, for comparison: what a stylesheet costs that knows about thirty
     elements, numbers notes, links names to a register and says who wrote what in JSON. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-skip"/>
  <xsl:mode name="text" on-no-match="text-only-copy"/>

  <xsl:template match="/" as="element(html)">
    <xsl:variable name="title" as="xs:string" select="
      normalize-space((//tei:titleStmt/tei:title[@level = 'a'], //tei:titleStmt/tei:title)[1])"/>
    <html lang="de">
      <head>
        <title><xsl:value-of select="$title"/></title>
        <script type="application/ld+json">
          <xsl:value-of select="serialize(map { '@type': 'Message', 'name': $title,
            'sender': normalize-space((//tei:correspAction[@type = 'sent']/tei:persName)[1]),
            'dateSent': string((//tei:correspAction[@type = 'sent']/tei:date/@when)[1]) },
            map { 'method': 'json' })"/>
        </script>
      </head>
      <body>
        <h1><xsl:value-of select="$title"/></h1>
        <dl>
          <xsl:for-each select="//tei:correspAction">
            <dt><xsl:value-of select="@type"/></dt>
            <dd><xsl:apply-templates select="*" mode="text"/></dd>
          </xsl:for-each>
        </dl>
        <xsl:apply-templates select="//tei:body" mode="text"/>
        <xsl:apply-templates select="//tei:back//(tei:person | tei:place | tei:org | tei:bibl)[@xml:id]"
          mode="card"/>
        <ol><xsl:apply-templates select="//tei:body//tei:note" mode="note"/></ol>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="tei:div" mode="text"><section><xsl:apply-templates mode="#current"/></section></xsl:template>
  <xsl:template match="tei:p" mode="text"><p id="{@xml:id}"><xsl:apply-templates mode="#current"/></p></xsl:template>
  <xsl:template match="tei:opener | tei:closer | tei:salute | tei:signed | tei:dateline | tei:postscript
    | tei:address | tei:addrLine | tei:lg | tei:l" mode="text">
    <div class="{local-name()}"><xsl:apply-templates mode="#current"/></div>
  </xsl:template>
  <xsl:template match="tei:hi | tei:seg | tei:foreign | tei:supplied | tei:unclear | tei:c | tei:stamp"
    mode="text">
    <span class="{local-name()} {@rend}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:rs | tei:title" mode="text">
    <a href="{@ref}" class="{(@type, local-name())[1]}"><xsl:apply-templates mode="#current"/></a>
  </xsl:template>
  <xsl:template match="tei:add" mode="text"><ins><xsl:apply-templates mode="#current"/></ins></xsl:template>
  <xsl:template match="tei:del" mode="text"><del><xsl:apply-templates mode="#current"/></del></xsl:template>
  <xsl:template match="tei:lb" mode="text"><br/></xsl:template>
  <xsl:template match="tei:pb" mode="text"><span class="pb"><xsl:value-of select="@n"/></span></xsl:template>
  <xsl:template match="tei:gap | tei:space" mode="text"><span>[…]</span></xsl:template>
  <xsl:template match="tei:choice" mode="text">
    <xsl:apply-templates select="(tei:corr, tei:reg, tei:expan, *)[1]" mode="#current"/>
  </xsl:template>
  <xsl:template match="tei:note" mode="text"><sup>*</sup></xsl:template>
  <xsl:template match="tei:note" mode="note"><li><xsl:apply-templates mode="text"/></li></xsl:template>
  <xsl:template match="*" mode="card">
    <div popover="auto" id="{@xml:id}">
      <p><xsl:value-of select="normalize-space((tei:persName, tei:placeName, tei:orgName, tei:title)[1])"/></p>
      <xsl:for-each select="tei:idno">
        <a href="{.}"><xsl:value-of select="@type"/></a>
      </xsl:for-each>
    </div>
  </xsl:template>
</xsl:stylesheet>
