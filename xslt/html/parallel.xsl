<?xml version="1.0" encoding="UTF-8"?>
<!-- Versions of a text side by side: an edition and its translations, or two editions, that are
     divisions (or texts of a group) next to each other. The page holds them one after the other, as
     the source does; where there is room, styles set what belongs together in one row. What belongs
     together is said by @corresp or a linkGrp, else by @n, else by order. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The columns: each version as a section, whose cells know their row. -->
  <xsl:template match="*[$html:has-versions and map:contains($html:first-of, generate-id())]"
    mode="html:text" priority="12" as="element(div)">
    <xsl:variable name="versions" as="element()+" select="html:versions(..)"/>
    <xsl:variable name="between" as="node()*" select="
      $versions[1]/following-sibling::node()[. &lt;&lt; $versions[last()]]"/>
    <div class="parallel columns-{count($versions)}">
      <xsl:for-each select="$versions[1], $between, $versions[last()]">
        <xsl:choose>
          <xsl:when test="map:contains($html:columns, generate-id())">
            <xsl:apply-templates select="." mode="html:version"/>
          </xsl:when>
          <xsl:when test="self::*">
            <div class="between">
              <xsl:apply-templates select="." mode="html:text">
                <xsl:with-param name="between" as="xs:boolean" select="true()"/>
              </xsl:apply-templates>
            </div>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </div>
  </xsl:template>
  <!-- All from the first version to the last stands in the columns. -->
  <xsl:template match="*[$html:has-versions and map:contains($html:around, generate-id(..))
    and not(map:contains($html:first-of, generate-id()))
    and preceding-sibling::*[map:contains($html:first-of, generate-id())]
    and (following-sibling::* intersect $html:versions or . intersect $html:versions)]"
    mode="html:text" priority="12">
    <xsl:param name="between" as="xs:boolean" select="false()"/>
    <xsl:if test="$between">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- A version, and a division inside it whose parts are in rows of their own. -->
  <xsl:template match="*" mode="html:version" as="element()">
    <xsl:variable name="column" as="xs:integer?" select="$html:columns(generate-id())"/>
    <xsl:variable name="name" as="xs:string" select="
      if (f:is-division(.) or self::tei:text) then 'section' else 'div'"/>
    <xsl:element name="{$name}">
      <xsl:sequence select="html:attributes(., ('version'[exists($column)], local-name()
        [not(f:is-division(current()))], 'div'[f:is-division(current())], html:type(.), 'open'))"/>
      <xsl:attribute name="id" select="f:id(.)"/>
      <xsl:choose>
        <xsl:when test="$column">
          <xsl:attribute name="aria-label" select="html:version-name(.)"/>
          <p class="version-name cell" data-row="1" data-column="{$column}" aria-hidden="true"
            data-pagefind-ignore="">
            <xsl:sequence select="html:lang($f:interface)"/>
            <xsl:value-of select="html:version-name(.)"/>
          </p>
        </xsl:when>
        <xsl:when test="$name eq 'section' and not(tei:head)">
          <xsl:attribute name="aria-label" select="html:region-name(.)"/>
        </xsl:when>
      </xsl:choose>
      <xsl:sequence select="html:cells(.)"/>
    </xsl:element>
  </xsl:template>
  <!-- What a version is called: its kind and language. -->
  <xsl:function name="html:version-name" as="xs:string">
    <xsl:param name="version" as="element()"/>
    <xsl:variable name="code" as="xs:string" select="f:language-tag(f:language($version))"/>
    <xsl:variable name="kind" as="xs:string" select="
      f:term('version', string(($version/@type[normalize-space()], 'edition')[1]), $f:interface)"/>
    <xsl:sequence select="string-join(($kind, $version/@subtype[normalize-space()],
      ('language-' || $code)[f:is-message(.)] ! f:label(.)), ', ')"/>
  </xsl:function>

  <!-- The content of a version or of a division inside it, in cells. -->
  <xsl:function name="html:cells" as="node()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:for-each-group select="$parent/node()" group-starting-with="
      *[map:contains($html:rows, generate-id()) or map:contains($html:opened, generate-id())]">
      <xsl:choose>
        <xsl:when test="map:contains($html:opened, generate-id(.))">
          <xsl:apply-templates select="." mode="html:version"/>
        </xsl:when>
        <xsl:when test="map:contains($html:rows, generate-id(.))">
          <xsl:sequence select="html:cell(., generate-id(.), current-group())"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
    <xsl:if test="map:contains($html:lists, generate-id($parent))">
      <xsl:sequence select="html:cell($parent, 'foot ' || generate-id($parent), ())"/>
    </xsl:if>
  </xsl:function>
  <!-- One cell: some nodes of the text, or, of none, the apparatus of a division. -->
  <xsl:function name="html:cell" as="element(div)">
    <xsl:param name="first" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="row" as="map(*)" select="$html:rows($key)"/>
    <xsl:variable name="other" as="element()?" select="$html:counterparts($key)"/>
    <div class="cell" data-row="{$row?row}" data-column="{$row?column}">
      <xsl:if test="exists($content)">
        <xsl:attribute name="id" select="'beside:' || f:id($first)"/>
        <xsl:apply-templates select="$content" mode="html:text"/>
      </xsl:if>
      <xsl:if test="$other">
        <xsl:variable name="name" as="xs:string" select="
          html:version-name($other/ancestor::*[map:contains($html:columns, generate-id())][last()])"/>
        <a class="counterpart" href="#beside:{f:id($other)}" data-pagefind-ignore=""
          aria-label="{f:label('counterpart', $name)}">
          <xsl:sequence select="html:lang($f:interface), string('⇄ ' || $name)"/>
        </a>
      </xsl:if>
      <xsl:if test="empty($content)">
        <xsl:apply-templates select="$first" mode="html:apparatus"/>
      </xsl:if>
    </div>
  </xsl:function>

  <!-- Another document that has this text in another version: a link, filled in or hidden when all
       documents are known. A CTS URN names a file by its last part. -->
  <xsl:function name="html:beside" as="element(p)?">
    <xsl:variable name="pointers" as="xs:string*" select="distinct-values(
      $html:document/*/(. | tei:text | tei:text/tei:body | tei:text/tei:body/tei:div)/@corresp
      ! tokenize(.) ! replace(., '^urn:cts:.*:([^:]+)$', '$1.xml'))
      [matches(., '^[^#:]+\.xml(#.*)?$')][f:followable(.)]"/>
    <xsl:if test="exists($pointers)">
      <p class="beside">
        <xsl:value-of select="f:label('beside')"/>
        <xsl:for-each select="$pointers">
          <xsl:text> </xsl:text>
          <a>
            <xsl:sequence select="html:to-document(f:key(
              if (contains(., '#')) then . else . || '#', $html:record/@file))"/>
            <xsl:value-of select="replace(., '^(.*/)?([^/#]+)\.xml(#.*)?$', '$2')"/>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
