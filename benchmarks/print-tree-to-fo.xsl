<?xml version="1.0" encoding="UTF-8"?>
<!--
  A print tree to XSL-FO with the content of our PDF: title block, numbered paragraphs, foot notes,
  running heads, bookmarks, indexes with page numbers, colophon, language, tags. For timing FOP only.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" exclude-result-prefixes="xs">

  <xsl:mode on-no-match="shallow-skip"/>
  <xsl:mode name="fo" on-no-match="shallow-skip"/>
  <xsl:mode name="head" on-no-match="shallow-skip"/>
  <xsl:output method="xml" indent="no"/>

  <xsl:key name="mention" match="name" use="tokenize(@keys)"/>
  <xsl:variable name="tree" as="document-node()" select="/"/>

  <xsl:template match="/document">
    <fo:root font-family="serif" font-size="10.5pt" line-height="14pt" xml:lang="{@lang}">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="page" page-width="170mm" page-height="240mm"
          margin-left="18.9mm" margin-right="37.8mm" margin-top="12mm" margin-bottom="50mm">
          <fo:region-body margin-top="14.7mm"/>
          <fo:region-before extent="8mm"/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:bookmark-tree>
        <xsl:apply-templates mode="head" select="//(title[@plain] | head | text//label[@plain] | colophon)"/>
      </fo:bookmark-tree>
      <fo:page-sequence master-reference="page" language="{@lang}" xml:lang="{@lang}" hyphenate="true">
        <fo:title><xsl:value-of select="@title"/></fo:title>
        <fo:static-content flow-name="xsl-region-before">
          <fo:block font-size="8.5pt" text-align-last="justify">
            <xsl:value-of select="@running-author, @short-title, @date" separator=", "/>
            <fo:leader/>
            <fo:page-number/>
          </fo:block>
        </fo:static-content>
        <fo:flow flow-name="xsl-region-body" text-align="justify">
          <xsl:apply-templates mode="fo"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template mode="head" match="*">
    <fo:bookmark internal-destination="{generate-id()}">
      <fo:bookmark-title><xsl:value-of select="(@plain, @label)[1]"/></fo:bookmark-title>
    </fo:bookmark>
  </xsl:template>

  <xsl:template mode="fo" match="text()"><xsl:value-of select="."/></xsl:template>
  <xsl:template mode="fo" match="titleblock | text | section | *" priority="-1">
    <xsl:apply-templates mode="fo"/>
  </xsl:template>
  <xsl:template mode="fo" match="text/text() | section/text() | closer/text()"/>

  <xsl:template mode="fo" match="title | head">
    <fo:block id="{generate-id()}" font-size="16pt" line-height="21pt" space-after="14pt" text-align="start"
      role="H1" keep-with-next="always">
      <xsl:apply-templates mode="fo"/>
    </fo:block>
  </xsl:template>

  <xsl:template mode="fo" match="superior | summary | display | speaker | line | caption">
    <fo:block space-after="7pt"><xsl:apply-templates mode="fo"/></fo:block>
  </xsl:template>

  <xsl:template mode="fo" match="colophon">
    <fo:block id="{generate-id()}" font-size="13pt" space-before="28pt" space-after="14pt" role="H2">
      <xsl:value-of select="@label"/>
    </fo:block>
    <xsl:apply-templates mode="fo"/>
  </xsl:template>

  <xsl:template mode="fo" match="fact">
    <fo:list-block provisional-distance-between-starts="27mm" provisional-label-separation="2mm"
      font-size="9pt" line-height="12pt">
      <fo:list-item>
        <fo:list-item-label end-indent="label-end()">
          <fo:block><xsl:value-of select="@label"/></fo:block>
        </fo:list-item-label>
        <fo:list-item-body start-indent="body-start()">
          <fo:block text-align="start"><xsl:apply-templates mode="fo"/></fo:block>
        </fo:list-item-body>
      </fo:list-item>
    </fo:list-block>
  </xsl:template>

  <xsl:template mode="fo" match="para">
    <fo:block text-indent="{if (@indent) then '14pt' else '0pt'}" orphans="2" widows="2"
      space-before="{if (@indent) then '0pt' else '14pt'}">
      <xsl:if test="@n">
        <fo:inline font-size="8.5pt"><xsl:value-of select="@n"/><xsl:text> </xsl:text></fo:inline>
      </xsl:if>
      <xsl:apply-templates mode="fo"/>
    </fo:block>
  </xsl:template>

  <xsl:template mode="fo" match="label">
    <fo:inline id="{generate-id()}" font-variant="small-caps"><xsl:apply-templates mode="fo"/></fo:inline>
  </xsl:template>
  <xsl:template mode="fo" match="emph">
    <fo:inline font-style="italic"><xsl:apply-templates mode="fo"/></fo:inline>
  </xsl:template>
  <xsl:template mode="fo" match="name">
    <fo:inline id="{generate-id()}"><xsl:apply-templates mode="fo"/></fo:inline>
  </xsl:template>
  <xsl:template mode="fo" match="link">
    <fo:basic-link external-destination="url('{@href}')" fox:alt-text="{@href}">
      <xsl:apply-templates mode="fo"/>
    </fo:basic-link>
  </xsl:template>

  <xsl:template mode="fo" match="note">
    <xsl:variable name="number" as="xs:integer" select="count(preceding::note) + 1"/>
    <fo:footnote>
      <fo:inline font-size="7pt" baseline-shift="super"><xsl:value-of select="$number"/></fo:inline>
      <fo:footnote-body>
        <fo:block font-size="8.5pt" line-height="11.33pt" text-indent="0pt">
          <fo:inline font-size="6pt" baseline-shift="super"><xsl:value-of select="$number"/></fo:inline>
          <xsl:apply-templates mode="fo"/>
        </fo:block>
      </fo:footnote-body>
    </fo:footnote>
  </xsl:template>

  <!-- FOP sets columns for a whole page sequence only: the index is one column here. -->
  <xsl:template mode="fo" match="registers | references | register">
    <fo:block font-size="13pt" space-before="28pt" space-after="14pt" role="H2">
      <xsl:value-of select="@label"/>
    </fo:block>
    <xsl:apply-templates mode="fo"/>
  </xsl:template>

  <xsl:template mode="fo" match="entry">
    <fo:block font-size="8.5pt" line-height="11.33pt" start-indent="10pt" text-indent="-10pt" text-align="start">
      <xsl:value-of select="@name, string(.)[.]" separator=", "/>
      <xsl:for-each select="key('mention', @key, $tree)">
        <xsl:text>, </xsl:text>
        <fo:basic-link internal-destination="{generate-id()}" fox:alt-text="page">
          <fo:page-number-citation ref-id="{generate-id()}"/>
        </fo:basic-link>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

</xsl:stylesheet>
