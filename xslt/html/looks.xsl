<?xml version="1.0" encoding="UTF-8"?>
<!-- What a source says of the looks of its words, as classes: @rend, and of the CSS in @style and
     in the renditions of the header the few properties that a class stands for. Nothing of it
     reaches the page as it is written. And the direction in which a script runs. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:tei-pipeline:html"
  xmlns:f="urn:tei-pipeline:functions"
  exclude-result-prefixes="#all">

  <!-- The classes of an element's @rend, @rendition and @style. -->
  <xsl:function name="html:looks" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (contains($element/@rend, ':')) then html:style-classes($element/@rend)
      else tokenize($element/@rend) ! html:rend-classes(.),
      tokenize($element/@rendition) ! ($html:renditions(substring-after(., '#')),
        html:rend-classes(replace(., '^.*#', '')))[.],
      $element/@style ! html:style-classes(.)"/>
  </xsl:function>

  <!-- A word of @rend as a class, all but its letters taken out; an indent has its depth beside it
       ("indent2", "indent(2)"). -->
  <xsl:function name="html:rend-classes" as="xs:string*">
    <xsl:param name="word" as="xs:string"/>
    <xsl:variable name="letters" as="xs:string" select="
      lower-case(replace($word, '[^A-Za-z]', '', ';j'))"/>
    <xsl:sequence select="('rend-' || $letters)[$letters],
      if (starts-with($letters, 'indent')) then html:indent(string(tokenize($word, '\D+')[.][1])) else ()"/>
  </xsl:function>
  <!-- A depth as a class: 1 to 9. -->
  <xsl:function name="html:indent" as="xs:string">
    <xsl:param name="digits" as="xs:string"/>
    <xsl:sequence select="'indent-' || (if (matches($digits, '^\d{1,3}$'))
      then max((1, min((9, xs:integer($digits))))) else 1)"/>
  </xsl:function>

  <!-- The renditions that the header declares, by their ids. -->
  <xsl:variable name="html:renditions" as="map(xs:string, xs:string*)">
    <xsl:map>
      <xsl:for-each-group select="$html:document//tei:rendition[@xml:id]" group-by="string(@xml:id)">
        <xsl:map-entry key="current-grouping-key()" select="html:style-classes(.)"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- The classes that stand for CSS properties; all others are left out. -->
  <xsl:variable name="html:properties" as="map(xs:string, xs:string)" select="map {
    'font-style:italic': 'rend-italic', 'font-style:oblique': 'rend-italic',
    'font-weight:bold': 'rend-bold', 'font-variant:small-caps': 'rend-smallcaps',
    'font-variant:all-small-caps': 'rend-smallcaps', 'text-decoration:underline': 'rend-underline',
    'text-decoration:line-through': 'rend-strikethrough', 'text-decoration:overline': 'rend-overline',
    'text-align:center': 'rend-center', 'text-align:right': 'rend-right',
    'text-align:end': 'rend-right', 'vertical-align:super': 'rend-sup',
    'vertical-align:sub': 'rend-sub', 'display:block': 'rend-block' }"/>
  <!-- The same of a declaration of CSS. -->
  <xsl:function name="html:style-classes" as="xs:string*">
    <xsl:param name="css" as="xs:string"/>
    <xsl:for-each select="tokenize(lower-case($css), ';')">
      <xsl:variable name="said" as="xs:string" select="replace(., '\s', '')"/>
      <xsl:sequence select="$html:properties($said),
        if (matches($said, '^(margin-left|padding-left|text-indent):0*[1-9][\d.]*(em|ex|ch|rem)$'))
        then html:indent(replace($said, '^[^:]*:(\d+).*$', '$1'))
        else if (starts-with($said, 'letter-spacing:')) then 'rend-spaced' else ()"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The direction of an element's script, where it is not that around it. -->
  <xsl:function name="html:direction" as="attribute(dir)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="own" as="xs:boolean" select="f:is-right-to-left($element/@xml:lang)"/>
    <xsl:if test="$element/@xml:lang and ($own or f:is-right-to-left(f:language($element/..)))">
      <xsl:attribute name="dir" select="if ($own) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
